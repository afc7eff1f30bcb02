"""Ratification of texts between the nodes of a lattice, compiled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.kernels.compiled import compiled_like_numpy

__all__ = ["interpolated_passes"]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Bits = NDArray[np.uint8]


@compiled_like_numpy
def interpolated_passes(
    carried: Bits, first: Integers, share: Floats, consents: Bits, steps: int
) -> Floats:
    """Share of draws that pass at texts between the nodes of a lattice.

    Parameters
    ----------
    carried : array (n_nodes, n_draws, n_clauses)
        Whether each clause's chambers let a text pass, 0 or 1; the last axis of the lattice runs
        fastest.
    first : array (n, n_issues)
        Node below each text on each axis; one or two issues.
    share : array (n, n_issues)
        Place between that node and the next, 0..1.
    consents : array (n, n_draws, n_clauses)
        Whether those who cannot be paid consent in each clause.
    steps : int
        Nodes on an axis.

    Returns
    -------
    array (n,)

    Notes
    -----
    Only what chambers do is interpolated; single players decide at the text itself.
    """
    count, issues = first.shape
    draws, clauses = carried.shape[1], carried.shape[2]
    passes = np.zeros(count)
    corners = 2 if issues == 1 else 4
    for text in range(count):
        total = 0.0
        for corner in range(corners):
            right, up = corner % 2, corner // 2
            weight = share[text, 0] if right else 1.0 - share[text, 0]
            node = first[text, 0] + right
            if issues == 2:
                weight *= share[text, 1] if up else 1.0 - share[text, 1]
                node = node * steps + first[text, 1] + up
            if weight == 0.0:
                continue
            held = 0
            for draw in range(draws):
                for clause in range(clauses):
                    if carried[node, draw, clause] and consents[text, draw, clause]:
                        held += 1
                        break
            total += weight * held
        passes[text] = total / draws
    return passes
