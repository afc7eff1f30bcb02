"""Networks as files that Gephi, visone, R and others open."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from winset.discourse.clusters import Clusters
from winset.discourse.network import DiscourseNetwork
from winset.discourse.statements import Statements
from winset.foundation.csv_text import csv_text
from winset.foundation.files import write_bytes, write_text

_OWN = ("label", "mode", "statements", "agreeing", "cluster", "network", "normalisation")


def write_graphml(
    network: DiscourseNetwork,
    path: str | Path,
    *,
    statements: Statements | None = None,
    clusters: Clusters | None = None,
) -> None:
    """Write a network as GraphML with typed attributes.

    Parameters
    ----------
    network
        The network; edges of weight zero are left out, isolated actors stay.
    path
        Where to write.
    statements
        Gives nodes their number of statements and the actors' attributes.
    clusters
        Gives actors their cluster, from 1.

    Raises
    ------
    InputError
        If the file cannot be written.

    Notes
    -----
    Weights are doubles, counts and clusters integers, everything else text. ``weight`` keeps its
    sign; ``strength`` is its size, for programs that take no negative weights.
    """
    import networkx as nx

    graph = network.graph()
    for name, data in graph.nodes(data=True):
        label = data["label"]
        if statements is not None:
            data |= _counted(statements, label, data["mode"])
        if clusters is not None and data["mode"] == "actor":
            place = clusters.of(label)
            if place is not None:
                data["cluster"] = place + 1
        graph.nodes[name].update(data)
    for _, _, data in graph.edges(data=True):
        data["strength"] = abs(data["weight"])
        data["kind"] = network.kind if network.kind != "subtract" else _word(data["weight"])
    graph.graph["network"] = network.kind
    graph.graph["normalisation"] = network.normalisation
    target = io.BytesIO()
    nx.write_graphml(graph, target, infer_numeric_types=False, named_key_ids=True)
    write_bytes(path, target.getvalue())


def _word(weight: float) -> str:
    return "congruence" if weight > 0.0 else "conflict"


def _counted(statements: Statements, label: str, mode: str) -> dict[str, str | int]:
    mine = [item for item in statements.entries if label == getattr(item, mode)]
    found: dict[str, str | int] = {
        "statements": len(mine),
        "agreeing": sum(item.agrees for item in mine),
    }
    if mode == "actor":
        found |= {
            f"actor_{name}" if name in _OWN else name: values[label]
            for name, values in statements.attributes.items()
            if label in values
        }
    return found


def write_matrix(network: DiscourseNetwork, path: str | Path) -> None:
    """Write the matrix of a network as CSV, names in the first row and column.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    rows: Mapping[str, list[float]] = {
        name: [float(weight) for weight in weights]
        for name, weights in zip(network.rows, network.weights, strict=True)
    }
    body = [[name, *(f"{weight:g}" for weight in weights)] for name, weights in rows.items()]
    write_text(path, csv_text(["", *network.columns], body))
