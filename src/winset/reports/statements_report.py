"""The document of `winset statements`: networks, clusters and distances."""

from __future__ import annotations

from typing import Final, Literal

from winset.foundation.wording import counted
from winset.reports.document import Document, Listing
from winset.reports.report_parts import Part, coded, computed


class PositionRow(Part):
    """Position of an actor on a concept."""

    actor: str = coded("Who.")
    concept: str = coded("About what.")
    statements: int = coded("How many statements.")
    agreeing: int = coded("How many of them for it.")
    low: float = computed("5 % end of Wilson's interval of the share for.")
    likely: float = computed("Share for, 0..1.")
    high: float = computed("95 % end.")


class DistanceRow(Part):
    """Distance of beliefs between two actors."""

    actors: tuple[str, str] = coded("Who.")
    distance: float | None = computed(
        "Mean difference of the shares for, 0..1.", missing="they speak of no concept in common"
    )
    shared: int = computed("Concepts both speak of.")


class PolarisationPart(Part):
    """The best split into two camps."""

    value: float | None = computed("Signed modularity: 1 two pure camps, 0 chance.")
    camps: list[list[str]] = computed("The camps.")
    exact: bool = computed("Whether every split was tried.")
    reason: str | None = computed("Why there is none.", default=None)


class ClustersPart(Part):
    """Clusters by the Louvain method."""

    groups: list[list[str]] = computed("Actors of each cluster, the largest first.")
    modularity: float | None = computed("Modularity on the positive ties.")
    reason: str | None = computed("Why there is none.", default=None)


class WindowPart(Part):
    """One window of the debate."""

    first: str = coded("First day.")
    last: str = coded("Last day.")
    statements: int = computed("Statements in it.")
    clusters: ClustersPart = computed("Clusters of the subtract network.")
    polarisation: PolarisationPart = computed("Its polarisation.")
    same_as_before: float | None = computed(
        "Adjusted Rand index to the window before.", missing="the first window, or no actor in both"
    )
    shared_actors: int = computed("Actors in this window and the one before.")


class StatementsReport(Document):
    """Everything `winset statements` found out about a file of statements."""

    schema_: Literal["winset/statements/1"] = coded(
        "Name and version of this format.", default="winset/statements/1", alias="schema"
    )
    file: str = coded("The file.")
    version: str = computed("Version of winset.")
    seed: int = coded("Seed of the clusters.")
    statements: int = computed("Statements read.")
    counted: int = computed("Statements behind the network, repetitions left out as asked.")
    left_out: dict[str, int] = computed("Rows left out, by reason.")
    span: tuple[str, str] | None = computed("First and last day.", missing="no statement has a day")
    network: str = coded("Kind of network.")
    normalisation: str = coded("What weights were divided by.")
    duplicates: str = coded("What counts once.")
    rows: list[str] = computed("Names of the rows.")
    columns: list[str] = computed("Names of the columns.")
    weights: list[list[float]] = computed("The matrix.")
    total: float = computed("Sum of the matrix.")
    clusters: ClustersPart | None = computed(
        "Clusters, if asked for.", missing="not asked for", default=None
    )
    polarisation: PolarisationPart | None = computed(
        "Polarisation, if asked for.", missing="not asked for", default=None
    )
    windows: list[WindowPart] = computed("Windows, if asked for.", default_factory=list)
    positions: list[PositionRow] = computed("What each actor says of each concept.")
    distances: list[DistanceRow] = computed("Distances of beliefs.")
    assumptions: list[str] = computed("What the numbers rest on.")

    def heading(self) -> str:
        """Title of the report."""
        return f"Statements in {self.file}"

    def summary(self) -> str:
        """Say how many statements of whom, which network, which clusters."""
        span = "without dates" if self.span is None else f"from {self.span[0]} to {self.span[1]}"
        text = (
            f"{counted(self.statements, 'statement', 'statements')} of "
            f"{counted(len(self.rows), 'actor', 'actors')} {span}; the {self.network} network sums "
            f"to {self.total:g}."
        )
        if self.clusters is not None and self.clusters.modularity is not None:
            text += (
                f" {counted(len(self.clusters.groups), 'cluster', 'clusters')}, modularity "
                f"{self.clusters.modularity:.2f}."
            )
        if self.polarisation is not None and self.polarisation.value is not None:
            text += f" Polarisation {self.polarisation.value:.2f}."
        return text

    def listings(self) -> dict[str, Listing]:
        """Network, positions, distances of beliefs, windows."""
        network = [
            {"": row} | dict(zip(self.columns, weights, strict=True))
            for row, weights in zip(self.rows, self.weights, strict=True)
        ]
        columns = {"": "Actor"} | {name: name for name in self.columns}
        return {
            "network": Listing(f"Weights of the {self.network} network", network, columns),
            "positions": Listing("What actors say of concepts", self.positions, _POSITIONS),
            "distances": Listing("Distances of beliefs", self.distances, _DISTANCES),
            "windows": Listing("The debate over time", self.windows, _WINDOWS),
        }


_POSITIONS: Final = {
    "actor": "Actor",
    "concept": "Concept",
    "statements": "Statements",
    "agreeing": "For",
    "likely": "Share for",
    "low": "5 %",
    "high": "95 %",
}
_DISTANCES: Final = {"actors": "Actors", "distance": "Distance", "shared": "Shared concepts"}
_WINDOWS: Final = {
    "first": "From",
    "last": "To",
    "statements": "Statements",
    "clusters.modularity": "Modularity",
    "polarisation.value": "Polarisation",
    "same_as_before": "As before (adjusted Rand index)",
}
