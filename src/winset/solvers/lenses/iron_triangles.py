"""Iron triangles: an agency, a committee and a group that keep a policy among themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

import numpy as np

from winset.foundation.citations import cited
from winset.games.arena import Arena, Tie
from winset.results.lenses.lens_reading import (
    LensCard,
    LensCoalition,
    LensReading,
    Matters,
    Measure,
    Prediction,
)

_KINDS = ("agency", "committee", "group")

CARD = LensCard(
    id="iron-triangles",
    title="Iron triangles",
    family="Iron triangles",
    asks="Do an agency, a committee and a group hold the policy of their sector among themselves?",
    needs="actors of the three kinds and the ties between them",
    ignores="everyone outside a triangle: chief executive, parties, the floor, the diffuse public",
    predicts="a closed and autonomous triangle gets its way; an open one decides nothing",
    assumptions=(
        "closure is the weakest of the three ties [ours]",
        "autonomy is the share of the members' ties, by strength, that stay inside [ours]",
        "a triangle that is closed but not autonomous predicts nothing: the criticism of Heclo",
    ),
    sources=cited("vernon-et-al-1991", "heclo-1978"),
)


@dataclass(frozen=True)
class Triangle:
    """An agency, a committee and a group on one side, tied each to each.

    Parameters
    ----------
    agency, committee, group
        Its corners.
    closure
        Strength of its weakest tie, 0..1.
    autonomy
        Share of its members' ties that stay inside, 0..1.
    """

    agency: str
    committee: str
    group: str
    closure: float
    autonomy: float

    @property
    def members(self) -> tuple[str, str, str]:
        """Its three corners."""
        return (self.agency, self.committee, self.group)


def triangles(
    agencies: Iterable[str], committees: Iterable[str], groups: Iterable[str], ties: Iterable[Tie]
) -> tuple[Triangle, ...]:
    """All triples of an agency, a committee and a group in which each is tied to each.

    Which sub-governments are there?

    Parameters
    ----------
    agencies, committees, groups
        Actors by kind.
    ties
        Undirected; of several between two actors the strongest counts.

    Returns
    -------
    tuple of Triangle
        The most closed first, then the more autonomous.

    Examples
    --------
    >>> ties = [Tie("usda", "farm", 0.5), Tie("farm", "growers", 1.0), Tie("growers", "usda", 0.75)]
    >>> (found,) = triangles(["usda"], ["farm"], ["growers"], [*ties, Tie("usda", "omb", 0.75)])
    >>> found.closure, found.autonomy
    (0.5, 0.75)
    """
    strength: dict[frozenset[str], float] = {}
    for tie in ties:
        pair = frozenset((tie.one, tie.other))
        if len(pair) == 2:
            strength[pair] = max(strength.get(pair, 0.0), tie.strength)
    found = []
    for trio in product(agencies, committees, groups):
        sides = [
            strength.get(frozenset((trio[i], trio[j])), 0.0) for i, j in ((0, 1), (1, 2), (0, 2))
        ]
        if min(sides) <= 0.0:
            continue
        inside, corners = sum(sides), set(trio)
        outside = sum(v for pair, v in strength.items() if len(pair & corners) == 1)
        found.append(Triangle(*trio, closure=min(sides), autonomy=inside / (inside + outside)))
    return tuple(sorted(found, key=lambda t: (-t.closure, -t.autonomy, t.members)))


def triangles_in(arena: Arena) -> list[Triangle]:
    """Triangles of an arena on the day of the vote whose corners stand on one side.

    Parameters
    ----------
    arena
        The arena; pressure counts as a tie.

    Returns
    -------
    list of Triangle
        The most closed first.
    """
    agencies, committees, groups = (
        [a for a, k in zip(arena.actors, arena.kinds, strict=True) if k == kind] for kind in _KINDS
    )
    day = arena.stages.deadline
    ties = [t for t in (*arena.ties, *arena.pressure) if np.isnan(day) or t.holds_on(day)]
    return [
        t
        for t in triangles(agencies, committees, groups, ties)
        if len({arena.side(m) for m in t.members}) == 1 and arena.side(t.agency) != 0
    ]


def iron_triangles(arena: Arena) -> LensReading:
    """Read a case for triangles that hold the policy.

    Parameters
    ----------
    arena
        The arena, with ties on the day of the vote.

    Returns
    -------
    LensReading
        Abstains without committees, ties or a closed and autonomous triangle, and where such
        triangles stand on both sides.

    References
    ----------
    Vernon, Spar and Tobin (1991); for the criticism Heclo (1978).
    """
    lacking = [kind for kind in _KINDS if kind not in arena.kinds]
    missing = {}
    if lacking:
        missing["lenses.further_actors"] = f"actors of the kind {' and '.join(lacking)}"
    if not arena.ties:
        missing["lenses.ties"] = "who keeps in touch with whom"
    found = triangles_in(arena)
    members = {m for t in found for m in t.members}
    seen = tuple(a for a in arena.actors if a in members)
    closed = [t for t in found if t.closure >= arena.cuts.closed_triangle]
    prediction, because = _outcome(arena, found, closed, missing)
    return LensReading(
        CARD,
        arena.actors,
        seen,
        prediction,
        because,
        coalitions=_coalitions(arena, found),
        matters=_matters(seen, found),
        measures=_measures(found, closed),
        missing=missing,
    )


def _outcome(
    arena: Arena, found: list[Triangle], closed: list[Triangle], missing: dict[str, str]
) -> tuple[Prediction | None, str]:
    if not found:
        why = "; ".join(missing.values())
        return None, "no triangle on one side" + (f": the case lacks {why}" if why else "")
    if not closed:
        return None, f"no triangle is closed: the tightest has closure {found[0].closure:.2f}"
    firm = [t for t in closed if t.autonomy >= arena.cuts.autonomous]
    if not firm:
        best = max(t.autonomy for t in closed)
        return None, (
            f"closed triangles stand open to the outside: autonomy {best:.2f} at best, cut "
            f"{arena.cuts.autonomous:.2f}"
        )
    sides = {arena.side(t.agency) for t in firm}
    if len(sides) > 1:
        return None, "autonomous triangles stand on both sides"
    names = " - ".join(firm[0].members)
    if sides == {1}:
        return "passes", f"the triangle {names} is closed, autonomous and for the bill"
    return "does not pass", f"the triangle {names} is closed, autonomous and against the bill"


def _coalitions(arena: Arena, found: list[Triangle]) -> tuple[LensCoalition, ...]:
    coalitions = []
    for side, name in ((1, "triangles for the bill"), (-1, "triangles against it")):
        members = {m for t in found if arena.side(t.agency) == side for m in t.members}
        if members:
            ordered = tuple(a for a in arena.actors if a in members)
            coalitions.append(LensCoalition(name, ordered, side))
    return tuple(coalitions)


def _matters(seen: tuple[str, ...], found: list[Triangle]) -> tuple[Matters, ...]:
    best = {a: max(t.closure for t in found if a in t.members) for a in seen}
    order = sorted(seen, key=lambda a: (-best[a], seen.index(a)))
    return tuple(Matters(a, "corner of a triangle, by its closure", best[a]) for a in order)


def _measures(found: list[Triangle], closed: list[Triangle]) -> tuple[Measure, ...]:
    return (
        Measure("triangles", float(len(found)), "triples on one side, tied each to each"),
        Measure("closed triangles", float(len(closed)), "of them closed"),
        Measure(
            "closure",
            found[0].closure if found else None,
            "weakest tie of the tightest triangle" if found else "there is no triangle",
        ),
        Measure(
            "autonomy",
            max(t.autonomy for t in found) if found else None,
            "largest share of inside ties" if found else "there is no triangle",
        ),
    )
