"""A number that is missing says why: a reason beside it, or the schema says when it is missing."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

import winset as ws
from winset import reports
from winset.foundation.face import Face
from winset.reports.document import Document


def models() -> Iterator[type[BaseModel]]:
    """Every document and every part of one."""
    for module in pkgutil.walk_packages(reports.__path__, f"{reports.__name__}."):
        found = importlib.import_module(module.name)
        for model in vars(found).values():
            if inspect.isclass(model) and issubclass(model, BaseModel):
                yield model


def explained(field: FieldInfo) -> bool:
    extra = field.json_schema_extra
    return isinstance(extra, dict) and bool(extra.get("missing"))


def may_be_missing(field: FieldInfo) -> bool:
    inside = list(get_args(field.annotation))
    for part in inside:
        inside.extend(get_args(part))
    return type(None) in inside


def unexplained(value: Any, path: str = "", *, known: bool = False) -> Iterator[str]:
    """Paths of nulls that neither the document nor its schema explains."""
    if value is None:
        yield from () if known else (path,)
    elif isinstance(value, BaseModel):
        reason = getattr(value, "reason", None)
        for name, field in type(value).model_fields.items():
            known = bool(reason) or explained(field) or name == "reason"
            yield from unexplained(getattr(value, name), f"{path}.{name}", known=known)
    elif isinstance(value, dict):
        known = known or bool(value.get("reason"))
        for name, below in value.items():
            yield from unexplained(below, f"{path}.{name}", known=known or name == "reason")
    elif isinstance(value, list | tuple):
        for below in value:
            yield from unexplained(below, f"{path}[]", known=known)


@pytest.mark.parametrize("model", sorted(set(models()), key=lambda m: m.__name__))
def test_every_field_that_may_be_missing_says_when(model: type[BaseModel]) -> None:
    fields = model.model_fields
    silent = [
        name
        for name, field in fields.items()
        if name != "reason" and may_be_missing(field) and not explained(field)
    ]
    assert not silent or "reason" in fields, silent


def test_answers_of_every_class_explain_their_nulls(answers: dict[str, Face]) -> None:
    silent = {
        name: sorted(paths)
        for name, answer in answers.items()
        if (paths := set(unexplained(answer if isinstance(answer, Document) else answer.to_dict())))
    }
    assert not silent


DOMESTIC = ["fast-track-1997", "nafta-1993", "tpp-2016"]
NEGOTIATIONS = ["us-china-wto-1999", "putnam-figure-1"]


@pytest.mark.parametrize("case", [*DOMESTIC, *NEGOTIATIONS])
def test_reports_of_the_casebook_explain_their_nulls(case: str) -> None:
    verb: Any = ws.analyze if case in DOMESTIC else ws.negotiate
    assert not set(unexplained(verb(ws.read_case(case), draws=40)))


def test_answers_about_a_case_explain_their_nulls() -> None:
    case = ws.read_domestic_case("fast-track-1997")
    for found in (
        ws.lenses.report(case),
        ws.forecast(case),
    ):
        whole: Any = found if isinstance(found, Document) else found.to_dict()
        assert not set(unexplained(whole)), type(found).__name__
