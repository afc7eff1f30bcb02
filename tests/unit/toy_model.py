"""Vote models that can be worked out with a pencil, for toy games."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from winset.foundation.coefficients import NAMES
from winset.games.domestic import DomesticGame

STILL: dict[str, Any] = {
    "feedback": 0,
    "duration": {"constant": 0.0, "division": 0.0, "broker": 0.0, "spread": 0.5},
    "joining": {"stake": 0.0, "vote_distance": 0.0, "reason_distance": 0.0},
}
"""Small models that say nothing: work takes its days, who is unknown joins with one half."""


def certain(game: DomesticGame) -> DomesticGame:
    """Return the game with certain votes, in which losers are bought at their willingness."""
    return game.replace(choices=replace(game.choices, votes="certain"))


def plain_votes(contest: str = "none", **means: float) -> dict[str, Any]:
    """Return a vote model whose coefficients are fixed, at 0 where no mean is given."""
    fixed = {name: {"mean": means.get(name, 0.0), "sd": 0.0} for name in NAMES}
    return {"contest": contest, "coefficients": fixed} | STILL
