"""Small models: fits that can be worked out, and planted coefficients that come back."""

from __future__ import annotations

import numpy as np
import pytest

import winset as ws
from winset.solvers.estimation.small_regressions import (
    NormalPrior,
    fitted,
    logit_log_likelihood,
    normal_log_likelihood,
)
from winset.studies.comparison.small_models import casebook_cases


def test_a_normal_mean_under_a_normal_prior_has_a_closed_form() -> None:
    y = np.array([1.0, 2.0, 6.0])
    x, none = np.ones((3, 1)), np.zeros(3)
    prior = NormalPrior(("mean", "log spread"), np.array([0.0, 0.0]), np.array([2.0, 1e-6]))
    found = fitted(lambda b: float(normal_log_likelihood(b, x, y, none).sum()), prior)
    precision = 3 / 1.0 + 1 / 4
    assert found.mean[0] == pytest.approx(9.0 / precision, rel=1e-5)
    assert found.sd[0] == pytest.approx(precision**-0.5, rel=1e-4)
    assert found.learned[0] == pytest.approx(1 - 1 / precision / 4, rel=1e-3)


def test_planted_coefficients_of_a_logit_come_back() -> None:
    rng = np.random.default_rng(3)
    x = np.column_stack([np.ones(4000), rng.normal(size=(4000, 2))])
    truth = np.array([0.4, 1.2, -0.8])
    y = (rng.random(4000) < 1 / (1 + np.exp(-x @ truth))).astype(float)
    prior = NormalPrior(("a", "b", "c"), np.zeros(3), np.full(3, 2.0))
    found = fitted(lambda b: float(logit_log_likelihood(b, x, y).sum()), prior)
    assert np.abs((found.mean - truth) / found.sd).max() < 3
    assert found.value("b") == found.mean[1]
    assert (found.learned > 0.99).all()


def test_censored_values_are_read_as_lower_bounds() -> None:
    rng = np.random.default_rng(4)
    whole = rng.normal(1.0, 0.5, 5000)
    censored = (whole > 1.5).astype(float)
    y = np.minimum(whole, 1.5)
    prior = NormalPrior(("mean", "log spread"), np.zeros(2), np.ones(2))
    x = np.ones((5000, 1))
    found = fitted(lambda b: float(normal_log_likelihood(b, x, y, censored).sum()), prior)
    assert found.mean[0] == pytest.approx(1.0, abs=0.03)
    assert np.exp(found.mean[1]) == pytest.approx(0.5, abs=0.03)


def test_a_coefficient_without_data_keeps_its_prior() -> None:
    prior = NormalPrior(("a",), np.array([0.3]), np.array([0.7]))
    found = fitted(lambda _: 0.0, prior)
    assert (found.mean[0], found.sd[0]) == pytest.approx((0.3, 0.7))
    assert found.learned[0] == pytest.approx(0.0, abs=1e-6)


def test_cases_give_what_is_coded_of_them() -> None:
    cases = [case for case in casebook_cases() if case.id in ("fast-track-1998", "nafta-1993")]
    found = ws.small_models(cases)
    by_name = {one.model: one for one in found.models}
    dated = [
        c for c in cases if c.stages and c.stages.formulation and c.stages.formulation.work_days
    ]
    assert by_name["formulation"].n == len(dated)
    assert by_name["formulation"].brier is None
    assert found.to_dict()["schema"] == "winset/small-models/1"
    assert {row.model for row in found.coefficients} == set(by_name)
