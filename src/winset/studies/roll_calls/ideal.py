"""Ideal points of a whole chamber from all its roll calls."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import numpy as np

from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.reports.roll_calls.ideal_report import IdealFit, IdealMember, IdealReport
from winset.votes.ideal_points import ideal_points
from winset.votes.readers.read_chamber import chamber_votes, congress_votes
from winset.votes.readers.read_matrix import RollCallMatrix


def ideal(
    votes: str | int | Path,
    *,
    data: str | Path | None = None,
    chamber: str | None = None,
    dimensions: int = 1,
    positive: str | None = None,
    least_votes: int = 20,
) -> IdealReport:
    """Place the members of a chamber by their votes.

    Parameters
    ----------
    votes
        Number of a Congress, whose files lie in `data`; or a file or folder of roll calls
        (`winset.votes.readers.read_chamber.chamber_votes`).
    data
        Folder with the files of Congresses.
    chamber
        ``house`` (usual) or ``senate`` of a Congress; the chamber of a file that holds several.
    dimensions, positive, least_votes
        As `ideal_report`.

    Returns
    -------
    IdealReport
        The document of ``winset votes ideal``.

    Raises
    ------
    InputError
        If there are no votes, or as `ideal_report`.
    """
    word = str(votes)
    if word.isdecimal():
        which = chamber or "house"
        found = congress_votes(Path(data or "."), int(word), which)
        title = f"{which.title()}, Congress {int(word)}"
    else:
        found, title = chamber_votes(Path(word), chamber), Path(word).name
    return ideal_report(
        found, title, dimensions=dimensions, positive=positive, least_votes=least_votes
    )


def ideal_report(
    votes: RollCallMatrix,
    title: str,
    *,
    dimensions: int = 1,
    positive: str | None = None,
    least_votes: int = 20,
) -> IdealReport:
    """Place the members of a matrix of roll calls.

    Parameters
    ----------
    votes
        Members by roll calls.
    title
        Whose they are.
    dimensions
        1 or 2.
    positive
        Id or name of a member that stands on the positive side of the first dimension. Default: the
        Republicans on average, where there are Democrats too, else the member farthest out.
    least_votes
        Members with fewer votes are not placed.

    Raises
    ------
    InputError
        If a member is unknown or has too few votes, or as `winset.votes.ideal_points`.
    """
    anchor = None if positive is None else _row(votes, positive)
    found = ideal_points(
        votes.casts, dimensions=dimensions, positive=anchor, least_votes=least_votes
    )
    turn, fixed = 1.0, f"the first dimension is positive for {positive}"
    if anchor is None:
        turn, fixed = _usual_turn(votes, found.points[:, 0])
    sign = np.array([turn, 1.0])[:dimensions]
    points = found.points * sign
    cast = (votes.casts != 0).sum(axis=1)
    order = np.argsort(np.where(np.isnan(points[:, 0]), np.inf, points[:, 0]), kind="stable")
    return IdealReport(
        title=title,
        dimensions=dimensions,
        roll_calls=votes.casts.shape[1],
        roll_calls_used=int((~np.isnan(found.intercept)).sum()),
        members=[
            IdealMember(
                id=votes.members[i].id,
                name=votes.members[i].name,
                party=votes.members[i].party,
                state=votes.members[i].state,
                votes=int(cast[i]),
                **_places(points[i], found.error[i]),
            )
            for i in order
        ],
        fit=IdealFit(correct=found.right, apre=found.proportional_reduction),
        identification=f"mean 0 and standard deviation 1 over the members; {fixed}",
    )


def _places(point: np.ndarray, error: np.ndarray) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for axis in range(point.size):
        known = not np.isnan(point[axis])
        found[f"dim{axis + 1}"] = float(point[axis]) if known else None
        found[f"dim{axis + 1}_se"] = float(error[axis]) if known else None
    return found


def _usual_turn(votes: RollCallMatrix, first: np.ndarray) -> tuple[float, str]:
    """Sign of the first dimension, and what fixes it."""
    means = {}
    for letter in ("D", "R"):
        held = [first[i] for i, who in enumerate(votes.members) if who.party == letter]
        known = [value for value in held if not np.isnan(value)]
        if known:
            means[letter] = float(np.mean(known))
    if len(means) == 2:
        told = "Republicans are positive on average"
        return (-1.0 if means["R"] < means["D"] else 1.0), told
    return 1.0, "the member farthest out is positive"


def _row(votes: RollCallMatrix, positive: str) -> int:
    word = " ".join(normalize("NFC", positive).split())
    labels = {who.id: i for i, who in enumerate(votes.members)}
    named = [i for i, who in enumerate(votes.members) if who.name == word]
    if word in labels:
        return labels[word]
    if len(named) > 1:
        ids = " or ".join(votes.members[i].id for i in named)
        raise InputError(f"`{word}` may be {ids}", "write the id")
    if not named:
        right = meant(word, [*labels, *(who.name for who in votes.members)], noun="members")
        raise InputError(f"there is no member `{word}`", right)
    return named[0]
