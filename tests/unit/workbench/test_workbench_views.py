"""What the pages are given to show says what the report and the case say."""

import ast
import datetime as dt
import re
from pathlib import Path

import pytest

from winset.casebook import read_domestic_case
from winset.cases.editing.with_values import with_values
from winset.cases.model.actors import Actor
from winset.cases.model.quantities import Quantity
from winset.cases.paths.fields import fields_by_name
from winset.cases.paths.path_words import path_words
from winset.cases.paths.paths import quantities, value_at
from winset.reports.domestic.report_prose import percent_text
from winset.studies.domestic.glance import glance
from winset.workbench.components.actor_table import actor_table
from winset.workbench.components.glossary import GLOSSARY, meaning_of
from winset.workbench.components.views.axis_view import axis_view, mark_value, position_path
from winset.workbench.components.views.fields_view import actor_fields
from winset.workbench.components.views.quantity_text import shown_text, typed_text
from winset.workbench.components.views.rule_view import rule_view
from winset.workbench.components.views.timeline_view import moved_day, timeline_view
from winset.workbench.components.views.verdict_view import verdict_view
from winset.workbench.pages.shared import explanation

CASE = read_domestic_case("china-pntr-2000")
SETS_WORDS = ("explained", "_of_report")


@pytest.fixture(scope="module")
def found():
    return glance(CASE, draws=50)


def test_every_actor_with_a_position_has_a_mark_named_by_its_path(found):
    view = axis_view(found, "openness")
    marks = {mark["id"] for lane in view["lanes"] for mark in lane["actors"]}
    assert marks == {position_path(n, "openness") for n, a in CASE.actors.items() if a.position}
    for path in marks | {mark["id"] for mark in view["bill"]}:
        assert value_at(CASE, path) is not None


def test_the_ticks_of_a_bloc_are_its_members_and_their_sides(found):
    view = axis_view(found, "openness")
    house = next(lane for lane in view["lanes"] if lane["heading"] == "House")
    for mark in house["actors"]:
        if mark["bloc"]:
            row = next(r for r in found.actors if r.actor == mark["actor"])
            assert len(mark["gainers"]) + len(mark["losers"]) == row.seats["house"]
            assert len(mark["gainers"]) == row.supporting_members


def test_a_reason_axis_has_neither_bill_nor_brackets(found):
    view = axis_view(found, "environment")
    assert view["bill"] == view["brackets"] == []


def test_a_moved_range_stays_within_its_bounds_and_is_taken_by_the_case():
    value = mark_value(0.75, 0.85, 0.95, 1.0)
    changed = with_values(CASE, {"actors.clinton.position.openness": value})
    moved = changed.actors["clinton"].position["openness"]
    assert (moved.low, moved.likely, moved.high) == (0.9, 1.0, 1.0)


def test_the_card_says_how_many_votes_are_expected_of_those_needed(found):
    view = verdict_view(found)
    for chamber, shown in zip(found.votes.values(), view["votes"], strict=True):
        assert shown["headline"] == f"{chamber.expected:.0f} of {chamber.quota} needed"
        word = "short" if chamber.short > 0 else "to spare"
        assert f"({abs(chamber.short)} {word})" in shown["detail"]
        assert 0.0 <= shown["low"] <= shown["share"] <= shown["high"] <= 1.0
    held = percent_text(found.probabilities.comes_to_a_vote)
    assert f"comes to a vote in {held}" in view["probability"]["stages"]
    shares = [row["share"] for row in view["money"]["rows"]]
    assert max(shares) == 1.0
    assert view["before"] is None
    assert "as saved" in verdict_view(found, found)["before"]["text"]


def test_a_price_that_does_not_exist_is_none_and_not_zero(found):
    nothing = found.price.model_copy(update={"likely": None, "reason": "nothing can buy it"})
    view = verdict_view(found.model_copy(update={"price": nothing}))
    assert view["money"]["rows"][0]["text"] == "none"
    assert view["money"]["headline"] == "cannot be bought"


