"""The documents of `winset sweep`: of a domestic game and of a negotiation."""

from __future__ import annotations

from typing import Any, Final, Literal

from winset.reports.document import Document, Listing
from winset.reports.report_parts import Part, coded, computed
from winset.reports.sweep.sensitivity_parts import (
    CurvePoint,
    Identification,
    PassageMap,
    Ridge,
    Screening,
    SobolIndex,
    Tornado,
    ValueOfKnowing,
    ranks_told_apart,
)


class Spread(Part):
    """Percentiles of a number over the draws; none where nothing buys ratification."""

    low: float | None = computed("5th percentile.", missing="no draw has a number")
    median: float | None = computed("Median.", missing="no draw has a number")
    high: float | None = computed("95th percentile.", missing="no draw has a number")


class Curve(Part):
    """Probability of passage over one input."""

    path: str = computed("Path of the input.")
    points: list[CurvePoint] = computed("Classes of its values, ascending.")


class SweepSummary(Document):
    """Result of the sweep of any game; the draws themselves are in its folder.

    The numbers are of the distribution the sweep draws from. Designs ``saltelli`` and ``morris``
    visit it in sets that belong together, so their standard error counts sets, not draws.
    """

    schema_: Literal["winset/sweep/1"] = coded(
        "Name and version of this format.", default="winset/sweep/1", alias="schema"
    )
    kind: Literal["domestic", "negotiation"] = coded("Which game was played.")
    case: str = coded("Id of the case.")
    title: str = coded("Title of the case.")
    version: str = computed("Version of winset.")
    seed: int = coded("Seed.")
    draws: int = coded("Number of draws.")
    design: str = coded("How the points were chosen.")
    folder: str = coded("Where the table is.")
    changes: dict[str, str] = coded("Values changed from the case file.", default_factory=dict)
    inputs: list[dict[str, Any]] = coded("Inputs that vary, with their ranges.")
    input_titles: dict[str, str] = coded(
        "Inputs in words, by path; of a negotiation the paths themselves.", default_factory=dict
    )
    correlations: list[tuple[str, str, float]] = coded("Inputs that go together.")
    shocks: bool = coded("Whether the shocks were drawn.")
    passage_probability: float = computed("Share of draws that pass.")
    passage_probability_se: float = computed("Its standard error.")
    se_method: str = computed("How the standard error was found.")
    verdict_shares: dict[str, float] = computed("Share of each verdict.")
    indices: list[SobolIndex] = computed("Shares of the variance of passage, largest first.")
    screening: list[Screening] = computed("Elementary effects, where the design is Morris's.")
    worth_knowing: list[ValueOfKnowing] = computed("Value of knowing one input (EVPPI).")
    curves: list[Curve] = computed("P(passage) over the inputs named, or over the strongest.")
    map: PassageMap | None = computed(
        "P(passage) over the first two of them.", missing="fewer than two inputs are varied"
    )

    def input_name(self, path: str) -> str:
        """Input in words, where the document has them."""
        return self.input_titles.get(path, path)

    def headline(self) -> str:
        """Case, probability and design, in one line."""
        return (
            f"{self.case}: passage probability {self.passage_probability:.3g}, {self.draws} draws "
            f"({self.design}), seed {self.seed}"
        )

    def summary(self) -> str:
        """Probability, and the inputs that carry it."""
        shares = ", ".join(f"{k} {v:.1%}" for k, v in self.verdict_shares.items() if v > 0.0)
        text = (
            f"{self.title}: over {self.draws:,} draws of {len(self.inputs)} inputs, {shares} "
            f"(standard error {self.passage_probability_se:.4f})."
        )
        if self.indices:
            first = self.indices[0]
            text += f" {self.carried_by(first)}"
        return text

    def carried_by(self, first: SobolIndex) -> str:
        """Say what carries most, or that none stands out, as a sentence."""
        groups = ranks_told_apart(
            [(row.first_order, row.first_order_error) for row in self.indices]
        )
        if groups[0] is None:
            return "No input carries more than chance alone would show."
        tied = groups.count(groups[0])
        name = self.input_name(first.path)
        if tied > 1:
            return f"{tied} inputs carry most and cannot be ranked, among them {name}."
        return f"The input that carries most: {name} ({first.first_order:.0%} alone)."

    def listings(self) -> dict[str, Listing]:
        """Inputs, shares of the variance, screening, worth of knowing, curves."""
        curves = [
            {"path": curve.path, **point.model_dump()}
            for curve in self.curves
            for point in curve.points
        ]
        return {
            "inputs": Listing("Inputs that vary", self.inputs, _INPUTS),
            "indices": Listing("Share of the variance of passage", self.indices, _INDICES),
            "screening": Listing("Elementary effects (Morris)", self.screening, _SCREENING),
            "worth_knowing": Listing("Worth of knowing an input", self.worth_knowing, _WORTH),
            "curves": Listing("Probability of passage over an input", curves, _CURVES),
        }


