"""The document of `winset compare`: what many cases say together."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from winset.studies.compare_parts import (
    AnalysisPart,
    CaseRow,
    ConditionPart,
    HypothesisPart,
    LeftOut,
    ScoringPart,
    SpecificationRow,
    TracedHypothesis,
)
from winset.studies.report_parts import coded, computed


class CompareReport(BaseModel):
    """Everything `winset compare` found out over many cases.

    In the JSON Schema each field is marked ``coded`` (an echo of the input) or ``computed``. A
    number that does not exist is ``None`` beside a ``reason``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

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
    analyses_reason: str | None = computed("Why there are none.", default=None)
    hypotheses: list[HypothesisPart] = computed("Bayesian tests of hypotheses over cases.")
    scoring: ScoringPart = computed("Agreement of verdicts with what happened.")
    specification_curve: list[SpecificationRow] = computed(
        "The same scores under every registered alternative block."
    )
    tracing: list[TracedHypothesis] = computed("Process tracing within cases.")
    assumptions: list[str] = computed("What the numbers rest on.")
    warnings: list[str] = computed("What a reader must know before believing them.")
    sources: list[str] = coded("References of the methods.")

    def to_dict(self) -> dict[str, Any]:
        """Document as JSON types."""
        return self.model_dump(mode="json", by_alias=True)

    def summary(self) -> str:
        """What was found, in a few sentences."""
        score = self.scoring.all.by_verdict
        words = [f"{score.cases} cases, {score.happened} measures adopted."]
        if score.balanced_accuracy is not None:
            words.append(
                f"Balanced accuracy of the verdicts {score.balanced_accuracy:.2f} (0.50 for any "
                "constant forecast)."
            )
        words += [f"{item.id}: {item.reading}." for item in self.hypotheses]
        return " ".join(words)


def compare_schema() -> dict[str, Any]:
    """JSON Schema of both documents of `winset compare`, told apart by their kind."""
    from winset.studies.compare_coders import CodersReport

    either = Annotated[CompareReport | CodersReport, Field(discriminator="kind")]
    adapter: TypeAdapter[Any] = TypeAdapter(either)
    found = adapter.json_schema(by_alias=True, mode="serialization")
    return {"title": "winset compare", **found}
