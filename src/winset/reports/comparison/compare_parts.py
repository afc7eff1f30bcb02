"""The parts of the document of `winset compare`, each field marked by where it comes from."""

from __future__ import annotations

from typing import Literal

from winset.reports.report_parts import Part, coded, computed


class MeasuredCondition(Part):
    """One condition of one case."""

    value: float | None = computed("In its own unit.")
    membership: float | None = computed(
        "Membership in the fuzzy set.", missing="the condition is not fuzzy"
    )
    level: int | None = computed(
        "Level of the multi-value condition.", missing="the condition has two values"
    )
    reason: str | None = computed("Why it is missing, or what it rests on.", default=None)
    actor: str | None = computed(
        "Actor it was read off, if one.", missing="it was not read off one actor", default=None
    )


class CaseRow(Part):
    """One case: conditions from both sides, verdict and what happened."""

    case: str = coded("Id.")
    title: str = coded("Title.")
    date: str | None = coded(
        "Day it was decided (ISO date).", missing="the case records no outcome"
    )
    liberalising: bool | None = computed("Direction of the bill.", missing="the case does not say")
    happened: str = coded("How it ended.")
    adopted: bool = computed("The measure was adopted.")
    liberal: bool | None = computed(
        "The liberalising side won.", missing="direction or outcome is unknown"
    )
    verdict: str = computed("Most frequent outcome.")
    agrees: bool = computed("The verdict is what happened.")
    passage_probability: float = computed("Share of draws in which it passes.")
    bill: dict[str, MeasuredCondition] = computed("Conditions of the bill's supporters.")
    liberal_side: dict[str, MeasuredCondition] = computed("Conditions of the liberalising side.")


class LeftOut(Part):
    """A case that does not enter."""

    case: str = coded("Id.")
    reason: str = computed("Why.")


class ConditionPart(Part):
    """A condition with its anchors."""

    name: str = coded("Short name.")
    title: str = coded("Name for readers.")
    anchors: tuple[float, float, float] = coded("Out, crossover, in.")
    levels: list[float] = coded("Cuts of the multi-value condition.")
    why: str = coded("Where the anchors come from.")


class FitPart(Part):
    """Fit of a set to the outcome."""

    consistency: float | None = computed("Consistency.", missing="no case is a member")
    pri: float | None = computed(
        "Proportional reduction in inconsistency.", missing="it would divide by zero"
    )
    coverage: float | None = computed("Coverage.", missing="no case has the outcome")
    unique_coverage: float | None = computed(
        "What it alone covers.", missing="the model is one term", default=None
    )


class TruthRowPart(Part):
    """An observed row of a truth table."""

    configuration: dict[str, int] = computed("Level of each condition.")
    cases: list[str] = computed("Cases in it.")
    consistency: float = computed("Consistency as sufficient.")
    pri: float | None = computed("PRI.", missing="it would divide by zero")
    sufficient: bool = computed("Coded sufficient.")
    contradictory: bool = computed("Holds cases with and without the outcome.")


class TermPart(Part):
    """A term of a model."""

    text: str = computed("The conjunction.")
    fit: FitPart = computed("Its fit.")


class ModelPart(Part):
    """A minimal solution."""

    text: str = computed("The formula.")
    terms: list[TermPart] = computed("Its terms.")
    fit: FitPart = computed("Fit of the whole.")
    assumptions: int = computed("Rows without cases that it takes for sufficient.")
    contradicts: list[str] = computed("Cases it covers that lack the outcome.")


class NecessityPart(Part):
    """A condition tested for necessity."""

    text: str = computed("The condition or combination.")
    consistency: float = computed("Consistency.")
    relevance: float = computed("Relevance of necessity (RoN).")
    coverage: float = computed("Coverage.")
    necessary: bool = computed("Passes the cut-offs.")
    trivial: bool = computed("Consistent, but nearly always there.")


class ChancePart(Part):
    """Result of shuffled outcomes."""

    shuffles: int = computed("How often the outcome was shuffled.")
    coverage: float | None = computed("Coverage of the sufficient rows as observed.")
    share: float | None = computed("Share of shuffles that cover as much or more.")
    reason: str | None = computed("Why there is none.", default=None)


class TermShare(Part):
    """Share of other cut-offs under which a term survives."""

    text: str = computed("The term.")
    share: float = computed("Share of the solved variants in which some model has it.")


class RobustnessPart(Part):
    """Solutions under other cut-offs and anchors."""

    family: Literal["parsimonious", "intermediate"] = coded("Solutions looked at.")
    variants: int = computed("Variants tried.")
    solved: int = computed("Variants with a solution.")
    same: float | None = computed(
        "Share of the solved with exactly the models of the plan.", missing="none could be solved"
    )
    terms: list[TermShare] = computed("Terms, most frequent first.")


