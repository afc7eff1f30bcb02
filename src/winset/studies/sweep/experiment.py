"""Subjects of a sweep: a game at many points, or any function of numbers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.randomness import BLOCK_DRAWS
from winset.games.domestic import Floats, Shocks
from winset.results.ratification.ratification import VERDICTS
from winset.solvers.coalitions.ratification_price import ratification_price
from winset.translate import CodedGame, coded_game
from winset.translate.inputs import CodedInput

if TYPE_CHECKING:
    from winset.votes.records import VoteTable

Columns = dict[str, NDArray[Any]]


class Experiment(Protocol):
    """Something that can be played at points of its inputs; it travels to worker processes."""

    @property
    def inputs(self) -> tuple[CodedInput, ...]:
        """Every number that could vary."""
        ...

    @property
    def has_shocks(self) -> bool:
        """Return whether it has random shocks beside its inputs."""
        ...

    @property
    def part_draws(self) -> int:
        """Draws that are played and kept together: whole blocks, or a whole part of one."""
        ...

    def identity(self) -> dict[str, Any]:
        """Plain data that says what is played; equal data, equal answers."""
        ...

    def play(self, values: Floats, seed: int, shocks: NDArray[np.int64] | None) -> Columns:
        """Answer at each row of values; `shocks` numbers the shocks' draw of each row."""
        ...


@dataclass(frozen=True)
class DomesticExperiment:
    """The domestic game of a case.

    Parameters
    ----------
    case, parameters
        What is played.
    changes
        Values changed from the case file, to be repeated.
    table
        Roll calls whose members fill the chambers that the case names.
    """

    case: Case
    parameters: Parameters
    changes: tuple[tuple[str, str], ...] = ()
    table: VoteTable | None = None

    @cached_property
    def coded(self) -> CodedGame:
        """The case as a game."""
        return coded_game(self.case, self.parameters, self.table)

    @property
    def inputs(self) -> tuple[CodedInput, ...]:
        """Every coded number and every parameter."""
        return self.coded.inputs

    @property
    def has_shocks(self) -> bool:
        """Always: shocks to bill, parties, blocs and members."""
        return True

    @property
    def part_draws(self) -> int:
        """Four blocks: a fraction of a second."""
        return 4 * BLOCK_DRAWS

    def identity(self) -> dict[str, Any]:
        """Case and parameter block in full, with a digest of both and of the real members."""
        case = self.case.model_dump(mode="json", by_alias=True, exclude_unset=True)
        parameters = self.parameters.model_dump(mode="json")
        return {
            "kind": "domestic",
            "case": self.case.id,
            "title": self.case.title,
            "changes": dict(self.changes),
            "digest": digest_of({"case": case, "parameters": parameters, **self._members()}),
            "case_file": case,
            "parameters": parameters,
            **({} if self.table is None else {"real_members": self._seats()}),
        }

    def _seats(self) -> dict[str, int]:
        """Real members of each chamber that they fill."""
        return {r.named.chamber: int(r.named.is_real.sum()) for r in self.coded.rosters}

    def _members(self) -> dict[str, Any]:
        """Find who sits where and how likely, to six decimals; nothing without real members."""
        if self.table is None:
            return {}
        return {
            "members": [
                [r.named.ids, r.named.quantile.round(6).tolist(), r.found.chance.round(6).tolist()]
                for r in self.coded.rosters
            ]
        }

    def play(self, values: Floats, seed: int, shocks: NDArray[np.int64] | None) -> Columns:
        """Price, budget, fund, verdict, whether there is a vote, votes and unpaid supporters."""
        game = self.coded.at(values)
        if shocks is not None:
            game = game.replace(shocks=shocks_of_rows(self.coded, seed, shocks))
        found = ratification_price(game)
        columns: Columns = {
            "price": found.price,
            "budget": found.budget,
            "fund": found.fund,
            "verdict": np.array(VERDICTS)[found.verdict],
            "passes": found.verdict == VERDICTS.index("passes"),
        }
        if found.vote is not None:
            columns["comes_to_a_vote"] = found.vote.comes_to_a_vote
        for chamber in found.chambers:
            columns[f"votes.{chamber.name}"] = found.recorded_votes(chamber).astype(np.int32)
            columns[f"unpaid.{chamber.name}"] = chamber.unpaid.astype(np.int32)
        return columns


def shocks_of_rows(coded: CodedGame, seed: int, rows: NDArray[np.int64]) -> Shocks:
    """Shocks of the given draws of the streams, in the order given.

    Parameters
    ----------
    coded
        The case as a game.
    seed
        Of the streams.
    rows
        Numbers of the draws, shape ``(n_draws,)``.
    """
    wanted, place = np.unique(rows, return_inverse=True)
    breaks = np.flatnonzero(np.diff(wanted) > 1) + 1
    runs = [coded.drawn_shocks(seed, int(r[0]), int(r[-1]) + 1) for r in np.split(wanted, breaks)]
    if len(runs) == 1 and wanted.size == rows.size:
        return runs[0]
    return Shocks(
        **{
            part.name: np.concatenate([getattr(run, part.name) for run in runs])[place]
            for part in fields(Shocks)
        }
    )


def digest_of(document: Mapping[str, Any] | Sequence[Any]) -> str:
    """Digest of plain data: 64 hexadecimal digits, the same for the same data."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=True, allow_nan=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
