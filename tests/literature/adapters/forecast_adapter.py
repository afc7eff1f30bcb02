"""Reads the tables on forecasts of bargaining."""

from __future__ import annotations

from typing import Any

import numpy as np

from winset.games.issue_positions import Positions, positions
from winset.solvers.bargaining.bilateral_exchange import bilateral_exchange
from winset.solvers.bargaining.challenge_model import challenge_expectations, challenge_model
from winset.solvers.bargaining.condorcet_election import condorcet_election
from winset.solvers.bargaining.spatial_model_of_politics import (
    Switches,
    spatial_model_of_politics,
)
from winset.solvers.bargaining.weighted_mean import weighted_mean
from winset.solvers.bargaining.weighted_median import weighted_median

EMISSION = {  # Bueno de Mesquita (1994): capability, years of delay, salience
    "Netherlands": (0.08, 4, 0.8),
    "Belgium": (0.08, 7, 0.4),
    "Luxembourg": (0.03, 4, 0.2),
    "Germany": (0.16, 4, 0.8),
    "France": (0.16, 10, 0.6),
    "Italy": (0.16, 10, 0.6),
    "UK": (0.16, 10, 0.9),
    "Ireland": (0.05, 7, 0.1),
    "Denmark": (0.05, 4, 1.0),
    "Greece": (0.08, 7, 0.7),
}


def emission() -> Positions:
    capability, delay, salience = zip(*EMISSION.values(), strict=True)
    return positions(
        delay, capability=capability, salience=salience, ends=(4, 10), actors=list(EMISSION)
    )


def centre() -> dict[str, float]:
    mean, median = weighted_mean(emission()), weighted_median(emission())
    assert mean.verify(), mean.verify().failed
    assert median.verify(), median.verify().failed
    return {"mean": mean.position, "median": median.position}


def votes(*, first: float, second: float) -> float:
    """Votes of all for one position over another, saliences from 0 to 100."""
    places, salience, capability = emission().one_issue()
    nearer = np.abs(places - second) - np.abs(places - first)
    return float((100 * salience * capability * nearer / 6).sum())


def election(
    *,
    voting: str = "proportional",
    victory: str = "linear",
    kind: str = "conditional",
    want: str = "probability",
) -> list[Any]:
    places = np.array([0, 0.4, 1])
    found = condorcet_election(
        1 - abs(places[:, None] - places),
        [0.5, 0.3, 0.2],
        voting=voting,  # type: ignore[arg-type]
        victory=victory,  # type: ignore[arg-type]
        kind=kind,  # type: ignore[arg-type]
    )
    assert found.verify(), found.verify().failed
    if want == "coalitions":
        off = ~np.eye(3, dtype=bool)
        return np.where(off, found.coalitions, 0.0).tolist()
    return getattr(found, want).tolist()


def three_actors() -> dict[str, Any]:
    table = positions([0, 0.4, 1], capability=[0.5, 0.3, 0.2], salience=0.5)
    rounds = spatial_model_of_politics(table)
    assert rounds.verify(), rounds.verify().failed
    return {
        "risk": rounds.risk[0].tolist(),
        "turns": rounds.path[:4, :, 0].tolist(),
        "last": rounds.path[-1, :, 0].tolist(),
    }


def own_challenge(*, challenger: int, target: int) -> dict[str, float]:
    from winset.kernels.pairwise_votes import challenges

    places = np.array([0, 0.4, 1])
    chance, gain = challenges(
        abs(places[:, None] - places),
        spatial_model_of_politics(
            positions(places, capability=[0.5, 0.3, 0.2], salience=0.5), turns=1
        ).risk[0],
        1 / 3,
        np.array([0.25, 0.15, 0.1]),
        np.full(3, 0.5),
        0,
        True,
    )
    pair = (challenger, target)
    return {"chance": float(chance[pair]), "gain": float(gain[pair])}


def scenario(
    *, position: list[Any], salience: list[Any], capability: list[float], **switches: Any
) -> list[float]:
    """Probability of each position before the first turn."""
    table = positions(
        position,
        salience=np.array(salience) / 100,
        capability=capability,
        ends=(0, 100),
    )
    rounds = spatial_model_of_politics(table, turns=1, switches=Switches(**switches))
    assert rounds.verify(), rounds.verify().failed
    found: list[float] = rounds.support[0].tolist()
    return found


def challenge(*, variant: str, rounds: int) -> dict[str, Any]:
    found = challenge_model(emission(), rounds=rounds, variant=variant)  # type: ignore[arg-type]
    assert found.verify(), found.verify().failed
    names = found.table.actors
    return {
        "means": found.means[:, 0].tolist(),
        "medians": found.medians[:, 0].tolist(),
        "exponents": dict(zip(names, found.risk[0].tolist(), strict=True)),
        "first round": dict(zip(names, found.path[1, :, 0].tolist(), strict=True)),
        "last round": dict(zip(names, found.path[-1, :, 0].tolist(), strict=True)),
    }


def challenge_means(*, variant: str, rounds: int) -> list[float]:
    return challenge(variant=variant, rounds=rounds)["means"][1:]


def challenge_medians(*, variant: str, rounds: int) -> list[float]:
    return challenge(variant=variant, rounds=rounds)["medians"][1:]


def challenge_median(*, variant: str, rounds: int) -> float:
    return challenge(variant=variant, rounds=rounds)["medians"][-1]


def first_expectations() -> dict[str, float]:
    places, salience, capability = emission().one_issue()
    found = challenge_expectations(places, salience, capability, variant="paper")
    names = list(EMISSION)
    nl, be, fr = names.index("Netherlands"), names.index("Belgium"), names.index("France")
    return {
        "P(4 beats 7)": found.chance[nl, be],
        "P(4 beats 10)": found.chance[nl, fr],
        "P(7 beats 10)": found.chance[be, fr],
        "E(Netherlands, Belgium)": found.neutral[nl, be],
        "E(Belgium, Netherlands)": found.neutral[be, nl],
    }


def two_traders() -> dict[str, Any]:
    """Saliences of the program's test run from 0 to 100: gains are 100 times ours."""
    table = positions([[0, 0], [100, 100]], salience=[[0.1, 0.9], [0.6, 0.5]], ends=(0, 100))
    found = bilateral_exchange(table)
    assert found.verify(), found.verify().failed
    (trade,) = found.rounds[0].possible
    return {
        "outcomes before": found.rounds[0].before.tolist(),
        "shifts": (found.rounds[0].after - found.rounds[0].before).tolist(),
        "moves": [trade.other_moves, trade.actor_moves],
        "gain": 100 * trade.gain,
        "greatest gains": sorted(100 * gain for gain in trade.greatest_gains),
    }


SOLVERS = {
    "emission_centre": centre,
    "emission_votes": votes,
    "condorcet_election": election,
    "spatial_model_of_three": three_actors,
    "spatial_model_challenge": own_challenge,
    "spatial_model_scenario": scenario,
    "challenge_model": challenge,
    "challenge_means": challenge_means,
    "challenge_medians": challenge_medians,
    "challenge_median": challenge_median,
    "challenge_expectations": first_expectations,
    "bilateral_exchange": two_traders,
}
