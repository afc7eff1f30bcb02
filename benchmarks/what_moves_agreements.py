"""What moves the agreements of the published negotiations: groups, tied hands, shocks.

Run ``python benchmarks/what_moves_agreements.py`` to add the rows that are missing to
what_moves_agreements.jsonl beside this file; it can be stopped and goes on where it was. About ten
minutes of one processor, a third of them for the Trans-Pacific table of twelve. ``--anew``
forgets the rows of the negotiations named with ``--case``, or all. what_moves_page.py writes the
page from the rows.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np

from winset.casebook import read_negotiation
from winset.cases.editing.with_values import with_values
from winset.games.domestic import DomesticGame, Floats, Shocks
from winset.games.negotiation import Negotiation
from winset.solvers.coalitions.surplus import positions_with_signals
from winset.solvers.two_level.table_play import TablePlay
from winset.solvers.two_level.tying_hands import has_hands_to_tie, tied
from winset.studies.negotiation.negotiate import negotiation_table
from winset.studies.negotiation.risk_sections import actor_title
from winset.studies.negotiation.table_at_risk import TableAtRisk
from winset.studies.negotiation.table_variants import pressing_groups, with_scaled

ROOT = Path(__file__).parents[1]
ROWS = Path(__file__).with_suffix(".jsonl")
BUILT = ROOT / "docs" / "explanation" / "built"
APRIL = "1999-04-10"
PUBLISHED = (
    "us-china-wto-1999",
    f"us-china-wto-1999 {APRIL}",
    "us-japan-autos-farm-2013",
    "us-vietnam-labour-2013",
    "korea-fta-2007-2011",
    "colombia-fta-2006-2011",
    "panama-fta-2007-2011",
    "tpp-2013",
)
CASES = (*PUBLISHED, "ttip-2016", "phase-one-2020")
DRAWS, FEW_DRAWS, SEED = 256, 64, 0
"""Draws asked for, and where they are dear; the shocks get twice as many."""
DEAR = ("us-china-wto-1999", "tpp-2013")
"""Twelve countries; and a table on which ratification, next to certain, decides nothing."""
HANDS = (0.1, 0.2, 0.3, 0.4)
FACTORS = (0.0, 2.0)
SCALES = (0.5, 0.0)
COSTS = (0.0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)
"""Costs of a failed ratification at which the built negotiations are played, in surplus."""
NEAR = 0.05
AT = 0.005
"""Nearness at which an agreement lies at an actor's own place."""

Change = Callable[[DomesticGame], DomesticGame]


def table_of(name: str) -> TableAtRisk:
    """One negotiation under risk, at likely values, with the draws of this page."""
    source, _, date = name.partition(" ")
    built = BUILT / f"{source}.yaml"
    case = read_negotiation(built if built.exists() else source)
    if date:
        case = with_values(case, {"date": date})
    found = negotiation_table(case, draws=FEW_DRAWS if source in DEAR else DRAWS, seed=SEED)
    if not isinstance(found, TableAtRisk):
        raise TypeError("the table is one of certain votes")
    return found


@dataclass(frozen=True, eq=False)
class Setting:
    """A negotiation as it is, which every change is compared with."""

    name: str
    table: TableAtRisk

    @property
    def play(self) -> TablePlay:
        """The table at likely values."""
        return self.table.play

    @property
    def names(self) -> tuple[str, ...]:
        """Countries."""
        return self.play.negotiation.names

    @cached_property
    def is_signed(self) -> bool:
        """Return whether there is an agreement to be moved."""
        return self.play.is_signed

    @cached_property
    def point(self) -> Floats:
        """The agreement; without one the most promising text."""
        return self.play.agreement.point if self.is_signed else self.play.most_promising

    @cached_property
    def sure(self) -> Floats:
        """The agreement if every country ratified for certain."""
        return self.play.without_risk.point

    def place(self, country: str) -> int:
        """Place of a country at the table."""
        return self.names.index(country)


def with_game(table: Negotiation, country: str, change: Change) -> Negotiation:
    """The table with the game of one country changed."""
    return table.replace(
        countries=tuple(
            c.replace(game=change(c.game)) if c.name == country else c for c in table.countries
        )
    )


