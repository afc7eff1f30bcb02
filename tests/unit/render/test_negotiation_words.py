"""Words of a report on a negotiation: names instead of ids, and sentences that read well."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from winset.casebook import read_case
from winset.cases.file.read import load_text
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.cases.model.negotiation import NegotiationCase
from winset.cli import application
from winset.foundation.errors import InputError
from winset.render.figures.registry import by_verb
from winset.render.negotiation import negotiation_tables
from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.reports.negotiation.negotiation_risk_parts import BackOff, MemberChamber
from winset.reports.negotiation.negotiation_risk_prose import (
    back_off_text,
    curve_text,
    no_count_text,
)
from winset.solvers.coalitions.contributions import field_of
from winset.studies.domestic.assumptions import assumptions
from winset.studies.negotiation.negotiate import negotiate
from winset.translate import coded_game
from winset.votes.readers.folder_reader import read_folder

ROOT = Path(__file__).parents[3]
NAMED = """
winset: 1
id: named
title: Two governments
kind: negotiation
issues:
  cars: {axis: vote, title: Cars, low: none, high: all, status_quo: 0.2}
countries:
  us:
    title: United States
    chief_executive: president
    rule: {all: [{chamber: house, quota: 1, of: 1}, {actor: president}]}
    actors:
      president: {title: The President, level: executive, position: {cars: 1}, failure_cost: 0}
      one: {title: The one member, level: legislature, seats: {house: 1}, position: {cars: AT}}
  nl:
    title: Netherlands
    chief_executive: minister
    rule: {all: [{actor: minister}, {actor: old-guard}]}
    actors:
      minister: {title: The minister, level: executive, position: {cars: 0.9}, failure_cost: 0}
      old-guard: {title: The old guard, level: group, position: {cars: GUARD}}
"""


def named(at: float = 0.4, guard: float = 0.5) -> NegotiationReport:
    text = NAMED.replace("AT", str(at)).replace("GUARD", str(guard))
    case = load_text(text, "named.yaml").case
    assert isinstance(case, NegotiationCase)
    return negotiate(case, draws=10)


@pytest.fixture(scope="module")
def report() -> NegotiationReport:
    return named()


def test_who_binds_is_named_as_the_file_names_them(report: NegotiationReport) -> None:
    assert "old-guard" in report.countries["nl"].binding
    assert "The old guard" in report.countries["nl"].binding_titles
    rows = {row[0]: row[-1] for row in negotiation_tables(report)[0].rows}
    assert "The old guard" in rows["Netherlands"]
    assert "old-guard" not in rows["Netherlands"]


def test_what_opens_a_zone_and_who_shuts_it_are_named() -> None:
    shut = named(guard=0.0)
    assert shut.zone.outcome == "empty"
    assert shut.smallest_change
    for change in shut.smallest_change:
        assert change.path.startswith("countries.")
        assert not change.title.startswith("countries.")
    titles = [change.title for change in shut.smallest_change]
    assert "Netherlands: The old guard: position" in titles
    shown = next(t for t in negotiation_tables(shut) if t.title.startswith("Smallest"))
    assert [row[0] for row in shown.rows] == titles
    assert "Netherlands (The old guard)" in str(shut.zone.reason)


def test_countries_have_their_article(report: NegotiationReport) -> None:
    text = curve_text(report)
    assert "In the United States ratification" in text
    assert "In the Netherlands ratification" in text


@pytest.mark.parametrize(
    ("loss", "said"),
    [(0.02, "gains 0.02 less"), (-0.19, "gains 0.19 more"), (0.0, "gains as much")],
)
def test_backing_off_may_bring_a_government_more(
    report: NegotiationReport, loss: float, said: str
) -> None:
    off = BackOff(
        distance=0.1,
        loss={"us": loss, "nl": 0.05},
        from_={"cars": 0.7},
        ratified_from=0.4,
        ratified=0.9,
        reason=None,
    )
    text = back_off_text(report.model_copy(update={"back_off": off}))
    assert f"and the United States {said} and the Netherlands gains 0.05 less." in text
    assert "costs" not in text


def test_votes_that_are_not_counted_have_their_reason(report: NegotiationReport) -> None:
    assert no_count_text(report) == ""
    row = MemberChamber.model_construct(country="us", reason="votes are certain")
    said = no_count_text(report.model_copy(update={"members": [row]}))
    assert said == "no votes are counted, since votes are certain"


def test_the_axis_of_tied_hands_ends_where_the_curve_ends(report: NegotiationReport) -> None:
    row = report.tying_hands[0].model_copy(
        update={"curve": [(0.0, 0.2), (0.1, 0.25), (0.2, None), (0.4, None)], "backfires_at": 0.2}
    )
    drawn = by_verb("negotiate")["tying-hands"].draw(
        report.model_copy(update={"tying_hands": [row]})
    )
    text = str(drawn.to_dict())
    assert "no agreement from 0.2 on" in text
    ends = [float(end) for end in re.findall(r"'domain': [\[(]0(?:\.0)?, (0\.\d+)[\])]", text)]
    assert ends
    assert max(ends) == pytest.approx(0.2 * 1.04)


def test_a_folder_without_roll_calls_is_named_with_the_files_it_needs(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_folder(tmp_path)
    said = f"{caught.value.what} {caught.value.right}"
    for word in (str(tmp_path), "trade_rollcalls.csv", "house_trade_votes.csv", "own_*.csv"):
        assert word in said


@pytest.mark.parametrize(
    ("name", "is_said"), [("ceta-wallonia-2016", True), ("china-pntr-2000", False)]
)
def test_what_a_count_means_before_a_unanimous_body_is_assumed_in_words(
    name: str, is_said: bool
) -> None:
    case, parameters = read_case(name), read_parameters()
    assert isinstance(case, Case)
    coded = coded_game(case, parameters)
    said = [t for t in assumptions(case, parameters, field_of(coded.likely)) if "above .5" in t]
    assert bool(said) == is_said


def test_the_synopsis_has_every_option() -> None:
    verb: Any = typer.main.get_command(application("negotiate"))
    verb = verb.commands["negotiate"]
    options = [name for part in verb.params for name in part.opts if name.startswith("--")]
    page = (ROOT / "docs/reference/negotiate.md").read_text(encoding="utf-8")
    synopsis = page.partition("`winset negotiate CASE")[2].partition("`\n")[0]
    assert {"--tables", "--table", "--data"} <= set(options)
    for name in options:
        if name not in ("--help", "--install-completion", "--show-completion"):
            assert f"[{name}" in synopsis, name
