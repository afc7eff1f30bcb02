"""A negotiation as an experiment: the whole two-level game at every draw of a sweep."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.cases.model.negotiation import NegotiationCase
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.foundation.randomness import BLOCK_DRAWS
from winset.games.domestic import DomesticGame, Floats
from winset.results.ratification.ratification import covers
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.coalitions.ratification_price import price_in
from winset.solvers.spatial.line import SAME_POINT
from winset.solvers.two_level.agreement import check_solution
from winset.solvers.two_level.ratification_test import EXECUTIVE_GAIN
from winset.studies.negotiation.likely_table import Table
from winset.studies.sweep.experiment import Columns, digest_of, shocks_of_rows
from winset.translate.inputs import CodedInput
from winset.translate.negotiation import CodedNegotiation, coded_negotiation

__all__ = ["LATTICE_STEPS", "NegotiationExperiment"]

LATTICE_STEPS = {1: 101, 2: 21, 3: 8}
"""Points of the lattice along each axis, by the number of issues; 5 above three issues [ours]."""
_MOST_POINTS = 4096
_FEW = 0.8
_SOLUTIONS = ("nash", "kalai-smorodinsky")


@dataclass(frozen=True)
class NegotiationExperiment:
    """The two-level game of a negotiation.

    Answers, draw by draw: is the agreement reached at likely values ratified, in which countries,
    how large is the zone of agreement, and what would be agreed on there?

    Parameters
    ----------
    case, parameters
        What is played.
    solution
        ``nash``, ``kalai-smorodinsky`` or ``offer:COUNTRY``.
    changes
        Values changed from the case file, to be repeated.

    Raises
    ------
    InputError
        If there is no such solution, or the table has too many issues for a lattice.

    Notes
    -----
    The zone of a draw is asked for on a lattice over the issues (`LATTICE_STEPS`), so its share is
    exact to about one cell and its agreement to half a step. Shared issues and parameters are the
    same for all countries in a draw; everything else, shocks included, is drawn for each apart,
    by the very streams of `winset negotiate`. Beliefs bear on the agreement of the likely values
    alone; what is agreed draw by draw is agreed by governments that see things as they are.
    """

    case: NegotiationCase
    parameters: Parameters
    solution: str = "nash"
    changes: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        check_solution(self.solution, tuple(self.case.countries))
        if self.solution not in _SOLUTIONS and not self.solution.startswith("offer:"):
            raise InputError(
                f"`{self.solution}` is not found draw by draw",
                f"one of {', '.join(_SOLUTIONS)}, offer:COUNTRY",
            )
        if len(self.lattice) > _MOST_POINTS:
            raise InputError(
                f"{self.case.id}: {len(self.coded.likely.issues)} issues are too many for a sweep",
                "up to five",
            )

    @cached_property
    def coded(self) -> CodedNegotiation:
        """The negotiation as a game."""
        return coded_negotiation(self.case, self.parameters)

    @cached_property
    def lattice(self) -> Floats:
        """Points at which the zone is asked for, shape ``(n_points, n_issues)``."""
        issues = len(self.coded.likely.issues)
        axis = np.linspace(0.0, 1.0, LATTICE_STEPS.get(issues, 5))
        points = np.array(list(product(axis, repeat=issues)))
        away = np.abs(points - self.coded.likely.status_quo).max(axis=1) > SAME_POINT
        return np.asarray(points[away])

    @property
    def agreed(self) -> Floats:
        """The agreement reached at likely values, shape ``(n_issues,)``; empty without one."""
        return self._reached[0]

    @property
    def parties(self) -> NDArray[np.bool_]:
        """Find which countries the agreement is between; all of them where there is none."""
        return self._reached[1]

    @cached_property
    def _reached(self) -> tuple[Floats, NDArray[np.bool_]]:
        """Agreement and its parties, found once; the table they come of stays behind."""
        names = self.coded.likely.names
        table = Table(self.coded, self.solution, draws=1, seed=0)
        found = table.agreement
        if found.outcome != "solved":
            return np.zeros(0), np.ones(len(names), dtype=np.bool_)
        return found.point, np.isin(names, table.problem.players)

    @cached_property
    def _columns(self) -> dict[str, NDArray[np.intp]]:
        """Place among the inputs of every input of each country."""
        place = {item.path: column for column, item in enumerate(self.inputs)}
        return {
            name: np.array([place[item.path] for item in coded.inputs], dtype=np.intp)
            for name, coded in self.coded.countries.items()
        }

    @cached_property
    def inputs(self) -> tuple[CodedInput, ...]:
        """Every coded number of every country, shared ones once, then the parameters."""
        found: dict[str, CodedInput] = {}
        for coded in self.coded.countries.values():
            for item in coded.inputs:
                found.setdefault(item.path, item)
        last = {path: item for path, item in found.items() if path.startswith("parameters.")}
        return (*(item for path, item in found.items() if path not in last), *last.values())

    @property
    def part_draws(self) -> int:
        """A quarter of a block: a block may take minutes."""
        return BLOCK_DRAWS // 4

    @property
    def has_shocks(self) -> bool:
        """Always: shocks to bill, parties, blocs and members of each country."""
        return True

    @property
    def asks(self) -> str:
        """Say what a draw passes by: the agreement survives, or the zone is open."""
        return "agreement-survives" if self.agreed.size else "zone-open"

    def identity(self) -> dict[str, Any]:
        """Case and parameter block in full, with a digest of both, the agreement that is tested."""
        case = self.case.model_dump(mode="json", by_alias=True, exclude_unset=True)
        parameters = self.parameters.model_dump(mode="json")
        resolved = self.coded.case.model_dump(mode="json", by_alias=True, exclude_unset=True)
        asked = {"solution": self.solution, "asks": self.asks, "agreed": self.agreed.tolist()}
        return {
            "kind": "negotiation",
            "case": self.case.id,
            "title": self.case.title,
            "changes": dict(self.changes),
            "digest": digest_of({"case": resolved, "parameters": parameters, **asked}),
            **asked,
            "case_file": case,
            "parameters": parameters,
        }

    def play(self, values: Floats, seed: int, shocks: NDArray[np.int64] | None) -> Columns:
        """Ratification of the agreement, the zone and what is agreed there, for each draw."""
        table = self.coded.likely
        games = dict(self._games(values, seed, shocks))
        columns: Columns = {}
        if self.agreed.size:
            votes = np.stack([_answer(game, self.agreed)[0] for game in games.values()], axis=1)
            held = table.entry.holds(votes, table.names, table.weights)
            columns |= {f"ratified.{n}": votes[:, i] for i, n in enumerate(table.names)}
            columns["survives"] = held
        zone = _Zone(self, len(values))
        for point in self.lattice:
            zone.ask(point, games)
        columns |= zone.columns()
        passes = columns["survives"] if self.agreed.size else columns["zone_share"] > 0.0
        return {"passes": np.asarray(passes), **columns}

    def _games(
        self, values: Floats, seed: int, shocks: NDArray[np.int64] | None
    ) -> Iterator[tuple[str, DomesticGame]]:
        for name, coded in self.coded.countries.items():
            game = coded.at(np.ascontiguousarray(values[:, self._columns[name]]))
            if shocks is not None:
                own = seed + zlib.crc32(name.encode())
                game = game.replace(shocks=shocks_of_rows(coded, own, shocks))
            yield name, game


def _answer(game: DomesticGame, point: Floats) -> tuple[NDArray[np.bool_], Floats]:
    """Return whether each draw ratifies a point, and what its chief executive gains."""
    proposal = np.repeat(point[None, :], game.draws, axis=0)
    field = field_of(game.with_numbers(proposal=proposal))
    found = price_in(field)
    ratified = covers(found.budget, found.price) & found.is_ready
    row = game.institutions.chief_executive
    gains = np.full(game.draws, np.inf) if row is None else field.surplus.total[:, row]
    return np.asarray(ratified), np.asarray(gains)


class _Zone:
    """The zone of every draw as the lattice fills: its share, and the best point so far."""

    def __init__(self, experiment: NegotiationExperiment, draws: int) -> None:
        self.experiment = experiment
        self.count = np.zeros(draws, dtype=np.int64)
        self.gains: list[Floats] = []
        self.allowed: list[NDArray[np.bool_]] = []

    def ask(self, point: Floats, games: Mapping[str, DomesticGame]) -> None:
        """Ask every country of every draw about one point; none whose answer cannot matter."""
        table, parties = self.experiment.coded.likely, self.experiment.parties
        draws = len(self.count)
        gains = np.zeros((draws, len(games)))
        votes: NDArray[np.bool_] = np.zeros((draws, len(games)), dtype=np.bool_)
        open_yet = np.arange(draws)
        for column, game in enumerate(games.values()):
            if not open_yet.size:
                break
            few = open_yet.size < _FEW * draws
            vote, gain = _answer(game.of_draws(open_yet) if few else game, point)
            rows = open_yet if few else np.arange(draws)
            gains[rows, column] = gain
            signed = np.asarray(vote & (gain > EXECUTIVE_GAIN))
            votes[rows, column] = signed
            if table.needs_all:
                open_yet = rows[signed]
        self.count += table.entry.holds(votes, table.names, table.weights)
        self.allowed.append(np.all(votes, axis=1, where=parties))
        self.gains.append(gains[:, parties])

    def columns(self) -> Columns:
        """Share of the lattice in the zone, the agreement, and what each party gains from it."""
        table, parties = self.experiment.coded.likely, self.experiment.parties
        allowed: NDArray[np.bool_] = np.stack(self.allowed, axis=1)
        gains = np.where(allowed[:, :, None], np.stack(self.gains, axis=1), 0.0)
        best = np.where(allowed, self._worth(gains), -np.inf).argmax(axis=1)
        rows = np.arange(len(best))
        none: NDArray[np.bool_] = np.asarray(np.logical_not(allowed.any(axis=1)))
        point = np.where(none[:, None], np.nan, self.experiment.lattice[best])
        reward = np.where(none[:, None], np.nan, gains[rows, best])
        names = [n for n, inside in zip(table.names, parties, strict=True) if inside]
        return {
            "zone_share": self.count / len(self.experiment.lattice),
            **{f"agreement.{issue}": point[:, i] for i, issue in enumerate(table.issues)},
            **{f"gain.{name}": reward[:, i] for i, name in enumerate(names)},
        }

    def _worth(self, gains: Floats) -> Floats:
        """Find what the solution maximises, shape ``(n_draws, n_points)``."""
        table, parties = self.experiment.coded.likely, self.experiment.parties
        members = [c for c, inside in zip(table.countries, parties, strict=True) if inside]
        solution = self.experiment.solution
        if solution == "nash":
            power = np.array([country.power for country in members])
            with np.errstate(divide="ignore"):
                return np.asarray((power * np.log(gains)).sum(axis=2))
        if solution == "kalai-smorodinsky":
            ideal = gains.max(axis=1, keepdims=True)
            return np.asarray((gains / np.where(ideal > 0.0, ideal, 1.0)).min(axis=2))
        proposer = [country.name for country in members].index(solution.partition(":")[2])
        return np.asarray(gains[:, :, proposer])
