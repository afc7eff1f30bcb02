"""Where the indices are defined: the one place each reference is written."""

from __future__ import annotations

from typing import Final

PENROSE: Final = (
    "Penrose, L. S. (1946). The elementary statistics of majority voting. "
    "Journal of the Royal Statistical Society 109(1), 53-57."
)
SHAPLEY_SHUBIK: Final = (
    "Shapley, L. S., and Shubik, M. (1954). A method for evaluating the distribution of power in a "
    "committee system. American Political Science Review 48(3), 787-792."
)
BANZHAF: Final = (
    "Banzhaf, J. F. (1965). Weighted voting doesn't work: a mathematical analysis. "
    "Rutgers Law Review 19(2), 317-343."
)
COLEMAN: Final = (
    "Coleman, J. S. (1971). Control of collectivities and the power of a collectivity to act. "
    "In B. Lieberman (ed.), Social Choice, 269-300. Gordon and Breach."
)
OWEN_EXTENSION: Final = (
    "Owen, G. (1972). Multilinear extensions of games. Management Science 18(5), P64-P79."
)
OWEN_UNIONS: Final = (
    "Owen, G. (1977). Values of games with a priori unions. In R. Henn and O. Moeschlin (eds.), "
    "Mathematical Economics and Game Theory, 76-88. Springer."
)
OWEN_BANZHAF: Final = (
    "Owen, G. (1981). Modification of the Banzhaf-Coleman index for games with a priori unions. "
    "In M. J. Holler (ed.), Power, Voting, and Voting Power, 232-238. Physica."
)
DEEGAN_PACKEL: Final = (
    "Deegan, J., and Packel, E. W. (1978). A new index of power for simple n-person games. "
    "International Journal of Game Theory 7(2), 113-123."
)
JOHNSTON: Final = (
    "Johnston, R. J. (1978). On the measurement of power: some reactions to Laver. "
    "Environment and Planning A 10(8), 907-914."
)
HOLLER_PACKEL: Final = (
    "Holler, M. J., and Packel, E. W. (1983). Power, luck and the right index. "
    "Journal of Economics (Zeitschrift fuer Nationaloekonomie) 43(1), 21-29."
)
FELSENTHAL_MACHOVER: Final = (
    "Felsenthal, D. S., and Machover, M. (1998). The Measurement of Voting Power. Edward Elgar."
)
DUBEY_SHAPLEY: Final = (
    "Dubey, P., and Shapley, L. S. (1979). Mathematical properties of the Banzhaf power index. "
    "Mathematics of Operations Research 4(2), 99-131."
)
VON_NEUMANN_MORGENSTERN: Final = (
    "von Neumann, J., and Morgenstern, O. (1944). Theory of Games and Economic Behavior. "
    "Princeton University Press."
)
RIKER: Final = "Riker, W. H. (1962). The Theory of Political Coalitions. Yale University Press."
AXELROD: Final = "Axelrod, R. (1970). Conflict of Interest. Markham."
DE_SWAAN: Final = "De Swaan, A. (1973). Coalition Theories and Cabinet Formations. Elsevier."
GROSECLOSE_SNYDER: Final = (
    "Groseclose, T., and Snyder, J. M. (1996). Buying supermajorities. "
    "American Political Science Review 90(2), 303-315."
)
