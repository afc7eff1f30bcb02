"""Reasons for an empty zone, and the smallest change of one coded number that opens it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from winset.cases.paths.path_words import path_words
from winset.foundation.wording import with_article
from winset.games.domestic import DomesticGame, Floats
from winset.reports.negotiation.negotiation_report_parts import Opening
from winset.results.two_level.win_set import WinSet
from winset.studies.negotiation.risk_sections import actor_title
from winset.translate.negotiation import CodedNegotiation

if TYPE_CHECKING:
    from winset.studies.negotiation.likely_table import Table

__all__ = ["blockers", "openings", "probe_points"]

_PARTS = (".position.", ".no_agreement", ".capacity", ".salience.", ".willingness.", ".strength")
_MOST = 5
_HALVINGS = 16


def probe_points(zone: WinSet, win_sets: dict[str, WinSet]) -> Floats:
    """Points at which an empty zone is probed: a lattice, and points of every win-set."""
    issues = len(zone.issues)
    if issues <= 2:
        axis = np.linspace(0.0, 1.0, 201 if issues == 1 else 25)
        lattice = np.stack(np.meshgrid(*[axis] * issues, indexing="ij"), -1).reshape(-1, issues)
    else:
        lattice = np.zeros((0, issues))
    own = [found.inner[:: max(1, len(found.inner) // 100)] for found in win_sets.values()]
    points = np.concatenate([lattice, *own])
    away = np.abs(points - zone.status_quo).max(axis=1) > 1e-6
    return np.asarray(np.unique(points[away], axis=0))


def blockers(table: Table, points: Floats) -> tuple[list[str], str]:
    """Countries without which the rest would agree, and who refuses in them, in words.

    Parameters
    ----------
    table
        The negotiation.
    points
        Where the zone is probed.
    """
    names = table.coded.likely.names
    wanted = [points[table.without(place, points)] for place in range(len(names))]
    alone = [name for name, near in zip(names, wanted, strict=True) if len(near)]
    if not alone:
        return [], "no country alone stands in the way: at every point several refuse"
    said = []
    for name in alone:
        place = names.index(name)
        near = wanted[place]
        refusers = Counter(table.refusers(place, near[:: max(1, len(near) // 50)]))
        title = with_article(table.coded.case.countries[name].title)
        who = refusers.most_common(1)[0][0]
        said.append(f"{title} ({actor_title(table, name, who) or 'its government'})")
    return alone, "what the others would ratify is refused by " + " or by ".join(said)


def openings(table: Table, points: Floats) -> list[Opening]:
    """The smallest changes of one number in one country that open an empty zone.

    Parameters
    ----------
    table
        The negotiation; every country must ratify.
    points
        Where the zone is probed.

    Returns
    -------
    list of Opening
        At most five, those that move the least of the range worth searching first.

    Notes
    -----
    Tried are positions, saliences, costs of no agreement, capacities, willingness and pressure of
    a country without which the others would agree somewhere; each is tried at both ends of its
    range and, where that opens the zone at a point probed, bisected. [ours]
    """
    coded = table.tested
    found: list[tuple[float, Opening]] = []
    for place, name in enumerate(coded.likely.names):
        wanted = points[table.without(place, points)]
        if not len(wanted):
            continue
        opens = table.opened(place, wanted)
        for column, number in enumerate(coded.countries[name].inputs):
            if not number.path.startswith("countries.") or number.is_date:
                continue
            if any(part in number.path for part in _PARTS):
                found += _opening(coded, name, column, opens)
    found.sort(key=lambda pair: (pair[0], pair[1].path))
    return [opening for _, opening in found[:_MOST]]


def _opening(
    coded: CodedNegotiation, country: str, column: int, opened: Callable[[DomesticGame], bool]
) -> list[tuple[float, Opening]]:
    home = coded.countries[country]
    values, number = home.likely_values, home.inputs[column]
    of_country = number.path.removeprefix(f"countries.{country}.")
    title = f"{coded.case.countries[country].title}: {path_words(home.case, of_country)}"

    def opens(value: float) -> bool:
        tried = values.copy()
        tried[column] = value
        return opened(home.at(tried[None, :]))

    low, high = number.domain
    best: list[tuple[float, Opening]] = []
    for end in (low, high):
        if abs(end - number.likely) < 1e-9 or not opens(end):
            continue
        shut, open_ = number.likely, end
        for _ in range(_HALVINGS):
            middle = 0.5 * (shut + open_)
            shut, open_ = (shut, middle) if opens(middle) else (middle, open_)
        share = abs(open_ - number.likely) / (high - low)
        opening = Opening.model_validate(
            {
                "path": number.path,
                "title": title,
                "value": float(open_),
                "from": float(number.likely),
            }
        )
        best.append((share, opening))
    return sorted(best, key=lambda pair: pair[0])[:1]
