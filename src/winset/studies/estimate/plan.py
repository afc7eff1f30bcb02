"""The plan of an estimate: what was decided before any recorded outcome was scored."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Literal

from pydantic import Field

from winset.cases.model.actors import Identifier
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.cases.model.quantities import Coded, Day, Number, Whole
from winset.foundation.coefficients import DELETED_FORMS, LAST_WITH_THEM, PRIORS
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant

_NOT_READ = {"title", "summary", "notes", "sources"}
_ESTIMATED = {"coefficients", "sample", "findings", "source"}
_REGISTERED = '"influence":{"mean":0.0,"sd":0.05},"willingness":"climate",'
"""Fields of forms now deleted, as they stood in the block when the plan was registered."""


class Form(Coded):
    """A form of the vote model as it was registered; some are no longer part of the model."""

    contest: Literal["simultaneous", "influence", "last-mover", "none"] = Field(
        description="What purses do to votes."
    )
    willingness: Literal["climate", "bargaining"] = Field(description="How willingness acts.")


class Settings(Coded):
    """Numbers of the run."""

    seed: Whole = Field(description="Seed of everything.")
    sampler_draws: Whole = Field(description="Draws of each round of the sampler.")
    forecast_draws: Whole = Field(description="Draws of each forecast.")
    refit_above: Number = Field(
        description="Pareto k of the weights above which an episode is left out by a new fit."
    )
    ridge_penalty: Number = Field(description="Penalty on standardised inputs of the ridge.")
    walk_forward_from: list[Day] = Field(
        description="Days at which coefficients are fitted anew on what was decided before."
    )
    learnt_contraction: Number = Field(description="Least share of the prior variance removed.")
    learnt_slope: Number = Field(description="Least slope of the estimate on a known truth.")


class Consequence(Coded):
    """Consequence of each result."""

    result: str = Field(description="The result.")
    then: str = Field(description="What follows.")


class EstimatePlan(Coded):
    """Everything that was decided beforehand."""

    winset_estimate_plan: Literal[2] = Field(description="Version of the format.")
    id: Identifier = Field(description="Name of the plan.")
    registered: Day = Field(description="Day of the commit that came before any scoring.")
    country: str = Field(description="Cases of other countries are predicted, not fitted.")
    forms: dict[str, Form] = Field(min_length=1, description="Registered form first, then rivals.")
    priors: dict[str, tuple[Number, Number]] = Field(description="Mean and spread of each.")
    settings: Settings = Field(description="Numbers of the run.")
    rules: dict[str, str] = Field(description="Rules in words: as-of, scores, baselines.")
    consequences: list[Consequence] = Field(description="What is deleted on which result.")
    folds: dict[Identifier, list[Identifier]] = Field(
        description="Cases of one episode, by its name; every other case is an episode of its own."
    )
    spent: list[Identifier] = Field(description="Cases the model was made from.")
    parameters: str = Field(description="Digest of the parameter block without its posterior.")
    cases: dict[Identifier, str] = Field(description="Digest of each case.")
    excluded: dict[Identifier, str] = Field(
        default_factory=dict, description="Cases that are not scored, and why."
    )

    def fold_of(self, case: str) -> str:
        """Episode to which a case belongs."""
        return next((name for name, cases in self.folds.items() if case in cases), case)

    def runnable(self, variants: Sequence[str] | None = None) -> EstimatePlan:
        """Return the plan with the forms that the model still has.

        Parameters
        ----------
        variants
            Rivals to keep beside the registered form; ``None``: all.

        Raises
        ------
        InputError
            If a variant is not a form of the plan, or is no longer part of the model.
        """
        for name in variants or ():
            if name not in self.forms:
                raise InputError(
                    f"{name}: not a form of {self.id}", meant(name, self.forms, noun="forms")
                )
            if name in DELETED_FORMS:
                raise InputError(
                    f"{name}: no longer part of the model; commit {LAST_WITH_THEM} was the last to "
                    "run it",
                    "`winset compare --all` prints the scores it made",
                )
        kept = {
            name: form
            for place, (name, form) in enumerate(self.forms.items())
            if name not in DELETED_FORMS and (not place or variants is None or name in variants)
        }
        return self.model_copy(update={"forms": kept})

    def is_fitted(self, case: Case) -> bool:
        """Return whether the coefficients may be learnt from a case of this country."""
        return case.country is None or case.country == self.country


def case_digest(case: Case) -> str:
    """Digest of what the model reads of a case, and of its outcome.

    Parameters
    ----------
    case
        The case. Title, summary, notes and sources do not enter.

    Examples
    --------
    >>> from winset.casebook import read_domestic_case
    >>> len(case_digest(read_domestic_case("nafta-1993")))
    16
    """
    text = case.model_dump_json(by_alias=True, exclude_defaults=True, exclude=_NOT_READ)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def parameters_digest(parameters: Parameters) -> str:
    """Digest of a parameter block without what an estimate puts into it, and of the priors.

    Parameters
    ----------
    parameters
        The block; its identity, reasons, coefficients and posterior do not enter, nor what is of
        the international table alone.
    """
    text = parameters.model_dump_json(
        exclude={"id": True, "rationale": True, "table": True, "vote_model": _ESTIMATED}
    ).replace('"usual_cohesion":', _REGISTERED + '"usual_cohesion":', 1)
    return hashlib.sha256((text + repr(sorted(PRIORS.items()))).encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def read_estimate_plan() -> EstimatePlan:
    """Read the plan that comes with the package."""
    from ruamel.yaml import YAML

    text = (resources.files(__package__ or "") / "plan.yaml").read_text("utf-8")
    return EstimatePlan.model_validate(YAML(typ="safe").load(text))
