"""Lohmann and O'Halloran: whether a legislature lends its authority, and with what strings."""

from __future__ import annotations

import numpy as np

from winset.foundation.citations import cited
from winset.foundation.errors import InputError
from winset.games.arena import Arena
from winset.results.lenses.lens_reading import (
    LensCard,
    LensCoalition,
    LensReading,
    Matters,
    Measure,
    Prediction,
)
from winset.results.lenses.optimal_delegation import OptimalDelegation
from winset.solvers.lenses.coalition_theory import main_axis
from winset.solvers.lenses.divided_government import chamber_medians, opposed_chambers

CARD = LensCard(
    id="delegation",
    title="Delegation (Lohmann-O'Halloran)",
    family="Unitary executive and legislature",
    asks="Does the legislature lend the executive authority, and keep a vote on the result?",
    needs="whether the bill delegates; positions of chief executive and chambers; the chief "
    "executive's party",
    ignores="groups, agencies and factions; bills that delegate nothing",
    predicts="authority is lent while executive and legislature are not too far apart; under "
    "divided government with an up-or-down vote kept",
    assumptions=(
        "the distributive model of the source is stood in for by delegation with a uniform state "
        "and quadratic loss, whose answer is a cap [ours]",
        "the legislature is the median faction of the chamber farthest from the executive [ours]",
        "bias is the distance on the axis with the largest step, whose length is 1",
    ),
    sources=cited("lohmann-ohalloran-1994", "holmstrom-1984"),
)


def optimal_delegation(bias: float) -> OptimalDelegation:
    """The cap that a principal sets to a better informed agent who wants more.

    How much leeway is best when the agent knows more but leans?

    Parameters
    ----------
    bias
        How much more than the principal the agent wants in every state, 0..1.

    Returns
    -------
    OptimalDelegation

    Raises
    ------
    InputError
        If the bias is not between 0 and 1.

    Notes
    -----
    State uniform on 0..1, losses (y - w)^2 for the principal and (y - w - b)^2 for the agent. The
    agent takes w + b up to the cap c; the best cap is 1 - b for b < 1/2, with loss b^2 - (4/3) b^3;
    from 1/2 on the best fixed action, 1/2 with loss 1/12, is as good.

    References
    ----------
    Holmstrom (1984), for delegation to intervals; the uniform-quadratic case is standard.

    Examples
    --------
    >>> [optimal_delegation(b).cap for b in (0.1, 0.25, 0.4)]
    [0.9, 0.75, 0.6]
    """
    if not 0.0 <= bias <= 1.0:
        raise InputError(f"a bias of {bias}", "a number between 0 and 1")
    fixed = 1.0 / 12.0
    if bias >= 0.5:
        return OptimalDelegation(
            bias,
            None,
            fixed,
            fixed,
            sources=cited("holmstrom-1984"),
            method="closed form of the uniform-quadratic model",
        )
    loss = bias**2 - 4.0 * bias**3 / 3.0
    return OptimalDelegation(
        bias,
        1.0 - bias,
        loss,
        fixed,
        sources=cited("holmstrom-1984"),
        method="closed form of the uniform-quadratic model",
    )


def delegation(arena: Arena) -> LensReading:
    """Read a case as a loan of authority from the legislature to the executive.

    Parameters
    ----------
    arena
        The arena.

    Returns
    -------
    LensReading
        Abstains where the bill delegates nothing, or where it is not known to.

    References
    ----------
    Lohmann and O'Halloran (1994).
    """
    axis, chief = main_axis(arena), arena.chief_executive
    medians = chamber_medians(arena)
    place = float("nan") if chief is None else float(arena.position[arena.row(chief), axis])
    seen = tuple(a for a in arena.actors if a == chief or a in {m for m, _ in medians.values()})
    opposed = opposed_chambers(arena)
    missing = {} if opposed is not None else {"lenses.president_party": "divided or unified"}
    if arena.delegates is None:
        missing["lenses.delegates"] = "whether the bill lends authority"
    if chief is None or np.isnan(place) or not medians:
        missing["chief_executive" if chief is None else "actors.*.position"] = (
            "how far apart chief executive and legislature are"
        )
    if not arena.delegates or chief is None or np.isnan(place) or not medians:
        because = (
            "the bill lends the executive no authority"
            if arena.delegates is False
            else "the inputs it needs are not coded"
        )
        return LensReading(CARD, arena.actors, seen, None, because, missing=missing)
    chamber, (median, legislature) = max(medians.items(), key=lambda item: abs(item[1][1] - place))
    found = optimal_delegation(min(1.0, abs(place - legislature)))
    prediction: Prediction = "passes" if found.cap is not None else "does not pass"
    because = f"chief executive and {chamber} are {found.bias:.2f} apart: {_terms(found, opposed)}"
    return LensReading(
        CARD,
        arena.actors,
        seen,
        prediction,
        because,
        coalitions=(LensCoalition("principal and agent", seen),),
        matters=(
            Matters(median, f"median of the {chamber}", legislature),
            Matters(chief, "asks for the authority", place),
        ),
        measures=_measures(found),
        missing=missing,
    )


def _terms(found: OptimalDelegation, opposed: tuple[str, ...] | None) -> str:
    if found.cap is None:
        return "too far to lend authority"
    if opposed is None:
        return "authority is lent"
    if opposed:
        return "authority is lent, with an up-or-down vote kept since government is divided"
    return "authority is lent, without strings since government is unified"


def _measures(found: OptimalDelegation) -> tuple[Measure, ...]:
    leeway = "cap on what the executive may do, 0..1"
    if found.cap is None:
        leeway = "delegating is worth nothing"
    return (
        Measure("bias", found.bias, "chief executive to the chamber farthest away, 0..1"),
        Measure("leeway", found.cap, leeway),
        Measure("gain from delegating", found.loss_without - found.loss, "quadratic loss"),
    )
