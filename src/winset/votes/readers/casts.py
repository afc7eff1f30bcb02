"""Words for a cast in the sources, and what the words of a roll call say about it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final, Literal

from winset.votes.records import Cast

_WORDS: Final[dict[str, Cast]] = {
    **dict.fromkeys(("yea", "yes", "aye", "y", "for", "1", "+1", "+", "guilty"), "Yea"),
    **dict.fromkeys(("nay", "no", "n", "against", "-1", "6", "-", "not guilty"), "Nay"),
    **dict.fromkeys(("present", "abstain", "abstention", "7"), "Present"),
    **dict.fromkeys(("not voting", "absent", "nv", "9", "0", "", "na", "nan"), "Not Voting"),
}

WORDS_TAKEN = (
    "Yea, Nay, Present or Not Voting (also yes/no, 1/-1, 1/0, Voteview's codes 1, 6, 7, 9)"
)


def cast_of_word(word: str) -> Cast | None:
    """Cast that a word means, None for an unknown one.

    Examples
    --------
    >>> cast_of_word("Aye"), cast_of_word("-1"), cast_of_word("maybe")
    ('Yea', 'Nay', None)
    """
    return _WORDS.get(word.strip().casefold())


def casts_of_words(words: Sequence[str]) -> tuple[list[Cast | None], str]:
    """Casts of all words of a file, and a note where 0 is read as a Nay.

    0 is a Nay where the file has 1 and no other word for Nay. Beside another word for Nay (-1, 6,
    no) it is an absence.

    Examples
    --------
    >>> casts_of_words(["1", "0"])[0], casts_of_words(["1", "-1", "0"])[0]
    (['Yea', 'Nay'], ['Yea', 'Nay', 'Not Voting'])
    """
    bare = [word.strip().removesuffix(".0") for word in words]
    casts = [cast_of_word(word) for word in bare]
    if "Nay" in casts or not {"0", "1"} <= set(bare):
        return casts, ""
    turned: list[Cast | None] = [
        "Nay" if word == "0" else cast for word, cast in zip(bare, casts, strict=True)
    ]
    return turned, "0 is read as Nay: the file has 1 for Yea and no other word for Nay"


def side_of_code(code: int) -> int:
    """Side of a Voteview code: +1 for 1 to 3, -1 for 4 to 6, else 0.

    Paired and announced positions (2, 3, 4, 5) say where a member stands; they are not votes.

    Examples
    --------
    >>> [side_of_code(code) for code in (1, 2, 5, 6, 9)]
    [1, 1, -1, -1, 0]
    """
    return 1 if 1 <= code <= 3 else -1 if 4 <= code <= 6 else 0


def cast_of_code(code: int) -> Cast | None:
    """Cast of a Voteview code: 1 yea, 6 nay, 7-8 present, 0 no member: None; else not voting.

    Paired and announced positions (2, 3, 4, 5) are not votes, and no tally counts them.

    Raises
    ------
    ValueError
        If the code is none of Voteview's.

    Examples
    --------
    >>> [cast_of_code(code) for code in (1, 5, 6, 7, 9, 0)]
    ['Yea', 'Not Voting', 'Nay', 'Present', 'Not Voting', None]
    """
    if not 0 <= code <= 9:
        raise ValueError(code)
    if code == 0:
        return None
    names: dict[int, Cast] = {1: "Yea", 6: "Nay", 7: "Present", 8: "Present"}
    return names.get(code, "Not Voting")


_DATE: Final = re.compile(r"(\d{4}-\d\d-\d\d|\d{8})([T ]\d\d:\d\d.*)?")


def iso_date(text: str) -> dt.date | None:
    """Date of ``1993-11-17``, ``19931117`` or a longer time stamp; None where it is none.

    Examples
    --------
    >>> iso_date("1993-11-17T22:36:00-05:00")
    datetime.date(1993, 11, 17)
    >>> iso_date("1993-11-171") is None
    True
    """
    found = _DATE.fullmatch(text.strip())
    try:
        return None if found is None else dt.date.fromisoformat(found[1])
    except ValueError:
        return None


def chamber_of(word: str, key: str = "") -> str:
    """Chamber in small letters; by the end of the vote's key where it is not given, else house.

    Examples
    --------
    >>> chamber_of("H"), chamber_of("Senate"), chamber_of("", "tpa2002_s"), chamber_of("Diet")
    ('house', 'senate', 'senate', 'diet')
    """
    bare = word.strip().casefold()
    known = {"h": "house", "s": "senate"}
    return known.get(bare, bare) or ("senate" if key.endswith("_s") else "house")


def congress_of(day: dt.date) -> int:
    """Number of the Congress of a day: two years from 3 January of an odd year (once 4 March).

    Examples
    --------
    >>> congress_of(dt.date(2000, 5, 24)), congress_of(dt.date(2005, 1, 2))
    (106, 108)
    """
    start = (1, 3) if day.year > 1934 else (3, 4)
    return (day.year - ((day.month, day.day) < start) - 1789) // 2 + 1


_STAGES: Final = (
    ("recommit", "recommit"),
    (r"overrid|objections of the president", "veto-override"),
    ("cloture", "cloture"),
    ("suspend", "suspension"),
    (
        r"previous question|^rule (for|on)\b|providing for (the )?(further )?consideration|"
        r"relating to (the )?consideration",
        "rule",
    ),
    (r"motion to table|to table\b", "table"),
    (r"discharge", "discharge"),
    (r"conference report|concur", "conference"),
    (r"amendment", "amendment"),
)


def stage_of(category: str, *texts: str) -> str:
    """Stage of a vote from its category and its words.

    Examples
    --------
    >>> stage_of("passage", "Rule for China PNTR (H.Res.510)")
    'rule'
    >>> stage_of("passage", "On Passage: H R 3450")
    'passage'
    """
    words = category.strip().casefold().replace("_", "-")
    named = {"recommit", "cloture", "veto-override", "rule", "amendment", "table", "discharge"}
    if words in named:
        return words
    if "suspension" in words:
        return "suspension"
    for text in texts:
        for pattern, stage in _STAGES[:5]:
            if re.search(pattern, text.casefold()):
                return stage
    for pattern, stage in _STAGES[5:8]:
        if any(re.search(pattern, text.casefold()) for text in texts):
            return stage
    return words or "passage"


_DISAPPROVES = re.compile(
    r"disapprov|overrid|withdraw|terminat|revoke|relating to a national emergency", re.IGNORECASE
)


def president_side(
    stage: str, liberalising: Literal["Yea", "Nay"] | None, *texts: str
) -> Literal["Yea", "Nay"] | None:
    """Side a president takes by the form of the vote, where the file does not say.

    A resolution that disapproves, withdraws or terminates what a president did, and an override,
    are against the president: Nay. Otherwise the liberalising side: every president of 1990 to
    2004 stood there on every trade vote of a bill.

    Examples
    --------
    >>> president_side("passage", "Nay", "Disapprove China MFN (H.J.Res.79)")
    'Nay'
    >>> president_side("passage", "Yea", "A joint resolution terminating the national emergency")
    'Nay'
    """
    if stage == "veto-override" or any(_DISAPPROVES.search(text) for text in texts):
        return "Nay"
    return liberalising


_PRESIDENTS: Final = (
    ("1945-04-12", "D"), ("1953-01-20", "R"), ("1961-01-20", "D"), ("1969-01-20", "R"),
    ("1977-01-20", "D"), ("1981-01-20", "R"), ("1993-01-20", "D"), ("2001-01-20", "R"),
    ("2009-01-20", "D"), ("2017-01-20", "R"), ("2021-01-20", "D"), ("2025-01-20", "R"),
)  # fmt: skip


def president_party(date: dt.date) -> str | None:
    """Party of the president of the United States, ``D`` or ``R``; None before 1945.

    Examples
    --------
    >>> president_party(dt.date(2000, 5, 24))
    'D'
    """
    held = [party for since, party in _PRESIDENTS if dt.date.fromisoformat(since) <= date]
    return held[-1] if held else None


_TIE_TOLD: Final = re.compile(r"vice president.*\bvoted (yea|nay)\b", re.IGNORECASE)
_CARRIED: Final = re.compile(r"\b(agreed to|passed|confirmed|adopted|ratified)\b", re.IGNORECASE)
_FAILED: Final = re.compile(r"\b(not|rejected|failed|defeated)\b", re.IGNORECASE)


def tie_breaker_of(
    chamber: str, yea: int | None, nay: int | None, result: str
) -> Literal["Yea", "Nay"] | None:
    """Side of the Vice President, from the published tally and result of a tie in the Senate.

    A tie of the senators fails unless the Vice President votes Yea; so one that carried had that
    Yea. Of a tie that failed nothing is known, and nothing depends on it.

    Examples
    --------
    >>> tie_breaker_of("senate", 50, 50, "Amendment Agreed to")
    'Yea'
    >>> tie_breaker_of("senate", 50, 50, "Motion to Table Failed") is None
    True
    """
    if chamber != "senate" or yea != nay or not yea:
        return None
    told = _TIE_TOLD.search(result)
    if told is not None:
        return "Yea" if told[1].casefold() == "yea" else "Nay"
    has_carried = _CARRIED.search(result) and not _FAILED.search(result)
    return "Yea" if has_carried else None
