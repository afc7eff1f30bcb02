"""One answer of every class of document and result."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import winset as ws
from winset.casebook import read_domestic_case
from winset.cases.file.read import read_case_text
from winset.cases.file.read_parameters import read_parameters
from winset.discourse.network import discourse_network
from winset.discourse.read_statements import read_statements
from winset.foundation.face import Face
from winset.games.bargaining import pie
from winset.games.cut_points import CutPoints
from winset.games.issue_positions import positions
from winset.reports.whatif.whatif_report import WhatIf
from winset.results.cross_case.qualitative_comparison import SetData
from winset.results.lenses.optimal_delegation import OptimalDelegation
from winset.solvers.bargaining.banks_duggan import banks_duggan
from winset.solvers.bargaining.baron_ferejohn import baron_ferejohn
from winset.solvers.bargaining.bilateral_exchange import bilateral_exchange
from winset.solvers.bargaining.challenge_model import challenge_model
from winset.solvers.bargaining.condorcet_election import condorcet_forecast
from winset.solvers.bargaining.delegation import delegation
from winset.solvers.bargaining.nash import nash_solution
from winset.solvers.bargaining.outcome_distribution import outcome_distribution
from winset.solvers.bargaining.ratification_floors import rubinstein
from winset.solvers.bargaining.unknown_ratifiers import unknown_ratifiers
from winset.solvers.bargaining.voluntary_defection import voluntary_defection
from winset.solvers.bargaining.weighted_mean import weighted_mean
from winset.solvers.coalitions.connected import connected_minimal_winning
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.coalitions.least_cost import least_cost_coalition
from winset.solvers.coalitions.policy_distance import de_swaan_pivots
from winset.solvers.coalitions.survey import coalition_survey
from winset.solvers.cross_case.qualitative_comparison import qualitative_comparison
from winset.solvers.lenses.catalogue import LENSES
from winset.solvers.lenses.ricardo_viner import jones_returns, specific_factors
from winset.solvers.power.coleman import coleman_act
from winset.solvers.power.passage_probability import passage_probability
from winset.solvers.ratification.vote import vote_outcome
from winset.solvers.spatial.agenda_setter import agenda_setter
from winset.solvers.spatial.median import median_voter
from winset.solvers.spatial.pareto_set import pareto_set
from winset.solvers.two_level.issue_packages import issue_packages
from winset.solvers.two_level.linkage import linkage
from winset.solvers.two_level.nash_path import nash_path
from winset.solvers.two_level.side_payments import Transfers
from winset.solvers.two_level.tying_hands import TyingHands
from winset.studies.roll_calls.backtest import backtest
from winset.studies.roll_calls.ideal import ideal_report
from winset.studies.roll_calls.vote_list import score_list, vote_list
from winset.studies.roll_calls.whip import whip_count
from winset.studies.statements import statements_report
from winset.studies.sweep.sweep_case import sweep_findings
from winset.studies.whatif.cheapest_change import Lever, cheapest_change
from winset.translate.arena import arena_of
from winset.votes.readers.read_chamber import chamber_votes
from winset.votes.readers.read_matrix import RollCallMatrix
from winset.votes.readers.read_trade import read_trade_votes

STATEMENTS = """actor,concept,agreement,date,document
Union,trade,0,1997-01-05,a
Business,trade,1,1997-01-06,b
Union,labour,1,1997-01-07,c
Business,labour,0,1997-01-08,d
"""

DECIDED = """issue,dossier,actor,position,salience,capability,outcome
i1,d1,A,0,50,1,100
i1,d1,B,100,50,3,100
i1,d1,C,50,100,1,100
i2,d2,A,0,100,1,0
i2,d2,B,100,20,3,0
i2,d2,C,50,50,1,0
"""


def small_votes(folder: Path) -> Any:
    """Three trade votes of twelve members."""
    calls = ["vote_key,label,pro_trade_vote,chamber,date,category,requires,bill"]
    rows = ["vote_key,bioguide_id,name,party,state,district,vote"]
    for place, key in enumerate(("a1991_h", "b1993_h", "c1995_h")):
        calls.append(f"{key},Vote {place},Yea,House,{1991 + 2 * place}-05-23,passage,1/2,hr{place}")
        for i in range(12):
            cast = "Yea" if (i + place) % 3 else "Nay"
            rows.append(f'{key},M{i:02d},"MEMBER{i:02d}, A.",{"DR"[i % 2]},OH,{i},{cast}')
    (folder / "trade_rollcalls.csv").write_text("\n".join(calls) + "\n", encoding="utf-8")
    (folder / "house_trade_votes.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return read_trade_votes(folder)


def agreements_of(folder: Path) -> Path:
    """Forty agreements of two states, the fifth of each five never in force."""
    rows = ["agreement,state,signed,in_force"]
    for n in range(40):
        entry = "" if n % 5 == 4 else f"{1981 + n % 3 + n // 2}-06-01"
        rows += [f"a{n},{state},{1980 + n // 2}-03-01,{entry}" for state in ("X", "Y")]
    path = folder / "agreements.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def documents(folder: Path) -> list[Face]:
    """One document of every class."""
    case, other = (read_domestic_case(name) for name in ("fast-track-1997", "fast-track-1998"))
    table = ws.read_case("putnam-figure-1")
    report = ws.analyze(case, draws=20)
    named = [
        row.model_copy(update={"member": f"m{row.rank:03d}", "name": f"Member {row.rank}"})
        if row.chamber == "house"
        else row
        for row in report.members
    ]
    filled = report.model_copy(update={"members": named})
    said = folder / "said.csv"
    said.write_text(STATEMENTS, encoding="utf-8")
    votes = small_votes(folder)
    sweeps = [
        sweep_findings(ws.sweep(played, draws=16, out=folder / played.id))
        for played in (case, table)
    ]
    decided = folder / "decided.csv"
    decided.write_text(DECIDED, encoding="utf-8")
    contrast = ws.contrast(case, other, draws=20)
    text = (Path(__file__).parents[2] / "data" / "sound.yaml").read_text(encoding="utf-8")
    ledger = folder / "ledger"
    sealed = ws.seal(
        read_case_text(text.split("outcome:")[0], "sound.yaml"),
        ledger,
        draws=20,
        now=dt.datetime(1997, 9, 20, 12, tzinfo=dt.UTC),
    )
    lever = Lever("actors.clinton.capacity", "400", 1.0)
    cast = np.where(np.random.default_rng(1).random((12, 40)) < 0.5, 1, -1).astype(np.int8)
    matrix = RollCallMatrix(votes.members, tuple(f"v{n}" for n in range(40)), cast)
    return [
        report,
        ideal_report(matrix, "Twelve members"),
        ws.negotiate(table, draws=20),
        ws.lenses(case),
        ws.compare([case, other], draws=20, with_curve=False),
        ws.compare_coders({"one": case, "two": case}, draws=20),
        ws.estimate([case, other], draws=100).report,
        contrast,
        WhatIf(reports=[report, report], titles=["one", "two"], contrast=contrast),
        cheapest_change(case, read_parameters(), [lever]),
        statements_report(read_statements(said), "said.csv", with_clusters=True)[0],
        *sweeps,
        ws.case_whip(filled),
        sealed,
        ws.grade(ledger),
        vote_list(votes),
        score_list(votes),
        whip_count(votes, "c1995_h", draws=100),
        backtest(votes, draws=100),
        ideal_report(chamber_votes(folder), "a small house", least_votes=3),
        ws.forecast("us-japan-autos-farm-2013"),
        ws.score_forecasts(decided),
        ws.agreements(agreements_of(folder)),
        ws.small_models([case, other]),
        ws.agenda(case, draws=10),
    ]


def results(folder: Path) -> list[Face]:
    """One result of every class."""
    scores = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [0.0, 0.0]])
    crisp = SetData(
        ("a", "b", "c", "d"), ("x", "y"), scores, scores.max(axis=1), "z", (2, 2), "crisp"
    )
    weights, places = [4, 3, 2], [0.0, 0.5, 1.0]
    rule = ws.Rule.weighted(weights, quota=5)
    case = read_domestic_case("fast-track-1997")
    line = ws.majority_win_set([0, 0.1, 0.2, 0.4, 0.5, 0.7, 0.9], status_quo=0.1, quota=5)
    game = ws.coded_game(case, read_parameters()).likely
    said = folder / "said.csv"
    said.write_text(STATEMENTS, encoding="utf-8")
    stances = positions([0, 0.4, 1], capability=[0.5, 0.3, 0.2])
    modelled = ws.coded_game(case, read_parameters()).likely
    vote = vote_outcome(field_of(modelled))
    return [
        vote,
        ws.shapley_shubik(weights, quota=5),
        coleman_act(weights, quota=5),
        passage_probability(weights, [0.5, 0.4, 0.3], quota=5),
        ws.minimal_winning_coalitions(weights, quota=5),
        least_cost_coalition(weights, [3, 2, 1], quota=5),
        coalition_survey(rule, positions=places, prices=[3, 2, 1]),
        connected_minimal_winning(rule, places),
        de_swaan_pivots(weights, places, 5),
        ws.chamber_price([-3, -3, 1], quota=2, fund=1),
        ws.ratification_price(game),
        line,
        ws.yolk([(0, 0), (1, 0), (0.5, 0.75**0.5)]),
        agenda_setter(1.0, 0.0, status_quo=0.5),
        median_voter([0.1, 0.4, 0.9]),
        pareto_set([(0, 0), (1, 0), (0, 1)]),
        nash_solution(pie()),
        rubinstein(0.9, 0.8),
        baron_ferejohn(5, quota=3, discount=0.9),
        unknown_ratifiers(0.2),
        banks_duggan([-1, 0, 1], discount=0.9),
        voluntary_defection(temptation=5, reward=3, punishment=1),
        delegation(0.1),
        OptimalDelegation(
            0.1, 0.9, 0.01, 0.02, method="closed form of the uniform-quadratic model"
        ),
        issue_packages([(3, -1, -1), (-1, 3, -1)], quota=2),
        linkage(line, np.array([0.2])),
        nash_path(pie(), steps=4),
        Transfers(("a", "b"), (1.0, -0.5), (0.5, -0.5)),
        TyingHands("a", (0.0, 0.1), (0.5, 0.6), "nash"),
        jones_returns([0.5, 0.5], [0.5, 0.5], [10.0, 0.0]),
        specific_factors([0.5, 0.5], [0.5, 0.5], [1.1, 1.0]),
        LENSES[0].read(arena_of(case, CutPoints())),
        discourse_network(read_statements(said)),
        qualitative_comparison(crisp),
        weighted_mean(stances),
        condorcet_forecast(stances),
        challenge_model(stances, rounds=2),
        outcome_distribution(stances),
        bilateral_exchange(positions([[0, 0], [1, 1]], salience=[[0.1, 0.9], [0.6, 0.5]])),
    ]


@pytest.fixture(scope="session")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Face]:
    """One answer of every class, by the name of the class."""
    folder = tmp_path_factory.mktemp("answers")
    return {type(answer).__name__: answer for answer in [*documents(folder), *results(folder)]}
