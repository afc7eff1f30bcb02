"""Networks counted statement by statement, pair by pair, beside the matrix products."""

from __future__ import annotations

from itertools import product
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.discourse.network import NetworkKind, discourse_network
from winset.discourse.statements import Statements, statements_of

ROWS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz"), st.booleans()),
    min_size=1,
    max_size=25,
)


def slow_weight(debate: Statements, kind: str, one: str, other: str) -> float:
    """Pairs of a statement of one actor and a statement of the other on the same concept."""
    found = 0
    for first, second in product(debate.entries, debate.entries):
        if (first.actor, second.actor) != (one, other) or first.concept != second.concept:
            continue
        same = first.agrees == second.agrees
        found += {"congruence": same, "conflict": not same, "ignore": True}[kind]
    return float(found)


@given(rows=ROWS)
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("kind", ["congruence", "conflict", "ignore"])
def test_weights_are_numbers_of_pairs_of_statements(
    kind: NetworkKind, rows: list[tuple[str, str, bool]]
) -> None:
    debate = statements_of(rows)
    network = discourse_network(debate, kind)
    for i, one in enumerate(network.rows):
        for j, other in enumerate(network.columns):
            expected = 0.0 if i == j else slow_weight(debate, kind, one, other)
            assert network.weights[i, j] == expected


@given(rows=ROWS)
@settings(max_examples=60, deadline=None)
def test_the_laws_of_the_four_networks_hold(rows: list[tuple[str, str, bool]]) -> None:
    debate = statements_of(rows)
    found = {
        kind: discourse_network(debate, kind).weights
        for kind in ("congruence", "conflict", "subtract", "ignore")
    }
    assert (found["subtract"] == found["congruence"] - found["conflict"]).all()
    assert (found["ignore"] == found["congruence"] + found["conflict"]).all()
    assert all((weights == weights.T).all() for weights in found.values())
    turned = statements_of((actor, concept, not agrees) for actor, concept, agrees in rows)
    assert (discourse_network(turned, "congruence").weights == found["congruence"]).all()


@given(rows=ROWS)
@settings(max_examples=60, deadline=None)
def test_normalised_congruence_is_what_the_definitions_say(
    rows: list[tuple[str, str, bool]],
) -> None:
    debate = statements_of(rows)
    actors = debate.actors
    plain = {a: {(s.concept, s.agrees) for s in debate.entries if s.actor == a} for a in actors}
    length = {a: sqrt(slow_weight(debate, "congruence", a, a)) for a in actors}
    jaccard = discourse_network(debate, "congruence", normalisation="jaccard").weights
    cosine = discourse_network(debate, "congruence", normalisation="cosine").weights
    average = discourse_network(debate, "congruence", normalisation="average").weights
    for (i, one), (j, other) in product(enumerate(actors), enumerate(actors)):
        if i == j:
            continue
        pairs = slow_weight(debate, "congruence", one, other)
        either = len(plain[one] | plain[other])
        assert jaccard[i, j] == pytest.approx(len(plain[one] & plain[other]) / either)
        assert cosine[i, j] == pytest.approx(pairs / (length[one] * length[other]))
        spoken = [len({c for c, _ in plain[a]}) for a in (one, other)]
        assert average[i, j] == pytest.approx(pairs / (sum(spoken) / 2))
