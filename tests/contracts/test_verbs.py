"""The verbs of the command line."""

import pkgutil
from importlib import import_module

import pytest

import winset.cli

MODULES = sorted(module.name for module in pkgutil.iter_modules(winset.cli.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_a_verb_if_and_only_if_it_is_listed(name: str) -> None:
    module = import_module(f"winset.cli.{name}")
    assert hasattr(module, "register") == (name in winset.cli.ORDER)
