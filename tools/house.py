"""Measure how the code is laid out: `python tools/house.py [SOURCE]`.

For each folder of `src/winset`: modules, statements, imports between its own modules, and circles
of modules that import each other. Statements are counted from the syntax tree, so that neither
comments nor line breaks count; a docstring does not count either. Imports inside functions count
like those at the top of a module, because a circle is a circle wherever it is closed; imports for
the type checker alone do not. Sub-folders belong to the folder they stand in. Last come the largest
room (the folder with the most modules of its own) and the public names of the package.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Module:
    """One module.

    Attributes
    ----------
    name
        Dotted name, such as ``winset.games.rule``.
    folder
        Folders below the package, such as ``("solvers", "power")``.
    statements
        Statements, docstrings left out.
    imports
        Names of the modules it may import.
    """

    name: str
    folder: tuple[str, ...]
    statements: int
    imports: frozenset[str]


def read(source: Path) -> dict[str, Module]:
    """Read every module of the package below a folder such as ``src/winset``."""
    found = {}
    for path in sorted(source.rglob("*.py")):
        parts = path.relative_to(source.parent).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found[name] = Module(name, parts[1:-1], statements_in(tree), frozenset(imports_in(tree)))
    return found


def statements_in(tree: ast.AST) -> int:
    """Count the statements of a module, without docstrings."""
    return sum(
        isinstance(node, ast.stmt)
        and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for node in ast.walk(tree)
    )


def imports_in(tree: ast.AST) -> Iterator[str]:
    """Give the names that a module imports, those for the type checker left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            for other in node.orelse:
                yield from imports_in(other)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        else:
            yield from imports_in(node)


def arrows(modules: dict[str, Module], room: str) -> dict[str, set[str]]:
    """Imports between the modules of one folder, those of its sub-folders among them."""
    inside = {m.name for m in modules.values() if m.folder[:1] == (room,)}
    rooms = {name.rpartition(".")[0] for name in inside}  # what only says what a room is
    plain = inside - rooms - {f"winset.{room}"}
    return {name: (modules[name].imports & plain) - {name} for name in sorted(plain)}


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Groups of modules that import each other, directly or round a corner, largest first."""
    reached = {name: _reached(graph, name) for name in graph}
    groups = {
        frozenset(other for other in reached[name] if name in reached[other])
        for name in graph
        if name in reached[name]
    }
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))


def _reached(graph: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += graph[name]
    return found


def public_names(source: Path) -> int:
    """Number of names in ``__all__`` of the package."""
    tree = ast.parse((source / "__init__.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return len(ast.literal_eval(node.value))
    return 0


def main(source: Path) -> None:
    """Print the table."""
    modules = read(source)
    rooms = sorted({m.folder[0] for m in modules.values() if m.folder})
    print("| folder | modules | statements | arrows | circles |\n|---|--:|--:|--:|---|")
    total_arrows, all_circles = 0, 0
    for room in rooms:
        mine = [m for m in modules.values() if m.folder[:1] == (room,)]
        graph = arrows(modules, room)
        number = sum(map(len, graph.values()))
        rings = circles(graph)
        total_arrows += number
        all_circles += len(rings)
        sizes = ", ".join(str(len(ring)) for ring in rings) or "none"
        print(f"| {room} | {len(mine)} | {sum(m.statements for m in mine)} | {number} | {sizes} |")
    statements = sum(m.statements for m in modules.values())
    print(f"| all | {len(modules)} | {statements} | {total_arrows} | {all_circles} |")
    flat: dict[tuple[str, ...], int] = {}
    for module in modules.values():
        flat[module.folder] = flat.get(module.folder, 0) + 1
    largest = max(flat, key=lambda folder: (flat[folder], folder))
    print(f"\nLargest room: {'/'.join(largest)} with {flat[largest]} modules.")
    print(f"Public names at the top: {public_names(source)}.")
    for room in rooms:
        for ring in circles(arrows(modules, room)):
            print(f"Circle in {room}: {', '.join(name.rpartition('.')[2] for name in ring)}.")


if __name__ == "__main__":
    default = Path(__file__).resolve().parents[1] / "src" / "winset"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
