"""Where the solutions are defined: the one place each reference is written."""

from __future__ import annotations

from typing import Final

NASH: Final = "Nash, J. F. (1950). The bargaining problem. Econometrica 18(2), 155-162."
KALAI_SMORODINSKY: Final = (
    "Kalai, E., and Smorodinsky, M. (1975). Other solutions to Nash's bargaining problem. "
    "Econometrica 43(3), 513-518."
)
RUBINSTEIN: Final = (
    "Rubinstein, A. (1982). Perfect equilibrium in a bargaining model. Econometrica 50(1), 97-109."
)
TARAR: Final = (
    "Tarar, A. (2001). International bargaining with two-sided domestic constraints. "
    "Journal of Conflict Resolution 45(3), 320-340."
)
IIDA: Final = (
    "Iida, K. (1993). When and how do domestic constraints matter? Two-level games with "
    "uncertainty. Journal of Conflict Resolution 37(3), 403-426."
)
MILNER_ROSENDORFF: Final = (
    "Milner, H. V., and Rosendorff, B. P. (1997). Democratic politics and international trade "
    "negotiations: elections and divided government as constraints on trade liberalization. "
    "Journal of Conflict Resolution 41(1), 117-146."
)
ROMER_ROSENTHAL: Final = (
    "Romer, T., and Rosenthal, H. (1978). Political resource allocation, controlled agendas, and "
    "the status quo. Public Choice 33(4), 27-43."
)
BARON_FEREJOHN: Final = (
    "Baron, D. P., and Ferejohn, J. A. (1989). Bargaining in legislatures. "
    "American Political Science Review 83(4), 1181-1206."
)
BANKS_DUGGAN: Final = (
    "Banks, J. S., and Duggan, J. (2000). A bargaining model of collective choice. "
    "American Political Science Review 94(1), 73-88."
)
SCHELLING: Final = "Schelling, T. C. (1960). The Strategy of Conflict. Harvard University Press."
AXELROD: Final = "Axelrod, R. (1984). The Evolution of Cooperation. Basic Books."
PUTNAM: Final = (
    "Putnam, R. D. (1988). Diplomacy and domestic politics: the logic of two-level games. "
    "International Organization 42(3), 427-460."
)
HOLMSTROM: Final = (
    "Holmström, B. (1984). On the theory of delegation. In M. Boyer and R. Kihlstrom (eds.), "
    "Bayesian Models in Economic Theory. North-Holland."
)
LOHMANN_OHALLORAN: Final = (
    "Lohmann, S., and O'Halloran, S. (1994). Divided government and U.S. trade policy: theory and "
    "evidence. International Organization 48(4), 595-632."
)
