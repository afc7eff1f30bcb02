"""Countries that come to a table, and those whose game stands in another case."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from nicegui import html

from winset.casebook import case_ids
from winset.cases.file.document import Path
from winset.cases.file.read import load_text
from winset.cases.model.case_file import domestic_case
from winset.cases.model.negotiation import SHARED_FIELDS, CountryAtTable, NegotiationCase
from winset.foundation.errors import InputError
from winset.foundation.spelling import kebab
from winset.workbench.access.addresses import page_address
from winset.workbench.components.threads import in_thread
from winset.workbench.library.references import with_games_of
from winset.workbench.pages.shared.frame import link_button, notice
from winset.workbench.pages.shared.page_parts import bullets, button, complaints, text_field

if TYPE_CHECKING:
    from winset.workbench.editing.desk import Desk
    from winset.workbench.pages.negotiation.negotiation import NegotiationPage


_ALONE: Final = "a government alone, to be filled in"
_MIDDLE: Final = 0.5


def country_form(page: NegotiationPage) -> None:
    """Ask for the name of a country and its game at home, and seat it at the table.

    Parameters
    ----------
    page
        Page of the negotiation.
    """
    typed = {"title": "", "game": ""}
    votes = [name for name, issue in page.case.issues.items() if issue.axis == "vote"]
    with html.form().classes("row country-form").props('aria-label="Add a country"') as form:
        text_field(
            "country-title",
            "Name of the country",
            partial(typed.__setitem__, "title"),
            props='autocomplete="off"',
        )
        text_field(
            "country-game",
            "Its game at home, if a case has it",
            partial(typed.__setitem__, "game"),
            props=f'list="country-games" autocomplete="off" placeholder="{_ALONE}"',
        )
        with html.datalist().props('id="country-games"'):
            for name in [*page.desk.shelf.files(), *case_ids()]:
                html.option(value=name)
        html.button("Add to the table", type="submit").classes("button")
    html.p(
        "A new country must ratify like the others. Its government stands in the middle of every "
        "issue until you say where. A case can stand in for its game if it votes on the issues of "
        f"this table, by the same names: {', '.join(votes)}."
    ).classes("quiet small")
    wrong = html.div()

    async def add() -> None:
        wrong.clear()
        name = " ".join(typed["title"].split())
        with complaints(wrong, f"{name} was not added."):
            await page.seated(await in_thread(_seat, page.desk, name, typed["game"].strip()))

    form.on("submit.prevent", add)


def new_country(case: NegotiationCase, title: str, game: str) -> dict[str, Any]:
    """Say what a country that comes to the table is at first.

    Parameters
    ----------
    case
        The negotiation.
    title
        Name of the country.
    game
        Case that its game at home is; empty for a government alone.

    Raises
    ------
    InputError
        If it has no name.
    """
    if not title:
        raise InputError("the country has no name", "type one, such as Japan")
    if game:
        return {"title": title, "case": game}
    axes = [name for name, issue in case.issues.items() if issue.axis == "vote"]
    government = {
        "title": f"Government of {title}",
        "level": "executive",
        "position": dict.fromkeys(axes, _MIDDLE),
    }
    return {
        "title": title,
        "chief_executive": "government",
        "rule": {"actor": "government"},
        "actors": {"government": government},
    }


def _seat(desk: Desk, title: str, game: str) -> str:
    case = desk.case
    if not isinstance(case, NegotiationCase):
        raise InputError(f"{case.id} is a game at home")
    country, key = new_country(case, title, game), kebab(title)
    if key in case.countries:
        raise InputError(f"there is a country `{key}` already", "give this one another name")
    if game:
        seated = {**case.countries, key: CountryAtTable.model_validate(country)}
        _played(desk, case.model_copy(update={"countries": seated}))
    desk.add(f"countries.{key}", country, label=f"added {title}")
    return key


def _played(desk: Desk, case: NegotiationCase) -> NegotiationCase:
    """The negotiation with the games of other cases written out; only those of the shelf."""
    from winset.translate.negotiation import resolved

    return resolved(with_games_of(desk.shelf, case))


def referred_game(page: NegotiationPage, name: str) -> None:
    """Say what to do with a country whose game at home is that of another case.

    Parameters
    ----------
    page
        Page of the negotiation.
    name
        Id of the country.
    """
    country = page.case.countries[name]
    game = country.case or ""
    with html.div().classes("notice"):
        html.p(
            f"The game at home of {country.title} is that of the case `{game}`. Its actors and its "
            "rule stand there and hold for every negotiation that refers to it."
        )
        bullets(
            (
                "To read it or play it alone, open that case.",
                "To change a number for this table only, write its path in that case and its value "
                f"under `countries.{name}.values` in the tab Text, such as "
                "`values: {actors.speaker.capacity: 12}`.",
                "To add or remove an actor, write the game out here first: this table then has its "
                "own copy, which can be edited above.",
            )
        )
        wrong = html.div()

        async def write_out() -> None:
            wrong.clear()
            what = await page.change(_write_out, page.desk, name)
            if what:
                with wrong:
                    notice(what, bad=True)

        with html.div().classes("tools"):
            link_button("Open that case", page_address("case", _key(page.desk, game)))
            button("Write its game out here", write_out)


def _write_out(desk: Desk, name: str) -> None:
    from winset.cases.editing.parts import REMOVED, with_plain
    from winset.cases.file.yaml_text import plain_data

    case, revision = desk.case, desk.revision
    if desk.scratch is not None or not isinstance(case, NegotiationCase):
        raise InputError(
            "the tab Text holds text that the draft does not have yet",
            "take that text, or go back to the draft, first",
        )
    own = _played(desk, case).countries[name]
    above = ("countries", name)
    parts: dict[Path, Any] = {(*above, "case"): REMOVED, (*above, "values"): REMOVED}
    for field in ("issues", *SHARED_FIELDS):
        value = getattr(own, field)
        # A coded `package: false` is said too; what is empty is not.
        if field in own.model_fields_set and (value or value is False):
            parts[(*above, field)] = plain_data(value)
    home = desk.shelf.sheet(_key(desk, str(case.countries[name].case))).text
    for source, work in domestic_case(load_text(home, "case.yaml").case).sources.items():
        if source not in case.sources:
            parts[("sources", source)] = plain_data(work)
    text = with_plain(desk.text(), "case.yaml", parts)
    desk.write(text, revision=revision, label=f"wrote out the game of {own.title}")


def _key(desk: Desk, reference: str) -> str:
    """Key on the shelf of a case that a country names by its key or by its file."""
    named = {path.name: key for key, path in desk.shelf.files().items()}
    return named.get(reference, reference)
