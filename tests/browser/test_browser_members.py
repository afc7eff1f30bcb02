"""Members by name on the page, where the server has roll calls."""

import pytest


@pytest.fixture(scope="module")
def bench_words(research_data):
    """Start the server with roll calls."""
    return ("--data", str(research_data / "rollcalls"))


@pytest.mark.shared_data
def test_real_members_are_counted_by_name_and_drawn_in_their_seats(reader):
    page = reader.open_game()
    page.get_by_role("tab", name="Members").click()
    page.get_by_role("button", name="Count the real members").click()
    page.get_by_text("With real members the bill passes in").wait_for()
    seats = page.get_by_role("figure").filter(has_text="Seats:")
    for chamber in (0, 1):  # House and Senate
        seats.nth(chamber).locator("svg").first.wait_for()
    page.get_by_text("(R-").first.wait_for()
