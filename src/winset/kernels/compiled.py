"""Compiling the inner loops, with a cache on disk that may be damaged or out of reach.

Machine code is kept beside the source, else in the user's cache, or in the folder that
NUMBA_CACHE_DIR names. A damaged file of it is compiled anew, and where nothing can be kept every
process compiles for itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Literal, TypeVar, cast

import numba
from numba.core import caching

__all__ = ["compiled", "compiled_like_numpy"]

_Function = TypeVar("_Function", bound=Callable[..., Any])
_FunctionCache: Any = caching.FunctionCache
_RIGHT = "name a folder that can be written in NUMBA_CACHE_DIR"
_said: set[str] = set()


def compiled(function: _Function) -> _Function:
    """Compile a function with strict IEEE arithmetic; the machine code is cached on disk.

    Parameters
    ----------
    function
        A function of arrays and numbers. It holds no lock of Python while it runs.

    Returns
    -------
    function
        The same, compiled at its first call with arguments of each kind. Division by zero is an
        error, as in Python.
    """
    return _compiled(function, "python")


def compiled_like_numpy(function: _Function) -> _Function:
    """Compile a function as `compiled` does, but divide by zero as NumPy does: to infinity."""
    return _compiled(function, "numpy")


def _compiled(function: _Function, error_model: Literal["python", "numpy"]) -> _Function:
    dispatcher: Any = numba.njit(fastmath=False, nogil=True, error_model=error_model)(function)
    try:
        dispatcher._cache = _Cache(function)
    except (RuntimeError, OSError) as error:  # no folder for it, as numba says in words
        _say(f"compiled code cannot be kept, so every run compiles for itself: {error}; {_RIGHT}")
    return cast(_Function, dispatcher)


class _Cache(_FunctionCache):  # type: ignore[misc]
    """Numba's cache of a function; what cannot be read or written of it is done without."""

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        try:
            return super().load_overload(sig, target_context)
        except Exception as error:  # what a damaged pickle raises has no bounds
            _say(f"damaged compiled code in {self.cache_path} is made anew ({_words(error)})")
            self._forget()
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        try:
            super().save_overload(sig, data)
        except (OSError, EOFError) as error:
            self._say_that_it_cannot_be_kept(error)

    def _forget(self) -> None:
        try:
            self.flush()
        except OSError as error:
            self._say_that_it_cannot_be_kept(error)

    def _say_that_it_cannot_be_kept(self, error: Exception) -> None:
        where = self.cache_path
        _say(f"compiled code cannot be kept in {where} ({_words(error)}); {_RIGHT}")


def _words(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__


def _say(what: str) -> None:
    """Say once what is wrong with the cache."""
    if not _said:
        logging.getLogger("winset").warning("winset: %s", what)
    _said.add(what)
