"""Players of a power index, in groups that hold and weigh the same, and texts about them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from winset.render.figures.grammar.text_width import shortened, text_width
from winset.results.power.power_values import PowerResult


@dataclass(frozen=True)
class PowerGroup:
    """Players with the same power and the same weights.

    Attributes
    ----------
    names : tuple of str
        The players, in the order of the rule.
    power : float
        The power of each.
    weights : dict of str to float
        Chamber -> weight of each; without the chambers where they hold none.
    shares : dict of str to float
        Chamber -> share of the chamber's weight that each holds, 0 to 1.
    """

    names: tuple[str, ...]
    power: float
    weights: dict[str, float]
    shares: dict[str, float]

    @property
    def heaviest_share(self) -> float:
        """The largest share in any chamber; 0 without seats."""
        return max(self.shares.values(), default=0.0)


def power_groups(result: PowerResult, *, joined: bool) -> list[PowerGroup]:
    """Players by falling power, then falling share, then the order of the rule.

    Parameters
    ----------
    result
        Values of an index.
    joined
        Whether players with the same power and the same weights form one group; else one each.
    """
    totals, seats = result.rule.totals(), result.rule.seats
    found: dict[object, list[str]] = {}
    for name, value in result.values.items():
        held = tuple((chamber, seats[chamber].get(name)) for chamber in seats)
        # Equal players may differ in the last digit.
        key: object = (f"{float(value):.12g}", held) if joined else name
        found.setdefault(key, []).append(name)
    groups = []
    for names in found.values():
        held_by = {c: float(w[names[0]]) for c, w in seats.items() if names[0] in w}
        shares = {c: weight / totals[c] for c, weight in held_by.items()}
        groups.append(PowerGroup(tuple(names), float(result.values[names[0]]), held_by, shares))
    return sorted(groups, key=lambda group: (-group.power, -group.heaviest_share))


def group_label(group: PowerGroup, size: float, limit: float) -> str:
    """Name the members of a group as far as there is room, and how many they are.

    Examples
    --------
    >>> states = PowerGroup(("Delaware", "Montana", "Vermont"), 0.005, {}, {})
    >>> group_label(states, 11, 200), group_label(states, 11, 120)
    ('Delaware, Montana, Vermont (3)', 'Delaware, … (3)')
    """
    many = len(group.names)
    if many == 1:
        return shortened(group.names[0], size, limit)
    for shown in range(many, 0, -1):
        rest = "" if shown == many else ", …"
        label = f"{', '.join(group.names[:shown])}{rest} ({many})"
        if len(label) <= 400 and text_width(label, size) <= limit:
            return label
    end = f" ({many})"
    return shortened(group.names[0], size, limit - text_width(end, size)) + end


def amount_of_weight(weight: float) -> str:
    """Weight as it is read: whole numbers in full, others to six digits.

    Examples
    --------
    >>> amount_of_weight(1500000.0), amount_of_weight(0.25)
    ('1,500,000', '0.25')
    """
    if weight == round(weight) and abs(weight) < 1e15:
        return f"{round(weight):,}"
    return f"{weight:,.6g}"


def tick_values(highest: float, *, at_most: int = 6) -> list[float]:
    """Round values from 0 to no more than the highest, evenly apart.

    Examples
    --------
    >>> tick_values(0.3)
    [0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]
    """
    rough = highest / at_most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= rough * (1 - 1e-9))
    return [round(step * i, 12) for i in range(int(highest / step * (1 + 1e-9)) + 1)]
