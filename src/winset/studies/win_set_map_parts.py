"""What a map of win-sets holds."""

from __future__ import annotations

from winset.studies.report_parts import Part, coded, computed

__all__ = ["MappedSet", "WinSetMap"]


class MappedSet(Part):
    """A set of agreements along one or two issues; the others are held."""

    intervals: list[tuple[float, float]] = computed("Along one issue: its pieces, in order.")
    outline: list[list[tuple[float, float]]] = computed(
        "Along two issues: closed lines, the border closed along the frame; a point belongs where "
        "it lies inside an odd number of them. First issue first."
    )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self.intervals and not self.outline


class WinSetMap(Part):
    """Who would ratify what along one or two issues; the others are held."""

    case: str = coded("Id of the negotiation.")
    issues: list[str] = coded("The issues along which it is cut, first across, then up.")
    held: dict[str, float] = computed("Where the other issues are held.")
    countries: dict[str, MappedSet] = computed("What each country would sign and ratify.")
    zone: MappedSet = computed("What would enter into force.")
    status_quo: dict[str, float] = coded("Status quo at likely values.")
    agreement: dict[str, float] = computed("What is agreed; empty if nothing is.")
    ideals: dict[str, dict[str, float]] = coded("Where each executive stands.")
