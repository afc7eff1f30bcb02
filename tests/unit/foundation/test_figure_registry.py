"""Each figure of the registry: drawn by the verb that offers it, and named on a page."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import winset as ws
from winset.cli import main
from winset.foundation.face import Face
from winset.render.answers import drawings_of
from winset.render.figures.registry import FIGURES, Figure, by_verb, figures_for
from winset.reports.domestic.report import Report
from winset.reports.forecast_report import ForecastReport

DOCS = Path(__file__).parents[3] / "docs"
OFFERED = [(verb, figure) for figure in FIGURES for verb in figure.verbs]

WORDS = {
    "analyze": ["analyze", "fast-track-1997"],
    "votes whip": ["votes", "whip", "c1995_h"],
    "votes ideal": ["votes", "ideal", "votes.csv"],
    "negotiate": ["negotiate", "putnam-figure-1"],
    "sweep": ["sweep", "fast-track-1997", "--draws", "16"],
    "whatif --agenda": ["whatif", "fast-track-1997", "--agenda"],
    "forecast": ["forecast", "us-japan-autos-farm-2013"],
    "forecast --score": ["forecast", "--score", "decided.csv"],
    "lenses": ["lenses", "fast-track-1997"],
    "compare": ["compare", "fast-track-1997", "fast-track-1998"],
    "estimate": ["estimate", "fast-track-1997", "fast-track-1998"],
    "statements": ["statements", "said.csv"],
    "agreements": ["agreements", "agreements.csv"],
    "power": ["power", "--quota", "5", "--weights", "4,3,2"],
    "coalitions": ["coalitions", "--quota", "5", "--weights", "4,3,2"],
}
STUDIES = {
    "analyze": ("domestic.analyze.analyze", "Report"),
    "votes whip": ("roll_calls.whip.whip_count", "WhipCount"),
    "votes ideal": ("roll_calls.ideal.ideal", "IdealReport"),
    "negotiate": ("negotiation.negotiate.negotiate", "NegotiationReport"),
    "sweep": ("sweep.sweep_case.sweep_findings", "SweepReport"),
    "whatif --agenda": ("whatif.agenda.agenda", "AgendaReport"),
    "forecast": ("forecast.bargaining_forecast.forecast", "ForecastReport"),
    "forecast --score": ("forecast.score_decided.score_forecasts", "ScoredForecasts"),
    "lenses": ("lenses.rival_readings.lenses", "LensReport"),
    "compare": ("comparison.compare.compare", "CompareReport"),
    "estimate": ("estimate.estimate.estimate", "EstimateReport"),
    "statements": ("statements.statements_report", "StatementsReport"),
    "agreements": ("agreements.agreements.agreements", "AgreementsReport"),
}
"""What each verb computes, and the class it gives; the other verbs compute in no time."""


def with_members(report: Face) -> Report:
    """Return a report whose House is filled with members that have names."""
    assert isinstance(report, Report)
    named = [
        row.model_copy(update={"member": f"m{row.rank:03d}", "name": f"Member {row.rank}"})
        if row.chamber == "house"
        else row
        for row in report.members
    ]
    return report.model_copy(update={"members": named})


class Estimated:
    """What `estimate` gives, as far as the verb reads it."""

    def __init__(self, report: Face) -> None:
        self.report = report
        self.folds = None


@pytest.mark.parametrize(("verb", "figure"), OFFERED, ids=lambda part: getattr(part, "name", part))
def test_a_figure_is_drawn_by_its_verb(
    verb: str,
    figure: Figure,
    answers: dict[str, Face],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[tuple[str, Any]] = []
    draw = Figure.draw

    def recorded(self: Figure, document: Any, **options: Any) -> Any:
        drawn.append((self.name, document))
        return draw(self, document, **options)

    monkeypatch.setattr(Figure, "draw", recorded)
    if verb in STUDIES:
        path, kind = STUDIES[verb]
        answer: Any = answers[kind]
        if verb == "analyze":
            answer = with_members(answer)
        elif verb == "estimate":
            answer = Estimated(answer)
        elif verb == "statements":
            answer = (answer, None, None)
        monkeypatch.setattr(f"winset.studies.{path}", lambda *_, **__: answer)
    monkeypatch.setattr("winset.cli.sweep._played", lambda *_: None)
    monkeypatch.setattr("winset.cli.votes._table", lambda _: type("Table", (), {"notes": ()})())
    monkeypatch.setattr("winset.cli.votes._with_vote", lambda table, _, key: (table, key))
    monkeypatch.setattr("winset.cli.votes._with_voters", lambda table, *_: table)
    monkeypatch.setattr("winset.discourse.read_statements.read_statements", lambda *_, **__: None)
    out = tmp_path / "figure.json"
    plot = ["--plot", figure.name] if len(by_verb(verb)) > 1 else []
    has_curve = figure.name != "specifications"  # the example was compared without the curve
    assert main([*WORDS[verb], "--figure", str(out), *plot, "--json"]) == (0 if has_curve else 2)
    assert [name for name, _ in drawn] == [figure.name]
    assert type(drawn[0][1]) in {type(answer) for answer in answers.values()}
    assert out.is_file() == has_curve


def test_no_figure_is_named_twice() -> None:
    for field in ("name", "home", "function", "shows"):
        counts = Counter(getattr(figure, field) for figure in FIGURES)
        assert [what for what, times in counts.items() if times > 1] == []


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)
def test_a_figure_is_named_on_a_page_and_in_the_family(figure: Figure) -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in DOCS.glob("*/*.md"))
    for verb in figure.verbs:
        assert f"`winset {figure.command(verb)}`" in pages
    name = figure.function.removeprefix("plot_")
    assert getattr(ws.plots, name) is getattr(ws, figure.function) is figure.plot
    assert name in dir(ws.plots)


def test_documents_offer_what_the_registry_says(answers: dict[str, Face]) -> None:
    met = set()
    for answer in answers.values():
        offered = set(figures_for(type(answer)))
        met |= offered
        names = set(answer.issues) if isinstance(answer, ForecastReport) else offered
        assert set(drawings_of(answer)) == names
    assert met == {figure.name for figure in FIGURES}
    filled = with_members(answers["Report"])
    assert {"tally-house", "ladder-house", "hemicycle-house"} <= set(drawings_of(filled))


def test_a_name_that_is_not_offered_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for verb, words in WORDS.items():
        if len(by_verb(verb)) > 1:
            assert main([*words, "--plot", "pie", "--figure", "x.svg"]) == 2
            assert "--plot pie: there is " in capsys.readouterr().err
