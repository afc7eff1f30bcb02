"""Write the generated parts of the reference: fields of a case, options of verbs, figures.

Run it as ``python docs/write_reference.py`` after a change of a field, an option or a published
case, whose numbers with a source it counts. A test fails when something is not up to date.
"""

import re
import types
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from winset.casebook import fresh_index
from winset.cases.codebook.defaults import codebook
from winset.cases.model.case import Case
from winset.cases.model.negotiation import NegotiationCase
from winset.cases.model.quantities import LEAST_WINDOW, MOST_DAYS, DateQuantity, Quantity
from winset.cases.paths.fields import fields_by_name, is_model, is_quantity, shapes
from winset.cli import VERBS, application
from winset.render.figures.registry import FIGURES, Figure
from winset.reports.quantities import quantities

REFERENCE = Path(__file__).parent / "reference"
INDEX = Path(__file__).parents[1] / "src" / "winset" / "casebook" / "sourced.json"
BEGIN, END = "<!-- generated: begin -->", "<!-- generated: end -->"
BOUNDS = {
    "UnitQuantity": "number from 0 to 1",
    "SignedUnitQuantity": "number from -1 to 1",
    "NonNegativeQuantity": "number, 0 or more",
    "DaysQuantity": f"days, 0 to {MOST_DAYS}",
    "WindowQuantity": f"days, {LEAST_WINDOW} to {MOST_DAYS}",
    "PositiveQuantity": "number above 0",
}
SIMPLE = {
    "str": "text",
    "int": "whole number",
    "float": "plain number",
    "date": "plain day",
    "bool": "true or false",
}
"""Types that take neither a range nor a source of their own."""


def case_fields() -> str:
    """Return the fields of every part of a case as Markdown tables."""
    return "\n\n".join(map(_section, parts_of(Case)))


def negotiation_fields() -> str:
    """Return the fields of the parts that only a negotiation has; the others are linked."""
    domestic = parts_of(Case)
    elsewhere = {_title(model): "case-file.md" for model in domestic}
    own = [model for model in parts_of(NegotiationCase) if model not in domestic]
    return "\n\n".join(_linked(_section(model), elsewhere) for model in own)


def parts_of(root: type[BaseModel]) -> list[type[BaseModel]]:
    """Return the parts of a file in the order they are met: the file itself, then what it holds."""
    found = [root]
    for model in found:
        found.extend(part for part in _models_below(model) if part not in found)
    return found


def _linked(section: str, elsewhere: dict[str, str]) -> str:
    """Point the links to parts that are told on another page at that page."""
    for title, page in elsewhere.items():
        anchor = f"#{_anchor(title)})"
        section = section.replace(f"]({anchor}", f"]({page}{anchor}")
    return section


def _section(model: type[BaseModel]) -> str:
    first = re.split(r"\n\s*\n", (model.__doc__ or "").strip())[0]
    rows = [f"## {_title(model)}", "", " ".join(first.split()), ""]
    rows += ["| field | takes | default | meaning |", "|---|---|---|---|"]
    for name, (_, info) in fields_by_name(model).items():
        cells = (f"`{name}`", _takes(info), _default(info), info.description or "")
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows)


def _title(model: type[BaseModel]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).capitalize()


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")


def _models_below(model: type[BaseModel]) -> list[type[BaseModel]]:
    found: list[type[BaseModel]] = []
    for _, info in fields_by_name(model).values():
        waiting = [*shapes(info.annotation)]
        while waiting:
            shape = waiting.pop(0)
            if is_model(shape) and not is_quantity(shape):
                found.append(shape)
            elif hasattr(shape, "__args__"):
                waiting.extend(part for arg in shape.__args__ for part in shapes(arg))
    return found


def _takes(info: Any) -> str:
    marks = [info, *info.metadata]
    named = next(filter(None, map(_named, marks)), None)
    return named or _argument_text(info.annotation)


def _named(mark: Any) -> str | None:
    """Return what an annotation's mark says in words: the bounds of a number, or a name."""
    extra = getattr(mark, "json_schema_extra", None)
    if isinstance(extra, dict) and extra.get("x-quantity") in BOUNDS:
        return BOUNDS[extra["x-quantity"]]
    return "name" if getattr(mark, "pattern", None) else None


def _shape_text(shape: Any) -> str:
    origin = getattr(shape, "__origin__", None)
    if shape is Quantity:
        return "number"
    if shape is DateQuantity:
        return "day"
    if is_model(shape):
        return f"[{_title(shape).lower()}](#{_anchor(_title(shape))})"
    if origin is dict:
        return f"names with: {_argument_text(shape.__args__[1])}"
    if origin in (list, tuple):
        return f"list of: {_argument_text(shape.__args__[0])}"
    if hasattr(shape, "__args__"):
        return ", ".join(f"`{word}`" for word in shape.__args__)
    return SIMPLE.get(getattr(shape, "__name__", ""), "value")


def _argument_text(argument: Any) -> str:
    """Say what a type takes, alternatives joined by or, nothing said of None."""
    named = next(filter(None, map(_named, getattr(argument, "__metadata__", ()))), None)
    if named:
        return named
    if isinstance(argument, types.UnionType) or get_origin(argument) is Union:
        parts = [_argument_text(part) for part in get_args(argument) if part is not type(None)]
    else:
        parts = [_shape_text(shape) for shape in shapes(argument)]
    return " or ".join(dict.fromkeys(parts))


