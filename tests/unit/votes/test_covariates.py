"""Numbers of members and districts that a forecast may use."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from winset.foundation.errors import CaseError, InputError
from winset.studies.roll_calls.backtest import backtest
from winset.studies.roll_calls.vote_list import score_list
from winset.studies.roll_calls.whip import whip_count
from winset.votes.forecast.known import known_before
from winset.votes.forecast.one_vote import forecast_vote
from winset.votes.forecast.prior import MODELS, SIZES
from winset.votes.readers.covariates import read_covariates
from winset.votes.readers.read_trade import read_trade_votes
from winset.votes.trade_scores import trade_scores


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_district_is_found_by_state_number_and_census(folder: Path, tmp_path: Path) -> None:
    table = read_trade_votes(folder)
    lines = ["state,dist,decade,x"]
    for decade in (0, 1, 2):
        lines += [
            f"{('OH', 'TX', 'WA')[i % 3]},{i:02d},{decade or 'NA'},{100 * decade + i}"
            for i in range(60)
        ]
    values = read_covariates(written(tmp_path / "x.csv", *lines), ("x",))
    later = values.of(known_before(table, "f1998_h"))["x"]
    assert (later["M003"], later["M059"]) == (103.0, 159.0)
    early = values.of(known_before(table, "b1993_h"))["x"]
    assert early["M003"] == 103.0  # the election of 1992 was the first in the new districts
    assert values.of(known_before(table, "a1991_h").before(table.roll_calls[1].date))["x"] == {}


def test_a_value_that_divides_members_is_learned(folder: Path, tmp_path: Path) -> None:
    table = read_trade_votes(folder)
    casts = table.sides[:, -1]
    rows = [f"{m.id},{1.0 if c > 0 else -1.0}" for m, c in zip(table.members, casts, strict=True)]
    rows[3] = rows[3].split(",")[0] + ",NA"
    told = read_covariates(written(tmp_path / "m.csv", "member,lean", *rows), ("lean",))
    values = told.of(known_before(table, "f1998_h"))
    assert len(values["lean"]) == len(table.members) - 1
    plain = forecast_vote(table, "f1998_h", draws=200).yea
    better = forecast_vote(table, "f1998_h", covariates=values, draws=200).yea
    outcome = table.casts[[table.row(m.id) for m in table.members], -1] > 0
    assert ((better - outcome) ** 2).mean() < ((plain - outcome) ** 2).mean()
    document = backtest(
        table, start=table.roll_calls[-1].date, covariates=told, draws=200
    ).to_dict()
    assert document["covariates"]["names"] == ["lean"]
    assert document["covariates"]["difference"]["brier"]["mean"] < 0.0
    count = whip_count(table, "f1998_h", covariates=told, draws=200).to_dict()
    assert count["covariates"] == ["lean"]
    assert count["expected"] != whip_count(table, "f1998_h", draws=200).to_dict()["expected"]


def test_a_member_with_few_votes_is_placed_by_what_its_like_do(
    folder: Path, tmp_path: Path
) -> None:
    table = read_trade_votes(folder)
    leaning = table.sides.sum(axis=1)
    rows = [f"{m.id},{lean}" for m, lean in zip(table.members, leaning, strict=True)]
    # A newcomer of each kind: one vote alike, told apart by the number alone.
    rows[10], rows[12] = f"{table.members[10].id},6", f"{table.members[12].id},-6"
    casts = table.casts.copy()
    casts[[10, 12]] = 0
    bare = replace(table, casts=casts)
    told = read_covariates(written(tmp_path / "m.csv", "member,lean", *rows), ("lean",))
    plain, helped = trade_scores(bare), trade_scores(bare, covariates=told.of(bare))
    assert helped.score[10] - helped.score[12] > 0.3 + plain.score[10] - plain.score[12]
    assert score_list(bare, covariates=told).to_dict()["covariates"] == ["lean"]
    with pytest.raises(InputError, match="no NOMINATE scores"):
        score_list(bare, nominate=True)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("member,y", "m1,2"), r"x.csv:1:1: there is no column `x`"),
        (("state,x", "OH,2"), r"no column `district` or `dist`"),
        (("member,x", "m1,two"), r"x.csv:2:4: x: `two` is not a number"),
        (("member,x", "m1,inf"), r"`inf` is not a number"),
        (("member,x", "m1,2", "m1,3"), r"x.csv:3:1: member: stands twice"),
        (("state,district,decade,x", "OH,1,50,2"), r"`50` is not a decade"),
    ],
)
def test_bad_files_are_told_with_their_place(
    tmp_path: Path, lines: tuple[str, ...], message: str
) -> None:
    with pytest.raises(CaseError, match=message):
        read_covariates(written(tmp_path / "x.csv", *lines), ("x",))
    with pytest.raises(InputError, match="which column"):
        read_covariates(tmp_path / "x.csv", ())


@pytest.mark.parametrize("name", [name for name in MODELS if name != "full"])
def test_a_model_without_a_part_has_its_name_and_may_be_chosen(folder: Path, name: str) -> None:
    assert MODELS["full"] is SIZES
    table = read_trade_votes(folder)
    found = whip_count(table, "f1998_h", draws=200, sizes=MODELS[name])
    assert found.model == name


def test_a_lasting_swing_keeps_more_of_the_last_vote_of_the_kind(folder: Path) -> None:
    table = read_trade_votes(folder)
    full, without = (
        forecast_vote(table, "f1998_h", draws=200, sizes=MODELS[name]).yea
        for name in ("full", "without-lasting-swing")
    )
    assert (full != without).any()
    tested = backtest(table, start=table.roll_calls[-1].date, draws=200).to_dict()
    assert tested["model"] == "full"
