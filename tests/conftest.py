"""Fixtures for all tests: the research data, seeded generators, and what a run may skip."""

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[1]
RESEARCH_DATA = Path(os.environ.get("WINSET_RESEARCH_DATA", ROOT.parent / "shared" / "data"))
NO_RESEARCH_DATA = (
    "needs the research data, which is not part of the project: put it at ../shared/data "
    "or name its folder in WINSET_RESEARCH_DATA"
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NO_CHROMIUM = "needs Chromium: apt-get install chromium"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs research data or a browser where there is none."""
    for item in items:
        if item.get_closest_marker("shared_data") and not RESEARCH_DATA.is_dir():
            item.add_marker(pytest.mark.skip(reason=NO_RESEARCH_DATA))
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


@pytest.fixture
def generator() -> np.random.Generator:
    """Give a generator with a fixed seed, the same in each test."""
    return np.random.default_rng(20_261_110)
