"""The parts of the report on one bill, each field marked by where it comes from."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict

from winset.reports.report_parts import Interval, Moments, Part, coded, computed


class Probabilities(Part):
    """Probabilities that a bill comes to a vote and passes."""

    comes_to_a_vote: float = computed("Share of draws in which it comes to a vote.", ge=0, le=1)
    passes_if_it_does: float | None = computed("Share of those in which it passes.")
    passes: float = computed("Share of all draws in which it passes.", ge=0, le=1)
    reason: str | None = computed("Why a number is missing.", default=None)


class WithoutThisCase(Part):
    """A published case by coefficients that have not seen its episode."""

    passage_probability: float = computed("Share of draws in which it passes.", ge=0, le=1)


class Valence(Interval):
    """Support a bill has whatever its policy, in surplus units."""

    adds: float = computed("What it adds to the probability of passage: with it less without it.")


class Price(Interval):
    """The price of ratification."""

    by_chamber: dict[str, float | None] = computed(
        "Price in each chamber, in member-moves.", missing="no amount is enough"
    )
    by_player: dict[str, float | None] = computed(
        "Price of single players.", missing="no amount is enough", default_factory=dict
    )
    clause: str | None = computed(
        "Clause of the rule by which it is cheapest.", missing="no amount is enough"
    )
    other_clauses: list[str] = computed(
        "The other clauses of the rule, each with its own quotas.", default_factory=list
    )
    lower_bound: float | None = computed("Price if the opponents spent nothing.")


class CoalitionProcess(Part):
    """Reading of how actors who must agree decide, after Hagan and others (2001)."""

    reading: str | None = computed(
        "Deadlock, one side prevails, lopsided or mutual compromise, or fragmented symbolic action."
    )
    because: str = computed("Rule, willingness and pivotal actors it rests on.")
    reason: str | None = computed("Why there is no reading.", default=None)


class AttemptRead(Part):
    """One of several texts that were put to a vote one after the other."""

    text: str = coded("Which text.")
    date: str = coded("Day of the vote (ISO date).")
    chambers: list[str] = coded("Chambers it was put to; none: the whole rule.")
    quotas: dict[str, int] = coded("Votes it needs in each.")
    expected: dict[str, float] = computed("Mean votes in favour in each.")
    passage_probability: float = computed("Share of draws in which it passes them.", ge=0, le=1)
    this_or_an_earlier: float = computed(
        "Share in which this or an earlier text passes the same chambers.", ge=0, le=1
    )


class VotesRead(Part):
    """Votes in one chamber in four readings, and the distribution of the vote.

    The vote is that of the vote model, with both purses spent; the other readings say what the
    price of ratification rests on, before anybody is paid.
    """

    expected: float = computed("Mean of the votes in favour over the draws.")
    low: float = computed("5th percentile of the votes in favour.")
    high: float = computed("95th percentile of the votes in favour.")
    quota: int = coded("Votes needed by the clause by which ratification is cheapest.")
    other_quotas: list[int] = coded(
        "Votes that other clauses of the rule need instead.", default_factory=list
    )
    of: int = coded("Seats of the chamber.")
    members: int = coded("Members that sit in it now.")
    weight: float = coded("Member-moves for one unit of surplus of a member.")
    by_party: dict[str, Interval] = computed(
        "Votes in favour by party, with the mean in place of the likely value; `none` for members "
        "without one."
    )
    unpaid: int = computed("Members that support the bill unpaid.")
    bought: int = computed("Losers paid to cross in the cheapest coalition.")
    robust: int = computed("Largest quota whose price the budget covers, the others paid.")
    short: int = computed("Quota minus robust tally; negative: to spare.")


class CoalitionPart(Part):
    """One actor of the minimum winning coalition."""

    actor: str = coded("Id of the actor.")
    role: Literal["votes", "pays", "acquiesces"] = computed("What it does for the coalition.")
    chamber: str | None = coded("Chamber of its votes.", missing="it has no seats", default=None)
    unpaid: int | None = computed(
        "Its members that vote unpaid.", missing="it has no votes in this role", default=None
    )
    bought: int | None = computed(
        "Its members paid to cross.", missing="it has no votes in this role", default=None
    )
    paid: float | None = computed(
        "What they are paid, in member-moves.", missing="nothing is paid to it", default=None
    )
    contributes: float | None = computed(
        "What it pays, in member-moves.", missing="it pays nothing", default=None
    )
    bought_members: list[str] = computed(
        "Names of the real members paid to cross, dearest first.", default_factory=list
    )


class Reach(Part):
    """The farthest member the supporters' money brings in."""

    farthest_bought: str | None = computed(
        "Actor of the farthest member that the budget brings in."
    )
    position: dict[str, float] | None = computed("Its position on each vote axis.")
    member: str | None = computed(
        "Name of that member, where it is a real one.",
        missing="it is made by its bloc, not a real one",
        default=None,
    )
    reason: str | None = computed("Why there is none.", default=None)


