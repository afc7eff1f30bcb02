"""Sweeps of a negotiation: the whole two-level game at every draw."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tests.unit.table_with_members import SEATS, TABLE, write_votes

from winset.casebook import read_case
from winset.cases.file.read import load_text
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.negotiation import NegotiationCase
from winset.cli import main
from winset.foundation.errors import InputError
from winset.render.export import svg_of
from winset.render.figures.registry import figures_for
from winset.render.sweep_html import sweep_html
from winset.reports.sweep.sweep_documents import NegotiationSweepReport
from winset.studies.negotiation.negotiate import negotiate, negotiation_table
from winset.studies.negotiation.risk import failures
from winset.studies.negotiation.table_at_risk import TableAtRisk
from winset.studies.sweep.findings import negotiation_sweep_report
from winset.studies.sweep.negotiation_experiment import NegotiationExperiment
from winset.studies.sweep.sweep import Sweep, asked, read_sweep, run
from winset.studies.sweep.sweep_case import experiment_of, sweep, sweep_findings

# Two governments on a line. The home legislator takes all within 2(p - 0.2) above the status quo,
# the foreign executive gains from anything up to 2(0.8 - 0.2) above it.
LINE = """
winset: 1
id: line
title: Two governments on a line
kind: negotiation
issues:
  openness: {axis: vote, title: Openness, low: closed, high: open, status_quo: 0.2}
countries:
  home:
    title: Home
    chief_executive: president
    rule: {all: [{chamber: house, quota: 1, of: 1}, {actor: president}]}
    actors:
      president:
        level: executive
        position: {openness: 1}
        salience: {openness: 1}
      member:
        level: legislature
        seats: {house: 1}
        position: {openness: {low: 0.3, likely: 0.4, high: 0.5}}
        salience: {openness: 1}
  abroad:
    title: Abroad
    chief_executive: minister
    rule: {actor: minister}
    actors:
      minister:
        level: executive
        position: {openness: 0.8}
        salience: {openness: 1}
