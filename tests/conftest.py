"""Fixtures for all tests: the research data, seeded generators, and what a run may skip."""

import importlib
import os
import shutil
from collections.abc import Generator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

RESEARCH_DATA = Path(os.environ["WINSET_RESEARCH_DATA"])
NO_RESEARCH_DATA = (
    "needs the research data, which is not part of the project: put it at ../shared/data "
    "or name its folder in WINSET_RESEARCH_DATA"
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NO_CHROMIUM = "needs a browser: apt-get install chromium, then make setup-dev"
NO_TYPE_CHECKER = "needs the type checker: make setup-dev"
NO_WEASYPRINT = "needs WeasyPrint: apt-get install libpangoft2-1.0-0, then make setup-dev"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs research data or a browser where there is none."""
    for item in items:
        if item.get_closest_marker("shared_data") and not RESEARCH_DATA.is_dir():
            # First, since a table that is absent also leaves a test without parameters.
            item.add_marker(pytest.mark.skip(reason=NO_RESEARCH_DATA), append=False)
        if item.get_closest_marker("browser") and CHROMIUM is None:
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where WINSET_SKIPS=fail, count a skip as a failure, but for research data that is absent."""
    report = yield
    if (
        report.skipped
        and os.environ.get("WINSET_SKIPS") == "fail"
        and not hasattr(report, "wasxfail")
    ):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if NO_RESEARCH_DATA not in reason or RESEARCH_DATA.is_dir():
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} may not be skipped here. {reason}"
    return report


@pytest.fixture(scope="session")
def research_data() -> Path:
    """Give the folder of research data beside the checkout; skip where it is absent."""
    if not RESEARCH_DATA.is_dir():
        pytest.skip(NO_RESEARCH_DATA)
    return RESEARCH_DATA


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give the path of the Chromium that browser tests drive; skip where there is none."""
    if CHROMIUM is None:
        pytest.skip(NO_CHROMIUM)
    return CHROMIUM


@pytest.fixture(scope="session")
def weasyprint() -> ModuleType:
    """Give what writes PDF reports; skip where it or the libraries it calls are absent."""
    try:
        return importlib.import_module("weasyprint")
    except (ImportError, OSError):
        pytest.skip(NO_WEASYPRINT)


@pytest.fixture(scope="session")
def type_checker() -> ModuleType:
    """Give mypy; skip where it is absent."""
    try:
        return importlib.import_module("mypy")
    except ImportError:
        pytest.skip(NO_TYPE_CHECKER)


@pytest.fixture
def generator() -> np.random.Generator:
    """Give a generator with a fixed seed, the same in each test."""
    return np.random.default_rng(20_261_110)
