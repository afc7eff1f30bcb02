"""April and November 1999: the values for which the first is missed and the second made.

Run ``python benchmarks/april_november.py`` to write april_november.json beside this file and the
figure docs/images/april-november-1999.svg. About three minutes of one processor.

The file distinguishes the two days by what the President's advisers believed of Congress. A text
is signed if both governments expect to gain. With the weight w that the deciding adviser gives to
the last vote on trade, the President expects of a text u P_china P - k (1 - P), where
P = w P_believed + (1 - w) P_congress. So each day has a cost of failure k above which nothing is
signed, and the region is what lies between those of the two days.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import altair as alt
import numpy as np
import vl_convert as vlc

from winset.casebook import read_negotiation
from winset.cases.editing.with_values import with_values
from winset.cases.model.held_beliefs import held_belief
from winset.games.domestic import DomesticGame, Floats
from winset.solvers.two_level.government import Government
from winset.solvers.two_level.ratification_risk import RatificationRisk
from winset.solvers.two_level.ratification_surface import RatificationSurface
from winset.solvers.two_level.tying_hands import tied
from winset.studies.negotiation.negotiate import negotiation_table
from winset.studies.negotiation.table_at_risk import TableAtRisk
from winset.translate.inputs import CodedInput
from winset.translate.negotiation import coded_negotiation

ROOT = Path(__file__).parents[1]
FOUND = Path(__file__).with_suffix(".json")
FIGURE = ROOT / "docs" / "images" / "april-november-1999.svg"
CASE, DAYS = "us-china-wto-1999", {"april": "1999-04-10", "november": "1999-11-15"}
DRAWS, SEED, CELLS = 256, 0, 48
STRETCHES = (0.0, 1.0, 2.0, 3.0, 4.0)
"""Distance of what is believed from what is coded of Congress; 1 as coded."""
DRAWN = (1.0, 2.0)
"""Those for which the figure has a band: the beliefs as coded, and twice as far."""
CARES = (1.0, 0.7, 0.5, 0.3, 0.2, 0.1, 0.0)
"""Salience of what China opens with members of Congress, of the coded one; 0.7 is its low end."""
HANDS = (0.0, 0.1, 0.2, 0.25, 0.28, 0.3, 0.35, 0.4)
"""What every member of Congress asks for beyond the coded numbers, in surplus."""
PRESSURES = (0.0, 0.5, 1.0)
RANGES, DRAWS_OF_ONE = 40, 25
"""Draws of the coded ranges, and those that must be asked for to get one."""
RECORD = (0.8, 0.7)
"""Terms of 15 November 1999, as coded."""
OPENING = "china-opening"


@dataclass(frozen=True, eq=False)
class Day:
    """One day of the file: the table, the believed values and their weight."""

    name: str

    @cached_property
    def table(self) -> TableAtRisk:
        """The table of this day."""
        case = with_values(read_negotiation(CASE), {"date": DAYS[self.name]})
        found = negotiation_table(case, draws=DRAWS, seed=SEED)
        if not isinstance(found, TableAtRisk):
            raise TypeError("the table is one of certain votes")
        return found

    @cached_property
    def weight(self) -> tuple[float, float, float]:
        """Low, likely and high weight of the last vote with the adviser who decides."""
        held = held_belief(self.table.coded.case, "us").weight
        return held.low, held.likely, held.high

    @property
    def cost(self) -> CodedInput:
        """Coded cost of a failed ratification to the President."""
        return self.table.coded.failure_cost("us")

    @property
    def adviser(self) -> str:
        """The adviser who decides."""
        return held_belief(self.table.coded.case, "us").actor or ""

    @cached_property
    def values(self) -> dict[str, tuple[float, str]]:
        """Coded value and believed value, as the file writes it, of every number believed."""
        coded = {one.path: one.likely for one in self.table.coded.countries["us"].inputs}
        believed = held_belief(self.table.coded.case, "us").values
        return {path: (coded[path], str(value)) for path, value in believed.items()}

    def believed_game(self, stretch: float, end: int = 1) -> DomesticGame:
        """The American game as believed, so many times as far from the coded one.

        ``end`` 1 takes the likely believed value, 2 the end of its range where Congress is harder.
        """
        values = {}
        for path, (true, text) in self.values.items():
            low, likely, high = (float(part) for part in text.split(":"))
            harder = low if ".position." in path else high
            value = true + stretch * ((harder if end == 2 else likely) - true)
            values[path] = float(np.clip(value, 0.0, 1.0))
        case = with_values(self.table.coded.case, values)
        coded = coded_negotiation(case, self.table.coded.parameters, votes="modelled")
        return coded.likely.country("us").game

    def surface(self, game: DomesticGame, country: str = "us") -> RatificationSurface:
        """Ratification by another game of a country, before this day's shocks."""
        return RatificationSurface(RatificationRisk(game, self.table.play.shocks[country]), CELLS)

    @cached_property
    def points(self) -> Floats:
        """Texts of the lattice that can be signed."""
        points = self.table.play.replace(cells=CELLS).candidates[0]
        return np.asarray(points[self.table.play.fits(points)])


