"""Minimal winning and minimal blocking coalitions of any rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.games.rule import Rule
from winset.results.coalitions.minimal_coalitions import MinimalCoalitions
from winset.solvers.coalitions.diagram_paths import NEVER, Filter, coalitions, count_paths
from winset.solvers.coalitions.minimum_size import fewest_members, minimum_size
from winset.solvers.power.counting.limits import is_small, refuse_bytes
from winset.solvers.power.counting.minimal_counts import minimal_counts
from winset.solvers.power.counting.minimal_diagram import minimal_diagram
from winset.solvers.power.counting.player_classes import (
    Game,
    PlayerClasses,
    player_classes,
    rule_from,
)

SOURCES = cited("von-neumann-morgenstern-1944", "riker-1962")
LIMIT = 10_000


def minimal_winning_coalitions(
    game: Game,
    *,
    quota: float | None = None,
    names: Sequence[str] | None = None,
    including: Sequence[str] = (),
    excluding: Sequence[str] = (),
    largest: int | None = None,
    limit: int = LIMIT,
) -> MinimalCoalitions:
    """Return the winning coalitions that lose when any one member leaves.

    Who can carry a proposal without a passenger on board?

    Parameters
    ----------
    game : Rule, sequence of float, or mapping of player to float
        A rule, or the weights of one vote.
    quota : float, optional
        Votes needed; with weights only.
    names : sequence of str, optional
        Player names; with a sequence of weights only.
    including, excluding : sequence of str, optional
        Keep the coalitions that hold all of the first and none of the second.
    largest : int, optional
        Keep the coalitions of at most this many members.
    limit : int, default 10,000
        List no more than this; above it only count.

    Returns
    -------
    MinimalCoalitions
        Count, list (None past the limit, with the reason), Riker's minimum size.

    Raises
    ------
    InputError
        As `Rule`; a name that is no player; a game too large to count.

    Notes
    -----
    The count is exact whatever its size. Nothing is enumerated to count.

    References
    ----------
    von Neumann and Morgenstern (1944), Theory of Games and Economic Behavior, chapter X. Riker
    (1962), The Theory of Political Coalitions.

    Examples
    --------
    >>> found = minimal_winning_coalitions([50, 49, 1], quota=51, names=["A", "B", "C"])
    >>> found.count, found.coalitions, found.minimum_size
    (2, (('A', 'B'), ('A', 'C')), 51)
    """
    rule = rule_from(game, quota=quota, names=names)
    classes = player_classes(rule)
    chosen = _filter(rule, classes, including, excluding, largest)
    return _answer(rule, classes, chosen, limit, kind="winning")


def minimal_blocking_coalitions(
    game: Game,
    *,
    quota: float | None = None,
    names: Sequence[str] | None = None,
    including: Sequence[str] = (),
    excluding: Sequence[str] = (),
    largest: int | None = None,
    limit: int = LIMIT,
) -> MinimalCoalitions:
    """Return the coalitions that can stop anything, and no longer can when any one member leaves.

    Who can block a proposal without a passenger on board?

    Parameters
    ----------
    game, quota, names, including, excluding, largest, limit
        As for `minimal_winning_coalitions`.

    Returns
    -------
    MinimalCoalitions
        With `kind` "blocking".

    Raises
    ------
    InputError
        As for `minimal_winning_coalitions`.

    Notes
    -----
    A coalition blocks when those outside it lose: the winning coalitions of the dual rule.

    References
    ----------
    Shapley (1962), Simple games: an outline of the descriptive theory, Behavioral Science 7(1).

    Examples
    --------
    >>> blocks = minimal_blocking_coalitions([50, 49, 1], quota=51, names=["A", "B", "C"])
    >>> blocks.coalitions
    (('A',), ('B', 'C'))
    """
    rule = rule_from(game, quota=quota, names=names)
    classes = player_classes(rule).dual()
    chosen = _filter(rule, classes, including, excluding, largest)
    return _answer(rule, classes, chosen, limit, kind="blocking")


def iterate_minimal_winning(
    game: Game,
    *,
    quota: float | None = None,
    names: Sequence[str] | None = None,
    including: Sequence[str] = (),
    excluding: Sequence[str] = (),
    largest: int | None = None,
) -> Iterator[tuple[str, ...]]:
    """Yield minimal winning coalitions one by one, however many there are.

    What are the first few of very many?

    Parameters
    ----------
    game, quota, names, including, excluding, largest
        As for `minimal_winning_coalitions`.

    Yields
    ------
    tuple of str
        The members.

    Raises
    ------
    InputError
        As for `minimal_winning_coalitions`.

    Examples
    --------
    >>> from itertools import islice
    >>> list(islice(iterate_minimal_winning([1] * 100, quota=51), 2))[0][:3]
    ('1', '2', '3')
    """
    rule = rule_from(game, quota=quota, names=names)
    classes = player_classes(rule)
    chosen = _filter(rule, classes, including, excluding, largest)
    return coalitions(minimal_diagram(classes), members_by_class(classes), chosen)


def members_by_class(classes: PlayerClasses) -> list[list[str]]:
    """Return the names of each class, in the rule's order."""
    members: list[list[str]] = [[] for _ in classes.sizes]
    for name in classes.players:
        if name in classes.class_of:
            members[classes.class_of[name]].append(name)
    return members


