"""Values in natural units are told as people write them."""

import pytest

import winset
from winset.cases.model.negotiation import NegotiationCase
from winset.studies.negotiation.natural_units import natural_text


@pytest.mark.parametrize(
    ("natural", "unit", "value", "told"),
    [
        ([0, 200_000], "tonnes", 0.30839, "61,680 tonnes"),
        ([0, 2e11], "dollars", 0.5, "100,000,000,000 dollars"),
        ([2.5, 0], "% car tariff", 0.0, "2.5 % car tariff"),
        ([35, 0], "%", 0.7, "10.5 %"),
        ([0, 0.001], "of a point", 0.5, "0.0005 of a point"),
    ],
)
def test_large_numbers_are_written_out(natural, unit, value, told) -> None:
    case = winset.read_case("putnam-figure-1")
    assert isinstance(case, NegotiationCase)
    issue = case.issues["division"].model_copy(update={"natural": tuple(natural), "unit": unit})
    changed = case.model_copy(update={"issues": {"division": issue}})
    assert natural_text(changed, "division", value) == told
