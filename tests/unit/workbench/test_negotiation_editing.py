"""Countries and actors come to a table and leave it, as steps that can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("nicegui", reason="the workbench needs the extra winset[workbench]")

from winset.casebook import case_path, read_case
from winset.cases.file.read import load, load_text
from winset.cases.model.negotiation import NegotiationCase, country_case
from winset.foundation.errors import CaseError, InputError
from winset.translate.negotiation import resolved
from winset.workbench.components.country_table import country_table
from winset.workbench.components.views.fields_view import fields_of
from winset.workbench.compute.work import Work, _whole_text
from winset.workbench.editing.desk import Desk
from winset.workbench.library.shelf import Shelf
from winset.workbench.pages.negotiation.negotiation_countries import (
    _seat,
    _write_out,
    new_country,
)
from winset.workbench.pages.negotiation.negotiation_sweep import numbers_by_country

BY_REFERENCE = Path(__file__).parents[2] / "data" / "negotiation_by_reference.yaml"
WTO = BY_REFERENCE.stem.replace("_", "-")
"""Key of a negotiation that takes the game of the United States from `china-pntr-2000`."""


def desk_of(folder: Path, key: str) -> Desk:
    folder.mkdir(exist_ok=True)
    shelf = Shelf(folder)
    if key == WTO:
        shelf.put(WTO, BY_REFERENCE.read_text(encoding="utf-8"))
    return Desk(shelf, "0" * 32, key, folder / "a.journal")


def negotiation(desk: Desk) -> NegotiationCase:
    assert isinstance(desk.case, NegotiationCase)
    return desk.case


def test_a_new_country_has_a_government_in_the_middle_and_one_undo_takes_it_away(
    tmp_path: Path,
) -> None:
    desk = desk_of(tmp_path, "korea-fta-2007-2011")
    before = desk.text()
    assert _seat(desk, "New Zealand", "") == "new-zealand"
    home = country_case(negotiation(desk), "new-zealand")
    positions = home.actors["government"].position
    assert {name: at.likely for name, at in positions.items()} == {
        "car-tariff": 0.5,
        "korean-market": 0.5,
    }
    assert home.chief_executive == "government"
    with pytest.raises(InputError, match="there is a country `new-zealand` already"):
        _seat(desk, "New Zealand", "")
    desk.undo()
    assert desk.text() == before


def test_a_country_may_come_with_a_case_that_votes_on_the_same_and_with_no_other(
    tmp_path: Path,
) -> None:
    desk = desk_of(tmp_path, "putnam-figure-1")
    with pytest.raises(InputError, match="votes on openness"):
        _seat(desk, "The United States", "china-pntr-2000")
    with pytest.raises(InputError, match="there is no case `/etc/passwd` here"):
        _seat(desk, "The United States", "/etc/passwd")
    assert not desk.is_changed
    with pytest.raises(InputError, match="has no name"):
        new_country(negotiation(desk), "", "")
    wto = desk_of(tmp_path / "wto", WTO)
    _seat(wto, "Second United States", "fast-track-1997")
    assert negotiation(wto).countries["second-united-states"].case == "fast-track-1997"


def test_a_game_that_stands_elsewhere_is_written_out_and_plays_the_same(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, WTO)
    before = resolved(negotiation(desk))
    _write_out(desk, "us")
    after = negotiation(desk)
    assert after.countries["us"].case is None
    assert country_case(after, "us") == country_case(before, "us")
    desk.add("countries.us.actors.grocers", {"title": "Grocers", "level": "group"})
    assert "grocers" in negotiation(desk).countries["us"].actors
    desk.undo()
    desk.undo()
    assert negotiation(desk).countries["us"].case == "china-pntr-2000"


def test_a_text_that_is_not_taken_yet_is_not_lost_to_it(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, WTO)
    desk.keep_scratch("half a thought")
    with pytest.raises(InputError, match="the tab Text holds text"):
        _write_out(desk, "us")
    assert desk.scratch == "half a thought"


def test_a_legislator_without_its_seats_is_refused_with_the_place(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, "korea-fta-2007-2011")
    actor = {"title": "New party", "level": "legislature", "position": {"car-tariff": 0.5}}
    with pytest.raises(CaseError) as told:
        desk.add("countries.us.actors.new-party", actor)
    assert "countries.us.actors.new-party" in [p.path for p in told.value.problems]


def test_the_table_of_a_country_has_paths_of_the_negotiation_and_nothing_computed() -> None:
    case = read_case("korea-fta-2007-2011")
    assert isinstance(case, NegotiationCase)
    path = "countries.us.actors.speaker.position.car-tariff"
    view = country_table(country_case(case, "us"), "us", "United States", [path])
    assert {"side", "surplus", "spends"}.isdisjoint(column["key"] for column in view["columns"])
    rows = {row["id"]: row for group in view["groups"] for row in group["rows"]}
    assert set(rows) == set(case.countries["us"].actors)
    cell = rows["speaker"]["cells"]["position-car-tariff"]
    assert cell["path"] == path
    assert cell["changed"]
    assert not rows["speaker"]["cells"]["capacity"]["changed"]


def test_every_number_a_sweep_can_vary_is_offered_once_and_in_words() -> None:
    case = load(BY_REFERENCE).case
    assert isinstance(case, NegotiationCase)
    groups = numbers_by_country(case)
    assert list(groups) == ["On the table", "United States", "China", "The model"]
    paths = [path for numbers in groups.values() for path, _ in numbers]
    assert len(paths) == len(set(paths))
    words = dict(groups["China"])
    assert words["countries.china.actors.premier.no_agreement"].startswith("Premier Zhu Rongji")


def test_the_rule_of_entry_can_be_coded_where_none_was(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, "us-vietnam-labour-2013")
    fields = fields_of(negotiation(desk).entry_into_force, "entry_into_force")["groups"][0][
        "fields"
    ]
    assert {"entry_into_force.countries", "entry_into_force.share"} <= {f["path"] for f in fields}
    desk.set("entry_into_force.countries", "1")
    assert negotiation(desk).entry_into_force.countries == 1


def test_a_sweep_takes_the_games_of_the_folder_along_and_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(case_path("china-pntr-2000").read_text(encoding="utf-8"))
    desk, work = desk_of(tmp_path, WTO), Work(tmp_path)
    desk.set("countries.us.case", "mine.yaml")
    swept = load_text(_whole_text(desk), "case.yaml").case
    assert isinstance(swept, NegotiationCase)
    assert swept.countries["us"].case is None
    assert "clinton" in swept.countries["us"].actors
    desk.set("countries.us.case", "/etc/passwd")
    with pytest.raises(InputError, match="there is no case `/etc/passwd` here"):
        work.start_sweep("0" * 32, desk)
    assert work.jobs("0" * 32) == []
