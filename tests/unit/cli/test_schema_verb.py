"""`winset schema`."""

import json

import jsonschema
import pytest

from winset.cases.file.schema import case_schema
from winset.cli import main


@pytest.mark.parametrize("subject", ["case", "parameters", "report", "forecast", "forecast-score"])
def test_a_schema_is_printed_as_json_and_nothing_else(
    subject: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", subject]) == 0
    told = capsys.readouterr()
    schema = json.loads(told.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"]
    assert told.err == ""


def test_the_case_is_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == case_schema()


def test_another_subject_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "cases"]) == 2
    assert "there is no schema of 'cases'; did you mean `case`?" in capsys.readouterr().err


def test_the_schema_of_reports_takes_both_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "report"]) == 0
    schema = json.loads(capsys.readouterr().out)
    found = []
    for words in (["analyze", "fast-track-1997"], ["negotiate", "putnam-figure-1"]):
        assert main([*words, "--draws", "10", "--json"]) == 0
        found.append(json.loads(capsys.readouterr().out))
        jsonschema.validate(found[-1], schema)
    assert [report["kind"] for report in found] == ["domestic", "negotiation"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found[1] | {"zone": None}, schema)
