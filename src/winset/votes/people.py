"""Identity of members: one person under two ids, and what a party is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

_NUMBERED: Final = (
    "1:CT 2:ME 3:MA 4:NH 5:RI 6:VT 11:DE 12:NJ 13:NY 14:PA 21:IL 22:IN 23:MI 24:OH 25:WI 31:IA "
    "32:KS 33:MN 34:MO 35:NE 36:ND 37:SD 40:VA 41:AL 42:AR 43:FL 44:GA 45:LA 46:MS 47:NC 48:SC "
    "49:TX 51:KY 52:MD 53:OK 54:TN 55:DC 56:WV 61:AZ 62:CO 63:ID 64:MT 65:NV 66:NM 67:UT 68:WY "
    "71:CA 72:OR 73:WA 81:AK 82:HI"
)
STATE_OF_NUMBER: Final = dict(pair.split(":") for pair in _NUMBERED.split())
"""Postal letters by ICPSR's number of the state, as in Voteview's members files."""
STATES: Final = frozenset((*STATE_OF_NUMBER.values(), "PR", "GU", "VI", "AS", "MP"))
"""Postal letters of states and territories."""
_LETTERS: Final = {
    **dict.fromkeys(("d", "dem", "democrat", "democrats", "democratic", "100"), "D"),
    **dict.fromkeys(("r", "rep", "republican", "republicans", "gop", "200"), "R"),
    **dict.fromkeys(("i", "id", "ind", "independent", "independents", "328"), "I"),
}
_MISSING: Final = frozenset(("na", "n/a", "nan", "null", "none"))


def known(text: str) -> str:
    """Return a field without blanks, empty where it says that the value is missing.

    R writes NA, other programs NaN, NULL or None.

    Examples
    --------
    >>> known(" R "), known("NA")
    ('R', '')
    """
    bare = text.strip()
    return "" if bare.casefold() in _MISSING else bare


def letter_of_party(name: str, chamber: str) -> str:
    """Letter of a party of the United States Congress; another party as it is written.

    Parameters
    ----------
    name
        As a file writes it: ``Republican``, ``Rep``, ``R`` or Voteview's code 200.
    chamber
        ``house`` or ``senate``; in other chambers names stay as they are.

    Examples
    --------
    >>> letter_of_party("Republican", "house"), letter_of_party("Republican", "diet")
    ('R', 'Republican')
    """
    bare = known(name)
    letter = _LETTERS.get(bare.casefold()) if chamber in ("house", "senate") else None
    return letter or bare or "none"


def is_president(icpsr: str, state: str = "") -> bool:
    """Return whether a row of Voteview's is the President's position, not a vote.

    Presidents have ICPSR numbers from 99000 and no state. A few members who changed party have
    such numbers too (99342, Deal of Georgia), so the state decides.

    Parameters
    ----------
    icpsr
        ICPSR number in digits.
    state
        Postal letters, empty where unknown.

    Examples
    --------
    >>> is_president("99910", "USA"), is_president("99342", "GA"), is_president("15090")
    (True, False, False)
    """
    return len(icpsr) == 5 and icpsr.startswith("99") and state.upper() not in STATES


@dataclass(slots=True)
class Ids:
    """One id for each person over rows that name it by ICPSR number, by another id, or by both.

    One ICPSR number is one person; one person may have several, one for each party.

    Parameters
    ----------
    by_number
        Best id seen for each ICPSR number: a Bioguide id or the user's own, else the number.

    Examples
    --------
    >>> ids = Ids()
    >>> ids.of("15090", "15090"), ids.of("C000052", "15090"), ids.of("15090", "15090")
    (('15090', ''), ('C000052', '15090'), ('C000052', ''))
    """

    by_number: dict[str, str] = field(default_factory=dict)

    def of(self, name: str, icpsr: str) -> tuple[str, str]:
        """Id of a row's person, and the number under which it stood before this row, if it did.

        Parameters
        ----------
        name
            The row's id, which is the ICPSR number where it has no better one.
        icpsr
            Its ICPSR number, empty where unknown.
        """
        number = icpsr or (name if name.isdecimal() else "")
        if not number:
            return name, ""
        seen = self.by_number.setdefault(number, name)
        if name == number:
            return seen, ""
        if seen == number:
            self.by_number[number] = name
            return name, number
        return seen, ""

    def learn(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Take over pairs of ICPSR number and id, as a crosswalk has them."""
        for number, name in pairs:
            if number and name:
                self.by_number.setdefault(number, name)
