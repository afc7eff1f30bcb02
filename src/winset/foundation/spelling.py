"""The nearest valid name for a misspelled one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 40
"""Characters of a name that are shown in a list of names."""


def nearest(name: str, valid: Iterable[str]) -> str | None:
    """Return the valid name that a misspelled one most likely meant.

    Parameters
    ----------
    name
        What was written.
    valid
        The names that would be right.

    Returns
    -------
    str or None
        The nearest name, or None when nothing is near.

    Examples
    --------
    >>> nearest("postion", ["salience", "position"])
    'position'
    >>> nearest("Labour_Rights", ["labour-rights", "openness"])
    'labour-rights'
    """
    import difflib

    def folded(text: str) -> str:
        return text.casefold().replace("_", "-").replace(" ", "-")

    by_folded = {folded(candidate): candidate for candidate in valid}
    found = difflib.get_close_matches(folded(name), list(by_folded), n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def meant(name: str, valid: Iterable[str], *, noun: str = "names") -> str | None:
    """Say what would be right for a misspelled name: the nearest, or the list of all if short.

    Parameters
    ----------
    name
        What was written.
    valid
        The names that would be right.
    noun
        What they are, in the plural.

    Returns
    -------
    str or None
        A phrase to set behind the message, or None when there are no valid names.

    Examples
    --------
    >>> meant("hous", ["house", "senate"])
    'did you mean `house`?'
    >>> meant("x", ["house", "senate"], noun="chambers")
    'chambers here: house, senate'
    """
    names = list(valid)
    near = nearest(name, names)
    if near is not None:
        return f"did you mean `{near}`?"
    if not names:
        return None
    shown = ", ".join(n if len(n) <= _LONGEST else f"{n[:_LONGEST]}..." for n in names[:12])
    return f"{noun} here: {shown}" + (f" and {len(names) - 12} more" if len(names) > 12 else "")


_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th"}
    | {"Þ": "Th", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "ẞ": "SS", "ı": "i"}
)
"""Latin letters that are not a plain letter with an accent."""


def plain_letters(text: str) -> str:
    """Return Latin text without accents; other scripts are left out.

    Examples
    --------
    >>> plain_letters("Straße, Møre, Élysée")
    'Strasse, More, Elysee'
    """
    spelled = unicodedata.normalize("NFKD", text).translate(_LETTERS)
    return spelled.encode("ascii", "ignore").decode("ascii")


def kebab(text: str) -> str:
    """Write a name in kebab-case, accents left out.

    Examples
    --------
    >>> kebab("García, Jesús G. 'Chuy'"), kebab("Łódź, Møre")
    ('garcia-jesus-g-chuy', 'lodz-more')
    """
    plain = plain_letters(text)
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:70].strip("-") or "member"
