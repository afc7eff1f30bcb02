"""All models with the fewest terms that a truth table allows."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import Literal, NamedTuple

import numpy as np

from winset.results.cross_case.qualitative_comparison import Term, covers
from winset.solvers.cross_case.minimal_covers import minimal_covers

Configuration = tuple[int, ...]
Expectation = Literal["present", "absent"]

MOST_MODELS = 1000


class Models(NamedTuple):
    """Models with the fewest terms, each in a fixed order, and whether these are all."""

    found: tuple[tuple[Term, ...], ...]
    complete: bool


def minimal_models(
    on: set[Configuration], allowed: set[Configuration], levels: tuple[int, ...]
) -> Models:
    """All sets of prime implicants with the fewest members that cover every sufficient row.

    Answers: which shortest formulas say exactly when the outcome occurs?

    Parameters
    ----------
    on
        Sufficient rows, at least one.
    allowed
        Rows without cases that a formula may cover.
    levels
        Number of levels of each condition.

    Returns
    -------
    Models
        Every tied model, each in a fixed order; at most `MOST_MODELS`, and those found until the
        search was given up.

    Notes
    -----
    Ties are broken by nothing: models with equally many terms are all kept, also where one has
    fewer conditions in them, as the R package QCA does. Each term gives a condition one level, so
    that a multi-value term never joins levels.

    References
    ----------
    Dusa, A. (2019). QCA with R: A Comprehensive Resource, chapter 8. Cham: Springer.
    """
    return _minimal_models(frozenset(on), frozenset(allowed), levels)


@lru_cache(maxsize=4096)
def _minimal_models(
    on: frozenset[Configuration], allowed: frozenset[Configuration], levels: tuple[int, ...]
) -> Models:
    primes = _primes(on, allowed, levels)
    rows = sorted(on)
    reach = [
        sum(1 << place for place, row in enumerate(rows) if covers(term, row)) for term in primes
    ]
    covered = minimal_covers(reach, (1 << len(rows)) - 1, MOST_MODELS)
    models = tuple(tuple(primes[place] for place in model) for model in covered.found)
    return Models(models, covered.complete)


def _primes(
    on: frozenset[Configuration], allowed: frozenset[Configuration], levels: tuple[int, ...]
) -> list[Term]:
    """Prime implicants that cover a sufficient row.

    A term that covers a row gives some of its conditions the row's levels. It covers no forbidden
    row if, for each of those, it holds a condition in which the two rows differ; the prime
    implicants are therefore the minimal sets of conditions that hit all these differences.
    """
    forbidden = [row for row in product(*map(range, levels)) if row not in on | allowed]
    table = np.array(forbidden, dtype=np.int64).reshape(len(forbidden), len(levels))
    bits = 1 << np.arange(len(levels), dtype=np.int64)
    primes: set[Term] = set()
    for row in on:
        differences = np.unique((table != np.array(row)) @ bits).tolist()
        for hit in _minimal_hits(differences):
            kept = (level if hit >> place & 1 else None for place, level in enumerate(row))
            primes.add(tuple(kept))
    return sorted(primes, key=_order)


def _minimal_hits(sets: list[int]) -> list[int]:
    """Return the minimal sets that have a member in each of these sets; sets are bits of a number.

    One given set after another is taken in: what hits it stays, the rest is extended by each of
    its members, and what then holds another set that hits all is dropped (Berge's algorithm).
    """
    hits = [0]
    for one in sorted(sets, key=int.bit_count):
        reached = [hit for hit in hits if hit & one]
        missed = [hit for hit in hits if not hit & one]
        grown = {
            hit | 1 << place
            for hit in missed
            for place in range(one.bit_length())
            if one >> place & 1
        }
        hits = reached + [
            hit for hit in grown if not any(other & hit == other for other in reached)
        ]
    return hits


def _order(term: Term) -> tuple[int, tuple[int, ...]]:
    used = sum(level is not None for level in term)
    return used, tuple(10_000 if level is None else level for level in term)


def assumptions_of(
    model: tuple[Term, ...], on: set[Configuration], levels: tuple[int, ...]
) -> tuple[Configuration, ...]:
    """Rows that a model covers although no case shows them to be sufficient."""
    return tuple(sorted(set().union(*(_rows_of(term, levels) for term in model)) - on))


@lru_cache(maxsize=4096)
def _rows_of(term: Term, levels: tuple[int, ...]) -> frozenset[Configuration]:
    """Rows in which a term holds."""
    choices = (
        range(count) if need is None else (need,) for need, count in zip(term, levels, strict=True)
    )
    return frozenset(product(*choices))


def easy_counterfactuals(
    conservative: tuple[Term, ...],
    parsimonious: tuple[Term, ...],
    on: set[Configuration],
    levels: tuple[int, ...],
    signs: tuple[int, ...],
) -> set[Configuration]:
    """Rows without cases that an intermediate solution takes for sufficient, term by term.

    Answers: which assumptions of a parsimonious solution does theory expect to hold?

    Parameters
    ----------
    conservative, parsimonious
        One model of each kind.
    on
        Sufficient rows.
    levels
        Number of levels of each condition.
    signs
        1 where theory expects more of a condition to help, -1 where less, 0 without expectation.

    Notes
    -----
    Each conservative term that lies in a parsimonious one keeps what that one asks for. Of its
    further conditions it keeps those without an expectation and those at the level that theory
    expects to help; the others it drops, for with them the other way the outcome would be expected
    all the more. What the shortened terms cover besides the sufficient rows is easy; as each lies
    in a parsimonious term, no observed row without the outcome is among it. Levels of a
    multi-value condition are ordered, and those that help more than its own are let in [ours].

    References
    ----------
    Ragin, C. C. & Sonnett, J. (2005). Between Complexity and Parsimony: Limited Diversity,
    Counterfactual Cases, and Comparative Analysis. In S. Kropp & M. Minkenberg (eds), Vergleichen
    in der Politikwissenschaft, pp. 180-197. Wiesbaden: VS Verlag. Dusa, A. (2019). QCA with R,
    chapter 8.
    """
    found: set[Configuration] = set()
    for term in conservative:
        for wider in parsimonious:
            if not _holds_in(wider, term):
                continue
            choices = [
                range(count)
                if has is None
                else [has]
                if need is not None
                else [level for level in range(count) if level == has or (level - has) * sign > 0]
                for has, need, count, sign in zip(term, wider, levels, signs, strict=True)
            ]
            found.update(product(*choices))
    return found - on


def _holds_in(wider: Term, term: Term) -> bool:
    return all(need is None or need == has for need, has in zip(wider, term, strict=True))
