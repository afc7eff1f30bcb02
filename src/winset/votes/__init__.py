"""Roll calls: records and their readers, trade scores, forecasts of a vote, tests of the forecasts.

Start with `read_folder` (a folder of roll calls in any layout that is known), then `whip_count`,
`backtest` or `score_list`. The functions below are loaded when they are first used; those that
make documents are studies and live above this folder, which knows no case.
"""

from __future__ import annotations

import importlib
from typing import Any

_HOMES = {
    "winset.reports.roll_calls.case_whip": ("case_whip",),
    "winset.studies.roll_calls.backtest": ("backtest",),
    "winset.studies.roll_calls.ideal": ("ideal",),
    "winset.studies.roll_calls.vote_list": ("score_list", "vote_list"),
    "winset.studies.roll_calls.whip": ("whip_count",),
    "winset.votes.readers.declared": ("read_declared",),
    "winset.votes.forecast.one_vote": ("forecast_vote",),
    "winset.votes.readers.folder_reader": ("read_folder",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name not in _HOME:
        raise AttributeError(f"module 'winset.votes' has no attribute {name!r}")
    found = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Public names."""
    return sorted(_HOME)
