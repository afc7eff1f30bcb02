"""The domestic game: one bill at home, as labelled arrays over draws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from winset.games.referendum import Referendums
from winset.games.rule import Rule

Floats = NDArray[np.float64]

WillingnessRule = Literal["min", "mean", "product"]
Distance = Literal["euclidean", "city-block"]


@dataclass(frozen=True)
class NamedMembers:
    """Real members of one chamber, in the places that its blocs' quantiles would take.

    Parameters
    ----------
    chamber
        Id of the chamber.
    ids, names, parties, states, districts
        One entry a member, ordered by the row of the actor it belongs to; empty strings where a
        member of a coded bloc has no name.
    quantile
        Place of each member within its bloc, in units of the bloc's spread, ``(n_members,)``.
    is_real
        Whether the member has a name; the others stand as their bloc is coded, ``(n_members,)``.
    chance
        Probability of support by the forecast alone, NaN without a name, ``(n_members,)``.
    axis
        Row of the vote axis on which shocks move them.
    """

    chamber: str
    ids: tuple[str, ...]
    names: tuple[str, ...]
    parties: tuple[str, ...]
    states: tuple[str, ...]
    districts: tuple[str, ...]
    quantile: Floats
    is_real: NDArray[np.bool_]
    chance: Floats
    axis: int


@dataclass(frozen=True)
class Labels:
    """Names along the axes of a domestic game's arrays, and what they stand for.

    Parameters
    ----------
    actors, levels, parties
        One entry an actor: its id, its level and its party (``None`` without one).
    vote_issues, reason_issues
        Ids of the vote axes and of the reason axes.
    chambers
        Ids of the chambers.
    seats
        Members of each actor in each chamber, shape ``(n_actors, n_chambers)``.
    named
        Chambers whose members have names.
    """

    actors: tuple[str, ...]
    levels: tuple[str, ...]
    parties: tuple[str | None, ...]
    vote_issues: tuple[str, ...]
    reason_issues: tuple[str, ...]
    chambers: tuple[str, ...]
    seats: NDArray[np.int64]
    named: tuple[NamedMembers, ...] = ()

    def members_of(self, chamber: str) -> NamedMembers | None:
        """Named members of a chamber, if it has any."""
        return next((found for found in self.named if found.chamber == chamber), None)

    def actor(self, name: str) -> int:
        """Row of an actor."""
        return self.actors.index(name)

    def at_level(self, *levels: str) -> NDArray[np.bool_]:
        """Find which actors stand at one of these levels, shape ``(n_actors,)``."""
        return np.array([level in levels for level in self.levels], dtype=np.bool_)


@dataclass(frozen=True)
class Institutions:
    """Requirements of passage, and who decides whether there is a vote.

    Parameters
    ----------
    rule
        The rule, over the actors as players.
    chamber_weights
        Member-moves that one unit of surplus of a member costs, shape ``(n_chambers,)``.
    open_axes
        Rows of the vote axes that the floor may amend; empty under a closed rule.
    amending_chamber
        Column of the chamber whose median decides under an open rule.
    gatekeeper
        Row of the actor that holds the calendar, or ``None`` where it is fixed.
    prefers_recorded_defeat
        Whether the gatekeeper would rather see the bill lose than withdrawn.
    chief_executive
        Row of the chief executive, or ``None``.
    compensable
        Which veto players or gatekeepers may be paid, shape ``(n_actors,)``.
    reach
        Which chambers the effort of each actor reaches, shape ``(n_actors, n_chambers)``.
    reach_players
        Which single players it reaches, shape ``(n_actors, n_actors)``.
    player_weights
        Member-moves that one unit of surplus of a veto player or gatekeeper costs, shape
        ``(n_actors,)``.
    referendums
        The referendums of the rule.
    abstention
        Loss up to which a member of each chamber abstains where that does not block, surplus units,
        shape ``(n_chambers,)``.
    """

    rule: Rule
    chamber_weights: Floats
    open_axes: tuple[int, ...]
    amending_chamber: int
    gatekeeper: int | None
    prefers_recorded_defeat: bool
    chief_executive: int | None
    compensable: NDArray[np.bool_]
    reach: NDArray[np.bool_]
    reach_players: NDArray[np.bool_]
    player_weights: Floats
    referendums: Referendums
    abstention: Floats


@dataclass(frozen=True)
class Choices:
    """Modelling choices that can be switched.

    Parameters
    ----------
    willingness_rule, distance, fund_conversion
        How elements of willingness are joined, distance is measured and the fund is counted.
    votes
        ``modelled``: members vote by the vote model. ``certain``: by their surplus alone, with
        purses pooled by distance, as the sharp win-sets of a negotiation ask.
    contest, usual_cohesion
        Of the vote model.
    duration
        Constant, effect of division, effect of a broker and spread of log days to a proposal.
    joining
        Slopes of stake, of distance on the vote axes and on the reasons.
    """

    willingness_rule: WillingnessRule = "min"
    distance: Distance = "euclidean"
    fund_conversion: Literal["converted", "face-value"] = "converted"
    votes: Literal["modelled", "certain"] = "modelled"
    contest: Literal["simultaneous", "none"] = "simultaneous"
    usual_cohesion: float = 0.5
    duration: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.7)
    joining: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Links:
    """Ties between actors, frames they see and foreign signals they hear.

    Parameters
    ----------
    tie_source, tie_target
        Rows of the actors at both ends of each tie, shape ``(n_ties,)``.
    tie_states
        States each tie is confined to among real members; empty: none are named.
    frame_axis
        Vote axis of each frame, shape ``(n_frames,)``.
    frame_audience
        Who sees each frame, shape ``(n_frames, n_actors)``.
    signal_source
        Row of the actor each foreign signal comes from, shape ``(n_signals,)``.
    signal_audience
        Whose ideals it moves, shape ``(n_signals, n_actors)``.
    """

    tie_source: NDArray[np.int64]
    tie_target: NDArray[np.int64]
    tie_states: tuple[frozenset[str], ...]
    frame_axis: NDArray[np.int64]
    frame_audience: NDArray[np.bool_]
    signal_source: NDArray[np.int64]
    signal_audience: NDArray[np.bool_]


@dataclass(frozen=True)
class Numbers:
    """Every number of the game; the first axis of each array is the draw.

    Shapes use D draws, A actors, K vote axes, R reason axes, T ties, G frames, V foreign signals,
    P parties, M members of all chambers together. Positions, saliences and the like are in 0..1,
    capacities in member-moves, days are proleptic ordinals. NaN means not given.
    """

    status_quo: Floats  # (D, K)
    proposal: Floats  # (D, K)
    position: Floats  # (D, A, K)
    salience: Floats  # (D, A, K)
    spread: Floats  # (D, A, K)
    reason_position: Floats  # (D, A, R)
    reason_salience: Floats  # (D, A, R)
    capacity: Floats  # (D, A)
    no_agreement: Floats  # (D, A)
    payoff: Floats  # (D, A), NaN without a coded willingness
    polarization: Floats  # (D, A)
    opposition: Floats  # (D, A)
    impact: Floats  # (D, A), NaN without coded conditions
    cost_of_staying_out: Floats  # (D, A)
    resources: Floats  # (D, A)
    attention: Floats  # (D, A)
    lobbying_start: Floats  # (D, A)
    broker: Floats  # (D, A), 1 or 0
    conditional: Floats  # (D, A), 1 or 0
    tie_strength: Floats  # (D, T)
    tie_since: Floats  # (D, T)
    tie_share: Floats  # (D, T), share of a bloc that a tie reaches
    frame_toward: Floats  # (D, G)
    frame_strength: Floats  # (D, G)
    frame_willingness: Floats  # (D, G)
    signal_strength: Floats  # (D, V)
    formulation_start: Floats  # (D, 1)
    proposal_day: Floats  # (D, 1)
    quality: Floats  # (D, 1)
    work_days: Floats  # (D, 1)
    coordination: Floats  # (D, 1)
    division: Floats  # (D, 1)
    deadline: Floats  # (D, 1)
    next_election: Floats  # (D, E)
    theta: Floats  # (D, 1)
    lobbying_window_days: Floats  # (D, 1)
    executive_pull_days: Floats  # (D, 1)
    full_stake: Floats  # (D, 1)
    engagement_threshold: Floats  # (D, 1)
    convenience_near: Floats  # (D, 1)
    convenience_far: Floats  # (D, 1)
    election_polarization: Floats  # (D, 1)
    election_window_days: Floats  # (D, 1)
    shock_sizes: Floats  # (D, 4): bill, party, bloc, member
    willingness_factor: Floats  # (D, 1), 1 unless a study varies it
    referendum_share: Floats  # (D, J) for J referendums
    referendum_turnout: Floats  # (D, J)
    referendum_cantons: Floats  # (D, J), NaN without a double majority
    fund_factor: Floats  # (D, 1), 1 unless a study varies it
    capacity_factor: Floats  # (D, 1), 1 unless a study varies it
    engagement_factor: Floats  # (D, A), 1 unless a study varies it
    coefficients: Floats  # (D, 12), in the order of foundation.coefficients.NAMES
    traits: Floats  # (D, 3): direction (+.5, -.5, 0), package, statutory clock
    joined: Floats  # (D, A), 1 or 0, NaN where not known
    observed_engagement: Floats  # (D, A), NaN without dated evidence
    benches: Floats  # (D, A), 1 government, -1 opposition, else 0
    free_time: Floats  # (D, A), share of the time that other business leaves
    feedback: Floats  # (D, 1), kappa
    party_lines: Floats  # (D, 2): what they are worth to the two benches, surplus units

    @property
    def draws(self) -> int:
        """Number of draws."""
        return int(self.theta.shape[0])

    def repeated(self, draws: int, names: Iterable[str] = ()) -> Numbers:
        """Numbers with ``draws`` rows; the arrays in ``names`` are writable copies.

        Raises
        ------
        ValueError
            If there is more than one draw to begin with.
        """
        if self.draws != 1:
            raise ValueError("only a game of one draw can be repeated")
        copied = set(names)
        changed: dict[str, Any] = {}
        for field in fields(self):
            array = getattr(self, field.name)
            wide = np.broadcast_to(array, (draws, *array.shape[1:]))
            changed[field.name] = wide.copy() if field.name in copied else wide
        return replace(self, **changed)


@dataclass(frozen=True)
class Shocks:
    """Standard normal shocks of each draw; all zero at likely values.

    Parameters
    ----------
    bill
        Shared by all members, shape ``(n_draws, 1)``.
    party
        One for each party, shape ``(n_draws, n_parties)``.
    bloc
        One for each actor, shape ``(n_draws, n_actors)``.
    member
        One for each member, chambers in order, shape ``(n_draws, n_members)``; for a real member
        instead the shift of its ideal point, which is all that shocks it.
    single
        Own shock of each actor that holds the calendar or must consent alone, shape
        ``(n_draws, n_actors)``.
    count
        Error of the count of whoever holds the calendar, shape ``(n_draws, 1)``.
    tally
        Residual of each party's tally, chambers in order and in each the parties in order and those
        without one, shape ``(n_draws, n_chambers * (n_parties + 1))``.
    formulation
        Of the days that the proposal takes, shape ``(n_draws, 1)``.
    """

    bill: Floats
    party: Floats
    bloc: Floats
    member: Floats
    single: Floats
    count: Floats
    tally: Floats
    formulation: Floats

    @property
    def are_none(self) -> bool:
        """Return whether no shock hits any draw, as at likely values."""
        arrays = (getattr(self, field.name) for field in fields(self))
        return not any((array[:1] if array.strides[0] == 0 else array).any() for array in arrays)


@dataclass(frozen=True, repr=False)
class DomesticGame:
    """One bill at home: who gains, what passes, who spends, for one or many draws.

    Answers no question itself; solvers take it. `replace` makes a variant.

    Parameters
    ----------
    labels, institutions, links, choices
        What does not vary over draws.
    numbers, shocks
        What does.

    Notes
    -----
    A bloc of n members stands in a chamber as n members at the (i - 1/2)/n quantiles of a normal
    distribution round its mean, clipped to 0..1, one quantile for all axes.
    """

    labels: Labels
    institutions: Institutions
    links: Links
    choices: Choices
    numbers: Numbers
    shocks: Shocks

    def __repr__(self) -> str:
        """Show how many actors, chambers and draws in one line."""
        actors, chambers = len(self.labels.actors), len(self.labels.chambers)
        return f"<DomesticGame: {actors} actors, {chambers} chambers, {self.draws} draws>"

    @property
    def draws(self) -> int:
        """Number of draws."""
        return self.numbers.draws

    @property
    def parties(self) -> tuple[str, ...]:
        """Parties with members, in order of appearance."""
        return tuple(dict.fromkeys(p for p in self.labels.parties if p is not None))

    def replace(self, **changes: Any) -> DomesticGame:
        """Variant with some parts exchanged."""
        return replace(self, **changes)

    def with_numbers(self, **arrays: Floats) -> DomesticGame:
        """Variant with some arrays of numbers exchanged."""
        return replace(self, numbers=replace(self.numbers, **arrays))

    def unshocked(self) -> DomesticGame:
        """Variant without shocks, of the same number of draws."""
        return replace(self, shocks=no_shocks(self.labels, self.parties, self.draws))


def no_shocks(labels: Labels, parties: tuple[str, ...], draws: int) -> Shocks:
    """Shocks that are all zero, without taking memory for each draw."""
    members = int(labels.seats.sum())

    def zeros(width: int) -> Floats:
        return np.broadcast_to(np.zeros((1, width)), (draws, width))

    return Shocks(
        bill=zeros(1),
        party=zeros(len(parties)),
        bloc=zeros(len(labels.actors)),
        member=zeros(members),
        single=zeros(len(labels.actors)),
        count=zeros(1),
        tally=zeros(len(labels.chambers) * (len(parties) + 1)),
        formulation=zeros(1),
    )
