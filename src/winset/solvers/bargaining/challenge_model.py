"""The challenge model: expected utility of confronting each other actor, round by round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.games.issue_positions import Positions
from winset.results.bargaining.bargaining_rounds import BargainingRounds, RoundMove

Floats = NDArray[np.float64]
ChallengeVariant = Literal["code", "paper"]

_ROUNDS: Final = 10
_DECIMALS: Final = 9
"""Ranks that agree to so many decimals are equal: the first in the order of actors is taken."""
_INDIFFERENT: Final = 1e-12
"""Distances and expected utilities of less are 0, and utilities that differ by less are equal:
rounding keeps nobody apart and makes no offers."""
_KINDS: Final = ("confrontation", "compromise", "capitulation")


@dataclass(frozen=True, eq=False)
class Expectations:
    """Expectations of all actors at the start of a round, before and after risk is taken in.

    Parameters
    ----------
    chance
        Probability that the row beats the column at exponents 1, shape ``(n, n)``.
    neutral
        Expected utility of the row challenging the column at exponents 1.
    exponent
        Exponent of each actor's utility, 0.5 to 2, shape ``(n,)``; above 1 shuns risk.
    own
        Expected utility of the row challenging the column, as the row sees it.
    other
        Expected utility of the column challenging the row: as the row sees it in variant ``code``,
        as the column does in variant ``paper``.
    """

    chance: Floats
    neutral: Floats
    exponent: Floats
    own: Floats
    other: Floats


class _Offer(NamedTuple):
    """An offer: kind, what it is ranked by, where its taker goes, who made it."""

    kind: int
    rank: float
    place: float
    other: int


def challenge_model(
    table: Positions, *, rounds: int = _ROUNDS, variant: ChallengeVariant = "code"
) -> BargainingRounds:
    """Play the challenge model of Bueno de Mesquita as restated by Scholz, Calbert and Smith.

    Who gives in to whom if everybody challenges where it expects to gain?

    Parameters
    ----------
    table
        Positions on one issue.
    rounds
        Number of rounds; fewer where nobody moves any more.
    variant
        ``"paper"``: the printed equations. ``"code"``: what the authors' program computes, after
        its published rewriting. Only the second gives their own table of results.

    Returns
    -------
    BargainingRounds
        There is no convergence to be expected: positions may keep moving for ever.

    Raises
    ------
    InputError
        If the table has several issues, or the variant is unknown.

    Notes
    -----
    Distances are shares of the range R of the first positions. At exponent r
    Us = 2 - 4 (.5 - d/2)^r, Uf = 2 - 4 (.5 + d/2)^r, Uq = 2 - 4 (.5)^r, and
    E(i->j) = s_j (P Us + (1 - P) Uf) + (1 - s_j) Us - Uq: the status quo holds if nobody
    challenges (Q = 1, as in the article). P is the share of the votes for i over j among all votes
    cast between the two (``paper``) or between all ordered pairs of actors (``code``, where
    distances are raised to the voter's exponent in the second pass). Exponents come from the sum
    of what others expect against an actor: R_i = (2 Sec_i - max - min)/(max - min) and
    r_i = (1 - R_i/3)/(1 + R_i/3). With a = E(i->j) and b = E(j->i): b > a > 0 confrontation, i
    moves to x_j; a < 0 < b and b > |a| compromise, by |a/b| of the way; a < 0 < b <= |a|
    capitulation, to x_j (``paper`` only: the program's test never holds). i takes the first kind
    there is, and within it the offer that moves it least; compromises in ``code`` by the smallest
    (|a| x_i + |b| x_j)/(|a| + |b|); ties by the order of actors. Everybody moves at once.

    References
    ----------
    Bueno de Mesquita (1994); Scholz, Calbert and Smith (2011), Journal of Theoretical Politics
    23(4): 510-531.

    Examples
    --------
    >>> from winset.games.issue_positions import positions
    >>> table = positions([0, 0.5, 1], capability=[1, 1, 1.5], salience=[0.8, 0.3, 0.9])
    >>> challenge_model(table, rounds=2).path[:, :, 0].round(4).tolist()
    [[0.0, 0.5, 1.0], [0.0, 0.2635, 1.0], [0.0, 0.0398, 1.0]]
    """
    if variant not in ("code", "paper"):
        raise InputError(
            f"variant: `{variant}` is not known", meant(variant, ("code", "paper"), noun="variants")
        )
    places, salience, capability = table.one_issue()
    width = float(np.ptp(places))
    path, moves, risks = [places], [], []
    settled = width == 0.0
    while len(path) <= rounds and not settled:
        found = challenge_expectations(path[-1], salience, capability, variant=variant, width=width)
        after, own = _moved(path[-1], found, variant)
        risks.append(found.exponent)
        moves += [
            RoundMove(
                round=len(path),
                actor=table.actors[i],
                other=table.actors[offer.other],
                kind=_KINDS[offer.kind],
                proposer=False,
                chance=float(found.chance[offer.other, i]),
            )
            for i, offer in own
        ]
        settled = bool(np.array_equal(after, path[-1]))
        path.append(after)
    return BargainingRounds(
        table=table,
        model=f"challenge ({variant})",
        path=np.array(path)[:, :, None],
        stopped="settled" if settled else "horizon",
        moves=tuple(moves),
        method="simultaneous moves",
        sources=cited("bueno-de-mesquita-1994", "scholz-et-al-2011"),
        risk=np.array(risks).reshape(len(risks), len(places)),
    )


def challenge_expectations(
    places: Floats,
    salience: Floats,
    capability: Floats,
    *,
    variant: ChallengeVariant = "code",
    width: float | None = None,
) -> Expectations:
    """Probabilities, exponents and expected utilities of one round.

    Parameters
    ----------
    places, salience, capability
        Shape ``(n,)``.
    variant
        As for `challenge_model`.
    width
        Range of positions at the start; default that of `places`.

    Returns
    -------
    Expectations
    """
    span = float(np.ptp(places)) if width is None else width
    distance = np.abs(places[:, None] - places[None, :]) / (span or 1.0)
    distance[distance < _INDIFFERENT] = 0.0
    weight = salience * capability
    count = len(places)
    chance = _victory(distance, weight, np.ones(count), variant)
    neutral = _expected(distance, salience, chance, np.ones(count))
    exponent = _exponents(neutral)
    second = _victory(distance, weight, exponent, variant) if variant == "code" else chance
    own = _expected(distance, salience, second, exponent)
    if variant == "code":
        mirrored = _expected(distance, salience, second, exponent, by_column=True)
        return Expectations(chance, neutral, exponent, own, mirrored.T)
    return Expectations(chance, neutral, exponent, own, own.T)


def _victory(
    distance: Floats, weight: Floats, exponent: Floats, variant: ChallengeVariant
) -> Floats:
    """Probability that the row beats the column; `distance` has a voter a row."""
    seen = distance ** exponent[:, None]
    count = len(weight)
    won, cast = np.zeros((count, count)), np.zeros((count, count))
    for i in range(count):
        votes = weight[:, None] * (seen - seen[:, [i]])
        won[i] = np.maximum(votes, 0.0).sum(axis=0)
        cast[i] = np.abs(votes).sum(axis=0)
    if variant == "paper":
        return np.divide(won, cast, out=np.full_like(won, 0.5), where=cast > 0.0)
    total = cast.sum()
    chance = won / total if total > 0.0 else np.full_like(won, 0.5)
    return np.where(distance == 0.0, 0.0, chance)


def _expected(
    distance: Floats, salience: Floats, chance: Floats, exponent: Floats, by_column: bool = False
) -> Floats:
    """Expected utility of the row challenging the column, at the row's or column's exponent."""
    r = exponent[None, :] if by_column else exponent[:, None]
    won = 2.0 - 4.0 * (0.5 - 0.5 * distance) ** r
    lost = 2.0 - 4.0 * (0.5 + 0.5 * distance) ** r
    quiet = 2.0 - 4.0 * 0.5**r
    care = salience[None, :]
    fought = chance * won + (1.0 - chance) * lost
    found = care * fought + (1.0 - care) * won - quiet
    return np.asarray(np.where(np.abs(found) < _INDIFFERENT, 0.0, found))


def _exponents(neutral: Floats) -> Floats:
    """Exponents from how much others expect to gain against each actor, at exponents 1."""
    security = neutral.sum(axis=0) - np.diag(neutral)
    high, low = float(security.max()), float(security.min())
    if high - low <= 1e-12 * max(1.0, abs(high)):
        return np.ones(len(neutral))
    risk = (2.0 * security - high - low) / (high - low)
    return np.asarray((1.0 - risk / 3.0) / (1.0 + risk / 3.0))


def _moved(
    places: Floats, found: Expectations, variant: ChallengeVariant
) -> tuple[Floats, list[tuple[int, _Offer]]]:
    """Positions after everybody has taken an offer, and who took which."""
    after, own = places.copy(), []
    for i in range(len(places)):
        offers = [
            offer
            for j in range(len(places))
            if j != i
            and (offer := _offer(places, i, j, found.own[i, j], found.other[i, j], variant))
        ]
        if offers:
            taken = min(offers, key=lambda offer: (offer.kind, round(offer.rank, _DECIMALS)))
            after[i] = taken.place
            if taken.place != places[i]:
                own.append((i, taken))
    return after, own


def _offer(
    places: Floats, i: int, j: int, a: float, b: float, variant: ChallengeVariant
) -> _Offer | None:
    """Return j's offer to i, if any."""
    here, there = float(places[i]), float(places[j])
    if a > 0.0 and b - a > _INDIFFERENT:
        return _Offer(0, abs(there - here), there, j)
    if a < 0.0 and a + b > _INDIFFERENT:
        step = (there - here) * abs(a / b)
        if variant == "code":
            ranked = (abs(a) * here + abs(b) * there) / (abs(a) + abs(b))
            return _Offer(1, ranked, here + step, j)
        return _Offer(1, abs(step), here + step, j)
    if variant == "paper" and a < 0.0 < b:
        return _Offer(2, abs(there - here), there, j)
    return None