def _default(info: Any) -> str:
    if info.is_required():
        return "needed"
    default = info.get_default(call_default_factory=True, validated_data={})
    if isinstance(default, Quantity):
        return f"{default.likely:g}"
    if isinstance(default, bool):
        return "true" if default else "false"
    return "" if default is None or default in ([], {}) or is_model(type(default)) else str(default)


def command_options() -> str:
    """Return the arguments and options of every verb as Markdown tables."""
    import typer

    command = typer.main.get_command(application())
    commands: dict[str, Any] = command.commands  # type: ignore[attr-defined]
    return "\n\n".join(_verb(name, commands[name]) for name in VERBS)


def _verb(name: str, command: Any) -> str:
    below = getattr(command, "commands", {})
    if below:
        parts = [_verb(f"{name} {verb}", part) for verb, part in below.items()]
        return "\n\n".join([f"## `winset {name}`", " ".join(command.help.split()), *parts])
    arguments = [p for p in command.params if not p.opts[0].startswith("-")]
    usage = " ".join(["winset", name, "[OPTIONS]", *map(_argument, arguments)])
    paragraphs = re.split(r"\n\s*\n", (command.help or "").strip())
    rows = [f"## `winset {name}`", "", f"    {usage}", ""]
    for paragraph in paragraphs:
        rows += [" ".join(paragraph.split()), ""]
    rows += ["| argument or option | default | meaning |", "|---|---|---|"]
    for parameter in command.params:
        shown = _argument(parameter) if parameter in arguments else _option(parameter)
        cells = (f"`{shown}`", _option_default(parameter), " ".join((parameter.help or "").split()))
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows)


def _argument(parameter: Any) -> str:
    name = parameter.metavar or parameter.name.upper()
    return name if parameter.required or name.startswith("[") else f"[{name}]"


def _option(parameter: Any) -> str:
    names = ", ".join([*parameter.opts, *parameter.secondary_opts])
    return f"{names} {parameter.metavar}" if parameter.metavar else names


def _option_default(parameter: Any) -> str:
    if parameter.required:
        return "needed"
    default = parameter.default
    if default is None or default is False or callable(default):
        return ""
    return f"`{getattr(default, 'value', default)}`"


def codebook_defaults() -> str:
    """Return the defaults of the codebook as Markdown tables, one a kind of case."""
    found = codebook()
    parts = []
    for name, book in found.books.items():
        rows = [f"### `{name}`", "", f"Reason axes: {', '.join(book.reasons)}.", ""]
        rows += ["| actor | field | low | likely | high | source |", "|---|---|---|---|---|---|"]
        for role, coded in book.roles.items():
            rows += [
                f"| {role} | {field} | {d.low:g} | {d.likely:g} | {d.high:g} | {d.source} |"
                for field, d in coded.defaults.items()
            ]
        parts.append("\n".join(rows))
    sources = [f"- *{key}*: {text}" for key, text in found.sources.items()]
    return "\n\n".join([*parts, "### Sources of the defaults\n\n" + "\n".join(sources)])


def figure_table() -> str:
    """Return the figures of the registry as one Markdown table."""
    rows = ["| name | function | drawn by | what it shows |", "|---|---|---|---|"]
    rows += [
        f"| `{figure.name}` | `ws.plots.{figure.function.removeprefix('plot_')}` "
        f"| {_commands(figure)} | {figure.shows} |"
        for figure in FIGURES
    ]
    return "\n".join(rows)


def _commands(figure: Figure) -> str:
    return ", ".join(f"`winset {figure.command(verb)}`" for verb in figure.verbs)


def quantity_table() -> str:
    """Return the numbers of the catalogue of quantities as one Markdown table."""
    rows = ["| symbol | quantity | unit | formula | from | section |", "|---|---|---|---|---|---|"]
    for found in quantities().values():
        if not found.symbol:
            continue
        page = "" if found.page == "the-model.md" else found.page
        marks = " ".join(f"[{mark}]" for mark in found.origin.split(", "))
        where = f"[{found.section}]({page}#{found.anchor})"
        cells = (f"`{found.symbol}`", found.title, found.unit, f"`{found.formula}`", marks, where)
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows)


PAGES = {
    "case-file.md": case_fields,
    "codebook.md": codebook_defaults,
    "negotiation-file.md": negotiation_fields,
    "command-line.md": command_options,
    "figures.md": figure_table,
    "../explanation/the-model.md": quantity_table,
}
"""Pages with a generated part, and what makes it."""


def up_to_date(name: str) -> str:
    """Return a page with its generated part made anew."""
    page = (REFERENCE / name).read_text(encoding="utf-8")
    before, rest = page.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    return f"{before}{BEGIN}\n\n{PAGES[name]()}\n\n{END}{after}"


if __name__ == "__main__":
    for page_name in PAGES:
        (REFERENCE / page_name).write_text(up_to_date(page_name), encoding="utf-8")
    INDEX.write_text(fresh_index(), encoding="utf-8")
