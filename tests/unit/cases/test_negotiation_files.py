"""What is wrong with a negotiation is told with its place."""

import pytest

from winset.cases.checks.check import check_case
from winset.cases.file.read import load_text, read_case_text
from winset.cases.file.yaml_text import case_text
from winset.cases.templates.skeleton import negotiation_skeleton_text
from winset.foundation.errors import CaseError

SOUND = negotiation_skeleton_text("table")


def told(text: str) -> str:
    try:
        problems = check_case(load_text(text, "table.yaml"))
    except CaseError as error:
        return str(error)
    return "\n".join(str(p) for p in problems if p.severity == "error")


def test_the_skeleton_is_sound() -> None:
    assert told(SOUND) == ""


def test_a_negotiation_survives_writing_and_reading() -> None:
    case = read_case_text(SOUND)
    assert read_case_text(case_text(case)) == case


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: negotiation", "kind: negotation", "`kind: domestic` or `kind: negotiation`"),
        ("chief_executive: first-gov", "chief_executive: frst-gov", "first-government"),
        ("    rule: {all: [{actor: second-government}]}\n", "", "`rule` is needed"),
        ("quota: majority", "quota: half", "countries.first.rule.all.0.quota"),
        ("position: {tariff: 0.2}", "position: {tarif: 0.2}", "did you mean `tariff`?"),
        ("position: {tariff: 0.2}", "position: {tariff: 1.2}", "between 0 and 1"),
        ("status_quo: 0\n", "\n", "a status quo is needed"),
        ("axis: vote", "axis: reason", "nothing to negotiate"),
        ("parliament: 45", "parlament: 45", "parliament"),
        ("  second:\n", "  first:\n", "given twice"),
        ("sources:", "entry_into_force: {countries: 3}\nsources:", "3 of 2 countries"),
        ("sources:", "entry_into_force: {required: [frist]}\nsources:", "did you mean `first`?"),
        (
            "sources:",
            "beliefs: [{holder: frist, values: {countries.first.weight: 2}}]\nsources:",
            "did you mean `first`?",
        ),
        (
            "sources:",
            "beliefs: [{holder: first, values: {countries.first.wait: 2}}]\nsources:",
            "did you mean `countries.first.weight`",
        ),
        ("    title: First country\n", "    title: First\n    case: x\n", "both a case and a game"),
        ("    title: First country\n", "    title: First\n    patience: 1\n", "below 1"),
        ("[10, 0]", "[10, 10]", "both ends have the natural value 10"),
        ('    unit: "% tariff"\n', "", "natural values need a unit"),
        ("title: First country\n", "title: F\n    values: {power: 2}\n", "names none"),
        ("        position: {tariff: 0.6}\n", "", "has no position on an issue"),
        ("no_agreement: 0.05", "no_agreement: 1e308", "too large; at most 1e+15"),
        ("kind: negotiation\n", "", "write `kind: negotiation`"),
        ("kind: negotiation", "kind: domestic", "countries: unknown field; write `kind: nego"),
        ("sources:", "outcome: {agreement: true, date: 2030-01-01, terms: {x: 1}}\nsources:", "x"),
    ],
)
def test_a_wrong_file_is_told_where_and_what(old: str, new: str, message: str) -> None:
    assert old in SOUND
    text = told(SOUND.replace(old, new, 1))
    assert message in text
    assert all(line.startswith("table.yaml:") for line in text.splitlines())
    assert len(text.splitlines()) <= 4


def test_a_table_of_one_is_told_how_many_it_has() -> None:
    alone = SOUND[: SOUND.index("  second:")]
    assert "countries: only 1 is given here; at least 2 are needed" in told(alone)


def test_a_missing_title_does_not_hide_a_wrong_quota() -> None:
    text = told(SOUND.replace("title: Table\n", "", 1).replace("quota: majority", "quota: 102"))
    assert "title: is needed here" in text
    assert "a quota of 102 votes is above the 101 seats" in text