def varied(setting: Setting, country: str, change: Change) -> TablePlay:
    """The table with the game of one country changed, also as governments believe it to be."""

    def one(play: TablePlay) -> TablePlay:
        believed = {holder: one(seen) for holder, seen in (play.believed or {}).items()}
        return play.replace(
            negotiation=with_game(play.negotiation, country, change),
            known=play.shared_surfaces((country,)),
            believed=believed or None,
            asked={},
        )

    return near_the_start(setting, one(setting.play))


def near_the_start(setting: Setting, play: TablePlay) -> TablePlay:
    """The same, searched from the agreement as it is where more issues leave no lattice."""
    if play.is_mapped or not setting.is_signed:
        return play
    near = play.replace(start=setting.point)
    return near if near.is_signed else play


def with_shocks(setting: Setting, scale: float) -> TablePlay:
    """The table with all noise of the vote scaled."""

    def scaled(play: TablePlay) -> TablePlay:
        smaller = {name: times(one, scale) for name, one in play.shocks.items()}
        believed = {holder: scaled(seen) for holder, seen in (play.believed or {}).items()}
        return play.replace(shocks=smaller, believed=believed or None, asked={}, known=None)

    return near_the_start(setting, scaled(setting.play))


def times(shocks: Shocks, scale: float) -> Shocks:
    """Shocks of another size."""
    return Shocks(**{one.name: scale * getattr(shocks, one.name) for one in fields(shocks)})


def answer(setting: Setting, play: TablePlay) -> dict[str, Any]:
    """What is signed and how likely each country ratifies it."""
    if not play.is_signed:
        return {"point": None, "cost_limit": rounded(play.highest_cost())}
    point = play.agreement.point[None, :]
    chance = play.exact_chance(point)[0]
    exact = replace(play.prospects, chance=play.exact_chance).among(play.problem.players)
    binding = {}
    for name, risk, p in zip(setting.names, play.risks, chance, strict=True):
        who = risk.refusers(point)[0]
        if p < 1.0 and who:
            binding[name] = actor_title(setting.table, name, who)
    return {
        "point": rounded(point[0]),
        "chance": dict(zip(setting.names, rounded(chance), strict=True)),
        "in_force": rounded(exact.ratified(point)[0]),
        "expected": dict(zip(play.problem.players, rounded(play.agreement.gains), strict=True)),
        "binding": binding,
    }


def rounded(value: Any) -> Any:
    """A number, or numbers, to six decimals; what is not finite becomes None."""
    if value is None:
        return None
    if np.ndim(value):
        return [rounded(one) for one in np.asarray(value)]
    return round(float(value), 6) if np.isfinite(value) else None


def base_row(setting: Setting) -> dict[str, Any]:
    """The negotiation as it is."""
    play, sure = setting.play, setting.play.without_risk
    at = setting.point[None, :]
    certain = with_shocks(setting, 0.0)
    found = answer(setting, play) | {
        "issues": list(play.negotiation.issues),
        "failure_cost": dict(zip(setting.names, rounded(play.failure_cost), strict=True)),
        "cost_limit": rounded(play.highest_cost()),
        "sure": rounded(sure.point) if sure.outcome == "solved" else None,
        "corner": corners(setting),
        "players": list(play.problem.players),
        "shock_draws": setting.table.shock_draws,
        "certain_at_sure": dict(
            zip(setting.names, rounded(certain.exact_chance(setting.sure[None, :])[0]), strict=True)
        ),
        "refuses_sure": {
            name: actor_title(setting.table, name, who)
            for name, risk in zip(setting.names, certain.risks, strict=True)
            if (who := risk.refusers(setting.sure[None, :], 1)[0])
        },
    }
    if not setting.is_signed:
        found["promising"] = rounded(at[0])
        found["chance"] = dict(zip(setting.names, rounded(play.exact_chance(at)[0]), strict=True))
        found["binding"] = {
            name: actor_title(setting.table, name, who)
            for name, risk in zip(setting.names, play.risks, strict=True)
            if (who := risk.refusers(at)[0])
        }
    return found


