"""Prior of a forecast: which votes resemble each other, and how far.

The latent support of member i on vote v, f = g(party, v) + state + m(i, v), is Gaussian; the member
takes the liberalising side with probability Phi(f). g holds what a party shares on a vote, m what
is the member's own. The sizes are set in `Sizes`, in units of the probit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winset.votes.forecast.procedures import passage_level, procedure_of
from winset.votes.kinds import group_of, is_core
from winset.votes.records import RollCall, VoteTable

Floats = NDArray[np.float64]

_DAYS_A_YEAR: Final = 365.25
_AMERICAN: Final = ("house", "senate")


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
    common, chamber, party, kind, party_kind, party_chamber
        Lasting level: of all votes, of a chamber, of a party, of a kind, of a party on a kind, of a
        party in a chamber.
    drift, drift_years
        A party's level moves by this much, with this memory.
    kind_drift, kind_drift_years
        A party's level on one kind moves by this much, with this memory: how far the swing of the
        last vote of a kind is still there at the next.
    same_bill
        What a party shares on the votes on one bill.
    bill, swing
        New on each vote: shared by all parties, and of each party. Scaled by what the earlier
        votes show (`winset.votes.forecast.one_vote.SCALES`).
    president, president_sd
        Shift of the president's party toward the president's side: mean and doubt about it.
    procedures, procedure_sd
        Weight of the table of procedures (`winset.votes.forecast.procedures`), 1 or 0, and the
        doubt about each of its levels as a level of a party.
    other_kinds
        Share of the leanings on trade that members and parties keep on kinds which are not about
        how open trade is to be (`winset.votes.kinds`); 1 treats all kinds alike.
    other_kinds_sd
        Doubt about the level of the parties on such kinds, relative to their level on passages.
    one_sided
        How many votes the table's share of one-sided votes weighs; 0 leaves one-sided votes out of
        account.
    leaders
        Power to which the odds that a contested motion carries are taken where leaders brought it.
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
    chamber: float = 0.7
    party: float = 1.0
    kind: float = 0.7
    party_kind: float = 0.7
    party_chamber: float = 0.3
    drift: float = 0.7
    drift_years: float = 4.0
    kind_drift: float = 0.8
    kind_drift_years: float = 3.0
    same_bill: float = 0.5
    bill: float = 0.5
    swing: float = 0.6
    president: float = 0.7
    president_sd: float = 0.7
    procedures: float = 0.6
    procedure_sd: float = 0.4
    other_kinds: float = 0.3
    other_kinds_sd: float = 0.3
    one_sided: float = 3.0
    leaders: float = 0.5
    covariate: float = 0.5
    slip: float = 0.01

    def scaled(self, bill: float, swing: float) -> Sizes:
        """Sizes with the shock of a bill and the swing of a party multiplied."""
        return replace(self, bill=self.bill * bill, swing=self.swing * swing)


SIZES: Final = Sizes()
MODELS: Final[dict[str, Sizes]] = {
    "full": SIZES,
    "without-procedures": replace(SIZES, procedures=0.0, procedure_sd=0.0),
    "without-kinds": replace(SIZES, other_kinds=1.0),
    "without-one-sided": replace(SIZES, one_sided=0.0),
    "without-leaders": replace(SIZES, leaders=0.0),
    "without-lasting-swing": replace(SIZES, kind_drift=0.0, swing=0.86),
    "without-president": replace(SIZES, president=0.0, president_sd=0.0),
}
"""The model, and the model without one of its parts (docs/explanation/forecast.md)."""


def model_name(sizes: Sizes) -> str:
    """Name of a model by its sizes, ``own`` where no model has them.

    Examples
    --------
    >>> model_name(SIZES), model_name(replace(SIZES, state=0.4))
    ('full', 'own')
    """
    return next((name for name, known in MODELS.items() if known == sizes), "own")


@dataclass(frozen=True, eq=False)
class Design:
    """Covariates of the prior, by vote and by party and vote.

    Parameters
    ----------
    years : array (n_votes,)
        Date in years.
    kind, group, bill, chamber : array (n_votes,)
        Codes; equal codes resemble each other. Votes without a bill have codes of their own.
    is_core : array (n_votes,)
        Whether the kind is about how open trade is to be.
    slope : array (n_votes,)
        Share of substance that the procedure leaves, 1 on passage.
    president : array (n_parties, n_votes)
        +1 where the party holds the presidency and the president stands on the liberalising side,
        -1 where against, 0 otherwise.
    procedures : dict of array (n_parties, n_votes)
        By procedure and role of the party, the level that the table gives in the liberalising
        direction, 0 elsewhere.
    passage : array (n_parties, n_votes)
        Usual level of each party on a passage in the liberalising direction, on kinds that are not
        core; 0 elsewhere.
    """

    years: Floats
    kind: NDArray[np.intp]
    group: NDArray[np.intp]
    bill: NDArray[np.intp]
    chamber: NDArray[np.intp]
    is_core: NDArray[np.bool_]
    slope: Floats
    president: Floats
    procedures: dict[str, Floats]
    passage: Floats


def design_of(table: VoteTable) -> Design:
    """Describe the roll calls of a table for the prior."""
    calls, parties = table.roll_calls, table.party_names
    shape = (len(parties), len(calls))
    president = np.array([[_president(call, name) for call in calls] for name in parties])
    core = [call.chamber not in _AMERICAN or is_core(call.kind) for call in calls]
    levels, passage = _levels(table, core)
    return Design(
        np.array([call.date.toordinal() / _DAYS_A_YEAR for call in calls]),
        _codes([call.kind for call in calls]),
        _codes([group_of(call.kind) for call in calls]),
        _codes([f"{call.congress} {call.bill}" if call.bill else call.key for call in calls]),
        _codes([call.chamber for call in calls]),
        np.array(core, dtype=bool),
        np.array([procedure_of(call).slope for call in calls]),
        president.reshape(shape).astype(float),
        levels,
        passage,
    )


def _levels(table: VoteTable, core: list[bool]) -> tuple[dict[str, Floats], Floats]:
    """Levels of the table of procedures, and of passages of kinds that are not core."""
    parties, calls = len(table.party_names), table.roll_calls
    levels: dict[str, Floats] = {}
    passage = np.zeros((parties, len(calls)))
    for column, call in enumerate(calls):
        party = table.party[table.listed[:, column], column]
        if call.chamber not in _AMERICAN or not party.size:
            continue
        is_majority = np.arange(parties) == np.bincount(party, minlength=parties).argmax()
        found = procedure_of(call)
        for role, level in (("majority", found.majority), ("minority", found.minority)):
            rows = is_majority if role == "majority" else ~is_majority
            if level:
                name = f"{call.chamber} {found.name} {role}"
                place = levels.setdefault(name, np.zeros((parties, len(calls))))
                place[rows, column] = level * call.orientation
            if not core[column] and found.name != "privileged":
                usual = passage_level(call.chamber, majority=role == "majority")
                passage[rows, column] = usual * call.orientation
    return levels, passage


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


def _slope(design: Design, sizes: Sizes) -> Floats:
    return np.asarray(1.0 - sizes.procedures * (1.0 - design.slope))


def _lasting(design: Design, sizes: Sizes, variance: Floats) -> Floats:
    """Covariance of a leaning on trade that other kinds share in part; the rest is their own."""
    share = np.where(design.is_core, 1.0, sizes.other_kinds)
    rest = np.sqrt(1.0 - share**2)
    own = np.outer(rest, rest) * _same(design.kind)
    return np.asarray(variance * np.outer(share, share) + np.diag(variance)[0] * own)


def member_kernel(design: Design, sizes: Sizes = SIZES) -> Floats:
    """Covariance of one member's own leaning between votes, shape (n_votes, n_votes)."""
    fading = np.exp(-_apart(design.years) / sizes.member_years)
    general = np.full_like(fading, sizes.member**2)
    leaning = (
        _lasting(design, sizes, general)
        + sizes.member_group**2 * _same(design.group) * fading
        + sizes.member_kind**2 * _same(design.kind) * fading
    )
    slope = _slope(design, sizes)
    return np.asarray(leaning * np.outer(slope, slope))


