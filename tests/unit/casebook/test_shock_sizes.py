"""Redo the arithmetic of docs/explanation/shock-sizes.md from the splits printed there."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from statistics import NormalDist, stdev, variance

import pytest
from ruamel.yaml import YAML

from winset.cases.model.parameters import Parameters

PAGE = (Path(__file__).parents[3] / "docs/explanation/shock-sizes.md").read_text("utf-8")
SURPLUS_PER_PROBIT = 0.15

Split = tuple[str, str, float, float]


def parameters() -> Parameters:
    source = (files("winset.cases") / "parameters.yaml").read_text("utf-8")
    return Parameters.model_validate(YAML(typ="safe").load(source))


def splits() -> list[Split]:
    """Date, chamber and the parties' quantiles, computed from the counts on the page."""
    row = re.compile(
        r"^\| (\d{4}-\d\d-\d\d) \| (House|Senate) \d+ \|[^|]*\| (\d+)-(\d+) \| (\d+)-(\d+) \|",
        re.MULTILINE,
    )
    quantile = NormalDist().inv_cdf
    found = []
    for date, chamber, *counts in row.findall(PAGE):
        yes_r, no_r, yes_d, no_d = map(int, counts)
        found.append(
            (date, chamber, quantile(yes_r / (yes_r + no_r)), quantile(yes_d / (yes_d + no_d)))
        )
    return found


def party_and_bill(votes: list[Split]) -> tuple[float, float]:
    party = stdev(r - d for *_, r, d in votes) / 2**0.5
    shared = variance((r + d) / 2 for *_, r, d in votes) - party**2 / 2
    return party, max(shared, 0.0) ** 0.5


def test_the_page_prints_all_fourteen_votes_of_1990_to_1996() -> None:
    found = splits()
    assert len(found) == 14
    assert all("1990" <= date < "1997" for date, *_ in found)


def test_printed_quantiles_follow_from_the_printed_counts() -> None:
    printed = re.findall(
        r"\| (-?\d\.\d\d) \| (-?\d\.\d\d) \| (-?\d\.\d\d) \| (-?\d\.\d\d) \|$", PAGE, re.M
    )
    assert len(printed) == 14
    for (_, _, r, d), numbers in zip(splits(), printed, strict=True):
        expected = (r, d, (r + d) / 2, r - d)
        assert [float(number) for number in numbers] == pytest.approx(expected, abs=0.0051)


def test_likely_party_and_bill_shocks_come_from_all_house_votes() -> None:
    party, bill = party_and_bill([vote for vote in splits() if vote[1] == "House"])
    shocks = parameters().shocks
    assert shocks.party.likely == pytest.approx(party * SURPLUS_PER_PROBIT, abs=0.0005)
    assert shocks.bill.likely == pytest.approx(bill * SURPLUS_PER_PROBIT, abs=0.0005)


def test_the_ends_of_the_party_range_come_from_the_other_rows() -> None:
    under_clinton, _ = party_and_bill([vote for vote in splits() if vote[0] >= "1993"])
    all_votes, _ = party_and_bill(splits())
    party = parameters().shocks.party
    assert party.low == pytest.approx(under_clinton * SURPLUS_PER_PROBIT, abs=0.0006)
    assert party.high == pytest.approx(all_votes * SURPLUS_PER_PROBIT, abs=0.0006)


@pytest.mark.parametrize(("repeat", "end"), [(0.82, "low"), (0.72, "likely"), (0.47, "high")])
def test_member_shocks_follow_from_how_votes_repeat(repeat: float, end: str) -> None:
    size = 0.15 * ((1 - repeat) / repeat) ** 0.5
    assert getattr(parameters().shocks.member, end) == pytest.approx(size, abs=0.005)


def test_every_parameter_has_a_rationale() -> None:
    block = parameters()
    aside = {"winset_parameters", "id", "rationale", "chamber_weights", "vote_model"}
    named = set(type(block).model_fields) - aside
    assert set(block.rationale) == named
    assert all(len(text) > 20 for text in block.rationale.values())
