"""The script that compares coders: masked names, departures, the second file; the page on it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.contracts.scripts import load_script

from winset.casebook import blind_coding, case_ids, case_path, read_domestic_case
from winset.cases.file.document import parse_document

ROOT = Path(__file__).parents[3]
SCRIPT = load_script(ROOT / "benchmarks" / "coder_agreement.py")
PAGE = (ROOT / "docs" / "explanation" / "coder-agreement.md").read_text(encoding="utf-8")
TEXT = " ".join(PAGE.split())
LOG = SCRIPT.read_log(ROOT / "benchmarks" / "coder_agreement.jsonl")
CODINGS = {name: found for name in case_ids() if (found := blind_coding(name)) is not None}
MEMBERS = SCRIPT.by_whom({name: coding.coder for name, coding in CODINGS.items()})


def packet(name: str) -> dict[str, Any]:
    path = case_path(name).parent / "blind" / "packets" / f"{name}.yaml"
    found: dict[str, Any] = parse_document(path.read_text("utf-8"), path.name).root.plain()
    return found


@cache
def units_of(name: str) -> list[Any]:
    return list(SCRIPT.units(read_domestic_case(name), CODINGS[name]))


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
    abroad = read_domestic_case("ceta-wallonia-2016")
    region = "region: two governing parties"
    assert SCRIPT.actors_of(abroad, region) == ["wallonia-socialists", "wallonia-humanists"]


@pytest.mark.parametrize("name", CODINGS)
def test_every_masked_name_of_a_case_has_an_actor_of_its_own(name: str) -> None:
    case, facts = read_domestic_case(name), packet(name)
    masked = [*facts["blocs"], *facts["groups"]]
    coded = {key.rpartition(".")[0].removesuffix(".willingness") for key in CODINGS[name].values}
    assert coded - {"formulation"} <= set(masked)
    assert set(SCRIPT.keys()["cases"][name]) <= set(masked)
    actors = [actor for one in masked for actor in SCRIPT.actors_of(case, one)]
    assert len(actors) == len(set(actors))
    for one in facts["blocs"]:
        assert all(case.actors[actor].seats for actor in SCRIPT.actors_of(case, one))
    for one in facts["groups"]:
        assert not any(case.actors[actor].seats for actor in SCRIPT.actors_of(case, one))
    for chamber, place in (("house", "first"), ("senate", "second")):
        sizes = [f"{size} party, {place} chamber" for size in ("larger", "smaller")]
        if set(sizes) <= set(masked):
            larger, smaller = (
                sum(case.actors[actor].seats[chamber] for actor in SCRIPT.actors_of(case, one))
                for one in sizes
            )
            assert larger >= smaller


@pytest.mark.parametrize("name", list(CODINGS)[::5])
def test_the_second_file_holds_the_second_values(name: str) -> None:
    found = units_of(name)
    assert found
    other = SCRIPT.second_case(read_domestic_case(name), found)
    again = [unit.first for unit in SCRIPT.units(other, CODINGS[name]) if unit.field != "joined"]
    wanted = [unit.second for unit in found if unit.field != "joined"]
    assert again == pytest.approx(wanted, abs=1e-4)


def test_a_departure_is_from_every_default_of_the_field() -> None:
    """By hand: agoa-2000, payoff 0.2 by both is the default; opposition 0.4 against 0.15 too."""
    found = units_of("agoa-2000")
    own = {unit.field: unit for unit in found if unit.path.startswith("actors.house-democrats")}
    assert (own["payoff"].first, own["payoff"].second, own["payoff"].departs) == (
        0.2,
        0.2,
        (False, False),
    )
    assert (own["opposition"].first, own["opposition"].second) == (0.4, 0.15)
    assert own["opposition"].departs == (False, False)


def test_polarization_abroad_departs_from_the_middle() -> None:
    """Canada has a senate too, but no party votes of its own in the table."""
    found = units_of("canada-us-fta-1988-first-bill")
    own = next(unit for unit in found if unit.field == "polarization")
    assert (own.first, own.second, own.departs) == (0.5, 0.75, (False, True))


def test_equal_pairs_of_a_case_count_once() -> None:
    unit = SCRIPT.Unit("a", "x", "payoff", 0.5, 0.35, (True, False))
    rows = {row["field"]: row for row in SCRIPT.table([unit, unit._replace(path="y")])}
    assert rows["payoff"]["units"] == rows["payoff"]["departures"] == 1
    assert rows["payoff"]["first_only"] == 1
    assert rows["opposition"]["units"] == 0


SECTIONS = {
    "second coder": "second coder of the project, 21 cases:\n",
    "outside readers": "readers from outside, 45 cases:\n",
    "all": "\nAll 66:\n",
}


def rows_of(start: str) -> dict[str, list[str]]:
    """First table of the page after these words: first cell, the other cells."""
    lines = PAGE.split(start)[1].split("\n|---")[1].split("\n\n")[0].splitlines()[1:]
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]
    return {first: rest for first, *rest in cells}


def units_by(whom: str) -> list[Any]:
    return [unit for name in MEMBERS[whom] for unit in units_of(name)]


@pytest.mark.parametrize("whom", SECTIONS)
def test_the_tables_of_the_page_are_those_of_the_script(whom: str) -> None:
    columns = ("units", "departures", "by_both", "first_only", "second_only")
    told = rows_of(SECTIONS[whom])
    for row in SCRIPT.table(units_by(whom)):
        numbers = ["" if row[c] is None else f"{row[c] + 1e-9:.2f}" for c in ("alpha", "mean_gap")]
        assert told[row["field"]] == [*(str(row[column]) for column in columns), *numbers]


def test_what_the_page_says_of_the_units() -> None:
    outside, everything = units_by("outside readers"), units_by("all")
    alone = [unit for unit in outside if unit.departs == (True, False)]
    apart = {(u.case, u.first, u.second) for u in alone if u.field == "polarization"}
    american = [one for one in apart if read_domestic_case(one[0]).country == "United States"]
    assert (len(apart), len(american), len({case for case, _, _ in american})) == (8, 7, 4)
    assert all(second - first == pytest.approx(0.2) for _, first, second in american)
    abroad = [
        name
        for name in MEMBERS["outside readers"]
        if read_domestic_case(name).country != "United States"
    ]
    assert len(abroad) == 15
    found = {
        (unit.case, unit.first, unit.second): unit
        for unit in outside
        if unit.field == "engagement" and unit.departs == (False, True)
    }
    levels = [
        read_domestic_case(unit.case).actors[unit.path.split(".")[1]].level
        for unit in found.values()
    ]
    assert f"Of the {len(levels)} departures by a reader alone" in PAGE
    assert f"alone {levels.count('executive')} are the\n  executive's" in PAGE
    silent = {
        (unit.case, unit.field, unit.first, unit.second)
        for unit in outside
        if unit.field in ("payoff", "opposition", "engagement")
        and not any(unit.departs)
        and abs(unit.first - unit.second) > SCRIPT.NEAR
    }
    assert f"In {len(silent)} units two coders differ in this alone" in PAGE
    joined = [unit for unit in everything if unit.field == "joined" and all(unit.departs)]
    assert all(unit.first == unit.second for unit in joined)
    rows = {row["field"]: row for row in SCRIPT.table(everything)}
    assert f"alpha is {rows['joined']['alpha_all']:.2f}" in PAGE
    alphas = [
        row["alpha"] for who in ("outside readers", "all") for row in SCRIPT.table(units_by(who))
    ]
    assert max(alpha for alpha in alphas if alpha is not None) < 0.8


def test_the_moves_of_the_page_are_those_of_the_log() -> None:
    assert set(LOG) == set(CODINGS)
    assert {row["draws"] for row in LOG.values()} == {500}
    moves = {name: abs(row["second"] - row["first"]) for name, row in LOG.items()}
    means = [
        sum(moves[name] for name in names) / len(names)
        for names in (MEMBERS["all"], MEMBERS["second coder"], MEMBERS["outside readers"])
    ]
    assert f"moves by {means[0]:.3f} on average** ({means[1]:.3f} for the second" in TEXT
    assert f"{means[2]:.3f} for the readers from outside" in TEXT
    near = sum(move <= 0.02 + 1e-9 for move in moves.values())
    assert f"0.02 or less in {near} of the 66 cases" in TEXT
    for name in sorted(moves, key=lambda name: -moves[name])[:2]:
        told = f"`{name}`, from {LOG[name]['first']:.2f} to {LOG[name]['second']:.2f}"
        assert told in TEXT
    cross = sorted(
        name for name, row in LOG.items() if (row["first"] > 0.5) != (row["second"] > 0.5)
    )
    assert ", ".join(f"`{name}`" for name in cross) in TEXT
    assert max(moves[name] for name in cross) < 0.03


def test_the_brier_scores_of_the_page_are_those_of_the_log() -> None:
    told = rows_of("Brier scores:\n")
    groups = ("outside readers", "second coder", "all")
    for label, name in zip(told, SCRIPT.FORECASTS, strict=True):
        found = [SCRIPT.brier([LOG[case] for case in MEMBERS[whom]], name) for whom in groups]
        assert told[label] == [f"{value + 1e-9:.3f}" for value in found]
    for name, coding in CODINGS.items():
        assert LOG[name]["second_coder"] == coding.probability
        assert LOG[name]["coder"] == coding.coder
        outcome = read_domestic_case(name).outcome
        assert outcome is not None
        assert LOG[name]["adopted"] == (outcome.verdict == "passes")
