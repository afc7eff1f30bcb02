"""All models with the fewest terms that a truth table allows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from typing import Literal

from winset.results.qualitative_comparison import Term, covers
from winset.solvers.cross_case.truth_table import engine

Configuration = tuple[int, ...]
Expectation = Literal["present", "absent"]

MOST_MODELS = 1000


def minimal_models(
    on: set[Configuration], allowed: set[Configuration], levels: tuple[int, ...]
) -> tuple[tuple[Term, ...], ...]:
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
    tuple of tuple of Term
        Every tied model, each in a fixed order; at most `MOST_MODELS`.

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
) -> tuple[tuple[Term, ...], ...]:
    primes = _primes(on, allowed, levels)
    solver = engine("minimize.qmc").solve_minimum_cover
    rows = sorted(on)
    reach = [
        frozenset(place for place, row in enumerate(rows) if covers(term, row)) for term in primes
    ]
    chosen = solver(reach, [0] * len(primes), set(range(len(rows))), max_solutions=MOST_MODELS)
    return tuple(tuple(primes[place] for place in model) for model in sorted(chosen))


def _primes(
    on: frozenset[Configuration], allowed: frozenset[Configuration], levels: tuple[int, ...]
) -> list[Term]:
    """Prime implicants that cover a sufficient row."""
    if all(count == 2 for count in levels):
        width = len(levels)
        found = engine("minimize.qmc").prime_implicants(
            {_number(row) for row in on}, {_number(row) for row in allowed}, width
        )
        return sorted((tuple(item.pattern) for item in found), key=_order)
    return sorted(_multi_value_primes(on, allowed, levels), key=_order)


def _order(term: Term) -> tuple[int, tuple[int, ...]]:
    used = sum(level is not None for level in term)
    return used, tuple(10_000 if level is None else level for level in term)


def _number(row: Configuration) -> int:
    return int("".join(map(str, row)), 2)


def _multi_value_primes(
    on: frozenset[Configuration], allowed: frozenset[Configuration], levels: tuple[int, ...]
) -> list[Term]:
    """Conjunctions that cover no forbidden row and of which no part can be dropped."""
    forbidden = set(product(*map(range, levels))) - on - allowed
    choices = [(None, *range(count)) for count in levels]
    terms = sorted(product(*choices), key=lambda term: sum(level is not None for level in term))
    primes: list[Term] = []
    for term in terms:
        if any(_holds_in(prime, term) for prime in primes):
            continue
        if not any(covers(term, row) for row in forbidden) and any(covers(term, row) for row in on):
            primes.append(term)
    return primes


def _holds_in(prime: Term, term: Term) -> bool:
    return all(need is None or need == has for need, has in zip(prime, term, strict=True))


def assumptions_of(
    model: tuple[Term, ...], on: set[Configuration], levels: tuple[int, ...]
) -> tuple[Configuration, ...]:
    """Rows that a model covers although no case shows them to be sufficient."""
    everything = product(*map(range, levels))
    return tuple(
        row for row in everything if row not in on and any(covers(term, row) for term in model)
    )


def easy_counterfactuals(
    assumed: set[Configuration],
    on: set[Configuration],
    conditions: tuple[str, ...],
    expectations: Mapping[str, Expectation],
) -> set[Configuration]:
    """Assumed rows that differ from a sufficient row only as theory expects to help.

    Answers: which rows without cases may an intermediate solution take for sufficient?

    Parameters
    ----------
    assumed
        Rows that a parsimonious model assumes.
    on
        Sufficient rows.
    conditions
        Names in order.
    expectations
        ``"present"``: more of the condition helps; ``"absent"``: less does. A condition without
        one may not differ. Levels of a multi-value condition are ordered.

    References
    ----------
    Ragin, C. C. & Sonnett, J. (2005). Between Complexity and Parsimony: Limited Diversity,
    Counterfactual Cases, and Comparative Analysis. In S. Kropp & M. Minkenberg (eds), Vergleichen
    in der Politikwissenschaft, pp. 180-197. Wiesbaden: VS Verlag.
    """
    signs = [{"present": 1, "absent": -1}.get(expectations.get(name, ""), 0) for name in conditions]

    def is_easy(row: Configuration) -> bool:
        return any(
            all(
                new == old or (new - old) * sign > 0
                for new, old, sign in zip(row, seen, signs, strict=True)
            )
            for seen in on
        )

    return {row for row in assumed if is_easy(row)}
