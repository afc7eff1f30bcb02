"""Coded inputs: ranges, their distributions, and how values are written."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from winset.cases.model.quantities import DateQuantity, Quantity
from winset.translate.inputs import CodedInput, coded_input, quantile

SHARES = np.linspace(0, 1, 100_001)[:-1]


def number(low: float, likely: float, high: float, form: Any = "triangular") -> CodedInput:
    quantity = Quantity(low=low, likely=likely, high=high, distribution=form)
    return coded_input("a.b", quantity, (0.0, 1.0))


def test_the_triangular_distribution_turns_at_the_likely_value() -> None:
    # P(x < likely) = (likely - low)/(high - low) = 1/4; halves of each side at the roots
    coded = number(0.0, 0.25, 1.0)
    found = quantile(coded, np.array([0.0, 0.0625, 0.25, 0.8125]))
    assert found.tolist() == pytest.approx([0.0, 0.125, 0.25, 0.625])


@pytest.mark.parametrize(
    ("form", "mean"), [("triangular", 1.25 / 3), ("uniform", 0.5), ("beta", (0 + 1 + 1) / 6)]
)
def test_the_mean_of_each_distribution_is_the_textbook_one(form: str, mean: float) -> None:
    # triangular (low + likely + high)/3; uniform the middle; PERT (low + 4 likely + high)/6
    assert quantile(number(0.0, 0.25, 1.0, form), SHARES).mean() == pytest.approx(mean, abs=1e-4)


@pytest.mark.parametrize("form", ["triangular", "uniform", "beta"])
@pytest.mark.parametrize("likely", [0.2, 0.5, 0.8])
def test_values_rise_with_the_share_and_stay_in_the_range(form: str, likely: float) -> None:
    found = quantile(number(0.2, likely, 0.8, form), SHARES)
    assert (np.diff(found) >= 0).all()
    assert found.min() >= 0.2
    assert found.max() <= 0.8


def test_a_point_is_always_itself() -> None:
    coded = number(0.3, 0.3, 0.3)
    assert not coded.is_range
    assert quantile(coded, SHARES[:3]).tolist() == [0.3] * 3


def test_dates_are_drawn_in_whole_days() -> None:
    days = DateQuantity(
        low=dt.date(1997, 9, 16), likely=dt.date(1997, 9, 16), high=dt.date(1997, 9, 21)
    )
    coded = coded_input("stages.formulation.proposal", days, None)
    found = quantile(coded, SHARES)
    assert coded.is_date
    assert set(found.tolist()) == {float(dt.date(1997, 9, d).toordinal()) for d in range(16, 22)}


def test_values_are_written_as_numbers_or_iso_dates() -> None:
    days = coded_input("d", DateQuantity.model_validate("1997-09-16"), None)
    assert days.readable(dt.date(1997, 9, 18).toordinal() + 0.4) == "1997-09-18"
    assert number(0.1, 0.2, 0.3).readable(0.25) == 0.25


def test_the_interval_searched_is_given_or_made_from_the_range() -> None:
    assert number(0.1, 0.2, 0.3).domain == (0.0, 1.0)
    capacity = coded_input("c", Quantity.model_validate(20), None)
    assert capacity.domain == (0.0, 80.0)
    nothing = coded_input("c", Quantity.model_validate(0), None)
    assert nothing.domain == (0.0, 1.0)
    day = coded_input("d", DateQuantity.model_validate("1997-09-16"), None)
    assert day.domain == (day.likely - 365, day.likely + 365)
