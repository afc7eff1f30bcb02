"""Figures of power and of coalitions: what is drawn is what was found, inside its width."""

import json
import math
import re
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import altair as alt
import pytest

from winset.cli import main
from winset.foundation.errors import InputError
from winset.games.rule import Player, Rule, Vote
from winset.render.export import svg_of
from winset.render.figures.grammar.palette import LIGHT, dark_of
from winset.render.figures.rule.coalition_columns import spread_apart
from winset.render.figures.rule.coalitions import plot_coalitions
from winset.render.figures.rule.power import plot_power
from winset.render.figures.rule.power_diagonal import Box, free_box
from winset.render.figures.rule.power_groups import power_groups, tick_values
from winset.solvers.coalitions.minimal_winning import (
    minimal_blocking_coalitions,
    minimal_winning_coalitions,
)
from winset.solvers.power.penrose_banzhaf import penrose_banzhaf
from winset.solvers.power.shapley_shubik import shapley_shubik

SVG = "{http://www.w3.org/2000/svg}"
SIX = {"Germany": 4, "France": 4, "Italy": 4, "Belgium": 2, "Netherlands": 2, "Luxembourg": 1}
PARTIES = {
    f"{word} Party of a Very Long Name <b>&": weight
    for word, weight in zip(
        [
            "Christian",
            "Labour",
            "Liberal",
            "Centre",
            "Animal",
            "Reformed",
            "Socialist",
            "Green",
            "Farmer",
            "Social",
            "New",
            "Old",
        ],
        [33, 26, 24, 17, 14, 11, 9, 6, 4, 3, 2, 1],
        strict=True,
    )
}
HOUSES = Rule(
    Vote("house", 218) & Vote("senate", 51) & Player("president") | Vote("house", 290),
    {"house": {"left": 230, "right": 205}, "senate": {"north": 55, "south": 45}},
)
MANY = [3 * i + 1 for i in range(60)]

