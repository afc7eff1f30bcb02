"""Skeletons of cases and ready-made rules."""

import pytest

from winset.cases.checks.check import check_case
from winset.cases.file.read import load_text
from winset.cases.model.institutions import AllOf, AnyOf, ChamberVote, Veto
from winset.cases.paths.rule_walk import Rule, chambers_of
from winset.cases.templates.skeleton import ready_made_rule, rule_names, skeleton_text
from winset.foundation.errors import InputError


def passes(rule: Rule, votes: dict[str, int]) -> bool:
    """Whether a rule of chambers and willing veto players holds with so many votes."""
    if isinstance(rule, ChamberVote):
        return votes.get(rule.chamber, 0) >= rule.votes_needed
    if isinstance(rule, AllOf):
        return all(passes(part, votes) for part in rule.all)
    if isinstance(rule, AnyOf):
        return any(passes(part, votes) for part in rule.any)
    assert isinstance(rule, Veto)
    return votes.get(rule.actor, 1) > 0


def eu(members: int, population: int, parliament: int) -> dict[str, int]:
    """Return votes in the three counts of the European Union."""
    council = {"council": members, "council-population": population}
    return {**council, "european-parliament": parliament}


@pytest.mark.parametrize("name", rule_names())
def test_check_accepts_a_skeleton_with_each_rule(name: str) -> None:
    case_file = load_text(skeleton_text("my-case", rule=name), "my-case.yaml")
    found = [problem for problem in check_case(case_file) if problem.severity != "note"]
    assert {problem.severity for problem in found} == {"warning"}
    other = [problem.what for problem in found if not problem.what.startswith("still says")]
    assert len(other) == 1
    assert "no source" in other[0]


def test_the_promised_rules_are_there() -> None:
    assert rule_names() == (
        "eu-consent",
        "japan-diet",
        "parliament",
        "parliament-two-chambers",
        "us-bill",
        "us-fast-track",
        "us-treaty",
    )
    with pytest.raises(InputError, match="did you mean `us-treaty`"):
        ready_made_rule("us-treatie")


@pytest.mark.parametrize(
    ("name", "votes", "holds"),
    [
        ("us-bill", {"house": 218, "senate": 51}, True),
        ("us-bill", {"house": 217, "senate": 100}, False),
        ("us-bill", {"house": 289, "senate": 67, "president": 0}, False),
        ("us-bill", {"house": 290, "senate": 67, "president": 0}, True),
        ("us-treaty", {"senate": 67}, True),
        ("us-treaty", {"senate": 66}, False),
        ("us-treaty", {"senate": 100, "president": 0}, False),
        ("us-fast-track", {"house": 218, "senate": 51}, True),
        ("parliament", {"parliament": 151}, True),
        ("parliament", {"parliament": 150}, False),
        ("parliament-two-chambers", {"lower-house": 151, "upper-house": 50}, False),
        ("parliament-two-chambers", {"lower-house": 151, "upper-house": 51}, True),
        ("japan-diet", {"representatives": 233, "councillors": 125}, True),
        ("japan-diet", {"representatives": 309, "councillors": 124}, False),
        ("japan-diet", {"representatives": 310, "councillors": 0}, True),
        ("japan-diet", {"representatives": 465, "cabinet": 0}, False),
        ("eu-consent", eu(15, 65, 361), True),
        (
            "eu-consent",
            {"council": 14, "council-population": 90, "european-parliament": 361},
            False,
        ),
        (
            "eu-consent",
            {"council": 23, "council-population": 60, "european-parliament": 361},
            False,
        ),
        ("eu-consent", eu(24, 60, 361), True),
        (
            "eu-consent",
            {"council": 27, "council-population": 99, "european-parliament": 360},
            False,
        ),
    ],
)
def test_a_ready_made_rule_passes_what_the_constitution_passes(
    name: str, votes: dict[str, int], *, holds: bool
) -> None:
    assert passes(ready_made_rule(name), votes) is holds


def test_only_a_rule_of_fast_track_forbids_amendments_among_american_bills() -> None:
    amendments = {
        name: load_text(skeleton_text("x", rule=name), "x").case.amendments
        for name in ("us-bill", "us-fast-track")
    }
    assert amendments == {"us-bill": "open", "us-fast-track": "closed"}


def test_actors_of_a_table_take_the_place_of_the_examples() -> None:
    actors = {"reps": {"level": "legislature", "seats": {"house": 228}, "position": {"trade": 0.6}}}
    issues = {"trade": {"axis": "vote", "title": "T", "low": "a", "high": "b", "status_quo": 0.1}}
    text = skeleton_text("x", "A @id@: title", "us-bill", actors, issues, "A note.")
    case = load_text(text, "x").case
    assert list(case.actors) == ["reps", "president", "senate-majority", "senate-minority"]
    assert case.title == "A @id@: title"
    assert case.notes == ["A note."]
    assert set(chambers_of(case.rule)) == {"house", "senate"}
