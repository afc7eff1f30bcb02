"""Countries and actors come to a table and leave it by keyboard; a refusal says why and where."""

from pathlib import Path

BY_REFERENCE = Path(__file__).parents[1] / "data" / "negotiation_by_reference.yaml"
KOREA = "/negotiation/korea-fta-2007-2011"


def open_countries(reader, address=KOREA, wait_for=".slider-row"):
    page = reader.open(address, wait_for)
    page.click("[data-tab=countries]")
    page.locator("#country-title").wait_for()
    return page


def test_a_country_is_seated_by_keyboard_filled_in_and_taken_away_again(reader):
    page = open_countries(reader)
    page.focus("#country-title")
    page.keyboard.type("Chile")
    page.keyboard.press("Enter")
    home = page.locator("details[data-home=chile]")
    home.get_by_role(
        "textbox", name="Position, Opening of the United States to Korean cars and trucks"
    ).wait_for()
    page.wait_for_function("() => document.activeElement.innerText === 'Chile'")
    page.locator("#solution option", has_text="take it or leave it by Chile").wait_for(
        state="attached"
    )
    page.wait_for_selector("[data-country=chile]")
    cell = home.get_by_role(
        "textbox", name="Position, Opening of the United States to Korean cars and trucks"
    )
    assert cell.input_value() == "0.5"
    cell.fill("0.2:0.6:0.9")
    cell.press("Tab")
    page.wait_for_function("(cell) => cell.value === '0.6 (0.2–0.9)'", arg=cell.element_handle())
    assert reader.serious() == []

    page.get_by_role("button", name="Remove Chile from the table").press("Enter")
    home.wait_for(state="detached")
    page.wait_for_selector("[data-country=chile]", state="detached")
    page.click("#undo")
    home.wait_for(state="attached")


def test_an_actor_without_a_name_or_a_free_seat_is_refused_and_a_group_is_added(reader):
    page = open_countries(reader)
    form = page.get_by_role("form", name="Add an actor, United States")
    form.get_by_role("button", name="Add").click()
    page.get_by_role("alert").get_by_text("the actor has no name").wait_for()
    form.get_by_label("Name").fill("Independents")
    form.get_by_label("Level").select_option("legislature")
    form.get_by_label("Seats").fill("2")
    form.get_by_role("button", name="Add").click()
    page.get_by_role("alert").get_by_text("actors.independents.seats.house").first.wait_for()
    form.get_by_label("Level").select_option("group")
    form.get_by_role("button", name="Add").click()
    dialog = page.get_by_role("dialog", name="Independents")
    dialog.get_by_role("button", name="Remove this actor").click()
    dialog.wait_for(state="hidden")


def test_a_part_that_is_named_elsewhere_goes_with_that_or_says_who_needs_it(reader):
    page = open_countries(reader)
    page.get_by_role("button", name="Speaker Pelosi").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Remove this actor").click()
    dialog.get_by_role("alert").get_by_text("countries.us.calendar.held_by").wait_for()
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    page.get_by_role("button", name="AFL-CIO").first.click()
    dialog.get_by_role("button", name="Remove this actor").click()
    dialog.get_by_role("button", name="Remove it with the").click()
    dialog.wait_for(state="hidden")
    page.get_by_role("button", name="AFL-CIO").first.wait_for(state="detached")
    page.click("#undo")
    page.get_by_role("button", name="AFL-CIO").first.wait_for()


def test_a_game_that_stands_in_another_case_is_written_out_before_it_is_changed(reader):
    text = BY_REFERENCE.read_text(encoding="utf-8")
    (reader.bench.folder / "by-reference.yaml").write_text(text, encoding="utf-8")
    # At likely values nothing is signed there, so there are no sliders of tied hands.
    page = open_countries(
        reader, "/negotiation/by-reference", "text=Nothing is signed, so no hands are tied."
    )
    page.get_by_text("is that of the case `china-pntr-2000`").wait_for()
    page.get_by_role("button", name="Write its game out here").click()
    page.get_by_role("form", name="Add an actor, United States").wait_for()
    page.get_by_role("button", name="President Clinton").wait_for()
    page.locator("details[data-home=china] > summary").click()
    page.get_by_role("button", name="Remove China from the table").click()
    page.get_by_role("alert").get_by_text("Two countries at least").wait_for()
