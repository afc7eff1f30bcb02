"""Scores of forecasts made without the case that they are of, beside what simpler rules score."""

from __future__ import annotations

from winset.reports.report_parts import Part, coded, computed

Difference = tuple[float, float, float]
"""Mean difference with its 95 % interval over episodes."""


class VerdictScore(Part):
    """Score of probabilities of adoption."""

    brier: float = computed("Mean squared difference from what happened, 0 best.")
    log_score: float = computed("Mean negative log probability of what happened, 0 best.")
    balanced_accuracy: float | None = computed(
        "Mean share right of the adopted and of the others.", "only one of the two happened"
    )
    crps: float | None = computed(
        "Continuous ranked probability score of the tallies, in shares.",
        "no tally was recorded, or none is scored",
    )
    n: int = computed("Cases.")


class BaselineScore(Part):
    """The same for a simpler rule on the same folds."""

    brier: float | None = computed("Brier score.", "the rule says nothing of adoption")
    log_score: float | None = computed("Log score.", "the rule says nothing of adoption")
    crps: float | None = computed(
        "Continuous ranked probability score of the tallies, in shares.",
        "the rule says nothing of tallies, or none was recorded",
    )
    n: int = computed("Cases.")


class TallyScore(Part):
    """Score of forecasts of tallies, in shares of those who voted."""

    crps: float = computed("Mean continuous ranked probability score.")
    error: float = computed("Root mean square of recorded less expected.")
    coverage: dict[str, float] = computed("Share of recorded tallies inside, by interval.")
    width90: float = computed("Mean width of the 90 % interval.")
    n: int = computed("Tallies.")


class Added(Part):
    """One forecast less another, case by case and tally by tally: below 0 the first is better."""

    brier: Difference | None = computed(
        "Mean, low and high of the difference.", "the rule says nothing of adoption"
    )
    crps: Difference | None = computed(
        "Mean, low and high of the difference.", "no tally was recorded"
    )


class ScoredGroup(Part):
    """Scores over one group of cases."""

    scores: dict[str, VerdictScore] = computed("By model, the registered one first.")
    baselines: dict[str, BaselineScore | None] = computed("By rule.", missing="`reasons` says why")
    reasons: dict[str, str] = computed("Why a baseline is missing, by its name.")
    model_adds: dict[str, Added] = computed("The registered model less each baseline.")
    rivals_add: dict[str, Added] = computed("Each rival less the registered model.")
    tallies: TallyScore | None = computed(
        "Tallies of the registered model.", "no tally was recorded"
    )


class LeftOutForecast(Part):
    """One case as it was forecast without its own votes."""

    case: str = coded("Id.")
    fold: str = coded("Cases left out together.")
    happened: str = coded("How it ended.")
    adopted: bool = coded("Whether it became law.")
    passage_probability: float = computed("Of the registered model.")
    direction_probability: float = computed("Of the direction of the bill alone.")
    base_rate_probability: float | None = computed("Of the base rate.", "it says nothing of it")
    direction_and_kind_probability: float | None = computed(
        "Of bills of the direction and the kind.", "it says nothing of it"
    )
    ridge_probability: float | None = computed(
        "Of the ridge on direction and willingness.", "it says nothing of it"
    )
    last_of_kind_probability: float | None = computed(
        "Of the last bill of the kind.", "it says nothing of it"
    )
    walk_forward: float | None = computed(
        "Of the registered model from earlier cases only.", "too few earlier cases"
    )


class LeaveOneOutScores(ScoredGroup):
    """Scores over all cases that were left out, by group, and the cases."""

    plan: str = coded("Id of the plan under which the forecasts were made.")
    new_episodes: ScoredGroup | None = computed(
        "Episodes that are not of those the model was made from.", "there is none"
    )
    abroad: ScoredGroup | None = computed(
        "Cases of other countries, under coefficients from none of them.", "there is none"
    )
    walk_forward: VerdictScore | None = computed(
        "The registered model, each case from the earlier ones.", "none was made"
    )
    walk_forward_adds: Added | None = computed(
        "The same less the registered model without the episode, case by case.",
        "none was made",
    )
    cases: list[LeftOutForecast] = computed("The cases.")