class DeadlockMember(Part):
    """One actor that loses from the bill."""

    actor: str = coded("Id of the actor.")
    share: float = computed("Its share of what the opponents spend.")
    contributes: float = computed("What it spends, in member-moves.")
    joins: float | None = computed(
        "Share of draws in which it joins the common campaign.",
        missing="a bloc of members: each member spends for itself",
        default=None,
    )
    opposing_members: int | None = computed(
        "Members of a bloc that lose.", missing="it is a single actor", default=None
    )


class OpponentPair(Part):
    """Two opponents, near on the vote and far in their reasons."""

    actors: tuple[str, str] = coded("Ids of both.")
    vote_distance: float = computed("Distance on the vote axes, 0..1.")
    reason_distance: float = computed("Distance on the reason axes, 0..1.")


class DivideAndConquer(Part):
    """Cost and saving of buying one fund holder out of the opposition."""

    actor: str = coded("Id of the fund holder.")
    entry_price: float | None = computed(
        "What it takes, in member-moves: what it would have spent, over its willingness to bargain."
    )
    price_after: float | None = computed("Price of ratification without it.")
    worthwhile: bool = computed("Whether the sum is below the price with it.")
    reason: str | None = computed("Why it cannot be bought.", default=None)


class DeadlockCoalition(Part):
    """Opponents of the bill, what they spend together and how well they pool it."""

    members: list[DeadlockMember] = computed("Opponents, largest contribution first.")
    cohesion: float | None = computed(
        "Part of the opponents' capacity whose holders joined, 0..1; H2 speaks of it."
    )
    cohesion_reasons: float | None = computed("Cohesion on the reason axes, 0..1.")
    convenience: bool = computed("Whether some opponents are near on the vote and far in reasons.")
    convenience_pairs: list[OpponentPair] = computed("Which.", default_factory=list)
    divide_and_conquer: list[DivideAndConquer] = computed(
        "Buying single fund holders out, one at a time.", default_factory=list
    )
    reason: str | None = computed("Why a cohesion is missing.", default=None)


class PowerRead(Part):
    """A-priori power in the rule, blocs voting as one."""

    shapley_shubik: float | None = computed(
        "Shapley-Shubik index.", missing="too many players to count"
    )
    banzhaf: float | None = computed(
        "Banzhaf index (normalised).", missing="too many players to count"
    )


class PivotalActor(Part):
    """Four readings of whether an actor is pivotal; None where a reading does not apply."""

    actor: str = coded("Id of the actor.")
    chamber: str | None = coded(
        "Chamber of the De Swaan reading.", missing="it has no seats", default=None
    )
    axis: str | None = coded(
        "Vote axis of the De Swaan reading.", missing="it has no seats", default=None
    )
    de_swaan: bool | None = computed(
        "|weight right - weight left| <= own weight.", missing="it has no seats"
    )
    swing: bool | None = computed(
        "Mirrored, it turns the verdict, and it cannot carry it alone.",
        missing="it has no position on a vote axis",
    )
    turns_verdict: bool | None = computed(
        "Mirrored, it turns the verdict.", missing="it has no position on a vote axis", default=None
    )
    power: PowerRead | None = computed(
        "A-priori power in the rule.", missing="the rule does not name it"
    )
    engagement: float | None = computed(
        "As coded from dated signs, else the least of impact, cost of staying out and free "
        "resources.",
        missing="its engagement is not coded",
    )
    engaged: bool | None = computed(
        "Engagement at the threshold or above.", missing="its engagement is not coded"
    )
    broker: bool = coded("Takes no side and mediates.")


