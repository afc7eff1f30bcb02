"""`statements`: a file of coded statements, from end to end."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

import numpy as np

from winset.discourse.beliefs import belief_distances, stated_positions
from winset.discourse.clusters import Clusters, Polarisation, clusters_of, clusters_over_time
from winset.discourse.clusters import polarisation as polarisation_of
from winset.discourse.network import (
    OF_ONE_MODE,
    DiscourseNetwork,
    NetworkKind,
    Normalisation,
    discourse_network,
)
from winset.discourse.statements import Duplicates, Statements
from winset.discourse.windows import Window
from winset.foundation.wording import counted
from winset.reports.statements_report import (
    ClustersPart,
    DistanceRow,
    PolarisationPart,
    PositionRow,
    StatementsReport,
    WindowPart,
)


def statements_report(
    statements: Statements,
    file: str,
    *,
    network: NetworkKind = "congruence",
    normalisation: Normalisation = "no",
    duplicates: Duplicates = "include",
    windows: Sequence[Window] = (),
    with_clusters: bool = False,
    seed: int = 0,
) -> tuple[StatementsReport, DiscourseNetwork, Clusters | None]:
    """Network, clusters, polarisation, positions and distances of a file of statements.

    Parameters
    ----------
    statements, file
        What was read, and from where.
    network, normalisation, duplicates
        As for `discourse_network`.
    windows
        Spans over which clusters are followed.
    with_clusters
        Find clusters and polarisation of the whole.
    seed
        Of the clusters.

    Returns
    -------
    report, network, clusters
        The document; the network and the clusters for files.

    Raises
    ------
    InputError
        As for `discourse_network`.
    """
    found = discourse_network(
        statements, network, normalisation=normalisation, duplicates=duplicates
    )
    one_mode = normalisation if normalisation in OF_ONE_MODE else "no"
    clusters = split = None
    if with_clusters:
        subtract = discourse_network(
            statements, "subtract", normalisation=one_mode, duplicates=duplicates
        )
        clusters, split = clusters_of(subtract, seed=seed), polarisation_of(subtract, seed=seed)
    counted = statements.without_duplicates(duplicates)
    over_time = clusters_over_time(
        statements, windows, normalisation=one_mode, duplicates=duplicates, seed=seed
    )
    span = statements.span
    report = StatementsReport(
        file=file,
        version=version("winset"),
        seed=seed,
        statements=len(statements.entries),
        counted=found.statements,
        left_out=statements.left_out,
        span=None if span is None else (span[0].isoformat(), span[1].isoformat()),
        network=network,
        normalisation=normalisation,
        duplicates=duplicates,
        rows=list(found.rows),
        columns=list(found.columns),
        weights=[[float(weight) for weight in row] for row in found.weights],
        total=float(found.weights.sum()),
        clusters=None if clusters is None else _clusters(clusters),
        polarisation=None if split is None else _polarisation(split),
        windows=[
            WindowPart(
                first=item.window.first.isoformat(),
                last=item.window.last.isoformat(),
                statements=item.statements,
                clusters=_clusters(item.clusters),
                polarisation=_polarisation(item.polarisation),
                same_as_before=item.same_as_before,
                shared_actors=item.shared_actors,
            )
            for item in over_time
        ],
        positions=[PositionRow(**vars(item)) for item in stated_positions(counted)],
        distances=_distances(counted),
        assumptions=_assumptions(statements, network, duplicates),
    )
    return report, found, clusters


def _clusters(found: Clusters) -> ClustersPart:
    reason = "no two actors agree more than they differ" if found.modularity is None else None
    groups = [list(group) for group in found.groups]
    return ClustersPart(groups=groups, modularity=found.modularity, reason=reason)


def _polarisation(found: Polarisation) -> PolarisationPart:
    return PolarisationPart(
        value=found.value,
        camps=[list(camp) for camp in found.camps],
        exact=found.exact,
        reason="nobody agrees with or contradicts anybody" if found.value is None else None,
    )


def _distances(statements: Statements) -> list[DistanceRow]:
    found = belief_distances(statements)
    rows = []
    for one, other in zip(*np.triu_indices(len(found.actors), 1), strict=True):
        gap, shared = float(found.distance[one, other]), int(found.shared[one, other])
        rows.append(
            DistanceRow(
                actors=(found.actors[one], found.actors[other]),
                distance=gap if shared else None,
                shared=shared,
            )
        )
    return rows


def _assumptions(statements: Statements, network: NetworkKind, duplicates: Duplicates) -> list[str]:
    found = ["what an actor says in public is evidence for its position, not the position"]
    if network != "two-mode":
        found.append("numbers of statements are multiplied; concepts count the same")
    if duplicates == "include":
        found.append("repeated statements all count: loud actors have heavy ties")
    undated = sum(item.day is None for item in statements.entries)
    if undated:
        found.append(
            f"{counted(undated, 'statement has', 'statements have')} no date and "
            f"{'belongs' if undated == 1 else 'belong'} to no window"
        )
    return found
