"""The JSON Schema accepts what the reader accepts and refuses what it refuses."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from winset.casebook import case_ids, case_path
from winset.cases.file.document import parse_document
from winset.cases.file.read import load_text
from winset.cases.file.read_parameters import read_parameters
from winset.cases.file.schema import case_schema, parameters_schema
from winset.cases.file.yaml_text import json_data
from winset.cases.model.case import Case
from winset.cases.paths.fields import fields_by_name
from winset.foundation.errors import CaseError

DATA = Path(__file__).parents[2] / "data"
VALIDATOR = jsonschema.Draft202012Validator(case_schema())


def plain(text: str) -> Any:
    """Return a document as data that JSON can hold."""
    return json.loads(json.dumps(parse_document(text, "x").root.plain(), default=str))


def is_read(text: str) -> bool:
    """Whether the reader accepts the shape of a document."""
    try:
        load_text(text, "x")
    except CaseError:
        return False
    return True


def test_the_schemas_are_schemas() -> None:
    jsonschema.Draft202012Validator.check_schema(case_schema())
    jsonschema.Draft202012Validator.check_schema(parameters_schema())


@pytest.mark.parametrize("case_id", case_ids())
def test_published_cases_fit_the_schema(case_id: str) -> None:
    VALIDATOR.validate(plain(case_path(case_id).read_text(encoding="utf-8")))


def test_the_parameter_block_fits_its_schema() -> None:
    jsonschema.Draft202012Validator(parameters_schema()).validate(json_data(read_parameters()))


SOUND = (DATA / "sound.yaml").read_text(encoding="utf-8")
VARIANTS = [
    ("status_quo: 0.4", "status_quo: {value: 0.4, source: me}", True),
    ("status_quo: 0.4", "status_quo: {low: 0.3, likely: 0.4, high: 0.5, note: x}", True),
    ("status_quo: 0.4", "status_quo: {low: 0.3, high: 0.5}", False),
    ("status_quo: 0.4", "status_quo: 1.4", False),
    ("status_quo: 0.4", "status_quo: -0.1", False),
    ("status_quo: 0.4", "status_quo: '0.4'", False),
    ("status_quo: 0.4", "status_quo: true", False),
    ("capacity: 10}", "capacity: -1}", False),
    ("capacity: 10}", "capacity: 1000}", True),
    ("capacity: 10}", "no_agreement: -2}", True),
    ("deadline: 1997-11-10", "deadline: 5", False),
    ("seats: {house: 435}", "seats: {house: 4.5}", False),
    ("quota: 218", "quota: majority", True),
    ("quota: 218", "quota: half", False),
    ("title: A bill", "titel: A bill", False),
    ("title: A bill", "title: 5", False),
    ("{house: [180, 243]}", "{house: [180]}", False),
    ("date: 1997-11-10,", "date: 1997-11-10, counts: [{source: x, house: [180]}],", True),
    ("date: 1997-11-10,", "date: 1997-11-10, counts: [{source: x, votes: {house: [1, 2]}}],", True),
    ("- {actor: president}", "- {actor: president, quota: 3}", False),
    ("- {actor: president}", "- {at_least: 1, among: [{actor: president}]}", True),
    ("winset: 1", "winset: 2", False),
]


@pytest.mark.parametrize(("old", "new", "fits"), VARIANTS)
def test_reader_and_schema_agree(old: str, new: str, *, fits: bool) -> None:
    text = SOUND.replace(old, new, 1)
    assert text != SOUND
    assert is_read(text) is fits
    assert VALIDATOR.is_valid(plain(text)) is fits


def test_every_field_of_the_format_has_a_description() -> None:
    def described(model: Any) -> None:
        for name, (_, info) in fields_by_name(model).items():
            assert info.description, f"{model.__name__}.{name}"

    described(Case)
    for name, definition in case_schema()["$defs"].items():
        for field, part in definition.get("properties", {}).items():
            assert part.get("description"), f"{name}.{field}"
