"""Values as they are written on the command line."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, get_origin

from winset.cases.file.scalars import plain_scalar
from winset.cases.paths.fields import Shape, is_quantity
from winset.foundation.errors import CaseError, InputError


def value_from_text(text: str, expected: tuple[Shape, ...]) -> Any:
    """Return the plain value that a text stands for, by what is expected at its place.

    Parameters
    ----------
    text
        ``0.9``, ``1997-12-15``, a range low:likely:high such as ``0.3:0.4:0.6``, YAML in
        brackets, or a text.
    expected
        What may stand there.

    Returns
    -------
    object
        A number, date, text, mapping or list; not yet validated.

    Raises
    ------
    InputError
        If YAML in brackets cannot be read.

    Examples
    --------
    >>> from winset.cases.model.quantities import Quantity
    >>> value_from_text("0.3:0.4:0.6", (Quantity,))
    {'low': 0.3, 'likely': 0.4, 'high': 0.6}
    >>> value_from_text("1997", (str,))
    '1997'
    """
    word = text.strip()
    if word[:1] in ("{", "["):
        return _from_brackets(word)
    if any(map(is_quantity, expected)) and ":" in word:
        return _range(word)
    takes_text = any(shape is str for shape in expected)
    if takes_text and not any(get_origin(shape) is not None for shape in expected):
        return text
    value, wrong = plain_scalar(word)
    if wrong is not None:
        raise InputError(wrong.what, wrong.right)
    return value


def _from_brackets(text: str) -> Any:
    from winset.cases.file.document import parse_document

    try:
        document = parse_document(text, "value")
        problems = document.problems
    except CaseError as error:
        problems = error.problems
    if problems:
        raise InputError(problems[0].what, problems[0].right)
    return document.root.plain()


def _range(text: str) -> Any:
    values = [plain_scalar(piece)[0] for piece in re.split(r"\s*:\s*", text)]
    kinds = int | float | dt.date
    if not all(isinstance(v, kinds) and not isinstance(v, bool) for v in values):
        return text
    if len(values) == 3:
        return dict(zip(("low", "likely", "high"), values, strict=True))
    raise InputError(f"{text} is not a range", "write low:likely:high, for example 0.3:0.4:0.6")
