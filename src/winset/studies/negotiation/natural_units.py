"""Values of an issue in the unit that negotiators use."""

from __future__ import annotations

from winset.cases.model.negotiation import NegotiationCase

__all__ = ["natural_text"]


def natural_text(case: NegotiationCase, issue: str, value: float) -> str | None:
    """A value in natural units, such as ``2.5 % car tariff``; None without units.

    Four digits are written, large numbers in full: ``61,680 tonnes``, not ``6.168e+04 tonnes``.
    """
    coded = case.issues[issue]
    if coded.natural is None or coded.unit is None:
        return None
    low, high = coded.natural
    told = f"{low + (high - low) * value:.4g}"
    if "e+" in told:
        told = f"{float(told):,.0f}"
    return f"{told} {coded.unit}"
