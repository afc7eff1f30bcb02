"""The plan of the cross-case tests: fixed before the cases are run, the same for all of them."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from winset.cases.file.document import parse_document
from winset.cases.file.validation import problems_of
from winset.cases.model.quantities import Coded, Number, Whole
from winset.foundation.errors import CaseError
from winset.foundation.files import read_text

ConditionName = Literal["WB", "PA", "DC", "TIME", "LIB"]
OutcomeName = Literal["adopted", "liberal"]


class Anchors(Coded):
    """The three anchors of a direct calibration, in units of the condition."""

    out: Number = Field(description="Full non-membership (membership 0.05).")
    crossover: Number = Field(description="Point of greatest ambiguity (membership 0.5).")
    in_: Number = Field(alias="in", description="Full membership (membership 0.95).")

    @model_validator(mode="after")
    def _is_ordered(self) -> Anchors:
        if not self.out < self.crossover < self.in_:
            raise ValueError("anchors need out < crossover < in")
        return self


class PlannedCondition(Coded):
    """A condition: its name for readers, its anchors, and why these."""

    title: str = Field(description="Name as a reader should see it.")
    calibration: Anchors = Field(description="Anchors of the fuzzy set.")
    levels: list[Number] = Field(min_length=1, description="Cuts of the multi-value condition.")
    crisp: bool = Field(default=False, description="The fuzzy set has only 0 and 1.")
    why: str = Field(description="Where the anchors come from.")


class Analysis(Coded):
    """One qualitative comparison: an outcome, its side, its conditions and what theory expects."""

    outcome: OutcomeName = Field(description="What is explained.")
    title: str = Field(description="The outcome in words.")
    side: Literal["bill", "liberal"] = Field(
        description="Whose conditions: those of the bill's supporters or of the liberalising side."
    )
    conditions: list[ConditionName] = Field(min_length=1, description="Conditions that enter.")
    expectations: dict[ConditionName, Literal["present", "absent"]] = Field(
        default_factory=dict, description="Directional expectations for the intermediate solution."
    )


class Robustness(Coded):
    """The cut-offs over which solutions are repeated."""

    consistency: list[Number] = Field(min_length=1, description="Cut-offs of consistency.")
    pri: list[Number] = Field(min_length=1, description="Cut-offs of PRI.")
    frequency: list[Whole] = Field(min_length=1, description="Cases that a row needs.")
    crossover_shift: list[Number] = Field(
        min_length=1,
        description="Moves of the crossover, as a share of the way to the next anchor.",
    )


class CutOffs(Coded):
    """The cut-offs of the qualitative comparison."""

    consistency: Number = Field(ge=0, le=1, description="Fuzzy: consistency of a sufficient row.")
    crisp_consistency: Number = Field(ge=0, le=1, description="Crisp and multi-value: the same.")
    pri: Number = Field(ge=0, le=1, description="Fuzzy: least PRI of a sufficient row.")
    frequency: Whole = Field(ge=1, description="Cases that a row needs to count as observed.")
    necessity_consistency: Number = Field(ge=0, le=1, description="Least consistency.")
    necessity_relevance: Number = Field(ge=0, le=1, description="Least relevance of necessity.")
    robustness: Robustness = Field(description="The grid.")
    permutations: Whole = Field(
        ge=0, description="Shuffles of the outcome that show what chance alone would find."
    )


class PlannedHypothesis(Coded):
    """A hypothesis over cases: conditions that jointly hold, and the sign of their effect."""

    statement: str = Field(description="The hypothesis in words.")
    condition: list[ConditionName] = Field(min_length=1, description="Conditions, all needed.")
    sign: Literal["positive", "negative"] = Field(description="Expected effect on success.")


class PlannedPrior(Coded):
    """Prior beliefs of the Bayesian tests."""

    successes: Whole = Field(ge=1, description="First number of the beta prior of each share.")
    failures: Whole = Field(ge=1, description="Second number.")
    hypothesis: Number = Field(gt=0, lt=1, description="Prior probability of a hypothesis.")


class Tracing(Coded):
    """Cut points between the four kinds of clue."""

    certain: Number = Field(ge=0, le=1, description="p(clue if true) from which a clue is certain.")
    unique: Number = Field(ge=0, le=1, description="p(clue if false) up to which it is unique.")


class Scoring(Coded):
    """Way from probabilities to forecasts."""

    threshold: Number = Field(ge=0, le=1, description="Probability from which a bill passes.")


class Specification(Coded):
    """An alternative block: parameters that differ, and parts of the cases that are left out."""

    title: str = Field(description="What differs.")
    parameters: dict[str, Any] = Field(default_factory=dict, description="Parameters by name.")
    leave_out: list[
        Literal["pivotal", "lobbying", "pressure", "willingness", "no_agreement", "capacity"]
    ] = Field(default_factory=list, description="Parts of every case that are left out.")


class Specifications(Coded):
    """The alternative blocks, registered before the first run."""

    draws: Whole = Field(ge=1, description="Draws for each case and block.")
    blocks: dict[str, Specification] = Field(min_length=1, description="Blocks by id.")


class Plan(Coded):
    """Everything that was decided before the cases were run."""

    winset_compare_plan: Literal[1] = Field(description="Version of the format.")
    id: str = Field(description="Name of the plan.")
    left_out: dict[str, str] = Field(description="Cases left out by default, and why.")
    conditions: dict[ConditionName, PlannedCondition] = Field(description="The conditions.")
    at_crossover: Number = Field(
        gt=0, lt=0.5, description="Added to a membership of exactly 0.5, so that it counts as in."
    )
    analyses: dict[str, Analysis] = Field(min_length=1, description="Qualitative comparisons.")
    cut_offs: CutOffs = Field(description="Their cut-offs.")
    hypotheses: dict[str, PlannedHypothesis] = Field(description="Hypotheses over cases.")
    prior: PlannedPrior = Field(description="Priors of the Bayesian tests.")
    tracing: Tracing = Field(description="Kinds of clue.")
    scoring: Scoring = Field(description="Scoring of verdicts.")
    specifications: Specifications = Field(description="The specification curve.")


def read_plan(path: str | Path | None = None) -> Plan:
    """Read the plan of the cross-case tests.

    Parameters
    ----------
    path
        A plan of one's own, whole. Without a path, the one that comes with the package.

    Returns
    -------
    Plan

    Raises
    ------
    CaseError
        If the file cannot be read or a field is wrong, with all problems found.

    Examples
    --------
    >>> read_plan().conditions["PA"].calibration.crossover
    0.5
    """
    return _shipped() if path is None else _validated(read_text(path), str(path))


@lru_cache(maxsize=1)
def _shipped() -> Plan:
    file = resources.files(__package__ or "") / "compare_plan.yaml"
    return _validated(file.read_text(encoding="utf-8"), "compare_plan.yaml")


def _validated(text: str, name: str) -> Plan:
    document = parse_document(text, name)
    if document.problems:
        raise CaseError(document.problems)
    try:
        return Plan.model_validate(document.root.plain())
    except ValidationError as error:
        raise CaseError(problems_of(error, document, Plan)) from None
