"""Agreement of the first and the second coder on departures from defaults, and what it moves.

    python benchmarks/coder_agreement.py [--to agreement.json] [CASE ...]

For every case with a second coding in `casebook/blind` (or those named): the fields both coded,
brought to the same actors, and a table by kind of field over the units in which at least one coder
departs from the default. Blocs or groups of a case to which both coders gave the same pair of
values count once, since the codebook gives most of them one value. Then P(passes) by `analyze`
with the default draws and seed for the first coding and for the same file with the second coder's
values in it (ranges keep their widths), and the Brier scores of the model and of the second
coder's own probability. `--no-runs` leaves the probabilities out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from winset.casebook import blind_coding, case_ids, read_case
from winset.cases.codebook.parts import polarization
from winset.cases.codebook.tables import Chamber
from winset.cases.editing.with_values import with_values
from winset.cases.file.blind import BlindCoding
from winset.cases.model.actors import Actor, Engagement, Joined, Willingness
from winset.cases.model.case import Case
from winset.cases.model.quantities import Quantity
from winset.solvers.cross_case.coder_agreement import krippendorff_alpha
from winset.studies.domestic.analyze import analyze

NEAR = 0.02
"""Values nearer than this are the same: both coders round to two decimals."""

ELEMENTS = ("payoff", "polarization", "opposition")
DEFAULTS: dict[str, tuple[float, ...]] = {
    "payoff": (0.35, 0.2),
    "opposition": (0.4, 0.15),
    "engagement": (0.5, 0.1),
    "division": (0.25,),
    "coordination": (0.5,),
    "joined": (-1.0,),
}
"""Values that are not a departure: without a search, and searched with nothing found."""

UNKNOWN = -1.0
"""A `joined` that is left out; 1 is yes and 0 is no."""

GROUPS = {
    "the executive": "chief executive",
    "the trade agency": "ustr",
    "national business": "business",
    "farm organisations": "farm-groups",
    "national farm organisations": "farm-groups",
    "most farm organisations": "farm-groups",
    "one farm organisation apart": "farmers-union",
    "the federation of unions": "afl-cio",
    "environmental groups": "environmental-groups",
    "environmental and consumer groups": "environmental-groups",
    "environmental groups (the opposed part)": "environmental-groups",
    "human-rights groups": "human-rights-groups",
    "religious conservatives": "christian-right",
    "exporters to that country": "high-tech",
    "exporters to one large country": "high-tech",
    "importers and dealers of the product": "importers",
    "importers and users": "importers",
    "retailers": "importers",
    "retailers, importers and consumer groups": "importers",
    "an association of one manufacturing industry": "plaintiff-industry",
    "the union of the product's workers and its suppliers": "plaintiff-industry",
    "two industries that meet the neighbour's goods": "plaintiff-industry",
    "growers of three products": "plaintiff-industry",
    "the industry and its union": "plaintiff-industry",
    "the industry and its unions": "plaintiff-industry",
    "the two industries and their unions": "plaintiff-industry",
    "a campaign of family farmers, churches and local unions": "fair-trade-campaign",
    "a rich man's movement": "perot",
    "a populist movement": "perot",
    "a committee of friends of the ally": "beneficiary-sector",
    "the executive's chief of staff": "chief-of-staff",
    "five other departments and councils": "commerce state treasury nsc nec",
}
"""Masked names of the packets and the actors they stand for."""

LEADERS = {"presiding officer": "speaker", "leader of the": "minority-leader", "whip of": "whip"}


class Unit(NamedTuple):
    """A field that both coders coded."""

    case: str
    path: str
    field: str
    first: float
    second: float
    departs: tuple[bool, bool]


def actors_of(case: Case, masked: str) -> list[str]:
    """Ids of the actors that a masked name stands for."""
    found = GROUPS.get(masked, "").replace("chief executive", case.chief_executive or "").split()
    if not found:
        found = [_bloc(case, masked)]
    missing = [name for name in found if name not in case.actors]
    if missing:
        raise KeyError(f"{case.id}: {masked} is not {', '.join(missing)}")
    return found


def _bloc(case: Case, masked: str) -> str:
    for words, name in LEADERS.items():
        if masked.startswith(words):
            return next(actor for actor in case.actors if actor.endswith(name))
    chamber = "house" if "first chamber" in masked else "senate"
    blocs = {
        name: actor
        for name, actor in case.actors.items()
        if actor.seats.get(chamber) and name not in ("speaker", "minority-leader", "majority-whip")
    }
    if "independent" in masked:
        return next(name for name in blocs if "independent" in name)
    sizes = {word: _seats(blocs, word, chamber) for word in ("republican", "democrat")}
    order = sorted(sizes, key=lambda word: -sizes[word])
    party = order[0] if "larger party" in masked else order[1]
    wings = [name for name in blocs if party in name]
    if len(wings) == 1:
        return wings[0]
    open_wing = next(name for name in wings if "international" in name or "new-" in name)
    (sceptical,) = set(wings) - {open_wing}
    return open_wing if masked.startswith("open wing") else sceptical


def _seats(blocs: dict[str, Actor], word: str, chamber: str) -> int:
    return sum(actor.seats[chamber] for name, actor in blocs.items() if word in name)


def units(case: Case, coding: BlindCoding) -> Iterator[Unit]:
    """Every field of a case that both coders coded."""
    for key, second in coding.values.items():
        masked, _, field = key.rpartition(".")
        if masked == "formulation":
            part = case.stages.formulation
            quantity = getattr(part, field)
            yield _unit(case, f"stages.formulation.{field}", field, quantity, second)
            continue
        masked = masked.removesuffix(".willingness")
        for name in actors_of(case, masked):
            actor = case.actors[name]
            if field in ELEMENTS and isinstance(actor.willingness, Willingness):
                quantity = getattr(actor.willingness, field)
                usual = polarized(case, actor) if field == "polarization" else ()
                path = f"actors.{name}.willingness.{field}"
                yield _unit(case, path, field, quantity, second, usual)
            if field == "engagement" and isinstance(actor.engagement, Engagement):
                path = f"actors.{name}.engagement.value"
                yield _unit(case, path, field, actor.engagement.value, second)
    yield from _joins(case, coding)


def polarized(case: Case, actor: Actor) -> tuple[float, ...]:
    """The codebook's polarization of an actor's chamber, from its party votes."""
    if case.as_of is None:
        raise ValueError(f"{case.id} has no day of the forecast")
    chamber: Chamber = "house" if "house" in actor.seats else "senate"
    return (float(polarization(chamber, case.as_of.year)["likely"]),)


def _unit(
    case: Case,
    path: str,
    field: str,
    quantity: Quantity,
    second: float,
    usual: tuple[float, ...] = (),
) -> Unit:
    first = float(quantity.likely)
    defaults = usual or DEFAULTS[field]
    departs = (_departs(first, defaults), _departs(second, defaults))
    return Unit(case.id, path, field, first, second, departs)


def _departs(value: float, defaults: tuple[float, ...]) -> bool:
    return all(abs(value - default) > NEAR for default in defaults)


def _joins(case: Case, coding: BlindCoding) -> Iterator[Unit]:
    """Who joined, as far as it is dated before the day of the forecast; the packet ends there."""
    said = {
        name: value
        for key, value in coding.values.items()
        if key.endswith(".joined")
        for name in actors_of(case, key.removesuffix(".joined"))
    }
    asked = {
        name
        for key in coding.values
        if key.endswith(".engagement")
        for name in actors_of(case, key.removesuffix(".engagement"))
    }
    for name in sorted(asked):
        if case.actors[name].level != "group":
            continue
        first = known_join(case, case.actors[name].joined)
        second = said.get(name, UNKNOWN)
        departs = (first != UNKNOWN, second != UNKNOWN)
        yield Unit(case.id, f"actors.{name}.joined", "joined", first, second, departs)


def known_join(case: Case, joined: Joined | None) -> float:
    """Whether an actor was known to have joined on the day of the forecast."""
    late = joined is not None and joined.date is not None and case.as_of is not None
    if joined is None or (late and joined.date > case.as_of):  # type: ignore[operator]
        return UNKNOWN
    return float(joined.value)


def second_case(case: Case, found: list[Unit]) -> Case:
    """The first coder's file with the second coder's values in it."""
    changes: dict[str, object] = {}
    for unit in found:
        if unit.field == "joined":
            if unit.first != unit.second:
                known = {"value": unit.second == 1, "date": case.as_of}
                changes[unit.path] = None if unit.second == UNKNOWN else known
            continue
        if abs(unit.first - unit.second) <= 1e-9:
            continue
        changes[unit.path] = _moved(case, unit)
    return with_values(case, changes)


def _moved(case: Case, unit: Unit) -> str:
    place: object = case
    for step in unit.path.split("."):
        place = place[step] if isinstance(place, dict) else getattr(place, step)
    if not isinstance(place, Quantity):
        raise TypeError(unit.path)
    low, high = (
        min(1.0, max(0.0, unit.second + end - place.likely)) for end in (place.low, place.high)
    )
    return f"{low:.4f}:{unit.second:.4f}:{high:.4f}"


def table(found: list[Unit]) -> list[dict[str, object]]:
    """Agreement by kind of field over the units in which a coder departs from the default."""
    distinct = {
        (unit.case, unit.field, round(unit.first, 4), round(unit.second, 4)): unit for unit in found
    }
    rows: list[dict[str, object]] = []
    for field in (*ELEMENTS, "engagement", "joined", "division", "coordination"):
        own = [unit for unit in distinct.values() if unit.field == field]
        apart = [unit for unit in own if any(unit.departs)]
        rows.append(
            {
                "field": field,
                "units": len(own),
                "departures": len(apart),
                "by_both": sum(all(unit.departs) for unit in apart),
                "first_only": sum(unit.departs == (True, False) for unit in apart),
                "second_only": sum(unit.departs == (False, True) for unit in apart),
                "alpha": _alpha(apart, field),
                "alpha_all": _alpha(own, field),
                "mean_gap": None if field == "joined" else _mean_gap(apart),
            }
        )
    return rows


def _alpha(found: list[Unit], field: str) -> float | None:
    if len(found) < 2:
        return None
    coders = [[unit.first for unit in found], [unit.second for unit in found]]
    return krippendorff_alpha(coders, "nominal" if field == "joined" else "interval")


def _mean_gap(found: list[Unit]) -> float | None:
    return sum(abs(u.first - u.second) for u in found) / len(found) if found else None


def probabilities(case: Case, other: Case, coding: BlindCoding) -> dict[str, object]:
    """P(passes) by both codings, the stored forecast without the case, and the coder's own."""
    first, second = analyze(case), analyze(other)
    without = first.without_this_case
    return {
        "case": case.id,
        "adopted": case.outcome is not None and case.outcome.verdict == "passes",
        "first": first.passage_probability,
        "second": second.passage_probability,
        "without_this_case": None if without is None else without.passage_probability,
        "second_coder": coding.probability,
        "recognised": coding.recognised,
        "coder": coding.coder,
    }


