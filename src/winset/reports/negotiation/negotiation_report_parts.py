"""The parts of a Report on a negotiation, each field marked by where it comes from."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from winset.reports.report_parts import Mark, Part, coded, computed

__all__ = [
    "AgreementReport",
    "BeliefReport",
    "BorderStretch",
    "Can",
    "CountryReport",
    "CountrySet",
    "Defection",
    "LaterRatification",
    "LinkageReport",
    "Mark",
    "NashPathReport",
    "NegotiationIssue",
    "Opening",
    "SetReport",
    "SidePayments",
    "TableForecast",
    "TableModel",
    "TiedHands",
    "ZoneReport",
]

SetOutcome = Literal["solved", "empty"]


class BorderStretch(Part):
    """A stretch of the border of a set."""

    binding: str = computed("Who would refuse what lies beyond.")
    points: list[list[float]] = computed("Points on it, in order.")


class SetReport(Part):
    """A set of agreements."""

    outcome: SetOutcome = computed("Whether there is any.")
    volume: float = computed("Length, area or volume, the whole space being 1.", ge=0)
    error_bound: float = computed("How far the volume may be off.", ge=0)
    bounds: dict[str, tuple[float, float] | None] = computed(
        "Lowest and highest value on each issue.", missing="the set is empty"
    )
    intervals: list[tuple[float, float]] = computed("With one issue: its pieces.")
    along: dict[str, list[tuple[float, float]]] = computed(
        "With more than two issues and an agreement: the pieces on each issue if that issue alone "
        "moves from the agreement.",
        default_factory=dict,
    )
    exact: bool = computed("Whether it is exact but for rounding.")
    method: str = computed("How it was found.")
    reason: str | None = computed("Why it is empty.", default=None)
    border: list[BorderStretch] = computed("Its border, with one or two issues.")
    outline: list[list[tuple[float, float]]] = computed(
        "With two issues: closed lines, its border closed along the frame; a point belongs where "
        "it lies inside an odd number of them.",
        default_factory=list,
    )
    outline_likely: list[list[tuple[float, float]]] = computed(
        "With two issues: the same where the probability is .9 or more.", default_factory=list
    )
    intervals_likely: list[tuple[float, float]] = computed(
        "With one issue: its pieces where the probability is .9 or more.", default_factory=list
    )
    lattice: list[str] = computed(
        "With two issues: 81 rows of 81 points from 0 to 1, `1` where a point belongs; rows go up "
        "the second issue."
    )


class ZoneReport(SetReport):
    """The zone of agreement: what all that are needed sign and ratify with .5 or more each."""

    levels: dict[str, float] = computed(
        "Volume where each that is needed ratifies with at least this probability."
    )
    pressure: float | None = coded(
        "Weight of pressure lam used.", missing="the sets are those of certain votes"
    )
    failure_cost: dict[str, float] = coded("Cost of a failed ratification used, by country.")


class CountrySet(SetReport):
    """The win-set of a country."""


class CountryReport(Part):
    """One country."""

    title: str = coded("Name for readers.")
    executive: str = coded("Who negotiates and signs.")
    ideal: dict[str, float] = coded("Where the executive stands.")
    win_set: CountrySet = computed("What it would sign and ratify.")
    binding: list[str] = computed("Actors or chambers that bind on the border, longest first.")
    binding_titles: list[str] = computed("The same as a reader should see them.", default=[])
    least_on_curve: float | None = computed(
        "Least probability of ratification along the governments' contract curve.",
        missing="signing is all it takes, or the sets are those of certain votes",
        default=None,
    )
    vacuous: bool | None = computed(
        "Whether ratification decides nothing: signing is all it takes, or the probability is .9 "
        "or more all along that curve.",
        missing="the sets are those of certain votes",
        default=None,
    )


class NegotiationIssue(Part):
    """One issue on the table."""

    issue: str = coded("Id of the issue.")
    title: str = coded("Title.")
    low: str = coded("What 0 means.")
    high: str = coded("What 1 means.")
    status_quo: float = coded("Status quo at likely values.")
    unit: str | None = coded("Natural unit.", missing="the issue has no natural unit", default=None)
    natural: tuple[float, float] | None = coded(
        "Natural values at 0 and at 1.", missing="the issue has no natural unit", default=None
    )


class AgreementReport(Part):
    """The agreement of the governments."""

    outcome: SetOutcome = computed("Whether they reach an agreement.")
    solution: str = coded("The solution of the bargaining, as asked for.")
    point: dict[str, float] = computed("The agreement.")
    natural: dict[str, str] = computed("The same in natural units.")
    surplus: dict[str, float] = computed("What each executive gains over no agreement.")
    expected_surplus: dict[str, float] = computed(
        "What each expects to gain: its gain by the probability that it enters into force, less "
        "the cost of a refusal at home."
    )
    spread: dict[str, tuple[float, float]] = computed(
        "5th and 95th percentile on each issue over the draws in which something is signed.",
        default_factory=dict,
    )
    at_pressure: dict[str, dict[str, float]] = computed(
        "The agreement at other weights of pressure lam; empty where none is signed.",
        default_factory=dict,
    )
    parties: list[str] = computed("Countries that take part.")
    ratified: dict[str, bool] = computed("Whether each country would ratify it as things are.")
    reason: str | None = computed("Why there is none.", default=None)


class TableModel(Part):
    """One model of bargaining at the table, as if nobody had to ratify."""

    point: dict[str, float] = computed("Where it puts the outcome.")
    in_force: bool = computed("Whether that would be ratified by enough countries.")


class TableForecast(Part):
    """Table without ratification, laid over the win-sets."""

    point: dict[str, float] = computed("Weighted mean of the governments' positions.")
    natural: dict[str, str] = computed("The same in natural units.")
    ratified: dict[str, bool] = computed(
        "Whether each country would sign that and ratify it with .5 or more; with certain votes, "
        "whether it would ratify it."
    )
    in_force: bool | None = computed("Whether enough countries would.")
    share_in_force: float | None = computed(
        "Share of the outcomes forecast that would enter into force."
    )
    nearest: dict[str, float] = computed("Nearest point found that would enter into force.")
    pull: float | None = computed(
        "Distance from the forecast to that point: how far ratification pulls it. 0: not at all."
    )
    to_agreement: float | None = computed(
        "Distance from the forecast to the agreement.", missing="there is no agreement"
    )
    models: dict[str, TableModel] = computed("The other models that name a point.")
    reason: str | None = computed("Why a number is missing.", default=None)


class NashPathReport(Part):
    """The Nash agreement as one country's share of the bargaining power rises."""

    country: str = coded("Id of the country.")
    shares: list[float] = computed("Its share of the power, from an equal one upward.")
    points: list[list[float]] = computed("The agreement at each share, on the issues in order.")


