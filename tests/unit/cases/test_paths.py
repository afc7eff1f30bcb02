"""Dotted paths: listing, reading and setting values."""

import datetime as dt
from pathlib import Path

import pytest

from winset.casebook import read_domestic_case
from winset.cases.editing.changes import with_changes
from winset.cases.editing.with_values import with_values
from winset.cases.file.read import read_case_file
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.cases.model.quantities import Quantity
from winset.cases.paths.paths import quantities, value_at
from winset.foundation.errors import InputError

SOUND = Path(__file__).parents[2] / "data" / "sound.yaml"


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case_file(SOUND)


def point(value: float) -> Quantity:
    return Quantity(low=value, likely=value, high=value)


def test_quantities_lists_every_coded_number_and_date_once(case: Case) -> None:
    assert [path for path, _ in quantities(case)] == [
        "issues.openness.status_quo",
        "issues.openness.proposal",
        "actors.president.position.openness",
        "actors.president.capacity",
        "actors.president.lobbying.from",
        "actors.members.position.openness",
        "actors.members.spread.openness",
        "actors.unions.position.openness",
        "actors.unions.capacity",
        "actors.churches.position.openness",
        "actors.churches.capacity",
        "pressure.0.strength",
        "stages.formulation.start",
        "stages.formulation.proposal",
        "stages.voting.deadline",
    ]


def test_a_value_is_read_by_its_path(case: Case) -> None:
    assert value_at(case, "actors.president.capacity").high == 30
    assert value_at(case, "pressure.0.from") == "unions"
    assert value_at(case, "rule.all.0.quota") == 218
    assert value_at(case, "stages.voting.deadline").likely == dt.date(1997, 11, 10)
    assert value_at(case, "actors.unions.no_agreement").likely == 0, "a default counts"


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("actors.president.capacity", "12.5", point(12.5)),
        ("actors.president.capacity", "1:2:4", Quantity(low=1, likely=2, high=4)),
        ("actors.president.capacity.high", "40", 40.0),
        ("actors.president.capacity", "{value: 3, source: me}", None),
        ("actors.president.salience.openness", "0.5", point(0.5)),
        ("actors.members.position.labour-rights", "0.5", point(0.5)),
        ("actors.president.broker", "true", True),
        ("actors.president.title", "1997", "1997"),
        ("rule.all.0.quota", "290", 290),
        ("rule.all.0.quota", "two-thirds", "two-thirds"),
        ("pressure.0.strength", "0.4", point(0.4)),
        ("elections.1", "1998-11-04", dt.date(1998, 11, 4)),
        ("amendments", "open", "open"),
        ("stages.formulation.quality", "0.5", point(0.5)),
    ],
)
def test_a_value_is_set_from_its_text(case: Case, path: str, text: str, value: object) -> None:
    changed = with_values(case, {path: text})
    if value is not None:
        assert value_at(changed, path) == value
    assert changed != case
    assert with_values(changed, {path: value_at(changed, path)}) == changed


def test_the_case_given_stays_as_it_is_and_shares_what_did_not_change(case: Case) -> None:
    before = case.model_dump()
    changed = with_values(case, {"actors.president.capacity": "1"})
    assert case.model_dump() == before
    assert changed.actors["members"] is case.actors["members"]
    assert changed.rule is case.rule


