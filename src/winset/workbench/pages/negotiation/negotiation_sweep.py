"""The tab of sensitivity of a negotiation: the whole two-level game at every draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nicegui import html

from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.negotiation import NegotiationCase, country_case
from winset.cases.paths.path_words import path_words
from winset.foundation.errors import InputError
from winset.workbench.components.threads import in_thread
from winset.workbench.library.references import with_games_of
from winset.workbench.pages.shared.frame import notice, problem_text
from winset.workbench.pages.shared.sweep_form import sweep_form
from winset.workbench.pages.work import show_jobs

if TYPE_CHECKING:
    from winset.workbench.pages.negotiation.negotiation import NegotiationPage


_DRAWS: Final = (64, 128, 256, 512, 1024)
_FIRST: Final = 128
_AT_HOME: Final = "countries."


def negotiation_sweep_tab(page: NegotiationPage) -> None:
    """Fill the tab of sensitivity.

    Parameters
    ----------
    page
        Page of the negotiation.
    """
    html.p(
        "A sweep plays the whole two-level game at many points of all coded ranges. It says how "
        "often the agreement of the likely values survives at home, what would be signed instead, "
        "and which numbers that hangs on. It runs in the background, in parts of 32 draws: go on "
        "working meanwhile."
    ).classes("quiet small")
    if page.away:
        html.p(
            "Countries switched off above sit at the table again in a sweep: it plays the case as "
            "it is written."
        ).classes("small")
    form, jobs = html.div(), html.div()

    async def fill() -> None:
        with form:
            await _form(page)
        with jobs:
            await show_jobs(page.bench, page.desk.visitor, page.desk.key)

    page.later(fill)


async def _form(page: NegotiationPage) -> None:
    try:
        groups = await in_thread(
            lambda: numbers_by_country(with_games_of(page.desk.shelf, page.case))
        )
    except InputError as error:
        notice(problem_text(error), bad=True)
        return
    known = {name: words for name, words in page.solutions().items() if name != _ROUNDS}
    sweep_form(
        page.bench,
        page.desk,
        groups,
        draws=_DRAWS,
        first=_FIRST,
        solutions=known,
        solution=page.solution if page.solution in known else "nash",
    )


_ROUNDS: Final = "alternating-offers"
"""Not found draw by draw: every offer hangs on all later ones."""


def numbers_by_country(case: NegotiationCase) -> dict[str, list[tuple[str, str]]]:
    """Every number a sweep of a negotiation can vary, by what it is of.

    Parameters
    ----------
    case
        The negotiation; games of other cases it refers to are read.

    Returns
    -------
    dict
        Titles of groups (the table, each country, the model), with path and words of each number.

    Raises
    ------
    InputError
        If a country's game cannot be played.
    """
    from winset.translate.negotiation import coded_negotiation

    coded = coded_negotiation(case, read_parameters())
    groups: dict[str, list[tuple[str, str]]] = {"On the table": []}
    groups |= {country.title: [] for country in case.countries.values()}
    groups["The model"] = []
    seen: set[str] = set()
    for name, game in coded.countries.items():
        home, own = f"{_AT_HOME}{name}.", country_case(coded.case, name)
        for path in (item.path for item in game.inputs if item.path not in seen):
            seen.add(path)
            if path.startswith(home):
                inside = path_words(own, path.removeprefix(home))
                groups[case.countries[name].title].append((path, inside))
            elif path.startswith("parameters."):
                groups["The model"].append((path, path))
            else:
                groups["On the table"].append((path, path_words(own, path)))
    return {title: numbers for title, numbers in groups.items() if numbers}
