"""The chamber at the table is the chamber at home."""

from pathlib import Path

import numpy as np
import pytest

from winset.casebook import read_case, read_domestic_case
from winset.cases.editing.with_values import with_values
from winset.cases.file.read import load
from winset.cases.file.read_parameters import read_parameters
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.ratification.vote import vote_outcome
from winset.solvers.two_level.ratification_risk import RatificationRisk, before_shocks
from winset.studies.domestic.analyze import analyze
from winset.studies.negotiation.risk import failures
from winset.translate import coded_game
from winset.translate.negotiation import coded_negotiation

HOME = "china-pntr-2000"
TABLE = Path(__file__).parents[3] / "data" / "negotiation_by_reference.yaml"
"""A negotiation of `HOME` as it stands."""


def test_a_country_ratifies_its_own_proposal_as_often_as_analyze_says() -> None:
    table = load(TABLE).case
    level = read_domestic_case(HOME).issues["openness"].proposal.likely
    quo = table.issues["openness"].status_quo.likely
    home = with_values(
        read_domestic_case(HOME),
        {"issues.openness.proposal": level, "issues.openness.status_quo": quo},
    )
    coded = coded_negotiation(table, read_parameters(), votes="modelled")
    draws = 2000
    failed = failures(coded, "us", np.array([level]), draws, 0)
    at_home = analyze(home, draws=draws, seed=1).passage_probability
    # Two independent samples; the President's own clause, met by signing, is met at home too.
    assert 1.0 - failed.mean() == pytest.approx(at_home, abs=3 * np.sqrt(0.5 / draws))


def test_at_likely_values_both_count_the_same_votes_draw_by_draw() -> None:
    table = load(TABLE).case
    coded = coded_negotiation(table, read_parameters(), votes="modelled")
    shocks = coded.unknown_at_signature("us", 0, 256)
    risk = RatificationRisk(coded.countries["us"].likely, shocks)
    home = coded_game(read_domestic_case(HOME), read_parameters()).likely
    for level in (0.5, 0.7, 0.9):
        text = np.array([level])
        at_home = vote_outcome(field_of(before_shocks(home, shocks, text)), signed=True)
        assert (risk.passes(text[None, :])[0] == at_home.passes).all()


def test_the_kind_of_the_agreement_goes_to_the_table() -> None:
    table = read_case("us-japan-autos-farm-2013")
    levels = {}
    for name, values in {
        "opens": {},
        "mixed": {"countries.us.direction": "mixed"},
        "packed": {"countries.us.package": True, "countries.us.clock.by": "2015-07-01",
                   "countries.us.clock.source": "a statute"},
    }.items():  # fmt: skip
        coded = coded_negotiation(with_values(table, values), read_parameters(), votes="modelled")
        levels[name] = coded.countries["us"].likely.numbers.traits[0].tolist()
    assert levels == {"opens": [0.5, 0, 0], "mixed": [0, 0, 0], "packed": [0.5, 1, 1]}
