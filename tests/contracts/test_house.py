"""Modules of one folder import each other one way; rooms are not overfull; names mean one thing."""

import ast
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "winset"
MOST_MODULES: Final = 25
"""A room with more modules than a reader takes in at a glance is split by question."""

LARGER: Final[dict[str, str]] = {}
"""Rooms that may hold more, each with its reason."""

CODED_AND_PLAYED: Final = "what a case codes, and the arrays of it that are played"
FOUND_AND_SHOWN: Final = "what was found, and the part of a document that shows it"
SHARED_NAMES: Final = {
    "Agreement": FOUND_AND_SHOWN,
    "AllOf": CODED_AND_PLAYED,
    "AnyOf": CODED_AND_PLAYED,
    "AtLeast": CODED_AND_PLAYED,
    "Calendar": CODED_AND_PLAYED,
    "Clause": FOUND_AND_SHOWN,
    "DeadlockCoalition": FOUND_AND_SHOWN,
    "Document": "a text in YAML, and what a study found",
    "Economy": CODED_AND_PLAYED,
    "Finding": "a result in the parameter block, whose schema has the name, and one of a check",
    "Panel": "the ground of a figure, and a part of a page in the terminal",
    "Part": "a part of a figure, and a part of a document",
    "PartySwitch": FOUND_AND_SHOWN,
    "PathToChange": CODED_AND_PLAYED,
    "Perception": CODED_AND_PLAYED,
    "Posterior": "of the coefficients of all cases, and of the members of one vote",
    "Sector": CODED_AND_PLAYED,
    "Shocks": CODED_AND_PLAYED,
    "Stages": CODED_AND_PLAYED,
    "Table": "rows and columns, and the table at which governments sit",
    "TableModel": FOUND_AND_SHOWN,
    "Tie": CODED_AND_PLAYED,
}
"""Public classes whose name stands in two modules, each with its reason."""

VERB: Final = "a verb, what it computes and what it shows"
ON_ITS_WAY: Final = "the same thing in the case, in the game and where it is shown"
SHARED_STEMS: Final = {
    "agreements": VERB,
    "answers": "what is shown of an answer in text, on a page and by the API",
    "check": VERB,
    "coalitions": VERB,
    "coefficients": "their names, their estimation and their figure",
    "compare": VERB,
    "delegation": "the solver, its answer and the lens",
    "domestic": ON_ITS_WAY,
    "lenses": VERB,
    "members": ON_ITS_WAY,
    "negotiation": ON_ITS_WAY,
    "power": VERB,
    "spatial": ON_ITS_WAY,
    "statements": VERB,
    "tally": "counted in a rule, forecast for a vote, and drawn",
    "votes": VERB,
}
"""Names of modules that stand in three folders or more, each with its reason."""


def modules() -> Iterator[Path]:
    """Every module of the package but what says what a folder is."""
    yield from (path for path in PACKAGE.rglob("*.py") if path.stem != "__init__")


def test_no_modules_import_each_other_in_a_circle() -> None:
    run = subprocess.run(
        [sys.executable, "tools/house.py"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "| all |" in run.stdout
    assert [line for line in run.stdout.splitlines() if line.startswith("Circle")] == []


def test_no_room_holds_more_modules_than_a_reader_takes_in() -> None:
    rooms: defaultdict[str, int] = defaultdict(int)
    for path in PACKAGE.rglob("*.py"):
        rooms[path.parent.relative_to(PACKAGE).as_posix()] += 1
    assert len(rooms) > 50
    assert {room for room, count in rooms.items() if count > MOST_MODULES} == set(LARGER)
    assert all(len(reason.split()) > 3 for reason in LARGER.values())


def test_a_public_class_has_a_name_of_its_own_or_a_reason() -> None:
    homes: defaultdict[str, set[Path]] = defaultdict(set)
    for path in modules():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].add(path)
    assert len(homes) > 500
    assert {name for name, found in homes.items() if len(found) > 1} == set(SHARED_NAMES)


def test_the_name_of_a_module_stands_in_two_folders_at_most_or_has_a_reason() -> None:
    folders: defaultdict[str, set[Path]] = defaultdict(set)
    for path in modules():
        folders[path.stem].add(path.parent)
    assert {name for name, found in folders.items() if len(found) > 2} == set(SHARED_STEMS)


def test_unit_tests_stand_in_the_folders_of_what_they_test() -> None:
    unit = ROOT / "tests" / "unit"
    rooms = {path.parent.relative_to(unit) for path in unit.rglob("test_*.py")}
    assert len(rooms) > 20
    assert [str(room) for room in rooms if not (PACKAGE / room).is_dir()] == []
