"""A negotiation under risk: the agreement, how it varies, and what each group moves."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winset.cases.model.held_beliefs import held_belief
from winset.foundation.randomness import standard_normals
from winset.games.bargaining import BargainingProblem
from winset.games.domestic import DomesticGame, Floats, Shocks
from winset.games.negotiation import Negotiation
from winset.results.bargaining.agreement import Agreement
from winset.results.two_level.win_set import WinSet
from winset.solvers.two_level.landscape import Landscape
from winset.solvers.two_level.ratification_risk import RatificationRisk
from winset.solvers.two_level.table_play import TablePlay
from winset.solvers.two_level.tying_hands import TyingHands, tied
from winset.studies.negotiation.likely_table import Table
from winset.studies.negotiation.table_variants import (
    MovedGroup,
    TableOutcome,
    pressing_groups,
    with_scaled,
)
from winset.translate.negotiation import CodedNegotiation, coded_negotiation

__all__ = ["EVEN", "HAND_LEVELS", "SHOWN_PRESSURES", "VACUOUS", "TableAtRisk"]

HAND_LEVELS: Final = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4)
"""Further gain that each legislator needs, in units of surplus."""
SHOWN_PRESSURES: Final = (0.0, 0.5, 1.0)
MOST_DRAWS, LEAST_DRAWS = 2048, 64
_QUICK_DRAWS, _OUTER_DRAWS = 128, 64
_QUICK_CELLS, _OUTER_CELLS = 24, 16
_QUICK_TEXTS, _QUICK_STEP = 150, 4e-3
_DRAWS_AN_OUTER, _DRAWS_AN_OUTER_MANY = 25, 100
_LEAST_OUTER, _MOST_OUTER = 4, 400
_CURVE = np.linspace(0.02, 0.98, 25)
EVEN: Final = 0.5
"""Probability from which on a country counts as ratifying."""
VACUOUS: Final = 0.9
"""Least probability along the contract curve from which on a legislature decides nothing."""
_OPENED_AT, _OPENED_DRAWS = 24, 64
"""Texts at which, and draws with which, it is asked whether a change opens a zone."""
_PROBED = 9
_PROBED_DRAWS = 32


@dataclass(frozen=True, eq=False)
class TableAtRisk(Table):
    """Everything found about a negotiation whose governments sign under risk, each part once.

    Parameters
    ----------
    pressure
        Weight of pressure in every draw; None: as the parameter block says.
    """

    pressure: float | None = None

    @cached_property
    def sharp(self) -> CodedNegotiation:
        """The negotiation with certain votes, which sharp sets ask."""
        return coded_negotiation(self.coded.case, self.coded.parameters, members=self.coded.members)

    @property
    def lam(self) -> float:
        """Weight of pressure at likely values."""
        if self.pressure is not None:
            return self.pressure
        return float(self.coded.parameters.table.pressure)

    def _lam_of(self, draw: int) -> float:
        if self.pressure is not None:
            return self.pressure
        drawn = standard_normals(self.seed, "parameters.table.pressure", draw, draw + 1)
        return float(self.coded.parameters.table.pressure * abs(drawn[0, 0]))

    @cached_property
    def shock_draws(self) -> int:
        """Draws of what a government does not know at signature, a power of two."""
        wanted = int(np.clip(2 * self.draws, LEAST_DRAWS, MOST_DRAWS))
        return 1 << (wanted - 1).bit_length()

    @cached_property
    def _drawn(self) -> dict[int, dict[str, Shocks]]:
        return {}

    def _unknown(self, draws: int) -> dict[str, Shocks]:
        """Shocks that each government does not know at signature, drawn once for all tables."""
        if draws not in self._drawn:
            self._drawn[draws] = {
                name: self.coded.unknown_at_signature(name, self.seed, draws)
                for name in self.coded.likely.names
            }
        return self._drawn[draws]

    def _play(
        self, table: Negotiation, believed: dict[str, Negotiation], draws: int, **options: object
    ) -> TablePlay:
        first = TablePlay(
            table,
            self._unknown(draws),
            self.coded.failure_costs(),
            solution=self.solution,
            pressure=self.lam,
            reference=self.coded.parameters.table.reference_capacity,
            asked={},
        ).replace(**options)
        if not believed:
            return first
        seen = {name: first.replace(negotiation=other) for name, other in believed.items()}
        return first.replace(believed=seen)

    @cached_property
    def _holders(self) -> tuple[str, ...]:
        case = self.coded.case
        holders = dict.fromkeys(belief.holder for belief in case.beliefs)
        return tuple(name for name in holders if held_belief(case, name).values)

    def _belief_weights(self, draw: int | None) -> dict[str, float]:
        if draw is None:
            return {name: self.coded.belief_weight(name) for name in self._holders}
        return {name: self.coded.belief_weight(name, self.seed, draw) for name in self._holders}

    def _believed_tables(self, draw: int | None) -> dict[str, Negotiation]:
        found = {}
        for name in self._holders:
            seen = self.coded.believed_by(name)
            found[name] = seen.likely if draw is None else seen.at_draw(self.seed, draw)
        return found

    @cached_property
    def play(self) -> TablePlay:
        """The table at likely values."""
        return self._play(
            self.coded.likely,
            self._believed_tables(None),
            self.shock_draws,
            belief_weight=self._belief_weights(None),
        )

    @cached_property
    def quick(self) -> TablePlay:
        """The same, found with fewer draws on a wider lattice, to compare variants with."""
        return self._play(
            self.coded.likely,
            self._believed_tables(None),
            min(self.shock_draws, _QUICK_DRAWS),
            belief_weight=self._belief_weights(None),
            cells=_QUICK_CELLS,
            texts=_QUICK_TEXTS,
            step=_QUICK_STEP if not self.play.is_mapped else 1e-3,
        )

    def _verified(self) -> dict[str, WinSet | Agreement]:
        """The agreement alone: a sliver between nodes of the lattice may be missing in a set."""
        return {"agreement": self.agreement}

    @cached_property
    def win_sets(self) -> dict[str, WinSet]:
        """Texts that each government gains from and its country ratifies with .5 or more."""
        found = {}
        for place, name in enumerate(self.coded.likely.names):
            self.tell(f"win-set of {name}")
            found[name] = self.landscape.win_set(place, EVEN, self.seed)
        return found

    @cached_property
    def zone(self) -> WinSet:
        """Texts that all who are needed would sign and ratify with .5 or more."""
        self.tell("zone of agreement")
        return self.landscape.zone(EVEN, self.seed)

    @cached_property
    def believed(self) -> dict[str, WinSet]:
        """The zone as each government that holds a belief for likelier than not takes it to be."""
        seen = self.play.believed or {}
        return {
            name: Landscape(play).zone(EVEN, self.seed)
            for name, play in seen.items()
            if self.coded.belief_weight(name) >= EVEN
        }

    def ratifying(self, points: Floats) -> NDArray[np.bool_]:
        """Find which countries sign each text and ratify it with .5 or more, as in the zone."""
        chance, _, expected = self.landscape.at(points)
        fits = self.play.fits(points)[:, None]
        return _takes(chance, expected) & fits

    def without(self, place: int, points: Floats) -> NDArray[np.bool_]:
        """Find which texts all countries but one take, were that one sure to ratify, ``(n,)``."""
        chance, gains, _ = self.landscape.at(points)
        sure = chance.copy()
        sure[:, place] = 1.0
        expected = self.play.prospects.from_parts(gains, sure)
        others = np.delete(_takes(chance, expected), place, axis=1)
        return np.asarray(others.all(axis=1) & self.play.fits(points))

    def pairs(self, points: Floats) -> dict[tuple[int, int], bool]:
        """Return for every two countries whether they alone would sign and ratify some text.

        Each expects its gain times the probability that both ratify.
        """
        points = points[self.play.fits(points)]
        if self.play.is_mapped:
            chance, gains, _ = self.landscape.at(points)
        else:
            gains = self.play.gains(points)
            chance = np.zeros_like(gains)  # who does not gain does not sign, whatever is ratified
            for place in range(gains.shape[1]):
                rows = np.flatnonzero(gains[:, place] > 0.0)
                chance[rows, place] = self.play.chance_of(place, points[rows])
        cost = self.play.failure_cost
        held = {}
        for two in itertools.combinations(range(chance.shape[1]), 2):
            places = list(two)
            both = chance[:, places].prod(axis=1)[:, None]
            expected = gains[:, places] * both - cost[places] * (1.0 - chance[:, places])
            held[two] = bool(_takes(chance[:, places], expected).all(axis=1).any())
        return held

    def refusers(self, place: int, points: Floats) -> list[str]:
        """Find who refuses each text most often in one country, the chief executive included."""
        risk, government = self.play.risks[place], self.play.governments[place]
        chief = risk.game.labels.actors[government.chief]
        said = risk.refusers(points, min(_PROBED_DRAWS, risk.draws))
        unwilling = self.landscape.at(points)[2][:, place] <= 0.0
        rare = self.landscape.at(points)[0][:, place] < EVEN
        return [
            (who if who and low else chief) if (no or low) else ""
            for who, no, low in zip(said, unwilling, rare, strict=True)
        ]

    @property
    def tested(self) -> CodedNegotiation:
        """The negotiation by which `ratifying` asks: votes at risk."""
        return self.coded

    def opened(self, place: int, points: Floats) -> Callable[[DomesticGame], bool]:
        """Test whether another game of one country opens a zone at texts the others take.

        Asked at the texts that it ratifies most often, with few draws, since it is asked of many
        numbers.
        """
        chance, gains, _ = self.landscape.at(points)
        most = _OPENED_AT if self.play.risks[place].is_quick else _OPENED_AT // 6
        best = np.lexsort((-gains[:, place], -chance[:, place]))[:most]
        wanted, chance, gains = points[best], chance[best], gains[best]
        risk, government = self.play.risks[place], self.play.governments[place]
        draws = min(_OPENED_DRAWS, risk.draws)

        def opens(game: DomesticGame) -> bool:
            chance[:, place] = RatificationRisk(game, risk.shocks).chance(wanted, draws)
            gains[:, place] = replace(government, game=game).gains(wanted)
            expected = self.play.prospects.from_parts(gains, chance)
            return bool(self.landscape.held(EVEN, chance, expected).any())

        return opens

    @cached_property
    def problem(self) -> BargainingProblem:
        """Find what the governments bargain over: expected gains."""
        return self.play.problem

    @cached_property
    def agreement(self) -> Agreement:
        """Find what they agree on."""
        self.tell("agreement under risk")
        return self.play.agreement

    @cached_property
    def is_hidden(self) -> bool:
        """Return whether only beliefs stand in the way of an agreement."""
        if self.play.is_signed or not self._holders:
            return False
        return self.play.replace(believed=None, known=self.play.shared_surfaces()).is_signed

    @cached_property
    def chance(self) -> dict[str, float]:
        """Probability that each country ratifies the agreement."""
        if not self.play.is_signed:
            return {}
        found = self.play.exact_chance(self.agreement.point[None, :])[0]
        return dict(zip(self.coded.likely.names, map(float, found), strict=True))

    @cached_property
    def in_force(self) -> float | None:
        """Probability that the agreement enters into force; None without one."""
        if not self.play.is_signed:
            return None
        exact = replace(self.play.prospects, chance=self.play.exact_chance)
        members = exact.among(self.problem.players)
        return float(members.ratified(self.agreement.point[None, :])[0])

    @cached_property
    def ratified(self) -> dict[str, bool]:
        """Return whether each country is likelier to ratify the agreement than not."""
        return {name: value >= EVEN for name, value in self.chance.items()}

    @cached_property
    def most_promising(self) -> Floats:
        """The text at which the government that expects least expects most."""
        return self.play.most_promising

    @cached_property
    def landscape(self) -> Landscape:
        """Sets of texts at a level of probability."""
        return Landscape(self.play)

    @cached_property
    def outcomes(self) -> tuple[TableOutcome, ...]:
        """The table in draws of the coded ranges, of lam and of the cost of failure."""
        self.tell("agreement in draws of the ranges")
        each = _DRAWS_AN_OUTER if self.play.is_mapped else _DRAWS_AN_OUTER_MANY
        count = int(np.clip(self.draws // each, _LEAST_OUTER, _MOST_OUTER))
        return tuple(self._outcome(draw) for draw in range(count))

    def rough(
        self,
        table: Negotiation,
        draw: int | None,
        believed: dict[str, Negotiation] | None = None,
    ) -> TablePlay:
        """One table of many, found with few draws of the shocks on a wide lattice.

        Parameters
        ----------
        table
            The coded numbers of one draw.
        draw
            Draw of lam and of the cost of failure; None: at likely values.
        believed
            The table as governments with beliefs take it to be; without it all see it as it is.
        """
        drawn: dict[str, object] = {}
        if draw is not None:
            drawn["pressure"] = self._lam_of(draw)
            drawn["failure_cost"] = self.coded.failure_costs(self.seed, draw)
        return self._play(
            table,
            believed or {},
            min(self.shock_draws, _OUTER_DRAWS),
            belief_weight=self._belief_weights(draw) if believed else None,
            cells=_OUTER_CELLS,
            texts=_QUICK_TEXTS,
            step=_QUICK_STEP,
            polished=False,
            **drawn,
        )

    def _outcome(self, draw: int) -> TableOutcome:
        table = self.coded.at_draw(self.seed, draw)
        found = self.rough(table, draw, self._believed_tables(draw))
        if not found.is_signed:
            return TableOutcome(None, None)
        point = found.agreement.point
        return TableOutcome(tuple(map(float, point)), found.ratified(point))

    @cached_property
    def at_pressures(self) -> dict[float, Agreement]:
        """The agreement at each weight of pressure that is shown."""
        known = self.play.shared_surfaces()
        return {
            lam: self.agreement
            if lam == self.lam
            else self.play.replace(pressure=lam, known=known).agreement
            for lam in SHOWN_PRESSURES
        }

    @cached_property
    def moved(self) -> tuple[MovedGroup, ...]:
        """Find what each group moves."""
        self.tell("what each group moves")
        found = []
        for country in self.coded.likely.countries:
            for row in pressing_groups(country.game):
                ends = [
                    self._varied(country.name, with_scaled(country.game, row, f)) for f in (0, 2)
                ]
                actor = country.game.labels.actors[row]
                found.append(MovedGroup(country.name, actor, ends[0], ends[1]))
        return tuple(found)

    def _variant(self, name: str, game: DomesticGame) -> TablePlay:
        """The quick table with another game of one country, its surface found anew if need be.

        With more than two issues the search starts from what the quick table agrees on; from all
        texts only where that is no longer signed.
        """
        old = self.quick.negotiation
        countries = tuple(
            country.replace(game=game) if country.name == name else country
            for country in old.countries
        )
        same = self._ratifies_alike(name, game)
        variant = self.quick.replace(
            negotiation=old.replace(countries=countries),
            known=self.quick.shared_surfaces(() if same else (name,)),
        )
        if self.quick.is_mapped or not self.quick.is_signed:
            return variant
        near = variant.replace(start=self.quick.agreement.point)
        return near if near.is_signed else variant

    def _ratifies_alike(self, name: str, game: DomesticGame) -> bool:
        """Return whether another game of a country ratifies the same of some texts."""
        issues = len(self.coded.likely.issues)
        if not self.quick.is_mapped:
            return False
        axis = np.linspace(0.04, 0.96, _PROBED)
        points = np.stack(np.meshgrid(*[axis] * issues, indexing="ij"), -1).reshape(-1, issues)
        risk = self.quick.risks[self.coded.likely.names.index(name)]
        draws = min(_PROBED_DRAWS, risk.draws)
        other = RatificationRisk(game, risk.shocks)
        return bool((other.passes(points, draws) == risk.passes(points, draws)).all())

    def _varied(self, name: str, game: DomesticGame) -> tuple[float, ...] | None:
        """The agreement of a variant: that found, moved as the quick table moves."""
        variant = self._variant(name, game)
        if not variant.is_signed:
            return None
        point = variant.agreement.point
        if self.play.is_signed and self.quick.is_signed:
            point = self.agreement.point + point - self.quick.agreement.point
        return tuple(float(v) for v in np.clip(point, 0.0, 1.0))

    def tying_hands(self, country: str, levels: tuple[float, ...] = HAND_LEVELS) -> TyingHands:
        """Find what tied hands bring one country's government, in expected gains.

        Parameters
        ----------
        country
            Id of a country that signs.
        levels
            How much more each legislator must gain, from 0 upward.
        """
        self.tell(f"tied hands of {country}")
        game = self.coded.likely.country(country).game
        gains: list[float | None] = []
        for level in levels:
            variant = self._variant(country, tied(game, level)) if level else self.quick
            members = variant.problem.players
            if not variant.is_signed or country not in members:
                gains.append(None)
                continue
            gains.append(float(variant.agreement.gains[members.index(country)]))
        return TyingHands(country, levels, tuple(gains), self.solution)

    @cached_property
    def least_on_curve(self) -> dict[str, float | None]:
        """Least probability of ratification along the governments' contract curve, by country.

        The texts that the weighted Nash solution picks from those of the search if every country
        ratified, as power moves from .02 to .98 toward each country; None where signing is all it
        takes.
        """
        points, _ = self.play.candidates
        points = points[self.play.fits(points)]
        with np.errstate(divide="ignore"):
            logs = np.log(np.maximum(self.play.gains(points), 0.0))
        count = logs.shape[1]
        picked = set()
        for place in range(count):
            for share in _CURVE:
                power = np.full(count, (1.0 - share) / (count - 1))
                power[place] = share
                worth = logs @ power
                if np.isfinite(worth.max()):
                    picked.add(int(worth.argmax()))
        found: dict[str, float | None] = {}
        chance = self.play.chance(points[sorted(picked)]) if picked else None
        for place, name in enumerate(self.coded.likely.names):
            free = self.play.risks[place].needs_nobody or chance is None
            found[name] = None if free or chance is None else float(chance[:, place].min())
        return found


def _takes(chance: Floats, expected: Floats) -> NDArray[np.bool_]:
    """Return where a country ratifies with .5 or more and its government expects to gain."""
    return np.asarray((chance >= EVEN) & (expected > 0.0))
