"""A table of positions, party by proposal (accept, reject, reserved), as a negotiation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from winset.cases.model.negotiation import NegotiationCase
from winset.foundation.errors import CaseError, InputError, Problem
from winset.foundation.files import read_text
from winset.foundation.spelling import kebab, meant
from winset.foundation.table_text import text_table

_WORDS = {
    "a": 1,
    "accept": 1,
    "r": -1,
    "reject": -1,
    "p": 0,
    "reserve": 0,
    "reserved": 0,
}
_LABELS = ("chapter", "proposal")


@dataclass(frozen=True)
class PositionsTable:
    """Actors that accept, reject or reserve their position on each proposal.

    Parameters
    ----------
    parties
        Names of the parties, in the order of the columns.
    chapters, proposals
        Chapter and name of each proposal.
    positions
        One row a proposal: 1 accepts, -1 rejects, 0 reserved, None not reported.
    """

    parties: tuple[str, ...]
    chapters: tuple[str, ...]
    proposals: tuple[str, ...]
    positions: tuple[tuple[int | None, ...], ...]

    def distance(self, one: str, other: str) -> float:
        """Euclidean distance of two parties, reject -1 and accept +1.

        Reserved and unreported positions are missing; the sum over proposals on which both took one
        is scaled up to all proposals, as R's ``dist`` does.

        Raises
        ------
        InputError
            If a party is unknown, or both never took a position on the same proposal.
        """
        first, second = self._column(one), self._column(other)
        both = [(row[first], row[second]) for row in self.positions]
        gaps = [(a - b) ** 2 for a, b in both if a and b]
        if not gaps:
            raise InputError(f"{one} and {other} took no position on the same proposal")
        return math.sqrt(sum(gaps) * len(self.positions) / len(gaps))

    def _column(self, party: str) -> int:
        if party not in self.parties:
            raise InputError(
                f"`{party}` is not a party of this table",
                meant(party, self.parties, noun="parties"),
            )
        return self.parties.index(party)

    def negotiation(
        self,
        *,
        case_id: str,
        title: str,
        source: str,
        chapters: Sequence[str] | None = None,
    ) -> NegotiationCase:
        """The table as a negotiation: an issue a chapter, a veto player a party.

        Parameters
        ----------
        case_id, title
            Of the negotiation.
        source
            Where the table is from.
        chapters
            Chapters to take up; default all.

        Returns
        -------
        NegotiationCase
            On each issue 0 is nothing of the chapter, 1 all its disputed proposals. A party stands
            at the share it accepts of those it decided on; reserved ones span the range.

        Raises
        ------
        InputError
            If a chapter is unknown.
        """
        wanted = list(chapters) if chapters is not None else list(dict.fromkeys(self.chapters))
        for chapter in wanted:
            if chapter not in self.chapters:
                raise InputError(
                    f"`{chapter}` is not a chapter of this table",
                    meant(chapter, tuple(dict.fromkeys(self.chapters)), noun="chapters"),
                )
        issues = {kebab(chapter): _issue(chapter) for chapter in wanted}
        countries = {kebab(party): self._country(party, wanted) for party in self.parties}
        about = [*(f"issues.{name}" for name in issues), *(f"countries.{n}" for n in countries)]
        claim = "Positions by party and proposal, reserved ones as the width of the range."
        return NegotiationCase.model_validate(
            {
                "winset": 1,
                "id": case_id,
                "title": title,
                "kind": "negotiation",
                "issues": issues,
                "countries": countries,
                "evidence": [{"id": "table", "claim": claim, "source": source, "about": about}],
            }
        )

    def _country(self, party: str, chapters: list[str]) -> dict[str, Any]:
        column = self._column(party)
        place = {}
        for chapter in chapters:
            said = [
                row[column]
                for row, own in zip(self.positions, self.chapters, strict=True)
                if own == chapter and row[column] is not None
            ]
            yes, no, open_ = said.count(1), said.count(-1), said.count(0)
            if yes + no:
                total = yes + no + open_
                place[kebab(chapter)] = {
                    "low": yes / total,
                    "likely": yes / (yes + no),
                    "high": (yes + open_) / total,
                }
        government = f"{kebab(party)}-government"
        return {
            "title": party,
            "rule": {"all": [{"actor": government}]},
            "chief_executive": government,
            "actors": {government: {"level": "executive", "position": place}},
        }


def _issue(chapter: str) -> dict[str, Any]:
    return {
        "axis": "vote",
        "title": chapter.replace("_", " ").capitalize(),
        "low": "none of the disputed proposals",
        "high": "all disputed proposals",
        "status_quo": 0,
    }


def read_positions_table(path: str | Path) -> PositionsTable:
    """Read a table of positions.

    Parameters
    ----------
    path
        CSV with a column ``proposal``, if wanted ``chapter``, and one column a party; cells are
        accept, reject, reserved (or A, R, P) or empty.

    Raises
    ------
    CaseError
        If a column is missing or a cell is none of these, with line and column.
    """
    name = str(path)
    table = text_table(read_text(path), name, one="proposal")
    table.refuse_twice()
    parties = [cell for cell in table.header if cell not in _LABELS]
    if "proposal" not in table.header or len(parties) < 2:
        raise CaseError.of(
            "a column `proposal` and one for each of two parties or more are needed",
            "chapter,proposal,US,JP,...",
            file=name,
            line=1,
        )
    problems: list[Problem] = []
    chapters, proposals, positions = [], [], []
    for line, row in table.rows:
        cells = dict(zip(table.header, row, strict=True))
        chapters.append(cells.get("chapter") or "proposals")
        proposals.append(cells["proposal"])
        positions.append(tuple(_position(cells[p], p, name, line, problems) for p in parties))
    CaseError.refuse(problems)
    return PositionsTable(tuple(parties), tuple(chapters), tuple(proposals), tuple(positions))


def _position(cell: str, party: str, name: str, line: int, problems: list[Problem]) -> int | None:
    if not cell:
        return None
    if cell.lower() not in _WORDS:
        right = "write accept, reject or reserved, or leave it empty"
        problems.append(
            Problem(f"`{cell}` is not a position of {party}", right, file=name, line=line)
        )
        return None
    return _WORDS[cell.lower()]
