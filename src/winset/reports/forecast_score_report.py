"""The document of forecasts scored on decided issues."""

from __future__ import annotations

from typing import Any, Final, Literal

from winset.reports.document import Document, Listing
from winset.reports.report_parts import Part, coded, computed


class ModelScore(Part):
    """One model on all decided issues."""

    mae: float = computed("Mean absolute error, 0 to 100.")
    crps: float = computed("Mean CRPS, 0 to 100; the absolute error for a model of points.")
    n: int = computed("Number of issues it gives a forecast for.")
    minus_weighted_mean: tuple[float, float, float] = computed(
        "Mean difference in absolute error from the weighted mean on those issues, with the 5th "
        "and 95th percentile of a bootstrap over dossiers; below 0: better."
    )
    crps_minus_weighted_mean: tuple[float, float, float] = computed("The same in CRPS.")
    note: str | None = computed(
        "What to know of the score.", missing="nothing to add", default=None
    )


class QuantileHit(Part):
    """Count of the outcomes below one quantile."""

    quantile: float = coded("The quantile, 0 to 1.")
    below: float = computed("Share of outcomes below it; jumps are spread evenly.")
    standard_error: float = computed("Its standard error, clustered by dossier.")


class ForecastCalibration(Part):
    """Calibration of the distribution."""

    tenths: list[float] = computed(
        "Share of outcomes in each tenth of the distribution, from the lowest (PIT histogram); .1 "
        "each if calibrated."
    )
    quantiles: list[QuantileHit] = computed("Outcomes below the quantiles that are reported.")
    coverage: dict[str, float] = computed(
        "Share of outcomes within the central interval of so many percent, its ends counted in."
    )


class ScoredIssue(Part):
    """One decided issue."""

    issue: str = coded("Name of the issue.")
    dossier: str = coded("Proposal it belongs to.")
    outcome: float = coded("What was decided.")
    forecasts: dict[str, float | None] = computed(
        "Forecast of each model.", missing="the model has none for it"
    )


class ScoredForecasts(Document):
    """Answers of every model on decided issues, and how far off each was."""

    schema_: Literal["winset/forecast-score/1"] = coded(
        "Name and version of this format.", default="winset/forecast-score/1", alias="schema"
    )
    source: str = coded("Name of the table.")
    version: str = computed("Version of winset.")
    seed: int = coded("Seed of the bootstrap.")
    resamples: int = coded("Resamples of the bootstrap over dossiers.")
    issues: int = computed("Number of issues scored.")
    dossiers: int = computed("Number of dossiers they belong to.")
    models: dict[str, ModelScore] = computed("Score of each model, the weighted mean first.")
    baselines: dict[str, ModelScore] = computed("Plainer forecasts, scored the same way.")
    calibration: ForecastCalibration | None = computed(
        "Calibration of the distribution.", missing="the distribution was not scored"
    )
    decided: list[ScoredIssue] = computed("Every issue with its forecasts.")
    left_out: dict[str, str] = computed("Issues that cannot be scored, with the reason.")
    assumptions: list[str] = coded("What the input did not say, and every choice that entered.")

    def heading(self) -> str:
        """Title of the score."""
        return f"Forecasts scored on {self.source}"

    def summary(self) -> str:
        """The weighted mean's score, and which models are better or worse beyond chance."""
        mean = self.models.get("weighted-mean")
        parts = [f"{self.issues} decided issues of {self.dossiers} dossiers."]
        if mean is not None:
            parts.append(f"The weighted mean is off by {mean.mae:.2f} points of 100 on average.")
        others = {name: m for name, m in self.models.items() if name != "weighted-mean"}
        worse = [name for name, m in others.items() if m.minus_weighted_mean[1] > 0.0]
        better = [name for name, m in others.items() if m.minus_weighted_mean[2] < 0.0]
        if worse:
            parts.append(f"Further off beyond chance: {', '.join(worse)}.")
        parts.append(
            f"Nearer beyond chance: {', '.join(better)}."
            if better
            else "No model is nearer beyond chance."
        )
        spread = self.models.get("distribution")
        if spread is not None and mean is not None:
            parts.append(
                f"As a distribution: CRPS {spread.crps:.2f}, against {mean.crps:.2f} of the point."
            )
        return " ".join(parts)

    def listings(self) -> dict[str, Listing]:
        """Models and plainer forecasts, issues, calibration."""
        decided = [
            {**one.model_dump(exclude={"forecasts"}), **one.forecasts} for one in self.decided
        ]
        tenths = self.calibration.tenths if self.calibration is not None else []
        shares = [{"tenth": n, "share": share} for n, share in enumerate(tenths, start=1)]
        named = {"issue": "Issue", "dossier": "Dossier", "outcome": "Outcome"}
        columns = named | {name: name.replace("-", " ").capitalize() for name in self.models}
        return {
            "models": Listing("Forecasts scored", self.model_rows(), _MODELS),
            "issues": Listing("Decided issues", decided, columns),
            "calibration": Listing("Outcomes by tenths of the distribution", shares, _TENTHS),
        }

    def model_rows(self) -> list[dict[str, Any]]:
        """A row a model: errors and differences with their intervals."""
        return [
            {
                "model": name,
                "mae": found.mae,
                "crps": found.crps,
                "n": found.n,
                "difference": found.minus_weighted_mean[0],
                "low": found.minus_weighted_mean[1],
                "high": found.minus_weighted_mean[2],
                "note": found.note,
            }
            for name, found in {**self.models, **self.baselines}.items()
        ]


_MODELS: Final = {
    "model": "Forecast",
    "mae": "Mean absolute error",
    "crps": "CRPS",
    "n": "Issues",
    "difference": "Against the weighted mean",
    "low": "5th percentile",
    "high": "95th percentile",
    "note": "Note",
}
_TENTHS: Final = {"tenth": "Tenth", "share": "Share of outcomes"}
