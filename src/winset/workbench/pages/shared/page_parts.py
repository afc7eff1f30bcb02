"""Parts that pages are made of: buttons, fields with labels, lists, and places that say what fails.

A part that takes something calls its `taken` with what was typed, chosen or ticked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from nicegui import html
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from winset.foundation.errors import CaseError, InputError, Problem
from winset.workbench.failures import SupersededError
from winset.workbench.pages.shared.frame import notice, problem_text

_VALUE: Final = "(event) => emit(event.target.value)"
_CHECKED: Final = "(event) => emit(event.target.checked)"
_SHOWN: Final = 8


def button(text: str, work: Callable[..., Any], *, classes: str = "button") -> html.button:
    """Make a button that does something when it is pressed."""
    return html.button(text, type="button").classes(classes).on("click", work)


def text_field(
    name: str,
    title: str,
    taken: Callable[[str], object],
    *,
    classes: str = "field grow",
    props: str = "",
    **attributes: Any,
) -> None:
    """Make a field for a line of text under its label.

    Parameters
    ----------
    name
        Id of the field.
    title
        Its label.
    taken
        Called with the text at every key.
    classes
        Classes of field and label together.
    props
        Further properties of the field, such as ``autocomplete="off"``.
    attributes
        Attributes of the field, such as `value`.
    """
    with html.span().classes(classes):
        html.label(title).props(f'for="{name}"')
        box = html.input_(**attributes).props(f'id="{name}" {props}')
        box.on("input", lambda event: taken(str(event.args)), js_handler=_VALUE)


def option_field(
    name: str,
    title: str,
    options: Mapping[str, str | Mapping[str, str]] | Sequence[str],
    taken: Callable[[str], object],
    *,
    chosen: str | None = None,
    classes: str = "field",
) -> None:
    """Make a field with options to choose from, under its label.

    Parameters
    ----------
    name
        Id of the field.
    title
        Its label.
    options
        Values with their words, or titles of groups with the values in them; values alone are
        their own words.
    taken
        Called with the value that was chosen, if it is one of them.
    chosen
        Value that is chosen at first. Default: the browser chooses the first.
    classes
        Classes of field and label together.
    """
    words = options if isinstance(options, Mapping) else {value: value for value in options}
    with html.span().classes(classes):
        html.label(title).props(f'for="{name}"')
        with html.select().props(f'id="{name}"') as select:
            _options(words, chosen)
        offered = {value for one in words.items() for value in _values(*one)}

        def chose(event: GenericEventArguments) -> object:
            value = str(event.args)
            return taken(value) if value in offered else None

        select.on("change", chose, js_handler=_VALUE)


def _values(value: str, text: str | Mapping[str, str]) -> Iterable[str]:
    return [value] if isinstance(text, str) else text


def _options(words: Mapping[str, str | Mapping[str, str]], chosen: str | None) -> None:
    for value, text in words.items():
        if isinstance(text, str):
            html.option(text, value=value, selected=value == chosen)
            continue
        with html.optgroup() as group:
            group.props["label"] = value
            _options(text, chosen)


def check_box(
    title: str, taken: Callable[[bool], object], *, checked: bool = False, props: str = ""
) -> None:
    """Make a box to tick, with its words behind it."""
    with html.label().classes("check"):
        box = html.input_(type="checkbox", checked=checked).props(props)
        html.span(title)
        box.on("change", lambda event: taken(bool(event.args)), js_handler=_CHECKED)


def bullets(lines: Iterable[str], classes: str = "", *, most: int | None = None) -> None:
    """Make a list of lines; of more than `most` the first, and how many more there are."""
    every = list(lines)
    rest = [] if most is None or len(every) <= most else [f"and {len(every) - most} more"]
    with html.ul().classes(classes):
        for line in every[:most] + rest:
            html.li(line)


def empty(text: str) -> None:
    """Say why there is nothing to show, and what to do about it."""
    with html.div().classes("empty"):
        html.p(text)


def sides_legend(*more: str) -> None:
    """Say what the colours of the two sides mean, and what other marks do."""
    with html.ul().classes("legend"):
        for side, text in (("supports", "gains"), ("opposes", "loses")):
            with html.li():
                html.i().classes(side)
                html.span(text)
        for text in more:
            html.li(text)


@contextmanager
def complaints(place: Element, head: str = "", *, bad: bool = True) -> Iterator[None]:
    """Say in a place what is wrong with what is done inside, which then ends.

    What a newer question has superseded ends without a word.

    Parameters
    ----------
    place
        Where it is said, instead of what stands there.
    head
        What is refused if the case would be wrong; its problems are then listed one by one.
    bad
        Whether it is the reader's mistake, rather than something that cannot be had.
    """
    try:
        yield
    except SupersededError:
        return
    except InputError as error:
        place.clear()
        with place:
            if head and isinstance(error, CaseError):
                problem_list(head, error.problems)
            else:
                notice(problem_text(error), bad=bad)


def problem_list(head: str, problems: Sequence[Problem]) -> None:
    """Say what is wrong, place by place.

    Parameters
    ----------
    head
        What was refused.
    problems
        Why, with their paths and lines.
    """
    with html.div().classes("notice bad").props('role="alert"'):
        html.p(head)
        with html.ul():
            for problem in problems[:_SHOWN]:
                right = f" ({problem.right})" if problem.right else ""
                line = f"line {problem.line}, " if problem.line else ""
                html.li(f"{line}{problem.path}: {problem.what}{right}")
        if len(problems) > _SHOWN:
            html.p(f"and {len(problems) - _SHOWN} more places")
