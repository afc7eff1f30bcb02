"""What a forecast believes before it sees a vote: which votes resemble each other, and how far.

The latent support of member i on vote v, f = g(party, v) + state + m(i, v), is Gaussian; the member
takes the liberalising side with probability Phi(f). g holds what a party shares on a vote, m what
is the member's own. The sizes are set in `Sizes`, in units of the probit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winset.votes.records import RollCall, VoteTable

__all__ = [
    "GROUPS",
    "LASTING_SWING",
    "MODELS",
    "SIZES",
    "Design",
    "Sizes",
    "design_of",
    "member_kernel",
    "model_name",
    "party_kernel",
]

Floats = NDArray[np.float64]

GROUPS: Final[dict[str, str]] = {
    "fta": "agreements",
    "tpa": "agreements",
    "wto": "agreements",
    "china": "status",
    "other": "status",
}
"""Kinds of vote that resemble each other; any other kind is a group of its own."""

_DAYS_A_YEAR: Final = 365.25


@dataclass(frozen=True, slots=True)
class Sizes:
    """Standard deviations in units of the probit; times in years.

    Parameters
    ----------
    member, member_group, member_kind
        A member's own leaning: on every trade vote, on a group of kinds, on one kind.
    member_years
        Over how many years the leaning on a group or kind fades to 1/e.
    state
        What members of one state share.
    common, party, kind, party_kind, party_chamber
        Lasting level: of all votes, of a party, of a kind, of a party on a kind, in a chamber.
    drift, drift_years
        A party's level moves by this much, with this memory.
    kind_drift, kind_drift_years
        A party's level on one kind moves by this much, with this memory: how far the swing of the
        last vote of a kind is still there at the next.
    same_bill
        What a party shares on the votes on one bill.
    bill, swing
        New on each vote: shared by all parties, and of each party. Scaled by what the earlier
        votes show (`SCALES`).
    president, president_sd
        Shift of the president's party toward the president's side: mean and doubt about it.
    procedure, procedure_sd
        Shift of the majority toward its side, and of the minority against it, on rules and motions
        to recommit.
    covariate
        Weight of a member covariate of unit spread, in each party.
    slip
        Probability that a recorded vote says nothing of the member's leaning.
    """

    member: float = 1.6
    member_group: float = 1.2
    member_kind: float = 0.7
    member_years: float = 8.0
    state: float = 0.5
    common: float = 0.5
    party: float = 1.0
    kind: float = 0.7
    party_kind: float = 0.7
    party_chamber: float = 0.5
    drift: float = 0.7
    drift_years: float = 4.0
    kind_drift: float = 0.0
    kind_drift_years: float = 3.0
    same_bill: float = 0.6
    bill: float = 0.72
    swing: float = 0.86
    president: float = 0.7
    president_sd: float = 0.7
    procedure: float = 1.5
    procedure_sd: float = 1.0
    covariate: float = 0.5
    slip: float = 0.01

    def scaled(self, bill: float, swing: float) -> Sizes:
        """Sizes with the shock of a bill and the swing of a party multiplied."""
        return replace(self, bill=self.bill * bill, swing=self.swing * swing)


SIZES: Final = Sizes()
LASTING_SWING: Final = replace(SIZES, kind_drift=0.8, kind_drift_years=3.0, swing=0.6)
MODELS: Final[dict[str, Sizes]] = {"plain": SIZES, "lasting-swing": LASTING_SWING}
"""The first model, and a second in which part of a party's swing is still there at the next vote of
the kind (docs/explanation/forecast.md)."""


def model_name(sizes: Sizes) -> str:
    """Name of a model by its sizes, ``own`` where they are nobody else's.

    Examples
    --------
    >>> model_name(SIZES), model_name(replace(SIZES, state=0.4))
    ('plain', 'own')
    """
    return next((name for name, known in MODELS.items() if known == sizes), "own")


@dataclass(frozen=True, eq=False)
class Design:
    """What the prior looks at, by vote and by party and vote.

    Parameters
    ----------
    years : array (n_votes,)
        Date in years.
    kind, group, bill, chamber : array (n_votes,)
        Codes; equal codes resemble each other. Votes without a bill have codes of their own.
    president : array (n_parties, n_votes)
        +1 where the party holds the presidency and the president stands on the liberalising side,
        -1 where against, 0 otherwise.
    procedure : array (n_parties, n_votes)
        +1 where procedure pulls the party to the liberalising side, -1 where away, 0 otherwise.
    """

    years: Floats
    kind: NDArray[np.intp]
    group: NDArray[np.intp]
    bill: NDArray[np.intp]
    chamber: NDArray[np.intp]
    president: Floats
    procedure: Floats


def design_of(table: VoteTable) -> Design:
    """Describe the roll calls of a table for the prior."""
    calls = table.roll_calls
    parties = table.party_names
    president = np.array([[_president(call, name) for call in calls] for name in parties])
    procedure = np.zeros((len(parties), len(calls)))
    for column, call in enumerate(calls):
        toward = {"rule": 1, "recommit": -1}.get(call.stage, 0) * call.orientation
        seats = np.bincount(
            table.party[table.listed[:, column], column], minlength=len(parties) or 1
        )
        if toward and seats.any():
            procedure[:, column] = np.where(np.arange(len(parties)) == seats.argmax(), 1, -1)
            procedure[:, column] *= toward
    return Design(
        np.array([call.date.toordinal() / _DAYS_A_YEAR for call in calls]),
        _codes([call.kind for call in calls]),
        _codes([GROUPS.get(call.kind, call.kind) for call in calls]),
        _codes([f"{call.congress} {call.bill}" if call.bill else call.key for call in calls]),
        _codes([call.chamber for call in calls]),
        president.reshape(len(parties), len(calls)).astype(float),
        procedure,
    )


def _president(call: RollCall, party: str) -> int:
    if call.president_party != party or call.president_side is None:
        return 0
    return (1 if call.president_side == "Yea" else -1) * call.orientation


def _codes(names: list[str]) -> NDArray[np.intp]:
    index = {name: i for i, name in enumerate(dict.fromkeys(names))}
    return np.array([index[name] for name in names], dtype=np.intp)


def _same(codes: NDArray[np.intp]) -> Floats:
    return np.asarray(codes[:, None] == codes[None, :], dtype=float)


def _apart(years: Floats) -> Floats:
    return np.abs(years[:, None] - years[None, :])


def member_kernel(design: Design, sizes: Sizes = SIZES) -> Floats:
    """Covariance of one member's own leaning between votes, shape (n_votes, n_votes)."""
    fading = np.exp(-_apart(design.years) / sizes.member_years)
    return np.asarray(
        sizes.member**2
        + sizes.member_group**2 * _same(design.group) * fading
        + sizes.member_kind**2 * _same(design.kind) * fading
    )


