"""Scenarios of a case side by side."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class Comparison(BaseModel):
    """Reports side by side.

    Parameters
    ----------
    titles
        What each is of.
    reports
        The reports, as JSON documents.
    changed
        For each after the first, what it changes against the first, in sentences.
    """

    model_config = ConfigDict(frozen=True)

    titles: list[str]
    reports: list[dict[str, Any]]
    changed: list[list[str]]