def test_the_table_shows_every_actor_and_marks_what_changed(found):
    view = actor_table(CASE, found, ["actors.clinton.capacity"])
    rows = {row["id"]: row for group in view["groups"] for row in group["rows"]}
    assert set(rows) == set(CASE.actors)
    assert rows["clinton"]["cells"]["capacity"]["changed"]
    assert not rows["ustr"]["cells"]["capacity"]["changed"]
    assert rows["clinton"]["cells"]["capacity"]["edit"] == "12:20:32"


@pytest.mark.parametrize("name", ["clinton", "new-democrats", "afl-cio"])
def test_the_form_of_an_actor_leaves_no_field_out(name):
    groups = actor_fields(CASE, name)["groups"]
    paths = {field["path"] for group in groups for field in group["fields"]}
    paths |= {group["path"] for group in groups}
    left_out = {} if CASE.actors[name].seats else {"spread", "seats"}
    for field in fields_by_name(Actor):
        if field not in left_out:
            assert any(p.startswith(f"actors.{name}.{field}") for p in paths), field


def test_a_day_is_moved_with_its_range(found):
    row = next(r for r in timeline_view(CASE, found)["rows"] if r["kind"] == "vote")
    text = moved_day(CASE, row["path"], row["day"] + 10)
    changed = with_values(CASE, {row["path"]: text})
    before, after = CASE.stages.voting.deadline, changed.stages.voting.deadline
    for end in ("low", "likely", "high"):
        assert getattr(after, end) - getattr(before, end) == dt.timedelta(days=10)


def test_the_rule_is_said_in_words_and_given_whole():
    view = rule_view(CASE)
    assert "218 of 435 in the House" in view["sentence"]
    assert "President Clinton agrees" in view["sentence"]
    assert with_values(CASE, {"rule": view["rule"]}).rule == CASE.rule
    assert len(view["ready"]) >= 7


def test_what_happened_stands_on_the_card_and_enters_no_number(found):
    shown, without = verdict_view(found, outcome=CASE.outcome), verdict_view(found)
    assert shown["record"] == "passed, House 237–197, Senate 83–15"
    assert without["record"] is None
    assert shown | {"record": None} == without


def test_every_number_of_a_case_and_every_break_even_is_named_in_words():
    import winset

    paths = {path for path, _ in quantities(CASE)}
    paths |= {row.path for row in winset.analyze(CASE, draws=20).break_even}
    for path in paths:
        words = path_words(CASE, path)
        assert "_" not in words, path
        if path.startswith("actors."):
            assert words.startswith(" ".join(CASE.actors[path.split(".")[1]].title.split())), path
    own = [path for path in paths if not path.startswith("lenses.")]
    named = [path_words(CASE, path) for path in own]
    assert len(set(named)) == len(named)  # no two numbers have one name


def test_every_symbol_of_a_formula_of_a_game_is_told():
    from winset.reports.quantities import symbols_in
    from winset.studies.explain.why import NUMBERS, why

    whose = {"case": None, "chamber": "house", "actor": "clinton"}
    for number, kind in NUMBERS.items():
        formula = why(CASE, number, of=whose[kind], draws=20).formula
        told = symbols_in(formula, number)
        for symbol in re.findall(r"\b(?:[A-Zcehkptw]|[a-zST]_\w+|theta)\b", formula):
            assert symbol in told or f"{symbol}'" in told, (number, symbol, told)


def test_a_number_below_zero_is_not_read_as_a_range():
    assert shown_text(Quantity(low=-0.04, likely=-0.02, high=0)) == "−0.02 (−0.04 to 0)"
    assert typed_text(Quantity(low=-0.04, likely=-0.02, high=0)) == "-0.04:-0.02:0"


def test_every_word_a_page_explains_is_in_the_glossary():
    marked = []
    for page in Path(explanation.__file__).parents[1].rglob("*.py"):
        for call in ast.walk(ast.parse(page.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in SETS_WORDS:
                text = call.args[0]
                if isinstance(text, ast.Constant):
                    marked += re.findall(r"\[(.+?)\]", str(text.value))
    assert len(marked) >= 10
    assert all(meaning_of(word) in GLOSSARY for word in marked)
