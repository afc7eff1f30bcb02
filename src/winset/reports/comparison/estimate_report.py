"""The document of an estimate: what recorded votes say about the coefficients."""

from __future__ import annotations

from typing import Literal

from winset.reports.document import Document, Listing
from winset.reports.report_parts import Moments, Part, coded, computed


class EstimatedCoefficient(Part):
    """One coefficient before and after the recorded votes were read."""

    name: str = coded("Name of the coefficient.")
    meaning: str = coded("What it stands for.")
    prior: Moments = coded("Before any vote was read.")
    posterior: Moments = computed("After.")
    learned: float | None = computed(
        "Share of the prior variance that is removed, 0..1.",
        missing="it cannot be recovered from as many cases",
    )


class EstimateDiagnostics(Part):
    """Quality of the sample."""

    effective_sample_size: float = computed("One over the sum of squared weights.")
    draws: int = coded("Draws of the sampler.")
    sum_over_shocks: Literal["settled", "as-registered"] = coded(
        "Sum over the shocks of a case: at points settled for it, or at 24, as registered."
    )
    pareto_k: float | None = computed(
        "Shape of the tail of the weights; above 0.7 the sample is not to be trusted.",
        missing="too few draws to fit a tail",
    )
    log_evidence: float = computed("Log of the marginal likelihood.")
    coverage_90: float | None = computed(
        "Share of the truths that 90 % intervals held in casebooks drawn from the model that were "
        "sampled as well.",
        missing="the priors are not the registered ones, or no trial was sampled as badly",
    )
    uneven: dict[str, float] = computed(
        "Coefficients whose truths did not lie evenly in all of those casebooks, by more than "
        "chance allows, each with the share of its truths that its intervals held."
    )
    trial_cases: int = coded("Cases in each of those casebooks.")


class LeftOutTally(Part):
    """Recorded votes of one chamber beside what was expected without the case."""

    chamber: str = coded("Chamber.")
    recorded: float = coded("Votes in favour as a share of those who voted.")
    mean: float = computed("Mean of the share expected.")
    quantiles: dict[str, float] = computed("Quantiles of the share expected, in percent.")
    crps: float = computed("Continuous ranked probability score, in shares.")


class LeftOutCase(Part):
    """One case under the coefficients estimated without its episode."""

    case: str = coded("Id of the case.")
    fold: str = coded("Cases left out together.")
    happened: str = coded("What happened.")
    passage_probability: float = computed("Probability of passage.")
    comes_to_a_vote: float = computed("Probability that it comes to a vote.")
    tallies: list[LeftOutTally] = computed("Chambers whose votes were recorded.")


class LeaveOneOut(Part):
    """Every case under coefficients that have not seen it."""

    cases: list[LeftOutCase] = computed("One entry for each case.")
    brier: float = computed("Brier score of adoption.")
    log_score: float = computed("Mean negative log probability of what happened.")
    base_rate_brier: float = computed("Brier score of the other cases' base rate (Laplace).")
    tally_crps: float | None = computed(
        "Mean CRPS of the tallies, in shares.", missing="no case left out had a tally"
    )


class EstimateReport(Document):
    """Result of `winset estimate` on the shared coefficients."""

    schema_: Literal["winset/estimate/1"] = coded(
        "Name and version of this format.", default="winset/estimate/1", alias="schema"
    )
    version: str = computed("Version of winset.")
    plan: str = coded("Id of the plan: priors and cases left out together.")
    seed: int = coded("Seed.")
    cases: list[str] = coded("Cases whose recorded votes were read.")
    parameters: list[EstimatedCoefficient] = computed("The coefficients.")
    diagnostics: EstimateDiagnostics = computed("How far the sample can be trusted.")
    leave_one_out: LeaveOneOut | None = computed(
        "Every case without its own votes.", missing="not asked for"
    )
    assumptions: list[str] = coded("Modelling choices of the estimation.")
    sources: list[str] = coded("References of the methods.")

    def summary(self) -> str:
        """Say what was learnt, and what was not."""
        learnt = [row.name for row in self.parameters if (row.learned or 0.0) >= LEARNT]
        rest = [row.name for row in self.parameters if row.name not in learnt]
        text = (
            f"Coefficients of the vote model from {len(self.cases)} cases. Half of the prior "
            f"variance removed or more, and recoverable: {', '.join(learnt) or 'none'}. Not so: "
            f"{', '.join(rest) or 'none'}."
        )
        found = self.leave_one_out
        if found is not None:
            text += (
                f" Left out one episode at a time: Brier score {found.brier:.3f} against "
                f"{found.base_rate_brier:.3f} of the base rate."
            )
        return text

    def how_sure(self) -> str:
        """Say how many truths such intervals held where the truth was known."""
        held, cases = self.diagnostics.coverage_90, self.diagnostics.trial_cases
        if held is None:
            text = (
                "How far such 90 % intervals hold was not tried: trials were made from the "
                "registered priors, and those by the settled sum had 240 effective draws or more "
                "and a Pareto k of 0.7 or less."
            )
        else:
            text = (
                f"In casebooks of {cases} cases drawn from the model, 90 % intervals sampled as "
                f"well as these held {100 * held:.0f} % of the truths."
            )
        for name, share in self.diagnostics.uneven.items():
            text += (
                f" In all such casebooks the truths of {name} did not lie evenly; its intervals "
                f"held {100 * share:.0f} %."
            )
        return text

    def listings(self) -> dict[str, Listing]:
        """Coefficients, and the cases left out."""
        found = {
            "coefficients": Listing(
                "Coefficients before and after the recorded votes",
                self.parameters,
                {
                    "name": "Coefficient",
                    "prior": "Prior",
                    "posterior": "Posterior",
                    "learned": "Learnt",
                    "meaning": "Meaning",
                },
            )
        }
        if self.leave_one_out is not None:
            found["left_out"] = Listing(
                "Every case under coefficients that have not seen it",
                self.leave_one_out.cases,
                {
                    "case": "Case",
                    "happened": "Happened",
                    "passage_probability": "Probability of passage",
                    "comes_to_a_vote": "Probability of a vote",
                },
            )
        return found


LEARNT = 0.5
"""Share of the prior variance whose removal counts as learnt."""
