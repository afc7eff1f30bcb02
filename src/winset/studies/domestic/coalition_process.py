"""Reading of how the coalition of a case decides, beside the verdict."""

from __future__ import annotations

from winset.cases.model.case import Case
from winset.reports.domestic.bill_parts import CoalitionProcess
from winset.solvers.lenses.decision_units import decision_units
from winset.translate.arena import arena_of


def coalition_process_of(case: Case) -> CoalitionProcess:
    """Deadlock, compromise, one side's way or symbols, by the rule of decision and willingness.

    Parameters
    ----------
    case
        A domestic case; its likely values enter.

    Returns
    -------
    CoalitionProcess
        Without a reading, and with the reason, where no willingness is coded.

    References
    ----------
    Hagan and others (2001), as the lens `decision-units` reads them.

    Examples
    --------
    >>> import winset as ws
    >>> coalition_process_of(ws.read_domestic_case("fast-track-1997")).because[:13]
    'majority rule'
    """
    found = decision_units(arena_of(case))
    reading, colon, because = found.because.partition(": ")
    if not colon:
        return CoalitionProcess(reading=None, because=found.because, reason=found.because)
    return CoalitionProcess(reading=reading, because=because)
