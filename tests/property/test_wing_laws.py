"""Members shared out among the blocs of their party: nobody is lost, nobody is favoured."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from winset.translate.wings import in_proportion


@given(st.lists(st.integers(1, 300), min_size=1, max_size=8), st.integers(0, 500))
def test_all_members_are_shared_out_in_proportion(seats: list[int], members: int) -> None:
    sizes = in_proportion(seats, members)
    assert sum(sizes) == members
    for size, share in zip(sizes, seats, strict=True):
        assert abs(size - members * share / sum(seats)) < 1


@given(st.lists(st.integers(1, 300), min_size=1, max_size=8))
def test_as_many_members_as_seats_leave_the_seats_as_they_are(seats: list[int]) -> None:
    assert in_proportion(seats, sum(seats)) == seats
