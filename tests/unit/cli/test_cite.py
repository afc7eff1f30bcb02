"""`winset cite`."""

import json
import re
from pathlib import Path

import pytest

import winset as ws
from winset.casebook import read_case
from winset.cli import main
from winset.foundation.citations import (
    FORECAST_SOURCES,
    METHOD_SOURCES,
    REFERENCES,
    reference,
    reference_text,
)
from winset.foundation.citations import cited as cited_works
from winset.foundation.errors import InputError

DATA = Path(__file__).parents[2] / "data"


def cited(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run `winset cite` and return what it prints."""
    assert main(["cite", *words]) == 0
    return capsys.readouterr().out


def test_the_methods_are_cited_in_full(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    text = cited(capsys)
    assert all(reference_text(key) in text for key in METHOD_SOURCES)
    assert {"putnam-1988", "groseclose-snyder-1996", "snyder-1991", "riker-1962"} <= set(
        METHOD_SOURCES
    )
    assert "de-swaan-1973" in METHOD_SOURCES
    assert "Sources of the case" not in text


def test_a_case_brings_its_sources(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "500")
    text = cited(capsys, "fast-track-1997")
    case = read_case("fast-track-1997")
    assert case.sources
    assert all(source.text in text for source in case.sources.values())


def test_json_keeps_sources_and_methods_apart(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(cited(capsys, "fast-track-1997", "--json"))
    assert [entry["key"] for entry in found["methods"]] == list(METHOD_SOURCES)
    assert [entry["key"] for entry in found["case"]][: len(read_case("fast-track-1997").sources)]
    assert all(entry["used_for"] for entry in found["methods"])


def test_bibtex_entries_are_closed_and_have_one_key_each(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = cited(capsys, "fast-track-1997", "--bibtex")
    keys = re.findall(r"^@\w+\{([^,]+),$", text, re.MULTILINE)
    assert len(keys) == len(set(keys)) == text.count("\n}")
    assert set(REFERENCES) < set(keys)
    assert text.count("{") == text.count("}")


def test_signs_of_tex_are_escaped_and_pages_have_a_long_dash() -> None:
    assert "journal = {Economics \\& Politics}" in reference("snyder-1991").bibtex()
    assert "pages = {303--315}" in reference("groseclose-snyder-1996").bibtex()


def test_every_work_has_author_year_title_and_a_use() -> None:
    for key, work in REFERENCES.items():
        assert {"year", "title"} <= set(work.fields), key
        by_name = key == "coalition-approach-2017"  # an article cited by its name
        assert by_name != bool({"author", "editor"} & set(work.fields)), key
        assert work.fields["year"] in work.text
        assert work.fields["year"] in key
        assert work.used_for


def test_every_work_in_the_bibliography_is_named_in_a_group() -> None:
    groups = {work.group for work in REFERENCES.values()}
    assert groups == {
        "model", "forecasts", "power", "bargaining", "spatial", "lenses", "cross_case", "estimation"
    }  # fmt: skip


def test_a_chapter_names_its_book_and_a_volume_its_editors() -> None:
    assert reference_text("magee-1978").endswith(
        "In Oppenheimer, P. (ed.), Issues in International Economics. London: Oriel Press, 138–153."
    )
    assert reference_text("marsh-rhodes-1992").startswith("Marsh, D. & Rhodes, R. A. W. (eds.) ")
    assert cited_works("nash-1950", "brier-1950")[1].startswith("Brier, G. W. (1950). ")


def test_an_unknown_work_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean `putnam-1988`"):
        reference("putnam-1998")


def test_a_source_in_words_is_cited_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sound.yaml"
    text = (DATA / "sound.yaml").read_text()
    path.write_text(text.replace("source: times-1997", "source: A letter of 1997."))
    assert "@misc{sound-source-1,\n  note = {A letter of 1997.},\n}" in (
        cited(capsys, str(path), "--bibtex")
    )


def test_every_work_a_forecast_rests_on_is_cited(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    told = ws.forecast(ws.read_domestic_case("fast-track-1997"))
    text, entries = cited(capsys), cited(capsys, "--bibtex")
    assert told.sources
    assert all(source in text for source in told.sources)
    assert all(f"{{{key}," in entries for key in FORECAST_SOURCES)
    found = json.loads(cited(capsys, "--json"))
    assert [entry["key"] for entry in found["forecasts"]] == list(FORECAST_SOURCES)