def corners(setting: Setting) -> dict[str, str]:
    """Axes on which the agreement lies where a government or a group that it weighs stands.

    Surplus falls on both sides of a place, so that small changes of weights move nothing there.
    """
    found: dict[str, tuple[float, str]] = {}
    for country, government in zip(
        setting.play.negotiation.countries, setting.play.governments, strict=True
    ):
        weights = government.weights.copy()
        weights[government.chief] = 1.0
        places = positions_with_signals(country.game)[0]
        for number, issue in enumerate(setting.play.negotiation.issues):
            for row in np.flatnonzero(np.abs(places[:, number] - setting.sure[number]) < AT):
                title = actor_title(setting.table, country.name, country.game.labels.actors[row])
                mine = (float(weights[row]), f"{title} ({country.name})")
                if weights[row] > 0.0:
                    found[issue] = max(found.get(issue, (0.0, "")), mine)
    return {issue: who for issue, (_, who) in found.items()}


def group_rows(setting: Setting) -> Iterator[tuple[dict[str, Any], Callable[[], dict[str, Any]]]]:
    """Each group deleted and doubled."""
    for country in setting.play.negotiation.countries:
        for row in pressing_groups(country.game):
            actor = country.game.labels.actors[row]
            for factor in FACTORS:
                key = {"kind": "group", "country": country.name, "actor": actor, "value": factor}
                yield key, partial(group_row, setting, country.name, row, factor)


def group_row(setting: Setting, country: str, row: int, factor: float) -> dict[str, Any]:
    """One group with its capacity and ties multiplied, and what explains the move."""
    play, place = setting.play, setting.place(country)
    game, government = play.negotiation.countries[place].game, play.governments[place]

    def change(old: DomesticGame) -> DomesticGame:
        return with_scaled(old, row, factor)

    other = varied(setting, country, change)
    found = answer(setting, other) | {
        "title": actor_title(setting.table, country, game.labels.actors[row]),
        "stay": rounded(other.risks[place].chance(setting.point[None, :])[0]),
    }
    found |= stakes(setting, place, row)
    sure = varied_without_risk(setting, country, change)
    found["sure"] = sure
    if sure is not None and setting.is_signed:
        found["further"] = further(setting, np.array(sure))
    if found["point"] is not None:
        own = government.surplus.own(np.array([setting.point, found["point"]]))[:, row]
        found["own_surplus"] = rounded(own[1] - own[0])
    return found


def varied_without_risk(setting: Setting, country: str, change: Change) -> list[float] | None:
    """What would be agreed on if every country ratified for certain."""
    table = with_game(setting.play.negotiation, country, change)
    found = setting.play.replace(negotiation=table, believed=None).without_risk
    return rounded(found.point) if found.outcome == "solved" else None


def slopes(setting: Setting, gain: Callable[[Floats], Floats]) -> list[float]:
    """What a little more on each axis adds to a gain at the agreement."""
    step, found = 0.02, []
    for axis in np.eye(len(setting.point)):
        ends = np.clip(np.array([setting.point - step * axis, setting.point + step * axis]), 0, 1)
        own = gain(ends)
        found.append((own[1] - own[0]) / max(float(np.abs(ends[1] - ends[0]).sum()), 1e-9))
    return list(rounded(np.array(found)))


def stakes(setting: Setting, place: int, row: int) -> dict[str, Any]:
    """What a group and its government gain from the agreement, and from more on each axis."""
    government = setting.play.governments[place]

    def own(points: Floats) -> Floats:
        return np.asarray(government.surplus.own(points)[:, row])

    at = setting.point[None, :]
    return {
        "weight": rounded(government.weights[row]),
        "weights": rounded(1.0 + government.weights.sum()),
        "slope": slopes(setting, own),
        "surplus": rounded(own(at)[0]),
        "gain": rounded(government.gains(at)[0]),
        "gain_slope": slopes(setting, government.gains),
    }


