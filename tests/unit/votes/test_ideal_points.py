"""Ideal points: recovered from votes drawn with known ones; identified; errors."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtr

from winset.foundation.errors import InputError
from winset.votes.ideal_points import ideal_points


def drawn(members: int, rolls: int, dimensions: int, seed: int = 3):
    source = np.random.default_rng(seed)
    points = source.normal(size=(members, dimensions))
    slope = source.normal(size=(rolls, dimensions)) * np.array([2.0, 1.0])[:dimensions]
    chance = ndtr(source.normal(size=rolls) * 0.5 + points @ slope.T)
    casts = np.where(source.random((members, rolls)) < chance, 1, -1).astype(np.int8)
    casts[source.random((members, rolls)) < 0.1] = 0
    return points, casts


def test_one_dimension_is_recovered_with_the_sign_asked_for() -> None:
    points, casts = drawn(80, 200, 1)
    top = int(points[:, 0].argmax())
    found = ideal_points(casts, positive=top)
    assert np.corrcoef(found.points[:, 0], points[:, 0])[0, 1] > 0.97
    turned = ideal_points(casts, positive=int(points[:, 0].argmin()))
    assert turned.points == pytest.approx(-found.points, abs=1e-9)
    assert found.points.mean() == pytest.approx(0, abs=1e-9)
    assert found.points.std() == pytest.approx(1, abs=1e-9)


def test_two_dimensions_are_recovered_up_to_the_principal_axes() -> None:
    points, casts = drawn(120, 300, 2)
    found = ideal_points(casts, dimensions=2)
    design = np.column_stack([np.ones(120), found.points])
    for axis in (0, 1):
        rest = points[:, axis] - design @ np.linalg.lstsq(design, points[:, axis], rcond=None)[0]
        assert rest.var() < 0.12 * points[:, axis].var()
    assert found.proportional_reduction > ideal_points(casts).proportional_reduction
    assert np.corrcoef(found.points.T)[0, 1] == pytest.approx(0, abs=1e-6)


def test_swapping_yea_and_nay_of_a_roll_call_changes_no_point() -> None:
    _, casts = drawn(40, 60, 1)
    found = ideal_points(casts, tolerance=1e-9)
    casts[:, 7] *= -1
    turned = ideal_points(casts, tolerance=1e-9)
    assert turned.points == pytest.approx(found.points, abs=1e-6)
    assert turned.slope[7] == pytest.approx(-found.slope[7], abs=1e-6)


def test_lopsided_roll_calls_and_rare_members_are_left_out() -> None:
    _, casts = drawn(40, 60, 1)
    casts[:, 0] = 1
    casts[3, 10:] = 0
    found = ideal_points(casts)
    assert np.isnan(found.slope[0]).all()
    assert np.isnan(found.points[3]).all()
    assert not np.isnan(found.points[4]).any()
    with pytest.raises(InputError, match="too few votes"):
        ideal_points(casts, positive=3)


def test_what_cannot_be_estimated_is_refused() -> None:
    with pytest.raises(InputError, match="1 or 2"):
        ideal_points(np.ones((5, 5), np.int8), dimensions=3)
    with pytest.raises(InputError, match="0 roll calls are left"):
        ideal_points(np.ones((30, 30), np.int8))
