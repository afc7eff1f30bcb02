"""Ratification by real members: a plain count, member by member and draw by draw."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
import pytest
from tests.oracles.plain_vote_model import contest
from tests.oracles.test_table_oracle import PLAIN, plain
from tests.unit.table_with_members import TABLE, write_votes

from winset.cases.editing.with_values import with_values
from winset.cases.file.read import read_case_text
from winset.cases.model.negotiation import country_case
from winset.cases.model.parameters import Parameters
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.two_level.ratification_risk import RatificationRisk
from winset.solvers.two_level.ratification_test import at_proposals
from winset.solvers.two_level.text_votes import TextVotes
from winset.translate.members_at_table import MembersAtTable
from winset.translate.negotiation import coded_negotiation
from winset.votes.forecast.one_vote import member_support
from winset.votes.forecast.prior import SIZES
from winset.votes.readers.folder_reader import read_folder
from winset.votes.readers.upcoming import with_upcoming
from winset.votes.records import RollCall

LASTING = math.sqrt(SIZES.member**2 + SIZES.member_group**2 + SIZES.member_kind**2)
QUO, MARKETS_QUO = 0.2, 0.1
TEXTS = ((0.3, 0.4), (0.6, 0.6), (0.9, 0.3), (0.2, 0.9), (0.7, 0.75), (0.1, 0.5), (0.5, 1.0))
DRAWS = 40


def clipped(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def plain_places(table: Any) -> list[tuple[str, str, float, float]]:
    """Id, bloc, place on imports and on markets of each member, from the description alone."""
    day = dt.date(2001, 3, 1)
    call = RollCall(
        "soon", day, "house", "Yea", kind="fta", congress=107,
        president_side="Yea", president_party="R",
    )  # fmt: skip
    support = member_support(with_upcoming(table, call), "soon", as_of=day)
    text = QUO + (1.0 - QUO) / 2.0
    unit = 0.15 / LASTING * (1.0 - QUO) / 0.6
    bloc_of = {"R": "right", "D": "left", "I": "free"}
    rows = [
        (who.id, bloc_of[who.party], clipped((QUO + text) / 2.0 + unit * float(f)))
        for who, f in zip(support.members, support.mean, strict=True)
    ]
    found = []
    for name, bloc, place in rows:
        mine = [p for _, b, p in rows if b == bloc]
        middle = fmean(mine)
        sd = math.sqrt(fmean([(p - middle) ** 2 for p in mine]))
        apart = (place - middle) / sd if sd > 0 else 0.0
        spread = 0.0 if bloc == "free" else 0.05
        found.append((name, bloc, place, clipped(0.7 + spread * apart)))
    return found


def test_members_ratify_where_a_plain_count_of_them_says(tmp_path: Path) -> None:
    table = read_folder(write_votes(tmp_path))
    case: Any = read_case_text(TABLE)
    coded = coded_negotiation(case, PLAIN, votes="modelled", members=MembersAtTable(table))
    us = coded.countries["us"]
    shocks = coded.unknown_at_signature("us", 4, DRAWS)
    risk = RatificationRisk(us.likely, shocks)
    home = country_case(case, "us")
    places = {name: rest for name, *rest in plain_places(table)}
    named = us.rosters[0].named
    texts = np.array(TEXTS)
    passed = risk.passes(texts)
    field = field_of(at_proposals(us.likely, texts))
    tally = TextVotes(us.likely, shocks).tallies(field, DRAWS)[:, :, 0]
    size, names = float(PLAIN.shocks.member.likely), list(us.case.actors)
    parties = list(dict.fromkeys(a.party for a in us.case.actors.values() if a.party))
    for row, (markets, imports) in enumerate(TEXTS):
        bill = {"issues.markets.proposal": markets, "issues.imports.proposal": imports}
        game = plain.PlainGame(with_values(home, bill), PLAIN)
        each = (game.budget - game.fund) / len(named.ids)
        press = 0.2 * game.surplus["workers"]
        for draw in range(DRAWS):
            before, own, party = [], [], []
            for place, name in enumerate(named.ids):
                drift = float(shocks.member[draw, place])
                if not name:
                    gain = game.surplus["speaker"] + game.valence()
                    gain += game.effect("eta") * math.copysign(1.0, game.surplus["president"])
                    gain += game.effect("s_a") * float(shocks.bill[draw, 0])
                    at = parties.index("R")
                    gain += game.effect("s_p") * float(shocks.party[draw, at])
                    gain += float(PLAIN.shocks.bloc.likely) * float(
                        shocks.bloc[draw, names.index("speaker")]
                    )
                    before.append(gain)
                    own.append(size * drift)
                    party.append("R")
                    continue
                bloc, open_, other = places[name]
                wm, wi = game.salience(bloc, "markets"), game.salience(bloc, "imports")
                ideal = clipped(open_ + drift)
                to_home = math.hypot(wm * (MARKETS_QUO - other), wi * (QUO - ideal))
                to_text = math.hypot(wm * (markets - other), wi * (imports - ideal))
                gain = to_home - to_text
                if bloc == "left":
                    gain += 0.01 + press
                before.append(gain)
                own.append(0.0)
                party.append({"right": "R", "left": "D", "free": "I"}[bloc])
            paid = contest(before, each, size)
            total = 0.0
            for which in dict.fromkeys(party):
                mine = [i for i, p in enumerate(party) if p == which]
                count = sum(before[i] + paid[i] + own[i] >= 0.0 for i in mine)
                residual = game.effect("s_t") * float(shocks.tally[draw, parties.index(which)])
                total += min(max(count + residual * len(mine), 0.0), float(len(mine)))
            assert tally[row, draw] == pytest.approx(total, abs=1e-9), (markets, imports, draw)
            lead = game.surplus["speaker"] + 0.05 * float(
                shocks.single[draw, names.index("speaker")]
            )
            lead += game.valence() + game.effect("lambda")
            lead += game.effect("s_a") * float(shocks.bill[draw, 0])
            counted = total + 0.05 * len(party) * float(shocks.count[draw, 0])
            by_hand = lead >= 0.0 and counted >= 21 - 1e-9 and total >= 21 - 1e-9
            assert passed[row, draw] == by_hand, (markets, imports, draw)
    assert 0.05 < passed.mean() < 0.95


@pytest.mark.parametrize("contest_", ["simultaneous", "none"])
def test_the_short_cut_for_members_counts_as_the_vote_model_does(
    tmp_path: Path, contest_: str
) -> None:
    block = PLAIN.model_dump(mode="json")
    block["vote_model"]["contest"] = contest_
    table = read_folder(write_votes(tmp_path))
    coded = coded_negotiation(
        read_case_text(TABLE),
        Parameters.model_validate(block),
        votes="modelled",
        members=MembersAtTable(table),
    )
    shocks = coded.unknown_at_signature("us", 0, 60)
    risk = RatificationRisk(coded.countries["us"].likely, shocks)
    points = np.random.default_rng(5).random((25, 2))
    found = risk.passes(points)
    assert (found == np.stack([risk.modelled(point) for point in points])).all()
    assert 0.0 < found.mean() < 1.0
