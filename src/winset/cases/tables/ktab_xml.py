"""KTAB's XML form, with the place of every empty or wrong field."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from xml.parsers import expat

from winset.cases.tables.actor_table import ActorTable, Stance, TableActor, TableIssue
from winset.cases.tables.ktab import AXIS, refuse_outside_scales
from winset.cases.tables.numbers import TableNumbers
from winset.cases.tables.sheet import Sheet, SheetRow
from winset.foundation.errors import CaseError, Problem

DEEPEST = 50
"""Elements within each other; a scenario has five levels."""


@dataclass(slots=True)
class _Element:
    """An element: name, line, text, children."""

    name: str
    line: int
    text: str = ""
    children: list[_Element] = field(default_factory=list)

    def all(self, name: str) -> list[_Element]:
        """Return the children of a name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> _Element | None:
        """Return the first child of a name."""
        return next(iter(self.all(name)), None)

    def word(self, name: str) -> str:
        """Return the text of the first child of a name; empty without one."""
        child = self.first(name)
        return child.text.strip() if child is not None else ""


def ktab_xml_table(text: str, name: str) -> ActorTable:
    """Read a scenario in KTAB's XML.

    Parameters
    ----------
    text
        The document.
    name
        What messages call the file.

    Returns
    -------
    ActorTable
        Positions from 0 to 100, saliences divided by 100; the switches of the model in `settings`.

    Raises
    ------
    CaseError
        If it is not XML or not a scenario, or a field is empty or wrong: with the actor, the field
        and the line of each.
    """
    root = _parsed(text, name)
    if root.name != "Scenario":
        raise CaseError.of(
            f"the document is a `{root.name}`, not a `Scenario` of KTAB", file=name, line=root.line
        )
    dimensions = root.first("Dimensions")
    issues = [e.text.strip() for e in dimensions.all("dName")] if dimensions else []
    holder = root.first("Actors")
    actors = holder.all("Actor") if holder else []
    if not issues or not actors:
        raise CaseError.of(
            "there are no dimensions" if not issues else "there are no actors",
            file=name,
            line=root.line,
        )
    numbers = TableNumbers(Sheet(name, ()))
    stances: dict[tuple[str, str], Stance] = {}
    found: dict[str, TableActor] = {}
    for actor in actors:
        key = actor.word("name")
        if not key or key in found:
            what = f"`{key}` is there twice" if key else "an actor has no name"
            numbers.problems.append(Problem(what, path="name", file=name, line=actor.line))
            continue
        found[key] = TableActor(key, actor.word("description"))
        stances |= _stances(actor, key, issues, numbers)
    CaseError.refuse(numbers.problems)
    model = root.first("ModelParameters")
    adjusted = root.first("IdealAdjustment")
    assumptions = (
        ["`IdealAdjustment` was not used: ideal positions follow positions, KTAB's default."]
        if adjusted is not None and adjusted.children
        else []
    )
    table = ActorTable(
        file=name,
        layout="ktab-xml",
        title=root.word("desc") or root.word("name"),
        actors=tuple(found.values()),
        issues=tuple(TableIssue(issue, *AXIS) for issue in issues),
        stances=stances,
        assumptions=tuple(assumptions),
        settings={e.name: e.text.strip() for e in model.children} if model else {},
    )
    refuse_outside_scales(table)
    return table


def _stances(
    actor: _Element, key: str, issues: list[str], numbers: TableNumbers
) -> dict[tuple[str, str], Stance]:
    capability = _number(actor, actor.first("capability"), key, "capability", numbers)
    columns = {}
    for holder, leaf, noun in (
        ("Position", "dCoord", "position"),
        ("Salience", "dSal", "salience"),
    ):
        parent = actor.first(holder)
        cells = parent.all(leaf) if parent is not None else []
        if len(cells) != len(issues):
            what = f"`{key}` has {len(cells)} `{leaf}` for {len(issues)} dimensions"
            line = (parent or actor).line
            numbers.problems.append(Problem(what, path=holder, file=numbers.sheet.name, line=line))
            return {}
        columns[noun] = [
            _number(actor, cell, key, f"{noun} on {issue} (`{leaf}` {place})", numbers)
            for place, (cell, issue) in enumerate(zip(cells, issues, strict=True), start=1)
        ]
    rows = zip(issues, columns["position"], columns["salience"], strict=True)
    return {
        (issue, key): Stance(position, salience / 100.0, capability, actor.line)
        for issue, position, salience in rows
    }


def _number(
    actor: _Element, element: _Element | None, key: str, what: str, numbers: TableNumbers
) -> float:
    text = element.text.strip() if element is not None else ""
    row = SheetRow((element or actor).line, ())
    if not text:
        said = f"the {what} of `{key}` is empty"
        numbers.problems.append(
            Problem(said, "write a number", path=key, file=numbers.sheet.name, line=row.line)
        )
        return math.nan
    least = -math.inf if what.startswith("position") else 0.0
    return numbers.read(row, text, f"{key}: {what}", least=least)


def _parsed(text: str, name: str) -> _Element:
    """Return the root element; entities are refused, so that a text cannot grow when it is read."""
    parser = expat.ParserCreate("utf-8")  # the text is decoded already, whatever it declares
    root = _Element("", 1)
    path = [root]

    def start(tag: str, _attributes: dict[str, str]) -> None:
        element = _Element(tag, parser.CurrentLineNumber)
        path[-1].children.append(element)
        path.append(element)
        if len(path) > DEEPEST:
            raise CaseError.of(
                "elements stand too deep within each other", file=name, line=element.line
            )

    def end(_tag: str) -> None:
        path.pop()

    def characters(data: str) -> None:
        path[-1].text += data

    def entity(*_declaration: object) -> None:
        raise CaseError.of(
            "the document declares an entity",
            "write it out",
            file=name,
            line=parser.CurrentLineNumber,
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        raise CaseError.of(
            f"the document is not well-formed XML: {expat.ErrorString(error.code)}",
            file=name,
            line=error.lineno,
        ) from None
    return root.children[0]
