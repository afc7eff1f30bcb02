"""From a case or a table of actors to the game that forecasts of bargaining start from."""

from __future__ import annotations

import numpy as np

from winset.cases.model.case import Case
from winset.cases.model.institutions import NeedsAcquiescence, Veto
from winset.cases.model.weights import player_weight, seat_weight
from winset.cases.paths.rule_walk import chambers_of, leaf_name, rule_nodes
from winset.cases.tables.actor_table import ActorTable
from winset.foundation.errors import InputError
from winset.games.issue_positions import Positions
from winset.games.negotiation import Negotiation


def positions_of_table(table: ActorTable) -> Positions:
    r"""Turn a table of actors into arrays.

    Parameters
    ----------
    table
        As a reader gives it.

    Returns
    -------
    Positions
        In the unit of the table; NaN where an actor takes no part.

    Examples
    --------
    >>> from winset.cases.tables.read import actor_table_from_text
    >>> table = actor_table_from_text("name,position,salience\nA,4,0.5\nB,10,1\n", "a.csv")
    >>> positions_of_table(table).weight[:, 0].tolist()
    [0.5, 1.0]
    """
    actors = tuple(actor.name for actor in table.actors)
    issues = tuple(issue.name for issue in table.issues)
    shape = (len(actors), len(issues))
    position, salience, capability = np.full(shape, np.nan), np.zeros(shape), np.zeros(shape)
    row = {name: n for n, name in enumerate(actors)}
    column = {name: n for n, name in enumerate(issues)}
    for (issue, actor), stance in table.stances.items():
        place = row[actor], column[issue]
        position[place] = stance.position
        salience[place] = stance.salience
        capability[place] = stance.capability
    return Positions(
        actors=actors,
        issues=issues,
        position=position,
        salience=salience,
        capability=capability,
        low=np.array([issue.low for issue in table.issues], dtype=np.float64),
        high=np.array([issue.high for issue in table.issues], dtype=np.float64),
    )


def positions_of_case(case: Case) -> Positions:
    """Turn a domestic case into arrays, at likely values.

    Parameters
    ----------
    case
        A domestic case.

    Returns
    -------
    Positions
        Actors with a position on a vote axis. Capability is what an actor can bring to bear, in
        member-moves: its capacity, the weight of its seats in every chamber of the rule, and the
        weight of a single veto player or gatekeeper.

    Raises
    ------
    InputError
        If no actor has a position on a vote axis.
    """
    issues = tuple(name for name, issue in case.issues.items() if issue.axis == "vote")
    actors = tuple(
        name
        for name, actor in case.actors.items()
        if any(issue in actor.position for issue in issues)
    )
    if not actors:
        raise InputError("no actor has a position on a vote axis", "see `position` of actors")
    shape = (len(actors), len(issues))
    position, salience = np.full(shape, np.nan), np.zeros(shape)
    for row, name in enumerate(actors):
        actor = case.actors[name]
        for column, issue in enumerate(issues):
            if issue in actor.position:
                position[row, column] = actor.position[issue].likely
                coded = actor.salience.get(issue)
                salience[row, column] = 1.0 if coded is None else coded.likely
    part = ~np.isnan(position)
    capability = np.array([_member_moves(case, name) for name in actors])
    return Positions(
        actors=actors,
        issues=issues,
        position=position,
        salience=salience,
        capability=np.where(part, capability[:, None], 0.0),
        low=np.zeros(len(issues)),
        high=np.ones(len(issues)),
    )


def _member_moves(case: Case, name: str) -> float:
    """Capacity, weight of seats and weight of a single player, in member-moves."""
    actor = case.actors[name]
    total = actor.capacity.likely
    for chamber in chambers_of(case.rule):
        seats = actor.seats.get(chamber, 0)
        if seats:
            total += seats * seat_weight(case.rule, chamber).value
    single = {
        leaf_name(node)
        for _, node in rule_nodes(case.rule)
        if isinstance(node, Veto | NeedsAcquiescence)
    }
    if name in single or case.calendar.held_by == name:
        total += player_weight(case, name).value
    return total


def positions_at_table(table: Negotiation) -> Positions:
    """Turn a negotiation into arrays: its governments, nobody having to ratify.

    Parameters
    ----------
    table
        The negotiation at likely values.

    Returns
    -------
    Positions
        Countries with the position and salience of their chief executives and their bargaining
        power as capability.
    """
    numbers = [(c.game.numbers, c.executive) for c in table.countries]
    position = np.array([n.position[0, row] for n, row in numbers])
    salience = np.array([n.salience[0, row] for n, row in numbers])
    power = np.array([country.power for country in table.countries])
    part = ~np.isnan(position)
    return Positions(
        actors=table.names,
        issues=table.issues,
        position=position,
        salience=np.where(part, salience, 0.0),
        capability=np.where(part, power[:, None], 0.0),
        low=np.zeros(len(table.issues)),
        high=np.ones(len(table.issues)),
    )
