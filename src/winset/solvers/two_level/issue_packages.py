"""Synergistic linkage by votes: packages that are ratified where none of their parts would be."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.results.two_level.issue_packages import IssuePackages

__all__ = ["issue_packages"]

_MOST_ISSUES = 16


def issue_packages(
    payoffs: ArrayLike,
    *,
    quota: float,
    weights: ArrayLike | None = None,
    issues: Sequence[str] | None = None,
    blocs: Sequence[str] | None = None,
) -> IssuePackages:
    """Find which packages of issues a legislature ratifies, and which only as packages.

    Can issues that would fail one by one be carried together?

    Parameters
    ----------
    payoffs
        What each bloc gains from each issue, shape ``(n_issues, n_blocs)``, at most 16 issues.
    quota
        Votes needed.
    weights
        Votes of each bloc, shape ``(n_blocs,)``; default 1 each.
    issues, blocs
        Names; default ``1``, ``2``, ...

    Returns
    -------
    IssuePackages

    Raises
    ------
    InputError
        If shapes do not fit, a weight is negative or there are too many issues.

    Notes
    -----
    Gains add up over issues; a bloc votes for what it does not lose from. All 2^n - 1 packages are
    tried. Synergistic is a package of two or more that passes while none of its proper parts does.

    References
    ----------
    Putnam (1988), International Organization 42(3): 446-448.

    Examples
    --------
    >>> found = issue_packages([(3, -1, -1), (-1, 3, -1)], quota=2, issues=["cars", "beef"])
    >>> found.passing, found.synergistic
    ((('cars', 'beef'),), (('cars', 'beef'),))
    """
    table = np.array(payoffs, dtype=np.float64)
    if table.ndim != 2 or not table.size or not np.isfinite(table).all():
        raise InputError("payoffs are a table of numbers with a row an issue and a column a bloc")
    count, wide = table.shape
    if count > _MOST_ISSUES:
        raise InputError(
            f"{count} issues have {2**count - 1:,} packages", f"at most {_MOST_ISSUES}"
        )
    heavy = np.ones(wide) if weights is None else np.array(weights, dtype=np.float64)
    if heavy.shape != (wide,) or (heavy < 0.0).any():
        raise InputError(f"weights are {wide} numbers, none negative")
    names = tuple(issues) if issues is not None else tuple(str(k + 1) for k in range(count))
    voters = tuple(blocs) if blocs is not None else tuple(str(k + 1) for k in range(wide))
    if len(names) != count or len(voters) != wide:
        raise InputError("names are one an issue and one a bloc")
    passing: list[tuple[int, ...]] = []
    synergistic: list[tuple[int, ...]] = []
    for size in range(1, count + 1):
        for package in itertools.combinations(range(count), size):
            gain = table[list(package)].sum(axis=0)
            if float(heavy[gain >= -1e-12].sum()) < quota:
                continue
            if size > 1 and not any(set(part) < set(package) for part in passing):
                synergistic.append(package)
            passing.append(package)
    return IssuePackages(
        issues=names,
        blocs=voters,
        payoffs=table,
        weights=heavy,
        quota=float(quota),
        passing=tuple(tuple(names[k] for k in package) for package in passing),
        synergistic=tuple(tuple(names[k] for k in package) for package in synergistic),
        method="every package tried",
        sources=cited("putnam-1988"),
    )
