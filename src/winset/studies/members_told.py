"""What a report says of real members: who they are, what places and shocks them."""

from __future__ import annotations

import numpy as np

from winset.translate import CodedGame


def members_told(coded: CodedGame) -> list[str]:
    """Sentences on each chamber that real members fill, or that they could fill.

    Parameters
    ----------
    coded
        The case as a game.

    Returns
    -------
    list of str
        Empty for a case that names no roll calls.
    """
    if not coded.rosters:
        return [
            f"The case names {chamber.members_from.vote} to fill the {name} with real members; "
            "without roll-call data its blocs stand there."
            for name, chamber in coded.case.chambers.items()
        ]
    found = []
    for roster in coded.rosters:
        named = roster.named
        source = coded.case.chambers[named.chamber].members_from
        real = int(named.is_real.sum())
        day = source.as_of or "its own day"
        found.append(
            f"The {named.chamber} holds {real} real members, placed for {source.vote} by "
            f"{roster.found.votes} roll calls dated before {day}; what the forecast leaves open "
            "shifts their ideal points in place of the shocks of bill, party, bloc and member "
            "[ours]. A member inherits salience, willingness, cost of no agreement and ties from "
            "the bloc of its party and wing [ours]."
        )
        found += [f"No bloc of its party: {note} [ours]." for note in roster.notes]
        plain = int(np.count_nonzero(~named.is_real))
        if plain:
            found.append(f"{plain} seats of the {named.chamber} stay as coded.")
    return found