def further(setting: Setting, sure: Floats) -> dict[str, Any]:
    """P a little further the way in which certain ratification would let a group move the text."""
    way = sure - setting.sure
    length = float(np.linalg.norm(way))
    if length < 1e-3:
        return {}
    text = np.clip(setting.point + NEAR * way / length, 0.0, 1.0)
    both = setting.play.exact_chance(np.stack([setting.point, text]))
    worst = int((both[1] - both[0]).argmin())
    who = setting.play.risks[worst].refusers(text[None, :])[0]
    name = setting.names[worst]
    return {
        "country": name,
        "who": actor_title(setting.table, name, who) if who else "",
        "before": rounded(both[0, worst]),
        "after": rounded(both[1, worst]),
    }


def hands_rows(setting: Setting) -> Iterator[tuple[dict[str, Any], Callable[[], dict[str, Any]]]]:
    """Each legislature harder to please."""
    for country in setting.play.negotiation.countries:
        if not has_hands_to_tie(country.game):
            continue
        for level in HANDS:
            key = {"kind": "hands", "country": country.name, "value": level}
            yield key, partial(hands_row, setting, country.name, level)


def hands_row(setting: Setting, country: str, level: float) -> dict[str, Any]:
    """One legislature of which every member asks for more."""

    def change(old: DomesticGame) -> DomesticGame:
        return tied(old, level)

    place = setting.place(country)
    play = varied(setting, country, change)
    found = answer(setting, play)
    at = setting.point[None, :]
    found["stay"] = rounded(play.risks[place].chance(at)[0])
    found["gain_before"] = rounded(setting.play.gains(at)[0])
    found["gain"] = None
    if found["point"] is not None:
        found["gain"] = rounded(play.gains(np.array([found["point"]]))[0])
    return found


def shocks_row(setting: Setting, scale: float) -> dict[str, Any]:
    """The table with all noise of the vote scaled."""
    return answer(setting, with_shocks(setting, scale))


def cost_row(setting: Setting, cost: float) -> dict[str, Any]:
    """The table at another cost of a failed ratification, the same to both governments."""
    costs = np.full(len(setting.names), cost)
    believed = {
        holder: seen.replace(failure_cost=costs)
        for holder, seen in (setting.play.believed or {}).items()
    }
    known = setting.play.shared_surfaces()
    return answer(
        setting,
        setting.play.replace(failure_cost=costs, known=known, believed=believed or None),
    )


def work(setting: Setting) -> Iterator[tuple[dict[str, Any], Callable[[], dict[str, Any]]]]:
    """Every row of a negotiation: its key, and how it is found."""
    yield {"kind": "base"}, partial(base_row, setting)
    for scale in SCALES:
        yield {"kind": "shocks", "value": scale}, partial(shocks_row, setting, scale)
    if APRIL not in setting.name:  # the groups of November, and next to the same agreement
        yield from group_rows(setting)
    yield from hands_rows(setting)
    if setting.name not in PUBLISHED:
        for cost in COSTS:
            yield {"kind": "cost", "value": cost}, partial(cost_row, setting, cost)


def key_of(row: dict[str, Any]) -> tuple[Any, ...]:
    """Fields by which a row is known."""
    return tuple(row.get(name) for name in ("case", "kind", "country", "actor", "value"))


def read_rows() -> list[dict[str, Any]]:
    """Rows found before."""
    if not ROWS.exists():
        return []
    return [json.loads(line) for line in ROWS.read_text("utf-8").splitlines()]


def write_rows(rows: list[dict[str, Any]]) -> None:
    """Write all rows, negotiations in the order of the page."""
    rows = sorted(rows, key=lambda row: CASES.index(row["case"]))
    ROWS.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def main() -> None:
    """Find the rows that are missing."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--case", action="append", choices=CASES, help="only this negotiation")
    asked.add_argument("--anew", action="store_true", help="forget the rows found before")
    options = asked.parse_args()
    wanted = options.case or CASES
    rows = [row for row in read_rows() if not (options.anew and row["case"] in wanted)]
    have = {key_of(row) for row in rows}
    for name in wanted:
        setting = Setting(name, table_of(name))
        for key, find in work(setting):
            key = {"case": name, **key}
            if key_of(key) in have:
                continue
            print(" ".join(str(part) for part in key.values()), file=sys.stderr, flush=True)
            rows.append(key | find())
            write_rows(rows)


if __name__ == "__main__":
    main()
