"""A figure says in words what it cannot draw."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

import winset
from winset import plots
from winset.foundation.errors import InputError

PLOTS = [getattr(plots, name) for name in plots.__all__ if name != "save_figure"]


@pytest.fixture(scope="module")
def domestic() -> Any:
    return winset.analyze(winset.read_case("fast-track-1997"), draws=20)


@pytest.fixture(scope="module")
def negotiation() -> Any:
    return winset.negotiate(winset.read_case("putnam-figure-1"), draws=20)


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.__name__)
def test_a_figure_refuses_what_it_cannot_draw(plot: Any) -> None:
    assert {"width", "theme"} <= set(inspect.signature(plot).parameters)
    expected = rf"{plot.__name__} cannot draw an object of class int; give it (what|the document)"
    with pytest.raises(InputError, match=expected):
        plot(5)


def test_reports_of_the_other_game_are_refused(domestic: Any, negotiation: Any) -> None:
    with pytest.raises(InputError, match=r"NegotiationReport; give it what `winset.analyze`"):
        winset.plot_axis(negotiation)
    with pytest.raises(InputError, match=r"class Report; give it what `winset.negotiate` returns"):
        winset.plot_win_sets(report=domestic)


@pytest.mark.parametrize("width", [10, 299, 0, -5, 400.5, "wide", True])
def test_a_width_without_room_is_refused(domestic: Any, width: Any) -> None:
    with pytest.raises(InputError, match="a whole number of pixels, 300 or more"):
        winset.plot_price(domestic, width=width)


def test_the_least_width_and_both_themes_are_drawn(domestic: Any) -> None:
    for theme in ("light", "dark"):
        assert winset.plot_price(domestic, width=300, theme=theme).to_dict()["vconcat"]


def test_an_unknown_theme_is_refused(domestic: Any, negotiation: Any) -> None:
    with pytest.raises(InputError, match="no theme 'pink'; themes here: light, dark"):
        winset.plot_axis(domestic, theme="pink")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="did you mean `dark`"):
        winset.plot_win_sets(negotiation, theme="Dark")  # type: ignore[arg-type]
