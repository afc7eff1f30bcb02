"""Coded values: a number or a date, certain or as a range, with the source it was taken from."""

from __future__ import annotations

import datetime as dt
import math
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)
from pydantic_core import PydanticCustomError

from winset.foundation.calendar import is_in_range

MOST_DAYS = 36_525
"""A hundred years: work of more days than this is a slip, and would leave the calendar."""
LEAST_WINDOW = 0.01
"""The shortest span of days that others may be divided by."""

Distribution = Literal["triangular", "uniform", "beta"]


class Coded(BaseModel):
    """Settings shared by every part of a case file: unknown keys are errors, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("number_needed", "a number is needed")
    return value


def _day(value: Any) -> Any:
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date | str):
        raise PydanticCustomError("day_needed", "a day such as 1997-09-21 is needed")
    return value


def _in_range(day: dt.date) -> dt.date:
    if not is_in_range(day):
        raise PydanticCustomError("day_out_of_range", "{day} is out of range", {"day": str(day)})
    return day


Number = Annotated[float, BeforeValidator(_number)]
"""A finite number; text that looks like one is refused."""

PositiveNumber = Annotated[Number, Field(gt=0)]
"""A finite number above 0."""

Whole = Annotated[int, Field(strict=True)]
"""A whole number; 218.0, text and true or false are refused."""

Day = Annotated[dt.date, BeforeValidator(_day), AfterValidator(_in_range)]
"""A day of the years 1000 to 2999; a number, which would count seconds, is refused."""


class Quantity(Coded):
    """A coded number: a point, or a range with its most likely value.

    In a file it may stand as ``0.4``, as ``{low: 0.3, likely: 0.4, high: 0.6}`` or as
    ``{value: 0.4, source: ...}``.

    Raises
    ------
    ValueError
        If the three values are not in ascending order, one is missing, or a number is not finite.
    """

    low: Number = Field(description="Lowest value thought possible.")
    likely: Number = Field(description="Most likely value.")
    high: Number = Field(description="Highest value thought possible.")
    distribution: Distribution = Field(
        default="triangular",
        description="How values between low and high are weighted; beta is the PERT form.",
    )
    source: str | None = Field(default=None, description="Where this number comes from.")
    note: str | None = Field(default=None, description="How the number was coded.")

    @model_validator(mode="before")
    @classmethod
    def _accept_plain_numbers(cls, data: Any) -> Any:
        if isinstance(data, int | float) and not isinstance(data, bool):
            return {"low": data, "likely": data, "high": data}
        if not isinstance(data, dict | Quantity):
            raise PydanticCustomError("quantity_needed", "a number is needed")
        if isinstance(data, dict) and "value" in data:
            if {"low", "likely", "high"} & data.keys():
                raise ValueError("give either value, or low, likely and high")
            value = data["value"]
            rest = {key: item for key, item in data.items() if key != "value"}
            return {"low": value, "likely": value, "high": value, **rest}
        return data

    @model_validator(mode="after")
    def _is_ordered(self) -> Quantity:
        if not all(math.isfinite(v) for v in (self.low, self.likely, self.high)):
            raise ValueError("a number must be finite")
        if not self.low <= self.likely <= self.high:
            raise ValueError(
                f"a range needs low <= likely <= high, not {self.low:g}, {self.likely:g}, "
                f"{self.high:g}"
            )
        return self

    @property
    def is_range(self) -> bool:
        """Return whether the number is uncertain."""
        return self.low < self.high


def _within(low: float, high: float) -> Any:
    def check(value: Quantity) -> Quantity:
        if value.low < low or value.high > high:
            wrong = value.low if value.low < low else value.high
            raise ValueError(f"must lie between {low:g} and {high:g}, not {wrong:g}")
        return value

    return check


def _not_negative(value: Quantity) -> Quantity:
    if value.low < 0:
        raise ValueError(f"must be 0 or more, not {value.low:g}")
    return value


def _named_in_schema(name: str) -> Any:
    """Mark a bounded quantity, so that the JSON Schema can state its bounds."""
    return Field(json_schema_extra={"x-quantity": name})


def _days(least: float) -> Any:
    def check(value: Quantity) -> Quantity:
        if value.low < least or value.high > MOST_DAYS:
            wrong = value.low if value.low < least else value.high
            raise ValueError(f"must be from {least:g} to {MOST_DAYS} days, not {wrong:g}")
        return value

    return check


def _positive(value: Quantity) -> Quantity:
    if value.low <= 0:
        raise ValueError(f"must be above 0, not {value.low:g}")
    return value


UnitQuantity = Annotated[
    Quantity, AfterValidator(_within(0.0, 1.0)), _named_in_schema("UnitQuantity")
]
"""A number from 0 to 1."""

SignedUnitQuantity = Annotated[
    Quantity, AfterValidator(_within(-1.0, 1.0)), _named_in_schema("SignedUnitQuantity")
]
"""A number from -1 to 1."""

NonNegativeQuantity = Annotated[
    Quantity, AfterValidator(_not_negative), _named_in_schema("NonNegativeQuantity")
]
"""A number that is not negative."""

PositiveQuantity = Annotated[
    Quantity, AfterValidator(_positive), _named_in_schema("PositiveQuantity")
]
"""A number above 0."""


DaysQuantity = Annotated[Quantity, AfterValidator(_days(0.0)), _named_in_schema("DaysQuantity")]
"""A number of days, from 0 to a hundred years of them."""

WindowQuantity = Annotated[
    Quantity, AfterValidator(_days(LEAST_WINDOW)), _named_in_schema("WindowQuantity")
]
"""A number of days by which others are divided: from a hundredth of a day to a hundred years."""


class DateQuantity(Coded):
    """A coded date: one day, or a range of days where sources disagree.

    In a file it may stand as ``1997-09-21`` or as
    ``{low: 1997-09-16, likely: 1997-09-16, high: 1997-09-21}``.

    Raises
    ------
    ValueError
        If the days are not in order or a value is not a date.
    """

    low: Day = Field(description="Earliest day thought possible.")
    likely: Day = Field(description="Most likely day.")
    high: Day = Field(description="Latest day thought possible.")
    source: str | None = Field(default=None, description="Where this date comes from.")
    note: str | None = Field(default=None, description="How the date was coded.")

    @model_validator(mode="before")
    @classmethod
    def _accept_plain_dates(cls, data: Any) -> Any:
        if isinstance(data, dt.date | str) and not isinstance(data, dt.datetime):
            return {"low": data, "likely": data, "high": data}
        if not isinstance(data, dict | DateQuantity):
            raise PydanticCustomError("date_needed", "a day is needed")
        if isinstance(data, dict) and "value" in data:
            rest = {key: item for key, item in data.items() if key != "value"}
            return {"low": data["value"], "likely": data["value"], "high": data["value"], **rest}
        return data

    @model_validator(mode="after")
    def _is_ordered(self) -> DateQuantity:
        if not self.low <= self.likely <= self.high:
            raise ValueError("a range of dates needs low <= likely <= high")
        return self

    @property
    def is_range(self) -> bool:
        """Return whether the date is uncertain."""
        return self.low < self.high
