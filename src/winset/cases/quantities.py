"""Coded values: a number or a date, certain or as a range, with the source it was taken from."""

from __future__ import annotations

import datetime as dt
import math
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Distribution = Literal["triangular", "uniform", "beta"]


class Coded(BaseModel):
    """Settings shared by every part of a case file: unknown keys are errors, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Quantity(Coded):
    """A coded number: a point, or a range with its most likely value.

    In a file it may stand as ``0.4``, as ``{low: 0.3, likely: 0.4, high: 0.6}`` or as
    ``{value: 0.4, source: ...}``.

    Raises
    ------
    ValueError
        If the three values are not in ascending order, one is missing, or a number is not finite.
    """

    low: float = Field(description="Lowest value thought possible.")
    likely: float = Field(description="Most likely value.")
    high: float = Field(description="Highest value thought possible.")
    distribution: Distribution = Field(
        default="triangular",
        description="How values between low and high are weighted; beta is the PERT form.",
    )
    source: str | None = Field(default=None, description="Where this number comes from.")
    note: str | None = Field(default=None, description="How the number was coded.")

    @model_validator(mode="before")
    @classmethod
    def _accept_plain_numbers(cls, data: Any) -> Any:
        if isinstance(data, bool):
            raise ValueError("a number or a range {low, likely, high} is needed, not true or false")
        if isinstance(data, int | float):
            return {"low": data, "likely": data, "high": data}
        if isinstance(data, str):
            raise ValueError(f"a number or a range {{low, likely, high}} is needed, not {data!r}")
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
        """Whether the number is uncertain."""
        return self.low < self.high


def _within(low: float, high: float) -> Any:
    def check(value: Quantity) -> Quantity:
        if value.low < low or value.high > high:
            raise ValueError(f"must lie between {low:g} and {high:g}")
        return value

    return check


def _not_negative(value: Quantity) -> Quantity:
    if value.low < 0:
        raise ValueError("must not be negative")
    return value


UnitQuantity = Annotated[Quantity, AfterValidator(_within(0.0, 1.0))]
"""A number from 0 to 1."""

SignedUnitQuantity = Annotated[Quantity, AfterValidator(_within(-1.0, 1.0))]
"""A number from -1 to 1."""

NonNegativeQuantity = Annotated[Quantity, AfterValidator(_not_negative)]
"""A number that is not negative."""


class DateQuantity(Coded):
    """A coded date: one day, or a range of days where sources disagree.

    In a file it may stand as ``1997-09-21`` or as
    ``{low: 1997-09-16, likely: 1997-09-16, high: 1997-09-21}``.

    Raises
    ------
    ValueError
        If the days are not in order or a value is not a date.
    """

    low: dt.date = Field(description="Earliest day thought possible.")
    likely: dt.date = Field(description="Most likely day.")
    high: dt.date = Field(description="Latest day thought possible.")
    source: str | None = Field(default=None, description="Where this date comes from.")
    note: str | None = Field(default=None, description="How the date was coded.")

    @model_validator(mode="before")
    @classmethod
    def _accept_plain_dates(cls, data: Any) -> Any:
        if isinstance(data, dt.datetime):
            raise ValueError("a day is needed (1997-09-21), without a time")
        if isinstance(data, dt.date | str):
            return {"low": data, "likely": data, "high": data}
        if isinstance(data, bool | int | float):
            raise ValueError(f"a date such as 1997-09-21 is needed, not {data!r}")
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
        """Whether the date is uncertain."""
        return self.low < self.high
