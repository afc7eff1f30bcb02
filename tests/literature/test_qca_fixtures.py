"""Published data sets and what the R package QCA 3.25.1 says of them: everything is reproduced."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from winset.results.cross_case.qualitative_comparison import QualitativeComparison, SetData
from winset.solvers.cross_case.calibration import (
    direct_calibration,
    level_of,
    linear_calibration,
)
from winset.solvers.cross_case.necessity import Bar
from winset.solvers.cross_case.qualitative_comparison import qualitative_comparison
from winset.solvers.cross_case.truth_table import set_data, sufficiency_fit

pytestmark = pytest.mark.shared_data
pytest.importorskip("setqca", reason="needs the extra qca")

FOLDER = Path(os.environ["WINSET_RESEARCH_DATA"]) / "qca"
EXPECTED = FOLDER / "expected_qca.json"
RUNS: list[dict[str, Any]] = json.loads(EXPECTED.read_text())["runs"] if EXPECTED.is_file() else []
FILES = {"LC4": "LC"}
KINDS = {"LM": "multi-value", "LF": "fuzzy"}


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def data_of(run: dict[str, Any]) -> SetData:
    path = FOLDER / f"{FILES.get(run['name'], run['name'])}.csv"
    rows = table(path)
    outcome = np.array([float(row[run["outcome"].lstrip("~")]) for row in rows])
    if run["outcome"].startswith("~"):
        outcome = 1.0 - outcome
    return set_data(
        [[float(row[name]) for name in run["conditions"]] for row in rows],
        outcome,
        conditions=run["conditions"],
        cases=[row["case"] for row in rows],
        outcome_name=run["outcome"],
        kind=KINDS.get(run["name"], "crisp"),  # type: ignore[arg-type]
    )


def compared(run: dict[str, Any]) -> QualitativeComparison:
    return qualitative_comparison(
        data_of(run),
        consistency=run["incl_cut"],
        frequency=run["n_cut"],
        necessity=Bar(0.9, 0.0, 0.6),
        expectations=dict.fromkeys(run.get("directional_expectations", []), "present"),
    )


def name_of(run: dict[str, Any]) -> str:
    return f"{run['name']} {run['outcome']} {run['incl_cut']} {run['note'][:20]}".strip()


each_run = pytest.mark.parametrize("run", RUNS, ids=name_of)


def test_all_runs_are_there() -> None:
    assert len(RUNS) == 11


@each_run
def test_the_truth_table_is_reproduced(run: dict[str, Any]) -> None:
    found = compared(run)
    expected = {
        tuple(row[name] for name in run["conditions"]): row for row in run["truth_table_observed"]
    }
    assert {row.configuration for row in found.rows} == set(expected)
    assert found.remainders == run["n_remainders"]
    for row in found.rows:
        known = expected[row.configuration]
        assert sorted(row.cases) == sorted(known["cases"].split(","))
        assert row.sufficient == (known["OUT"] == "1")
        assert row.consistency == pytest.approx(float(known["incl"]), abs=1e-6)
        if known["PRI"] != "-":
            assert row.pri == pytest.approx(float(known["PRI"]), abs=1e-6)


@each_run
@pytest.mark.parametrize("family", ["conservative", "parsimonious"])
def test_every_tied_model_is_found_and_no_other(run: dict[str, Any], family: Any) -> None:
    found = compared(run)
    models = {frozenset(model.term_texts) for model in found.models[family]}
    expected = {frozenset([m] if isinstance(m, str) else m) for m in run[family]["models"]}
    assert models == expected
    assert len(found.models[family]) == run[family]["n_models"]
    assert found.verify(), found.verify().failed


@each_run
@pytest.mark.parametrize("family", ["conservative", "parsimonious"])
def test_the_fit_of_terms_and_solutions_is_reproduced(run: dict[str, Any], family: Any) -> None:
    known = run[family]
    models = {frozenset(model.term_texts): model for model in compared(run).models[family]}
    alone = known["n_models"] == 1
    for fits in [known["fit"]] if alone else known["individual"]:
        model = models.pop(frozenset(term["term"] for term in fits["terms"]))
        mine = dict(zip(model.term_texts, model.term_fits, strict=True))
        for term in fits["terms"]:
            fit = mine[term["term"]]
            for key, value in (
                ("inclS", fit.consistency),
                ("PRI", fit.pri),
                ("covS", fit.coverage),
                ("covU", fit.unique_coverage),
            ):
                if term[key] is not None:
                    assert value == pytest.approx(term[key], abs=2e-6), (term["term"], key)
        whole = (model.fit.consistency, model.fit.pri, model.fit.coverage)
        assert whole == pytest.approx(tuple(fits["solution"]), abs=2e-6)
    assert not models


@each_run
def test_simplifying_assumptions_are_those_of_each_model(run: dict[str, Any]) -> None:
    found = compared(run).models["parsimonious"]
    known = {
        frozenset(tuple(row[name] for name in run["conditions"]) for row in rows)
        for rows in run["parsimonious"]["simplifying_assumptions"].values()
    }
    assert {frozenset(model.simplifying_assumptions) for model in found} == known


@pytest.mark.parametrize("run", [r for r in RUNS if "intermediate" in r], ids=name_of)
def test_intermediate_solutions_are_reproduced(run: dict[str, Any]) -> None:
    found = compared(run).models["intermediate"]
    known = {
        frozenset(model)
        for pair in run["intermediate"]["intermediate"].values()
        for model in pair["models"]
    }
    assert {frozenset(model.term_texts) for model in found} == known


@each_run
def test_necessary_combinations_are_reproduced(run: dict[str, Any]) -> None:
    found = {item.text: item for item in compared(run).necessary}
    known = {item["term"]: item for item in run["necessity_superSubset_incl0.9_cov0.6"]}
    assert found.keys() == known.keys()
    for name, item in known.items():
        assert found[name].consistency == pytest.approx(item["inclN"], abs=2e-6)
        assert found[name].relevance == pytest.approx(item["RoN"], abs=2e-6)
        assert found[name].coverage == pytest.approx(item["covN"], abs=2e-6)


@each_run
def test_single_conditions_are_reproduced(run: dict[str, Any]) -> None:
    data = data_of(run)
    found = {item.text: item for item in compared(run).single_conditions}
    for item in run["single_conditions"]:
        place, level = literal(data, item["term"])
        tested = found[data.literal_text(place, level)]
        assert tested.consistency == pytest.approx(item["necessity"]["inclN"], abs=2e-6)
        assert tested.relevance == pytest.approx(item["necessity"]["RoN"], abs=2e-6)
        fit = sufficiency_fit(data.literal(place, level), data.outcome)
        assert fit.consistency == pytest.approx(item["sufficiency"]["inclS"], abs=2e-6)
        assert fit.pri == pytest.approx(item["sufficiency"]["PRI"], abs=2e-6)


def literal(data: SetData, name: str) -> tuple[int, int]:
    """Place and level of a condition; R writes two-valued ones without brackets in any kind."""
    if name.lstrip("~") in data.conditions:
        return data.conditions.index(name.lstrip("~")), int(not name.startswith("~"))
    return next(
        (place, level)
        for place, count in enumerate(data.levels)
        for level in range(count)
        if data.literal_text(place, level) == name
    )


@pytest.mark.parametrize(
    "name", ["direct_DEV", "direct_URB", "decreasing_DEV", "linear_DEV", "crisp_DEV550"]
)
def test_calibration_is_reproduced(name: str, research_data: Path) -> None:
    known = json.loads((research_data / "qca" / "expected_calibration.json").read_text())[name]
    if name.startswith("crisp"):
        found = level_of(known["raw"], [known["threshold"]]).astype(float)
    else:
        first, middle, last = known["thresholds"]
        out, full = (last, first) if name.startswith("decreasing") else (first, last)
        method = linear_calibration if name.startswith("linear") else direct_calibration
        found = method(known["raw"], out=out, crossover=middle, full=full)
    assert found == pytest.approx(np.array(known["expected"], dtype=float), abs=6e-7)


def test_the_published_fuzzy_scores_are_the_recalibrated_raw_scores(research_data: Path) -> None:
    raw = table(research_data / "qca" / "LR.csv")
    printed = table(research_data / "qca" / "LF.csv")
    for name, anchors in (("DEV", (400, 550, 900)), ("URB", (25, 50, 65))):
        out, middle, full = anchors
        found = direct_calibration(
            [float(row[name]) for row in raw], out=out, crossover=middle, full=full
        )
        assert found == pytest.approx([float(row[name]) for row in printed], abs=0.0101)
