"""The likelihood of an episode against plain second implementations."""

import numpy as np
import pytest
from scipy.special import logsumexp, ndtr
from scipy.stats import multivariate_normal, norm

from winset.foundation.coefficients import NAMES
from winset.kernels import count_moments
from winset.kernels import episode_likelihood as likelihood
from winset.kernels import episode_votes as kernel
from winset.kernels.episode_votes import EpisodeArrays
from winset.solvers.estimation.shock_points import few_points, settled_points


def test_the_normal_distribution_function_is_right_to_seven_digits() -> None:
    values = np.linspace(-8.0, 8.0, 4001)
    found = np.array([kernel.normal_share(value) for value in values])
    assert np.abs(found - ndtr(values)).max() < 1.5e-7


DRAWS, NODES = 32, 10


def arrays(recorded: list[float], *, came: int = -1, draws: int = DRAWS) -> EpisodeArrays:
    """A chamber of two parties of ten members each, with a purse for the bill."""
    source = np.random.default_rng(11)
    unit = np.repeat(np.arange(2), NODES // 2)
    held = np.full(draws, 0.05) if came >= 0 else np.zeros(0)
    return EpisodeArrays(
        traits=np.array([0.5, 0.0, 1.0]),
        base=np.tile(np.linspace(-0.2, 0.2, NODES // 2), 2)[:, None]
        + 0.02 * source.normal(size=(1, draws)),
        bloc=unit,
        weight=np.full(NODES, 2.0),
        unit=unit,
        chamber=np.zeros(NODES, dtype=np.int64),
        seats=np.array([10.0, 10.0]),
        chamber_seats=np.array([20.0]),
        party=np.arange(2),
        pull=np.tile([[1.0], [0.0]], (1, draws)),
        climate=np.tile([[0.1], [-0.1]], (1, draws)),
        noise=np.full(draws, 0.1),
        bill_shock=source.normal(size=draws),
        party_shock=source.normal(size=(draws, 2)),
        ready=np.ones(draws),
        spends=np.full((draws, 1), 2.0),
        side=np.ones((draws, 1)),
        engaged=np.full((draws, 1), 0.7),
        joins=np.ones((draws, 1)),
        cohesion=np.ones(draws),
        reach=np.full((1, 1), 0.01),
        holder_surplus=held,
        holder_mixing=np.array([0.5, 0.5]),
        holder_needs=0.5,
        holder_counts=True,
        recorded=np.array(recorded),
        mixing=np.eye(2)[: len(recorded)],
        came=came,
    )


def vector(**given: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Coefficients by name, the others 0."""
    return np.array([given.get(name.replace("lambda", "lead"), 0.0) for name in NAMES])


USUAL = vector(gamma_0=0.03, gamma_clk=0.02, s_a=0.06, s_p=0.08, s_t=0.07, eta=0.04, rho=0.1)


def shares_at(
    episode: EpisodeArrays, latent: np.ndarray[tuple[int, int], np.dtype[np.float64]]
) -> kernel.DrawnShares:
    """Expected shares of all draws at given shocks."""
    found = kernel.room_for(episode)
    purses = kernel.net_purses(episode, USUAL)
    kernel.fill_shares(episode, USUAL, purses, latent, True, found)
    return found


def plain_log_likelihood(episode: EpisodeArrays, times: int = 1500) -> float:
    """The same likelihood by plain Monte Carlo over the shocks of the bill and the parties."""
    source = np.random.default_rng(2)
    logs = []
    for _ in range(times):
        latent = source.normal(size=(DRAWS, 3))
        found = shares_at(episode, latent)
        spread = np.sqrt(found.variance.T + USUAL[NAMES.index("s_t")] ** 2)
        seen = episode.recorded
        law = norm(found.share.T[:, : seen.size], spread[:, : seen.size])
        by_count = np.where(
            seen >= 1.0, law.logsf(1.0), np.where(seen <= 0.0, law.logcdf(0.0), law.logpdf(seen))
        )
        total = by_count.sum(axis=1)
        shift = kernel.valences(episode, USUAL, latent[:, 0])
        chance = kernel.chances_of_a_vote(episode, found.share, shift)
        if episode.came >= 0:
            total += np.log(chance if episode.came == 1 else 1.0 - chance)
        logs.append(total)
    return float(logsumexp(logs) - np.log(times * DRAWS))


RECORDED = [
    ([0.7, 0.4], -1),
    ([0.7, 0.6], 1),
    ([1.0, 0.8], -1),
    ([0.0, 0.3], -1),
    ([0.3, 0.2], 0),
    ([], 0),
    ([], 1),
]


@pytest.mark.parametrize(("recorded", "came"), RECORDED[:5])
def test_the_likelihood_is_that_of_plain_monte_carlo(recorded: list[float], came: int) -> None:
    episode = arrays(recorded, came=came)
    found = likelihood.log_likelihood(episode, episode, few_points(episode), USUAL)
    assert found == pytest.approx(plain_log_likelihood(episode), abs=0.3)


@pytest.mark.parametrize(("recorded", "came"), RECORDED)
def test_settled_points_come_closer(recorded: list[float], came: int) -> None:
    episode = arrays(recorded, came=came)
    others = USUAL * np.linspace(0.7, 1.3, 8)[:, None]
    points = settled_points(episode, episode, [USUAL, *others], np.random.default_rng(5))
    found = likelihood.log_likelihood(episode, episode, points, USUAL)
    widened = 0.04  # over 32 draws, where plain Monte Carlo takes the draws as all there are
    assert found == pytest.approx(plain_log_likelihood(episode, 3000), abs=0.06 + widened)


def plain_moments(
    episode: EpisodeArrays, shocks: np.ndarray[tuple[int], np.dtype[np.float64]], *, wider: bool
) -> tuple[np.ndarray, np.ndarray, float]:
    """Mean and covariance of the counts and the chance of what became of the bill."""
    draws = episode.base.shape[1]
    latent = np.tile(shocks, (draws, 1))
    votes = shares_at(episode, latent)
    chance = np.ones(draws)
    if episode.came >= 0:
        shift = kernel.valences(episode, USUAL, latent[:, 0])
        chance = kernel.chances_of_a_vote(episode, votes.share, shift)
    weight = chance / chance.sum()
    spread = np.cov(votes.share, aweights=weight, ddof=0)
    if wider:
        size = 1.0 / (weight**2).sum()
        spread *= (size + 1.0) / (size - 2 - 2)
    own = votes.variance @ weight + USUAL[NAMES.index("s_t")] ** 2
    return votes.share @ weight, spread + np.diag(own), float(chance.mean())


SHOCKS = np.array([[0.4, -0.3, 0.8], [-1.0, 0.2, 0.0]])


def at(shocks: np.ndarray, *, settled: bool) -> likelihood.ShockPoints:
    """Points at given shocks, whose weights are the densities there."""
    return likelihood.ShockPoints(np.empty((0, 3)), shocks, np.zeros(3), np.eye(3), settled)


def test_counts_are_normal_with_the_moments_of_the_draws() -> None:
    episode = arrays([0.7, 0.4], came=1)
    found = likelihood.log_weights(episode, episode, at(SHOCKS, settled=False), USUAL)
    for place, row in enumerate(SHOCKS):
        mean, spread, chance = plain_moments(episode, row, wider=False)
        density = multivariate_normal(mean, spread).logpdf([0.7, 0.4])
        assert found[place] == pytest.approx(density + np.log(chance), abs=1e-3)


def test_more_draws_take_the_place_of_few_at_one_place_and_correct_them_elsewhere() -> None:
    fine = arrays([0.7, 0.4], came=1, draws=256)
    few = arrays([0.7, 0.4], came=1)
    best, _, _ = likelihood.best_shocks(few, USUAL, True)
    shocks = np.array([best, SHOCKS[1]])
    found = likelihood.log_weights(few, fine, at(shocks, settled=True), USUAL)
    right = []
    for row in shocks:
        mean, spread, chance = plain_moments(fine, row, wider=True)
        right.append(multivariate_normal(mean, spread).logpdf([0.7, 0.4]) + np.log(chance))
    assert found[0] == pytest.approx(right[0], abs=1e-3)
    few_alone = likelihood.log_weights(few, few, at(shocks, settled=False), USUAL)
    assert abs(found[1] - right[1]) < 0.5 * abs(few_alone[1] - right[1])


def test_the_wider_covariance_is_right_on_average() -> None:
    """Squared distance of a further draw from a sample's mean, by Hotelling's law."""
    source = np.random.default_rng(0)
    turn = np.array([[1.0, 0.0], [0.6, 0.5]])
    sample = source.normal(size=(40_000, DRAWS, 2)) @ turn
    further = source.normal(size=(40_000, 2)) @ turn
    away = sample - sample.mean(axis=1, keepdims=True)
    spread = np.einsum("nde,ndf->nef", away, away) / DRAWS
    spread *= count_moments.widening(float(DRAWS), 2)
    beyond = further - sample.mean(axis=1)
    distance = np.einsum("ne,nef,nf->n", beyond, np.linalg.inv(spread), beyond)
    assert distance.mean() == pytest.approx(2.0, abs=0.05)


@pytest.mark.parametrize("shift", [0.0, 0.35, -0.4])
def test_in_a_total_the_tallies_of_parties_end_at_none_and_all(shift: float) -> None:
    episode = arrays([0.6])._replace(mixing=np.array([[0.5, 0.5]]))
    shocks = np.array([shift / USUAL[NAMES.index("s_a")], 0.0, 0.0])
    fit = count_moments.room_for_moments(episode, True, False)
    purses, votes = kernel.net_purses(episode, USUAL), kernel.room_for(episode)
    count_moments.count_moments(episode, USUAL, purses, shocks, True, votes, fit)
    spread = np.sqrt(votes.variance + USUAL[NAMES.index("s_t")] ** 2)
    normal = np.random.default_rng(0).normal(size=(20_000, 2, DRAWS))
    total = np.clip(votes.share + spread * normal, 0.0, 1.0).mean(axis=1)
    assert fit.mean[0] == pytest.approx(total.mean(), abs=5e-4)
    assert np.sqrt(fit.spread[0, 0]) == pytest.approx(total.std(), rel=0.01)
    step = np.array([0.01 / USUAL[NAMES.index("s_a")], 0.0, 0.0])
    slope, before = fit.slope[0, 0], fit.mean[0]
    count_moments.count_moments(episode, USUAL, purses, shocks + step, False, votes, fit)
    assert slope * step[0] == pytest.approx(fit.mean[0] - before, rel=0.2, abs=1e-4)


def test_the_sum_is_right_with_points_of_any_law() -> None:
    episode = arrays([0.7, 0.0], came=1)
    source = np.random.default_rng(3)
    found = []
    centre = 0.2  # where all draws correct the few
    for wide in (1.3, 0.9, 1.8):
        root = wide * np.array([[1.0, 0.0, 0.0], [0.3, 0.8, 0.0], [-0.2, 0.4, 1.1]])
        points = likelihood.ShockPoints(
            near=centre + source.standard_normal((40_000, 3)) @ root.T,
            far=source.standard_normal((10_000, 3)),
            centre=np.full(3, centre),
            root=root,
            settled=True,
        )
        found.append(likelihood.log_likelihood(episode, episode, points, USUAL))
    assert np.ptp(found) < 0.02
    assert found[0] == pytest.approx(plain_log_likelihood(episode, 3000), abs=0.06)


@pytest.mark.parametrize("recorded", [[0.7, 0.4], [1.0, 0.8], [0.0, 0.3], [0.95, 0.05]])
def test_no_shocks_near_the_best_ones_are_better(recorded: list[float]) -> None:
    episode = arrays(recorded)
    best, root, log_determinant = likelihood.best_shocks(episode, USUAL, True)
    assert log_determinant == pytest.approx(2.0 * np.log(np.diag(root)).sum())
    around = best + np.vstack([np.zeros(3), 0.3 * np.eye(3), -0.3 * np.eye(3)])
    logs = likelihood.log_weights(episode, episode, at(around, settled=True), USUAL)
    logs -= 0.5 * (around**2).sum(axis=1)  # weights leave out the density of the shocks
    assert logs.argmax() == 0


def test_where_steps_to_the_best_shocks_go_astray_they_are_halved() -> None:
    hard = vector(gamma_0=0.4, s_a=0.04, s_p=0.2, s_t=0.02)
    episode = arrays([0.98, 0.03])
    purses = kernel.net_purses(episode, hard)
    reached = []
    for settled in (False, True):
        best, _, _ = likelihood.best_shocks(episode, hard, settled)
        found = kernel.room_for(episode)
        kernel.fill_shares(episode, hard, purses, np.tile(best, (DRAWS, 1)), False, found)
        reached.append(found.share.mean(axis=1))
    assert reached[0][1] > 0.9
    assert reached[1] == pytest.approx([0.98, 0.03], abs=0.05)


def test_the_log_likelihood_is_smooth_with_settled_points() -> None:
    others = USUAL * np.linspace(0.7, 1.3, 8)[:, None]
    for recorded, came in (([0.7, 0.0], 1), ([0.9, 0.4], -1), ([], 0)):
        episode = arrays(recorded, came=came)
        points = settled_points(episode, episode, [USUAL, *others], np.random.default_rng(5))
        logs = []
        for step in np.linspace(-0.05, 0.05, 101):
            moved = USUAL + step * (np.array(NAMES) == "gamma_0")
            logs.append(likelihood.log_likelihood(episode, episode, points, moved))
        assert np.abs(np.diff(logs, 2)).max() < 0.01


def test_the_likelihood_does_not_hang_on_where_its_points_were_settled() -> None:
    few, fine = (arrays([0.4, 0.8], came=1, draws=draws) for draws in (DRAWS, 256))
    far = vector(gamma_0=-0.15, s_a=0.2, s_p=0.08, s_t=0.07, eta=0.04)
    found = []
    for vectors in ([USUAL, far], [far, USUAL]):
        points = settled_points(few, fine, vectors, np.random.default_rng(5))
        found.append([likelihood.log_likelihood(few, fine, points, one) for one in (USUAL, far)])
    assert found[0] == pytest.approx(found[1], abs=0.05)


def test_every_draw_meets_all_of_the_bill_shocks() -> None:
    episode = arrays([], came=0)
    far = settled_points(episode, episode, [USUAL, 2.0 * USUAL], np.random.default_rng(0)).far
    assert len(far) % DRAWS == 0
    by_draw = far[:, 0].reshape(-1, DRAWS)
    assert np.ptp(by_draw, axis=0).mean() > 1.0


def test_the_slopes_are_those_of_finite_differences() -> None:
    episode = arrays([0.5, 0.5])
    latent = np.zeros((DRAWS, 3))
    slope = shares_at(episode, latent).slope.copy()
    step = 1e-4
    for party in range(2):
        moved = latent.copy()
        moved[:, 1 + party] = step / USUAL[NAMES.index("s_p")]
        change = (shares_at(episode, moved).share - shares_at(episode, latent).share) / step
        assert np.abs(change - slope[:, party]).max() < 0.02 * np.abs(slope).max()


def test_without_counts_only_the_chance_of_a_vote_speaks() -> None:
    episode = arrays([], came=0)
    _, _, chance = kernel.expected_votes(episode, USUAL)
    found = likelihood.log_likelihood(episode, episode, few_points(episode), USUAL)
    assert found == pytest.approx(np.log(1.0 - chance.mean()))
    silent = arrays([])
    assert likelihood.log_likelihood(silent, silent, few_points(silent), USUAL) == 0.0
