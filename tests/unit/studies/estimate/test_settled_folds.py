"""Folds of an estimate whose sum over shocks is settled."""

from copy import deepcopy
from dataclasses import replace

import numpy as np
import pytest

from winset.casebook import read_domestic_case
from winset.cases.file.read_parameters import read_parameters
from winset.solvers.estimation.posterior import posterior
from winset.studies.estimate.block import with_priors
from winset.studies.estimate.episodes import episode_of
from winset.studies.estimate.estimate import estimate
from winset.studies.estimate.folds_made import Material, _tasks
from winset.studies.estimate.plan import read_estimate_plan

CASES = [read_domestic_case(name) for name in ("nafta-1993", "fast-track-1998", "textile-1988")]
DRAWS = 100


@pytest.fixture(scope="module")
def material() -> Material:
    """Three episodes and their posterior, settled."""
    block, plan = with_priors(read_parameters()), read_estimate_plan()
    episodes = tuple(
        episode_of(case, block, seed=0, draws=64, fold=case.id, own_numbers=True) for case in CASES
    )
    found = posterior(episodes, seed=0, draws=DRAWS, settled=True)
    return Material(tuple(CASES), episodes, block, plan, found, 0, DRAWS)


def test_a_fold_settled_is_not_taken_for_one_that_is_not(material: Material) -> None:
    first = _tasks(material, ["registered"])[0]
    assert first.settled
    assert first.digest() == replace(first).digest()
    assert first.digest() != replace(first, settled=False).digest()


def test_a_fold_is_not_taken_for_one_of_other_purses(material: Material) -> None:
    richer = tuple(
        episode.replace(purses=replace(episode.purses, spends=1.5 * episode.purses.spends))
        for episode in material.episodes
    )
    one, other = (
        replace(_tasks(replace(material, episodes=of), ["registered"])[0], rows=None, kept=of)
        for of in (material.episodes, richer)
    )
    assert one.digest() != other.digest()
    assert one.digest() == replace(one, kept=deepcopy(one.kept)).digest()


def test_a_fold_fitted_from_the_whole_agrees_with_one_from_scratch(material: Material) -> None:
    kept = material.episodes[:2]
    fits = [
        posterior(kept, seed=0, draws=4 * DRAWS, settled=True, start=start)
        for start in (material.found.start, None)
    ]
    away = (fits[0].mean - fits[1].mean) / fits[1].sd
    assert np.abs(away).max() < 0.35
    assert np.abs(np.log(fits[0].sd / fits[1].sd)).max() < 0.35


def test_folds_are_settled_unless_told_otherwise() -> None:
    folds = estimate(CASES, draws=DRAWS, leave_one_out=True, variants=["registered"]).folds
    assert folds is not None
    assert folds.sum_over_shocks == "settled"
    assert list(folds.cases) == [case.id for case in CASES]
    assert all(0.0 < row.passage_probability < 1.0 for row in folds.forecasts["registered"])
