"""The verbs of the command line."""

import pkgutil
from importlib import import_module
from keyword import iskeyword
from typing import Any

import pytest
import typer

import winset.cli
from winset.cli import application

MODULES = sorted(module.name for module in pkgutil.iter_modules(winset.cli.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_a_verb_that_is_listed_or_holds_what_verbs_share(name: str) -> None:
    module = import_module(f"winset.cli.{name}")
    has_verb = hasattr(module, f"{name}_" if iskeyword(name) else name)
    assert has_verb == (name in winset.cli.VERBS) == (name != "shared")


def commands(group: Any, above: str = "") -> dict[str, Any]:
    """Every verb, those of `votes` included."""
    found: dict[str, Any] = {}
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            found |= commands(command, f"{above}{name} ")
        else:
            found[f"{above}{name}"] = command
    return found


def test_every_verb_takes_json_and_a_seed() -> None:
    found = commands(typer.main.get_command(application()))
    assert {"votes whip", "serve", "analyze"} <= set(found)
    for name, command in found.items():
        options = {option for parameter in command.params for option in parameter.opts}
        assert {"--json", "--seed"} <= options, name
