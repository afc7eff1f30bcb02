"""Sweeps of a negotiation: the whole two-level game at every draw."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

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
from winset.results.two_level.win_set import WinSet
from winset.solvers.two_level.zone import zone_of_agreement
from winset.studies.negotiation.negotiate import negotiate
from winset.studies.sweep.findings import negotiation_sweep_report
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


def test_survival_agrees_with_its_closed_form(tmp_path: Path) -> None:
    # At likely values the zone ends at 0.6, where Nash agrees (both executives want more). A
    # member at p accepts it when 0.6 - p <= p - 0.2, that is from 0.4 upward.
    found = swept(
        tmp_path / "s", vary={MEMBER: "0.3:0.7"}, draws=4096, hold_others=True, shocks=False
    )
    share = found.column("passes").mean()
    assert found.manifest["agreed"] == pytest.approx([0.6], abs=1e-6)
    assert share == pytest.approx(0.75, abs=0.002)


def test_the_zone_of_each_draw_is_that_of_the_game_at_those_values(tmp_path: Path) -> None:
    found = swept(tmp_path / "s", draws=32, design="random", shocks=False)
    frame = found.to_frame()
    for row in frame.head(8).itertuples():
        end = 2 * frame[MEMBER][row.Index] - 0.2
        zone = zone_at(frame[MEMBER][row.Index])
        assert zone.intervals[-1][1] == pytest.approx(end, abs=1e-6)
        step = 1 / 100
        assert row.zone_share == pytest.approx((end - 0.2), abs=2 * step)
        assert frame["agreement.openness"][row.Index] == pytest.approx(end, abs=step)


def zone_at(position: float) -> WinSet:
    from winset.cases.editing.with_values import with_values
    from winset.translate.negotiation import coded_negotiation

    changed = with_values(line(), {MEMBER: position})
    return zone_of_agreement(coded_negotiation(changed, read_parameters()).likely)


def test_random_draws_are_the_very_draws_of_negotiate(tmp_path: Path) -> None:
    case = read_case("us-china-wto-1999")
    assert isinstance(case, NegotiationCase)
    report = negotiate(case, draws=300, seed=7, certain=True)
    found = sweep(case, draws=300, seed=7, design="random", out=tmp_path / "s")
    for name in ("us", "china"):
        failed = 1.0 - found.column(f"ratified.{name}").mean()
        assert failed == pytest.approx(report.defection.involuntary[name], abs=1e-12)
    survives = 1.0 - found.column("survives").mean()
    assert survives == pytest.approx(report.defection.involuntary["any"], abs=1e-12)


def test_one_seed_gives_one_table_whatever_the_workers(tmp_path: Path) -> None:
    one = swept(tmp_path / "one", draws=2100, seed=3)
    two = swept(tmp_path / "two", draws=2100, seed=3, workers=2)
    assert one.to_frame().equals(two.to_frame())
    assert not one.to_frame().equals(swept(tmp_path / "other", draws=2100, seed=4).to_frame())


def test_the_report_says_what_was_asked_and_found(tmp_path: Path) -> None:
    experiment = experiment_of(line(), read_parameters())
    question = asked(experiment, vary={MEMBER: "0.3:0.7"}, draws=2048, with_shocks=False)
    report = negotiation_sweep_report(run(question, tmp_path / "s"), question)
    assert report.kind == "negotiation"
    assert report.asks == "agreement-survives"
    assert report.ratified["abroad"] == 1.0
    assert report.ratified["home"] == pytest.approx(report.passage_probability)
    assert report.indices[0].path == MEMBER
    assert report.zone_empty == 0.0
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
    question = asked(experiment, vary={path: ends}, draws=256, seed=5)
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
    assert found.column("agreement.openness")[0] == pytest.approx(exact, abs=0.011)


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
    words = ["sweep", str(file), "--draws", "256", "--out", str(out)]
    assert main([*words, "--vary", f"{MEMBER}=0.3:0.7", "--html", str(tmp_path / "s.html")]) == 0
    said = capsys.readouterr().out
    assert "P(the agreement survives at home) 0." in said
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
    question = asked(experiment_of(line(), read_parameters()), draws=512, seed=5)
    assert question.part_draws == 256
    whole = question.play(0, 512)
    for start in (0, 256):
        part = question.play(start, start + 256)
        for name, column in whole.items():
            np.testing.assert_array_equal(part[name], column[start : start + 256])
