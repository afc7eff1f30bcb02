"""One runner for every table of published numbers.

How to add a table
------------------
1. Write ``tests/literature/data/<name>.yaml`` (fields below). One file a table.
2. If no adapter reads its inputs yet, add ``tests/literature/adapters/<family>_adapter.py``
   with a dictionary ``SOLVERS = {"key": function}``. A function takes a row's ``inputs`` as
   keyword arguments, calls the public solver, and returns a number, a word, a list or a mapping.
   Keys are unique over all adapters. Nothing else has to be edited.

Fields of a data file
---------------------
``table``      a title
``citation``   the full reference
``where``      page, table or formula in it
``standing``   ``printed`` (the numbers stand on the page), ``formula`` (the source prints the
               formula, the numbers are evaluated from it), ``derived`` (from the definitions, by
               a second method)
``solver``     the adapter's key; a row may name its own
``tolerance``  half the last printed digit, 0 for exact; a row may carry its own
``rows``       each with ``id``, ``inputs``, ``expected`` and, where the number is known to differ,
               ``differs: why`` (the row then fails if the number agrees after all)

``expected`` is a number, a word, ``inf``, a fraction such as ``7/30``, or lists and mappings of
them. A mapping may name fewer keys than the adapter returns.
"""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

HERE = Path(__file__).parent
DATA_FILES = sorted((HERE / "data").glob("*.yaml"))
STANDINGS = {"printed", "formula", "derived"}
FIELDS = {"table", "citation", "where", "standing", "solver", "tolerance", "rows"}
ROW_FIELDS = {"id", "inputs", "expected", "solver", "tolerance", "differs", "note"}


def registered_solvers() -> dict[str, Callable[..., Any]]:
    solvers: dict[str, Callable[..., Any]] = {}
    for path in sorted((HERE / "adapters").glob("*_adapter.py")):
        spec = importlib.util.spec_from_file_location(f"literature_{path.stem}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        repeated = solvers.keys() & module.SOLVERS.keys()
        assert not repeated, f"{path.name} registers {sorted(repeated)} a second time"
        solvers.update(module.SOLVERS)
    return solvers


def read_table(path: Path) -> dict[str, Any]:
    table: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return table


TABLES = {path.stem: read_table(path) for path in DATA_FILES}
SOLVERS = registered_solvers()
ROWS = [
    pytest.param(table, row, id=f"{stem}: {row['id']}")
    for stem, table in TABLES.items()
    for row in table["rows"]
]


def disagreement(expected: Any, actual: Any, tolerance: float, place: str = "value") -> str:
    """First place where the two differ by more than the tolerance; empty when they agree."""
    if isinstance(expected, Mapping):
        for key, value in expected.items():
            if key not in actual:
                return f"{place}.{key} is missing"
            found = disagreement(value, actual[key], tolerance, f"{place}.{key}")
            if found:
                return found
        return ""
    if isinstance(expected, Sequence) and not isinstance(expected, str):
        if len(expected) != len(actual):
            return f"{place}: {len(actual)} entries, expected {len(expected)}"
        for index, (left, right) in enumerate(zip(expected, actual, strict=True)):
            found = disagreement(left, right, tolerance, f"{place}[{index}]")
            if found:
                return found
        return ""
    if isinstance(actual, (str, bool)) or expected is None:
        return "" if expected == actual else f"{place}: {actual!r}, expected {expected!r}"
    target = float(Fraction(expected)) if isinstance(expected, str) else float(expected)
    if math.isinf(target):
        return "" if actual == target else f"{place}: {actual}, expected {target}"
    # The last factor forgives the binary rounding of the printed tolerance itself.
    if abs(float(actual) - target) <= tolerance * (1 + 1e-9) + 1e-12 * max(1.0, abs(target)):
        return ""
    return f"{place}: {actual}, expected {target} to {tolerance}"


@pytest.mark.parametrize(("table", "row"), ROWS)
def test_a_published_number_is_reproduced(table: dict[str, Any], row: dict[str, Any]) -> None:
    solver = SOLVERS[row.get("solver", table["solver"])]
    actual = solver(**row["inputs"])
    found = disagreement(row["expected"], actual, row.get("tolerance", table["tolerance"]))
    if "differs" in row:
        assert found, f"agrees now, so its note is out of date: {row['differs']}"
    else:
        assert not found, f"{found} ({table['citation']}, {table['where']})"


def test_there_are_tables_and_each_has_rows() -> None:
    assert TABLES
    assert all(table["rows"] for table in TABLES.values())
    assert len(ROWS) >= len(TABLES)


@pytest.mark.parametrize("stem", sorted(TABLES))
def test_every_table_says_where_its_numbers_stand(stem: str) -> None:
    table = TABLES[stem]
    assert table.keys() - {"doi", "note"} == FIELDS
    assert table["standing"] in STANDINGS
    assert len(table["citation"]) > 20
    assert table["where"]
    names = [row["id"] for row in table["rows"]]
    assert len(names) == len(set(names))
    for row in table["rows"]:
        assert row.keys() <= ROW_FIELDS
        assert row["expected"] not in ([], {}, "", None)


def test_every_adapter_is_used_by_a_table() -> None:
    used = {
        row.get("solver", table["solver"]) for table in TABLES.values() for row in table["rows"]
    }
    assert used == SOLVERS.keys()


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (1.0, 1.1),
        ([1.0, 2.0], [1.0]),
        ([1.0], [1.2]),
        ({"price": 1.0}, {}),
        ({"price": 1.0}, {"price": 2.0}),
        ("7/30", 0.1),
        ("solved", "infeasible"),
        (math.inf, 1e300),
    ],
)
def test_the_comparison_sees_a_difference(expected: Any, actual: Any) -> None:
    assert disagreement(expected, actual, 0.05)


def test_the_comparison_accepts_what_rounds_to_the_printed_digit() -> None:
    assert not disagreement({"a": [0.31, "7/30", "D"]}, {"a": [0.3149, 7 / 30, "D"]}, 0.005)
