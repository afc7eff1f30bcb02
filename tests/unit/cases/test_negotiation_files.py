"""What is wrong with a negotiation is told with its place."""

import pytest

from winset.cases.check import check_case
from winset.cases.read import load_text, read_case_text
from winset.cases.skeleton import negotiation_skeleton_text
from winset.cases.yaml_text import case_text
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
        ("sources:", "outcome: {agreement: true, date: 2030-01-01, terms: {x: 1}}\nsources:", "x"),
    ],
)
def test_a_wrong_file_is_told_where_and_what(old: str, new: str, message: str) -> None:
    assert old in SOUND
    text = told(SOUND.replace(old, new, 1))
    assert message in text
    assert all(line.startswith("table.yaml:") for line in text.splitlines())
    assert len(text.splitlines()) <= 3
