"""The document of a forecast of bargaining: every model beside its record on decided issues."""

from __future__ import annotations

from typing import Any, Final, Literal

from winset.foundation.wording import counted
from winset.reports.document import Document, Listing
from winset.reports.report_parts import Part, coded, computed


class RoundRead(Part):
    """State of a model after a round."""

    round: int = computed("Number of the round; 0 is the start.")
    mean: float = computed("Weighted mean of all positions then.")
    median: float = computed("Weighted median of all positions then, the lower one.")
    positions: dict[str, float] = computed("Position of each actor then.")


class ModelRecord(Part):
    """Record of a model on decided issues."""

    data: str = coded("The decided issues.")
    n: int = computed("Number of issues.")
    mae: float = computed("Mean absolute error, 0 to 100.")
    crps: float = computed("Mean CRPS, 0 to 100; the absolute error for a model of points.")


class ModelForecast(Part):
    """One model on one issue."""

    mean: float | None = computed("The forecast.")
    mode: float | None = computed(
        "The most probable, or the decisive, position.",
        missing="the model names no single position",
    )
    rounds: list[RoundRead] | None = computed("Round by round.", missing="the model has no rounds")
    reason: str | None = computed("Why something is missing.", default=None)
    note: str | None = computed(
        "What to know of this run of the model.", missing="nothing to add", default=None
    )
    record: ModelRecord | None = computed(
        "Its record on decided issues.", missing="it was not scored on decided issues", default=None
    )


class StatedOutcome(Part):
    """Probability of the outcome being a stated position."""

    position: float = coded("The position.")
    probability: float = computed("Probability that the outcome is that position.")


class DistributionRead(Part):
    """The distribution over outcomes."""

    quantiles: dict[str, float] = computed("Outcomes not exceeded with 5, 25, 50, 75, 95 percent.")
    method: str = computed("How it was made.")
    stated: list[StatedOutcome] = computed("The part that lies on stated positions.")
    centre: float = computed("Centre of the other part, a normal.")
    error: float = computed("Standard deviation of the other part, in the unit of the issue.")
    share: float = coded("Weight of the stated positions in the mixture.")


class ForecastActor(Part):
    """Participant in an issue."""

    actor: str = coded("Name.")
    title: str | None = coded("Longer name.", missing="it has none", default=None)
    position: float = coded("Position, in the unit of the issue.")
    salience: float = coded("Salience, 0 to 1.")
    capability: float = coded("Capability.")


class IssueForecast(Part):
    """One issue under every model asked for."""

    title: str | None = coded("Title of the issue.", missing="it has none", default=None)
    low: float = coded("Low end of the axis.")
    high: float = coded("High end of the axis.")
    low_means: str | None = coded("What the low end means.", missing="not said", default=None)
    high_means: str | None = coded("What the high end means.", missing="not said", default=None)
    actors: list[ForecastActor] = coded("Who takes part.")
    weighted_mean: float | None = computed("Mean weighted by capability times salience.")
    weighted_median: float | None = computed("Median weighted by capability times salience.")
    models: dict[str, ModelForecast] = computed("Forecast of each model asked for.")
    distribution: DistributionRead | None = computed("The distribution over outcomes.")
    reason: str | None = computed("Why a number is missing.", default=None)


