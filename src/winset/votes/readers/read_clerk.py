"""Read the clerks' roll calls in the JSON of unitedstates/congress: one file a vote."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Literal

from winset.foundation.errors import CaseError
from winset.votes.readers.casts import (
    WORDS_TAKEN,
    cast_of_word,
    iso_date,
    president_party,
    president_side,
    stage_of,
)
from winset.votes.readers.csv_rows import file_text
from winset.votes.records import Member, RollCall, TableBuilder, VoteTable

_CHAMBERS: Final = {"h": "house", "s": "senate"}
_VOTER: Final = 'objects with an id: {"id": "L000174", "party": "D", "state": "VT"}'


def read_clerk_votes(
    paths: Iterable[Path],
    *,
    liberalising: Mapping[str, Literal["Yea", "Nay"]] | None = None,
    crosswalk: Mapping[str, str] | None = None,
    pass_over: bool = False,
) -> VoteTable:
    """Read files ``data.json``, one a vote.

    Parameters
    ----------
    paths
        The files.
    liberalising
        Side that opens trade by ``vote_id`` (``h228-106.2000``), where known.
    crosswalk
        Bioguide id by Senate (lis) id; without it senators keep their lis ids.
    pass_over
        Pass over roll calls that are not votes on a motion, such as the election of a Speaker.

    Returns
    -------
    VoteTable
        A vice president who breaks a tie is not a member, and stands in `notes` and in the
        `tie_breaker` of the roll call.

    Raises
    ------
    CaseError
        If a file is no JSON, lacks a field, or holds an unknown kind of vote.
    """
    built = TableBuilder()
    sides, same = liberalising or {}, crosswalk or {}
    for path in paths:
        _read_one(path, built, sides, same, pass_over=pass_over)
    return built.table()


def _read_one(
    path: Path,
    built: TableBuilder,
    sides: Mapping[str, Literal["Yea", "Nay"]],
    same: Mapping[str, str],
    *,
    pass_over: bool,
) -> None:
    try:
        found = json.loads(file_text(path))
    except json.JSONDecodeError as error:
        raise CaseError.of(
            f"not JSON: {error.msg}",
            "the file may be cut: fetch it again",
            file=str(path),
            line=error.lineno,
            column=error.colno,
        ) from None
    call = _roll_call(found, path, sides)
    if pass_over and not all(cast_of_word(word) for word in found["votes"]):
        built.notes.append(f"{call.key}: not a vote on a motion; passed over")
        return
    built.add_roll_call(call)
    for word, voters in found["votes"].items():
        cast = cast_of_word(word)
        if cast is None:
            raise _wrong(path, f"votes.{word}", "is not a kind of vote", WORDS_TAKEN)
        for voter in voters:
            if voter == "VP":
                if call.chamber != "senate":
                    raise _wrong(
                        path,
                        f"votes.{word}",
                        f"the Vice President has no vote in the chamber `{call.chamber}`",
                        "members of the chamber",
                    )
                built.notes.append(f"{call.key}: the vice president broke the tie: {word}")
                if cast in ("Yea", "Nay"):
                    built.add_roll_call(replace(call, tie_breaker=cast))
                continue
            if not isinstance(voter, dict) or not voter.get("id"):
                raise _wrong(path, f"votes.{word}", "a voter without an id", _VOTER)
            lis = str(voter["id"])
            member = Member(
                same.get(lis, lis),
                str(voter.get("display_name") or lis),
                str(voter.get("party") or "none"),
                str(voter.get("state") or ""),
                str(voter.get("district") or ""),
            )
            if not built.add(member, call.key, cast):
                raise _wrong(path, f"votes.{word}", f"{lis} votes twice", "each voter once")


def _roll_call(found: Any, path: Path, sides: Mapping[str, Literal["Yea", "Nay"]]) -> RollCall:
    if not isinstance(found, dict):
        raise _wrong(path, "", "is not a vote", "an object with vote_id, chamber, date, votes")
    for name in ("vote_id", "chamber", "date", "votes"):
        if name not in found:
            raise _wrong(path, name, "is missing", "vote_id, chamber, date and votes")
    day = iso_date(str(found["date"]))
    if day is None:
        raise _wrong(path, "date", f"`{found['date']}` is not a date", "write 2002-08-01")
    if not isinstance(found["votes"], dict):
        raise _wrong(path, "votes", "is not an object", "lists of voters by kind of vote")
    key, question = str(found["vote_id"]), str(found.get("question") or "")
    stage = stage_of(str(found.get("category") or ""), question)
    bill = found.get("bill") or {}
    side = sides.get(key)
    return RollCall(
        key,
        day,
        _CHAMBERS.get(str(found["chamber"]), str(found["chamber"])),
        side,
        title=question,
        stage=stage,
        requires=str(found.get("requires") or "1/2"),
        congress=found.get("congress"),
        number=found.get("number"),
        bill=f"{bill.get('type', '')}{bill.get('number', '')}",
        question=question,
        president_side=president_side(stage, side, question),
        president_party=president_party(day),
        result=str(found.get("result") or ""),
        source=str(found.get("source_url") or path),
    )


def _wrong(path: Path, field: str, what: str, right: str | None = None) -> CaseError:
    return CaseError.of(what, right, path=field, file=str(path))