POWER = {
    "six": shapley_shubik(SIX, quota=12),
    "long names": shapley_shubik(PARTIES, quota=76),
    "two chambers": shapley_shubik(HOUSES),
    "many": shapley_shubik(MANY, quota=sum(MANY) // 2 + 1),
    "does not add up": penrose_banzhaf(PARTIES, quota=76),
    "one player": shapley_shubik([5], quota=3),
    "players only": shapley_shubik(Rule(Player("a") & Player("b"))),
}
COALITIONS = {
    "six": minimal_winning_coalitions(SIX, quota=12),
    "long names": minimal_winning_coalitions(PARTIES, quota=76),
    "blocking": minimal_blocking_coalitions(SIX, quota=12),
    "two chambers": minimal_winning_coalitions(HOUSES),
    "none asked for": minimal_winning_coalitions(SIX, quota=12, largest=2),
    "none of many": minimal_winning_coalitions([1] * 30, quota=16, largest=2),
    "a hundred members": minimal_winning_coalitions([1] * 100, quota=100),
    "decimals": minimal_winning_coalitions([0.1, 0.2, 0.3, 0.4], quota=0.6),
}


def texts(chart: alt.VConcatChart) -> list[str]:
    root = ET.fromstring(svg_of(chart))  # noqa: S314 - our own picture
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def caption(chart: alt.VConcatChart) -> str:
    return " ".join(chart.to_dict()["title"]["subtitle"])


def points(chart: alt.VConcatChart, *, filled: bool) -> list[dict[str, Any]]:
    spec = chart.to_dict()
    return [
        row
        for layer in spec["vconcat"][0]["layer"]
        if layer["mark"]["type"] == "point" and layer["mark"]["filled"] is filled
        for row in spec["datasets"][layer["data"]["name"]]
    ]


def check_form(chart: alt.VConcatChart, width: int) -> None:
    svg = svg_of(chart)
    spec = chart.to_dict()  # raises where Vega-Lite's schema is not met
    root = ET.fromstring(svg)  # noqa: S314 - our own picture
    assert float(root.attrib["width"]) <= width + 5
    assert not re.search(r"\bNaN\b|Infinity|undefined|\bnull\b", svg)
    assert not {node.tag for node in root.iter()} & {f"{SVG}b", f"{SVG}script"}
    assert len(spec["description"]) > 20
    assert spec["title"]["text"]
    assert spec["title"]["subtitle"]


@pytest.mark.parametrize("width", [340, 760])
@pytest.mark.parametrize("name", POWER)
def test_power_is_valid_and_keeps_its_width(name: str, width: int) -> None:
    check_form(plot_power(POWER[name], width=width), width)


@pytest.mark.parametrize("width", [340, 760])
@pytest.mark.parametrize("name", COALITIONS)
def test_coalitions_are_valid_and_keep_their_width(name: str, width: int) -> None:
    found = COALITIONS[name]
    check_form(plot_coalitions(found, width=width), width)
    places = [i % 5 / 3 - 1 for i, _ in enumerate(found.rule.players)]
    check_form(plot_coalitions(found, places, width=width), width)


def test_dark_theme_changes_colours_only() -> None:
    for light, dark in (
        (plot_power(POWER["six"]), plot_power(POWER["six"], theme="dark")),
        (plot_coalitions(COALITIONS["six"]), plot_coalitions(COALITIONS["six"], theme="dark")),
    ):
        exchanged = svg_of(light)
        for old, new in dark_of().items():
            exchanged = exchanged.replace(f'"{old}"', f'"{new}"')
        assert exchanged == svg_of(dark)


def test_marks_stand_at_power_and_at_share() -> None:
    chart = plot_power(POWER["six"])
    filled = [row["x"] for row in points(chart, filled=True) if "Players" in row]
    hollow = [row["x"] for row in points(chart, filled=False) if "Players" in row]
    names = ("Germany", "France", "Italy", "Belgium", "Netherlands", "Luxembourg")
    assert filled == pytest.approx([float(POWER["six"][name]) for name in names])
    assert hollow == pytest.approx([SIX[name] / 17 for name in names])


def test_a_dummy_with_votes_is_told_as_the_farthest_apart() -> None:
    assert "Farthest apart: Luxembourg, power 0.0000" in caption(plot_power(POWER["six"]))


def test_an_index_that_does_not_add_up_is_not_held_against_shares() -> None:
    said = caption(plot_power(POWER["does not add up"]))
    assert "do not add up to 1" in said
    assert "Farthest" not in said


def test_a_player_without_seats_has_power_and_no_share() -> None:
    chart = plot_power(POWER["two chambers"])
    marked = [row["Players"] for row in points(chart, filled=False) if "Players" in row]
    assert sorted(marked) == ["left", "north", "right", "south"]
    assert "president" in texts(chart)


def test_equal_players_share_a_row_only_where_there_are_many() -> None:
    few = power_groups(POWER["six"], joined=False)
    assert [group.names for group in few[:2]] == [("Germany",), ("France",)]
    joined = power_groups(POWER["six"], joined=True)
    assert next(group.names for group in joined) == ("Germany", "France", "Italy")
    chart = plot_power(shapley_shubik([1] * 435, quota=218))
    assert any(text.endswith("(435)") for text in texts(chart))


def test_many_unequal_players_are_dots_with_the_largest_named() -> None:
    chart = plot_power(POWER["many"])
    shown = texts(chart)
    assert "60" in shown
    assert len(points(chart, filled=True)) == 60
    unnamed = int(re.search(r"(\d+) dots have no name", caption(chart)).group(1))  # type: ignore[union-attr]
    named = sum(name in shown for name in POWER["many"].values)
    assert named + unnamed == 60


def test_rows_beyond_the_limit_are_counted() -> None:
    chart = plot_power(POWER["long names"], shown=5, diagonal=False)
    assert "7 more players are not drawn" in caption(chart)


def test_a_diagonal_needs_one_vote() -> None:
    with pytest.raises(InputError, match="one weighted vote"):
        plot_power(POWER["two chambers"], diagonal=True)


def test_labels_are_placed_clear_of_all_that_is_there() -> None:
    ground = Box(0, 0, 120, 120)
    taken = [Box(46, 46, 54, 54)]
    placed = []
    while (box := free_box(50, 50, 30, ground, taken)) is not None:
        placed.append(box)
        taken.append(box)
    assert len(placed) >= 2
    assert not any(one.meets(other) for one, other in combinations(taken, 2))


@pytest.mark.parametrize("highest", [1e-6, 0.0537, 0.3, 1.0, 7.0, 1e9])
def test_ticks_are_few_round_and_inside(highest: float) -> None:
    ticks = tick_values(highest)
    assert 2 <= len(ticks) <= 7
    assert ticks[0] == 0
    assert ticks[-1] <= highest * (1 + 1e-9)


def test_members_are_marked_in_their_row_and_nobody_else() -> None:
    chart = plot_coalitions(COALITIONS["six"])
    members = [row for row in points(chart, filled=True) if row["color"] == LIGHT.ink]
    rows = sorted({row["y"] for row in members})
    columns = sorted({row["x"] for row in points(chart, filled=True)})
    order = list(SIX)
    drawn = [
        tuple(order[columns.index(row["x"])] for row in members if row["y"] == y) for y in rows
    ]
    assert drawn == list(COALITIONS["six"].coalitions or ())


def test_each_row_ends_in_its_weight_and_what_is_over_the_quota() -> None:
    chart = plot_coalitions(COALITIONS["decimals"])
    shown = texts(chart)
    assert {"0.7", "0.6", "+0.1", "+0"} <= set(shown)


def test_a_blocking_coalition_is_measured_by_what_stops() -> None:
    chart = plot_coalitions(COALITIONS["blocking"])
    assert "blocks with more than 5" in caption(chart)
    assert "over quota" not in texts(chart)


def test_an_outsider_between_members_is_hollow_on_the_axis() -> None:
    found = minimal_winning_coalitions([20, 15, 10, 30, 25], quota=51, names=list("ABCDE"))
    chart = plot_coalitions(found, [1, 2, 3, 4, 5])
    rows = sorted({row["y"] for row in points(chart, filled=True)})
    gaps = {row["y"] for row in points(chart, filled=False)}
    coalitions = found.coalitions or ()
    connected = [c for c, y in zip(coalitions, rows, strict=True) if y not in gaps]
    assert connected == [("D", "E"), ("B", "C", "D")]


def test_rows_of_coalitions_beyond_the_limit_are_counted() -> None:
    assert "and 91 more, not drawn" in texts(plot_coalitions(COALITIONS["long names"]))
    assert not any("more" in text for text in texts(plot_coalitions(COALITIONS["six"]))[2:])


def test_coalitions_that_are_not_listed_cannot_be_drawn() -> None:
    with pytest.raises(InputError, match="filter them"):
        plot_coalitions(minimal_winning_coalitions([1] * 40, quota=21))


@pytest.mark.parametrize("places", [[1, 2], {"Germany": 1}, [1, 2, 3, 4, 5, float("nan")]])
def test_positions_are_one_finite_number_for_each_player(places: Any) -> None:
    with pytest.raises(InputError, match="position"):
        plot_coalitions(COALITIONS["six"], places)


@pytest.mark.parametrize("shown", [0, -1])
def test_no_rows_is_refused(shown: int) -> None:
    with pytest.raises(InputError, match="1 row or more"):
        plot_power(POWER["six"], shown=shown)
    with pytest.raises(InputError, match="1 row or more"):
        plot_coalitions(COALITIONS["six"], shown=shown)


def test_names_spread_apart_keep_their_order_and_stay_inside() -> None:
    moved = spread_apart([0.0, 0.0, 1.0, 99.0, 100.0, 100.0], 10.0, 0.0, 100.0)
    assert all(b - a >= 10 - 1e-9 for a, b in pairwise(moved))
    assert moved[0] >= 0
    assert moved[-1] <= 100


@pytest.mark.parametrize("verb", ["power", "coalitions"])
@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_the_verbs_write_a_figure_beside_pure_json(
    verb: str, ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"figure.{ending}"
    words = [verb, "--quota", "12", "--weights", "4,4,4,2,2,1", "--figure", str(out), "--json"]
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out)["rule"] == "votes >= 12"
    start = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF"}[ending]
    assert out.read_bytes().startswith(start)


@pytest.mark.parametrize(
    "words",
    [
        ["power", "--index", "coleman-act"],
        ["coalitions", "--limit", "0"],
        ["coalitions", "--positions", "1,2"],
    ],
)
def test_a_figure_that_cannot_be_drawn_leaves_nothing(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "figure.svg"
    vote = ["--quota", "12", "--weights", "4,4,4,2,2,1"]
    assert main([*words, *vote, "--figure", str(out), "--csv", str(tmp_path / "table.csv")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("width", [340, 760])
@pytest.mark.parametrize("name", COALITIONS)
def test_names_over_columns_never_touch(name: str, width: int) -> None:
    found = COALITIONS[name]
    crowd = [i / 50 for i, _ in enumerate(found.rule.players)]
    for places in (None, crowd):
        spec = plot_coalitions(found, places, width=width).to_dict()
        layer = next(o for o in spec["vconcat"][0]["layer"] if "angle" in o["mark"])
        starts = sorted(row["x"] for row in spec["datasets"][layer["data"]["name"]])
        slant = math.radians(360 - layer["mark"]["angle"])
        assert all((b - a) * math.sin(slant) >= 11 for a, b in pairwise(starts))


def test_no_coalition_at_all_is_said() -> None:
    assert "There is none." in texts(plot_coalitions(COALITIONS["none asked for"]))
