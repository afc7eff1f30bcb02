"""A table of actors: who stands where on which issue, how much each cares, how much each can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TableActor:
    """One actor.

    Parameters
    ----------
    name
        Name, as the table has it.
    title
        Longer name or description; empty where the table has none.
    """

    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class TableIssue:
    """One issue and the ends of its axis.

    Parameters
    ----------
    name
        Name, as the table has it.
    low, high
        Ends of the axis in the unit of the positions.
    title
        Longer name; empty where the table has none.
    """

    name: str
    low: float
    high: float
    title: str = ""


@dataclass(frozen=True, slots=True)
class Stance:
    """Wish of one actor on one issue.

    Parameters
    ----------
    position
        In the unit of the table.
    salience
        From 0 to 1, whatever the scale of the table.
    capability
        Not negative, in the unit of the table.
    line
        Line of the file.
    """

    position: float
    salience: float
    capability: float
    line: int


@dataclass(frozen=True)
class ActorTable:
    """Actors and issues as a table has them.

    Parameters
    ----------
    file
        Name of the file, for messages.
    layout
        ``"columns"``, ``"long"``, ``"ktab"``, ``"ktab-xml"`` or ``"decide"``.
    title
        Title of the table; empty where it has none.
    actors, issues
        In the order of the file.
    stances
        By issue and actor. An actor may be without a stance on some issues.
    assumptions
        What the table did not say and the reader had to assume, one sentence each.
    settings
        Switches of the model that the file carries, such as ``VotingRule``; empty for most.
    """

    file: str
    layout: str
    title: str
    actors: tuple[TableActor, ...]
    issues: tuple[TableIssue, ...]
    stances: Mapping[tuple[str, str], Stance] = field(repr=False)
    assumptions: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)

    def on(self, issue: str) -> Iterator[tuple[TableActor, Stance]]:
        """Yield the actors that take part on an issue, each with its stance.

        Parameters
        ----------
        issue
            Name of an issue.
        """
        for actor in self.actors:
            stance = self.stances.get((issue, actor.name))
            if stance is not None:
                yield actor, stance

    def share_of_axis(self, issue: TableIssue, position: float) -> float:
        """Return a position as a share of its axis, 0 at the low end and 1 at the high end.

        Parameters
        ----------
        issue
            One of the issues.
        position
            In the unit of the table.

        Examples
        --------
        >>> table = ActorTable("a.csv", "columns", "", (), (), {})
        >>> table.share_of_axis(TableIssue("delay", 4, 10), 7)
        0.5
        """
        width = issue.high - issue.low
        return (position - issue.low) / width if width else 0.0
