"""The level of the parties on a vote: procedure, kinds, one-sided votes, leaders."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from winset.studies.roll_calls.backtest import backtest
from winset.studies.roll_calls.whip import whip_count
from winset.votes.forecast.baselines import procedure
from winset.votes.forecast.known import known_before
from winset.votes.forecast.one_sided import OneSided, are_one_sided, one_sided_of
from winset.votes.forecast.one_vote import forecast_vote
from winset.votes.forecast.prior import MODELS, SIZES, design_of, member_kernel, party_kernel
from winset.votes.forecast.procedures import procedure_of
from winset.votes.forecast.words import words_of
from winset.votes.kinds import GROUPS, group_of, is_core, kind_of
from winset.votes.readers.read_trade import read_trade_votes
from winset.votes.records import Member, RollCall, TableBuilder, VoteTable

ROOT = Path(__file__).parents[3]
MEMBERS = 100


def call(key: str, day: str, **more: str) -> RollCall:
    options = {"liberalising": "Yea", "kind": "fta", "congress": 104} | more
    return RollCall(key, dt.date.fromisoformat(day), "house", **options)  # type: ignore[arg-type]


def table_of(*calls: tuple[RollCall, float, float]) -> VoteTable:
    """House of 60 R and 40 D, with the share of Yeas of each party; nobody has voted where None."""
    built = TableBuilder()
    source = np.random.default_rng(3)
    place = source.normal(size=MEMBERS)
    for one, *shares in calls:
        built.add_roll_call(one)
        for m in range(MEMBERS):
            share = shares[m % 5 in (1, 3)]
            party = "D" if m % 5 in (1, 3) else "R"
            rank = (place[m % 5 :: 5] <= place[m]).mean()
            cast = "Yea" if rank <= share else "Nay"
            built.add(Member(f"M{m:02d}", f"M{m}", party, "OH", str(m)), one.key, cast)
    return built.table()


PAST = (
    (call("a", "1995-02-01"), 0.8, 0.4),
    (call("b", "1995-05-01", kind="china"), 0.7, 0.5),
    (call("c", "1995-09-01"), 0.8, 0.3),
)


def shares(table: VoteTable, key: str, **options: object) -> dict[str, float]:
    found = forecast_vote(table, key, draws=800, **options)  # type: ignore[arg-type]
    return {
        party: float(np.mean([p for p, m in zip(found.yea, found.members, strict=True)
                              if m.party == party]))
        for party in "RD"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("stage", "title", "expected"),
    [
        ("rule", "", ("rule", 1.27, -1.16, 0.39)),
        ("recommit", "", ("recommit", -1.44, 0.98, 0.20)),
        ("passage", "", ("passage", 0.0, 0.0, 1.0)),
        ("passage", "Disapprove China MFN", ("privileged", -0.2, -0.2, 1.0)),
        ("amendment", "", ("amendment", 0.0, 0.0, 1.0)),
    ],
)
def test_a_procedure_is_told_by_stage_and_words(
    stage: str, title: str, expected: tuple[str, float, float, float]
) -> None:
    side = "Nay" if title else "Yea"
    found = procedure_of(call("k", "1995-01-05", stage=stage, title=title, liberalising=side))
    assert (found.name, found.slope) == (expected[0], expected[3])
    assert (found.majority, found.minority) == pytest.approx(expected[1:3], abs=0.006)


def test_nothing_is_known_of_procedure_in_another_parliament() -> None:
    found = procedure_of(replace(call("k", "1995-01-05", stage="rule"), chamber="diet"))
    assert (found.majority, found.slope, found.one_sided) == (0.0, 1.0, 0.0)
    assert not found.is_brought_by_leaders


def test_a_rule_divides_the_parties_as_a_passage_does_not() -> None:
    passage = table_of(*PAST, (call("k", "1996-01-01"), 0.5, 0.5))
    rule = table_of(*PAST, (call("k", "1996-01-01", stage="rule"), 0.5, 0.5))
    one, other = shares(passage, "k"), shares(rule, "k")
    assert other["R"] > one["R"] + 0.03
    assert other["D"] < one["D"] - 0.05
    flat = shares(rule, "k", sizes=replace(SIZES, procedures=0.0, procedure_sd=0.0))
    assert other["R"] - other["D"] > flat["R"] - flat["D"] + 0.1


def test_members_keep_less_of_their_leaning_on_kinds_that_are_not_about_openness() -> None:
    table = table_of(*PAST, (call("k", "1996-01-01", kind="taa"), 0.5, 0.5))
    kernel = member_kernel(design_of(table))
    alike = member_kernel(design_of(table), replace(SIZES, other_kinds=1.0))
    assert kernel[0, 3] == pytest.approx(0.3 * alike[0, 3])
    assert kernel[3, 3] == pytest.approx(alike[3, 3])
    assert kernel[0, 2] == pytest.approx(alike[0, 2])
    mean, covariance = party_kernel(design_of(table))
    assert np.linalg.eigvalsh(covariance).min() > 0
    assert mean.reshape(2, 4)[0, 3] > 1.0  # the majority on a passage of another kind


def test_kinds_are_known_by_their_words() -> None:
    assert kind_of("Trade Adjustment Assistance") == "taa"
    assert kind_of("duty_suspension") == "mtb"
    assert kind_of("my own") == "my own"
    assert group_of("currency") == group_of("protection") == "protection"
    assert not is_core("treaty")
    assert is_core("my own")
    assert [kind_of(word) for word in ("Treaties", "waivers")] == ["treaty", "other"]
    assert kind_of("Export credit") == "export-credit"
    for group in GROUPS:  # the name of a group says as much as that of one of its kinds
        kind = kind_of(group)
        assert group_of(kind) == group
        assert is_core(kind) == all(map(is_core, GROUPS[group]))
    kinds = [kind for group in GROUPS.values() for kind in group]
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize(
    ("kind", "stage", "low", "high"),
    [("fta", "passage", 0.0, 0.03), ("mtb", "passage", 0.3, 0.35), ("mtb", "suspension", 0.8, 0.9)],
)
def test_one_sided_votes_are_expected_by_procedure_and_kind(
    kind: str, stage: str, low: float, high: float
) -> None:
    table = table_of(*PAST, (call("k", "1996-01-01", kind=kind, stage=stage), 0.5, 0.5))
    found = one_sided_of(known_before(table, "k"), SIZES.one_sided)
    assert low <= found.chance <= high
    assert one_sided_of(known_before(table, "k"), 0.0).chance == 0.0


def test_one_sided_votes_of_a_kind_make_the_next_likelier_and_teach_nothing_else() -> None:
    new = (call("k", "1996-01-01", kind="mtb"), 0.5, 0.5)
    earlier = [(call(f"m{n}", f"1995-1{n}-01", kind="mtb"), 1.0, 1.0) for n in range(3)]
    table, longer = table_of(*PAST, new), table_of(*PAST, *earlier, new)
    assert are_one_sided(longer).tolist() == [False] * 3 + [True] * 3 + [False]
    chances = [one_sided_of(known_before(t, "k"), 3.0).chance for t in (table, longer)]
    assert chances[1] > chances[0] + 0.2
    contested = replace(SIZES, leaders=0.0)
    own, other = (forecast_vote(t, "k", draws=400, sizes=contested) for t in (table, longer))
    assert other.interval()[1] > own.interval()[1] - 1
    assert other.expected > own.expected


def test_words_against_make_a_one_sided_vote_unlikely() -> None:
    table = table_of(*PAST, (call("k", "1996-01-01", kind="mtb", stage="suspension"), 0.5, 0.5))
    known = known_before(table, "k")
    chances = [
        one_sided_of(known, 3.0, [(1.0, 0.03)] * yes + [(-1.0, 0.03)] * no).chance
        for yes, no in ((0, 0), (20, 0), (12, 8))
    ]
    assert chances[1] > chances[0] > 0.8
    assert chances[2] < 0.001


def test_members_keep_their_order_on_a_one_sided_vote() -> None:
    source = np.random.default_rng(1)
    contested = np.tile(np.linspace(-2.0, 2.0, 60), (2000, 1))
    found = OneSided(1.0).support(contested, source)
    assert (np.diff(found, axis=1) > 0).all()
    yeas = (found + source.standard_normal(found.shape) > 0).mean()
    assert 0.96 < yeas < 0.995


def test_what_leaders_bring_is_likelier_to_carry_and_what_members_bring_is_not() -> None:
    for side, title, differs in (("Yea", "", True), ("Nay", "Disapprove China MFN", False)):
        new = call("k", "1996-01-01", liberalising=side, title=title)
        table = table_of(*PAST, (new, 0.5, 0.5))
        full, without = (
            forecast_vote(
                table, "k", draws=2000, sizes=replace(SIZES, one_sided=0.0, leaders=power)
            )
            for power in (0.5, 0.0)
        )
        apart = full.passage_probability - without.passage_probability
        assert (apart > 0.03) == differs
        assert (apart == 0) == (not differs)
        assert (full.yea.mean() > without.yea.mean()) == differs
        assert ((full.yea > 0) & (full.yea < 1)).all()


def test_the_baseline_by_procedure_knows_the_party_and_the_procedure_alone() -> None:
    table = table_of(*PAST, (call("k", "1996-01-01", stage="rule"), 0.5, 0.5))
    known = known_before(table, "k")
    said = procedure(known)
    party = [known.party_names[i] for i in known.party[known.listed[:, -1], -1]]
    by_party = {name: {round(float(p), 3) for p, who in zip(said, party, strict=True)
                       if who == name} for name in "RD"}  # fmt: skip
    assert by_party == {"R": {0.966}, "D": {0.113}}


def test_a_back_test_scores_passage_beside_simple_rules_and_by_group() -> None:
    table = table_of(*PAST, (call("k", "1996-01-01", stage="rule"), 0.9, 0.2))
    found = backtest(table, start=dt.date(1995, 9, 1), draws=300)
    rules = {row.forecast: row for row in found.passage}
    assert list(rules) == ["the model", "constant", "procedure", "last similar vote"]
    assert rules["constant"].brier.mean == pytest.approx(0.01)
    assert rules["last similar vote"].votes < rules["constant"].votes
    assert rules["the model"].difference.mean == 0
    groups = {(row.by, row.name): row.votes for row in found.groups}
    assert groups == {("chamber", "house"): 2, ("kind", "fta"): 2, ("stage", "passage"): 1,
                      ("stage", "rule"): 1}  # fmt: skip
    assert "procedure" in found.baselines
    assert {"passage", "groups"} <= found.tables().keys()


def test_a_count_is_told_by_party_and_against_the_need() -> None:
    table = table_of(*PAST, (call("k", "1996-01-01"), 0.5, 0.5))
    found = whip_count(table, "k", draws=1000)
    assert [row.party for row in found.parties] == ["R", "D"]
    assert sum(row.expected for row in found.parties) == pytest.approx(found.expected)
    assert found.margin is not None
    assert found.margin.low < found.margin.expected < found.margin.high
    assert found.caution is not None
    assert f"{found.high - found.low:.0f} votes wide" in found.caution
    assert found.one_sided is not None


def test_persuadables_are_ranked_by_their_word_in_groups_that_cannot_be_told_apart() -> None:
    table = table_of(*PAST, (call("k", "1996-01-01"), 0.5, 0.5))
    found = whip_count(table, "k", draws=1000, declared={"M00": (1.0, 0.03)})
    rows = found.persuadables
    words = [row.word for row in rows]
    assert words == sorted(words, reverse=True)
    assert "M00" not in {row.id for row in rows}
    assert all(row.if_yea > row.if_nay for row in rows[:5])
    groups = [row.group for row in rows]
    assert groups[0] == 1
    assert all(0 <= b - a <= 1 for a, b in pairwise(groups))
    assert "ranked" in found.ranking


def test_equal_members_stand_in_one_group_and_unequal_ones_do_not() -> None:
    source = np.random.default_rng(2)
    common = source.standard_normal(4000)
    follow = source.standard_normal((4000, 6)) + common[:, None]
    alone = source.standard_normal((4000, 2))
    votes = np.where(np.hstack([follow, alone]) > 0, 1, -1).astype(np.int8)
    words = words_of(votes, common > 0)
    order = np.argsort(-words.change)
    assert set(order[:6].tolist()) == set(range(6))
    groups = words.groups(order)
    assert groups[6] > groups[0]
    assert abs(words.change[6]) < 3 * words.error()[6] + 0.01


@pytest.mark.shared_data
def test_the_table_of_procedures_is_what_the_roll_calls_give(research_data: Path) -> None:
    made = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks/procedure_levels.py"),
         str(research_data / "rollcalls_2010/all_rollcalls_1989_2010.csv.gz"),
         str(research_data / "rollcalls/trade_rollcalls.csv")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    table = (ROOT / "src/winset/votes/forecast/procedure_levels.csv").read_text("utf-8")
    assert made.stdout.startswith(table)
    assert "one-sided House votes: level 2.46, standard deviation 0.57" in made.stdout


@pytest.mark.shared_data
def test_the_procedures_of_the_listed_votes_are_as_their_titles_say(research_data: Path) -> None:
    table = read_trade_votes(research_data / "rollcalls")
    found = {call.key: procedure_of(call).name for call in table.roll_calls}
    assert found["pntrrule2000_h"] == found["tparule2002_h"] == "rule"
    assert found["chinamfn1990_h"] == found["wtowithdraw2000_h"] == "privileged"
    assert found["fasttrack1991_s"] == "privileged"
    assert found["steelquota1999_h"] == found["nafta1993_h"] == "passage"
    assert found["caribbean1997_h"] == "suspension"


def test_the_page_has_a_row_for_each_part_in_each_period() -> None:
    page = Path(__file__).parents[3] / "docs" / "explanation" / "forecast.md"
    text = page.read_text("utf-8")
    section = text[text.index("## What each part adds") : text.index("## A fifth declared, 2005")]
    blocks = [block.splitlines() for block in section.split("\n\n") if block.startswith("| ")]
    tables = [[[cell.strip() for cell in line.strip("|").split("|")] for line in block]
              for block in blocks]  # fmt: skip
    (named,) = [table for table in tables if "switch" in table[0]]
    part = {row[1].strip("`"): row[0] for row in named[2:]}
    assert set(part) >= MODELS.keys() - {"full"}
    others = [table for table in tables if table is not named]
    assert len(others) == 4  # overall, and by chamber and kind, in two periods
    for table in others:
        assert {len(row) for row in table} == {len(table[0])}
        assert sorted(row[0] for row in table[2:]) == sorted(part.values())
