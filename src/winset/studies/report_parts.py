"""The parts of a Report that are promised to users, each field marked by where it comes from."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Mark = Literal["coded", "computed", "by_construction"]


def _marked(mark: Mark, description: str, **options: Any) -> Any:
    return Field(description=description, json_schema_extra={"mark": mark}, **options)


def coded(description: str, **options: Any) -> Any:
    """Field that echoes the input."""
    return _marked("coded", description, **options)


def computed(description: str, **options: Any) -> Any:
    """Field that the model found."""
    return _marked("computed", description, **options)


def by_construction(description: str, **options: Any) -> Any:
    """Field whose value follows from the form of the model, whatever the input."""
    return _marked("by_construction", description, **options)


class Part(BaseModel):
    """Settings shared by all parts of a Report."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Interval(Part):
    """A number at likely values with its 5th and 95th percentile over the draws."""

    likely: float | None = computed("At likely values.")
    low: float | None = computed("5th percentile.")
    high: float | None = computed("95th percentile.")
    reason: str | None = computed("Why a number is missing.", default=None)


class Price(Interval):
    """The price of ratification."""

    by_chamber: dict[str, float | None] = computed("Price in each chamber, in member-moves.")
    by_player: dict[str, float | None] = computed("Price of single players.", default_factory=dict)
    clause: str | None = computed("Clause of the rule by which it is cheapest.")
    lower_bound: float | None = computed("Price if the opponents spent nothing.")


class VotesRead(Part):
    """Votes in one chamber in four readings, and the distribution of the recorded vote.

    The recorded vote is that of the equilibrium path: where the budget covers the price, the
    cheapest coalition and all others who gain vote yes; where it does not, nobody is paid and the
    unpaid supporters vote yes.
    """

    expected: float = computed("Mean of the recorded vote, if held, over the draws.")
    low: float = computed("5th percentile of the recorded vote.")
    high: float = computed("95th percentile of the recorded vote.")
    quota: int = coded("Votes needed.")
    of: int = coded("Seats of the chamber.")
    members: int = coded("Members that sit in it now.")
    unpaid: int = computed("Members that support the bill unpaid.")
    bought: int = computed("Losers paid to cross in the cheapest coalition.")
    robust: int = computed("Largest quota whose price the budget covers, the others paid.")
    short: int = computed("Quota minus robust tally; negative: to spare.")


class CoalitionPart(Part):
    """One actor of the minimum winning coalition."""

    actor: str = coded("Id of the actor.")
    role: Literal["votes", "pays", "acquiesces"] = computed("What it does for the coalition.")
    chamber: str | None = coded("Chamber of its votes.", default=None)
    unpaid: int | None = computed("Its members that vote unpaid.", default=None)
    bought: int | None = computed("Its members paid to cross.", default=None)
    paid: float | None = computed("What they are paid, in member-moves.", default=None)
    contributes: float | None = computed("What it pays, in member-moves.", default=None)
    bought_members: list[str] = computed(
        "Names of the real members paid to cross, dearest first.", default_factory=list
    )


class Reach(Part):
    """The farthest member the supporters' money brings in."""

    farthest_bought: str | None = computed("Actor of the farthest member bought within reach.")
    position: dict[str, float] | None = computed("Its position on each vote axis.")
    member: str | None = computed("Name of that member, where it is a real one.", default=None)
    reason: str | None = computed("Why there is none.", default=None)


class DeadlockMember(Part):
    """One actor that loses from the bill."""

    actor: str = coded("Id of the actor.")
    share: float = computed("Its share of what the opponents spend.")
    contributes: float = computed("What it spends, in member-moves.")
    opposing_members: int | None = computed("Members of a bloc that lose.", default=None)


class OpponentPair(Part):
    """Two opponents, near on the vote and far in their reasons."""

    actors: tuple[str, str] = coded("Ids of both.")
    vote_distance: float = computed("Distance on the vote axes, 0..1.")
    reason_distance: float = computed("Distance on the reason axes, 0..1.")


class DivideAndConquer(Part):
    """What it would cost and save to buy one fund holder out of the opposition."""

    actor: str = coded("Id of the fund holder.")
    entry_price: float | None = computed("What it takes, in member-moves.")
    price_after: float | None = computed("Price of ratification without it.")
    worthwhile: bool = computed("Whether the sum is below the price with it.")
    reason: str | None = computed("Why it cannot be bought.", default=None)


class DeadlockCoalition(Part):
    """Who loses, what they spend together and how well they pool it."""

    members: list[DeadlockMember] = computed("Opponents, largest contribution first.")
    cohesion: float | None = computed("Cohesion on the vote axes, 0..1; H2 speaks of it.")
    cohesion_reasons: float | None = computed("Cohesion on the reason axes, 0..1.")
    convenience: bool = computed("Whether some opponents are near on the vote and far in reasons.")
    convenience_pairs: list[OpponentPair] = computed("Which.", default_factory=list)
    divide_and_conquer: list[DivideAndConquer] = computed(
        "Buying single fund holders out, one at a time.", default_factory=list
    )
    reason: str | None = computed("Why a cohesion is missing.", default=None)


