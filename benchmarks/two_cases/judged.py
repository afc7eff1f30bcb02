"""The rule by which a claim is judged, and the words and cells of the page."""

from __future__ import annotations

from typing import Any, Final

FOR, AGAINST, OPEN = "bears out", "against", "cannot say"
NOT_LEARNT: Final = {
    "rho": "its channel, rho, is not learnt",
    "pi": "its channel, pi, is not learnt",
    "phi": "its channel, phi, is not learnt",
    "purses": "the record does not show that purses matter",
    "division": "the effect of division on days is not learnt",
    "joining": "who joins is not learnt",
    "pressure": "the weight of groups at the table cannot be estimated",
}
"""Channels of which the record says nothing, whatever the model then computes."""
LEAST_MOVE: Final = 0.01
WIDE: Final = 0.25
APART: Final = 0.05


def judged(claim: dict[str, Any], found: dict[str, Any]) -> tuple[str, str]:
    """Verdict on a claim and why, from the measured numbers by the rule of the page."""
    rule = claim["rule"]
    if rule in NOT_LEARNT:
        return OPEN, NOT_LEARNT[rule]
    if rule == "coded":
        return OPEN, str(claim["why"])
    return _RULES[rule](claim, found)


def _move(claim: dict[str, Any], found: dict[str, Any]) -> tuple[str, str]:
    """A switch that should raise or lower the probability."""
    moved = found[str(claim["case"])]["moves"][claim["switch"]]
    if moved is None:
        return OPEN, "the case has nothing to switch"
    way = 1.0 if claim["way"] == "up" else -1.0
    ends = sorted((way * moved["low"], way * moved["high"]))
    if max(abs(one) for one in ends) < LEAST_MOVE:
        return OPEN, "it moves less than a point"
    if ends[0] > 0.0:
        return FOR, "the range lies on the article's side"
    if ends[1] < 0.0:
        return AGAINST, "the range lies on the other side"
    return OPEN, "the range holds no change"


def _count(claim: dict[str, Any], found: dict[str, Any]) -> tuple[str, str]:
    """A recorded count in the distribution of the vote."""
    low, high, seats = (float(look_up(found, claim[key])) for key in ("low", "high", "seats"))
    if not low <= claim["recorded"] <= high:
        return AGAINST, "it lies outside the 90 % interval"
    if high - low > WIDE * seats:
        return OPEN, f"the 90 % interval is {high - low:.0f} votes wide and holds nearly any count"
    return FOR, "it lies inside a narrow 90 % interval"


def _order(claim: dict[str, Any], found: dict[str, Any]) -> tuple[str, str]:
    """One computed number that should be larger than another."""
    larger, smaller = (float(look_up(found, claim[key])) for key in ("larger", "smaller"))
    if larger - smaller > APART:
        return FOR, "the order is the article's"
    if smaller - larger > APART:
        return AGAINST, "the order is the other way round"
    return OPEN, "the two hardly differ"


def _end(claim: dict[str, Any], found: dict[str, Any]) -> tuple[str, str]:
    """A recorded end: more than half of the draws, or none more frequent against it."""
    shares = found[str(claim["case"])]["shares"]
    share = shares[claim["end"]]
    if share > 0.5:
        return FOR, "more than half of the draws"
    if share == max(shares.values()):
        return OPEN, "the most frequent end, in less than half of the draws"
    return AGAINST, "another end is more frequent"


_RULES: Final = {
    "move": _move,
    "count": _count,
    "order": _order,
    "end": _end,
}


def look_up(found: Any, path: str) -> Any:
    """A number of the measured ones by its path, steps parted by a slash."""
    for step in path.split("/"):
        found = found[int(step)] if isinstance(found, list) else found[step]
    return found


def moved_text(moved: dict[str, Any] | None) -> str:
    """Change of the probability in points with its range, then that of the price."""
    if moved is None:
        return "-"
    points = [100.0 * moved[key] for key in ("probability", "low", "high")]
    prices = [moved[key] for key in ("price", "price_low", "price_high")]
    if points[1] == points[2] == 0.0 and all(one is None or abs(one) < 1e-9 for one in prices):
        return "0"
    price = "" if prices[0] is None else f"; {_signed(prices[0], 1)}"
    low, high = (_signed(one, 0) for one in points[1:])
    return f"{_signed(points[0], 1)} ({low} to {high}){price}"


def _signed(value: float, places: int) -> str:
    """A number with its sign, none where it rounds to 0."""
    text = f"{value:+.{places}f}"
    return text[1:] if float(text) == 0.0 else text
