"""The verbs of the command line."""

import pkgutil
from importlib import import_module
from typing import Any

import pytest
import typer

import winset.cli
from winset.cli import application

MODULES = sorted(module.name for module in pkgutil.iter_modules(winset.cli.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_a_verb_if_and_only_if_it_is_listed(name: str) -> None:
    module = import_module(f"winset.cli.{name}")
    assert hasattr(module, "register") == (name in winset.cli.ORDER)


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
