"""The document of `winset votes backtest`: forecasts beside what was voted."""

from __future__ import annotations

from typing import Final, Literal

from winset.reports.document import Document, Listing
from winset.reports.report_parts import Part, coded, computed


class BaselineForecast(Part):
    """Forecast of one vote by a simple rule."""

    accuracy: float = computed("Share of members on the side forecast.")
    brier: float = computed("Brier score over members.")
    log_score: float = computed("Mean logarithm of the probability of what members did.")
    predicted: float = computed("Expected Yeas.")
    crps_with_past_errors: float | None = computed(
        "Ranked probability score of the tally with the spread of its own past errors.",
        missing="it has no past errors yet",
    )
    passage_probability: float | None = computed(
        "Probability that the motion carries.", missing="it gives no probability of that"
    )


class ScoredVote(Part):
    """One vote, forecast from earlier ones and scored."""

    id: str = coded("Key of the vote.")
    title: str = coded("What was voted on.")
    date: str = coded("Day of the vote (ISO date).")
    chamber: str = coded("Chamber.")
    kind: str = coded("Kind of measure.")
    stage: str = coded("Stage of the measure.")
    liberalising: str | None = coded(
        "Side that opens trade: Yea or Nay.", missing="the list of votes does not say"
    )
    actual: int = coded("Yeas.")
    actual_nay: int = coded("Nays.")
    predicted: float = computed("Expected Yeas.")
    low: float = computed("5th percentile of the Yeas.")
    high: float = computed("95th percentile of the Yeas.")
    needed: int = computed("Yeas needed if all vote.")
    passage_probability: float = computed("Share of the draws in which the motion carries.")
    accuracy: float = computed("Share of members on the side forecast.")
    brier: float = computed("Brier score over members.")
    log_score: float = computed("Mean logarithm of the probability of what members did.")
    proportional_reduction_in_error: float | None = computed(
        "Share of the errors of the majority forecast that is avoided.",
        missing="the vote was unanimous: the majority makes no error",
    )
    crps: float = computed("Continuous ranked probability score of the tally, in votes.")
    tie_breaker: str | None = coded(
        "Side of whoever broke a tie.", missing="there was no tie, or nobody broke it"
    )
    carried: bool = coded("Whether the motion carried.")
    baselines: dict[str, BaselineForecast] = computed("Forecasts by hand of the same vote.")


class OverallScores(Part):
    """Scores over all votes; votes count alike."""

    votes: int = computed("Number of votes.")
    accuracy: float | None = computed(
        "Mean share of members on the side forecast.", missing="no vote was scored"
    )
    brier: float | None = computed("Mean Brier score over members.", missing="no vote was scored")
    log_score: float | None = computed("Mean log score over members.", missing="no vote was scored")
    proportional_reduction_in_error: float | None = computed(
        "Mean where it exists.", missing="no vote scored has one"
    )
    crps: float | None = computed(
        "Mean ranked probability score of the tally, in votes.", missing="no vote was scored"
    )
    tally_error: float = computed("Mean absolute error of the tally, in votes.")
    passage_brier: float = computed("Brier score of whether the motion carries.")
    width_90: float = computed("Mean width of the 90 % interval, in votes.")


class GroupScores(OverallScores):
    """Scores over the votes of one chamber, kind or stage."""

    by: str = computed("What the votes share: chamber, kind or stage.")
    name: str = computed("Which chamber, kind or stage.")
    held_90: float = computed("Share of the tallies inside the 90 % interval.")


class PairedDifference(Part):
    """Mean of paired differences over votes, with its 95 % interval."""

    mean: float | None = computed("Mean.", missing="too few votes for a difference")
    low: float | None = computed(
        "Lower end of the 95 % interval.", missing="too few votes for a difference"
    )
    high: float | None = computed(
        "Upper end of the 95 % interval.", missing="too few votes for a difference"
    )
    votes: int = computed("Number of votes.")


class Baseline(Part):
    """Scores of a forecast by hand over the same votes."""

    accuracy: float = computed("Mean share of members on the side forecast.")
    brier: float = computed("Mean Brier score over members.")
    log_score: float = computed("Mean log score over members.")
    tally_error: float = computed("Mean absolute error of the tally, in votes.")
    crps_with_past_errors: float | None = computed(
        "Mean ranked probability score with the spread of its own past errors.",
        missing="it has no past errors yet",
    )
    passage_brier: float | None = computed(
        "Brier score of whether the motion carries.", missing="it gives no probability of that"
    )
    difference: dict[str, PairedDifference] = computed("The model minus this, by score.")


class PassageScore(Part):
    """Score of one forecast of whether motions carry."""

    forecast: str = computed("The model, or a simple rule.")
    votes: int = computed("Number of votes it says something of.")
    brier: PairedDifference = computed("Mean Brier score, with its 95 % interval.")
    log_score: float | None = computed(
        "Mean logarithm of the chance of what happened.", missing="no vote was scored"
    )
    right: float | None = computed("Share of outcomes called right.", missing="no vote was scored")
    difference: PairedDifference = computed("Brier score of the model minus this, paired by vote.")


class CalibrationBin(Part):
    """Members whose stated probability lies in one interval."""

    low: float = computed("Lower end.")
    high: float = computed("Upper end.")
    members: int = computed("Number of member-votes.")
    stated: float = computed("Mean probability stated.")
    happened: float = computed("Share that voted Yea.")


