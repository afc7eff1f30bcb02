"""The two hypotheses by their coefficients: prior, posterior, recovery and placebo."""

from __future__ import annotations

from winset.cases.model.vote_parameters import Coefficient, Finding, VoteModel
from winset.foundation.coefficients import NAMES, PRIORS
from winset.reports.domestic.bill_parts import CoefficientRead, HypothesisTests
from winset.reports.report_parts import Moments

_STATEMENTS = {
    "rho": "above 0: the more willing to bargain, the more support",
    "pi": "above 0: an engaged actor spends more for its side",
    "phi": "above 0: a united opposition is worth more than its parts",
}


def hypothesis_tests(model: VoteModel) -> HypothesisTests:
    """H1 and H2 by the coefficients that carry them.

    Answers: what do the recorded votes say for or against each hypothesis?

    Parameters
    ----------
    model
        The vote model of the parameter block.

    Notes
    -----
    A posterior is evidence only where a casebook of its size could teach the coefficient, were the
    model true, and where it does not come out alike on a meaningless input (placebo).
    """
    return HypothesisTests(
        H1=[_read(model, "rho"), _read(model, "pi")],
        H2=[_read(model, "phi")],
    )


def _read(model: VoteModel, name: str) -> CoefficientRead:
    mean, sd = PRIORS[name]
    finding = model.findings.get(name, Finding())
    estimated = model.source == "estimated"
    return CoefficientRead(
        coefficient=name,
        statement=_STATEMENTS[name],
        prior=Moments(mean=mean, sd=sd),
        posterior=_posterior(model, name) if estimated else None,
        recovered=finding.recovered,
        placebo=None if finding.placebo is None else _moments(finding.placebo),
        reason=None if estimated else "the coefficients are set, not estimated",
    )


def _moments(given: Coefficient) -> Moments:
    return Moments(mean=given.mean, sd=given.sd)


def _posterior(model: VoteModel, name: str) -> Moments:
    import numpy as np

    given = model.coefficients[name]
    if not model.sample:
        return _moments(given)
    values = np.array(model.sample)[:, NAMES.index(name)]
    low, high = (float(np.quantile(values, share)) for share in (0.05, 0.95))
    return Moments(mean=float(values.mean()), sd=float(values.std()), low=low, high=high)
