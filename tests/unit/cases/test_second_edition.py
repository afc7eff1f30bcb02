"""The fields of the second edition: what they say about each other, and weights by name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from winset.casebook import read_domestic_case
from winset.cases.checks.check import check_case
from winset.cases.editing.changes import with_changes
from winset.cases.editing.parts import renamed
from winset.cases.editing.with_values import with_values
from winset.cases.file.read import load_text
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.cases.model.direction import direction_of, moves
from winset.cases.model.weights import seat_weight
from winset.foundation.errors import CaseError, InputError

ROOT = Path(__file__).parents[3]

TEXT = (Path(__file__).parents[2] / "data" / "sound.yaml").read_text(encoding="utf-8")
UNIONS = "unions: {level: group, "
MEMBERS = "    level: legislature\n    seats"


def problems(*changes: tuple[str, str], head: str = "") -> list[str]:
    """Return what is told of the sound case after changes of its text."""
    text = TEXT.replace("id: sound\n", f"id: sound\n{head}")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    try:
        return [f"{p.severity} {p.path}: {p.what}" for p in check_case(load_text(text, "x"))]
    except CaseError as error:
        return [f"error {p.path}: {p.what}" for p in error.problems]


def told(*changes: tuple[str, str], head: str = "") -> list[str]:
    """Return what such changes add to what is told of the sound case."""
    before = problems()
    return [line for line in problems(*changes, head=head) if line not in before]


AS_OF = "as_of: 1997-09-16\n"


@pytest.mark.parametrize(
    ("head", "changes", "expected"),
    [
        ("as_of: 1997-11-11\n", [], "error as_of: it was decided on 1997-11-10, before as_of"),
        (
            f"{AS_OF}scheduled: {{date: 1997-10-30, source: a rule}}\n",
            [],
            "note scheduled.date: 1997-10-30 lies after as_of (1997-09-16)",
        ),
        (
            AS_OF,
            [(UNIONS, UNIONS + "joined: {value: true, date: 1997-10-01, source: a letter}, ")],
            "note actors.unions.joined.date: 1997-10-01 lies after as_of",
        ),
        (
            AS_OF,
            [("claim: It stood there.", "claim: It stood there., date: 1997-10-02")],
            "warning evidence.0.date: a source of 1997-10-02 for what a forecast of 1997-09-16",
        ),
        (
            "scheduled: {date: 1997-11-11, source: a rule}\n",
            [],
            "warning scheduled.date: the vote was set on 1997-11-11, after its day",
        ),
        (
            "clock: {by: 1997-11-01, source: a statute}\n",
            [],
            "warning clock.by: the statute's last day (1997-11-01) lies before the vote",
        ),
        (
            "agenda: [{what: a budget, from: 1997-09-02, to: 1997-09-01, source: a paper}]\n",
            [],
            "error agenda.0.to: it ends on 1997-09-01, before it begins",
        ),
        (
            "agenda: [{what: a budget, from: 1997-09-01, to: 1997-09-02, source: a paper}]\n",
            [],
            "warning agenda: nobody is the chief executive",
        ),
        (
            "sequence: [{text: a bill, chambers: [hose], date: 1997-01-01}]\n",
            [],
            "error sequence.0.chambers.0: `hose` is not a chamber",
        ),
        (
            "",
            [(UNIONS, UNIONS + "reach: [hous], ")],
            "error actors.unions.reach.0: `hous` is not a chamber or actor",
        ),
        (
            "",
            [(UNIONS, UNIONS + "failure_cost: 0.1, ")],
            "warning actors.unions.failure_cost: only a chief executive pays",
        ),
        (
            "",
            [(UNIONS, UNIONS + "benches: opposition, ")],
            "warning actors.unions.benches: an actor of the level group sits on no benches",
        ),
        (
            "",
            [(UNIONS, UNIONS + "engagement: {value: 0.5}, ")],
            "warning actors.unions.engagement: engagement without a dated sign",
        ),
        (
            "",
            [("{house: [180, 243]}", "{house: [180, 243]}, by_party: {house: {R: [180, 242]}}")],
            "error outcome.by_party.house: the parties add up to 180-242, the tally is 180-243",
        ),
        (
            "",
            [("{house: [180, 243]}", "{house: [180, 243]}, by_party: {house: {R: [180, 243]}}")],
            "warning outcome.by_party.house.R: `R` is not a party of this case",
        ),
        (
            "",
            [
                (MEMBERS, "    party: R\n" + MEMBERS),
                ("{house: 435}", "{house: 400}"),
                ("{house: [180, 243]}", "{house: [180, 243]}, by_party: {house: {R: [180, 243]}}"),
            ],
            "warning outcome.by_party.house.R: 423 votes of R, and 400 seats in the house",
        ),
        (
            "",
            [("tally: {house: [180, 243]}", "tally: {}, by_party: {house: {R: [1, 2]}}")],
            "error outcome.by_party.house: votes by party, and no tally of the house",
        ),
        (
            "",
            [
                (
                    "    - {actor: president}\n",
                    "    - {chamber: house, quota: 290, of: 435, weight: 2}\n"
                    "    - {chamber: house, quota: 291, of: 435, weight: 3}\n",
                )
            ],
            "error rule.all.2.weight: `house` weighs 3 here and 2 elsewhere",
        ),
        (
            "",
            [("    capacity: {low: 10", "    compensable: true\n    capacity: {low: 10")],
            "warning rule.all.1: `president` may be paid or reached and has no weight",
        ),
        (
            "",
            [("{actor: president}", "{referendum: {share: 0.5, majority: people_and_cantons}}")],
            "error rule.all.1.referendum: a double majority, and no share of the cantons",
        ),
        (
            "",
            [("{actor: president}", "{referendum: {share: 0.5, binding: false}}")],
            "note rule.all.1.referendum: an advisory referendum stops nothing",
        ),
        (
            "",
            [("{actor: president}", "{referendum: {share: 1.5}}")],
            "error rule.all.1.referendum.share: must lie between 0 and 1, not 1.5",
        ),
    ],
)
def test_what_the_fields_say_about_each_other_is_told(
    head: str, changes: list[tuple[str, str]], expected: str
) -> None:
    found = told(*changes, head=head)
    assert any(line.startswith(expected) for line in found), found


@pytest.mark.parametrize("verdict", ["stalls", "withdrawn"])
def test_a_bill_without_a_vote_needs_no_tally(verdict: str) -> None:
    ended = f"outcome: {{verdict: {verdict}, date: 1997-11-10}}"
    old = "outcome: {verdict: withdrawn, date: 1997-11-10, tally: {house: [180, 243]}}"
    assert told((old, ended)) == []


def test_a_player_with_a_weight_is_not_told_of() -> None:
    paid = ("    capacity: {low: 10", "    compensable: true\n    capacity: {low: 10")
    assert told(paid, ("{actor: president}", "{actor: president, weight: 20}")) == []


def test_dated_signs_are_the_source_of_an_engagement() -> None:
    signs = (
        "engagement: {value: 0.5, evidence: [{date: 1997-05-01, what: a letter, source: a b}]}, "
    )
    assert told((UNIONS, UNIONS + signs)) == []


def test_renaming_an_actor_renames_it_where_it_is_reached() -> None:
    file = load_text(TEXT.replace(UNIONS, UNIONS + "reach: [president], "), "x")
    assert "reach: [the-president]" in renamed(file, "actors.president", "the-president").text


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("nafta-1993", "opens"),
        ("textile-1988", "closes"),
        ("omnibus-1987-88", "mixed"),
        ("omnibus-1988", "mixed"),
        ("trade-tariff-act-1984", "mixed"),
    ],
)
def test_the_direction_of_a_bill_follows_from_its_moves(case: str, expected: str) -> None:
    """The two omnibus bills of 1987-88, near twins, fall on one side."""
    assert direction_of(read_domestic_case(case)) == expected


def test_a_case_overrules_the_direction_of_its_moves() -> None:
    case = with_values(read_domestic_case("nafta-1993"), {"direction": "mixed"})
    assert direction_of(case) == "mixed"


def test_moves_weigh_each_chamber_alike() -> None:
    """House of one member with salience 1, senate of nine with salience 0: a mean of one half."""
    bloc = {"level": "legislature", "position": {"x": 0.5}}
    plain = {
        "winset": 1,
        "id": "two",
        "title": "Two chambers",
        "issues": {
            "x": {
                "axis": "vote",
                "title": "X",
                "low": "a",
                "high": "b",
                "status_quo": 0.2,
                "proposal": 0.8,
            }
        },
        "rule": {
            "all": [
                {"chamber": "house", "quota": 1, "of": 1},
                {"chamber": "senate", "quota": 5, "of": 9},
            ]
        },
        "actors": {
            "h": {**bloc, "seats": {"house": 1}},
            "s": {**bloc, "seats": {"senate": 9}, "salience": {"x": 0}},
        },
    }
    assert moves(Case.model_validate(plain)) == {"x": 0.3}


def test_a_weight_is_set_everywhere_the_rule_names_the_chamber() -> None:
    case, block = read_domestic_case("fast-track-1997"), read_parameters()
    changed, _ = with_changes(case, block, {"weights.senate": "5", "weights.clinton": "20"})
    leaves = [part for way in changed.rule.any for part in way.all]  # type: ignore[union-attr]
    assert [getattr(leaf, "weight", None) for leaf in leaves] == [None, 5, 20, None, 5]
    assert seat_weight(changed.rule, "senate").value == 5
    assert seat_weight(changed.rule, "house") == (1.0, "default")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("weights.sentate", "did you mean `senate`"),
        ("parameters.chamber_weights.senate", r"set weights\.senate"),
    ],
)
def test_a_weight_that_is_not_there_is_told(path: str, message: str) -> None:
    case, block = read_domestic_case("fast-track-1997"), read_parameters()
    with pytest.raises(InputError, match=message):
        with_changes(case, block, {path: "5"})


def test_published_cases_keep_the_weights_they_were_scored_with() -> None:
    frozen = json.loads((ROOT / "tests/data/frozen_codings.json").read_text("utf-8"))
    scored = [Path(path).stem for path in frozen["digests"] if "casebook" in path]
    for name in scored:
        case = read_domestic_case(name)
        found = [seat_weight(case.rule, chamber).value for chamber in ("house", "senate")]
        assert found == [1.0, 4.35]
