"""Overlays: variants of a case kept as small files, and what a variant changes and why."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from winset.foundation.errors import CaseError
from winset.foundation.files import read_text, write_text
from winset.foundation.spelling import meant
from winset.reports.domestic.report import Report

_FIELDS = ("winset_overlay", "of", "title", "set")
_WHOLE = re.compile(r"[A-Za-z0-9_.:-]+")
_LEAST = 5e-3


@dataclass(frozen=True)
class Overlay:
    """A variant of a case: some values that are others.

    Parameters
    ----------
    title
        What the variant supposes.
    of
        Id of the case it was written for, or ``None`` for any.
    values
        Path to value, written as on the command line, or plain data.
    source
        The file it was read from.
    """

    title: str
    of: str | None
    values: Mapping[str, Any]
    source: Path | None = field(default=None, compare=False)


def read_overlay(path: str | Path) -> Overlay:
    """Read an overlay file.

    Parameters
    ----------
    path
        A YAML file with ``winset_overlay: 1``, ``of``, ``title`` and ``set``.

    Raises
    ------
    CaseError
        If it is not an overlay or not YAML, or larger or deeper than a case may be: with the line
        and what would be right.

    Notes
    -----
    Paths and values are checked when the overlay is laid on a case.
    """
    from winset.cases.file.document import parse_document

    document = parse_document(read_text(path), str(path))
    if document.problems:
        raise CaseError(document.problems)
    data = document.root.plain()
    if not isinstance(data, dict) or data.get("winset_overlay") != 1:
        raise CaseError(
            [document.problem((), "is not an overlay", "begin it with `winset_overlay: 1`")]
        )
    problems = [
        document.problem(
            (name,), "unknown field", meant(str(name), _FIELDS, noun="fields"), of_key=True
        )
        for name in data
        if name not in _FIELDS
    ]
    values, of = data.get("set"), data.get("of")
    if not isinstance(values, dict) or not values:
        right = "write one path and its value or more, such as `actors.unions.capacity: 10`"
        problems.append(document.problem(("set",), "holds no values", right, of_key=True))
        raise CaseError(problems)
    for name, value in (("of", of), ("title", data.get("title"))):
        if isinstance(value, dict | list):
            problems.append(document.problem((name,), "takes a text", of_key=True))
    problems += [
        document.problem(("set", key), "is without a value", "write one, or delete the line")
        for key, value in values.items()
        if value is None
    ]
    if problems:
        raise CaseError(problems)
    return Overlay(
        title=str(data.get("title") or Path(path).stem),
        of=None if of is None else str(of),
        values=as_typed({str(key): value for key, value in values.items()}),
        source=Path(path),
    )


def write_overlay(path: str | Path, overlay: Overlay) -> None:
    """Write an overlay file whole or not at all.

    Parameters
    ----------
    path
        Where to.
    overlay
        What to write.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    lines = ["winset_overlay: 1"]
    if overlay.of is not None:
        lines.append(f"of: {overlay.of}")
    lines += [f"title: {_quoted(overlay.title)}", "set:"]
    lines += [f"  {key}: {_quoted(value)}" for key, value in overlay.values.items()]
    write_text(path, "\n".join(lines) + "\n")


def as_typed(values: Mapping[str, object]) -> dict[str, str]:
    """Values as they are written on the command line, by path.

    Parameters
    ----------
    values
        Path to value, as text or plain data.

    Examples
    --------
    >>> as_typed({"actors.a.capacity": {"low": 1, "likely": 2, "high": 4}, "as_of": "1997-09-16"})
    {'actors.a.capacity': '1:2:4', 'as_of': '1997-09-16'}
    """
    return {path: _text(value) for path, value in values.items()}


def _text(value: Any) -> str:
    if isinstance(value, dict) and {"low", "high"} <= value.keys():
        ends = [value["low"], value.get("likely"), value["high"]]
        return ":".join(_text(end) for end in ends if end is not None)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date | str | int | float):
        return str(value)
    import json

    return json.dumps(value, default=str)