"""
MEMBER = "countries.home.actors.member.position.openness"


def line() -> NegotiationCase:
    found = load_text(LINE, "line.yaml").case
    assert isinstance(found, NegotiationCase)
    return found


def swept(folder: Path, **how: object) -> Sweep:
    return sweep(line(), out=folder, **how)  # type: ignore[arg-type]


def test_an_agreement_survives_from_some_place_of_the_member_on(tmp_path: Path) -> None:
    found = swept(
        tmp_path / "s", vary={MEMBER: "0.2:0.5"}, draws=48, hold_others=True, shocks=False
    )
    frame = found.to_frame().sort_values(MEMBER)
    survives = frame["survives"].to_numpy()
    assert 0.1 < survives.mean() < 0.9
    assert (np.diff(survives.astype(int)) >= 0).all()
    assert (frame["passes"] == frame["survives"]).all()


def test_the_agreement_of_the_likely_values_is_that_of_negotiate(tmp_path: Path) -> None:
    found = swept(tmp_path / "s", draws=1, vary={MEMBER: "0.3999:0.4001"}, hold_others=True)
    report = negotiate(line())
    assert found.manifest["agreed"] == list(report.agreement.point.values())


def test_a_draw_at_likely_values_is_the_table_of_negotiate(tmp_path: Path) -> None:
    found = swept(
        tmp_path / "s", draws=1, vary={MEMBER: "0.39999:0.40001"}, hold_others=True, shocks=False
    )
    row, report = found.to_frame().iloc[0], negotiate(line())
    assert bool(row["signed"])
    # 64 draws of the shocks on 16 cells here, 2,048 on 48 there.
    assert row["agreement.openness"] == pytest.approx(report.agreement.point["openness"], abs=0.04)
    assert row["in_force"] == pytest.approx(report.ratification["all"], abs=0.06)
    assert row["probability.abroad"] == 1.0
    assert row["probability.home"] == row["in_force"]
    assert row["zone_share"] == pytest.approx(report.zone.volume, abs=0.04)


@pytest.mark.parametrize("case", ["line", "us-vietnam-labour-2013"])
def test_draws_of_the_ranges_are_those_of_negotiate(case: str) -> None:
    game = line() if case == "line" else read_case(case)
    assert isinstance(game, NegotiationCase)
    table = negotiation_table(game, draws=200, seed=7)
    assert isinstance(table, TableAtRisk)
    experiment = experiment_of(game, read_parameters())
    assert isinstance(experiment, NegotiationExperiment)
    count = len(table.outcomes)
    values = np.zeros((count, len(experiment.inputs)))
    place = {item.path: column for column, item in enumerate(experiment.inputs)}
    for coded in experiment.coded.countries.values():
        drawn = coded.drawn_values(7, 0, count)
        for column, item in enumerate(coded.inputs):
            values[:, place[item.path]] = drawn[:, column]
    columns = experiment.play(values, 7, np.arange(count))
    issues, names = table.coded.likely.issues, table.coded.likely.names
    for row, outcome in enumerate(table.outcomes):
        assert bool(columns["signed"][row]) == (outcome.point is not None)
        if outcome.point is not None:
            assert outcome.point == tuple(columns[f"agreement.{issue}"][row] for issue in issues)
            assert outcome.ratified == columns["in_force"][row]
    for name in names:
        failed = failures(table.coded, name, experiment.agreed, count, 7)
        assert (columns[f"ratified.{name}"] == ~failed).all()


def test_the_members_of_the_congress_vote_in_a_sweep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("winset.studies.sweep.negotiation_experiment.DEFAULT_DRAWS", 10)
    folder, case = tmp_path / "votes", load_text(TABLE, "table.yaml").case
    assert isinstance(case, NegotiationCase)
    folder.mkdir()
    write_votes(folder)
    plain = experiment_of(case, read_parameters())
    seated = experiment_of(case, read_parameters(), data=folder)
    assert seated.identity()["real_members"] == {"us.house": SEATS}
    assert seated.identity()["digest"] != plain.identity()["digest"]
    found = sweep(case, draws=2, seed=1, data=folder, out=tmp_path / "s")
    assert np.isfinite(found.column("zone_share")).all()
    with pytest.raises(InputError, match="real members"):
        sweep_findings(read_sweep(tmp_path / "s"))


def test_one_seed_gives_one_table_whatever_the_workers(tmp_path: Path) -> None:
    one = swept(tmp_path / "one", draws=40, seed=3)
    two = swept(tmp_path / "two", draws=40, seed=3, workers=2)
    assert one.to_frame().equals(two.to_frame())
    assert not one.to_frame().equals(swept(tmp_path / "other", draws=40, seed=4).to_frame())


def test_the_report_says_what_was_asked_and_found(tmp_path: Path) -> None:
    experiment = experiment_of(line(), read_parameters())
    question = asked(experiment, vary={MEMBER: "0.2:0.6"}, draws=256, with_shocks=False)
    report = negotiation_sweep_report(run(question, tmp_path / "s"), question)
    assert report.kind == "negotiation"
    assert report.asks == "agreement-survives"
    assert report.ratified["abroad"] == 1.0
    assert report.ratified["home"] == pytest.approx(report.passage_probability)
    assert report.indices[0].path == MEMBER
    assert 0.0 < report.zone_empty < 0.5
    assert 0.5 < report.signed_probability < 1.0
    assert report.in_force_if_signed is not None
    assert 0.5 < report.in_force_if_signed < 1.0
    assert report.ratification["home"].median == pytest.approx(report.in_force_if_signed, abs=0.2)
    json.dumps(report.to_dict(), allow_nan=False)
    assert "survives at home" in sweep_html(report)
    figures = figures_for(type(report))
    assert list(figures) == ["sobol", "curve", "heat-map"]
    for name in ("sobol", "curve"):
        assert "NaN" not in svg_of(figures[name].draw(report))


@pytest.mark.parametrize("case", ["line", "china-pntr-2000"])
def test_a_folder_alone_gives_the_same_report(case: str, tmp_path: Path) -> None:
    game = line() if case == "line" else read_case(case)
    path = MEMBER if case == "line" else "actors.afl-cio.capacity"
    ends = "0.2:0.8" if case == "line" else "8:34"
    experiment = experiment_of(game, read_parameters())
    question = asked(experiment, vary={path: ends}, draws=32, seed=5)
    finished = run(question, tmp_path / "s")
    again = sweep_findings(read_sweep(tmp_path / "s"))
    assert again == sweep_findings(finished, question)


def test_a_folder_of_another_version_is_refused_with_its_version(tmp_path: Path) -> None:
    finished = swept(tmp_path / "s", draws=8)
    told = {**finished.manifest, "seed": 9, "version": "0.0.1"}
    with pytest.raises(InputError, match=r"made by winset 0\.0\.1"):
        sweep_findings(Sweep(finished.folder, told))
    del told["case_file"]
    with pytest.raises(InputError, match=r"made by winset 0\.0\.1"):
        sweep_findings(Sweep(finished.folder, told))


def test_an_empty_zone_asks_whether_it_opens(tmp_path: Path) -> None:
    shut = LINE.replace("position: {openness: 0.8}", "position: {openness: 0.05}")
    case = load_text(shut, "shut.yaml").case
    assert isinstance(case, NegotiationCase)
    experiment = experiment_of(case, read_parameters())
    question = asked(experiment, draws=64)
    found = run(question, tmp_path / "s")
    report = negotiation_sweep_report(found, question)
    assert isinstance(report, NegotiationSweepReport)
    assert report.asks == "zone-open"
    assert report.agreed == {}
    assert report.passage_probability == 0.0
    assert report.zone_empty == 1.0
    assert report.signed_probability == 0.0
    assert report.in_force_if_signed is None
    assert report.agreement["openness"].median is None
    assert np.isnan(found.column("agreement.openness")).all()
    json.dumps(report.to_dict(), allow_nan=False)


@pytest.mark.parametrize("solution", ["kalai-smorodinsky", "offer:abroad", "offer:home"])
def test_other_solutions_are_found_on_the_lattice_as_in_the_zone(
    solution: str, tmp_path: Path
) -> None:
    found = swept(
        tmp_path / "s",
        draws=4,
        hold_others=True,
        vary={MEMBER: "0.3999:0.4001"},
        solution=solution,
        shocks=False,
    )
    exact = found.manifest["agreed"][0]
    assert found.column("agreement.openness")[0] == pytest.approx(exact, abs=0.05)


def test_a_solution_that_a_sweep_cannot_find_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="alternating-offers"):
        swept(tmp_path / "s", draws=4, solution="alternating-offers")
    with pytest.raises(InputError, match="is a domestic case"):
        experiment_of(read_case("china-pntr-2000"), read_parameters(), solution="nash")


def test_the_command_sweeps_a_strangers_negotiation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "line.yaml", tmp_path / "out"
    file.write_text(LINE, encoding="utf-8")
    words = ["sweep", str(file), "--draws", "32", "--out", str(out)]
    assert main([*words, "--vary", f"{MEMBER}=0.3:0.7", "--html", str(tmp_path / "s.html")]) == 0
    said = capsys.readouterr().out
    assert "P(the agreement survives at home) 0." in said
    assert "signed in 100.0% of the draws, and then in force with 0." in said
    assert main([*words, "--vary", f"{MEMBER}=0.3:0.7", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "negotiation"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--vary", "countries.home.actors.member.position.opennes=0:1"], "openness"),
        (["--vary", f"{MEMBER}=0.5:2"], "between 0 and 1"),
        (["--solution", "offer:nobody"], "nobody"),
        (["--plot", "tornado", "--figure", "x.svg"], "sobol"),
    ],
)
def test_wrong_words_are_told(
    words: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "line.yaml"
    file.write_text(LINE, encoding="utf-8")
    assert main(["sweep", str(file), "--draws", "8", "--out", str(tmp_path / "o"), *words]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "o").exists()


def test_a_part_of_a_block_is_what_the_whole_block_has_there() -> None:
    question = asked(experiment_of(line(), read_parameters()), draws=64, seed=5)
    assert question.part_draws == 32
    whole = question.play(0, 64)
    for start in (0, 32):
        part = question.play(start, start + 32)
        for name, column in whole.items():
            np.testing.assert_array_equal(part[name], column[start : start + 32])