@dataclass(frozen=True, eq=False)
class Prospect:
    """What the two governments reckon with at every text of a lattice."""

    gains: Floats
    congress: Floats
    believed: Floats
    china: Floats
    china_cost: float

    def costs(self, weight: float) -> Floats:
        """The cost of failure above which the President would not sign each text.

        Minus infinity where China would not, or he gains nothing.
        """
        expected = self.gains[:, 1] * self.china * self.congress
        china_signs = expected > self.china_cost * (1.0 - self.china)
        chance = weight * self.believed + (1.0 - weight) * self.congress
        with np.errstate(divide="ignore"):
            cost = self.gains[:, 0] * self.china * chance / (1.0 - chance)
        return np.where(china_signs & (self.gains[:, 0] > 0.0), cost, -np.inf)

    def limit(self, weight: float) -> float:
        """The cost above which nothing is signed, by the text that stands most."""
        return float(self.costs(weight).max())


def caring(game: DomesticGame, share: float) -> DomesticGame:
    """The game whose legislators weigh what China opens by a share of what is coded."""
    salience = game.numbers.salience.copy()
    column = game.labels.vote_issues.index(OPENING)
    salience[:, game.labels.at_level("legislature"), column] *= share
    return game.with_numbers(salience=salience)


def prospect(
    day: Day,
    *,
    stretch: float = 1.0,
    care: float = 1.0,
    hands: float = 0.0,
    end: int = 1,
    lam: float | None = None,
) -> Prospect:
    """What is reckoned with, where the belief, Congress or the weight of pressure is another."""
    play = day.table.play
    us, china = (play.negotiation.country(name).game for name in ("us", "china"))
    lam = play.pressure if lam is None else lam
    governments = [Government(game, lam, play.reference) for game in (us, china)]
    points = day.points

    def congress(game: DomesticGame) -> Floats:
        return day.surface(tied(caring(game, care), hands)).chance(points)

    return Prospect(
        gains=np.stack([one.gains(points) for one in governments], axis=1),
        congress=congress(us),
        believed=congress(day.believed_game(stretch, end)),
        china=day.surface(china, "china").chance(points),
        china_cost=float(play.failure_cost[play.negotiation.names.index("china")]),
    )


def shortened(value: float) -> float | None:
    """A number to four significant digits; None where nothing is signed at any cost."""
    return float(f"{value:.4g}") if np.isfinite(value) else None


def row(days: tuple[Day, Day], **changed: float) -> dict[str, Any]:
    """Limits of both days at the low, likely and high weight, and the text of April at that cost.

    Both days have the same games and believed values, so that P is found once.
    """
    print(changed, file=sys.stderr, flush=True)
    first, _ = days
    found = prospect(first, **changed)  # type: ignore[arg-type]
    best = int(found.costs(first.weight[1]).argmax())
    return {
        **changed,
        **{day.name: [shortened(found.limit(weight)) for weight in day.weight] for day in days},
        "text": [round(float(value), 3) for value in first.points[best]],
        "congress": round(float(found.congress[best]), 4),
        "believed": round(float(found.believed[best]), 4),
    }


def at_record(day: Day) -> dict[str, Any]:
    """The text of November itself, offered as it is."""
    text = np.array([RECORD])
    play = day.table.play
    us = play.negotiation.country("us").game
    china = play.risks[play.negotiation.names.index("china")]
    return {
        "gain": round(float(play.gains(text)[0, 0]), 4),
        "congress": round(float(day.surface(us).risk.chance(text)[0]), 4),
        "believed": round(float(day.surface(day.believed_game(1.0)).risk.chance(text)[0]), 4),
        "china": round(float(china.chance(text)[0]), 4),
    }


