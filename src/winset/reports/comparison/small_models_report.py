"""The document of the small models: formulation, joining and engagement."""

from __future__ import annotations

from typing import Final, Literal

from winset.reports.document import Document, Listing
from winset.reports.report_parts import Part, coded, computed


class SmallCoefficient(Part):
    """One coefficient of a small model."""

    model: str = coded("Model it belongs to.")
    coefficient: str = coded("Name.")
    prior_mean: float = coded("Mean of the prior.")
    prior_sd: float = coded("Standard deviation of the prior.")
    mean: float = computed("Mode of the posterior.")
    sd: float = computed("Standard deviation of the posterior at its mode.")
    learned: float = computed("Share of the prior variance the data removed, 0..1.")


class SmallModel(Part):
    """A small model: its data and its scores on what was left out."""

    model: str = coded("Name.")
    n: int = computed("Observations.")
    episodes: int = computed("Episodes they come from.")
    note: str = computed("What else to know of the data.")
    log_score: float = computed("Mean log score on episodes left out.")
    log_score_without: float = computed("The same without predictors.")
    brier: float | None = computed("Brier score on episodes left out.", missing="no yes or no")
    brier_without: float | None = computed("The same without predictors.", missing="no yes or no")


class SmallModels(Document):
    """Small models fitted to the casebook, with priors, posteriors and scores."""

    kind: Literal["winset/small-models/1"] = coded("Schema.", alias="schema")
    cases: list[str] = coded("Cases read, in order.")
    models: list[SmallModel] = computed("The models.")
    coefficients: list[SmallCoefficient] = computed("Their coefficients.")

    def heading(self) -> str:
        """Title of the document."""
        return "Formulation, joining, engagement"

    def summary(self) -> str:
        """One line a model."""
        return "\n".join(
            f"{one.model}: {one.n} observations of {one.episodes} episodes; log score left out "
            f"{one.log_score:.3f}, without predictors {one.log_score_without:.3f}. {one.note}"
            for one in self.models
        )

    def listings(self) -> dict[str, Listing]:
        """Coefficients and models."""
        return {
            "coefficients": Listing(
                "Coefficients of the small models", self.coefficients, _COLUMNS
            ),
            "models": Listing("Data and scores of the small models", self.models, _MODELS),
        }


_COLUMNS: Final = {
    "model": "Model",
    "coefficient": "Coefficient",
    "prior_mean": "Prior mean",
    "prior_sd": "Prior sd",
    "mean": "Mode",
    "sd": "sd",
    "learned": "Learned",
}
_MODELS: Final = {
    "model": "Model",
    "n": "n",
    "episodes": "Episodes",
    "log_score": "Log score",
    "log_score_without": "Without predictors",
    "brier": "Brier",
    "brier_without": "Brier without",
    "note": "Note",
}