def test_parts_of_an_absent_block_are_set_together(case: Case) -> None:
    block = {"impact": "0.9", "cost_of_staying_out": "0.8", "resources": "0.7"}
    changed = with_values(case, {f"actors.unions.pivotal.{k}": v for k, v in block.items()})
    pivotal = changed.actors["unions"].pivotal
    assert pivotal is not None
    assert pivotal.resources.likely == 0.7
    with pytest.raises(InputError, match=r"actors\.unions\.pivotal\.impact: is needed here"):
        with_values(case, {"actors.unions.pivotal.resources": "0.7"})


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("actor.presidnet.capcity", "1", "did you mean `actors.president.capacity`?"),
        ("actors.speaker.capacity", "1", "actors.speaker.capacity: there is no `speaker`"),
        ("actors.president.capacity.mean", "1", "there is no `mean` in actors.president.capacity"),
        ("actors.members.position.labor-rights", "0.5", "position.labour-rights`?"),
        ("actors.members.seats.senate", "3", "names here: house"),
        ("pressure.7.strength", "1", "there is no `7` in pressure; names here: 0"),
        ("", "1", "there is no ``"),
        ("actors.president.capacity", "much", "takes a number, or a range"),
        ("actors.president.capacity", "40%", "write 0.4"),
        ("actors.president.capacity", "nan", "nan is not a finite number"),
        ("actors.president.capacity", "3:2:1", "write {low: 1, likely: 2, high: 3}"),
        ("actors.president.capacity", "1:2", "write low:likely:high"),
        ("actors.president.capacity", "{low: 1", "a bracket is not closed"),
        ("actors.president.position.openness", "1.5", "must lie between 0 and 1, not 1.5"),
        ("actors.president.broker", "perhaps", "takes true or false, not 'perhaps'"),
        ("stages.voting.deadline", "soon", "stages.voting.deadline: takes a day such as"),
        ("stages.voting.deadline", "1997-02-30", "that month has the days 01 to 28"),
        ("stages.voting.deadline", "1996-01-01", "lies before the proposal"),
        ("rule.all.0.quota", "half", "takes a whole number or one of majority"),
        ("rule.all.0.quota", "436", "above the 435 seats of the house"),
        ("calendar.held_by", "speaker", "`speaker` is not an actor of this case"),
        ("actors.members.seats.house", "436", "take 1 away"),
        ("actors", "{}", "at least 1 is needed"),
    ],
)
def test_a_wrong_path_or_value_is_refused_with_what_would_be_right(
    case: Case, path: str, text: str, message: str
) -> None:
    with pytest.raises(InputError) as error:
        with_values(case, {path: text})
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_an_id_of_digits_is_a_name_and_not_a_position(case: Case) -> None:
    named = case.model_copy(update={"actors": {**case.actors, "00": case.actors["unions"]}})
    changed = with_values(named, {"actors.00.capacity": "3"})
    assert value_at(changed, "actors.00.capacity").likely == 3
    assert "actors.00.capacity" in dict(quantities(named))


def test_one_path_above_another_cannot_be_set_with_it(case: Case) -> None:
    for first, second in (("capacity", "capacity.low"), ("capacity.low", "capacity")):
        values = {f"actors.unions.{first}": "1", f"actors.unions.{second}": "1"}
        with pytest.raises(InputError, match=r"both set|set twice"):
            with_values(case, values)


def test_a_case_that_contradicts_itself_already_can_still_be_changed(case: Case) -> None:
    without_members = case.model_copy(update={"actors": {"unions": case.actors["unions"]}})
    changed = with_values(without_members, {"actors.unions.capacity": "3"})
    assert changed.actors["unions"].capacity.likely == 3


def test_parameters_are_set_in_the_same_way() -> None:
    block = with_values(read_parameters(), {"theta": "1.2", "shocks.bill": "0.05"})
    assert (block.theta.likely, block.shocks.bill.likely) == (1.2, 0.05)
    with pytest.raises(InputError, match="did you mean `theta`"):
        with_values(block, {"thet": "1"})
    with pytest.raises(InputError, match=r"full_stake: must be above 0"):
        with_values(block, {"full_stake": "0"})


def test_a_change_of_a_parameter_is_refused_with_its_whole_path() -> None:
    case, block = read_domestic_case("fast-track-1997"), read_parameters()
    with pytest.raises(InputError, match=r"^parameters\.theta: must be 0 or more"):
        with_changes(case, block, {"parameters.theta": "-1"})
    with pytest.raises(InputError, match=r"^scales\.willingness: .*sweep"):
        with_changes(case, block, {"scales.willingness": "0.5"})


def test_changes_of_case_and_parameters_are_told_apart() -> None:
    case, block = read_domestic_case("fast-track-1997"), read_parameters()
    changed, other = with_changes(
        case, block, {"parameters.theta": "1.2", "actors.clinton.capacity": "10"}
    )
    assert other.theta.likely == 1.2
    assert changed.actors["clinton"].capacity.likely == 10
    assert block.theta.likely != 1.2