class SidePayments(Part):
    """Side payments across the border: what they open and who pays."""

    allowed: bool = coded("Whether the governments bargained with them.")
    gain: float | None = computed("What they add to the volume of the zone.")
    paid: dict[str, float] = computed(
        "What each country's supporters pay abroad at the agreement, in member-moves; negative: "
        "receive."
    )
    reason: str | None = computed("Why a number is missing.", default=None)


class LinkageReport(Part):
    """The joint zone beside the zones of single issues."""

    gain: float = computed("Volume of the zone minus that of the box of single-issue zones.")
    synergistic: bool = computed("Whether the package is ratified where no part of it would be.")
    alone: dict[str, float] = computed("Length of the zone of each issue alone.")


class TiedHands(Part):
    """One country as its legislature becomes harder to please."""

    country: str = coded("Id of the country.")
    change: float | None = computed("By how much hands are best tied, in units of surplus.")
    effect: float | None = computed("What the executive gains by that.")
    backfires_at: float | None = computed("From where on it is worse off than with free hands.")
    curve: list[tuple[float, float | None]] = computed(
        "Level, and the executive's surplus.", missing="no agreement is left there"
    )
    reason: str | None = computed("Why a number is missing.", default=None)


class Defection(Part):
    """The ways in which an agreement that was signed dies."""

    involuntary: dict[str, float | None] = computed(
        "Probability that ratification fails, by country and `any`."
    )
    standard_error: dict[str, float | None] = computed("Monte Carlo standard errors.")
    voluntary: dict[str, float | None] = computed(
        "Worth of the next period from which on keeping it pays, against the temptation of the "
        "executive's own best point."
    )
    reason: str | None = computed("Why numbers are missing.", default=None)


class LaterRatification(Part):
    """The agreement, or a text of the sequence, before a legislature."""

    country: str = coded("Id of the country.")
    title: str = coded("The legislature.")
    date: str = coded("Day of the vote.")
    ratified: bool | None = computed(
        "Whether it would ratify: the agreement at likely values, a text in half of the draws."
    )
    probability: float | None = computed("Share of draws in which it would.")
    text: str = coded("Which text.", default="the agreement")
    members: bool = coded("Whether real members sit in it, in place of blocs.", default=False)
    reason: str | None = computed("Why a number is missing.", default=None)


class BeliefReport(Part):
    """The table as one government takes it to be."""

    holder: str = coded("Whose belief.")
    zone: SetOutcome = computed("Whether it sees anything to agree on.")
    bounds: dict[str, tuple[float, float]] = computed("Bounds of the zone it sees.")


class Can(Part):
    """Possible agreement of two countries alone."""

    one: str = coded("A country.")
    other: str = coded("Another.")
    agree: bool = computed("Whether both would ratify some point.")


class Opening(Part):
    """A change of one number that opens an empty zone."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, allow_inf_nan=False, populate_by_name=True
    )

    path: str = coded("The number.")
    title: str = coded("What the number is, in words.", default="")
    value: float = computed("Value at which there is something to agree on.")
    from_: float = Field(alias="from", description="As coded.", json_schema_extra={"mark": "coded"})
