"""The steps by which a draft came about, and the case and the text they lead to."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeAlias

from winset.cases.editing.edit import edited
from winset.cases.editing.with_values import with_values
from winset.cases.file.document import MOST_VALUES
from winset.cases.file.read import load_text
from winset.cases.file.yaml_text import case_text
from winset.cases.model.case import Case
from winset.cases.model.case_file import CaseFile
from winset.cases.model.negotiation import NegotiationCase
from winset.foundation.errors import CaseError, InputError
from winset.workbench.access.limits import MOST_SENT_VALUES

AnyCase: TypeAlias = Case | NegotiationCase
Values: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ValuesStep:
    """Some values were set: path to plain data."""

    values: Values
    label: str


@dataclass(frozen=True, slots=True)
class TextStep:
    """The text was replaced as a whole: typed, merged, or changed in its structure."""

    text: str
    label: str


Step: TypeAlias = ValuesStep | TextStep


@dataclass(frozen=True, slots=True)
class StepPlan:
    """Way to a state: a text, and values to set in it, batch after batch."""

    text: str
    batches: tuple[Values, ...]


@dataclass(slots=True)
class History:
    """Steps from an original text; the ones behind the cursor are undone.

    Parameters
    ----------
    origin
        The text the first step was made on.
    steps
        All steps, undone ones included.
    cursor
        How many of them hold.
    """

    origin: str
    steps: list[Step] = field(default_factory=list)
    cursor: int = 0

    def add(self, step: Step) -> None:
        """Make a step; what was undone is gone."""
        del self.steps[self.cursor :]
        self.steps.append(step)
        self.cursor += 1

    def plan(self, cursor: int | None = None) -> StepPlan:
        """Return how to get at the state after so many steps; default: those that hold."""
        held = self.steps[: self.cursor if cursor is None else cursor]
        text, first = self.origin, 0
        for place in range(len(held) - 1, -1, -1):
            step = held[place]
            if isinstance(step, TextStep):
                text, first = step.text, place + 1
                break
        tail = [step.values for step in held[first:] if isinstance(step, ValuesStep)]
        return StepPlan(text, batched(tail))

    def folded(self) -> History:
        """Return the same with the older half of its steps folded into the original text."""
        cut = min(len(self.steps) // 2, self.cursor)
        return History(text_after(self.plan(cut)), self.steps[cut:], self.cursor - cut)


def batched(sets: Sequence[Values]) -> tuple[Values, ...]:
    """Merge values set one after another into as few batches as can be set at once.

    A later value of the same path takes the place of the earlier one; a path above or below one
    that was set begins a new batch.

    Examples
    --------
    >>> batched([{"a.b": 1}, {"a.b": 2, "c": 3}, {"a": {}}])
    ({'a.b': 2, 'c': 3}, {'a': {}})
    """
    batches: list[Values] = []
    above: set[str] = set()
    for values in sets:
        for path, value in values.items():
            parents = _parents(path)
            clashes = path in above or (batches and any(p in batches[-1] for p in parents))
            if not batches or clashes:
                batches.append({})
                above = set()
            batches[-1][path] = value
            above.update(parents)
    return tuple(batches)


def _parents(path: str) -> list[str]:
    steps = path.split(".")
    return [".".join(steps[:count]) for count in range(1, len(steps))]


def case_after(plan: StepPlan) -> AnyCase:
    """Return the case a plan leads to.

    Raises
    ------
    InputError
        If the text is not a case or a value does not fit; not for plans of a history whose steps
        were all confirmed.
    """
    case: AnyCase = read(plan.text).case
    for batch in plan.batches:
        case = with_values(case, batch)
    return case


def text_after(plan: StepPlan) -> str:
    """Return the text a plan leads to: the original with the changed values in their places.

    Where the file writes a value in a way that cannot be changed in its place (an alias shared
    with another one), the whole case is written anew, which costs its comments but no value.
    """
    file = read(plan.text)
    for batch in plan.batches:
        try:
            file = edited(file, batch)
        except InputError:
            text = case_text(with_values(file.case, batch))
            file = load_text(text, file.name)
    if plan.batches:
        _SHELVED.keep(file)
    return file.text


class _Shelved:
    """The texts read last, each with its case: many desks hold the same one.

    Parameters
    ----------
    room, most_characters
        How many texts are kept, and how long they may be together; a case takes some thirty times
        the memory of its text.
    """

    def __init__(self, room: int, most_characters: int) -> None:
        self._room, self._most = room, most_characters
        self._files: OrderedDict[str, CaseFile] = OrderedDict()
        self._lock = Lock()

    def read(self, text: str, name: str, most_values: int) -> CaseFile:
        with self._lock:
            found = self._files.get(text)
            if found is not None:
                self._files.move_to_end(text)
                return found
        read = load_text(text, name, most_values=most_values)
        self.keep(read)
        return read

    def keep(self, file: CaseFile) -> None:
        """Keep a file that was read."""
        with self._lock:
            self._files[file.text] = file
            held = sum(map(len, self._files))
            while len(self._files) > self._room or (held > self._most and len(self._files) > 1):
                held -= len(self._files.popitem(last=False)[0])


_SHELVED = _Shelved(40, 3_000_000)


def read(text: str, name: str = "case.yaml", *, most_values: int = MOST_VALUES) -> CaseFile:
    """Return a text as a case; what was read lately is not read again.

    Parameters
    ----------
    text
        YAML or JSON.
    name
        What messages call it.
    most_values
        Values it may hold, if it was not read lately.

    Raises
    ------
    CaseError
        If it is no case, with all problems.
    """
    return _SHELVED.read(text, name, most_values)


def read_checked(text: str, name: str = "case.yaml", *, most_values: int = MOST_VALUES) -> CaseFile:
    """Return a text as a case whose fields agree with each other.

    Parameters
    ----------
    text, name, most_values
        As for `read`.

    Raises
    ------
    CaseError
        With every error found, in its shape and in what its fields say about each other.
    """
    from winset.cases.checks.check import check_case

    file = read(text, name, most_values=most_values)
    errors = [problem for problem in check_case(file) if problem.severity == "error"]
    if errors:
        raise CaseError(errors)
    return file


def read_sent(text: str, name: str = "case.yaml") -> CaseFile:
    """Return what a visitor uploads or types as a checked case, if it is small enough.

    Parameters
    ----------
    text, name
        As for `read`.

    Raises
    ------
    CaseError
        As `read_checked`; or if it has more than `MOST_SENT_VALUES` values.
    """
    return read_checked(text, name, most_values=MOST_SENT_VALUES)


def plain_values(values: Mapping[str, object]) -> Values:
    """Return values as plain data fit for a journal; days become texts.

    Raises
    ------
    InputError
        If a value is nothing a case can hold.
    """
    import json

    from winset.cases.file.yaml_text import json_data

    try:
        plain = {str(path): json_data(value) for path, value in values.items()}
        text = json.dumps(plain, allow_nan=False, ensure_ascii=False)
        text.encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise InputError(
            f"a value cannot be kept: {error}", "a number, text, list or mapping"
        ) from None
    found: Values = json.loads(text)
    return found
