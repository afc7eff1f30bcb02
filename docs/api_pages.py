"""Reference of the Python interface, a page a family, made from the docstrings at each build.

Sphinx calls `write_pages` before it reads the sources; the pages are not kept in the repository, so
that they cannot be out of date.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import winset as ws

FAMILIES = {
    "power": "Power in a rule",
    "coalitions": "Coalitions and prices",
    "spatial": "Spatial voting",
    "bargaining": "Bargaining",
    "two_level": "Two-level games",
    "votes": "Roll calls",
    "lenses": "Rival lenses",
    "cross_case": "Many cases",
    "plots": "Figures",
}
VERBS = "verbs"
"""The page of what stands at the top: the verbs of the command line as functions."""

FIELDS = ("Parameters", "Returns", "Yields", "Raises", "Attributes")
_SECTION = re.compile(r"^([A-Z][A-Za-z ]+)\n-{3,}\n", re.MULTILINE)


def write_pages(folder: Path) -> list[Path]:
    """Write a page for each family, one for the verbs, and a list of them; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {VERBS: page("Verbs", "winset", verb_functions())}
    texts |= {
        family: page(title, f"winset.{family}", family_functions(family))
        for family, title in FAMILIES.items()
    }
    titles = "\n".join(texts)
    texts["index"] = (
        "# Python interface\n\nMade from the docstrings. `import winset as ws`.\n\n"
        f"```{{toctree}}\n:maxdepth: 1\n\n{titles}\n```\n"
    )
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.md"
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
        paths.append(path)
    return paths


def family_functions(family: str) -> dict[str, Callable[..., Any]]:
    """Return the public functions and classes of a family by name."""
    module = getattr(ws, family)
    names = [name for name in dir(module) if not name.startswith("_")]
    found = {name: getattr(module, name) for name in names}
    return {name: value for name, value in found.items() if _is_ours(value)}


def verb_functions() -> dict[str, Callable[..., Any]]:
    """Return the functions at the top of the package that are not in a family under their name."""
    in_families = [pair for family in FAMILIES for pair in family_functions(family).items()]
    found = {name: getattr(ws, name) for name in dir(ws) if not name.startswith("_")}
    return {
        name: value
        for name, value in found.items()
        if _is_ours(value) and (name, value) not in in_families and not name.startswith("plot_")
    }


def _is_ours(value: object) -> bool:
    at_home = str(getattr(value, "__module__", "")).startswith("winset")
    return at_home and (inspect.isfunction(value) or inspect.isclass(value))


def page(title: str, module: str, functions: dict[str, Callable[..., Any]]) -> str:
    """Return the page of some functions."""
    parts = [f"# {title}", f"`{module}`"]
    for name, function in functions.items():
        parts += [f"## {name}", f"```text\n{signature(name, function)}\n```"]
        parts += markdown(inspect.getdoc(function) or "")
    return "\n\n".join(parts) + "\n"


def signature(name: str, function: Callable[..., Any]) -> str:
    """Return how a function is called, one argument a line where they are many."""
    try:
        found = inspect.signature(function)
    except ValueError:
        return name
    shown = [str(argument).replace("'", "") for argument in found.parameters.values()]
    kinds = [argument.kind for argument in found.parameters.values()]
    if inspect.Parameter.KEYWORD_ONLY in kinds and inspect.Parameter.VAR_POSITIONAL not in kinds:
        shown.insert(kinds.index(inspect.Parameter.KEYWORD_ONLY), "*")
    line = f"{name}({', '.join(shown)})"
    return line if len(line) <= 90 else f"{name}(\n" + "".join(f"    {a},\n" for a in shown) + ")"


def markdown(docstring: str) -> Iterator[str]:
    """Yield a docstring in the style of NumPy as blocks of Markdown."""
    start, *rest = _SECTION.split(docstring)
    yield start.strip()
    for heading, body in zip(rest[::2], rest[1::2], strict=True):
        yield f"**{heading}**"
        if heading == "Examples":
            yield f"```pycon\n{body.strip()}\n```"
        elif heading in FIELDS:
            yield fields(body)
        else:
            yield inspect.cleandoc(body)


def fields(body: str) -> str:
    """Return named fields with their descriptions as a list."""
    rows: list[str] = []
    for line in body.rstrip().splitlines():
        if line and not line.startswith(" "):
            name, colon, kind = line.partition(" : ")
            rows.append(f"- `{name.strip()}`" + (f" ({kind.strip()})" if colon else ""))
        elif rows:
            rows.append(f"  {line.strip()}" if line.strip() else "")
    return "\n".join(rows)