class AnalysisPart(Part):
    """One qualitative comparison."""

    id: str = coded("Id in the plan.")
    outcome: str = coded("Outcome; ~ for its absence.")
    title: str = coded("The outcome in words.")
    side: str = coded("Whose conditions.")
    kind: Literal["crisp", "multi-value", "fuzzy"] = coded("Kind of sets.")
    cases: list[str] = computed("Cases that enter.")
    without: list[LeftOut] = computed("Cases without a condition or the outcome.")
    state: str = computed("solved, empty, infeasible or undecided.")
    reason: str | None = computed("Why there is no solution.")
    rows: list[TruthRowPart] = computed("Observed rows.")
    remainders: int = computed("Rows without enough cases.")
    possible: int = computed("All rows.")
    models: dict[str, list[ModelPart]] = computed("All tied models, by kind of solution.")
    single_conditions: list[NecessityPart] = computed("Each condition, tested for necessity.")
    necessary: list[NecessityPart] = computed("Combinations that pass.")
    chance: ChancePart = computed("What chance alone would find.")
    robustness: RobustnessPart | None = computed("Other cut-offs.", default=None)
    warnings: list[str] = computed("Limited diversity, contradictions, constants.")


class HypothesisPart(Part):
    """One hypothesis over cases."""

    id: str = coded("Id in the plan, with the side.")
    statement: str = coded("In words.")
    side: str = coded("Whose success and conditions.")
    sign: Literal["positive", "negative"] = coded("Expected effect.")
    with_condition: tuple[int, int] = computed("Successes and cases with the condition.")
    without_condition: tuple[int, int] = computed("Successes and cases without it.")
    difference: float | None = computed(
        "Posterior mean difference of the shares of success.", missing="one group has no case"
    )
    posterior: float | None = computed(
        "Probability that the difference has the expected sign.", missing="one group has no case"
    )
    bayes_factor: float | None = computed(
        "For the hypothesis against no difference.", missing="one group has no case"
    )
    strongest: float | None = computed(
        "Largest Bayes factor so many cases could give.", missing="one group has no case"
    )
    chance_of_evidence: float | None = computed(
        "Probability of a factor of 3 if it is true.", missing="one group has no case"
    )
    chance_of_error: float | None = computed(
        "Probability of a factor of 3 if it is not.", missing="one group has no case"
    )
    reading: str = computed("In words.")


class ScorePart(Part):
    """Agreement of forecasts with outcomes."""

    cases: int = computed("Cases.")
    happened: int = computed("Measures adopted.")
    accuracy: float | None = computed("Share right.", missing="no case is scored")
    sensitivity: float | None = computed(
        "Share of the adopted that were forecast.", missing="no case was adopted"
    )
    specificity: float | None = computed(
        "Share of the others that were not.", missing="every case was adopted"
    )
    balanced_accuracy: float | None = computed(
        "Mean of the two; 0.5 for a constant forecast.", missing="one of the two is missing"
    )
    brier: float | None = computed(
        "Brier score of the probability of passage, 0 best.", missing="no case is scored"
    )
    brier_of_base_rate: float | None = computed(
        "Of the share adopted among the other cases.", missing="fewer than two cases"
    )
    brier_of_always: float | None = computed("Of `every bill passes`.", missing="no case is scored")
    accuracy_of_always: float | None = computed(
        "Accuracy of `every bill passes`.", missing="no case is scored"
    )
    skill: float | None = computed(
        "1 - brier / brier of the base rate.", missing="the base rate is missing or makes no error"
    )


class GroupScore(Part):
    """Scores of a group of cases."""

    by_verdict: ScorePart = computed("Forecast: the verdict is `passes`.")
    by_probability: ScorePart = computed("Forecast: the probability reaches the threshold.")
    verdicts_right: int = computed("Verdicts that are exactly what happened, withdrawals counted.")


class ScoringPart(Part):
    """Scores over all cases and by direction."""

    all: GroupScore = computed("All cases.")
    liberalising: GroupScore = computed("Liberalising bills.")
    protectionist: GroupScore = computed("Protectionist bills.")
    table: dict[str, dict[str, int]] = computed("What happened, then the verdict: numbers.")


class SpecificationRow(Part):
    """Scores under one alternative block."""

    id: str = coded("Id in the plan.")
    title: str = coded("What differs.")
    draws: int = coded("Draws for each case.")
    verdicts_right: int = computed("Verdicts that are exactly what happened.")
    score: ScorePart = computed("By the verdict.")
    turned: list[str] = computed("Cases whose verdict differs from that of the block as shipped.")


class CluePart(Part):
    """A weighed clue."""

    id: str = coded("Id of the evidence.")
    kind: str = computed("Hoop, smoking gun, doubly decisive or straw in the wind.")
    found: bool = coded("Whether it was found.")
    ratio: float | None = computed("Likelihood ratio.", missing="infinite")
    ratio_low: float = computed("At the worst ends of its ranges.")
    ratio_high: float | None = computed("At the best ends.", missing="infinite")
    group: int = computed("Clues of one group depend on each other.")
    counts: bool = computed("Enters the posterior.")


class TracedHypothesis(Part):
    """A hypothesis traced within one case."""

    case: str = coded("Case.")
    hypothesis: str = coded("The hypothesis.")
    prior: float = coded("Prior probability.")
    posterior: float | None = computed("Posterior; one clue of each dependent group.")
    low: float | None = computed("With every range at its worst end.")
    high: float | None = computed("With every range at its best end.")
    if_independent: float | None = computed("If all clues were independent.")
    clues: list[CluePart] = computed("The clues.")
    reason: str = computed("What limits it.")
