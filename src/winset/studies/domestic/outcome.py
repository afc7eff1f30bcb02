"""Outcome on record, beside the predictive distribution."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.cases.model.case import Case
from winset.reports.domestic.bill_parts import CountCompared, OutcomeCompared
from winset.reports.domestic.report_prose import chamber_name, joined
from winset.results.ratification.ratification import RatificationPrice
from winset.studies.domestic.draws import Draws


def percentile_of(votes: int, tallies: NDArray[np.int64]) -> float:
    """Percentile of a number of votes among the tallies drawn, equal ones counted half.

    Examples
    --------
    >>> percentile_of(2, np.array([1, 2, 3, 4]))
    37.5
    """
    below = float((tallies < votes).mean())
    equal = float((tallies == votes).mean())
    return 100.0 * (below + 0.5 * equal)


def outcome_compared(
    case: Case, likely: RatificationPrice, sampled: Draws
) -> OutcomeCompared | None:
    """Outcome of a case with the place of its votes among the recorded votes drawn.

    The outcome enters nowhere else.
    """
    outcome = case.outcome
    if outcome is None:
        return None
    columns = {c.name: column for column, c in enumerate(likely.chambers)}
    falls = {
        chamber: (
            percentile_of(outcome.tally[chamber][0], sampled.recorded[:, column])
            if chamber in outcome.tally
            else None
        )
        for chamber, column in columns.items()
    }
    unplaced = [chamber_name(chamber) for chamber, place in falls.items() if place is None]
    counts = [
        CountCompared(
            source=count.source,
            chamber=chamber,
            votes=list(votes),
            percentiles=[percentile_of(v, sampled.recorded[:, columns[chamber]]) for v in votes],
        )
        for count in outcome.counts
        for chamber, votes in count.votes.items()
        if chamber in columns
    ]
    return OutcomeCompared(
        verdict=outcome.verdict,
        tally={chamber: list(tally) for chamber, tally in outcome.tally.items()},
        date=outcome.date.isoformat(),
        agrees=outcome.verdict == sampled.verdict_word,
        where_it_falls=falls,
        reason=f"the case records no vote of the {joined(unplaced)}" if unplaced else None,
        counts=counts,
    )
