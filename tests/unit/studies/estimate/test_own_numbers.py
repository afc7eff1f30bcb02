"""Random numbers of a case's own, for its coded ranges."""

from typing import Any

import numpy as np
import pytest

from winset.casebook import read_domestic_case
from winset.cases.file.read_parameters import read_parameters
from winset.games.episode import Episode
from winset.studies.estimate.block import with_priors
from winset.studies.estimate.episodes import episode_of

DRAWS = 64
BLOCK = with_priors(read_parameters())


def episode(name: str = "fast-track-1998", **options: Any) -> Episode:
    """The episode of a case under its name or another."""
    case = read_domestic_case("fast-track-1998").model_copy(update={"id": name})
    options = {"seed": 0, "draws": DRAWS, "own_numbers": True} | options
    return episode_of(case, BLOCK, **options)


def test_a_case_and_its_twin_share_numbers_unless_they_have_their_own() -> None:
    shared = [episode(name, own_numbers=False) for name in ("fast-track-1998", "other")]
    assert np.array_equal(shared[0].base, shared[1].base)
    assert np.array_equal(episode().base, episode().base)
    own = episode("other")
    assert not np.allclose(episode().base, own.base)
    assert not np.allclose(episode().party_shock, own.party_shock)
    # The mean over nodes, since all of them move with the same ranges.
    between = np.corrcoef(episode().base.mean(axis=1), own.base.mean(axis=1))[0, 1]
    assert abs(between) < 4.0 / np.sqrt(DRAWS)


def test_own_numbers_are_of_the_same_ranges() -> None:
    own, shared = (episode(own_numbers=one, draws=512) for one in (True, False))
    spread = shared.base.std(axis=0)
    away = np.abs(own.base.mean(axis=0) - shared.base.mean(axis=0))
    assert (away <= 5.0 * spread * np.sqrt(2.0 / 512) + 1e-12).all()
    assert own.base.std() == pytest.approx(shared.base.std(), rel=0.05)
    assert np.array_equal(own.counts.shares, shared.counts.shares)


def test_another_seed_gives_other_numbers() -> None:
    assert not np.allclose(episode().base, episode(seed=1).base)


def test_what_draws_lack_cancels_over_cases() -> None:
    names = [f"twin-{number}" for number in range(16)]

    def lacking(own: bool) -> float:
        # mean surplus over 16 twins, against that of many draws
        whole = episode(own_numbers=False, draws=8192).base.mean(axis=0)
        found = np.mean([episode(one, own_numbers=own).base.mean(axis=0) for one in names], axis=0)
        return float(np.sqrt(((found - whole) ** 2).mean()))

    assert lacking(own=True) < 0.6 * lacking(own=False)
