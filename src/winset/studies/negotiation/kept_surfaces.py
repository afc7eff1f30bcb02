"""Ratification found before for the same country and shocks, for questions asked in a row."""

from __future__ import annotations

import pickle
from collections import OrderedDict
from hashlib import blake2b
from threading import Lock
from typing import Final, TypeVar

from winset.solvers.two_level.ratification_risk import RatificationRisk
from winset.solvers.two_level.ratification_surface import RatificationSurface
from winset.solvers.two_level.table_play import TablePlay

__all__ = ["with_kept"]

_MOST: Final = 24
"""Countries that are kept, the last asked for; some 3 MB each."""
_MOST_TEXTS: Final = 50_000
_surfaces: OrderedDict[bytes, RatificationSurface] = OrderedDict()
_asked: OrderedDict[bytes, dict[bytes, float]] = OrderedDict()
_lock = Lock()
Found = TypeVar("Found")


def with_kept(play: TablePlay) -> TablePlay:
    """The play with what was found before for countries that are the same in every number.

    While one government is moved, the other countries stay as they were, and so do their
    probabilities of ratification. The answers are those of the play itself.

    Parameters
    ----------
    play
        A table of which nothing was found yet.
    """
    if play.believed:
        seen = {name: with_kept(other) for name, other in play.believed.items()}
        play = play.replace(believed=seen)
    keys = {country.name: _mark(play, country.name) for country in play.negotiation.countries}
    if play.is_mapped:
        return play.replace(known={name: _surface(play, name, key) for name, key in keys.items()})
    asked = {}
    for country in play.negotiation.countries:
        found = _kept(_asked, keys[country.name], {})
        if len(found) > _MOST_TEXTS:
            found.clear()
        asked[id(country.game)] = (country.game, found)
    return play.replace(asked=asked)


def _surface(play: TablePlay, name: str, key: bytes) -> RatificationSurface:
    risk = RatificationRisk(play.negotiation.country(name).game, play.shocks[name])
    return _kept(_surfaces, key, RatificationSurface(risk, play.cells))


def _mark(play: TablePlay, name: str) -> bytes:
    """Everything that the probabilities of ratification in a country depend on."""
    told = (play.negotiation.country(name).game, play.shocks[name], play.cells)
    return blake2b(pickle.dumps(told), digest_size=16).digest()


def _kept(store: OrderedDict[bytes, Found], key: bytes, fresh: Found) -> Found:
    with _lock:
        found = store.setdefault(key, fresh)
        store.move_to_end(key)
        while len(store) > _MOST:
            store.popitem(last=False)
    return found
