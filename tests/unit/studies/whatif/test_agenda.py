"""Clauses on the agenda: levels, whom they win, and prices that can be worked out by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

import winset as ws
from winset.cases.model.parameters import Parameters
from winset.cli import main
from winset.foundation.errors import InputError
from winset.render.terminal.agenda_terminal import print_agenda
from winset.reports.whatif.agenda_report import AgendaReport, ClauseLevel

CASE = Path(__file__).parents[3] / "data" / "sound.yaml"


@pytest.fixture
def played(toy_case: Any, toy_parameters: Callable[..., Parameters]) -> Callable[..., Any]:
    """Give a maker of agendas of toy cases in which nothing is drawn."""

    def made(*args: Any, proposer: str | None = None, **fields: Any) -> AgendaReport:
        case = toy_case(*args, **fields)
        return ws.agenda(case, proposer=proposer, draws=3, parameters=toy_parameters())

    return made


def at(report: Any, level: float) -> ClauseLevel:
    """The first clause at one level."""
    return next(one for one in report.clauses[0].levels if one.level == pytest.approx(level))


def test_a_level_wins_and_loses_whom_it_should(played: Any) -> None:
    report = played(quota=4)  # ideals 0, .25, .5, .75, 1; status quo .2, bill .8
    assert at(report, 0.8).as_proposed
    assert at(report, 0.8).joins == at(report, 0.8).leaves == []
    # At 0.3 the second member gains: it stands at 0.25, as far from 0.2 as from 0.3.
    assert at(report, 0.3).joins == ["m2"]
    # At 0 only the first gains.
    assert at(report, 0.0).joins == ["m1"]
    assert at(report, 0.0).leaves == ["m3", "m4", "m5"]


def test_the_price_at_a_level_is_what_the_decisive_member_loses(played: Any) -> None:
    report = played(quota=4)
    # Four of five: the second member loses |.8 - .25| - |.2 - .25| = .5 from the bill, at 0.6 .3.
    assert at(report, 0.8).price == pytest.approx(0.5)
    assert at(report, 0.6).price == pytest.approx(0.3)
    assert at(report, 0.3).price == 0.0
    assert report.clauses[0].least_price == pytest.approx(0.3)


def test_the_best_offer_of_an_agenda_setter(played: Any) -> None:
    """With four of five needed and no money the most that passes is 0.3, and it is taken."""
    greedy = {"greedy": {"level": "group", "position": {"openness": 0.9}}}
    report = played(quota=4, others=greedy, proposer="greedy")
    clause = report.clauses[0]
    assert clause.proposer == "greedy"
    assert clause.best_for_proposer == pytest.approx(0.3)
    assert at(report, 0.9).proposer_gains == pytest.approx(0.7)


def test_a_proposer_without_a_place_is_refused(played: Any) -> None:
    with pytest.raises(InputError, match="not an actor"):
        played(proposer="nobody")
    silent = {"silent": {"level": "group"}}
    with pytest.raises(InputError, match="put no clause on the agenda"):
        played(others=silent, proposer="silent")


def test_only_the_clauses_of_the_proposer_are_moved(played: Any) -> None:
    axis = {"axis": "vote", "title": "A", "low": "l", "high": "h", "status_quo": 0.2}
    issues = {
        "openness": axis | {"proposal": 0.8},
        "labour": axis | {"proposal": 0.3, "proposed_by": "unions"},
    }
    unions = {"unions": {"level": "group", "position": {"openness": 0.1, "labour": 0.7}}}
    report = played(issues=issues, others=unions, proposer="unions")
    assert [clause.issue for clause in report.clauses] == ["labour"]
    assert [c.proposer for c in played(issues=issues, others=unions).clauses] == [None, "unions"]


def test_the_command_writes_document_figure_and_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figure, tables = tmp_path / "a.svg", tmp_path / "a.csv"
    asked = ["whatif", str(CASE), "--agenda", "--draws", "10"]
    assert main([*asked, "--json", "--figure", str(figure), "--tables", str(tables)]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "winset/agenda/1"
    levels = document["clauses"][0]["levels"]
    assert [one["level"] for one in levels] == sorted(one["level"] for one in levels)
    assert sum(one["as_proposed"] for one in levels) == 1
    assert "<svg" in figure.read_text(encoding="utf-8")
    assert "P(passes)" in tables.read_text(encoding="utf-8")
    assert main(asked) == 0
    assert "as in the bill" in capsys.readouterr().out
    assert main(["schema", "agenda"]) == 0
    assert "likeliest" in capsys.readouterr().out


@pytest.mark.parametrize("more", [["--proposer", "x"], ["--agenda", "--against", "nafta-1993"]])
def test_what_does_not_go_together_is_refused(
    more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["whatif", str(CASE), *more]) == 2
    assert "--agenda" in capsys.readouterr().err


def test_the_terminal_names_actors_by_their_titles(played: Any) -> None:
    report = played(quota=4)
    titled = report.model_copy(update={"titles": {**report.titles, "m3": "Smith, J. (Ohio)"}})
    out = StringIO()
    print_agenda(titled, Console(file=out, width=100))
    table = out.getvalue().partition("loses")[2]
    assert "Smith, J. (Ohio); " in table
    assert not re.search(r"\bm3\b", table)