def _quoted(text: str) -> str:
    """Text as a YAML scalar; numbers, days and words stay bare, all else is put in quotes."""
    import json

    is_plain = _WHOLE.fullmatch(text) is not None and not text.endswith(":")
    return text if is_plain and ":" not in text else json.dumps(text, ensure_ascii=False)


def what_changed(before: Report, after: Report) -> list[str]:
    """Say what a variant changes, and why, from the outcome back to what caused it.

    Answers: which of probabilities, price, budget, coalition and pivots moved, and through whom?

    Parameters
    ----------
    before, after
        Two reports, of a case and a variant of it.

    Returns
    -------
    list of str
        One sentence each; empty where nothing moved.
    """
    lines = []
    gain = after.passage_probability - before.passage_probability
    if abs(gain) >= _LEAST:
        lines.append(
            f"P(passes) {before.passage_probability:.3f} to {after.passage_probability:.3f}"
        )
    vote = [report.probabilities.comes_to_a_vote for report in (before, after)]
    if abs(vote[1] - vote[0]) >= _LEAST:
        lines.append(f"P(comes to a vote) {vote[0]:.3f} to {vote[1]:.3f}")
    if before.verdict != after.verdict:
        lines.append(
            f"the verdict turns from {before.verdict} to {after.verdict}: {after.verdict_reason}"
        )
    for name, one, other in (
        ("price", before.price, after.price),
        ("budget", before.budget, after.budget),
        ("opponents' fund", before.opposition_fund, after.opposition_fund),
    ):
        if _moved(one.likely, other.likely):
            lines.append(f"{name} {_amount(one.likely)} to {_amount(other.likely)}")
    lines += _contributors(before, after)
    lines += _sides(before, after)
    lines += _named("coalition", _coalition(before), _coalition(after))
    lines += _named("swing actors", _swings(before), _swings(after))
    ready = (r.stages.formulation.ready_date for r in (before, after))
    one_day, other_day = ready
    if one_day != other_day:
        lines.append(f"the proposal is ready {one_day or 'never'}, then {other_day or 'never'}")
    return lines


def _moved(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is not other
    return abs(one - other) > _LEAST * (1.0 + abs(one))


def _amount(value: float | None) -> str:
    return "none" if value is None else f"{value:.3g}"


def _contributors(before: Report, after: Report) -> list[str]:
    """Actors that spend more or less, largest change first, with the factor that moved."""
    old = {row.actor: row for row in before.actors}
    moved = []
    for row in after.actors:
        was = old.get(row.actor)
        if was is None or not _moved(was.contributes, row.contributes):
            continue
        reasons = [
            f"{word} {_amount(a)} to {_amount(b)}"
            for word, a, b in (
                ("capacity", was.capacity, row.capacity),
                ("engagement", was.engagement, row.engagement),
                ("share of the window", was.window_share, row.window_share),
                ("stake", was.stake, row.stake),
            )
            if _moved(a, b)
        ]
        why = f" ({', '.join(reasons)})" if reasons else ""
        side = "for" if row.side == "supports" else "against"
        text = f"{row.actor} spends {was.contributes:.3g}, then {row.contributes:.3g} {side}{why}"
        moved.append((abs(row.contributes - was.contributes), text))
    return [text for _, text in sorted(moved, key=lambda pair: -pair[0])]


def _sides(before: Report, after: Report) -> list[str]:
    old = {row.actor: row.side for row in before.actors}
    return [
        f"{row.actor} {old[row.actor]}, then {row.side}"
        for row in after.actors
        if row.actor in old and old[row.actor] != row.side
    ]


def _coalition(report: Report) -> set[str]:
    return {f"{part.actor} ({part.role})" for part in report.minimum_winning_coalition}


def _swings(report: Report) -> set[str]:
    return {row.actor for row in report.pivotal_actors if row.swing}


def _named(what: str, one: set[str], other: set[str]) -> list[str]:
    found = []
    for word, names in (("gains", other - one), ("loses", one - other)):
        if names:
            found.append(f"{what} {word} {', '.join(sorted(names))}")
    return found
