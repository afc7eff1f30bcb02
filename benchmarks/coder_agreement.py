"""Agreement of the first coder with other readers on departures from defaults, and what it moves.

    python benchmarks/coder_agreement.py [--no-runs] [--log LOG] [--draws N] [CASE ...]

For every case with a second coding in `casebook/blind` (or those named): the fields both coded,
brought to the same actors by `blind/keys.yaml`, and a table by kind of field over the units in
which at least one of them departs from the default: for all cases, those of the project's second
coder and those of the readers from outside. Blocs or groups of a case to which both gave the same
pair of values count once, since the codebook gives most of them one value. Then P(passes) by
`analyze` for the first coding and for the same file with the second reader's values in it (ranges
keep their widths), and the Brier scores of the model, of the reader's own probability and of the
share adopted in other episodes. What a case gave stands in the log, one line each; a case that is
there is not run again. `--no-runs` leaves the runs out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from winset.casebook import blind_coding, case_ids, case_path, read_case
from winset.cases.codebook.parts import polarization
from winset.cases.codebook.tables import Chamber
from winset.cases.editing.with_values import with_values
from winset.cases.file.blind import BlindCoding
from winset.cases.file.document import parse_document
from winset.cases.model.actors import Actor, Engagement, Joined, Willingness
from winset.cases.model.case import Case
from winset.cases.model.quantities import Quantity
from winset.foundation.files import read_text
from winset.solvers.cross_case.coder_agreement import krippendorff_alpha
from winset.studies.domestic.analyze import analyze
from winset.studies.estimate.baselines import Known, baselines, known
from winset.studies.estimate.plan import read_estimate_plan

OWN = "second coder"
"""Who coded, where it was the project's second coder and no reader from outside."""

FORECASTS = ("second_coder", "without_this_case", "first", "second", "base_rate", "one_half")
"""Probabilities of a row of the log that are scored."""

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

ABROAD = 0.5
"""Polarization of a bloc outside the United States, without a search."""

UNKNOWN = -1.0
"""A `joined` that is left out; 1 is yes and 0 is no."""


class Unit(NamedTuple):
    """A field that both coders coded."""

    case: str
    path: str
    field: str
    first: float
    second: float
    departs: tuple[bool, bool]


@cache
def keys() -> dict[str, Any]:
    """What the masked names stand for: `usual` and `cases`, as `blind/keys.yaml` has them."""
    path = case_path("agoa-2000").parent / "blind" / "keys.yaml"
    found: dict[str, Any] = parse_document(read_text(path), path.name).root.plain()
    return found


def actors_of(case: Case, masked: str) -> list[str]:
    """Ids of the actors that a masked name stands for."""
    own = keys()["cases"].get(case.id, {})
    found = own[masked] if masked in own else keys()["usual"][masked]
    names = [found] if isinstance(found, str) else list(found)
    missing = [name for name in names if name not in case.actors]
    if missing:
        raise KeyError(f"{case.id}: {masked} is not {', '.join(missing)}")
    return names


def units(case: Case, coding: BlindCoding) -> Iterator[Unit]:
    """Every field of a case that both coders coded."""
    for key, second in coding.values.items():
        masked, _, field = key.rpartition(".")
        if masked == "formulation":
            part = None if case.stages is None else case.stages.formulation
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
    """The codebook's polarization of an actor's chamber, from its party votes; abroad 0.5."""
    if case.as_of is None:
        raise ValueError(f"{case.id} has no day of the forecast")
    if case.country != "United States":
        return (ABROAD,)
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


def probabilities(
    case: Case, other: Case, coding: BlindCoding, everybody: list[Known], draws: int
) -> dict[str, Any]:
    """P(passes) by both codings, without the episode and by the share adopted, and the coder's."""
    first, second = analyze(case, draws=draws), analyze(other, draws=draws)
    without = first.without_this_case
    plan = read_estimate_plan()
    mine = known(case, plan)
    return {
        "case": case.id,
        "coder": coding.coder,
        "adopted": mine.adopted,
        "second_coder": coding.probability,
        "without_this_case": None if without is None else without.passage_probability,
        "first": first.passage_probability,
        "second": second.passage_probability,
        "base_rate": baselines(mine, everybody, plan.settings.ridge_penalty)[
            "base_rate"
        ].probability,
        "one_half": 0.5,
        "draws": draws,
    }


def brier(rows: list[dict[str, Any]], name: str) -> float:
    """Mean squared distance of a probability from what happened."""
    gaps = [float(row[name]) - float(row["adopted"]) for row in rows]
    return sum(gap * gap for gap in gaps) / len(gaps)


def by_whom(coders: dict[str, str]) -> dict[str, set[str]]:
    """Cases of the project's second coder, those of the readers from outside, and all."""
    own = {case for case, coder in coders.items() if coder == OWN}
    return {"all": set(coders), "second coder": own, "outside readers": set(coders) - own}


def main() -> None:
    """Print the tables; the probabilities go into the log, and what is there is not run again."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--log", type=Path, default=Path(__file__).with_suffix(".jsonl"))
    parser.add_argument("--draws", type=int, default=500)
    parser.add_argument("--no-runs", action="store_true")
    chosen = parser.parse_args()
    cases = {name: case for name in case_ids() if isinstance(case := read_case(name), Case)}
    codings = {name: found for name in cases if (found := blind_coding(name)) is not None}
    names = chosen.cases or list(codings)
    own = {name: list(units(cases[name], codings[name])) for name in names}
    groups = by_whom({name: codings[name].coder for name in names})
    for whom, members in groups.items():
        for row in table([unit for name in members for unit in own[name]]):
            print(json.dumps({"by": whom, "cases": len(members), **row}))
    rows = read_log(chosen.log)
    if not chosen.no_runs:
        plan = read_estimate_plan()
        everybody = [known(case, plan) for name, case in cases.items() if name in plan.cases]
        for name in sorted(set(names) - set(rows), key=lambda name: codings[name].coder == OWN):
            other = second_case(cases[name], own[name])
            row = probabilities(cases[name], other, codings[name], everybody, chosen.draws)
            rows[name] = row
            with chosen.log.open("a", encoding="utf-8") as log:
                log.write(json.dumps(row) + "\n")
    for whom, members in groups.items():
        scored = [row for name, row in rows.items() if name in members]
        if scored:
            print(json.dumps({"by": whom, "cases": len(scored), **scores(scored)}))


def read_log(path: Path) -> dict[str, dict[str, Any]]:
    """Rows of the log by case."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {row["case"]: row for row in map(json.loads, lines)}


def scores(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Mean and largest move of P(passes) between the codings, and the Brier scores."""
    moves = [abs(row["second"] - row["first"]) for row in rows]
    found = {"mean_move": sum(moves) / len(moves), "largest_move": max(moves)}
    for name in FORECASTS:
        found[name] = brier(rows, name)
    return {name: round(value, 4) for name, value in found.items()}


if __name__ == "__main__":
    main()