def party_kernel(design: Design, sizes: Sizes = SIZES) -> tuple[Floats, Floats]:
    """Prior of g: mean and covariance over (party, vote), party by party.

    Returns
    -------
    mean : array (n_parties * n_votes,)
    covariance : array (n_parties * n_votes, n_parties * n_votes)
    """
    parties, votes = design.president.shape
    apart, kind, chamber = _apart(design.years), _same(design.kind), _same(design.chamber)
    slope = _slope(design, sizes)
    both = np.outer(slope, slope)
    shared = both * (sizes.common**2 + sizes.chamber**2 * chamber + sizes.kind**2 * kind)
    drift = sizes.party**2 + sizes.drift**2 * np.exp(-apart / sizes.drift_years)
    own = both * (
        _lasting(design, sizes, drift)
        + sizes.party_kind**2 * kind
        + sizes.party_chamber**2 * chamber
        + sizes.kind_drift**2 * kind * np.exp(-apart / sizes.kind_drift_years)
        + sizes.same_bill**2 * _same(design.bill)
    )
    fresh = np.eye(votes)
    covariance = np.kron(np.ones((parties, parties)), shared + sizes.bill**2 * fresh)
    covariance += np.kron(np.eye(parties), own + sizes.swing**2 * fresh)
    president = (design.president * slope).ravel()
    covariance += sizes.president_sd**2 * np.outer(president, president)
    mean = sizes.president * president
    # A level is the probit of a share; in a party whose members spread it takes more support.
    unit = np.tile(np.sqrt(1.0 + np.diag(member_kernel(design, sizes))), parties)
    for level in design.procedures.values() if sizes.procedures else ():
        mean = mean + sizes.procedures * level.ravel() * unit
        where = np.sign(level.ravel()) * unit
        covariance += sizes.procedure_sd**2 * np.outer(where, where)
    usual = (design.passage * slope).ravel() * unit * (1.0 - sizes.other_kinds)
    covariance += sizes.other_kinds_sd**2 * np.outer(usual, usual)
    return np.asarray(mean + usual), np.asarray(covariance)
