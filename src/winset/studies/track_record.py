"""How the domestic game has fared on cases it was not made from; every report repeats it."""

from __future__ import annotations

from typing import Final

__all__ = ["TRACK_RECORD"]

TRACK_RECORD: Final = (
    "The verdict is not calibrated: on 19 episodes coded by rule and scored once it was right in 8 "
    "(balanced accuracy 0.51, a constant's is 0.50; Brier score 0.51 beside 0.26 of the base "
    "rate). Read the probability as that of the coded numbers, not as a forecast."
)
"""Result of ``winset compare --all`` when the casebook was first scored."""
