"""Tables of other programs as cases."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font

from winset.cases.checks.check import check_case
from winset.cases.file.read import read_case_file
from winset.cases.tables.excel import MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED, sheet_from_excel
from winset.foundation.errors import CaseError, InputError
from winset.studies.import_table import ImportedCase, import_table

EMISSION = (
    "Actor,Capability,Position,Salience\n"
    "Netherlands,0.08,4,0.8\nBelgium,0.08,7,0.4\nLuxembourg,0.03,4,0.2\nGermany,0.16,4,0.8\n"
    "France,0.16,10,0.6\n"
)


@pytest.fixture
def imported(tmp_path: Path) -> object:
    """Write a table, import it, and hold the case to what every imported case promises."""

    def made(text: str, name: str = "table.csv", **options: object) -> ImportedCase:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        to = tmp_path / "out.yaml"
        found = import_table(path, to, **options)  # type: ignore[arg-type]
        told = [p for p in check_case(read_case_file(to)) if p.severity != "note"]
        assert told == []
        assert list(found.assumptions) == found.case.notes
        return found

    return made


def test_positions_are_shares_of_their_axis_and_capabilities_votes(imported: object) -> None:
    case = imported(EMISSION).case  # type: ignore[operator]
    assert {n: a.position["position"].likely for n, a in case.actors.items()} == {
        "netherlands": 0.0,
        "belgium": 0.5,
        "luxembourg": 0.0,
        "germany": 0.0,
        "france": 1.0,
    }
    assert case.issues["position"].natural == (4.0, 10.0)
    assert {n: a.seats["weighted-vote"] for n, a in case.actors.items()} == {
        "netherlands": 8,
        "belgium": 8,
        "luxembourg": 3,
        "germany": 16,
        "france": 16,
    }
    assert case.rule.quota == 26
    # (0.08*0.4*0.5 + 0.16*0.6*1) / (0.08*0.8 + 0.08*0.4 + 0.03*0.2 + 0.16*0.8 + 0.16*0.6)
    assert case.issues["position"].proposal.likely == pytest.approx(0.112 / 0.326, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "layout", "salience"),
    [
        (EMISSION.replace(",", ";").replace(".", ","), "columns", 0.4),
        (EMISSION.replace(",", "\t"), "columns", 0.4),
        (EMISSION.replace("0.8\n", "80\n").replace("0.4\n", "40\n"), "columns", 0.4),
        (
            "China; scen 0,Scenario-000; About reform, 2, 1, \n"
            "Actor,Description,Influence,Policy Position,Policy Salience, \n"
            "NL,Netherlands,100,30,30, \nBELGIUM,Belgium,65,45,40, \n",
            "ktab",
            0.4,
        ),
    ],
)
def test_separators_commas_percents_and_ktab_are_known(
    text: str, layout: str, salience: float, imported: object
) -> None:
    found = imported(text)  # type: ignore[operator]
    assert found.layout == layout
    (axis,) = found.case.issues
    assert found.case.actors["belgium"].salience[axis].likely == salience


def test_empty_cells_are_filled_and_told(imported: object) -> None:
    found = imported("name,position,power\nA,0.2,1\nB,,3\nC,0.6,\n")  # type: ignore[operator]
    assert found.case.actors["b"].position["position"].likely == 0.4
    assert found.case.actors["c"].capacity.likely == 2
    assert "Column `power`: 1 empty cell, filled with the median." in found.assumptions


def test_an_actor_without_a_place_on_one_of_several_issues_does_not_care(imported: object) -> None:
    text = "actor,issue,position,salience\nA,tariff,0.2,0.5\nB,tariff,0.9,1\nA,quota,0.1,1\n"
    found = imported(text)  # type: ignore[operator]
    assert found.case.actors["b"].salience["quota"].likely == 0
    assert any(sentence.startswith("1 positions are not") for sentence in found.assumptions)


def test_columns_of_a_case_bring_chambers(imported: object) -> None:
    text = (
        "id;level;title;position.rile;seats.parliament;capacity\n"
        "left;legislature;Left;0.3;120;0,342\nright;;Right;;180;\nfirms;;Firms;0,9;;8\n"
    )
    found = imported(text)  # type: ignore[operator]
    assert found.layout == "case-fields"
    assert found.case.actors["left"].capacity.likely == 0.342
    assert found.case.actors["firms"].level == "group"
    place = found.case.actors["right"].position["rile"]
    assert (place.low, place.likely, place.high) == (0, 0.3, 1)
    assert found.case.rule.all[0].quota == 151


def test_names_that_come_twice_in_kebab_case_stay_apart(imported: object) -> None:
    case = imported("Actor,Position\nThe Left,0.1\nthe-left,0.9\n").case  # type: ignore[operator]
    assert list(case.actors) == ["the-left", "the-left-2"]


def excel(path: Path) -> Path:
    """An Excel file of two pages."""
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "notes"
    first.append(["nothing here"])
    page = book.create_sheet("actors")
    for row in EMISSION.strip().split("\n"):
        page.append([_cell(text) for text in row.split(",")])
    book.save(path)
    return path


def _cell(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def test_a_page_of_an_excel_file_reads_like_its_csv(tmp_path: Path) -> None:
    path = excel(tmp_path / "emission.xlsx")
    (tmp_path / "emission.csv").write_text(EMISSION)
    one = import_table(path, tmp_path / "one.yaml", page="actors").case
    two = import_table(tmp_path / "emission.csv", tmp_path / "two.yaml").case
    assert one.actors == two.actors
    assert one.rule == two.rule


def test_what_is_wrong_with_an_excel_file_is_told(tmp_path: Path) -> None:
    path = excel(tmp_path / "emission.xlsx")
    with pytest.raises(InputError, match="did you mean `actors`"):
        sheet_from_excel(path, "actor")
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 no zip")
    with pytest.raises(CaseError, match="not an Excel file"):
        sheet_from_excel(broken)
    text = tmp_path / "text.xlsx"
    text.write_text("id,level\n")
    with pytest.raises(CaseError, match="not an Excel file"):
        sheet_from_excel(text)
    old = tmp_path / "old.xlsx"
    old.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    with pytest.raises(CaseError, match="old Excel file"):
        sheet_from_excel(old)
    empty = Workbook()
    empty.save(tmp_path / "empty.xlsx")
    with pytest.raises(CaseError, match="empty"):
        sheet_from_excel(tmp_path / "empty.xlsx")


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_damaged_part_of_an_excel_file_is_told(part: str, tmp_path: Path) -> None:
    path, damaged = excel(tmp_path / "emission.xlsx"), tmp_path / "damaged.xlsx"
    with ZipFile(path) as old, ZipFile(damaged, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[: 300 if name == part else None])
    with pytest.raises(CaseError, match="cannot be read as an Excel file"):
        sheet_from_excel(damaged, "notes")


def test_a_formula_that_was_never_computed_is_told(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["actor", "position"], ["A", 0.4], ["B", "=B2/2"]):
        book["Sheet"].append(row)
    book.save(tmp_path / "formula.xlsx")
    with pytest.raises(CaseError, match=r":3: the formula =B2/2 in column 2 has no saved value"):
        sheet_from_excel(tmp_path / "formula.xlsx")


def test_an_archive_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(MOST_UNPACKED + 1))
    with pytest.raises(CaseError, match="MB unpacked; at most 100 MB"):
        sheet_from_excel(path)


def test_formatted_cells_charts_and_hidden_pages_do_not_count(tmp_path: Path) -> None:
    book = Workbook()
    chart = BarChart()
    chart.add_data(Reference(book["Sheet"], 1, 1, 1, 1))
    book.create_chartsheet("chart", 0).add_chart(chart)
    book["Sheet"].append(["hidden"])
    book["Sheet"].sheet_state = "hidden"
    page = book.create_sheet("shown")
    for row in (["name", "weight"], ["A", 0.5]):
        page.append(row)
    page.cell(MOST_ROWS + 10, MOST_COLUMNS + 10).font = Font(bold=True)
    page.cell(2, MOST_COLUMNS + 10).font = Font(bold=True)
    book.save(tmp_path / "shown.xlsx")
    rows = sheet_from_excel(tmp_path / "shown.xlsx").rows
    assert [row.cells for row in rows] == [("name", "weight"), ("A", "0.5")]


def test_a_page_of_endless_rows_is_refused(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    page = book.create_sheet("long")
    for _ in range(MOST_ROWS + 1):
        page.append(["a"])
    book.save(tmp_path / "long.xlsx")
    with pytest.raises(CaseError, match="20,000 rows"):
        sheet_from_excel(tmp_path / "long.xlsx")


@pytest.mark.parametrize(
    ("text", "to", "options", "message"),
    [
        (EMISSION, "out.json", {}, "ends in .yaml"),
        (EMISSION, "out.yaml", {"page": "actors"}, "only an Excel file has pages"),
        ("Actor,Position,Capability\nA,1,0\nB,2,0\n", "out.yaml", {}, "capability above 0"),
        ("id,level,seats.house\na,group,\n", "out.yaml", {}, "nobody sits in the house"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_written(
    text: str, to: str, options: dict[str, str], message: str, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    table.write_text(text)
    with pytest.raises((InputError, CaseError), match=message):
        import_table(table, tmp_path / to, **options)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == [table]


def test_an_existing_case_is_kept(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(EMISSION)
    to = tmp_path / "out.yaml"
    to.write_text("mine")
    with pytest.raises(InputError, match="--force"):
        import_table(table, to)
    assert to.read_text() == "mine"
    import_table(table, to, force=True)
