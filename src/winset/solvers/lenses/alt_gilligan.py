"""Alt and Gilligan: classes or sectors, by how specific factors are and how hard it is to act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from winset.foundation.citations import cited
from winset.games.arena import Arena, Economy
from winset.games.cut_points import CutPoints
from winset.results.lenses.lens_reading import (
    LensCard,
    LensCoalition,
    LensReading,
    Matters,
    Measure,
    Prediction,
)
from winset.solvers.lenses.rogowski import factor_cleavage
from winset.solvers.lenses.sector_cleavage import sector_cleavage

CARD = LensCard(
    id="mixed-cleavage",
    title="Mixed cleavage (Alt-Gilligan)",
    family="Commerce and coalitions",
    asks="Do classes or sectors face each other, given how specific factors are, how hard it is "
    "to organise and whether numbers decide?",
    needs="specificity, cost of collective action, majoritarian institutions, and the inputs of "
    "the factor and the sector cleavage",
    ignores="it knows owners of factors and sectors, and institutions only by one number",
    predicts="classes where factors are mobile and acting is easy, sectors where they are "
    "specific; protection where single industries lobby; nobody acts where mobile factors find "
    "acting hard",
    assumptions=(
        "between the two cut points of specificity an actor's side is the specificity-weighted "
        "mean of its sides by factor and by sector [ours]",
        "there the outcome is the one both readings agree on, else none [ours]",
    ),
    sources=cited("alt-gilligan-1994"),
)
_Form = Literal[
    "no coalitions", "classes", "single industries", "universal logroll", "sectors", "mixed"
]


@dataclass(frozen=True)
class TradeCoalitions:
    """The form trade coalitions take, and whether protection is what comes of it.

    Parameters
    ----------
    form
        Who organises.
    protection_likely
        Whether the form itself leads to protection.
    because
        The cell of the scheme in words.
    """

    form: _Form
    protection_likely: bool
    because: str


def trade_coalitions(
    specificity: float, action_cost: float, majoritarian: float, cuts: CutPoints | None = None
) -> TradeCoalitions:
    """Form of trade coalitions in an economy and polity.

    Who organises over trade: classes, sectors, single industries, or nobody?

    Parameters
    ----------
    specificity, action_cost, majoritarian
        0..1: how specific factors are, how hard collective action is, how far numbers decide.
    cuts
        Cut points between the cells; the default ones if not given.

    Returns
    -------
    TradeCoalitions

    Notes
    -----
    Mobile factors: easy action gives classes (the Stolper-Samuelson world), hard action none,
    since everybody rides free or leaves. Specific factors: easy action sets import-competing
    industries against exporters and the rest; hard action leaves the field to single industries
    that lobby for protection, or, where majorities are needed, to a universal logroll of them.
    In between the two pure cases mix.

    References
    ----------
    Alt and Gilligan (1994), figures 2 and 3 and the text on them.

    Examples
    --------
    >>> trade_coalitions(0.0, 0.0, 1.0).form, trade_coalitions(1.0, 1.0, 0.0).form
    ('classes', 'single industries')
    """
    cut = cuts or CutPoints()
    easy = action_cost < cut.easy_action
    if specificity <= cut.class_below:
        if easy:
            return TradeCoalitions("classes", False, "mobile factors, action is easy")
        return TradeCoalitions(
            "no coalitions", False, "mobile factors and hard action: free riding and exit"
        )
    if specificity < cut.sector_above:
        return TradeCoalitions("mixed", False, "factors are partly specific")
    if easy:
        return TradeCoalitions("sectors", False, "specific factors, action is easy")
    if majoritarian >= cut.majority_rule:
        because = "specific factors, hard action, majorities are needed"
        return TradeCoalitions("universal logroll", True, because)
    because = "specific factors, hard action, access rather than numbers"
    return TradeCoalitions("single industries", True, because)


def mixed_cleavage(arena: Arena) -> LensReading:
    """Read a case by the mix of factor and sector cleavage that fits the economy.

    Parameters
    ----------
    arena
        The arena.

    Returns
    -------
    LensReading
        Abstains where one of the three numbers is missing, or where no coalition forms.

    References
    ----------
    Alt and Gilligan (1994).
    """
    economy = arena.economy or Economy()
    by_factor, by_sector = factor_cleavage(arena), sector_cleavage(arena)
    seen = tuple(a for a in arena.actors if a in (*by_factor.sees, *by_sector.sees))
    missing = {
        f"lenses.economy.{name}": meaning
        for name, meaning in (
            ("specificity", "classes or sectors"),
            ("collective_action_cost", "who can organise"),
            ("majoritarian", "whether numbers decide"),
        )
        if np.isnan(getattr(economy, name))
    }
    missing |= dict(by_factor.missing) | dict(by_sector.missing)
    if missing:
        because = "the economy is not coded far enough"
        return LensReading(CARD, arena.actors, seen, None, because, missing=missing)
    cell = trade_coalitions(
        economy.specificity, economy.collective_action_cost, economy.majoritarian, arena.cuts
    )
    measures = (
        Measure("specificity", economy.specificity, "0 mobile factors, 1 specific"),
        Measure("cost of collective action", economy.collective_action_cost, "0 easy, 1 hard"),
        Measure("majoritarian", economy.majoritarian, "0 access decides, 1 numbers decide"),
    )
    coalitions = _coalitions(seen, cell, by_factor, by_sector, economy.specificity)
    prediction, because = _outcome(arena, cell, by_factor, by_sector)
    parts = {"classes": (by_factor,), "no coalitions": ()}.get(cell.form, (by_sector,))
    matters: tuple[Matters, ...] = tuple(m for part in parts for m in part.matters)
    return LensReading(CARD, arena.actors, seen, prediction, because, coalitions, matters, measures)


def _coalitions(
    seen: tuple[str, ...],
    cell: TradeCoalitions,
    by_factor: LensReading,
    by_sector: LensReading,
    specificity: float,
) -> tuple[LensCoalition, ...]:
    if cell.form == "no coalitions":
        return ()
    weight = {"classes": 0.0, "mixed": specificity}.get(cell.form, 1.0)
    lean = {a: (1.0 - weight) * by_factor.side_of(a) + weight * by_sector.side_of(a) for a in seen}
    return (
        LensCoalition(f"{cell.form}, for", tuple(a for a in seen if lean[a] > 1e-9), 1),
        LensCoalition(f"{cell.form}, against", tuple(a for a in seen if lean[a] < -1e-9), -1),
    )


def _outcome(
    arena: Arena, cell: TradeCoalitions, by_factor: LensReading, by_sector: LensReading
) -> tuple[Prediction | None, str]:
    if cell.protection_likely and arena.direction == 0:
        return None, "on the whole the bill neither opens nor closes trade"
    if cell.protection_likely:
        said: Prediction = "does not pass" if arena.direction == 1 else "passes"
        return said, f"{cell.because}: protection is likely"
    if cell.form == "no coalitions":
        return None, cell.because
    if cell.form == "classes":
        return by_factor.prediction, f"{cell.because}; {by_factor.because}"
    if cell.form == "sectors":
        return by_sector.prediction, f"{cell.because}; {by_sector.because}"
    if by_factor.prediction == by_sector.prediction:
        return by_factor.prediction, f"{cell.because}, and classes and sectors lead to the same end"
    return None, f"{cell.because}, and classes and sectors lead to different ends"
