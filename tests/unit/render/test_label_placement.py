"""Labels of a figure: nothing overlaps, nothing leaves the lane, no text is wider than its line."""

from types import SimpleNamespace

from hypothesis import example, given
from hypothesis import strategies as st

from winset.render.figures.grammar.panel import case_text
from winset.render.figures.grammar.placement import Labelled, Placed, place_in_rows
from winset.render.figures.grammar.text_width import shortened, text_width, wrapped

EXTENT = 340.0
SIDES = st.lists(st.sampled_from(["right", "left", "inside"]), unique=True, max_size=3)


@st.composite
def labelled(draw: st.DrawFn) -> Labelled:
    low = draw(st.floats(0, EXTENT))
    high = draw(st.floats(low, EXTENT))
    width = draw(st.floats(0, EXTENT))
    focus = draw(st.none() | st.floats(low, high))
    return Labelled(low, high, width, tuple(draw(SIDES)), focus)  # type: ignore[arg-type]


crowds = st.lists(labelled(), max_size=40)


def stretch_of_label(item: Labelled, place: Placed) -> tuple[float, float]:
    return place.label_left, place.label_left + item.label_width


@given(crowds)
def test_nothing_in_a_row_overlaps(items: list[Labelled]) -> None:
    places = place_in_rows(items, EXTENT)
    for i, one in enumerate(places):
        for other in places[i + 1 :]:
            if one.row == other.row:
                assert one.right < other.left or other.right < one.left


@given(crowds)
def test_the_stretch_covers_mark_and_label(items: list[Labelled]) -> None:
    for item, place in zip(items, place_in_rows(items, EXTENT), strict=True):
        left, right = stretch_of_label(item, place)
        assert place.left <= min(item.low, left)
        assert place.right >= max(item.high, right) - 1e-9


@given(crowds)
def test_labels_stay_in_the_lane(items: list[Labelled]) -> None:
    for item, place in zip(items, place_in_rows(items, EXTENT), strict=True):
        left, right = stretch_of_label(item, place)
        assert left >= 0
        assert right <= EXTENT + 1e-9


@given(crowds)
def test_a_label_beside_a_mark_does_not_touch_it(items: list[Labelled]) -> None:
    for item, place in zip(items, place_in_rows(items, EXTENT), strict=True):
        left, right = stretch_of_label(item, place)
        if place.side == "right":
            assert left > item.high
        elif place.side == "left":
            assert right < item.low
        elif place.side == "inside":
            assert item.low < left
            assert right < item.high


@given(crowds)
def test_rows_are_used_from_the_first_without_a_gap(items: list[Labelled]) -> None:
    rows = {place.row for place in place_in_rows(items, EXTENT)}
    assert rows == set(range(len(rows)))


def test_marks_far_apart_share_a_row() -> None:
    places = place_in_rows([Labelled(0, 10, 40), Labelled(200, 210, 40)], EXTENT)
    assert [place.row for place in places] == [0, 0]


def test_a_label_without_room_on_either_side_stands_above() -> None:
    (place,) = place_in_rows([Labelled(100, 240, 150)], EXTENT)
    assert place.side == "above"


@given(st.text(max_size=60), st.floats(20, 300))
@example("M00", 20.0)
def test_a_shortened_text_fits(text: str, limit: float) -> None:
    assert text_width(shortened(text, 11, limit), 11) <= limit or len(text.split()) == 0


@given(st.text(max_size=120), st.floats(20, 300))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, limit: float) -> None:
    lines = wrapped(text, 11, limit)
    assert all(text_width(line, 11) <= limit or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_long_title_is_cut_at_a_word_and_never_ends_in_dots_and_a_stop() -> None:
    title = "The free trade agreement with a far country that is signed and not ratified " * 3
    text = case_text(SimpleNamespace(title=title))
    assert text.endswith(" …")
    assert title.startswith(text.removesuffix(" …") + " ")
    assert case_text(SimpleNamespace(title="A bill")) == "A bill."
