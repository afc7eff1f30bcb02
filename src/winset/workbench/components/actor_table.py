"""The table of actors: what is coded of each, to be edited, beside what was found."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from winset.cases.model.actors import Actor
from winset.cases.model.case import Case
from winset.cases.model.quantities import Quantity
from winset.reports.domestic.glance_parts import Glance
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import amount_text
from winset.reports.domestic.report_tables import ActorRow
from winset.workbench.components.glossary import GLOSSARY
from winset.workbench.components.views.axis_view import position_path
from winset.workbench.components.views.quantity_text import shown_text, typed_text

_LEVELS: Final = {
    "executive": "Executive",
    "legislature": "Legislature",
    "group": "Groups",
    "foreign": "Foreign",
}
_SIDES: Final = {"supports": "gains", "opposes": "loses", "indifferent": "indifferent"}


def actor_table(
    case: Case, report: Report | Glance | None, changed: Collection[str] = ()
) -> dict[str, Any]:
    """Rows and columns of the table of actors.

    Parameters
    ----------
    case
        The draft.
    report
        What was found, for side, surplus and spending; None while there is nothing yet.
    changed
        Paths that differ from the saved case.
    """
    axes = [name for name, issue in case.issues.items() if issue.axis == "vote"]
    several = len(axes) > 1
    columns = [{"key": "name", "title": "Actor"}]
    for axis in axes:
        of = f", {case.issues[axis].title}" if several else ""
        columns.append(_column(f"position-{axis}", f"Position{of}", GLOSSARY["Position"]))
        columns.append(_column(f"salience-{axis}", f"Salience{of}", GLOSSARY["Salience"]))
    columns += [
        _column("capacity", "Capacity", GLOSSARY["Capacity"]),
        _column("no_agreement", "If it fails", GLOSSARY["If it fails"]),
        _column(
            "side",
            "Side",
            "Computed: whether it gains or loses from the bill, by the sign of its surplus.",
            number=False,
        ),
        _column(
            "surplus", "Surplus", f"Computed. {GLOSSARY['Surplus']} Press a number for its formula."
        ),
        _column(
            "spends",
            "Spends",
            f"Computed. {GLOSSARY['Contribution']} Press a number for its formula.",
        ),
    ]
    found = {row.actor: row for row in report.actors} if report else {}
    groups = []
    for level, title in _LEVELS.items():
        rows = [
            _row(name, actor, axes, found.get(name), changed)
            for name, actor in case.actors.items()
            if actor.level == level
        ]
        if rows:
            groups.append({"title": title, "rows": rows})
    return {"caption": "Actors", "columns": columns, "groups": groups}


def _column(key: str, title: str, help_text: str, *, number: bool = True) -> dict[str, Any]:
    return {"key": key, "title": title, "help": help_text, "number": number}


def _row(
    name: str, actor: Actor, axes: list[str], found: ActorRow | None, changed: Collection[str]
) -> dict[str, Any]:
    cells: dict[str, Any] = {}

    def coded(key: str, path: str, quantity: Quantity | None) -> None:
        is_changed = any(path == p or p.startswith(f"{path}.") for p in changed)
        cells[key] = {
            "path": path,
            "text": shown_text(quantity),
            "edit": typed_text(quantity),
            "source": quantity.source if quantity else None,
            "changed": is_changed,
        }

    for axis in axes:
        coded(f"position-{axis}", position_path(name, axis), actor.position.get(axis))
        coded(f"salience-{axis}", f"actors.{name}.salience.{axis}", actor.salience.get(axis))
    coded("capacity", f"actors.{name}.capacity", actor.capacity)
    coded("no_agreement", f"actors.{name}.no_agreement", actor.no_agreement)
    if found is not None:
        cells["side"] = {"text": _SIDES[found.side], "side": found.side}
        cells["surplus"] = {"text": amount_text(found.surplus), "why": f"surplus.{name}"}
        cells["spends"] = {"text": amount_text(found.contributes), "why": f"contributes.{name}"}
    seats = sum(actor.seats.values())
    title = actor.title or name.replace("-", " ").capitalize()
    return {
        "id": name,
        "name": f"{title} · {seats}" if seats > 1 else title,
        "side": found.side if found else None,
        "cells": cells,
    }
