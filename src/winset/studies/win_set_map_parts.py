"""What a map of win-sets holds."""

from __future__ import annotations

from winset.studies.report_parts import Part, coded, computed

__all__ = ["WinSetMap"]


class WinSetMap(Part):
    """Who would ratify what, on a lattice along one or two issues; the others are held."""

    case: str = coded("Id of the negotiation.")
    issues: list[str] = coded("The issues along which it is cut, first across, then up.")
    held: dict[str, float] = computed("Where the other issues are held.")
    steps: int = coded("Points along each axis, from 0 to 1.")
    countries: dict[str, list[str]] = computed(
        "For each country one text a row, `1` where it would sign and ratify; rows go up the "
        "second issue (one row with one issue)."
    )
    zone: list[str] = computed("The same for what would enter into force.")
    status_quo: dict[str, float] = coded("Status quo at likely values.")
    agreement: dict[str, float] = computed("What is agreed; empty if nothing is.")
    ideals: dict[str, dict[str, float]] = coded("Where each executive stands.")
