"""Where the concepts are defined: the one place each reference is written."""

from __future__ import annotations

from typing import Final

BLACK: Final = (
    "Black, D. (1948). On the rationale of group decision-making. "
    "Journal of Political Economy 56(1), 23-34."
)
KREHBIEL: Final = (
    "Krehbiel, K. (1998). Pivotal Politics: A Theory of U.S. Lawmaking. "
    "University of Chicago Press."
)
ROMER_ROSENTHAL: Final = (
    "Romer, T., and Rosenthal, H. (1978). Political resource allocation, controlled agendas, and "
    "the status quo. Public Choice 33(4), 27-43."
)
PLOTT: Final = (
    "Plott, C. R. (1967). A notion of equilibrium and its possibility under majority rule. "
    "American Economic Review 57(4), 787-806."
)
TSEBELIS: Final = (
    "Tsebelis, G. (2002). Veto Players: How Political Institutions Work. "
    "Princeton University Press."
)
MCKELVEY: Final = (
    "McKelvey, R. D. (1986). Covering, dominance, and institution-free properties of social "
    "choice. American Journal of Political Science 30(2), 283-314."
)
TOVEY: Final = (
    "Stone, R. E., and Tovey, C. A. (1992). Limiting median lines do not suffice to determine the "
    "yolk. Social Choice and Welfare 9(1), 33-35."
)
