"""Mistaken arguments from a notebook, refused with what would be right."""

from __future__ import annotations

from collections.abc import Iterable
from numbers import Integral
from pathlib import Path

from winset.cases.model.case import Case
from winset.cases.model.negotiation import NegotiationCase
from winset.foundation.errors import InputError


def refuse_no_case(case: object) -> None:
    """Refuse what is not a case of a game at home.

    Raises
    ------
    InputError
        If it is anything else, such as the name of a case.
    """
    if isinstance(case, NegotiationCase):
        raise InputError(f"`{case.id}` is a negotiation", "use `winset.negotiate`")
    _refuse(case, Case)


def refuse_no_negotiation(case: object) -> None:
    """Refuse what is not a negotiation.

    Raises
    ------
    InputError
        If it is anything else, such as the name of a case.
    """
    if isinstance(case, Case):
        raise InputError(f"`{case.id}` is a domestic case", "use `winset.analyze`")
    _refuse(case, NegotiationCase)


def refuse_no_cases(cases: Iterable[object]) -> None:
    """Refuse a list in which something is not a case of a game at home.

    Raises
    ------
    InputError
        If it is a single case, or something in it is a negotiation or no case.
    """
    if isinstance(cases, Case | str | Path):
        raise InputError("one case is not a list of cases", "give several, such as [first, second]")
    for case in cases:
        if isinstance(case, NegotiationCase):
            raise InputError(f"`{case.id}` is a negotiation", "compare takes cases of one country")
        _refuse(case, Case)


def _refuse(case: object, kind: type[Case | NegotiationCase]) -> None:
    if isinstance(case, kind):
        return
    reader = "read_case" if kind is Case else "read_negotiation"
    if isinstance(case, str | Path):
        right = f'read it first: winset.{reader}("{case}")'
        raise InputError(f"`{case}` is the name of a case, not a case", right)
    shown = f"{case!r:.60}"
    raise InputError(f"{shown} is not a case", f"give what winset.{reader} returns")


def refuse_no_count(draws: object, seed: object, most: int) -> None:
    """Refuse a number of draws or a seed that is out of bounds or no whole number.

    Parameters
    ----------
    draws
        1 to `most`.
    seed
        Not negative.
    most
        The largest number of draws.

    Raises
    ------
    InputError
        If one of them is anything else.
    """
    for name, value in (("draws", draws), ("seed", seed)):
        if not isinstance(value, Integral):
            raise InputError(f"{name} must be a whole number, not {value!r}")
    if not 1 <= int(draws) <= most:  # type: ignore[call-overload]
        raise InputError(f"draws must lie between 1 and {most:,}, not {draws}")
    if int(seed) < 0:  # type: ignore[call-overload]
        raise InputError(f"the seed must not be negative, not {seed}")
