"""Break a case at every one of its places, one after another: `check` answers each, always."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.fuzz.damage import VALUES, broken, places

from winset.cases.checks.check import check_case
from winset.cases.file.document import parse_document
from winset.cases.file.read import load_text
from winset.cases.model.case import Case
from winset.cases.paths.fields import fields_by_name, is_model, shapes_at
from winset.foundation.errors import CaseError

DATA = Path(__file__).parents[1] / "data"
TEXT = (DATA / "every-field.yaml").read_text(encoding="utf-8")
PLAIN: dict[str, Any] = parse_document(TEXT, "every-field.yaml").root.plain()
PLACES = list(places(PLAIN))


def test_the_case_uses_every_field_there_is() -> None:
    """A new field must be added to the file, so that it is broken here too."""
    used: dict[type, set[str]] = {}
    for path in [(), *PLACES]:
        here: Any = PLAIN
        for step in path:
            here = here[step]
        for model in (shape for shape in shapes_at(Case, path) if is_model(shape)):
            given = set(here) & set(fields_by_name(model)) if isinstance(here, dict) else set()
            used.setdefault(model, set()).update(given)
    missing = {
        f"{model.__name__}.{name}"
        for model, names in used.items()
        for name in set(fields_by_name(model)) - names
    }
    # The votes of a count stand under the chambers' own names.
    assert missing == {"Count.votes"}


@pytest.mark.parametrize("turn", range(2))
def test_a_case_broken_at_any_place_is_answered(turn: int) -> None:
    """Each place in two of the nine ways; `make fuzz` takes all of them."""
    ways = list(VALUES.values())
    for number, path in enumerate(PLACES):
        text = broken(PLAIN, path, ways[(number + 4 * turn) % len(ways)])
        try:
            problems = check_case(load_text(text, "every-field.yaml"))
        except CaseError as error:
            problems = list(error.problems)
        assert all(problem.what and len(str(problem)) < 600 for problem in problems), path
