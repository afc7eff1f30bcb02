"""`negotiate`: one negotiation end to end, from the file to the Report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from winset.cases.model.negotiation import NegotiationCase
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.solvers.two_level.agreement import check_solution
from winset.studies.arguments import refuse_no_count, refuse_no_negotiation
from winset.studies.domestic.analyze import refuse_replaced
from winset.studies.domestic.draws import MOST_DRAWS
from winset.studies.negotiation.likely_table import Table, silent
from winset.studies.negotiation.negotiation_sections import report_of
from winset.studies.negotiation.table_at_risk import TableAtRisk
from winset.translate.members_at_table import MembersAtTable
from winset.translate.negotiation import Votes, coded_negotiation

if TYPE_CHECKING:
    from winset.votes.records import VoteTable

__all__ = [
    "DEFAULT_DRAWS",
    "Progress",
    "Table",
    "members_at_table",
    "negotiate",
    "negotiation_table",
]

DEFAULT_DRAWS = 1000
Progress = Callable[[str, int, int], None]
"""Called before each part of the work: its name, how many are done, how many there are."""


_OTHER_PARTS = 6
"""Parts of the work that do not come once a country: zone, agreement, forecast, path, linkage,
pairs."""


def negotiation_table(
    case: NegotiationCase,
    *,
    solution: str = "nash",
    draws: int = DEFAULT_DRAWS,
    seed: int = 0,
    parameters: Parameters | None = None,
    side_payments: bool = False,
    pressure: float | None = None,
    certain: bool = False,
    data: str | Path | VoteTable | None = None,
    tell: Callable[[str], None] = silent,
) -> Table:
    """A negotiation whose parts are found when they are first asked for.

    Parameters
    ----------
    case, solution, draws, seed, parameters, side_payments, pressure, certain, data
        As for `negotiate`.
    tell
        Called before every part of the work.

    Returns
    -------
    Table
        Its `win_sets`, `zone`, `agreement`, `nash_path`, `linkage` and `tying_hands` are each the
        answer of one solver; nothing is found that is not asked for.

    Raises
    ------
    InputError
        As for `negotiate`.
    """
    refuse_no_negotiation(case)
    refuse_no_count(draws, seed, MOST_DRAWS)
    check_solution(solution, tuple(case.countries))
    if parameters is None:
        from winset.cases.file.read_parameters import read_parameters

        parameters = read_parameters()
    sharp = certain or side_payments
    members = members_at_table(data)
    votes: Votes = "certain" if sharp else "modelled"
    coded = coded_negotiation(case, parameters, votes=votes, members=members)
    if sharp:
        if pressure is not None:
            kind = "certain votes" if certain else "side payments across the border"
            raise InputError(
                f"pressure {pressure:g} goes with votes at risk, not with {kind}",
                "leave one of them out",
            )
        return Table(coded, solution, draws, seed, side_payments, tell)
    if pressure is not None and not 0.0 <= pressure < np.inf:
        raise InputError(f"the weight of pressure is {pressure}", "a number of 0 or more")
    return TableAtRisk(coded, solution, draws, seed, False, tell, pressure)


def members_at_table(data: str | Path | VoteTable | None) -> MembersAtTable | None:
    """Roll calls for the legislatures of a table, as a caller names them.

    Parameters
    ----------
    data
        A folder or file, or a table already read; without it the blocs stay.
    """
    if data is None:
        return None
    from winset.votes.readers.folder_reader import roll_calls_of

    folder = Path(data) if isinstance(data, str | Path) else None
    table = roll_calls_of(data)
    return None if table is None else MembersAtTable(table, folder)


def negotiate(
    case: NegotiationCase,
    *,
    solution: str = "nash",
    draws: int = DEFAULT_DRAWS,
    seed: int = 0,
    parameters: Parameters | None = None,
    changes: dict[str, str] | None = None,
    side_payments: bool = False,
    pressure: float | None = None,
    certain: bool = False,
    data: str | Path | VoteTable | None = None,
    progress: Progress | None = None,
) -> NegotiationReport:
    """Play one negotiation: what is signed, how likely ratification is, and what groups move.

    Answers: which agreement do governments sign that their groups press and that may fail at home,
    who gains from tied hands, what does linking issues open?

    Parameters
    ----------
    case
        A negotiation, as `read_case` gives it.
    solution
        ``nash``, ``kalai-smorodinsky``, ``alternating-offers`` or ``offer:COUNTRY``.
    draws
        Monte Carlo draws, 1 to 10,000,000: of the shocks and ranges for the risk of defection;
        twice as many as a power of two, 64 to 2,048, of the shocks for ratification, and one in 25
        of the ranges for agreements.
    seed
        Not negative; one seed, one answer.
    parameters
        The parameter block; default: the one shipped with the package.
    changes
        Values that were changed from the case file, to be repeated in the report.
    side_payments
        Whether supporters in one country may pay for ratification in another; votes are then
        certain.
    pressure
        Weight lam of pressure on the governments, 0 or more. Default: as the parameter block says,
        .5 at likely values.
    certain
        Votes are certain and groups weigh nothing with governments: the first edition.
    data
        Folder of roll calls (or a table already read) whose members fill the chambers of the United
        States Congress, and those for which the file names a roll call. Without it the blocs stand
        there.
    progress
        Called before every part of the work. what begins, how many parts are done, how many there
        are.

    Returns
    -------
    NegotiationReport

    Raises
    ------
    InputError
        If the case is not a negotiation or cannot be played, there is no such solution, draws,
        seed or pressure are out of bounds, or side payments are asked for where not every country
        must ratify; with `data`, if no country has a chamber for members, the data do not list
        those of its Congress, or a change is to a number that the members bring.
    """
    done: list[str] = []
    whole = 3 * len(getattr(case, "countries", ())) + _OTHER_PARTS

    def tell(part: str) -> None:
        if progress is not None:
            progress(part, len(done), max(whole, len(done) + 1))
        done.append(part)

    table = negotiation_table(
        case,
        solution=solution,
        draws=draws,
        seed=seed,
        parameters=parameters,
        side_payments=side_payments,
        pressure=pressure,
        certain=certain,
        data=data,
        tell=tell,
    )
    for coded in table.coded.countries.values():
        refuse_replaced(coded, changes or {})
    table.verify()
    report = report_of(table, changes or {})
    if progress is not None:
        progress("done", len(done), len(done))
    return report
