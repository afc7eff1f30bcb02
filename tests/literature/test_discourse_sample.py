"""The sample of the Discourse Network Analyzer: its own tests' sums, and every matrix."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from winset.discourse.network import NetworkKind, discourse_network
from winset.discourse.read_statements import read_statements
from winset.discourse.statements import Statements

pytestmark = pytest.mark.shared_data


@pytest.fixture(scope="module")
def debate(research_data: Path) -> Statements:
    return read_statements(research_data / "dna" / "sample_dna_statements.csv")


@pytest.fixture(scope="module")
def expected(research_data: Path) -> dict[str, Any]:
    path = research_data / "dna" / "sample_dna_expected.json"
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def test_the_two_mode_network_sums_to_40_and_the_one_mode_network_to_276(
    debate: Statements,
) -> None:
    two, one = discourse_network(debate, "two-mode"), discourse_network(debate, "ignore")
    assert (two.weights.shape, two.weights.sum()) == ((7, 6), 40.0)
    assert (one.weights.shape, one.weights.sum()) == ((7, 7), 276.0)


def test_the_edges_and_the_days_are_those_of_its_tests(
    debate: Statements, expected: dict[str, Any]
) -> None:
    known = expected["verified_against_rDNA_tests"]
    assert debate.span is not None
    assert [day.isoformat() for day in debate.span] == [known["first_date"], known["last_date"]]
    pairs = (("two-mode", "tidygraph_twomode_edges"), ("ignore", "tidygraph_onemode_edges"))
    for kind, edges in pairs:
        graph = discourse_network(debate, kind).graph()
        assert graph.number_of_edges() == known[edges]


@pytest.mark.parametrize("kind", ["congruence", "conflict", "subtract", "ignore"])
def test_every_cell_is_reproduced(
    debate: Statements, expected: dict[str, Any], kind: NetworkKind
) -> None:
    found = discourse_network(debate, kind)
    matrix = np.array(expected[f"onemode_{kind}"], dtype=float)
    np.fill_diagonal(matrix, 0.0)  # the diagonal is not part of the export
    assert list(found.rows) == expected["organizations"]
    assert (found.weights == matrix).all()


def test_the_two_mode_matrix_is_reproduced(debate: Statements, expected: dict[str, Any]) -> None:
    found = discourse_network(debate, "two-mode")
    assert list(found.columns) == expected["concepts"]
    assert found.weights.tolist() == expected["twomode_ignore"]
