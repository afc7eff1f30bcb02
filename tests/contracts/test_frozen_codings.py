"""What the cross-case scores rest on has not changed since before the first scoring."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FROZEN = json.loads((ROOT / "tests" / "data" / "frozen_codings.json").read_text(encoding="utf-8"))
NEW = json.loads((ROOT / "tests" / "data" / "new_codings.json").read_text(encoding="utf-8"))
TABLES = json.loads((ROOT / "tests/data/negotiation_codings.json").read_text(encoding="utf-8"))
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_twenty_one_episodes_the_parameters_and_the_plan_are_frozen() -> None:
    assert len(FROZEN["digests"]) == 23


@pytest.mark.parametrize("name", FROZEN["digests"])
def test_a_file_is_as_it_was_scored_or_its_change_is_told(name: str) -> None:
    """To change one: new digest under ``changed_since``, the reason into the changelog."""
    digest = hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
    changed = FROZEN["changed_since"].get(name)
    if changed is None:
        assert digest == FROZEN["digests"][name]
        return
    assert digest == changed
    assert Path(name).stem in CHANGELOG, f"say in CHANGELOG.md why {name} was changed"


@pytest.mark.parametrize("name", NEW["digests"])
def test_a_new_coding_is_as_it_was_before_any_run_or_its_change_is_told(name: str) -> None:
    """As above, for codings that were added later; a new one is put in when it lands."""
    digest = hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
    changed = NEW["changed_since"].get(name)
    assert digest == (changed or NEW["digests"][name])
    assert changed is None or Path(name).stem in CHANGELOG


@pytest.mark.parametrize("name", TABLES["digests"])
def test_a_negotiation_is_as_it_was_coded_before_any_run_or_its_change_is_told(name: str) -> None:
    """As above, for the second codings of negotiations; the first ones are kept beside them."""
    digest = hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
    changed = TABLES["changed_since"].get(name)
    assert digest == (changed or TABLES["digests"][name])
    assert digest != TABLES["first"].get(name)
    assert changed is None or Path(name).stem in CHANGELOG