class Coverage(Part):
    """Coverage of an interval of the tally."""

    interval: float = computed("Nominal share.")
    inside: int = computed("Tallies inside.")
    votes: int = computed("Number of votes.")
    share: float = computed("Share inside.")
    band_low: float = computed("Lower end of what chance allows.")
    band_high: float = computed("Upper end of what chance allows.")
    mean_width: float = computed("Mean width, in votes.")


class Calibration(Part):
    """Calibration of probabilities and intervals."""

    bins: list[CalibrationBin] = computed("Members by stated probability.")
    members: int = computed("Number of member-votes.")
    coverage: list[Coverage] = computed("Intervals of the tally.")


class NominateBeside(Part):
    """A second run with NOMINATE scores, which contain later votes."""

    leak: str = computed("Why these numbers are no forecast.")
    overall: OverallScores = computed("Its scores.")


class CovariatesBeside(Part):
    """A second run with numbers of members or districts."""

    names: list[str] = coded("The numbers used.")
    overall: OverallScores = computed("Its scores.")
    difference: dict[str, PairedDifference] = computed("This run minus the plain one, by score.")


class Backtest(Document):
    """Every vote forecast from the votes dated before it, and scored."""

    schema_: Literal["winset/votes-backtest/1"] = coded(
        "Name and version of this format.", default="winset/votes-backtest/1", alias="schema"
    )
    seed: int = coded("Seed of the draws.")
    draws: int = coded("Number of draws.")
    model: str = coded("Forecast model.")
    chamber: str | None = coded(
        "Only votes of this chamber are scored.", missing="votes of both are"
    )
    from_: str | None = coded(
        "First day of the votes scored (ISO date).", missing="from the first vote on", alias="from"
    )
    roll_calls: list[ScoredVote] = computed("The votes, in the order of the data.")
    overall: OverallScores = computed("Scores of the model.")
    baselines: dict[str, Baseline] = computed("Forecasts by hand beside.")
    passage: list[PassageScore] = computed("Whether the motion carries, beside simple rules.")
    groups: list[GroupScores] = computed("Scores by chamber, by kind and by stage.")
    calibration: Calibration = computed("Calibration of members and tallies.")
    notes: list[str] = computed("Where the files disagree.")
    nominate: NominateBeside | None = computed(
        "The run with NOMINATE scores.", missing="not asked for", default=None
    )
    covariates: CovariatesBeside | None = computed(
        "The run with covariates.", missing="not asked for", default=None
    )

    def heading(self) -> str:
        """Title of the back-test."""
        return f"{len(self.roll_calls)} votes forecast from earlier ones"

    def summary(self) -> str:
        """Scores of the model beside the forecasts by hand."""
        own = self.overall
        better = sum(
            own.brier is not None and own.brier < entry.brier for entry in self.baselines.values()
        )
        brier = "none" if own.brier is None else f"{own.brier:.3f}"
        return (
            f"{len(self.roll_calls)} votes forecast from earlier ones: Brier score over members "
            f"{brier}, below that of {better} of {len(self.baselines)} forecasts by hand; tally "
            f"off by {own.tally_error:.1f} votes on average."
        )

    def listings(self) -> dict[str, Listing]:
        """Votes, forecasts by hand, calibration, coverage."""
        models: list[dict[str, object]] = [{"forecast": "the model", **self.overall.model_dump()}]
        models += [
            {"forecast": name.replace("_", " "), **entry.model_dump()}
            for name, entry in self.baselines.items()
        ]
        return {
            "roll_calls": Listing("Votes", self.roll_calls, _VOTES),
            "forecasts": Listing("The model beside forecasts by hand", models, _FORECASTS),
            "passage": Listing("Whether the motion carries", self.passage, _PASSAGE),
            "groups": Listing("By chamber, kind and stage", self.groups, _GROUPS),
            "calibration": Listing("Members by stated probability", self.calibration.bins, _BINS),
            "coverage": Listing("Intervals of the tally", self.calibration.coverage, _COVERAGE),
        }


_VOTES: Final = {
    "date": "Date",
    "title": "Vote",
    "chamber": "Chamber",
    "actual": "Yeas",
    "predicted": "Predicted",
    "low": "5 %",
    "high": "95 %",
    "passage_probability": "Carries, probability",
    "carried": "Carried",
    "accuracy": "Right",
    "brier": "Brier score",
    "proportional_reduction_in_error": "Reduction in error",
}
_FORECASTS: Final = {
    "forecast": "Forecast",
    "accuracy": "Right",
    "brier": "Brier score",
    "log_score": "Log score",
    "tally_error": "Tally error",
    "passage_brier": "Brier score of passage",
}
_GROUPS: Final = {
    "by": "By",
    "name": "Which",
    "votes": "Votes",
    "accuracy": "Right",
    "brier": "Brier score",
    "log_score": "Log score",
    "crps": "CRPS",
    "tally_error": "Tally error",
    "passage_brier": "Brier score of passage",
    "held_90": "Inside 90 %",
    "width_90": "Width of 90 %",
}
_PASSAGE: Final = {
    "forecast": "Forecast",
    "votes": "Votes",
    "right": "Right",
    "brier.mean": "Brier score",
    "brier.low": "From",
    "brier.high": "To",
    "log_score": "Log score",
    "difference.mean": "Model minus this",
    "difference.low": "From (2)",
    "difference.high": "To (2)",
}
_BINS: Final = {
    "low": "From",
    "high": "To",
    "members": "Votes of members",
    "stated": "Stated",
    "happened": "Happened",
}
_COVERAGE: Final = {
    "interval": "Interval",
    "inside": "Inside",
    "votes": "Votes",
    "share": "Share",
    "mean_width": "Mean width",
}
