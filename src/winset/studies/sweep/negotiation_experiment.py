"""A negotiation as an experiment: the whole two-level game at every draw of a sweep."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.cases.model.negotiation import NegotiationCase
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.foundation.randomness import BLOCK_DRAWS, uniforms
from winset.games.domestic import Floats
from winset.solvers.spatial.line import SAME_POINT
from winset.solvers.two_level.agreement import check_solution
from winset.solvers.two_level.landscape import Landscape
from winset.solvers.two_level.table_play import TablePlay
from winset.studies.negotiation.negotiate import DEFAULT_DRAWS
from winset.studies.negotiation.risk import fails
from winset.studies.negotiation.table_at_risk import EVEN, TableAtRisk
from winset.studies.sweep.experiment import Columns, digest_of, shocks_of_rows
from winset.translate.inputs import CodedInput
from winset.translate.members_at_table import MembersAtTable
from winset.translate.negotiation import CodedNegotiation, coded_negotiation

LATTICE_STEPS = {1: 101, 2: 21}
"""Points of the lattice along each axis, by the number of issues [ours]."""
_DRAWN_POINTS = 256
"""Points with more issues, drawn evenly [ours]."""
_SOLUTIONS = ("nash", "kalai-smorodinsky")


@dataclass(frozen=True)
class NegotiationExperiment:
    """The two-level game of a negotiation.

    Answers, draw by draw: is the agreement reached at likely values ratified, in which countries,
    how large is the zone of agreement, what would be signed, and would that enter into force?

    Parameters
    ----------
    case, parameters
        What is played.
    solution
        ``nash``, ``kalai-smorodinsky`` or ``offer:COUNTRY``.
    changes
        Values changed from the case file, to be repeated.
    members
        Roll calls whose members fill the chambers of the Congress, as in `negotiate`.

    Raises
    ------
    InputError
        If there is no such solution.

    Notes
    -----
    Governments sign at risk, as in `winset negotiate`: each draw is one of its draws of the coded
    ranges, a table of its own with 64 draws of what governments do not know at signature, on 16
    cells an axis. Shared issues and parameters are the same for all countries in a draw; everything
    else, shocks included, is drawn for each apart, by the streams of `winset negotiate`; so are the
    weight of pressure and the cost of failure, which without shocks stay at likely values. The
    zone is asked for at the points of a lattice, with more than two issues at points drawn evenly.
    Beliefs bear on the agreement of the likely values alone; what is agreed draw by draw is agreed
    by governments that see things as they are.
    """

    case: NegotiationCase
    parameters: Parameters
    solution: str = "nash"
    changes: tuple[tuple[str, str], ...] = ()
    members: MembersAtTable | None = None

    def __post_init__(self) -> None:
        check_solution(self.solution, tuple(self.case.countries))
        if self.solution not in _SOLUTIONS and not self.solution.startswith("offer:"):
            raise InputError(
                f"`{self.solution}` is not found draw by draw",
                f"one of {', '.join(_SOLUTIONS)}, offer:COUNTRY",
            )

    @cached_property
    def coded(self) -> CodedNegotiation:
        """The negotiation as a game."""
        return coded_negotiation(self.case, self.parameters, votes="modelled", members=self.members)

    @cached_property
    def lattice(self) -> Floats:
        """Points at which the zone is asked for, shape ``(n_points, n_issues)``."""
        issues = len(self.coded.likely.issues)
        if issues in LATTICE_STEPS:
            axis = np.linspace(0.0, 1.0, LATTICE_STEPS[issues])
            points = np.array(list(product(axis, repeat=issues)))
        else:
            points = uniforms(0, "texts of a sweep", 0, _DRAWN_POINTS, issues)
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
        table = TableAtRisk(self.coded, self.solution, DEFAULT_DRAWS, 0)
        found = table.agreement
        if not table.play.is_signed:
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
        """A thirty-second part of a block: a draw may take a second."""
        return BLOCK_DRAWS // 32

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
            "digest": digest_of(
                {"case": resolved, "parameters": parameters, **asked, **self._seated()}
            ),
            **asked,
            "case_file": case,
            "parameters": parameters,
            **({} if self.members is None else {"real_members": self._seats()}),
        }

    def _seats(self) -> dict[str, int]:
        """Real members of each chamber that they fill."""
        return {
            f"{name}.{roster.named.chamber}": int(roster.named.is_real.sum())
            for name, coded in self.coded.countries.items()
            for roster in coded.rosters
        }

    def _seated(self) -> dict[str, Any]:
        """Find who sits where and how likely, to six decimals; nothing without real members."""
        if self.members is None:
            return {}
        return {
            "members": [
                [
                    name,
                    r.named.ids,
                    r.named.quantile.round(6).tolist(),
                    r.found.chance.round(6).tolist(),
                ]
                for name, coded in self.coded.countries.items()
                for r in coded.rosters
            ]
        }

    def play(self, values: Floats, seed: int, shocks: NDArray[np.int64] | None) -> Columns:
        """Ratification of the agreement, the zone and what is signed, for each draw."""
        names, issues = self.coded.likely.names, self.coded.likely.issues
        columns = self._survival(values, seed, shocks)
        table = TableAtRisk(self.coded, self.solution, DEFAULT_DRAWS, seed)
        rows = range(len(values))
        draws = [None if shocks is None else int(shocks[row]) for row in rows]
        found = [self._signed(table, values[row : row + 1], draws[row]) for row in rows]
        shares, points, gains, chances, forces = (
            np.array([one[part] for one in found]) for part in range(5)
        )
        columns |= {
            "zone_share": shares,
            "signed": np.isfinite(forces),
            "in_force": forces,
            **{f"agreement.{issue}": points[:, k] for k, issue in enumerate(issues)},
            **{f"gain.{name}": gains[:, k] for k, name in enumerate(names)},
            **{f"probability.{name}": chances[:, k] for k, name in enumerate(names)},
        }
        passes = columns["survives"] if self.agreed.size else shares > 0.0
        return {"passes": np.asarray(passes), **columns}

    def _survival(self, values: Floats, seed: int, shocks: NDArray[np.int64] | None) -> Columns:
        """Ratification of the agreement of the likely values: by each country, by enough."""
        if not self.agreed.size:
            return {}
        table = self.coded.likely
        votes: NDArray[np.bool_] = np.zeros((len(values), len(table.names)), dtype=np.bool_)
        proposal = np.repeat(self.agreed[None, :], len(values), axis=0)
        for place, (name, coded) in enumerate(self.coded.countries.items()):
            game = coded.at(np.ascontiguousarray(values[:, self._columns[name]]))
            if shocks is not None:
                own = seed + zlib.crc32(name.encode())
                game = game.replace(shocks=shocks_of_rows(coded, own, shocks))
            votes[:, place] = self.parties[place] & ~fails(game.with_numbers(proposal=proposal))
        held = table.entry.holds(votes, table.names, table.weights)
        ratified = {f"ratified.{n}": votes[:, k] for k, n in enumerate(table.names)}
        return {**ratified, "survives": np.asarray(held)}

    def _signed(
        self, table: TableAtRisk, values: Floats, draw: int | None
    ) -> tuple[float, Floats, Floats, Floats, float]:
        """Share of the zone, what is signed, gains and P by country, P of entry into force."""
        games = {
            name: coded.at(np.ascontiguousarray(values[:, self._columns[name]]))
            for name, coded in self.coded.countries.items()
        }
        play = table.rough(self.coded.with_games(games), draw)
        share = float(_is_open(play, self.lattice).mean())
        names = self.coded.likely.names
        gains, chance = np.full(len(names), np.nan), np.full(len(names), np.nan)
        if not play.is_signed:
            return share, np.full(len(self.coded.likely.issues), np.nan), gains, chance, np.nan
        point = play.agreement.point
        inside = np.isin(names, play.problem.players)
        gains[inside] = play.gains(point[None, :])[0, inside]
        chance[inside] = play.chance(point[None, :])[0, inside]
        return share, point, gains, chance, play.ratified(point)


def _is_open(play: TablePlay, points: Floats) -> NDArray[np.bool_]:
    """Return whether enough countries would sign each text and ratify it with .5 or more."""
    land, table = Landscape(play), play.negotiation
    gains = play.gains(points)
    # Who does not gain does not sign, so that many texts need not be asked of any legislature.
    found = table.entry.holds(gains > 0.0, table.names, table.weights) & play.fits(points)
    rows = np.flatnonzero(found)
    if rows.size:
        chance = play.chance(points[rows])
        expected = play.prospects.from_parts(gains[rows], chance)
        found[rows] = land.held(EVEN, chance, expected)
    return np.asarray(found)
