"""Tabs in which a negotiation is edited: its issues, its countries and their actors."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from nicegui import html

from winset.cases.model.negotiation import country_case
from winset.workbench.components.country_table import country_table
from winset.workbench.components.sheet import SheetElement
from winset.workbench.components.shown import RuleTree
from winset.workbench.components.views.fields_view import actor_fields, fields_of
from winset.workbench.components.views.rule_view import rule_view
from winset.workbench.pages.negotiation.negotiation_countries import country_form, referred_game
from winset.workbench.pages.shared.actor_form import actor_form
from winset.workbench.pages.shared.editing import Renew, open_form, part_form
from winset.workbench.pages.shared.frame import notice
from winset.workbench.pages.shared.page_parts import button
from winset.workbench.pages.shared.removal import remove_part

if TYPE_CHECKING:
    from winset.workbench.pages.negotiation.negotiation import NegotiationPage


_FEWEST: Final = 2
_ENTRY: Final = "entry_into_force"
_AT_TABLE: Final = ("title", "case", "weight", "power", "patience")

Show = Callable[[], None]
"""Brings a form up to date."""


def issues_tab(page: NegotiationPage) -> Renew:
    """Fill the tab of the issues on the table and the rule of entry into force.

    Parameters
    ----------
    page
        Page of the negotiation.
    """
    forms = []
    names = list(page.case.issues)
    for name, issue in page.case.issues.items():
        with html.details() as details:
            details.props["open"] = name == names[0]
            html.summary(issue.title)
            forms.append(part_form(page, f"issues.{name}"))
    html.h3("Entry into force")
    html.p("Where nothing is coded every country at the table must ratify.").classes("quiet small")
    forms.append(part_form(page, _ENTRY, lambda: fields_of(page.case.entry_into_force, _ENTRY)))
    return _renewing(forms, lambda: list(page.case.issues))


def countries_tab(page: NegotiationPage) -> Renew:
    """Fill the tab of the countries: each with its actors, its rule and its other fields.

    Parameters
    ----------
    page
        Page of the negotiation.
    """
    html.p(
        "Type a number, or low:likely:high for a range. A name opens all fields of an actor, with "
        "sources. The map follows every edit."
    ).classes("quiet small")
    forms: list[Show] = []
    shown = page.country if page.country in page.case.countries else next(iter(page.case.countries))
    for name, country in page.case.countries.items():
        with html.details() as details:
            details.props["open"] = name == shown
            details.props["data-home"] = name
            html.summary(country.title)
            forms += _country(page, name)
    html.h3("Add a country")
    country_form(page)
    return _renewing(forms, lambda: [(n, c.case, c.title) for n, c in page.case.countries.items()])


def _renewing(forms: list[Show], parts: Callable[[], list[Any]]) -> Renew:
    """Bring forms up to date as long as there are the same parts."""
    before = parts()

    def renew() -> bool:
        if parts() != before:
            return False
        for form in forms:
            form()
        return True

    return renew


def _country(page: NegotiationPage, name: str) -> list[Show]:
    country = page.case.countries[name]
    forms: list[Show] = []
    if country.case is not None or country.rule is None:
        referred_game(page, name)
    else:
        forms.append(_actors(page, name))
        html.h4("Add an actor").classes("small")
        actor_form(
            page,
            lambda: country_case(page.case, name),
            lambda actor: _open_actor(page, name, actor),
            at=f"countries.{name}.",
            of=country.title,
        )
        html.h4("What it takes to ratify").classes("small")
        forms.append(_rule(page, name))
    referred = (lambda: _at_table(page, name)) if country.case is not None else None
    forms.append(part_form(page, f"countries.{name}", referred))
    refused: html.div

    async def remove() -> None:
        if len(page.case.countries) <= _FEWEST:
            refused.clear()
            with refused:
                notice("Two countries at least have to sit at the table.", bad=True)
            return
        await remove_part(page, f"countries.{name}", country.title, refused, _nothing)

    button(f"Remove {country.title} from the table", remove)
    refused = html.div()
    return forms


def _at_table(page: NegotiationPage, name: str) -> dict[str, Any] | None:
    """Fields of a country whose game stands elsewhere: all but those of its game."""
    country = page.case.countries.get(name)
    if country is None:
        return None
    first = fields_of(country, f"countries.{name}")["groups"][0]
    fields = [one for one in first["fields"] if one["path"].rpartition(".")[2] in _AT_TABLE]
    return {"groups": [{**first, "fields": fields}]}


def _nothing() -> None:
    """Nothing is to be closed when a country is gone."""


def _actors(page: NegotiationPage, country: str) -> Show:
    sheet: SheetElement

    def view() -> dict[str, Any]:
        home, title = country_case(page.case, country), page.case.countries[country].title
        return country_table(home, country, title, [c.path for c in page.desk.changes()])

    async def edit(path: str, text: str) -> None:
        sheet.complain(path, await page.edit(path, text))

    async def opened(actor: str) -> None:
        await _open_actor(page, country, actor)

    sheet = SheetElement(view(), on_edit=edit, on_open=opened, on_why=page.explain)
    return lambda: sheet.show(view())


async def _open_actor(page: NegotiationPage, country: str, name: str) -> None:
    actor = page.case.countries[country].actors.get(name)
    if actor is None:
        return

    def view() -> dict[str, Any] | None:
        now = page.case.countries.get(country)
        if now is None or name not in now.actors:
            return None
        return actor_fields(country_case(page.case, country), name, f"countries.{country}.")

    open_form(page, f"countries.{country}.actors.{name}", actor.title or name, view)


def _rule(page: NegotiationPage, country: str) -> Show:
    tree: RuleTree
    wrong = html.div()

    async def changed(rule: dict[str, Any]) -> None:
        what = await page.edit(f"countries.{country}.rule", rule, label="the rule")
        wrong.clear()
        if what:
            with wrong:
                notice(what, bad=True)

    def show() -> None:
        tree.show(rule_view(country_case(page.case, country)))

    tree = RuleTree(rule_view(country_case(page.case, country)), on_change=changed)
    return show
