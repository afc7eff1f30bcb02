"""Real members in the chambers of a case: who they are, how likely, and that nothing is lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from winset.cases.checks.check import check_case
from winset.cases.model.case import Case
from winset.foundation.errors import InputError
from winset.render.figures.domestic.axis import plot_axis
from winset.render.figures.registry import by_verb
from winset.render.tables import sections
from winset.reports.domestic.report import Report
from winset.reports.roll_calls.case_whip import case_whip
from winset.studies.domestic.analyze import analyze
from winset.studies.domestic.draws import monte_carlo
from winset.studies.sweep.sweep import read_sweep
from winset.studies.sweep.sweep_case import sweep, sweep_findings
from winset.studies.whatif.contrast import contrast
from winset.translate import coded_game
from winset.votes.readers.folder_reader import read_folder

KEYS = ("a1990", "b1992", "c1994", "d1996", "e1998", "f2000")
SEATS = 41
DRAWS = 1500


@pytest.fixture(scope="module")
def votes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six votes of 40 members of two parties and one of a third; the last vote is kept back."""
    source = np.random.default_rng(8)
    leaning = source.normal(size=SEATS) * 1.5
    rows = ["vote_key,date,chamber,liberalising,kind,member,name,party,state,vote"]
    for place, key in enumerate(KEYS):
        noise = source.normal(size=SEATS)
        for i in range(SEATS):
            party = "I" if i == SEATS - 1 else "AB"[i % 2]
            support = leaning[i] + (0.6 if party == "A" else -0.6) + noise[i]
            cast = "yes" if support > 0 else "no"
            rows.append(
                f"{key},{1990 + 2 * place}-05-01,house,Yea,fta,m{i:02d},Member {i:02d},{party},"
                f"{('OH', 'TX')[i % 3 == 0]},{cast}"
            )
    path = tmp_path_factory.mktemp("votes") / "own_votes.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def bloc(mean: float, seats: int, party: str, **more: Any) -> dict[str, Any]:
    return {
        "level": "legislature",
        "party": party,
        "seats": {"house": seats},
        "position": {"openness": {"low": mean - 0.05, "likely": mean, "high": mean + 0.05}},
        "salience": {"openness": 0.5},
        "spread": {"openness": 0.1},
    } | more


ACTORS = {
    "a-open": bloc(0.7, 10, "A"),
    "a-closed": bloc(0.5, 9, "A"),
    "speaker": bloc(0.6, 1, "A", spread={}),
    "b-open": bloc(0.5, 5, "B"),
    "b-closed": bloc(0.3, 15, "B"),
}


@pytest.fixture
def filled_case(toy_case: Any) -> Any:
    def made(**fields: Any) -> Case:
        chamber = {"members_from": {"vote": "f2000"}, "seated": {"speaker": "m04"}}
        found: Case = toy_case(
            (),
            others=fields.pop("actors", ACTORS),
            rule={"chamber": "house", "quota": 21, "of": SEATS},
            chambers=fields.pop("chambers", {"house": chamber}),
            **fields,
        )
        return found

    return made


def reported(case: Case, data: Any, parameters: Any, **more: Any) -> Report:
    return analyze(case, draws=DRAWS, parameters=parameters(), data=data, **more)


def test_members_are_named_and_belong_to_blocs_of_their_party(
    filled_case: Any, toy_parameters: Any, votes: Path
) -> None:
    report = reported(filled_case(), votes, toy_parameters)
    assert len({row.member for row in report.members}) == SEATS
    seats = {row.actor: row.seats["house"] for row in report.actors}
    (guest,) = [row for row in report.members if row.party == "I"]
    seats[guest.actor] -= 1
    assert seats == {"a-open": 10, "a-closed": 9, "speaker": 1, "b-open": 5, "b-closed": 15}
    for row in report.members:
        assert row.party in ("I", row.actor[0].upper()) or row.actor == "speaker"
    (speaker,) = [row for row in report.members if row.actor == "speaker"]
    assert (speaker.member, speaker.name, speaker.state) == ("m04", "Member 04", "OH")
    places = {
        name: [m.position["openness"] for m in report.members if m.actor == name] for name in seats
    }
    assert min(places["a-open"]) >= max(places["a-closed"])
    assert any("No bloc of its party: Member 40 (I)" in line for line in report.assumptions)
    frame = report.to_frame("members")
    assert {"name", "party", "state", "p_yes", "p_supports", "entry_price"} <= set(frame.columns)