def party_kernel(design: Design, sizes: Sizes = SIZES) -> tuple[Floats, Floats]:
    """Prior of g: mean and covariance over (party, vote), party by party.

    Returns
    -------
    mean : array (n_parties * n_votes,)
    covariance : array (n_parties * n_votes, n_parties * n_votes)
    """
    parties, votes = design.president.shape
    shared = sizes.common**2 + sizes.kind**2 * _same(design.kind) + sizes.bill**2 * np.eye(votes)
    own = (
        sizes.party**2
        + sizes.party_kind**2 * _same(design.kind)
        + sizes.party_chamber**2 * _same(design.chamber)
        + sizes.drift**2 * np.exp(-_apart(design.years) / sizes.drift_years)
        + sizes.kind_drift**2
        * _same(design.kind)
        * np.exp(-_apart(design.years) / sizes.kind_drift_years)
        + sizes.same_bill**2 * _same(design.bill)
        + sizes.swing**2 * np.eye(votes)
    )
    covariance = np.kron(np.ones((parties, parties)), shared) + np.kron(np.eye(parties), own)
    president, procedure = design.president.ravel(), design.procedure.ravel()
    covariance += sizes.president_sd**2 * np.outer(president, president)
    covariance += sizes.procedure_sd**2 * np.outer(procedure, procedure)
    mean = sizes.president * president + sizes.procedure * procedure
    return np.asarray(mean), np.asarray(covariance)
