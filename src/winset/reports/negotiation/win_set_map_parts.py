"""Content of a map of win-sets."""

from __future__ import annotations

from winset.reports.report_parts import Part, coded, computed


class MappedSet(Part):
    """A set of agreements along one or two issues, at two levels; the others are held."""

    intervals: list[tuple[float, float]] = computed("Along one issue: its pieces, in order.")
    outline: list[list[tuple[float, float]]] = computed(
        "Along two issues: closed lines, the border closed along the frame; a point belongs where "
        "it lies inside an odd number of them. First issue first."
    )
    intervals_likely: list[tuple[float, float]] = computed(
        "The same where each ratifies with a probability of .9 or more."
    )
    outline_likely: list[list[tuple[float, float]]] = computed(
        "The same where each ratifies with a probability of .9 or more."
    )

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing in it."""
        return not self.intervals and not self.outline


class WinSetMap(Part):
    """Win-sets along one or two issues; the others are held."""

    case: str = coded("Id of the negotiation.")
    issues: list[str] = coded("The issues along which it is cut, first across, then up.")
    held: dict[str, float] = computed("Where the other issues are held.")
    countries: dict[str, MappedSet] = computed(
        "What each government gains from and its country ratifies with .5 or more."
    )
    zone: MappedSet = computed("What all that are needed would sign and ratify with .5 or more.")
    status_quo: dict[str, float] = coded("Status quo at likely values.")
    agreement: dict[str, float] = computed("What is signed; empty if nothing is.")
    most_promising: dict[str, float] = computed(
        "The text at which the government that expects least expects most; empty if one is signed."
    )
    ideals: dict[str, dict[str, float]] = coded("Where each executive stands.")