def test_a_members_surplus_is_what_a_pencil_says(
    filled_case: Any, toy_parameters: Any, votes: Path
) -> None:
    report = reported(filled_case(), votes, toy_parameters)
    source = coded_game(filled_case(), toy_parameters(), read_folder(votes)).rosters[0].found
    place = {m.id: x for m, x in zip(source.members, source.position, strict=True)}
    for row in report.members:
        x = place[str(row.member)]
        assert row.position["openness"] == pytest.approx(x, abs=1e-12)
        assert row.surplus == pytest.approx(0.5 * (abs(0.2 - x) - abs(0.8 - x)), abs=1e-12)


def test_without_ties_a_member_supports_as_often_as_the_forecast_says(
    filled_case: Any, toy_parameters: Any, votes: Path
) -> None:
    report = reported(filled_case(), votes, toy_parameters)
    expected = [row.p_yes for row in report.members]
    found = [row.p_supports for row in report.members]
    assert found == pytest.approx(expected, abs=0.05)
    assert np.mean(np.array(found) - np.array(expected)) == pytest.approx(0.0, abs=0.01)
    assert report.votes["house"].expected == pytest.approx(sum(expected), abs=SEATS)


def test_without_data_the_blocs_stand(filled_case: Any, toy_case: Any, toy_parameters: Any) -> None:
    with_field = reported(filled_case(), None, toy_parameters)
    without = reported(filled_case(chambers={}), None, toy_parameters)
    assert with_field.passage_probability == without.passage_probability
    assert with_field.members == without.members
    assert any("without roll-call data its blocs stand" in s for s in with_field.assumptions)
    assert all(row.member is None and row.p_yes is None for row in with_field.members)


def test_draws_do_not_depend_on_how_they_are_cut(
    filled_case: Any, toy_parameters: Any, votes: Path
) -> None:
    coded = coded_game(filled_case(), toy_parameters(), read_folder(votes))
    whole = coded.drawn_shocks(3, 0, 1500).member
    parts = [coded.drawn_shocks(3, a, b).member for a, b in ((0, 7), (7, 1300), (1300, 1500))]
    assert (whole == np.concatenate(parts)).all()
    few, many = monte_carlo(coded, 100, 3), monte_carlo(coded, 1500, 3)
    assert (few.price == many.price[:100]).all()


def test_later_votes_change_nothing(filled_case: Any, toy_parameters: Any, votes: Path) -> None:
    early = {"vote": "f2000", "as_of": dt.date(1996, 5, 1)}
    case = filled_case(chambers={"house": {"members_from": early, "seated": {"speaker": "m04"}}})
    text = votes.read_text(encoding="utf-8")
    turned = text.replace("e1998,1998-05-01,house,Yea", "e1998,1998-05-01,house,Nay")
    turned = turned.replace("d1996,1996-05-01,house,Yea", "d1996,1996-05-01,house,Nay")
    assert turned != text
    other = votes.with_name("own_turned.csv")
    other.write_text(turned, encoding="utf-8")
    first, second = (reported(case, path, toy_parameters) for path in (votes, other))
    assert first == second


