"""A table of positions becomes a negotiation."""

import itertools
from pathlib import Path

import pytest

from winset.cases.checks.check import check_case
from winset.cases.tables.negotiation_table import read_positions_table
from winset.foundation.errors import CaseError, InputError

SMALL = "chapter,proposal,US,JP\na,one,accept,reject\na,two,A,A\nb,three,reserved,A\nb,four,R,\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_a_table_is_read_cell_by_cell(small: Path) -> None:
    table = read_positions_table(small)
    assert table.parties == ("US", "JP")
    assert table.positions == ((1, -1), (1, 1), (0, 1), (-1, None))
    assert table.distance("US", "JP") == pytest.approx((4 * 4 / 2) ** 0.5)


def test_a_party_stands_at_the_share_it_accepts(small: Path) -> None:
    case = read_positions_table(small).negotiation(case_id="t", title="T", source="A book.")
    place = case.countries["us"].actors["us-government"].position
    assert place["a"].likely == 1
    assert (place["b"].low, place["b"].likely, place["b"].high) == (0, 0, 0.5)
    assert [p for p in check_case(case) if p.severity == "error"] == []


def test_unknown_names_are_refused(small: Path) -> None:
    table = read_positions_table(small)
    with pytest.raises(InputError, match="not a party"):
        table.distance("US", "JPN")
    with pytest.raises(InputError, match="not a chapter"):
        table.negotiation(case_id="t", title="T", source="x", chapters=["c"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no rows"),
        ("a,b\n1,2\n", "column `proposal`"),
        ("proposal,US,JP\n", "no rows"),
        ("proposal,US,JP\none,yes,A\n", "2: `yes` is not a position of US"),
        ("proposal,US,JP\none,A\n", "2: 2 cells"),
    ],
)
def test_a_wrong_table_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=message):
        read_positions_table(path)


def test_the_tpp_table_of_2013(research_data: Path) -> None:
    """Counts, and the distances that the published table singles out."""
    table = read_positions_table(research_data / "tpp" / "positions_wide.csv")
    cells = [cell for row in table.positions for cell in row]
    assert len(table.positions) == 87
    assert len(table.parties) == 12
    assert [cells.count(word) for word in (1, -1, 0, None)] == [508, 413, 112, 11]
    distance = {
        frozenset(pair): round(table.distance(*pair), 1)
        for pair in itertools.combinations(table.parties, 2)
    }
    assert len(distance) == 66
    of_us = {p: distance[frozenset(("US", p))] for p in table.parties if p != "US"}
    assert min(of_us, key=of_us.__getitem__) == "AU"
    assert (of_us["AU"], of_us["MY"], of_us["VN"], of_us["CL"]) == (11.6, 16.0, 15.8, 15.7)
    nearest = min(distance, key=distance.__getitem__)
    assert (nearest, distance[nearest]) == (frozenset(("BN", "SG")), 6.9)
    case = table.negotiation(case_id="tpp", title="TPP", source="Michael (2014).")
    assert len(case.countries) == 12
    assert [p for p in check_case(case) if p.severity == "error"] == []
