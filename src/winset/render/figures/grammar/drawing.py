"""Checks of what a figure is given: its report, a width and a theme that there is."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar, cast, get_args

from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.render.figures.grammar.palette import Theme

LEAST_WIDTH: Final = 300
"""Pixels below which titles and labels have no room."""

_Plot = TypeVar("_Plot", bound=Callable[..., Any])


def draws(kind: type, right: str) -> Callable[[_Plot], _Plot]:
    """Let a figure say in words what it cannot draw.

    Parameters
    ----------
    kind
        Class of the first argument of the figure.
    right
        Where such an object comes from.

    Returns
    -------
    callable
        Decorator. The figure then raises `InputError` for anything else as its first argument, for
        a width that is no whole number of pixels of 300 or more, and for an unknown theme.
    """

    def decorated(plot: _Plot) -> _Plot:
        signature = inspect.signature(plot)
        first = next(iter(signature.parameters))
        name = plot.__name__

        @wraps(plot)
        def checked(*args: Any, **kwargs: Any) -> Any:
            given = signature.bind(*args, **kwargs)
            given.apply_defaults()
            shown = given.arguments[first]
            if not isinstance(shown, kind):
                what = f"{name} cannot draw an object of class {type(shown).__name__}"
                raise InputError(what, f"give it {right}")
            _refuse_size(name, given.arguments["width"])
            _refuse_theme(name, given.arguments["theme"])
            return plot(*args, **kwargs)

        return cast("_Plot", checked)

    return decorated


def _refuse_size(name: str, width: object) -> None:
    is_whole = isinstance(width, int) and not isinstance(width, bool)
    if not is_whole or cast("int", width) < LEAST_WIDTH:
        right = f"a whole number of pixels, {LEAST_WIDTH} or more"
        raise InputError(f"{name} cannot be drawn {width!r} wide", right)


def _refuse_theme(name: str, theme: object) -> None:
    known = get_args(Theme)
    if theme not in known:
        raise InputError(f"{name} has no theme {theme!r}", meant(str(theme), known, noun="themes"))