class PowerRead(Part):
    """A-priori power in the rule, blocs voting as one."""

    shapley_shubik: float | None = computed("Shapley-Shubik index.")
    banzhaf: float | None = computed("Banzhaf index (normalised).")


class PivotalActor(Part):
    """Four readings of whether an actor is pivotal; None where a reading does not apply."""

    actor: str = coded("Id of the actor.")
    chamber: str | None = coded("Chamber of the De Swaan reading.", default=None)
    axis: str | None = coded("Vote axis of the De Swaan reading.", default=None)
    de_swaan: bool | None = computed("|weight right - weight left| <= own weight.")
    swing: bool | None = computed("Mirrored, it turns the verdict, and it cannot carry it alone.")
    turns_verdict: bool | None = computed("Mirrored, it turns the verdict.", default=None)
    power: PowerRead | None = computed("A-priori power in the rule.")
    engagement: float | None = computed("min(impact, cost of staying out, resources).")
    engaged: bool | None = computed("Engagement at the threshold or above.")
    broker: bool = coded("Takes no side and mediates.")


class FormulationReport(Part):
    """The formulation stage at likely values."""

    division: float | None = computed("Division of the executive at the start, D0.")
    coordination: float | None = computed("Coordination with brokers, 0..1.")
    ready_date: str | None = computed("Day the proposal is ready (ISO date).")
    days_left: float | None = computed("Days from then to the vote.")
    known: bool = coded("Whether a known proposal date overrides division and broker.")
    quality: float | None = computed("Quality of the proposal at the vote, 0..1.", default=None)
    reason: str | None = computed("Why a number is missing.", default=None)


class VotingReport(Part):
    """The voting stage at likely values."""

    share: dict[str, float] = computed("Share of the lobbying window each spender uses.")
    deadline: str | None = coded("Day of the vote (ISO date).", default=None)


class StagesReport(Part):
    """Both stages."""

    formulation: FormulationReport = computed("Until there is a proposal.")
    voting: VotingReport = computed("From the proposal to the vote.")


class Hypothesis(Part):
    """One hypothesis: its sign by construction, its size here and what it would take to turn."""

    statement: str = coded("The hypothesis in terms of the model.")
    sign: Literal["negative", "positive", "none"] = by_construction("Sign of the effect on price.")
    elasticity: float | None = computed("Elasticity of the price at likely values.")
    engagement_elasticity: float | None = computed(
        "Elasticity of budget over price in the engagement of engaged supporters.", default=None
    )
    flips_at: float | None = computed("Value at which the verdict would turn.", default=None)
    now: float | None = computed("Value now.", default=None)
    by_construction: Literal[True] = by_construction("The sign holds in any case.", default=True)
    reason: str | None = computed("Why a number is missing.", default=None)


class Hypotheses(Part):
    """The two hypotheses of the coalition framework."""

    H1: Hypothesis = computed("Willingness and a pivotal actor make approval easier.")
    H2: Hypothesis = computed("Convergence of the deadlock coalition makes approval harder.")


class BreakEven(Part):
    """Where one coded number, all others at likely values, turns the verdict."""

    path: str = coded("Path of the number.")
    title: str = coded("What the number is, in words.", default="")
    value: float | str | None = computed("Nearest value that turns it; None if none does.")
    searched: tuple[float | str, float | str] = coded("Interval searched.")
    from_: float | str = coded("Value now.", alias="from")
    to_verdict: str | None = computed("Verdict on the other side.")
    within_range: bool = computed("Whether that value lies inside the coded range.", default=False)
    coded_range: tuple[float | str, float | str] | None = coded(
        "Lowest and highest value coded; None for a point.", default=None
    )

    model_config = ConfigDict(
        extra="forbid", frozen=True, allow_inf_nan=False, populate_by_name=True
    )


class AsCoded(Part):
    """The case without the changes that were asked for, and whether these turn the verdict."""

    verdict: str = computed("Verdict at likely values as coded.")
    passage_probability: float = computed("Share of draws in which it passes as coded.")
    passage_probability_se: float = computed("Its standard error.")
    price: float | None = computed("Price as coded, member-moves.")
    budget: float | None = computed("Budget as coded, member-moves.")
    enough: bool = computed("Whether the changes alone turn the verdict to or from passing.")


class OutcomeCompared(Part):
    """What happened, and where it falls in the predictive distribution."""

    verdict: str = coded("What happened.")
    tally: dict[str, list[int]] = coded("Votes for and against by chamber.")
    date: str = coded("Day it was decided (ISO date).")
    agrees: bool = computed("Whether the verdict at likely values is what happened.")
    where_it_falls: dict[str, float | None] = computed(
        "Percentile of the actual votes among those drawn, by chamber."
    )
    counts: list[CountCompared] = computed("Published counts.", default_factory=list)


class CountCompared(Part):
    """One published count beside the predictive distribution."""

    source: str = coded("Who counted.")
    chamber: str = coded("Chamber.")
    votes: list[int] = coded("Votes in favour: one number, or lowest and highest.")
    percentiles: list[float] = computed("Where they fall among the votes drawn.")


OutcomeCompared.model_rebuild()