class FormulationReport(Part):
    """The formulation stage at likely values."""

    division: float | None = computed("Division of the executive at the start, D0.")
    coordination: float | None = computed("Coordination with brokers, 0..1.")
    ready_date: str | None = computed("Day the proposal is ready (ISO date).")
    days_left: float | None = computed("Days from then to the vote.")
    known: bool = coded("Whether a known proposal date overrides division and broker.")
    quality: float | None = computed("Quality of the proposal at the vote, 0..1.", default=None)
    as_coded: list[str] = computed(
        "Names of those of these numbers that are the case's own, not computed.",
        default_factory=list,
    )
    lateness: float | None = computed(
        "Share of the time up to the last day for the vote that is gone at the proposal, 0..1.",
        default=None,
    )
    reason: str | None = computed("Why a number is missing.", default=None)


class VotingReport(Part):
    """The voting stage at likely values."""

    share: dict[str, float] = computed("Share of the lobbying window each spender uses.")
    deadline: str | None = coded(
        "Day of the vote (ISO date).", missing="no day is coded", default=None
    )


class StagesReport(Part):
    """Both stages."""

    formulation: FormulationReport = computed("Until there is a proposal.")
    voting: VotingReport = computed("From the proposal to the vote.")


class CoefficientRead(Part):
    """One coefficient by which a hypothesis is tested: what was thought and what was learnt."""

    coefficient: str = coded("Name of the coefficient.")
    statement: str = coded("What the hypothesis says of it.")
    prior: Moments = coded("Before any vote was read.")
    posterior: Moments | None = computed("After the recorded votes; none where it is set.")
    recovered: bool | None = computed(
        "Whether a casebook of this size could teach it were the model true.",
        missing="that was not tried",
    )
    placebo: Moments | None = computed("The same where what it works on was made meaningless.")
    reason: str | None = computed("Why a number is missing.", default=None)


class HypothesisTests(Part):
    """The two hypotheses of the coalition framework, each by its coefficients."""

    H1: list[CoefficientRead] = computed("Willingness and a pivotal actor make approval easier.")
    H2: list[CoefficientRead] = computed(
        "Convergence of the deadlock coalition makes approval harder."
    )


class BreakEven(Part):
    """Value of one coded number, all others at likely values, that turns the outcome there."""

    path: str = coded("Path of the number.")
    title: str = coded("What the number is, in words.", default="")
    value: float | str | None = computed("Nearest value that turns it to or from passing.")
    searched: tuple[float | str, float | str] = coded("Interval searched.")
    from_: float | str = coded("Value now.", alias="from")
    to_verdict: str | None = computed("Outcome on the other side.", missing="none turns it")
    reason: str | None = computed("Why there is no such value.", default=None)
    by_definition: bool = computed(
        "Whether it turns only since there is no vote before there is a proposal.", default=False
    )
    within_range: bool = computed("Whether that value lies inside the coded range.", default=False)
    coded_range: tuple[float | str, float | str] | None = coded(
        "Lowest and highest value coded.", missing="it is coded as a point", default=None
    )

    model_config = ConfigDict(
        extra="forbid", frozen=True, allow_inf_nan=False, populate_by_name=True
    )


class AsCoded(Part):
    """The case without the changes that were asked for, and whether these turn the verdict."""

    verdict: str = computed("Most frequent outcome as coded.")
    passage_probability: float = computed("Share of draws in which it passes as coded.")
    passage_probability_se: float = computed("Its standard error.")
    price: float | None = computed("Price as coded, member-moves.", missing="no amount is enough")
    budget: float | None = computed("Budget as coded, member-moves.", missing="it is not needed")
    enough: bool = computed("Whether the changes alone turn the verdict to or from passing.")


class OutcomeCompared(Part):
    """Outcome on record, and where it falls in the predictive distribution."""

    verdict: str = coded("What happened.")
    tally: dict[str, list[int]] = coded("Votes for and against by chamber.")
    date: str = coded("Day it was decided (ISO date).")
    agrees: bool = computed("Whether the verdict is what happened.")
    where_it_falls: dict[str, float | None] = computed(
        "Percentile of the actual votes among those drawn, by chamber of the rule."
    )
    reason: str | None = computed("Why a percentile is missing.", default=None)
    counts: list[CountCompared] = computed("Published counts.", default_factory=list)


class CountCompared(Part):
    """One published count beside the predictive distribution."""

    source: str = coded("Who counted.")
    chamber: str = coded("Chamber.")
    votes: list[int] = coded("Votes in favour: one number, or lowest and highest.")
    percentiles: list[float] = computed("Where they fall among the votes drawn.")


OutcomeCompared.model_rebuild()
