"""`check` warns of what `winset new` wrote and nobody has replaced."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import winset as ws
from winset.casebook import case_ids, case_path
from winset.cases.checks.check import check_case
from winset.cases.checks.placeholders import PLACEHOLDERS
from winset.cases.file.document import Node, parse_document
from winset.cases.file.read import load_text
from winset.cases.templates.skeleton import negotiation_skeleton_text, skeleton_text


def said(text: str) -> list[str]:
    """Placeholders that `check` names in a text, each with its line, its field and what to do."""
    file = load_text(text, "x.yaml")
    found = [p for p in check_case(file) if p.what.startswith("still says")]
    lines = text.splitlines()
    for problem in found:
        value = problem.what.removeprefix("still says `").removesuffix("`")
        assert problem.line is not None
        near = " ".join(" ".join(lines[problem.line - 1 : problem.line + 1]).split())
        assert value in near
        assert problem.path
        assert problem.right
        assert problem.severity == "warning"
    return [p.what.removeprefix("still says `").removesuffix("`") for p in found]


def test_every_placeholder_of_the_templates_is_known(tmp_path: Path) -> None:
    file, clock = tmp_path / "x.yaml", dt.date(2009, 6, 3)
    ws.new_case(file, codebook="us-trade", as_of=dt.date(2009, 3, 3), clock=clock)
    texts = [skeleton_text("x"), negotiation_skeleton_text("x"), file.read_text("utf-8")]
    assert {one for text in texts for one in said(text)} == set(PLACEHOLDERS)


def test_a_replaced_text_is_no_longer_named() -> None:
    text = skeleton_text("x").replace("what 0 means", "closed").replace("what 1 means", "open")
    assert not [one for one in said(text) if one.startswith("what ")]


def test_no_published_case_holds_a_placeholder() -> None:
    for name in case_ids():
        text = case_path(name).read_text("utf-8")
        waiting: list[Node] = [parse_document(text, name).root]
        while waiting:
            node = waiting.pop()
            waiting += [*(node.mapping or {}).values(), *(node.sequence or ())]
            if node.mapping is None and node.sequence is None:
                assert " ".join(str(node.value).split()) not in PLACEHOLDERS, name


@pytest.mark.parametrize("value", sorted(PLACEHOLDERS.values()))
def test_what_belongs_there_is_a_sentence_without_a_stop(value: str) -> None:
    assert not value.endswith(".")
