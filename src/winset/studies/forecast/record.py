"""The record of each model on decided issues, as it was scored once and shipped."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from winset.reports.forecast_report import ModelRecord


@cache
def _record() -> dict[str, object]:
    found: dict[str, object] = tomllib.loads(
        files("winset.studies.forecast").joinpath("record.toml").read_text("utf-8")
    )
    return found


def record_of_model(name: str) -> ModelRecord | None:
    """Score of a model on the first wave of DEU III.

    Parameters
    ----------
    name
        Name of the model.

    Returns
    -------
    ModelRecord or None
        None for a model that was not scored.
    """
    record = _record()
    models = record["models"]
    assert isinstance(models, dict)  # noqa: S101 - our own file
    scored = models.get(name)
    if scored is None:
        return None
    return ModelRecord(data=str(record["data"]), **scored)
