"""Scenarios: variants of a case under a name, kept as overlay files; and as links."""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from winset.cases.editing.with_values import with_values
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.workbench.editing.desk import Desk
from winset.workbench.editing.history import AnyCase
from winset.workbench.failures import ConflictError, NotFoundError

ENDING = ".overlay.yaml"
LONGEST_LINK = 60_000
"""Characters of a link that are read."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}\Z")
_RESERVED = ("saved", "draft")


class Scenario(BaseModel):
    """A variant of a case.

    Parameters
    ----------
    name, title
        Its name in addresses, and what it supposes.
    values
        Path to value, written as on the command line.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    title: str
    values: dict[str, str]


def scenarios_of(desk: Desk) -> list[Scenario]:
    """Return the scenarios there are of a case, by name; files that are none are left out."""
    found = []
    for name, path in _files(desk).items():
        try:
            found.append(_read(name, path))
        except InputError:
            continue
    return found


def keep_scenario(
    desk: Desk, name: str, title: str | None = None, *, replace: bool = False
) -> Scenario:
    """Keep what the draft changes against its saved file as a scenario.

    Parameters
    ----------
    desk
        The draft.
    name
        Small letters, digits and hyphens.
    title
        What it supposes; default: the name.
    replace
        Whether it may take the place of one of that name.

    Raises
    ------
    InputError
        If the draft changes nothing, the name does not do, or the draft adds or removes parts, so
        that it is a case of its own rather than other values.
    ConflictError
        If there is a scenario of that name.
    """
    from winset.studies.whatif.overlay import Overlay, write_overlay

    if not _NAME.match(name) or name in _RESERVED:
        raise InputError(f"{name!r} does not do as a name", "use small letters, digits and hyphens")
    values = values_of(desk)
    if not values:
        raise InputError("the draft says what its file says", "change something first")
    with desk.shelf.lock:
        if name in _files(desk) and not replace:
            raise ConflictError(f"there is a scenario {name} already")
        if _path(desk, name).is_symlink():
            raise ConflictError(f"{_path(desk, name).name} is a link to elsewhere")
        write_overlay(_path(desk, name), Overlay(title or name, desk.saved_case.id, values))
    return Scenario(name=name, title=title or name, values=values)


def values_of(desk: Desk) -> dict[str, str]:
    """Return the draft's changes against its saved file as values of the command line.

    Raises
    ------
    InputError
        If the draft adds or removes parts.
    """
    values = {change.path: _written(change.after) for change in desk.changes()}
    try:
        same = not values or with_values(desk.saved_case, values) == desk.case
    except InputError:
        same = False
    if not same:
        raise InputError(
            "the draft adds or removes parts of the case", "save it as a case of its own"
        )
    return values


def load_scenario(desk: Desk, name: str) -> int:
    """Lay a scenario on the saved case: the draft is then that; one step, which can be undone.

    Raises
    ------
    NotFoundError
        If there is no such scenario.
    InputError
        If it does not fit the case any more.
    """
    scenario = scenario_named(desk, name)
    return lay(desk, scenario.values, f"scenario {scenario.title}")


def lay(desk: Desk, values: dict[str, str], label: str) -> int:
    """Lay values on the saved case: the draft is then that; one step, which can be undone.

    Raises
    ------
    InputError
        If they do not fit the case.
    """
    from winset.cases.editing.edit import edited
    from winset.workbench.editing.history import read

    file = read(desk.saved_text)
    return desk.write(edited(file, values).text if values else file.text, label=label)


def drop_scenario(desk: Desk, name: str) -> None:
    """Remove a scenario.

    Raises
    ------
    NotFoundError
        If there is no such scenario.
    """
    with desk.shelf.lock:
        scenario_path(desk, name).unlink()


def scenario_named(desk: Desk, name: str) -> Scenario:
    """Return a scenario by its name.

    Raises
    ------
    NotFoundError
        If there is none.
    """
    return _read(name, scenario_path(desk, name))


def scenario_path(desk: Desk, name: str) -> Path:
    """Return the file of a scenario, to hand it on.

    Raises
    ------
    NotFoundError
        If there is none.
    """
    files = _files(desk)
    if name not in files:
        right = meant(name, files, noun="scenarios")
        raise NotFoundError(f"there is no scenario `{name}`", right)
    return files[name]


def case_named(desk: Desk, name: str) -> tuple[str, AnyCase, dict[str, str]]:
    """Return title, case and changes of ``saved``, ``draft`` or a scenario.

    Raises
    ------
    InputError
        If there is none, or it does not fit the case.
    """
    if name == "saved":
        return "as saved", desk.saved_case, {}
    if name == "draft":
        told = {change.path: _written(change.after) for change in desk.changes()}
        return "draft", desk.case, told
    scenario = scenario_named(desk, name)
    return scenario.title, with_values(desk.saved_case, scenario.values), scenario.values


def scenario_link(desk: Desk) -> str:
    """Return the draft's changes as the part of an address behind the question mark.

    Raises
    ------
    InputError
        If the draft adds or removes parts, or changes more than an address holds.
    """
    packed = zlib.compress(json.dumps(values_of(desk), separators=(",", ":")).encode(), 9)
    text = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    if len(text) > 6000:
        raise InputError("the draft changes more than a link holds", "hand the scenario's file on")
    return f"set={text}"


def values_of_link(text: str) -> dict[str, str]:
    """Return the values of a link; paths and values are checked when they are laid on a case.

    Parameters
    ----------
    text
        What stands behind ``set=``.

    Raises
    ------
    InputError
        If it is none of ours, or too long.
    """
    wrong = InputError("this link holds no scenario", "copy the whole of it")
    if len(text) > LONGEST_LINK:
        raise wrong
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        opener = zlib.decompressobj()
        data = opener.decompress(packed, 1_000_000)
        values = json.loads(data) if not opener.unconsumed_tail else None
    except (ValueError, binascii.Error, zlib.error, RecursionError):
        raise wrong from None
    if not isinstance(values, dict) or len(values) > 5000:
        raise wrong
    if not all(isinstance(value, str) for value in values.values()):
        raise wrong
    return {str(path): value for path, value in values.items()}


def _written(value: Any) -> str:
    """A value as on the command line: ranges as LOW:LIKELY:HIGH, parts in brackets."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict) and set(value) == {"low", "likely", "high"}:
        return ":".join(_written(value[end]) for end in ("low", "likely", "high"))
    if isinstance(value, dict | list) or value is None:
        return json.dumps(value, ensure_ascii=False)
    return repr(value) if isinstance(value, float) else str(value)


def _read(name: str, path: Path) -> Scenario:
    from winset.studies.whatif.overlay import read_overlay

    found = read_overlay(path)
    return Scenario(name=name, title=found.title, values=dict(found.values))


def _files(desk: Desk) -> dict[str, Path]:
    """Scenario files of a case by name; a name never becomes a path."""
    prefix, folder = f"{desk.key}.", desk.shelf.folder
    found = {}
    for path in sorted(folder.glob(f"*{ENDING}")):
        name = path.name.removeprefix(prefix).removesuffix(ENDING)
        is_ours = path.name.startswith(prefix) and _NAME.match(name) and path.is_file()
        if is_ours and not path.is_symlink():
            found[name] = path
    return found


def _path(desk: Desk, name: str) -> Path:
    return desk.shelf.folder / f"{desk.key}.{name}{ENDING}"
