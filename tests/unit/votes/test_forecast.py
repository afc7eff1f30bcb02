"""The forecast: what it may know, what its numbers mean, and how it uses what members said."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from winset.foundation.errors import CaseError, InputError
from winset.studies.roll_calls.backtest import backtest
from winset.studies.roll_calls.whip import whip_count
from winset.votes.forecast.baselines import baselines_for, majority
from winset.votes.forecast.known import known_before
from winset.votes.forecast.one_vote import forecast_vote
from winset.votes.forecast.prior import SIZES
from winset.votes.forecast.real_members import real_members
from winset.votes.quota import needed_yeas, passes
from winset.votes.readers.declared import read_declared
from winset.votes.readers.read_trade import read_roll_call_rows, read_trade_votes
from winset.votes.readers.upcoming import with_upcoming
from winset.votes.trade_scores import trade_scores


def test_votes_of_the_same_day_and_later_change_no_bit(folder: Path, make_folder, planted) -> None:
    own = whip_count(read_trade_votes(folder), "f1998_h", draws=500).to_dict()
    told = whip_count(
        read_trade_votes(make_folder(roll_calls=planted)), "f1998_h", draws=500
    ).to_dict()
    assert told == own


def test_how_a_member_voted_on_the_vote_itself_changes_no_bit(folder: Path) -> None:
    own = whip_count(read_trade_votes(folder), "f1998_h", draws=500).to_dict()
    path = folder / "house_trade_votes.csv"
    lines = path.read_text("utf-8").splitlines()
    turned = [
        line.rsplit(",", 1)[0] + ",Nay" if line.startswith("f1998_h") else line for line in lines
    ]
    path.write_text("\n".join(turned) + "\n", "utf-8")
    assert whip_count(read_trade_votes(folder), "f1998_h", draws=500).to_dict() == own


def test_an_as_of_date_leaves_that_day_out(folder: Path) -> None:
    table = read_trade_votes(folder)
    found = forecast_vote(table, "f1998_h", as_of=dt.date(1994, 8, 9), draws=200)
    assert found.used == ("a1991_h", "b1993_h", "c1993_h")
    late = forecast_vote(table, "c1993_h", as_of=dt.date(2020, 1, 1), draws=200)
    assert late.used == ("a1991_h", "b1993_h")


def test_what_is_known_holds_no_cast_tally_or_result_of_the_vote(folder: Path) -> None:
    known = known_before(read_trade_votes(folder), "c1993_h")
    assert not known.casts[:, -1].any()
    call = known.roll_calls[-1]
    assert (call.yea, call.nay, call.present, call.not_voting, call.result) == (None,) * 4 + ("",)


def test_a_turned_question_turns_the_probabilities_where_no_leader_brings_it(folder: Path) -> None:
    path = folder / "trade_rollcalls.csv"
    path.write_text(path.read_text("utf-8").replace(",House,", ",Diet,"))
    plain = forecast_vote(read_trade_votes(folder), "c1993_h", draws=400)
    path.write_text(path.read_text("utf-8").replace('passage",fta,Yea', 'passage",fta,Nay'))
    turned = forecast_vote(read_trade_votes(folder), "c1993_h", draws=400)
    assert turned.yea == pytest.approx(1.0 - plain.yea, abs=1e-9)


def test_members_who_opened_trade_before_are_likelier_to(folder: Path) -> None:
    table = read_trade_votes(folder)
    found = forecast_vote(table, "f1998_h", draws=400)
    before = table.sides[:, :-1].sum(axis=1)
    row = {member.id: i for i, member in enumerate(table.members)}
    record = np.array([before[row[m.id]] for m in found.members])
    assert np.corrcoef(record, found.yea)[0, 1] > 0.8


def test_the_interval_holds_the_expectation_and_probabilities_are_probabilities(
    folder: Path,
) -> None:
    found = whip_count(read_trade_votes(folder), "f1998_h").to_dict()
    assert found["low"] < found["expected"] < found["high"]
    assert 0 < found["passage_probability"] < 1
    added = sum(m["p_yes"] * m["p_votes"] for m in found["members"])
    assert added == pytest.approx(found["expected"])
    assert sum(row["share"] for row in found["distribution"]) == pytest.approx(1)
    assert sum(m["p_pivotal"] for m in found["members"]) == pytest.approx(1)
    mean = sum(row["yeas"] * row["share"] for row in found["distribution"])
    assert mean == pytest.approx(found["expected"], abs=1.5)


def test_the_same_seed_gives_the_same_answer_and_another_one_close_to_it(folder: Path) -> None:
    table = read_trade_votes(folder)
    first, again, other = (whip_count(table, "f1998_h", seed=s).to_dict() for s in (0, 0, 1))
    assert first == again
    assert other["distribution"] != first["distribution"]
    chances = [[m["p_yes"] for m in found["members"]] for found in (first, other)]
    assert chances[1] == pytest.approx(chances[0], abs=0.02)


def test_a_member_without_a_record_takes_its_partys_place(folder: Path) -> None:
    path = folder / "house_trade_votes.csv"
    text = path.read_text("utf-8") + "f1998_h,NEW1,NEWCOMER,R,OH,99,Yea\n"
    path.write_text(text, "utf-8")
    found = whip_count(read_trade_votes(folder), "f1998_h", draws=400).to_dict()
    chances = {m["id"]: m["p_yes"] for m in found["members"]}
    party = [m["p_yes"] for m in found["members"] if m["party"] == "R"]
    assert min(party) < chances["NEW1"] < max(party)
    assert chances["NEW1"] == pytest.approx(float(np.mean(party)), abs=0.15)


def test_the_first_vote_of_all_is_forecast_from_nothing(folder: Path) -> None:
    found = forecast_vote(read_trade_votes(folder), "a1991_h", draws=400)
    assert found.used == ()
    assert (np.abs(found.yea - 0.5) < 0.4).all()


def test_a_chamber_without_any_member_is_told_and_left_out_elsewhere(folder: Path) -> None:
    own = forecast_vote(read_trade_votes(folder), "f1998_h", draws=200)
    path = folder / "trade_rollcalls.csv"
    row = "s1994,Senate vote,fta,Yea,103,Senate,1994-01-01,passage,1/2,hrs\n"
    path.write_text(path.read_text("utf-8") + row)
    table = read_trade_votes(folder)
    with pytest.raises(InputError, match="no members are known for the senate"):
        forecast_vote(table, "s1994")
    assert forecast_vote(table, "f1998_h", draws=200).yea == pytest.approx(own.yea, abs=1e-3)


def test_a_vote_to_come_takes_the_members_of_the_last_roll_call(folder: Path) -> None:
    (folder / "soon.csv").write_text(
        "vote_key,date,chamber,pro_trade_vote\nsoon,1999-02-01,house,Yea\n"
    )
    (call,) = read_roll_call_rows(folder / "soon.csv")
    table = with_upcoming(read_trade_votes(folder), call)
    assert len(whip_count(table, "soon", draws=400).to_dict()["members"]) == 60
    with pytest.raises(InputError, match="no members are known"):
        forecast_vote(table, "soon", as_of=dt.date(1990, 1, 1))


# --- Declared positions --------------------------------------------------------------------------


def whip_list(folder: Path, rows: list[tuple[str, str]]) -> Path:
    path = folder / "whip.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("member", "position"), *rows])
    return path


def test_a_declared_member_is_believed_and_moves_its_party(folder: Path) -> None:
    table = read_trade_votes(folder)
    plain = forecast_vote(table, "f1998_h", draws=400)
    d = [m.id for m in plain.members if m.party == "D"]
    path = whip_list(folder, [(name, "no") for name in d[:15]])
    words = read_declared(path, known_before(table, "f1998_h"))
    told = forecast_vote(table, "f1998_h", declared=words, draws=400)
    before = dict(zip([m.id for m in plain.members], plain.yea, strict=True))
    after = dict(zip([m.id for m in told.members], told.yea, strict=True))
    for name in d[:15]:
        odds = before[name] / (1 - before[name])
        assert after[name] / (1 - after[name]) < odds / 16
    assert np.mean([after[n] - before[n] for n in d[15:]]) < -0.02
    assert told.interval()[1] - told.interval()[0] < plain.interval()[1] - plain.interval()[0]


def test_words_are_ordered_and_undecided_says_nothing(folder: Path) -> None:
    table = read_trade_votes(folder)
    known = known_before(table, "f1998_h")
    chances = []
    for word in ("no", "lean no", "undecided", "lean yes", "yes"):
        words = read_declared(whip_list(folder, [("M010", word)]), known)
        found = forecast_vote(table, "f1998_h", declared=words, draws=200)
        chances.append(float(found.yea[[m.id for m in found.members].index("M010")]))
    assert all(a < b for a, b in itertools.pairwise(chances))
    plain = forecast_vote(table, "f1998_h", draws=200)
    assert chances[2] == plain.yea[[m.id for m in plain.members].index("M010")]


@pytest.mark.parametrize(
    ("row", "hint"),
    [
        (("M010", "yess"), "did you mean `yes`"),
        (("M0100", "yes"), "did you mean"),
        (("M011", "yes"), "twice"),
    ],
)
def test_a_wrong_whip_list_is_refused_with_line_and_column(
    folder: Path, row: tuple[str, str], hint: str
) -> None:
    path = whip_list(folder, [("M011", "no"), row])
    with pytest.raises(InputError, match=rf"whip\.csv:3:\d+: .*{hint}"):
        read_declared(path, known_before(read_trade_votes(folder), "f1998_h"))


def test_every_wrong_row_of_a_whip_list_is_told(folder: Path) -> None:
    path = whip_list(folder, [("M999", "no"), ("M010", "mabye"), ("M998", "yess"), ("M011", "no")])
    with pytest.raises(CaseError) as error:
        read_declared(path, known_before(read_trade_votes(folder), "f1998_h"))
    assert [(problem.line, problem.path) for problem in error.value.problems] == [
        (2, "member"), (3, "position"), (4, "member"), (4, "position"),
    ]  # fmt: skip


def test_a_whip_list_may_be_separated_by_semicolons(folder: Path) -> None:
    known = known_before(read_trade_votes(folder), "f1998_h")
    path = whip_list(folder, [("M010", "lean no"), ("M011", "yes")])
    commas = read_declared(path, known)
    path.write_text(path.read_text("utf-8").replace(",", ";"), "utf-8")
    assert read_declared(path, known) == commas
    path.write_text("member;position\nM010;yess\n", "utf-8")
    with pytest.raises(InputError, match=r"whip\.csv:2:6: "):
        read_declared(path, known)


def test_a_firm_word_takes_a_member_off_the_persuadables_and_a_leaning_one_does_not(
    folder: Path,
) -> None:
    table = read_trade_votes(folder)
    first, second, third = [
        row["id"] for row in whip_count(table, "f1998_h", draws=400).to_dict()["persuadables"][:3]
    ]
    rows = [(first, "yes"), (second, "no"), (third, "lean no")]
    words = read_declared(whip_list(folder, rows), known_before(table, "f1998_h"))
    counted = whip_count(table, "f1998_h", declared=words, draws=400).to_dict()
    named = [row["id"] for row in counted["persuadables"]]
    assert third in named
    assert not {first, second} & set(named)
    assert [row["rank"] for row in counted["persuadables"]] == list(range(1, len(named) + 1))
    assert {first, second} <= {row["id"] for row in counted["members"]}


# --- Quotas --------------------------------------------------------------------------------------


def test_a_tie_fails_and_two_thirds_count_those_voting() -> None:
    yeas, nays = np.array([217, 218, 277, 278]), np.array([217, 217, 139, 138])
    assert passes("1/2", "house", yeas, nays, 435).tolist() == [False, True, True, True]
    assert passes("2/3", "house", yeas, nays, 435).tolist() == [False, False, False, True]
    assert needed_yeas("3/5", "senate", 100, 80) == 60
    with pytest.raises(InputError):
        needed_yeas("4/7", "house", 435)


# --- Back-test, scores, members for a game -------------------------------------------------------


def test_the_back_test_agrees_with_the_whip_count(folder: Path) -> None:
    table = read_trade_votes(folder)
    tested = backtest(table, chamber="house", start=dt.date(1996, 1, 1), draws=400).to_dict()
    assert [row["id"] for row in tested["roll_calls"]] == ["e1996_h", "f1998_h"]
    counted = whip_count(table, "f1998_h", draws=400).to_dict()
    row = tested["roll_calls"][1]
    assert (row["predicted"], row["low"], row["high"]) == (
        counted["expected"], counted["low"], counted["high"],
    )  # fmt: skip
    casts = dict(zip([m.id for m in table.members], table.casts[:, 5], strict=True))
    voted = [(m["p_yes"], casts[m["id"]] > 0) for m in counted["members"] if casts[m["id"]]]
    assert row["brier"] == pytest.approx(np.mean([(p - y) ** 2 for p, y in voted]))
    assert row["accuracy"] == np.mean([(p > 0.5) == y for p, y in voted])
    assert tested["baselines"]["uniform"]["brier"] == 0.25


def test_a_majority_calls_everybody_alike(folder: Path) -> None:
    known = known_before(read_trade_votes(folder), "f1998_h")
    chances = majority(known)
    assert np.unique(chances).size == 1
    yeas, nays = known.tally(1)  # b1993_h, the last vote of its kind
    assert chances[0] == (yeas + 1) / (yeas + nays + 2)


def test_a_logit_on_scores_finds_the_weights_that_made_the_votes(folder: Path) -> None:
    table = read_trade_votes(folder)
    assert "nominate_logit" not in baselines_for(table)
    source = np.random.default_rng(4)
    scores = source.normal(size=(len(table.members), 1, 2))
    support = 0.5 + 2.0 * scores[:, 0, 0] - scores[:, 0, 1]
    casts = np.where(support[:, None] + source.logistic(size=table.casts.shape) > 0, 1, -1)
    turned = casts * np.array([call.orientation for call in table.roll_calls])
    made = replace(
        table,
        casts=turned.astype(np.int8),
        scores=np.repeat(scores, len(table.roll_calls), axis=1),
    )
    found = baselines_for(made)["nominate_logit"](known_before(made, "f1998_h"))
    assert found == pytest.approx(1 / (1 + np.exp(-support)), abs=0.2)
    assert np.corrcoef(found, support)[0, 1] > 0.95


def test_a_chamber_or_date_without_votes_is_refused(folder: Path) -> None:
    table = read_trade_votes(folder)
    with pytest.raises(InputError, match="one of house"):
        backtest(table, chamber="senate")
    with pytest.raises(InputError, match="earlier --from"):
        backtest(table, start=dt.date(2030, 1, 1))


def test_scores_are_positive_on_the_opening_side_and_say_how_sure(folder: Path) -> None:
    path = folder / "house_trade_votes.csv"
    path.write_text(path.read_text("utf-8") + "f1998_h,NEW1,NEWCOMER,R,OH,99,Yea\n")
    table = read_trade_votes(folder)
    scores = trade_scores(table)
    record = table.sides.sum(axis=1)
    assert np.corrcoef(record, scores.score)[0, 1] > 0.85
    assert scores.score.mean() == pytest.approx(0, abs=1e-12)
    assert scores.score.std() == pytest.approx(1)
    newcomer = [m.id for m in table.members].index("NEW1")
    assert scores.deviation[newcomer] > 1.2 * np.median(scores.deviation)


def test_real_members_stand_around_the_midpoint_by_their_chance(folder: Path) -> None:
    table = read_trade_votes(folder)
    found = real_members(table, "f1998_h", status_quo=0.4, proposal=0.7)
    by_record = replace(SIZES, leaders=0.0, one_sided=0.0)
    chance = forecast_vote(table, "f1998_h", draws=200, sizes=by_record).yea
    assert found.chance == pytest.approx(chance, abs=1e-12)
    shocks = found.shocks(0, 0, 4000)
    votes_for = (found.position + shocks > 0.55).mean(axis=0)
    assert votes_for == pytest.approx(chance, abs=0.04)
    assert shocks.shape == (4000, 60)
    same, other = shocks[:, 0:3:2], shocks[:, 0:2]
    assert np.corrcoef(same.T)[0, 1] > np.corrcoef(other.T)[0, 1]


def test_shocks_of_real_members_do_not_depend_on_how_draws_are_cut(folder: Path) -> None:
    table = read_trade_votes(folder)
    found = real_members(table, "f1998_h", status_quo=0.4, proposal=0.7)
    whole = found.shocks(3, 0, 1500)
    parts = [found.shocks(3, start, stop) for start, stop in ((0, 100), (100, 1100), (1100, 1500))]
    assert (whole == np.concatenate(parts)).all()
    assert not (whole[:100] == found.shocks(4, 0, 100)).any()