class ForecastReport(Document):
    """Answer of every model of bargaining on a case or a table of actors."""

    schema_: Literal["winset/forecast/1"] = coded(
        "Name and version of this format.", default="winset/forecast/1", alias="schema"
    )
    source: str = coded("Id of the case, or name of the table.")
    title: str = coded("Title.")
    layout: str = coded("Layout of the table, or kind of the case.")
    version: str = computed("Version of winset.")
    horizon: int | None = coded("Rounds asked for.", missing="each model's own number")
    issues: dict[str, IssueForecast] = computed("Every issue.")
    assumptions: list[str] = coded("What the input did not say, and every choice that entered.")
    sources: list[str] = computed("References of the models used.")
    warnings: list[str] = computed("What a reader must know of this run.", default_factory=list)

    def heading(self) -> str:
        """Title of the case or table."""
        return self.title

    def summary(self) -> str:
        """Forecast of each issue in a sentence."""
        shown = list(self.issues.items())[:4]
        sentences = [_sentence(found.title or name, found) for name, found in shown]
        if len(self.issues) > len(shown):
            sentences.append(f"{counted(len(self.issues) - 4, 'more issue', 'more issues')}.")
        return " ".join([f"{self.title}.", *sentences])

    def names_by_id(self) -> dict[str, str]:
        """Titles of issues and actors."""
        issues = {name: found.title for name, found in self.issues.items() if found.title}
        actors = {a.actor: a.title for found in self.issues.values() for a in found.actors}
        return issues | {name: title for name, title in actors.items() if title}

    def listings(self) -> dict[str, Listing]:
        """Models, quantiles of the distribution, actors, rounds."""
        ids = ("issue", "actor")
        return {
            "models": Listing("Forecasts", self.model_rows(), _MODELS, ids),
            "quantiles": Listing("Distribution over outcomes", self._quantile_rows(), _LEVELS, ids),
            "actors": Listing("Actors", self.actor_rows(), _ACTORS, ids),
            "rounds": Listing("Round by round", self.round_rows(), _ROUNDS, ids),
        }

    def _quantile_rows(self) -> list[dict[str, Any]]:
        return [
            {"issue": issue, **found.distribution.quantiles}
            for issue, found in self.issues.items()
            if found.distribution is not None
        ]

    def model_rows(self) -> list[dict[str, Any]]:
        """A row an issue and model: its forecast and its record."""
        return [
            {
                "issue": issue,
                "model": name,
                "mean": model.mean,
                "mode": model.mode,
                "rounds": len(model.rounds) - 1 if model.rounds else None,
                "mae": model.record.mae if model.record else None,
                "crps": model.record.crps if model.record else None,
                "note": model.note or (model.reason if model.mean is None else None),
            }
            for issue, found in self.issues.items()
            for name, model in found.models.items()
        ]

    def round_rows(self) -> list[dict[str, Any]]:
        """A row an issue, model, round and actor: its position."""
        return [
            {
                "issue": issue,
                "model": name,
                "round": one.round,
                "actor": actor,
                "position": position,
            }
            for issue, found in self.issues.items()
            for name, model in found.models.items()
            for one in model.rounds or []
            for actor, position in one.positions.items()
        ]

    def actor_rows(self) -> list[dict[str, Any]]:
        """A row an issue and actor: position, salience, capability."""
        return [
            {"issue": issue, **actor.model_dump()}
            for issue, found in self.issues.items()
            for actor in found.actors
        ]


_MODELS: Final = {
    "issue": "Issue",
    "model": "Model",
    "mean": "Forecast",
    "mode": "Mode",
    "rounds": "Rounds",
    "mae": "Mean error on decided issues",
    "crps": "CRPS on decided issues",
    "note": "Note",
}
_LEVELS: Final = {
    "issue": "Issue",
    **{level: f"{level} %" for level in ("5", "25", "50", "75", "95")},
}
_ACTORS: Final = {
    "issue": "Issue",
    "actor": "Actor",
    "position": "Position",
    "salience": "Salience",
    "capability": "Capability",
}
_ROUNDS: Final = {
    "issue": "Issue",
    "model": "Model",
    "round": "Round",
    "actor": "Actor",
    "position": "Position",
}


def _sentence(name: str, found: IssueForecast) -> str:
    if found.weighted_mean is None:
        return f"{name}: no forecast, since {found.reason}."
    parts = [f"weighted mean {found.weighted_mean:.4g}"]
    if found.distribution is not None:
        low, middle, high = (found.distribution.quantiles[k] for k in ("5", "50", "95"))
        parts.append(f"median {middle:.4g}, in 9 of 10 cases between {low:.4g} and {high:.4g}")
    return f"{name}: {'; '.join(parts)}."
