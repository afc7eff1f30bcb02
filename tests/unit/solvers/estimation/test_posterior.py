"""The posterior of the coefficients: priors, recovery on made-up episodes, determinism."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import ndtr

from winset.foundation.coefficients import NAMES
from winset.foundation.randomness import generator
from winset.games.episode import Calendar, Counts, Episode, Purses
from winset.solvers.estimation.calibration import simulated_counts
from winset.solvers.estimation.coefficients import PRIORS, Prior, coefficients_of, log_prior
from winset.solvers.estimation.likelihood import Likelihood
from winset.solvers.estimation.posterior import posterior, without

DRAWS = 64
ONLY_VALENCE = tuple(
    prior if prior.name in ("gamma_0", "s_t") else Prior(prior.name, 0.05 * prior.is_scale, 0.0)
    for prior in PRIORS
)


def episode(name: str, centre: float, *, held: bool | None = None) -> Episode:
    """A chamber of two parties whose members stand round a surplus."""
    source = generator(7, name)
    nodes = np.tile([-0.2, -0.1, 0.0, 0.1, 0.2], 2)
    base = centre + nodes + 0.01 * source.standard_normal((DRAWS, 1))
    none = np.zeros((DRAWS, 0))
    calendar = None
    if held is not None:
        calendar = Calendar(np.full(DRAWS, 0.1), np.array([0.5, 0.5]), 0.5, counts=True)
    return Episode(
        name=name,
        fold=name,
        traits=np.zeros(3),
        base=np.ascontiguousarray(base),
        bloc=np.repeat(np.arange(2), 5),
        weight=np.full(10, 20.0),
        unit=np.repeat(np.arange(2), 5),
        chamber=np.zeros(10, dtype=np.int64),
        units=(("house", "D"), ("house", "R")),
        party=np.arange(2),
        pull=np.zeros((DRAWS, 2)),
        climate=np.zeros((DRAWS, 2)),
        noise=np.full(DRAWS, 0.1),
        bill_shock=source.standard_normal(DRAWS),
        party_shock=source.standard_normal((DRAWS, 2)),
        ready=np.ones(DRAWS, dtype=np.bool_),
        purses=Purses(none, none, none, none, np.full(DRAWS, 0.5), np.zeros((0, 1))),
        calendar=calendar,
        counts=Counts(np.array([0.6, 0.6]), np.eye(2), held),
    )


@pytest.mark.parametrize("settled", [False, True])
def test_without_episodes_the_prior_comes_back(settled: bool) -> None:
    found = posterior((), seed=0, draws=400, settled=settled)
    for place, prior in enumerate(PRIORS):
        mean, sd = prior.moments
        assert found.mean[place] == pytest.approx(mean, abs=0.2 * sd)
        assert found.sd[place] == pytest.approx(sd, rel=0.2)
    assert found.log_evidence == pytest.approx(0.0, abs=0.25)
    assert found.learned.max() < 0.3


def test_the_log_prior_of_a_scale_integrates_to_one() -> None:
    free = tuple(Prior(p.name, p.mean, p.sd if p.name == "s_a" else 0.0) for p in PRIORS)
    logs = np.linspace(-20.0, 2.0, 40_001)
    total = np.trapezoid(np.exp(log_prior(logs[:, None], free)), logs)
    assert total == pytest.approx(1.0, abs=1e-4)
    assert coefficients_of(np.zeros((1, 1)), free)[0, NAMES.index("s_a")] == 1.0


def test_a_scale_by_its_normal_score_has_its_prior() -> None:
    free = tuple(Prior(one.name, one.mean, one.sd * (one.name == "s_a")) for one in PRIORS)
    scores = np.linspace(-9.0, 9.0, 4001)[:, None]
    found = coefficients_of(scores, free, scores=True)[:, NAMES.index("s_a")]
    assert (np.diff(found) >= 0.0).all()
    near = slice(500, 3501)  # beyond seven standard deviations lies nothing
    assert 2.0 * ndtr(found[near] / 0.1) - 1.0 == pytest.approx(ndtr(scores[near, 0]), abs=1e-9)
    density = np.exp(log_prior(scores, free, scores=True))
    assert np.trapezoid(density, scores[:, 0]) == pytest.approx(1.0)
    assert np.trapezoid(density * found, scores[:, 0]) == pytest.approx(0.1 * np.sqrt(2.0 / np.pi))


def test_a_valence_is_found_again_from_many_episodes() -> None:
    pool = [episode(f"bill-{n}", -0.15 + 0.02 * n) for n in range(16)]
    truth = np.zeros(12)
    truth[NAMES.index("gamma_0")] = 0.12
    truth[[NAMES.index(name) for name in ("s_a", "s_p", "s_t")]] = 0.05
    drawn = simulated_counts(pool, truth, generator(1, "votes"))
    found = posterior(drawn, seed=0, priors=ONLY_VALENCE, draws=300)
    place = NAMES.index("gamma_0")
    assert abs(found.mean[place] - 0.12) < 3.0 * found.sd[place]
    assert found.sd[place] < 0.03
    assert found.learned[place] > 0.9


def test_one_seed_gives_one_answer_whatever_the_workers() -> None:
    pool = [episode(f"bill-{n}", 0.05 * n) for n in range(3)]
    one = posterior(pool, seed=4, priors=ONLY_VALENCE, draws=100)
    two = posterior(pool, seed=4, priors=ONLY_VALENCE, draws=100, workers=2)
    assert np.array_equal(one.sample, two.sample)
    assert np.array_equal(one.weights, two.weights)


def test_a_bill_that_never_came_to_a_vote_speaks_against_valence() -> None:
    never = episode("never", 0.0, held=False).replace(
        counts=Counts(np.zeros(0), np.zeros((0, 2)), False)
    )
    likelihood = Likelihood([never], 0.5)
    low, high = np.zeros(12), np.zeros(12)
    low[NAMES.index("gamma_0")], high[NAMES.index("gamma_0")] = -0.1, 0.3
    assert likelihood(low) > likelihood(high)


def test_draws_weighted_anew_say_what_a_fit_without_the_episode_says() -> None:
    pool = [episode(f"bill-{n}", 0.03 * n) for n in range(6)]
    place = NAMES.index("gamma_0")
    whole = posterior(pool, seed=2, priors=ONLY_VALENCE, draws=200)
    fewer = without(whole, [5])
    again = posterior(pool[:5], seed=2, priors=ONLY_VALENCE, draws=200, start=whole.start)
    assert fewer.by_episode.shape[1] == 5
    assert fewer.weights.sum() == pytest.approx(1.0)
    assert abs(fewer.mean[place] - whole.mean[place]) > 1e-4
    assert fewer.mean[place] == pytest.approx(again.mean[place], abs=0.3 * again.sd[place])
    assert fewer.sd[place] == pytest.approx(again.sd[place], rel=0.3)


def test_more_rounds_are_made_while_few_draws_are_effective() -> None:
    pool = [episode(f"bill-{n}", -0.1 + 0.05 * n) for n in range(4)]
    usual = posterior(pool, seed=0, priors=ONLY_VALENCE, draws=100)
    longer = posterior(pool, seed=0, priors=ONLY_VALENCE, draws=100, most_rounds=24)
    assert usual.effective_size > 0.2 * len(usual.sample)
    np.testing.assert_array_equal(longer.sample, usual.sample)
    np.testing.assert_array_equal(longer.weights, usual.weights)
    few = posterior(pool, seed=0, draws=13)
    more = posterior(pool, seed=0, draws=13, most_rounds=24)
    assert few.effective_size < 0.2 * len(few.sample)
    assert len(few.sample) < len(more.sample) <= 24 * 13
    assert more.effective_size > few.effective_size


def test_the_first_draws_of_an_episode_are_those_of_fewer() -> None:
    whole = episode("bill", 0.1, held=True)
    few = whole.first(8)
    assert few.draws == 8
    assert few.calendar is not None
    assert few.calendar.surplus.shape == few.ready.shape == few.purses.cohesion.shape == (8,)
    np.testing.assert_array_equal(few.base, whole.base[:8])
    np.testing.assert_array_equal(few.party_shock, whole.party_shock[:8])
    assert whole.first(500).draws == DRAWS


def test_only_tallies_that_a_normal_law_describes_are_kept() -> None:
    weight = np.array([20.0] * 5 + [0.8] * 5)  # the second party has four members
    one = episode("bill", 0.1).replace(weight=weight)
    both = np.array([[100.0 / 104.0, 4.0 / 104.0]])
    by_party = one.with_tallies(5).counts
    np.testing.assert_array_equal(by_party.shares, [0.6])
    np.testing.assert_array_equal(by_party.mixing, [[1.0, 0.0]])
    total = one.replace(counts=Counts(np.array([0.7]), both, None)).with_tallies(5).counts
    np.testing.assert_array_equal(total.mixing, both)
    of_all = one.replace(counts=Counts(np.array([1.0]), both, None))
    np.testing.assert_array_equal(of_all.with_tallies(5).counts.mixing, [[1.0, 0.0]])
    np.testing.assert_array_equal(of_all.with_tallies(1).counts.mixing, np.eye(2))
    np.testing.assert_array_equal(of_all.with_tallies(1).counts.shares, [1.0, 1.0])
    nobody = one.with_tallies(500).counts
    assert (nobody.shares.size, nobody.mixing.shape) == (0, (0, 2))


def test_a_settled_sum_uses_all_draws_and_no_party_of_few() -> None:
    pool = [episode(f"bill-{n}", 0.05 * n, held=n == 2 or None) for n in range(3)]
    small = [one.replace(weight=np.array([20.0] * 5 + [0.2] * 5)) for one in pool]
    usual = np.array([prior.moments[0] for prior in PRIORS])
    settled = Likelihood(small, 0.5, settled=True)
    settled.settle([usual, 1.2 * usual], 0)
    other = [one.replace(counts=replace(one.counts, shares=np.array([0.6, 0.1]))) for one in small]
    same = Likelihood(other, 0.5, settled=True)
    same.settle([usual, 1.2 * usual], 0)
    np.testing.assert_array_equal(settled.by_episode(usual), same.by_episode(usual))
    first = Likelihood([one.first(32) for one in small], 0.5, settled=True)
    first.settle([usual, 1.2 * usual], 0)
    assert not np.allclose(settled.by_episode(usual), first.by_episode(usual), atol=1e-6)
    np.testing.assert_allclose(settled.by_episode(usual), first.by_episode(usual), atol=0.3)


def test_settled_points_leave_the_posterior_where_it_is_in_easy_episodes() -> None:
    pool = [episode(f"bill-{n}", 0.05 * n) for n in range(4)]
    place = NAMES.index("gamma_0")
    few = posterior(pool, seed=0, priors=ONLY_VALENCE, draws=150)
    settled = posterior(pool, seed=0, priors=ONLY_VALENCE, draws=150, settled=True)
    again = posterior(pool, seed=0, priors=ONLY_VALENCE, draws=150, settled=True)
    np.testing.assert_array_equal(settled.weights, again.weights)
    assert not np.array_equal(settled.by_episode, few.by_episode)
    assert settled.mean[place] == pytest.approx(few.mean[place], abs=0.5 * few.sd[place])
    assert settled.sd[place] == pytest.approx(few.sd[place], rel=0.3)


def test_a_sample_that_fails_is_made_again_from_a_wide_start() -> None:
    pool = [episode(f"bill-{n}", -0.1 + 0.05 * n) for n in range(4)]
    place = NAMES.index("gamma_0")
    good = posterior(pool, seed=0, priors=ONLY_VALENCE, draws=150, settled=True)
    astray = (good.start[0] + [4.0 * good.sd[place], 0.0], 1e-3 * good.start[1])
    few = posterior(pool, seed=0, priors=ONLY_VALENCE, draws=40, start=astray)
    found = posterior(pool, seed=0, priors=ONLY_VALENCE, draws=40, start=astray, settled=True)
    assert few.effective_size < 12.0
    assert found.effective_size > 0.4 * len(found.sample)
    assert found.mean[place] == pytest.approx(good.mean[place], abs=0.5 * good.sd[place])
    assert found.sd[place] == pytest.approx(good.sd[place], rel=0.3)
