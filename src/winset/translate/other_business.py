"""Share of the chief executive's time that other business leaves."""

from __future__ import annotations

import datetime as dt

from winset.cases.model.case import Case


def free_share(case: Case) -> float:
    """Mean share of the chief executive's time that other business leaves for this bill, 0..1.

    Parameters
    ----------
    case
        The case; without `agenda` or without a start of the work the share is 1.

    Notes
    -----
    On a day with k other matters this one gets 1/(1 + k), a choice of this project. The days run
    from the start of the work to the day of the forecast, or else to the last day for the vote, so
    that nothing later than the forecast enters.

    Examples
    --------
    >>> from winset.casebook import read_domestic_case
    >>> round(free_share(read_domestic_case("fast-track-1997")), 3)
    0.57
    """
    if case.stages is None or case.stages.formulation is None or not case.agenda:
        return 1.0
    first = case.stages.formulation.start.likely
    last = min(case.as_of or case.stages.voting.deadline.likely, case.stages.voting.deadline.likely)
    days = [first + dt.timedelta(n) for n in range((last - first).days + 1)]
    if not days:
        return 1.0
    return sum(1.0 / (1 + _matters(case, day)) for day in days) / len(days)


def _matters(case: Case, day: dt.date) -> int:
    return sum(one.start <= day <= one.end for one in case.agenda)