def brier(rows: list[dict[str, object]], name: str) -> float:
    """Mean squared distance of a probability from what happened."""
    gaps = [float(row[name]) - float(bool(row["adopted"])) for row in rows]  # type: ignore[arg-type]
    return sum(gap * gap for gap in gaps) / len(gaps)


def main() -> None:
    """Print the tables; write everything to a file if asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--to", type=Path)
    parser.add_argument("--no-runs", action="store_true")
    chosen = parser.parse_args()
    found: list[Unit] = []
    rows = []
    for name in chosen.cases or case_ids():
        case, coding = read_case(name), blind_coding(name)
        if coding is None or not isinstance(case, Case):
            continue
        own = list(units(case, coding))
        found += own
        if not chosen.no_runs:
            rows.append(probabilities(case, second_case(case, own), coding))
            print(json.dumps(rows[-1]), flush=True)
    by_field = table(found)
    for row in by_field:
        print(json.dumps(row))
    if rows:
        moves = sorted(abs(float(row["second"]) - float(row["first"])) for row in rows)  # type: ignore[arg-type]
        print(f"P moves by {sum(moves) / len(moves):.3f} on average, {moves[-1]:.3f} at most")
        for name in ("first", "second", "without_this_case", "second_coder"):
            print(f"Brier {name}: {brier(rows, name):.3f}")
    if chosen.to is not None:
        chosen.to.write_text(json.dumps({"fields": by_field, "cases": rows}, indent=1) + "\n")


if __name__ == "__main__":
    main()