def test_a_bloc_keeps_its_seats_where_the_case_says_so(
    filled_case: Any, toy_parameters: Any, votes: Path
) -> None:
    chamber = {"members_from": {"vote": "f2000"}, "as_coded": ["speaker"]}
    case = filled_case(chambers={"house": chamber})
    with pytest.raises(InputError, match="41 members are listed for f2000 and 1 seats are as"):
        reported(case, votes, toy_parameters)
    rule = {"chamber": "house", "quota": 22, "of": 42}
    report = reported(case.model_copy(update={"rule": filled_rule(rule)}), votes, toy_parameters)
    (speaker,) = [row for row in report.members if row.actor == "speaker"]
    assert (speaker.member, speaker.position["openness"]) == (None, 0.6)
    assert speaker.p_yes is None
    assert len(report.members) == 42


def filled_rule(rule: dict[str, Any]) -> Any:
    from pydantic import TypeAdapter

    from winset.cases.model.institutions import RuleNode

    return TypeAdapter(RuleNode).validate_python(rule)


def test_a_vote_to_come_is_described_in_the_case(
    filled_case: Any, toy_parameters: Any, votes: Path
) -> None:
    source = {"vote": "soon", "date": "2001-03-01", "kind": "fta", "list_of": "d1996"}
    case = filled_case(chambers={"house": {"members_from": source}})
    report = reported(case, votes, toy_parameters)
    assert len(report.members) == SEATS
    assert any("placed for soon by 6 roll calls" in line for line in report.assumptions)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"members_from": {"vote": "f2001"}}, r"chambers.house.members_from: .*`f2001`"),
        ({"seated": {"speaker": "m99"}}, "chambers.house.seated.speaker: no member m99 is listed"),
        ({"members_from": {"vote": "f2000", "date": "2001-01-01"}}, "hold a roll call `f2000`"),
        ({"members_from": {"vote": "f2000", "list_of": "g"}}, "there is no roll call `g`"),
    ],
)
def test_what_the_data_do_not_hold_is_told_with_its_place(
    filled_case: Any, toy_parameters: Any, votes: Path, changed: Any, message: str
) -> None:
    chamber = {"members_from": {"vote": "f2000"}, "seated": {"speaker": "m04"}} | changed
    with pytest.raises(InputError, match=message):
        reported(filled_case(chambers={"house": chamber}), votes, toy_parameters)


def test_data_for_a_case_that_takes_none_is_an_error(
    filled_case: Any, toy_parameters: Any, votes: Path
) -> None:
    with pytest.raises(InputError, match="takes no members from roll calls"):
        reported(filled_case(chambers={}), votes, toy_parameters)


def test_a_change_to_what_members_bring_is_refused(
    filled_case: Any, toy_parameters: Any, votes: Path
) -> None:
    path = "actors.a-open.position.openness"
    with pytest.raises(InputError, match="comes from the members"):
        reported(filled_case(), votes, toy_parameters, changes={path: "0.9"})
    coded = coded_game(filled_case(), toy_parameters(), read_folder(votes))
    assert path not in {item.path for item in coded.inputs}
    assert "actors.a-open.salience.openness" in {item.path for item in coded.inputs}


def test_the_check_knows_chambers_without_data(filled_case: Any) -> None:
    bad = {
        "house": {
            "members_from": {"vote": "x", "date": "2000-01-01", "as_of": "2001-01-01"},
            "axis": "opennes",
            "seated": {"a-open": "m1", "speakr": "m2"},
        },
        "hose": {"members_from": {"vote": "x"}},
    }
    told = "\n".join(str(problem) for problem in check_case(filled_case(chambers=bad)))
    for part in (
        "`hose` is not a chamber of this case; did you mean `house`?",
        "did you mean `openness`?",
        "did you mean `speaker`?",
        "`a-open` has 10 seats, one person fills one",
        "placed by votes before 2001-01-01, after the vote of 2000-01-01",
    ):
        assert part in told


