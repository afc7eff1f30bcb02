"""A second try in a report: a text that falls short at home, and the least that turns it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from pydantic import ConfigDict, Field

from winset.reports.domestic.report_prose import joined
from winset.reports.report_parts import Part, coded, computed


class SecondTry(Part):
    """A text before its legislatures, and the least that turns it at one level of probability."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, allow_inf_nan=False, populate_by_name=True
    )

    text: str = coded("Which text.")
    legislature: str = coded("Before whom.")
    date: str = coded("Day of that legislature or vote; empty where none is coded.")
    level: float = coded("Least probability of ratification in each country that is needed.")
    from_: dict[str, float] = Field(
        alias="from",
        description="The text tried.",
        json_schema_extra={"mark": "coded"},
    )
    ratified: dict[str, float] = computed("Probability that each country ratifies it.")
    distance: float | None = computed(
        "Distance to the nearest text that is turned, axes of length 1, none weighted.",
    )
    point: dict[str, float] = computed("That text; empty where there is none.")
    natural: dict[str, str] = computed("The same in natural units.", default_factory=dict)
    ratified_then: dict[str, float] = computed("Probability that each country ratifies that one.")
    reason: str | None = computed("Why no text is turned.", default=None)
    letters: dict[str, float] = computed(
        "The least surplus for each legislator, by country that falls short, the text unchanged."
    )
    letters_reason: str | None = computed("Why no letter turns it.", default=None)
    payments: dict[str, float] = computed(
        "The least that supporters abroad must add to the purse of each country that falls short, "
        "in member-moves, the text unchanged."
    )
    payments_reason: str | None = computed("Why no payment turns it.", default=None)


SECOND_TRY_COLUMNS: Final = {
    "text": "Text",
    "legislature": "Before",
    "ratified": "Ratifies it",
    "level": "To reach",
    "point": "Nearest text",
    "distance": "Distance",
    "reason": "Why no text",
    "letters": "Letter",
    "letters_reason": "Why no letter",
    "payments": "Payment",
    "payments_reason": "Why no payment",
}


def second_try_text(
    row: SecondTry, issues: Mapping[str, str], countries: Mapping[str, str]
) -> tuple[str, str]:
    """Say which text is put to whom, and the least that turns it.

    Parameters
    ----------
    row
        A second try.
    issues, countries
        Titles by id.

    Examples
    --------
    >>> row = SecondTry(
    ...     text="the agreement", legislature="those at the table", date="", level=0.5,
    ...     from_={"x": 0.7}, ratified={"a": 0.2}, distance=0.1, point={"x": 0.6},
    ...     ratified_then={"a": 0.5}, letters={"a": 0.04}, payments={},
    ...     payments_reason="purses do not decide the vote in A",
    ... )
    >>> for part in second_try_text(row, {"x": "Tariff"}, {"a": "A"}):
    ...     print(part)
    The agreement, before those at the table (A 0.20)
    Tariff -0.10 (distance 0.100), or a letter worth 0.040 to each legislator in A; no payment: \
purses do not decide the vote in A
    """
    chances = ", ".join(f"{countries.get(k, k)} {value:.2f}" for k, value in row.ratified.items())
    tried = f"{row.text[:1].upper()}{row.text[1:]}, before {row.legislature} ({chances})"
    if row.distance == 0.0:
        return tried, "nothing: it is reached as it is"
    ways = []
    if row.distance is not None:
        moves = [
            f"{issues.get(name, name)} {row.point[name] - row.from_[name]:+.2f}"
            for name in row.point
            if abs(row.point[name] - row.from_[name]) >= _SHOWN
        ]
        ways.append(f"{joined(moves) or 'a trifle'} (distance {row.distance:.3f})")
    ways += _helped(
        row.letters,
        row.letters_reason,
        lambda value: f"a letter worth {value:.3f} to each legislator",
        countries,
    )
    ways += _helped(
        row.payments,
        row.payments_reason,
        lambda value: f"{value:.3g} member-moves for the text",
        countries,
    )
    whys = {"text": row.reason, "letter": row.letters_reason, "payment": row.payments_reason}
    closed = "; ".join(f"no {way}: {why}" for way, why in whys.items() if why is not None)
    said = ", or ".join(ways) or "out of reach"
    return tried, f"{said}; {closed}" if closed else said


_SHOWN: Final = 0.005
"""Changes of an issue below this are left out."""


def _helped(
    amounts: Mapping[str, float],
    reason: str | None,
    said: Callable[[float], str],
    countries: Mapping[str, str],
) -> list[str]:
    if reason is not None or not amounts:
        return []
    each = [f"{said(value)} in {countries.get(name, name)}" for name, value in amounts.items()]
    return [joined(each)]
