"""The script that compares the two coders: masked names, departures, the second file."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.contracts.scripts import load_script

from winset.casebook import blind_coding, case_ids, read_domestic_case

SCRIPT = load_script(Path(__file__).parents[3] / "benchmarks" / "coder_agreement.py")
CODED = [name for name in case_ids() if blind_coding(name) is not None]


def test_masked_names_are_the_actors_they_stand_for() -> None:
    case = read_domestic_case("fast-track-1997")
    names = {
        "open wing of the larger party, first chamber": ["internationalist-republicans"],
        "sceptical wing of the smaller party, second chamber": ["senate-liberal-democrats"],
        "one independent, first chamber": ["independents"],
        "presiding officer of the first chamber (larger party)": ["speaker"],
        "the executive": ["clinton"],
        "five other departments and councils": ["commerce", "state", "treasury", "nsc", "nec"],
    }
    assert {masked: SCRIPT.actors_of(case, masked) for masked in names} == names
    early = read_domestic_case("textile-1988")  # the Democrats held the House
    assert SCRIPT.actors_of(early, "larger party, first chamber") == ["house-democrats"]


@pytest.mark.parametrize("name", CODED)
def test_the_second_file_holds_the_second_values(name: str) -> None:
    case, coding = read_domestic_case(name), blind_coding(name)
    found = list(SCRIPT.units(case, coding))
    assert found
    other = SCRIPT.second_case(case, found)
    assert coding is not None
    again = [unit.first for unit in SCRIPT.units(other, coding) if unit.field != "joined"]
    wanted = [unit.second for unit in found if unit.field != "joined"]
    assert again == pytest.approx(wanted, abs=1e-4)


def test_a_departure_is_from_every_default_of_the_field() -> None:
    """By hand: agoa-2000, payoff 0.2 by both is the default; opposition 0.4 against 0.15 too."""
    found = list(SCRIPT.units(read_domestic_case("agoa-2000"), blind_coding("agoa-2000")))
    own = {unit.field: unit for unit in found if unit.path.startswith("actors.house-democrats")}
    assert (own["payoff"].first, own["payoff"].second, own["payoff"].departs) == (
        0.2,
        0.2,
        (False, False),
    )
    assert (own["opposition"].first, own["opposition"].second) == (0.4, 0.15)
    assert own["opposition"].departs == (False, False)


def test_equal_pairs_of_a_case_count_once() -> None:
    unit = SCRIPT.Unit("a", "x", "payoff", 0.5, 0.35, (True, False))
    rows = {row["field"]: row for row in SCRIPT.table([unit, unit._replace(path="y")])}
    assert rows["payoff"]["units"] == rows["payoff"]["departures"] == 1
    assert rows["payoff"]["first_only"] == 1
    assert rows["opposition"]["units"] == 0