def test_a_case_is_counted_like_a_whip(filled_case: Any, toy_parameters: Any, votes: Path) -> None:
    report = reported(filled_case(), votes, toy_parameters)
    count = case_whip(report).to_dict()
    assert [row["id"] for row in count["members"]] == [f"m{i:02d}" for i in range(SEATS)]
    assert sum(row["share"] for row in count["distribution"]) == pytest.approx(1.0)
    chances = [row["p_pivotal"] for row in count["members"]]
    assert sum(chances) == pytest.approx(1.0)
    ranked = [row["p_pivotal"] for row in count["persuadables"]]
    assert ranked == sorted(ranked, reverse=True)
    # Whoever supports the bill in every draw costs nothing; whoever in few costs the more.
    rows = sorted(count["members"], key=lambda row: row["p_yes"])
    assert rows[0]["price"] > 5 * rows[-1]["price"] >= 0.0
    middle = sorted(count["members"], key=lambda row: abs(row["p_yes"] - 0.5))
    assert middle[0]["p_pivotal"] > middle[-1]["p_pivotal"]
    for figure in by_verb("votes whip").values():
        assert "As this case plays it" in str(figure.draw(case_whip(report)).to_dict())


def test_members_are_shown_by_name(filled_case: Any, toy_parameters: Any, votes: Path) -> None:
    report = reported(filled_case(), votes, toy_parameters)
    (section,) = [s for s in sections(report) if s.title == "Persuadable members"]
    first = max(report.members, key=lambda row: row.p_pivotal or 0.0)
    assert str(first.name) in section.body[0].rows[0][0]
    assert all(s.title != "Persuadable members" for s in sections(blocs_only(report)))


def blocs_only(report: Report) -> Report:
    return report.model_copy(update={"members": []})


def test_a_case_of_blocs_has_no_whip_count(filled_case: Any, toy_parameters: Any) -> None:
    report = reported(filled_case(), None, toy_parameters)
    with pytest.raises(InputError, match="no chamber has real members"):
        case_whip(report)


def test_a_sweep_is_the_same_for_any_number_of_workers(
    filled_case: Any, toy_parameters: Any, votes: Path, tmp_path: Path
) -> None:
    vary = {"actors.b-closed.salience.openness": "0.3:0.7"}
    tables = [
        sweep(
            filled_case(),
            vary=vary,
            draws=9000,
            parameters=toy_parameters(),
            data=votes,
            workers=workers,
            out=tmp_path / str(workers),
        ).to_frame()
        for workers in (1, 2)
    ]
    assert tables[0].equals(tables[1])
    blocs = sweep(
        filled_case(), vary=vary, draws=64, parameters=toy_parameters(), out=tmp_path / "blocs"
    )
    members = read_sweep(tmp_path / "1")
    assert blocs.manifest["digest"] != members.manifest["digest"]
    assert members.manifest["real_members"] == {"house": SEATS}
    with pytest.raises(InputError, match="was played with real members"):
        sweep_findings(members)


def test_a_contrast_gives_one_case_the_members_of_the_other(
    filled_case: Any, toy_parameters: Any, votes: Path
) -> None:
    early = {"members_from": {"vote": "d1996"}, "seated": {"speaker": "m04"}}
    first, second = filled_case(), filled_case(chambers={"house": early}, id="toy-two")
    found = contrast(first, second, draws=300, parameters=toy_parameters(), data=votes)
    for swap in found.all_blocks:
        other = found.second if swap.into == first.id else found.first
        assert swap.passage_probability == pytest.approx(other.passage_probability, abs=1e-12)


def test_ticks_on_the_axis_say_who_a_real_member_is(
    filled_case: Any, toy_parameters: Any, votes: Path
) -> None:
    named = str(plot_axis(reported(filled_case(), votes, toy_parameters)).to_dict())
    assert "Member 07 (B-OH)" in named
    plain = str(plot_axis(reported(filled_case(), None, toy_parameters)).to_dict())
    assert "by roll calls alone" not in plain
