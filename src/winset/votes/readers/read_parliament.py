"""Read the votes of any parliament from one CSV file of the user's own: one row a member's vote."""

from __future__ import annotations

from pathlib import Path

from winset.foundation.errors import CaseError
from winset.votes.people import is_president
from winset.votes.readers.casts import WORDS_TAKEN, casts_of_words
from winset.votes.readers.csv_rows import CsvRow, read_csv
from winset.votes.readers.describe_roll_call import roll_call_of
from winset.votes.records import Cast, Member, RollCall, TableBuilder, VoteTable

_IDS = ("member", "member_id", "bioguide_id", "id")


def read_parliament(path: Path) -> VoteTable:
    """Read one file with roll calls and members' votes.

    Parameters
    ----------
    path
        CSV; needed columns: vote_key, date, liberalising, member (or icpsr), vote. Optional: name,
        party, state (or region), district, chamber, title, kind, stage, requires, bill, president
        (side of the government, Yea or Nay), president_party (party that governs).

    Returns
    -------
    VoteTable

    Raises
    ------
    CaseError
        If a column is missing, a value is wrong, a member votes twice on one roll call, or two rows
        describe one roll call differently.
    """
    built = TableBuilder()
    add_parliament(path, built)
    return built.table()


def add_parliament(path: Path, built: TableBuilder) -> None:
    """Add the rows of one file to a table under construction; errors as `read_parliament`."""
    file = read_csv(path)
    for needed in (
        ("vote_key", "key"),
        ("date",),
        ("liberalising", "pro_trade_vote"),
        (*_IDS, "icpsr"),
        ("vote",),
    ):
        file.need(*needed)
    own: dict[str, RollCall] = {}
    rows = list(file.rows())
    casts, zeros = casts_of_words([row.get("vote") for row in rows])
    if zeros:
        built.notes.append(f"{file.name}: {zeros}")
    for row, cast in zip(rows, casts, strict=True):
        call = roll_call_of(row)
        if own.setdefault(call.key, call) != call:
            raise row.wrong("vote_key", f"`{call.key}` is described differently further up")
        if call.key in built.roll_calls and built.roll_calls[call.key] is not own[call.key]:
            raise row.wrong("vote_key", f"`{call.key}` is in another file already", "another key")
        built.add_roll_call(own[call.key])
        _add(row, call.key, cast, built)
    if not own:
        raise CaseError.of("there is no vote in the file", file=file.name, line=2)


def _add(row: CsvRow, key: str, cast: Cast | None, built: TableBuilder) -> None:
    number = row.icpsr()
    name = next((word for word in map(row.known, _IDS) if word), number)
    if not name:
        raise row.wrong(_IDS[0], "is empty", "a name or id of the member", *_IDS[1:], "icpsr")
    name = name.removesuffix(".0") if name.removesuffix(".0").isdecimal() else name
    if cast is None:
        raise row.wrong("vote", f"`{row.get('vote')}` is not a vote", WORDS_TAKEN)
    state = row.known("state", "region")
    american = built.roll_calls[key].chamber in ("house", "senate")
    if american and is_president(number or name, state):
        return
    member = Member(
        name,
        row.known("name") or name,
        row.known("party") or "none",
        state,
        row.known("district"),
        number,
    )
    if not built.add(member, key, cast):
        raise row.wrong(
            _IDS[0],
            f"{name} votes twice on `{key}`",
            "one row a member and vote",
            *_IDS[1:],
            "icpsr",
        )
