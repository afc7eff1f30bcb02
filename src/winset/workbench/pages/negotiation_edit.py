"""Tabs in which a negotiation is edited: its issues, its countries and their actors."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from nicegui import html

from winset.cases.negotiation import country_case
from winset.workbench.components.fields_view import actor_fields
from winset.workbench.components.rule import RuleTree
from winset.workbench.components.rule_view import rule_view
from winset.workbench.pages.editing import Renew, open_form, part_form
from winset.workbench.pages.frame import notice

if TYPE_CHECKING:
    from winset.workbench.pages.negotiation import NegotiationPage

__all__ = ["countries_tab", "issues_tab"]


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
    forms.append(part_form(page, "entry_into_force"))
    return _renewing(forms, lambda: list(page.case.issues))


def countries_tab(page: NegotiationPage) -> Renew:
    """Fill the tab of the countries: each with its actors, its rule and its other fields.

    Parameters
    ----------
    page
        Page of the negotiation.
    """
    html.p("An actor opens all its fields, with sources. The map follows every edit.").classes(
        "quiet small"
    )
    forms = []
    for place, (name, country) in enumerate(page.case.countries.items()):
        with html.details() as details:
            details.props["open"] = place == 0
            html.summary(country.title)
            forms += _country(page, name)
    return _renewing(forms, lambda: [(n, list(c.actors)) for n, c in page.case.countries.items()])


def _renewing(forms: list[Callable[[], None]], parts: Callable[[], list[Any]]) -> Renew:
    """Bring forms up to date as long as there are the same parts."""
    before = parts()

    def renew() -> bool:
        if parts() != before:
            return False
        for form in forms:
            form()
        return True

    return renew


def _country(page: NegotiationPage, name: str) -> list[Callable[[], None]]:
    country = page.case.countries[name]
    forms: list[Callable[[], None]] = []
    if country.case is not None or country.rule is None:
        html.p(
            f"Its game is that of the case `{country.case}`; what differs stands under `values` "
            "in the tab Text."
        ).classes("quiet small")
    else:
        with (
            html.div().classes("tools").props(f'role="group" aria-label="Actors, {country.title}"')
        ):
            for actor in country.actors:
                _actor_button(page, name, actor)
        forms.append(_rule(page, name))
    forms.append(part_form(page, f"countries.{name}"))
    return forms


def _actor_button(page: NegotiationPage, country: str, name: str) -> None:
    title = page.case.countries[country].actors[name].title or name

    def view() -> dict[str, Any] | None:
        now = page.case.countries.get(country)
        if now is None or name not in now.actors:
            return None
        return actor_fields(country_case(page.case, country), name, f"countries.{country}.")

    button = html.button(title, type="button").classes("button")
    button.on("click", lambda: open_form(page, f"countries.{country}.actors.{name}", title, view))


def _rule(page: NegotiationPage, country: str) -> Callable[[], None]:
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
