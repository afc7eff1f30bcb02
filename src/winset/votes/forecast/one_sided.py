"""Votes on which nearly everybody stands on one side: how often to expect them, and their size."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from winset.votes.forecast.procedures import procedure_of
from winset.votes.kinds import is_core
from winset.votes.records import NAY, YEA, VoteTable

Floats = NDArray[np.float64]

_AMERICAN: Final = ("house", "senate")
SHARE: Final = 0.9
"""Share of those voting on the side of Yea from which a vote counts as one-sided."""
_LEVEL: Final = 2.46
_LEVEL_SD: Final = 0.57
"""Probit of the share of Yeas on the 2,056 one-sided votes of the House in 1989 to 2004
(``benchmarks/procedure_levels.py``)."""
_LEANING: Final = 0.5
"""Share of their differences on contested votes that members keep."""
_CORE: Final = 0.15
"""On kinds that are about how open trade is to be, one-sided votes are rarer by this factor: of
some 45 votes of 1990 to 2004 that leaders brought two were one-sided; at the shares of the table
it would have been 20, at a tenth to a fifth of them 2 to 4."""
_KIND_VOTES: Final = 3.0
"""Votes of one kind that the share over all kinds of its class weighs."""


@dataclass(frozen=True, slots=True)
class OneSided:
    """Beliefs about a vote before it is held.

    Parameters
    ----------
    chance
        Probability that nine of ten vote Yea.
    """

    chance: float

    def support(self, contested: Floats, source: np.random.Generator) -> Floats:
        """Support for Yea on a one-sided vote, from draws of what it would be on a contested one.

        Parameters
        ----------
        contested : array (n_draws, n_voters)
            Support for Yea before the vote's own noise.
        source
            Random numbers.

        Returns
        -------
        array (n_draws, n_voters)
            Members keep their order; the level is that of one-sided votes.
        """
        own = contested - contested.mean(axis=1, keepdims=True)
        own *= _LEANING
        level = _LEVEL + _LEVEL_SD * source.standard_normal((len(contested), 1))
        return np.asarray(own + level * np.sqrt(1.0 + own.var(axis=1, keepdims=True)))


def are_one_sided(table: VoteTable) -> NDArray[np.bool_]:
    """Return whether nine of ten of those voting voted Yea, by roll call."""
    yeas, nays = (table.casts == YEA).sum(axis=0), (table.casts == NAY).sum(axis=0)
    return np.asarray((yeas >= SHARE * (yeas + nays)) & (yeas > 0))


def are_left_out(table: VoteTable) -> NDArray[np.bool_]:
    """Return whether a roll call teaches nothing about the members, being one-sided.

    Only in the House and the Senate, whose votes to come may be one-sided too. In another chamber
    every vote to come counts as contested, so that near unanimity there must bear on its members.
    """
    american = np.array([call.chamber in _AMERICAN for call in table.roll_calls], dtype=bool)
    return np.asarray(are_one_sided(table) & american)


def one_sided_of(
    known: VoteTable, weight: float, declared: Iterable[tuple[float, float]] = ()
) -> OneSided:
    """Chance that the last vote of a table is one-sided.

    Parameters
    ----------
    known
        What was known; the last column is the vote to come.
    weight
        How many votes the share in the table of procedures weighs; 0: no vote is expected to be.
    declared
        Side of each member who declared, +1 for Yea, and the chance that the word is wrong.

    Returns
    -------
    OneSided

    Notes
    -----
    The share of the procedure in all roll calls, updated by the earlier votes of the list in the
    same chamber by the same procedure, on kinds of the same class (about how open trade is to be,
    or not), and that by those of the same kind. Declared words count by Bayes' rule, against even
    chances of any division.
    """
    call = known.roll_calls[-1]
    usual = procedure_of(call)
    if not weight or not usual.one_sided:
        return OneSided(0.0)
    flags = are_one_sided(known)
    alike = [
        column
        for column, other in enumerate(known.roll_calls[:-1])
        if other.chamber == call.chamber
        and _final(procedure_of(other).name) == _final(usual.name)
        and is_core(other.kind) == is_core(call.kind)
    ]
    same = [column for column in alike if known.roll_calls[column].kind == call.kind]
    share = usual.one_sided * (_CORE if is_core(call.kind) else 1.0)
    chance = (share * weight + flags[alike].sum()) / (weight + len(alike))
    chance = (chance * _KIND_VOTES + flags[same].sum()) / (_KIND_VOTES + len(same))
    return OneSided(float(chance) if chance == 0 else _after(float(chance), list(declared)))


def _final(procedure: str) -> str:
    """Procedure, with conference reports among the passages."""
    return "passage" if procedure == "conference" else procedure


def _after(chance: float, words: list[tuple[float, float]]) -> float:
    """Chance after the declared words, by Bayes' rule."""
    if not words:
        return chance
    yes = float(ndtr(_LEVEL))
    likely = sum(
        math.log(yes * (1.0 - slip) + (1.0 - yes) * slip)
        if word > 0
        else math.log(yes * slip + (1.0 - yes) * (1.0 - slip))
        for word, slip in words
    )
    n, k = len(words), sum(word > 0 for word, _ in words)
    contested = math.lgamma(k + 1) + math.lgamma(n - k + 1) - math.lgamma(n + 2)
    odds = math.log(chance) - math.log1p(-chance) + likely - contested
    return 1.0 / (1.0 + math.exp(min(-odds, 700.0)))