def signed_over_ranges(day: Day) -> int:
    """Draws of all coded ranges in which something is signed."""
    table = replace(day.table, draws=RANGES * DRAWS_OF_ONE)
    return sum(one.point is not None for one in table.outcomes)


def ask() -> dict[str, Any]:
    """Everything that the page says."""
    april, november = days = Day("april"), Day("november")
    if april.values != november.values:
        raise ValueError("the two days believe different values")
    return {
        "shock_draws": april.table.shock_draws,
        "cost": [april.cost.low, april.cost.likely, april.cost.high],
        "days": {
            day.name: {"date": DAYS[day.name], "adviser": day.adviser, "weight": list(day.weight)}
            for day in days
        },
        "record": at_record(april),
        "hard_ends": row(days, end=2),
        "stretch": [row(days, stretch=stretch) for stretch in STRETCHES],
        "care": [row(days, care=care, stretch=s) for s in DRAWN for care in CARES],
        "hands": [row(days, hands=hands, stretch=s) for s in DRAWN for hands in HANDS],
        "pressure": [row(days, lam=lam) for lam in PRESSURES],
        "signed": {day.name: signed_over_ranges(day) for day in days} | {"draws": RANGES},
    }


def main() -> None:
    """Find the region and draw it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--figure", action="store_true", help="draw what was found before")
    if not asked.parse_args().figure:
        FOUND.write_text(json.dumps(ask(), indent=1) + "\n", "utf-8")
    draw(json.loads(FOUND.read_text("utf-8")))


def band(found: dict[str, Any], name: str) -> alt.LayerChart | alt.FacetChart:
    """The costs between the limits of the two days, over one change of Congress."""
    titles = {
        "care": "weight of China's opening with members, of the coded one",
        "hands": "asked for by every member, beyond coded",
    }
    rows = [
        {
            "x": one[name],
            "april": one["april"][1],
            "november": one["november"][1],
            "beliefs": "as coded" if one["stretch"] == 1.0 else "twice as far",
        }
        for one in found[name]
    ]
    x = alt.X("x:Q", title=titles[name], scale=alt.Scale(reverse=name == "care", nice=False))
    scale = alt.Scale(type="log", domain=[0.03, 300.0])
    axis = alt.Axis(values=[0.1, 0.3, 1, 3, 10, 30, 100], format="~g", grid=False)
    y = alt.Y("april:Q", title="cost of a failed ratification", scale=scale, axis=axis)
    colour = alt.Color(
        "beliefs:N",
        title="beliefs about Congress",
        scale=alt.Scale(domain=["as coded", "twice as far"], range=["#1f5fa8", "#c8641e"]),
        legend=alt.Legend(orient="top"),
    )
    base = alt.Chart(alt.InlineData(values=rows))
    low, _, high = found["cost"]
    ends = [min(one["x"] for one in rows), max(one["x"] for one in rows)]
    coded = alt.Chart(alt.InlineData(values=[{"x": ends[0], "x2": ends[1], "y": low, "y2": high}]))
    ground = coded.mark_rect(color="#dddddd").encode(
        x=alt.X("x:Q"), x2="x2:Q", y=alt.Y("y:Q", scale=scale), y2="y2:Q"
    )
    area = base.mark_area(opacity=0.45).encode(x=x, y=y, y2="november:Q", color=colour)
    lines = [
        base.mark_line(strokeWidth=1.2, strokeDash=dash).encode(
            x=x, y=alt.Y(f"{day}:Q", scale=scale, axis=axis), color=colour
        )
        for day, dash in (("april", [4, 2]), ("november", [1, 0]))
    ]
    return alt.layer(ground, area, *lines).properties(width=300, height=260)


def draw(found: dict[str, Any]) -> None:
    """Write the figure."""
    chart = alt.hconcat(band(found, "care"), band(found, "hands"), spacing=30).properties(
        title=alt.TitleParams(
            "April 1999 missed and November made: between a dashed line and the whole one above it",
            subtitle="Grey: the coded range of the cost. Above a line nothing is signed that day.",
            anchor="start",
        )
    )
    FIGURE.write_text(vlc.vegalite_to_svg(chart.to_dict(), allowed_base_urls=[]), "utf-8")


if __name__ == "__main__":
    main()
