"""NOMINATE scores that come with a file: a covariate that has seen the future."""

from __future__ import annotations

from typing import Final

import numpy as np

from winset.foundation.errors import InputError
from winset.votes.records import VoteTable

NOMINATE_LEAK: Final = (
    "NOMINATE scores are estimated from whole careers, later votes included: this forecast has "
    "seen the future and is not a test of anything"
)


def nominate_scores(table: VoteTable) -> dict[str, dict[str, float]]:
    """Both dimensions by member id, as last seen in the table.

    Raises
    ------
    InputError
        If the table came without scores.
    """
    if table.scores is None:
        raise InputError("the data hold no NOMINATE scores", "columns nominate_dim1, nominate_dim2")
    found: dict[str, dict[str, float]] = {"nominate_dim1": {}, "nominate_dim2": {}}
    for row, member in enumerate(table.members):
        known = table.scores[row][~np.isnan(table.scores[row]).any(axis=1)]
        if known.size:
            for place, name in enumerate(found):
                found[name][member.id] = float(known[-1, place])
    return found
