"""Values and cases as YAML text that reads back to the same."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from winset.cases.file.scalars import plain_scalar
from winset.cases.model.quantities import DateQuantity, Quantity
from winset.cases.paths.paths import children

WIDTH = 100
"""Longest line written, unless one word is longer."""

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_ ,;./()+%&'$-]*\Z")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")


def plain_data(value: Any) -> Any:
    """Return a part of a case as plain data, as a user would write it.

    Parameters
    ----------
    value
        A case, a part of one, or plain data.

    Returns
    -------
    object
        Dictionaries, lists and scalars. Only what was given; a number without a range is a number,
        or ``{value: ...}`` with its source.
    """
    if isinstance(value, Quantity | DateQuantity):
        return _plain_quantity(value)
    if isinstance(value, BaseModel | Mapping):
        items = children(value) if isinstance(value, BaseModel) else value.items()
        return {str(step): plain_data(item) for step, item in items}
    if isinstance(value, list | tuple):
        return [plain_data(item) for item in value]
    return value


def _plain_quantity(value: Quantity | DateQuantity) -> Any:
    given = {step: item for step, item in children(value) if item is not None}
    if value.low == value.likely == value.high and given.get("distribution") in (
        None,
        "triangular",
    ):
        about = {step: given[step] for step in ("source", "note") if step in given}
        return {"value": value.likely, **about} if about else value.likely
    return given


def json_data(value: Any) -> Any:
    """Return a part of a case as data that JSON can hold: days as text.

    Parameters
    ----------
    value
        A case, a part of one, or plain data.
    """
    plain = plain_data(value)
    if isinstance(plain, dict):
        return {step: json_data(item) for step, item in plain.items()}
    if isinstance(plain, list):
        return [json_data(item) for item in plain]
    return plain.isoformat() if isinstance(plain, dt.date) else plain


def scalar_text(value: Any) -> str:
    """Return a scalar as YAML, in quotes only where it needs them.

    Parameters
    ----------
    value
        None, bool, int, finite float, date or text.

    Raises
    ------
    ValueError
        If a float is not finite.

    Examples
    --------
    >>> scalar_text("NO"), scalar_text("1997"), scalar_text("a: b"), scalar_text(0.4)
    ('NO', '"1997"', '"a: b"', '0.4')
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("a number in a case must be finite")
        if value == 0:
            return "0"  # also for -0.0, which means the same and reads as the integer
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, int | dt.date):
        return str(value)
    text = str(value)
    is_plain = _PLAIN.match(text) and not text.endswith(" ") and "  " not in text
    if is_plain and text.isascii() and plain_scalar(text) == (text, None):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    """Return a text in double quotes; what a YAML reader would fold or refuse is escaped."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(_escaped(c) if _needs_escape(ord(c)) else c for c in quoted)


def _needs_escape(code: int) -> bool:
    return (
        0x7F <= code <= 0x9F
        or code in (0x2028, 0x2029, 0xFEFF, 0xA0)
        or 0xD800 <= code <= 0xDFFF
        or code & 0xFFFE == 0xFFFE
    )


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def flow_text(value: Any) -> str:
    """Return plain data as YAML on one line.

    Examples
    --------
    >>> flow_text({"low": 0.3, "likely": 0.4, "high": 0.6})
    '{low: 0.3, likely: 0.4, high: 0.6}'
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(k)}: {flow_text(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow_text, value)) + "]"
    text = scalar_text(value)
    has_flow_sign = isinstance(value, str) and any(sign in text for sign in ",[]{}")
    return _quoted(text) if has_flow_sign and not text.startswith('"') else text


def _key(name: str) -> str:
    is_plain = _KEY.match(name) or re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    return name if is_plain and plain_scalar(name) == (name, None) else _quoted(name)


def block_lines(value: Mapping[str, Any], indent: int = 0) -> Iterator[str]:
    """Yield the lines of plain data in block style; what is short and flat stands on one line.

    Parameters
    ----------
    value
        Fields with values.
    indent
        Spaces before each line.
    """
    for name, item in value.items():
        yield from _entry_lines(" " * indent + f"{_key(name)}:", item, indent)


def _entry_lines(head: str, item: Any, indent: int) -> Iterator[str]:
    flow = flow_text(item)
    is_short = len(head) + 1 + len(flow) <= WIDTH and _is_flat(item)
    if is_short or not item or not isinstance(item, Mapping | list | tuple):
        yield from _scalar_lines(head, item, flow, indent)
    elif isinstance(item, Mapping):
        yield head
        yield from block_lines(item, indent + 2)
    else:
        yield head
        for part in item:
            yield from _item_lines(part, indent + 2)


def _is_flat(item: Any) -> bool:
    """Return whether a value reads well on one line: no mapping or list of mappings."""
    parts = item.values() if isinstance(item, Mapping) else item if _is_list(item) else ()
    return all(not isinstance(part, Mapping) and not _is_list(part) for part in parts) or (
        isinstance(item, Mapping) and all(_is_flat(part) for part in parts) and len(parts) <= 3
    )


def _is_list(item: Any) -> bool:
    return isinstance(item, Sequence) and not isinstance(item, str)


def _item_lines(part: Any, indent: int) -> Iterator[str]:
    flow = flow_text(part)
    if not isinstance(part, Mapping) or len(flow) + indent + 2 <= WIDTH:
        yield from _scalar_lines(" " * indent + "-", part, flow, indent)
        return
    lines = list(block_lines(part, indent + 2))
    yield " " * indent + "- " + lines[0].lstrip()
    yield from lines[1:]


def _scalar_lines(head: str, item: Any, flow: str, indent: int) -> Iterator[str]:
    if not isinstance(item, str):
        yield f"{head} {flow}"
        return
    text = scalar_text(item)
    if len(head) + 1 + len(text) <= WIDTH:
        yield f"{head} {text}"
    else:
        yield from _folded(head, _quoted(item) if text[0] != '"' else text, indent + 2)


def _folded(head: str, quoted: str, indent: int) -> Iterator[str]:
    """Break a quoted text at single spaces, which YAML reads back as spaces."""
    line, rest = head, quoted
    while rest:
        room = WIDTH - len(line) - 1
        cut = len(rest) if len(rest) <= room else _last_break(rest, room)
        yield f"{line} {rest[:cut]}" if line.strip() else f"{line}{rest[:cut]}"
        rest, line = rest[cut + 1 :], " " * indent


def _last_break(text: str, room: int) -> int:
    """Return where to break: a space between two characters that are no spaces nor escapes."""
    breaks = [m.start() for m in re.finditer(r"(?<=[^\s\\]) (?=[^\s\\])", text)]
    before = [place for place in breaks if place <= room]
    return before[-1] if before else (breaks[0] if breaks else len(text))


def case_text(case: BaseModel) -> str:
    """Return a whole case, or parameter block, as a YAML document.

    Parameters
    ----------
    case
        What to write.

    Returns
    -------
    str
        Text that reads back to an equal case.
    """
    return "\n".join(block_lines(plain_data(case))) + "\n"