class SweepReport(SweepSummary):
    """Everything `winset sweep` found out about a domestic game."""

    kind: Literal["domestic"] = coded("A game at home.")
    price: Spread = computed("Price of ratification, member-moves.")
    budget: Spread = computed("Budget, member-moves.")
    fund: Spread = computed("Opponents' fund, member-moves.")
    tornado: Tornado = computed("Margin at both ends of each range, others at likely values.")
    identification: Identification = computed(
        "Numbers of the case that no outcome can distinguish."
    )
    ridge: Ridge | None = computed(
        "Verdict over the two strongest or first named inputs.",
        missing="fewer than two inputs are varied",
    )

    def listings(self) -> dict[str, Listing]:
        """Tables of every sweep, and the margin at both ends of each range."""
        bars = Listing("Margin at both ends of each range", self.tornado.bars, _BARS)
        return super().listings() | {"tornado": bars}


class NegotiationSweepReport(SweepSummary):
    """Everything `winset sweep` found out about a negotiation."""

    kind: Literal["negotiation"] = coded("The two-level game.")
    titles: dict[str, str] = coded(
        "Names of countries and issues as a reader should see them.", default_factory=dict
    )
    solution: str = coded("Solution of the bargaining.")
    asks: str = computed(
        "What a draw passes by: agreement-survives (the agreement reached at likely values is "
        "ratified by enough countries) or, where none is reached, zone-open."
    )
    agreed: dict[str, float] = computed("The agreement at likely values, by issue, 0 to 1.")
    ratified: dict[str, float] = computed("Share of draws in which each country ratifies it.")
    zone_share: Spread = computed("Share of all points that are in the zone of agreement.")
    zone_empty: float = computed("Share of draws in which the zone is empty on the lattice.")
    lattice_points: int = computed("Points at which the zone of each draw was asked for.")
    signed_probability: float = computed("Share of draws in which an agreement is signed.")
    in_force_if_signed: float | None = computed(
        "Mean probability, over those, that it enters into force.",
        missing="nothing is signed in any draw",
    )
    ratification: dict[str, Spread] = computed(
        "Probability that each country ratifies what it signs in a draw: percentiles over these."
    )
    agreement: dict[str, Spread] = computed(
        "What is signed, by issue, in the draws in which something is: percentiles over these."
    )
    gain: dict[str, Spread] = computed("What each party's chief executive gains by it.")

    def names_by_id(self) -> dict[str, str]:
        """Titles of countries and issues."""
        return dict(self.titles)

    def listings(self) -> dict[str, Listing]:
        """Tables of every sweep; ratification and gain by country; the agreement by issue."""
        countries = [
            {"country": name, "ratified": share, "gain": gain.model_dump() if gain else {}}
            for name, share in self.ratified.items()
            for gain in (self.gain.get(name),)
        ]
        issues = [
            {"issue": name, "agreed": self.agreed.get(name), "spread": spread.model_dump()}
            for name, spread in self.agreement.items()
        ]
        return super().listings() | {
            "countries": Listing(
                "Ratification by country",
                countries,
                {"country": "Country", "ratified": "Ratifies, share of draws", "gain": "Gain"},
                ("country",),
            ),
            "agreement": Listing(
                "The agreement by issue",
                issues,
                {"issue": "Issue", "agreed": "At likely values", "spread": "Over draws"},
                ("issue",),
            ),
        }


_INPUTS: Final = {"path": "Input", "distribution": "Distribution", "low": "Low", "high": "High"}
_INDICES: Final = {
    "path": "Input",
    "first_order": "Alone",
    "first_order_error": "±",
    "total": "With all it acts with",
    "total_error": "± of that",
}
_SCREENING: Final = {
    "path": "Input",
    "mean_effect": "Mean effect",
    "mean_size": "Mean size",
    "mean_size_error": "±",
    "spread": "Spread",
}
_WORTH: Final = {
    "path": "Input",
    "score": "Brier score falls by",
    "score_error": "±",
    "right": "Right more often by",
    "right_error": "± of that",
}
_CURVES: Final = {
    "path": "Input",
    "low": "From",
    "middle": "Mean",
    "high": "To",
    "draws": "Draws",
    "probability": "Passage probability",
    "lower": "Lower end",
    "upper": "Upper end",
}
_BARS: Final = {
    "path": "Input",
    "low": "Low end",
    "high": "High end",
    "margin_low": "Margin at the low end",
    "margin_high": "Margin at the high end",
    "verdict_low": "Verdict at the low end",
    "verdict_high": "Verdict at the high end",
}
