"""Fields of a document, marked by where they come from, and the parts that documents share."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

Mark = Literal["coded", "computed"]


def _marked(mark: Mark, description: str, missing: str | None, **options: Any) -> Any:
    extra: JsonDict = {"mark": mark}
    if missing is not None:
        extra["missing"] = missing
    return Field(description=description, json_schema_extra=extra, **options)


def coded(description: str, missing: str | None = None, **options: Any) -> Any:
    """Field that echoes the input; `missing` says when it is None without a reason beside it."""
    return _marked("coded", description, missing, **options)


def computed(description: str, missing: str | None = None, **options: Any) -> Any:
    """Field that the model found; `missing` says when it is None without a reason beside it."""
    return _marked("computed", description, missing, **options)


class Part(BaseModel):
    """Settings shared by all parts of a Report."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Interval(Part):
    """A number at likely values with its 5th and 95th percentile over the draws."""

    likely: float | None = computed("At likely values.")
    low: float | None = computed("5th percentile.")
    high: float | None = computed("95th percentile.")
    reason: str | None = computed("Why a number is missing.", default=None)


class SourcedNumbers(Part):
    """Count of the numbers of a case by their source."""

    numbers: int = coded("Coded numbers and dates of the case.")
    with_source: int = coded("Those that name a source or have evidence about them.")
    defaults: int = coded("Those of them whose only source is the codebook.", default=0)


class Moments(Part):
    """Mean and standard deviation, and for a posterior the 5th and 95th percentile."""

    mean: float = computed("Mean.")
    sd: float = computed("Standard deviation.")
    low: float | None = computed(
        "5th percentile.", missing="it is a prior or a set value", default=None
    )
    high: float | None = computed(
        "95th percentile.", missing="it is a prior or a set value", default=None
    )
