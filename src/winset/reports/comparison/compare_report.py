"""The document of `winset compare`: what many cases say together."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field, TypeAdapter

from winset.foundation.wording import counted
from winset.reports.comparison.coders_report import CodersReport
from winset.reports.comparison.compare_parts import (
    AnalysisPart,
    CaseRow,
    ConditionPart,
    HypothesisPart,
    LeftOut,
    ScoringPart,
    SpecificationRow,
    TracedHypothesis,
)
from winset.reports.comparison.leave_one_out_parts import LeaveOneOutScores
from winset.reports.document import Document, Listing
from winset.reports.report_parts import coded, computed


class CompareReport(Document):
    """Everything `winset compare` found out over many cases.

    In the JSON Schema each field is marked ``coded`` (an echo of the input) or ``computed``. A
    number that does not exist is ``None`` beside a ``reason``.
    """

    schema_: Literal["winset/compare/1"] = coded(
        "Name and version of this format.", default="winset/compare/1", alias="schema"
    )
    kind: Literal["cases"] = coded("What is compared.", default="cases")
    version: str = computed("Version of winset.")
    plan: str = coded("Id of the plan.")
    seed: int = coded("Seed of the random draws.")
    draws: int = coded("Draws for each case under the block as given.")
    parameters: dict[str, Any] = coded("The parameter block used.")
    cases: list[CaseRow] = computed("The cases compared.")
    left_out: list[LeftOut] = computed("Cases left out of everything, and why.")
    conditions: list[ConditionPart] = coded("The conditions and their anchors.")
    analyses: list[AnalysisPart] = computed("Qualitative comparisons.")
    analyses_reason: str | None = computed(
        "Why there are none.", missing="there are some", default=None
    )
    hypotheses: list[HypothesisPart] = computed("Bayesian tests of hypotheses over cases.")
    scoring: ScoringPart = computed("Agreement of verdicts with what happened.")
    specification_curve: list[SpecificationRow] = computed(
        "The same scores under every registered alternative block."
    )
    tracing: list[TracedHypothesis] = computed("Process tracing within cases.")
    leave_one_out: LeaveOneOutScores | None = computed(
        "Every case forecast without its own episode, from stored folds.",
        missing="`leave_one_out_reason` says why",
        default=None,
    )
    leave_one_out_reason: str | None = computed(
        "Why there is none.", missing="there is one", default=None
    )
    assumptions: list[str] = computed("What the numbers rest on.")
    warnings: list[str] = computed("What a reader must know before believing them.")
    sources: list[str] = coded("References of the methods.")

    def heading(self) -> str:
        """Title of the comparison."""
        return f"{counted(len(self.cases), 'case', 'cases')} compared"

    def listings(self) -> dict[str, Listing]:
        """Cases, hypotheses, specifications, traced hypotheses, conditions, cases left out."""
        found = {
            "cases": Listing("Cases", self.cases, _CASES),
            "hypotheses": Listing("Hypotheses over cases", self.hypotheses, _HYPOTHESES),
            "specifications": Listing(
                "Scores under other parameter blocks", self.specification_curve, _SPECIFICATIONS
            ),
            "tracing": Listing("Hypotheses traced within cases", self.tracing, _TRACING),
            "conditions": Listing("Conditions", self.conditions, _CONDITIONS),
            "left_out": Listing("Cases left out", self.left_out, _LEFT_OUT),
        }
        if self.leave_one_out is not None:
            found["forecasts"] = Listing(
                "Every case forecast without its own episode",
                self.leave_one_out.cases,
                _FORECASTS,
            )
        return found

    def summary(self) -> str:
        """Say what was found, in a few sentences."""
        score = self.scoring.all.by_verdict
        words = [f"{score.cases} cases, {score.happened} measures adopted."]
        if score.balanced_accuracy is not None:
            words.append(
                f"Balanced accuracy of the verdicts {score.balanced_accuracy:.2f} (0.50 for any "
                "constant forecast)."
            )
        words += [f"{item.id}: {item.reading}." for item in self.hypotheses]
        return " ".join(words)


_CASES: Final = {
    "title": "Case",
    "date": "Date",
    "liberalising": "Opens trade",
    "happened": "Happened",
    "verdict": "Verdict",
    "agrees": "Agrees",
    "passage_probability": "Passage probability",
}
_HYPOTHESES: Final = {
    "id": "Hypothesis",
    "statement": "Statement",
    "with_condition": "Successes, cases with it",
    "without_condition": "Successes, cases without it",
    "difference": "Difference",
    "posterior": "Posterior",
    "bayes_factor": "Bayes factor",
}
_SPECIFICATIONS: Final = {
    "title": "What differs",
    "verdicts_right": "Verdicts right",
    "score.accuracy": "Accuracy",
    "score.balanced_accuracy": "Balanced accuracy",
    "score.brier": "Brier score",
    "turned": "Verdicts that differ",
}
_TRACING: Final = {
    "case": "Case",
    "hypothesis": "Hypothesis",
    "prior": "Prior",
    "posterior": "Posterior",
    "low": "Lowest",
    "high": "Highest",
    "if_independent": "If clues were independent",
}
_CONDITIONS: Final = {
    "title": "Condition",
    "anchors": "Anchors: out, crossover, in",
    "why": "Where they come from",
}
_FORECASTS: Final = {
    "case": "Case",
    "happened": "Happened",
    "passage_probability": "P(passes), model",
    "direction_probability": "P(passes), direction",
    "base_rate_probability": "P(passes), base rate",
    "direction_and_kind_probability": "P(passes), direction and kind",
    "ridge_probability": "P(passes), ridge",
    "last_of_kind_probability": "P(passes), last of the kind",
    "walk_forward": "P(passes), earlier cases only",
}
_LEFT_OUT: Final = {"case": "Case", "reason": "Why"}


def compare_schema() -> dict[str, Any]:
    """JSON Schema of both documents of `winset compare`, distinguished by their kind."""
    either = Annotated[CompareReport | CodersReport, Field(discriminator="kind")]
    adapter: TypeAdapter[Any] = TypeAdapter(either)
    found = adapter.json_schema(by_alias=True, mode="serialization")
    return {"title": "winset compare", **found}
