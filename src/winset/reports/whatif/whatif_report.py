"""The document of `winset whatif`: reports side by side, and what moved between them."""

from __future__ import annotations

from typing import Final, Literal

from winset.reports.document import Document, Listing
from winset.reports.domestic.report import Report
from winset.reports.report_parts import coded, computed
from winset.reports.whatif.contrast_report import Contrast


class WhatIf(Document):
    """A case beside variants of it, or beside another case."""

    schema_: Literal["winset/whatif/1"] = coded(
        "Name and version of this format.", default="winset/whatif/1", alias="schema"
    )
    reports: list[Report] = computed("The reports; the case as coded comes first.")
    titles: list[str] = coded("What each report is of, in the same order.")
    changed: list[list[str]] = computed(
        "What moved in each report after the first, in sentences.", default_factory=list
    )
    contrast: Contrast | None = computed(
        "The parts of two cases exchanged.",
        missing="no second case was given, or `reason` says why",
        default=None,
    )
    reason: str | None = computed("Why parts cannot be exchanged.", default=None)

    def heading(self) -> str:
        """Title of the first report."""
        return f"{self.reports[0].title}: what if"

    def summary(self) -> str:
        """Verdict and probability of each report."""
        said = [
            f"{title}: P(passes) {report.passage_probability:.3f}, most often {report.verdict}"
            for title, report in zip(self.titles, self.reports, strict=True)
        ]
        return f"{self.reports[0].case}. {'; '.join(said)}."

    def listings(self) -> dict[str, Listing]:
        """Key numbers side by side; with another case, the exchange of parts."""
        rows = [
            {
                "title": title,
                "passage_probability": report.passage_probability,
                "comes_to_a_vote": report.probabilities.comes_to_a_vote,
                "passes_if_it_does": report.probabilities.passes_if_it_does,
                "verdict": report.verdict,
                "price": report.price.likely,
                "budget": report.budget.likely,
                "opposition_fund": report.opposition_fund.likely,
                "secured": {name: read.robust for name, read in report.votes.items()},
            }
            for title, report in zip(self.titles, self.reports, strict=True)
        ]
        exchange = self.contrast.listings() if self.contrast else {}
        return {"reports": Listing("Side by side", rows, _ROWS)} | exchange

    def names_by_id(self) -> dict[str, str]:
        """Titles of chambers and of the two cases."""
        known = self.contrast.names_by_id() if self.contrast else {}
        return self.reports[0].names_by_id() | known


_ROWS: Final = {
    "title": "Variant",
    "passage_probability": "Passage probability",
    "comes_to_a_vote": "Comes to a vote",
    "passes_if_it_does": "Passes if it does",
    "verdict": "Verdict",
    "price": "Price",
    "budget": "Budget",
    "opposition_fund": "Opponents' fund",
    "secured": "Votes secured",
}
