"""What `winset check` says of the fields that only lenses read."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from winset.cases.checks.check import check_case
from winset.cases.file.read import load_text
from winset.cases.model.lens_inputs import LensFields

TEXT = (Path(__file__).parents[2] / "data" / "sound.yaml").read_text(encoding="utf-8")


def told(lenses: str) -> list[str]:
    """Errors and warnings of the sound case with such a part."""
    indented = "\n".join(f"  {line}" for line in lenses.strip().splitlines())
    problems = check_case(load_text(f"{TEXT}lenses:\n{indented}\n", "x"))
    return [
        f"{p.severity} {p.path}: {p.what}; {p.right}"
        for p in problems
        if p.severity != "note" and p.path.startswith("lenses")
    ]


SECTOR = "{price_change: 1, employment_share: 0.6, labour_cost_share: 0.5"


@pytest.mark.parametrize(
    ("lenses", "expected"),
    [
        (
            "further_actors: {unions: {title: U, kind: group}}",
            "error lenses.further_actors.unions: `unions` is an actor of the case already",
        ),
        (
            "further_actors: {panel: {title: P, kind: committee, position: {opennes: 0.5}}}",
            "error lenses.further_actors.panel.position.opennes: `opennes` is not an issue of "
            "this case; did you mean `openness`?",
        ),
        (
            "seats: {members: finance}",
            "error lenses.seats.members: `members` is of the level legislature",
        ),
        (
            "seats: {presidnt: presidency}",
            "error lenses.seats.presidnt: `presidnt` is not an actor of this case; did you mean "
            "`president`?",
        ),
        (
            "ties: [{between: [unions, unions], kind: money, strength: 1}]",
            "error lenses.ties.0.between: `unions` is tied to itself",
        ),
        (
            "ties: [{between: [unions, curches], kind: money, strength: 1}]",
            "error lenses.ties.0.between.1: `curches` is not an actor",
        ),
        (
            "ties: [{between: [unions, churches], kind: money, strength: 1, since: 1997-02-01, "
            "until: 1996-02-01}]",
            "error lenses.ties.0.until: it ends on 1996-02-01, before it begins on 1997-02-01",
        ),
        (
            "beliefs: [{actor: unions, date: 1997-01-01, holds: {market: 1}}]",
            "error lenses.beliefs.0.holds.market: `market` is not a belief of this case",
        ),
        (
            "perceptions: [{by: unions, of: president}]",
            "warning lenses.perceptions.0: neither `position` nor `capacity` is given",
        ),
        (
            "perceptions: [{by: unions, of: president, position: {labour-rights: 1}}]",
            "error lenses.perceptions.0.position.labour-rights: `labour-rights` is a reason axis",
        ),
        (
            "economy: {factors: {labour: {abundance: scarce, owners: [union]}}}",
            "error lenses.economy.factors.labour.owners.0: `union` is not an actor of this case; "
            "did you mean `unions`?",
        ),
        (
            "economy: {factors: {labour: {abundance: scarce, income_share: 0.7}, "
            "capital: {abundance: abundant, income_share: 0.6}}}",
            "error lenses.economy.factors: the income shares add up to 1.3",
        ),
        (
            f"economy: {{sectors: {{a: {SECTOR}}}, b: {SECTOR}}}}}}}",
            "error lenses.economy.sectors: the employment shares add up to 1.2",
        ),
        (
            f"economy: {{sectors: {{a: {SECTOR}}}}}}}",
            "warning lenses.economy.sectors: the employment shares add up to 0.6",
        ),
        (
            f"economy: {{sectors: {{a: {SECTOR}, consumption_share: 1}}, b: {{price_change: 0, "
            "employment_share: 0.4, labour_cost_share: 0.5}}}",
            "error lenses.economy.sectors: some sectors have a `consumption_share`",
        ),
        (
            "economy: {sectors: {a: {price_change: 1, employment_share: 1, labour_cost_share: 1}}}",
            "error lenses.economy.sectors.a.labour_cost_share: a share of wages of 1; above 0 and",
        ),
        (
            f"economy: {{sectors: {{a: {SECTOR}}}, b: {{price_change: 0, employment_share: 0, "
            "labour_cost_share: 0.5}}}",
            "error lenses.economy.sectors.b.employment_share: a sector without workers",
        ),
        (
            "president_party: R",
            "error lenses.president_party: `R` is not a party of this case",
        ),
    ],
)
def test_a_slip_is_found_with_its_place(lenses: str, expected: str) -> None:
    found = told(lenses)
    assert any(line.startswith(expected) for line in found), found


def test_sound_fields_are_accepted() -> None:
    sound = """
economy:
  trade: rising
  factors: {labour: {abundance: scarce, income_share: 0.7, owners: [unions]}}
seats: {president: presidency, ministry: finance}
further_actors:
  ministry: {title: Ministry, kind: agency, position: {openness: 0.6}}
ties: [{between: [ministry, churches], kind: information, strength: 0.5}]
belief_items: {market: {tier: policy-core, title: Markets work}}
beliefs: [{actor: ministry, date: 1997-01-01, holds: {market: 1}}]
perceptions: [{by: unions, of: ministry, capacity: 3}]
paths_to_change: []
"""
    assert told(sound) == []


def test_the_fields_shown_in_the_documentation_are_those_of_the_format() -> None:
    page = Path(__file__).parents[3] / "docs" / "how-to" / "compare-lenses.md"
    block = page.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    shown = YAML(typ="safe").load(block)["lenses"]
    assert LensFields.model_validate(shown).model_fields_set == shown.keys()
    assert LensFields.model_fields.keys() - shown.keys() == {"advantages"}
