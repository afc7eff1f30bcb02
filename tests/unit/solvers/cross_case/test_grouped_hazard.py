"""Waiting times: Kaplan-Meier by hand, hazards by closed forms and by recovery."""

from __future__ import annotations

import math

import numpy as np
import pytest

from winset.foundation.errors import InputError
from winset.foundation.randomness import generator
from winset.solvers.cross_case.grouped_hazard import grouped_hazard, share_by


def test_shares_are_those_of_a_table_made_by_hand() -> None:
    # at risk 6, 5, 3, 2: entries at 1 (two of six), 3 (one of three); watch ends at 2, 4, 4
    years = [1.0, 1.0, 2.0, 3.0, 4.0, 4.0]
    happened = [True, True, False, True, False, False]
    share, low, high = share_by(years, happened, [0.5, 1.0, 2.5, 3.0, 4.0])
    by_three = 1.0 - 4 / 6 * 2 / 3
    assert share == pytest.approx([0.0, 1 / 3, 1 / 3, by_three, by_three])
    # Greenwood: sum of d / (n (n - d)), and the interval on the scale log(-log S)
    survival = 1.0 - by_three
    spread = math.sqrt(2 / (6 * 4) + 1 / (3 * 2)) / abs(math.log(survival))
    ends = sorted(survival ** math.exp(sign * 1.6448536 * spread) for sign in (1, -1))
    assert (low[-1], high[-1]) == pytest.approx((1.0 - ends[1], 1.0 - ends[0]), abs=1e-6)


def test_a_share_of_none_or_all_has_no_interval() -> None:
    share, low, high = share_by([1.0, 1.0], [True, True], [0.0, 1.0])
    assert share.tolist() == [0.0, 1.0]
    assert np.isnan([low, high]).all()


def test_two_groups_in_one_interval_have_a_closed_form() -> None:
    # 30 of 100 against 60 of 100 within the interval; a wide prior leaves the likelihood alone
    happened = np.r_[np.arange(100) < 30, np.arange(100) < 60]
    x = np.repeat([0.0, 1.0], 100)[:, None]
    years = np.where(happened, 0.5, 2.0)
    found = grouped_hazard(
        years, happened, x, ends=[2.0], level_prior=(0.0, 1000.0), coefficient_sd=1000.0
    )
    hazard = [-math.log(1.0 - share) / 2.0 for share in (0.3, 0.6)]
    assert found.level[0] == pytest.approx(math.log(hazard[0]), abs=1e-4)
    assert found.coefficient[0] == pytest.approx(math.log(hazard[1] / hazard[0]), abs=1e-4)
    variance = sum(p / (100 * (1 - p) * math.log(1 - p) ** 2) for p in (0.3, 0.6))
    assert found.sd[0] == pytest.approx(math.sqrt(variance), rel=1e-3)
    assert found.share_by([[0.0], [1.0]], 2.0) == pytest.approx([0.3, 0.6], abs=1e-4)


def test_each_interval_has_its_own_hazard_and_a_watch_cut_short_counts_to_its_beginning() -> None:
    # first year 20 of 100 enter; 80 go on; 10 watches end in the second year and leave 70 at
    # risk, of which 35 enter
    years = np.r_[np.full(20, 0.7), np.full(10, 1.5), np.full(35, 1.9), np.full(35, 3.0)]
    happened = np.r_[np.full(20, True), np.full(10, False), np.full(35, True), np.full(35, False)]
    x = np.zeros((100, 1))
    found = grouped_hazard(years, happened, x, ends=[1.0, 2.0], level_prior=(0.0, 1000.0))
    assert np.exp(found.level) == pytest.approx([-math.log(0.8), math.log(2.0)], abs=1e-4)
    assert found.share_by(x[:1], 2.0)[0] == pytest.approx(1.0 - 0.8 * 0.5, abs=1e-4)


def test_an_event_after_the_last_interval_is_a_watch_to_its_end() -> None:
    x = np.zeros((4, 1))
    late = grouped_hazard([0.5, 0.5, 9.0, 9.0], [True] * 4, x, ends=[1.0])
    never = grouped_hazard([0.5, 0.5, 1.0, 1.0], [True, True, False, False], x, ends=[1.0])
    assert late.level == pytest.approx(never.level)


def test_a_coefficient_that_made_the_data_is_found_again() -> None:
    source = generator(0, "test.hazard")
    x = source.standard_normal((1500, 2))
    waits = source.exponential(size=1500) / (0.4 * np.exp(x @ [0.6, -0.3]))
    ends = [0.5, 1.0, 2.0, 4.0]
    years, happened = np.minimum(waits, 4.0), waits <= 4.0
    found = grouped_hazard(years, happened, x, ends=ends)
    assert (np.abs(found.coefficient - [0.6, -0.3]) < 3.0 * found.sd).all()
    assert (found.sd < 0.06).all()
    assert np.exp(found.level) == pytest.approx([0.4] * 4, rel=0.2)


def test_clusters_of_like_observations_widen_the_error() -> None:
    happened = np.tile(np.arange(20) % 2 == 0, 10)
    x = np.tile(np.where(np.arange(20) % 4 < 2, 1.0, -1.0), 10)[:, None]
    x[:20] += 0.1
    years = np.where(happened, 0.5, 1.0)
    names = [f"a{at % 20}" for at in range(200)]
    alone = grouped_hazard(years, happened, x, ends=[1.0])
    together = grouped_hazard(years, happened, x, ends=[1.0], clusters=names)
    assert together.coefficient == pytest.approx(alone.coefficient)
    assert together.sd[0] > 1.5 * alone.sd[0]


def test_what_cannot_be_answered_is_refused() -> None:
    with pytest.raises(InputError, match="no observations"):
        grouped_hazard([], [], np.zeros((0, 1)), ends=[1.0])
    found = grouped_hazard([0.5, 1.0], [True, False], np.zeros((2, 1)), ends=[1.0])
    with pytest.raises(InputError, match=r"no interval ends at 0\.5"):
        found.share_by([[0.0]], 0.5)
