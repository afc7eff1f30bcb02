"""Networks of statements, their windows, clusters and files."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from winset.discourse.beliefs import belief_distances, stated_positions
from winset.discourse.clusters import (
    Clusters,
    adjusted_rand,
    clusters_of,
    clusters_over_time,
    polarisation,
    signed_modularity,
)
from winset.discourse.export import write_graphml, write_matrix
from winset.discourse.network import discourse_network
from winset.discourse.statements import Statement, Statements, statements_of
from winset.discourse.windows import Window, windows_of
from winset.foundation.errors import InputError

CAMPS = statements_of(
    (actor, concept, (actor[0] == "l") == (concept == "jobs"))
    for actor in ("left-1", "left-2", "right-1", "right-2")
    for concept in ("jobs", "trade")
)


def dated(*days: str) -> Statements:
    return Statements(
        tuple(Statement("a", "c", True, dt.date.fromisoformat(d), f"doc {d}") for d in days)
    )


def test_two_camps_agree_within_and_conflict_across() -> None:
    names = CAMPS.actors
    alike = discourse_network(CAMPS, "congruence").weights
    against = discourse_network(CAMPS, "conflict").weights
    assert names == ("left-1", "left-2", "right-1", "right-2")
    assert alike.tolist() == [[0, 2, 0, 0], [2, 0, 0, 0], [0, 0, 0, 2], [0, 0, 2, 0]]
    assert against.tolist() == [[0, 0, 2, 2], [0, 0, 2, 2], [2, 2, 0, 0], [2, 2, 0, 0]]


def test_normalised_weights_have_their_bounds() -> None:
    alike = discourse_network(CAMPS, "congruence", normalisation="jaccard").weights
    assert alike[0, 1] == 1.0
    assert discourse_network(CAMPS, "conflict", normalisation="cosine").weights[0, 2] == (
        pytest.approx(1.0)
    )
    assert discourse_network(CAMPS, "congruence", normalisation="average").weights[0, 1] == 1.0
    rows = discourse_network(CAMPS, "two-mode", normalisation="activity").weights
    columns = discourse_network(CAMPS, "two-mode", normalisation="prominence").weights
    assert rows.sum(axis=1).tolist() == [1.0] * 4
    assert columns.sum(axis=0).tolist() == [1.0] * 2


def test_a_normalisation_of_the_other_kind_of_network_is_refused() -> None:
    with pytest.raises(InputError, match="not normalised by activity; here one of: no, average"):
        discourse_network(CAMPS, "congruence", normalisation="activity")


@pytest.mark.parametrize(
    ("rule", "kept"),
    [("include", 5), ("document", 4), ("week", 3), ("month", 2), ("year", 2), ("across-range", 1)],
)
def test_repetitions_count_once_by_the_rule_asked_for(rule: str, kept: int) -> None:
    debate = dated("1997-09-01", "1997-09-01", "1997-09-02", "1997-09-30", "1998-01-05")
    assert len(debate.without_duplicates(rule).entries) == kept  # type: ignore[arg-type]


def test_for_and_against_do_not_repeat_each_other() -> None:
    both = statements_of([("a", "c", True), ("a", "c", False), ("a", "c", True)])
    assert len(both.without_duplicates("across-range").entries) == 2


@pytest.mark.parametrize(("rule", "missing"), [("document", "document"), ("week", "date")])
def test_a_rule_on_repetitions_needs_what_it_counts_by(rule: str, missing: str) -> None:
    with pytest.raises(InputError, match=f"need a {missing}"):
        CAMPS.without_duplicates(rule)  # type: ignore[arg-type]


def test_windows_follow_each_other_or_overlap() -> None:
    debate = dated("1997-01-20", "1997-03-02")
    assert [w.last.isoformat() for w in windows_of(debate, "month")] == [
        "1997-01-31",
        "1997-02-28",
        "1997-03-31",
    ]
    steps = windows_of(debate, "30 days/10 days")
    assert [w.first.day for w in steps[:3]] == [20, 30, 9]
    assert all((w.last - w.first).days == 29 for w in steps)
    assert windows_of(debate, "1997-01-01:1997-02-01") == (
        Window(dt.date(1997, 1, 1), dt.date(1997, 2, 1)),
    )


@pytest.mark.parametrize("text", ["soon", "0 days", "1997-03-01:1997-01-01", "1997-03-01:then"])
def test_what_is_no_window_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        windows_of(dated("1997-01-20"), text)


@pytest.mark.parametrize("text", ["9000 years", "1 day/9000 years", f"{'9' * 30} days"])
def test_a_window_beyond_the_calendar_is_wrong_input(text: str) -> None:
    with pytest.raises(InputError, match="at most 1000 years"):
        windows_of(dated("1997-01-20"), text)


def test_windows_need_dates() -> None:
    with pytest.raises(InputError, match="need dates"):
        windows_of(CAMPS, "month")


def test_clusters_find_the_camps_and_polarisation_is_complete() -> None:
    network = discourse_network(CAMPS, "subtract")
    assert clusters_of(network).groups == (("left-1", "left-2"), ("right-1", "right-2"))
    split = polarisation(network)
    assert split.exact
    assert split.camps == (("left-1", "left-2"), ("right-1", "right-2"))
    assert split.value == pytest.approx((4 * 2 * 0.5 + 8 * 2 * 0.5) / 24)


def test_the_search_for_camps_finds_what_trying_all_splits_finds() -> None:
    generator = np.random.default_rng(4)
    from winset.discourse.clusters import _best_split, _searched_split

    for _ in range(5):
        half = np.triu(generator.normal(size=(8, 8)), 1)
        weights = half + half.T
        tried = signed_modularity(weights, _best_split(weights))
        assert signed_modularity(weights, _searched_split(weights, 0)) == pytest.approx(tried)


def test_splits_are_judged_by_the_definition_written_out() -> None:
    from itertools import product

    from winset.discourse.clusters import _best_split

    def plain(weights: np.ndarray, camp: tuple[int, ...]) -> float:
        value = total = 0.0
        for sign in (1, -1):
            part = [[max(sign * w, 0.0) for w in row] for row in weights]
            whole = sum(map(sum, part))
            total += whole
            for i, j in product(range(len(camp)), repeat=2):
                if camp[i] == camp[j] and whole:
                    value += sign * (part[i][j] - sum(part[i]) * sum(part[j]) / whole)
        return value / total

    half = np.triu(np.random.default_rng(8).normal(size=(6, 6)), 1)
    weights = half + half.T
    camps = [(0, *rest) for rest in product((0, 1), repeat=5)]
    best = max(camps, key=lambda camp: plain(weights, camp))
    assert _best_split(weights) == best
    for camp in camps:
        assert signed_modularity(weights, camp) == pytest.approx(plain(weights, camp))


def test_a_debate_without_contradiction_or_agreement_is_not_polarised() -> None:
    apart = statements_of([("a", "c", True), ("b", "d", True)])
    network = discourse_network(apart, "subtract")
    assert polarisation(network).value is None
    assert clusters_of(network) == Clusters((("a",), ("b",)), None)


def test_the_same_seed_gives_the_same_clusters() -> None:
    generator = np.random.default_rng(7)
    rows = [(f"a{i}", f"c{j}", bool(generator.integers(0, 2))) for i in range(20) for j in range(6)]
    network = discourse_network(statements_of(rows), "subtract")
    assert clusters_of(network, seed=3) == clusters_of(network, seed=3)


def test_the_adjusted_rand_index_is_one_for_the_same_partition_only() -> None:
    one = Clusters((("a", "b"), ("c", "d")), None)
    assert adjusted_rand(one, Clusters((("c", "d"), ("a", "b")), None)) == (1.0, 4)
    assert adjusted_rand(one, Clusters((("a", "c"), ("b", "d")), None)) == (pytest.approx(-0.5), 4)
    assert adjusted_rand(one, Clusters((("x",), ("a",)), None)) == (None, 1)


def test_clusters_are_followed_over_windows_that_hold_statements() -> None:
    entries = tuple(
        Statement(item.actor, item.concept, item.agrees, day)
        for day in (dt.date(1997, 1, 5), dt.date(1997, 3, 5))
        for item in CAMPS.entries
    )
    debate = Statements(entries)
    found = clusters_over_time(debate, windows_of(debate, "month"))
    assert [item.window.first.month for item in found] == [1, 3]
    assert found[0].same_as_before is None
    assert (found[1].same_as_before, found[1].shared_actors) == (1.0, 4)


def test_distances_are_of_shared_concepts_only() -> None:
    debate = statements_of(
        [("a", "c", True), ("b", "c", False), ("b", "d", True), ("e", "f", True)]
    )
    found = belief_distances(debate)
    assert found.actors == ("a", "b", "e")
    assert found.distance[0, 1] == 1.0
    assert np.isnan(found.distance[0, 2])
    assert found.shared[0].tolist() == [1.0, 1.0, 0.0]


def test_positions_of_few_statements_are_wide() -> None:
    once = stated_positions(statements_of([("a", "c", True)]))[0]
    often = stated_positions(statements_of([("a", "c", True)] * 40))[0]
    assert once.likely == often.likely == 1.0
    assert once.low < 0.3 < 0.9 < often.low


def test_graphml_has_typed_attributes_and_reads_back(tmp_path: Path) -> None:
    debate = Statements(CAMPS.entries, {"type": {"left-1": "union"}, "label": {"left-1": "x"}})
    network = discourse_network(debate, "subtract")
    path = tmp_path / "camps.graphml"
    write_graphml(network, path, statements=debate, clusters=clusters_of(network))
    keys = ET.parse(path).getroot().findall("{http://graphml.graphdrawing.org/xmlns}key")  # noqa: S314
    types = {key.attrib["attr.name"]: key.attrib["attr.type"] for key in keys}
    assert types["weight"] == "double"
    assert types["statements"] in ("long", "int")
    assert types["type"] == types["actor_label"] == "string"
    assert len({key.attrib["id"] for key in keys}) == len(keys)
    graph = nx.read_graphml(path)
    assert graph.nodes["left-1"]["cluster"] == 1
    assert graph.edges["left-1", "right-1"] == {"weight": -2.0, "strength": 2.0, "kind": "conflict"}


def test_a_two_mode_graph_keeps_actors_and_concepts_of_one_name_apart(tmp_path: Path) -> None:
    network = discourse_network(statements_of([("trade", "trade", True)]), "two-mode")
    write_graphml(network, tmp_path / "two.graphml")
    graph = nx.read_graphml(tmp_path / "two.graphml")
    assert sorted(data["mode"] for _, data in graph.nodes(data=True)) == ["actor", "concept"]


def test_a_matrix_is_written_with_its_names(tmp_path: Path) -> None:
    write_matrix(discourse_network(CAMPS, "two-mode"), tmp_path / "m.csv")
    lines = (tmp_path / "m.csv").read_text().splitlines()
    assert lines[:2] == [",jobs,trade", "left-1,1,1"]
    assert list(discourse_network(CAMPS).to_frame().columns) == list(CAMPS.actors)
