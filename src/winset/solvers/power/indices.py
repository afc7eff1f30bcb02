"""The power indices by the names of the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Final

from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.results.power.power_index import PowerIndex
from winset.results.power.power_to_act import PowerToAct
from winset.results.power.power_values import PowerResult
from winset.solvers.power.counting.player_classes import Game, rule_from

INDICES: Final[dict[str, Callable[..., PowerResult | PowerToAct]]] = {
    index.value: getattr(
        import_module(f"winset.solvers.power.{index.module}"), index.replace("-", "_")
    )
    for index in PowerIndex
}
"""Every index by its name."""


def power_index(
    game: Game,
    *,
    quota: float | None = None,
    names: Sequence[str] | None = None,
    index: str = "shapley-shubik",
    exact: bool = False,
    unions: Sequence[Sequence[str]] | None = None,
) -> PowerResult | PowerToAct:
    """Return one power index of a rule, chosen by name.

    How much does each player decide, before anything is known of what they want?

    Parameters
    ----------
    game
        A rule, or the weights of the players.
    quota, names
        With weights: the votes needed to win, and the names of the players.
    index
        One of `INDICES`.
    exact
        Fractions instead of decimals.
    unions
        A-priori unions, for the indices of Owen and Banzhaf-Owen only.

    Returns
    -------
    PowerResult or PowerToAct
        The latter for ``coleman-act``, which is one number for the body.

    Raises
    ------
    InputError
        An unknown index, unions missing or not wanted, or a game too large.

    Examples
    --------
    >>> power_index([50, 49, 1], quota=51, names=["A", "B", "C"], index="banzhaf", exact=True)
    <PowerResult: banzhaf over 3 players: A 0.6000, B 0.2000, C 0.2000 (generating ...>
    """
    if index not in INDICES:
        raise InputError(f"there is no index {index!r}", meant(index, INDICES, noun="indices"))
    rule = rule_from(game, quota=quota, names=names)
    if PowerIndex(index).with_unions != (unions is not None):
        what = "needs a-priori unions" if unions is None else "takes no unions"
        raise InputError(f"the index {index} {what}")
    if unions is None:
        return INDICES[index](rule, exact=exact)
    return INDICES[index](rule, unions=unions, exact=exact)
