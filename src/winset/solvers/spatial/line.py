"""The win-set on a line, exactly: votes change only at the ends of the voters' intervals."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.games.spatial import Floats, SpatialGame
from winset.results.two_level.win_set import Stretch, WinSet

SAME_POINT = 1e-9
"""Points on an axis closer than this are one point; the status quo is left out to this width."""
_LINE = "exact: the ends of the voters' intervals in order"


def line_win_set(game: SpatialGame, domain: tuple[float, float] | None = None) -> WinSet:
    """The win-set of a spatial game with one axis, piece by piece.

    Answers: which points would pass instead of the status quo, and who would refuse the next one?

    Parameters
    ----------
    game
        With one axis.
    domain
        Ends of the axis; default: as far as any voter's acceptance reaches.

    Returns
    -------
    WinSet
        Exact; pieces may be several, or single points. Empty if only the status quo passes.

    Notes
    -----
    Voter i accepts [x_i - r_i, x_i + r_i]. Between neighbouring ends no vote changes, so the votes
    there and at the ends settle everything. O(n^2) for n voters.
    """
    low, high = domain if domain is not None else _reach(game)
    ends = np.concatenate([game.ideals[:, 0] - game.radii, game.ideals[:, 0] + game.radii])
    ends = ends[np.isfinite(ends) & (ends > low) & (ends < high)]
    edges = _distinct(np.concatenate([ends, [low, high]]))
    middles = 0.5 * (edges[:-1] + edges[1:])
    at_edge, between = game.accepts(edges[:, None]), game.accepts(middles[:, None])
    quo = float(game.status_quo[0])
    pieces = [
        (_snapped(piece[0], quo), _snapped(piece[1], quo))
        for piece in _pieces(edges, at_edge, between)
        if not (piece[1] - piece[0] <= SAME_POINT and abs(piece[0] - quo) <= SAME_POINT)
    ]
    inner = np.array([[0.5 * (a + b)] for a, b in pieces]).reshape(-1, 1)
    return WinSet(
        issues=game.issues,
        status_quo=game.status_quo,
        domain=np.array([[low], [high]]),
        outcome="solved" if pieces else "empty",
        volume=float(sum(b - a for a, b in pieces)),
        error_bound=0.0,
        bounds={game.issues[0]: (pieces[0][0], pieces[-1][1])} if pieces else {},
        intervals=tuple(pieces),
        border=_border(game, pieces, (low, high)),
        accepts=game.accepts,
        exact=True,
        method=_LINE,
        inner=inner[np.abs(inner[:, 0] - quo) > SAME_POINT],
        reason="" if pieces else "nothing but the status quo passes",
    )


def _reach(game: SpatialGame) -> tuple[float, float]:
    radii = np.where(np.isfinite(game.radii), np.maximum(game.radii, 0.0), 0.0)
    quo = float(game.status_quo[0])
    low = min(quo, float((game.ideals[:, 0] - radii).min()))
    high = max(quo, float((game.ideals[:, 0] + radii).max()))
    return low, max(high, low + SAME_POINT)


def _snapped(edge: float, status_quo: float) -> float:
    """The status quo for an edge that is nearer to it than a tolerance, else the edge."""
    return status_quo if abs(edge - status_quo) <= 4.0 * SAME_POINT else edge


def _distinct(values: Floats) -> Floats:
    ordered = np.sort(values)
    return np.asarray(ordered[np.concatenate([[True], np.diff(ordered) > 1e-12])])


def _pieces(
    edges: Floats, at_edge: NDArray[np.bool_], between: NDArray[np.bool_]
) -> list[tuple[float, float]]:
    """Join accepted edges and stretches between them to closed pieces."""
    pieces: list[tuple[float, float]] = []
    start: float | None = None
    for place, edge in enumerate(edges):
        before = place > 0 and bool(between[place - 1])
        after = place < len(between) and bool(between[place])
        if start is not None and not after:
            pieces.append((start, float(edge)))
            start = None
        elif start is None and not before and not after and bool(at_edge[place]):
            pieces.append((float(edge), float(edge)))
        if start is None and after:
            start = float(edge)
    return pieces


def _border(
    game: SpatialGame, pieces: list[tuple[float, float]], domain: tuple[float, float]
) -> tuple[Stretch, ...]:
    found = []
    for low, high in pieces:
        step = min(1e-7, 0.25 * (high - low))
        for edge, outward in ((low, -1.0), (high, 1.0)):
            if edge in domain or step <= 0.0:
                continue
            beyond = np.array([edge + outward * 1e-7])
            voter, body = _who_refuses(game, edge, beyond)
            found.append(
                Stretch(
                    np.array([[edge]]),
                    body,
                    voter,
                    0.0,
                    np.array([edge - outward * step]),
                    beyond,
                )
            )
    return tuple(found)


def _who_refuses(game: SpatialGame, edge: float, beyond: Floats) -> tuple[str, str]:
    """Voter and body that no longer accept beyond an edge."""
    gap = np.abs(np.abs(game.ideals[:, 0] - edge) - game.radii)
    lost = np.flatnonzero(gap <= 1e-9)
    votes = game.votes(beyond[None, :])[0]
    for voter in lost:
        if any(c[game.body[voter]] > votes[game.body[voter]] for c in game.clauses):
            return game.voters[voter], game.bodies[game.body[voter]]
    nearest = int(np.argmin(gap))
    return game.voters[nearest], game.bodies[game.body[nearest]]