def _answer(
    rule: Rule, classes: PlayerClasses, chosen: Filter, limit: int, *, kind: str
) -> MinimalCoalitions:
    if limit < 0:
        raise InputError(f"limit is {limit}; give 0 or more")
    if chosen.is_empty:
        count = minimal_winning_count(classes)
        diagram = minimal_diagram(classes) if count <= limit else None
    else:
        diagram = minimal_diagram(classes)
        count = count_paths(diagram, chosen)
    listed: tuple[tuple[str, ...], ...] | None = None
    reason = f"{count:,} coalitions, more than the limit of {limit:,}"
    if count <= limit and diagram is not None:
        position = {name: i for i, name in enumerate(rule.players)}
        found = (
            tuple(sorted(c, key=position.__getitem__))
            for c in coalitions(diagram, members_by_class(classes), chosen)
        )
        listed = tuple(sorted(found, key=lambda c: (len(c), [position[m] for m in c])))
        reason = ""
    size = minimum_size(rule, classes)
    return MinimalCoalitions(
        rule=rule,
        kind="winning" if kind == "winning" else "blocking",
        count=count,
        coalitions=listed,
        reason=reason,
        minimum_size=size,
        fewest_members=fewest_members(classes),
        filtered=not chosen.is_empty,
        sources=SOURCES,
        method="counting sweep in exact integers",
    )


def _filter(
    rule: Rule,
    classes: PlayerClasses,
    including: Sequence[str],
    excluding: Sequence[str],
    largest: int | None,
) -> Filter:
    for name in (*including, *excluding):
        if name not in rule.players:
            raise InputError(f"{name!r} is not a player of this rule")
    both = sorted(set(including) & set(excluding))
    if both:
        raise InputError(f"{', '.join(both)} cannot be both in and out")
    if largest is not None and largest < 0:
        raise InputError(f"largest is {largest}; give 0 or more")
    members = members_by_class(classes)
    dummies = [name for name in including if name not in classes.class_of]
    return Filter(
        tuple(frozenset(including) & frozenset(group) for group in members),
        tuple(frozenset(excluding) & frozenset(group) for group in members),
        -1 if dummies else NEVER if largest is None else largest,
    )


def minimal_winning_count(classes: PlayerClasses) -> int:
    """Count the minimal winning coalitions of a rule exactly.

    Parameters
    ----------
    classes : PlayerClasses
        The rule's players in classes.

    Raises
    ------
    InputError
        A game too large to count.

    Notes
    -----
    One vote: taking players heaviest first, each may be the last and lightest of a minimal winning
    coalition, which it is with those earlier players who gather from quota - weight to quota - 1.
    One sweep in packed big integers. Other rules, and few players whatever their weights: from the
    diagram of their minimal coalitions.
    """
    if not classes.is_single_vote or is_small(classes):
        return minimal_counts(minimal_diagram(classes), classes.n_players).count
    cell, quota = classes.n_players + 1, classes.quota
    refuse_bytes(quota * cell / 2, classes, "a count of the minimal winning coalitions")
    limit = (1 << (quota * cell)) - 1
    earlier, count = 1, 0
    reach = 0
    for weight, size in zip(classes.class_weights, classes.sizes, strict=True):
        for _ in range(size):
            low = max(0, quota - weight)
            if reach >= low:
                count += _sum_of_cells(earlier >> (low * cell), quota - low, cell)
            if weight < quota:
                earlier += earlier << (weight * cell)
                reach += weight
            if reach >= quota:
                earlier &= limit
    return count


def _sum_of_cells(packed: int, cells: int, cell: int) -> int:
    """Add up the cells by folding the integer in half until one is left."""
    while cells > 1:
        half = (cells + 1) // 2
        packed = (packed & ((1 << (half * cell)) - 1)) + (packed >> (half * cell))
        cells = half
    return packed
