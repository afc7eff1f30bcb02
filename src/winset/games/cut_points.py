"""Cut points of the lenses: where a measure becomes a statement, all choices of this project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from winset.foundation.errors import InputError
from winset.foundation.spelling import meant


def _cut(default: float, meaning: str) -> float:
    found: float = field(default=default, metadata={"meaning": meaning})
    return found


@dataclass(frozen=True)
class CutPoints:
    """Cut points, one set for all cases; each lies in 0..1 but for the numbers of actors and years.

    Raises
    ------
    InputError
        If one is negative, not finite, or above 1 where it is a share.
    """

    small_gain: float = _cut(0.02, "an owner whose real gain is smaller takes no side")
    class_below: float = _cut(1 / 3, "specificity up to which cleavages run between classes")
    sector_above: float = _cut(2 / 3, "specificity from which they run between sectors")
    easy_action: float = _cut(0.5, "cost of collective action below which large groups form")
    majority_rule: float = _cut(0.5, "majoritarian share from which numbers decide")
    executive_dispersion: float = _cut(
        0.15, "spread of stands below which policy leaves the executive (one anchor step)"
    )
    closed_triangle: float = _cut(0.5, "weakest tie from which a triangle is closed")
    autonomous: float = _cut(0.5, "share of inside ties from which a triangle is autonomous")
    incremental_step: float = _cut(0.15, "largest step that counts as incremental")
    few_members: float = _cut(10.0, "members up to which a network counts as small")
    many_members: float = _cut(40.0, "members from which it counts as large")
    community: float = _cut(2 / 3, "score from which a network is a policy community")
    issue_network: float = _cut(1 / 3, "score up to which it is an issue network")
    network_window_years: float = _cut(2.0, "years between the two looks at a network")
    belief_distance: float = _cut(
        0.35, "largest distance within an advocacy coalition (complete linkage)"
    )
    coalition_decade: float = _cut(10.0, "years over which a coalition must be seen to be stable")
    core_change: float = _cut(0.1, "change of the core below which it stands fixed")
    willing: float = _cut(0.5, "mean willingness from which it is high")
    engaged: float = _cut(0.5, "engagement from which an actor is pivotal")
    prevails: float = _cut(0.1, "share of the concessions below which one side prevails")
    lopsided: float = _cut(0.35, "share below which a compromise is lopsided")
    framework_score: float = _cut(0.5, "score of the coalition framework from which a bill passes")

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            is_count = item.name.endswith(("members", "years", "decade"))
            if not 0.0 <= value <= (1000.0 if is_count else 1.0):
                end = "1000" if is_count else "1"
                raise InputError(f"cut point {item.name}: {value} is not between 0 and {end}")
        pairs = (
            ("class_below", "sector_above"),
            ("few_members", "many_members"),
            ("issue_network", "community"),
            ("prevails", "lopsided"),
        )
        for low, high in pairs:
            if getattr(self, low) > getattr(self, high):
                raise InputError(f"cut point {low} must not be above {high}")

    def changed(self, values: Mapping[str, float]) -> CutPoints:
        """Cut points with some of them set.

        Parameters
        ----------
        values
            Cut point to value.

        Raises
        ------
        InputError
            If there is no such cut point, with the nearest name, or a value is out of bounds.
        """
        names = [item.name for item in fields(self)]
        for name in values:
            if name not in names:
                raise InputError(
                    f"`{name}` is not a cut point", meant(name, names, noun="cut points")
                )
        return replace(self, **{name: float(value) for name, value in values.items()})

    def to_dict(self) -> dict[str, float]:
        """Cut points by name."""
        return {item.name: float(getattr(self, item.name)) for item in fields(self)}


def cut_point_meanings() -> dict[str, str]:
    """Say what each cut point decides, by its name.

    Examples
    --------
    >>> cut_point_meanings()["willing"]
    'mean willingness from which it is high'
    """
    return {item.name: str(item.metadata["meaning"]) for item in fields(CutPoints)}
