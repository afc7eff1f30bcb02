"""A game at home, from opening it to finding everything again."""

import json
from pathlib import Path
from typing import Any

import pytest

from winset.casebook import case_path
from winset.cases.editing.parts import added
from winset.cases.file.read import load_text
from winset.cases.templates.skeleton import skeleton_text

CASEBOOK = Path(__file__).parents[2] / "src/winset/casebook"
CLINTON = "[data-mark='actors.clinton.position.openness']"


def drag(page: Any, mark: str, share: float) -> None:
    """Move a mark with the mouse by a share of the width of the axis, in steps."""
    page.locator(mark).scroll_into_view_if_needed()
    box = page.locator(f"{mark} .grip").bounding_box()
    width = page.locator(".axis").bounding_box()["width"]
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + share * width, y, steps=12)


def test_the_verdict_follows_the_president_and_all_is_found_again_after_a_reload(reader):
    page = reader.open_game()
    before = reader.chance()
    drag(page, CLINTON, -0.45)
    page.locator(".verdict.pending").wait_for()
    page.get_by_text("as saved").first.wait_for()
    page.mouse.up()
    page.wait_for_selector("#undo:not([disabled])")
    reader.wait_for_full_report()
    page.wait_for_function(
        "(was) => parseFloat(document.querySelector('.verdict .chance b').innerText) !== was",
        arg=before,
    )
    after, place = reader.chance(), page.locator(CLINTON).get_attribute("aria-valuenow")
    assert after < before
    assert float(place) == pytest.approx(0.85 - 0.45, abs=0.03)

    page.reload()
    page.wait_for_selector(CLINTON)
    reader.wait_for_full_report()
    assert page.locator(CLINTON).get_attribute("aria-valuenow") == place
    assert reader.chance() == after
    assert page.locator("#undo").is_enabled()


def test_a_scenario_is_kept_and_set_beside_the_original(reader):
    page = reader.open_game()
    page.locator(CLINTON).focus()
    page.keyboard.press("Home")
    page.wait_for_selector("#undo:not([disabled])")
    page.click("#scenarios")
    page.get_by_label("Name this scenario").fill("Clinton against it")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="Load").wait_for()
    page.get_by_label("The draft").uncheck()
    page.get_by_role("button", name="Set side by side").click()
    page.wait_for_selector(".comparison")
    headings = page.locator(".comparison thead th").all_inner_texts()
    assert headings[1:3] == ["The case as saved", "Clinton against it"]
    assert page.locator(".comparison .differs").count() >= 2
    row = page.get_by_role("row", name="President Clinton: position")
    assert row.locator("td").all_inner_texts() == ["0.85 (0.75–0.95)", "0 (0–0.1)"]
    kept = list(reader.bench.folder.glob("*.overlay.yaml"))
    assert [path.name for path in kept] == ["china-pntr-2000.clinton-against-it.overlay.yaml"]


def test_the_report_is_exported_with_the_edits_in_it(reader):
    page = reader.open_game()
    page.locator(CLINTON).focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector("#undo:not([disabled])")
    page.click("#export")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Report, JSON").click()
    document = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert document["schema"] == "winset/report/1"
    clinton = next(row for row in document["actors"] if row["actor"] == "clinton")
    assert clinton["position"]["openness"] == pytest.approx(0.84)


def test_undo_by_the_keyboard_brings_the_verdict_back(reader):
    page = reader.open_game()
    before = reader.chance()
    page.locator("[data-mark='issues.openness.proposal']").focus()
    page.keyboard.press("End")
    page.wait_for_selector("#undo:not([disabled])")
    page.keyboard.press("Control+z")
    page.wait_for_selector("#redo:not([disabled])")
    reader.wait_for_full_report()
    assert reader.chance() == before


def test_a_range_and_its_source_are_edited_in_the_table_and_wrong_input_is_told_there(reader):
    page = reader.open_game()
    cell = page.get_by_label("Capacity, AFL-CIO")
    cell.fill("9:3:5")
    cell.press("Tab")
    page.locator(".sheet .wrong").get_by_text("low").wait_for()
    cell.fill("10:15:18")
    cell.press("Enter")
    page.wait_for_selector("#undo:not([disabled])")
    page.locator(".sheet p.wrong").wait_for(state="detached")
    page.get_by_role("button", name="AFL-CIO", exact=False).first.click()
    dialog = page.get_by_role("dialog")
    group = dialog.get_by_role("group", name="Capacity", exact=True)
    assert group.get_by_label("likely").input_value() == "15"
    group.get_by_label("source").fill("A union's annual report")
    group.get_by_label("source").press("Tab")
    page.wait_for_function("() => document.querySelector('#undo').title.includes('source')")
    dialog.get_by_role("button", name="Close").click()
    page.click("[data-tab=text]")
    page.wait_for_function(
        "() => document.querySelector('#case-text')?.value.includes('annual report')"
    )


def test_why_opens_the_formula_with_the_numbers_of_the_case(reader):
    page = reader.open_game()
    page.get_by_role("button", name="Why: Budget").click()
    dialog = page.get_by_role("dialog")
    dialog.locator(".formula").wait_for()
    budget = page.locator(".money .amount").nth(1).inner_text()
    assert budget in dialog.inner_text()
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")


def test_every_reading_of_one_probability_agrees(reader):
    page = reader.open_game()
    chance = page.locator(".verdict .chance b").inner_text()
    page.get_by_role("button", name="Why this probability of passage?").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text(f"Probability of passage: {chance}").wait_for()
    dialog.get_by_text("the model's Brier score is .214").wait_for()
    page.keyboard.press("Escape")
    page.locator(CLINTON).focus()
    page.keyboard.press("Home")
    page.wait_for_selector("#undo:not([disabled])")
    page.locator(".verdict").get_by_text(f"as saved {chance}").wait_for()


def test_the_card_says_what_happened(reader):
    page = reader.open("/case/nafta-1993", "[data-mark]")
    card = page.locator(".verdict")
    card.get_by_text("passed, House 234–200, Senate 61–38").wait_for()


def test_the_tables_of_a_tab_say_why_with_the_values_of_the_case(reader):
    page = reader.open_game()
    page.get_by_role("tab", name="Votes").click()
    part = page.locator(".panel .section").filter(has_text="Mean vote")
    part.locator("summary").click()
    part.get_by_role("button", name="Senate, secured").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Robust tally, Senate:").wait_for()


@pytest.mark.parametrize("part", ["name-hold", "line-hold"])
def test_the_proposal_is_dragged_by_its_name_and_by_its_line(reader, part):
    page = reader.open_game("nafta-1993")
    mark = page.locator("[data-mark='issues.openness.proposal']")
    before = float(mark.get_attribute("aria-valuenow"))
    box = mark.locator(f".{part}").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 60)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 120, y, steps=6)
    page.mouse.up()
    page.wait_for_selector("#undo:not([disabled])")
    assert float(mark.get_attribute("aria-valuenow")) < before


def test_a_save_from_another_browser_is_told_from_an_edit_outside(readers):
    first, second = readers(), readers()
    page = first.open_game()
    page.locator(CLINTON).focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector("#save:not([disabled])")
    page.click("#save")
    page.get_by_label("Name of the file").fill("shared-bill")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    page.wait_for_url("**/case/shared-bill")
    page.wait_for_function("() => window.did_handshake === true")
    page.wait_for_selector(CLINTON)
    there = second.open("/case/shared-bill", CLINTON)
    page.locator(CLINTON).focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector("#save:not([disabled])")
    page.click("#save")
    there.get_by_text("saved from another browser").wait_for()
    path = first.bench.folder / "shared-bill.yaml"
    path.write_text(path.read_text("utf-8").replace("with China, 2000", "with China"), "utf-8")
    there.get_by_text("edited outside the workbench").wait_for()


def test_two_cases_of_one_name_are_told_apart_on_the_first_page(reader):
    for name in ("twin-a", "twin-b"):
        case = (CASEBOOK / "china-pntr-2000.yaml").read_bytes()
        (reader.bench.folder / f"{name}.yaml").write_bytes(case)
    page = reader.open("/")
    own = page.get_by_role("list", name="Your folder")
    for name in ("twin-a", "twin-b"):
        card = own.locator("li").filter(has_text=f"{name}.yaml")
        assert card.get_by_role("link").get_attribute("href") == f"/case/{name}"


def test_a_word_of_the_model_says_what_it_means(reader):
    page = reader.open_game()
    word = page.locator(".verdict").get_by_role("button", name="member-moves")
    # A note closes when the page is scrolled, and the word may stand below the edge.
    word.scroll_into_view_if_needed()
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    word.click()
    page.get_by_text("one fully salient member of the House").wait_for()
    page.keyboard.press("Escape")
    page.locator(".term-note").wait_for(state="detached")


def test_every_tab_shows_something_and_arrow_keys_go_through_them(reader):
    page = reader.open_game()
    tabs = page.get_by_role("tab")
    names = [tabs.nth(i).get_attribute("data-tab") for i in range(tabs.count())]
    page.locator("[role=tab][aria-selected=true]").focus()
    for name in names[1:]:
        page.keyboard.press("ArrowRight")
        page.wait_for_selector(f"#panel-{name}")
        page.locator(f"#panel-{name}").get_by_role("heading").first.wait_for()
        assert len(page.locator(f"#panel-{name}").inner_text()) > 60, name


def test_a_date_is_moved_on_the_timeline(reader):
    page = reader.open_game()
    page.click("[data-tab=timeline]")
    mark = page.locator("[data-mark='actors.afl-cio.lobbying.from']")
    mark.focus()
    assert mark.get_attribute("aria-valuetext") == "16 Feb 2000"
    page.keyboard.press("PageDown")
    page.wait_for_selector("#undo:not([disabled])")
    assert mark.get_attribute("aria-valuetext") == "6 Feb 2000"


def test_a_gatekeeper_is_chosen_among_the_actors_and_can_be_left_out(reader):
    page = reader.open_game()
    page.click("[data-tab=rule]")
    keeper = page.locator("#calendar-held_by-likely")
    assert keeper.input_value() == "speaker"
    keeper.select_option(label="President Clinton")
    page.wait_for_function("() => document.querySelector('#undo').title.includes('clinton')")
    page.get_by_role("button", name="remove Held by").click()
    page.wait_for_function("() => document.querySelector('#undo').title.includes('removed')")
    assert keeper.input_value() == ""


def test_a_second_reader_sees_none_of_the_first_ones_edits(reader, readers):
    page = reader.open_game()
    page.locator(CLINTON).focus()
    page.keyboard.press("Home")
    page.wait_for_selector("#undo:not([disabled])")
    other = readers()
    there = other.open_game()
    assert there.locator(CLINTON).get_attribute("aria-valuenow") == "0.85"
    assert there.locator("#undo").is_disabled()


def test_a_case_whose_file_is_gone_is_saved_under_a_name(reader):
    file = reader.bench.folder / "going.yaml"
    file.write_text(case_path("steel-quota-1999").read_text("utf-8"), "utf-8")
    page = reader.open("/case/going", "[data-mark]")
    file.unlink()
    page.get_by_text("The file is gone; the draft is kept.").wait_for()
    page.click("#save")
    page.get_by_label("Name of the file").fill("rescued")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    page.wait_for_url("**/case/rescued")
    assert (reader.bench.folder / "rescued.yaml").exists()


def test_what_two_visitors_changed_and_cannot_stand_together_is_asked_about(reader):
    file = reader.bench.folder / "casebook-mine.yaml"
    text = skeleton_text("casebook-mine", "Mine")
    file.write_text(text, "utf-8")
    page = reader.open("/case/casebook-mine", "[data-mark]")
    draft = f"{reader.bench.address}/api/cases/casebook-mine/draft"
    assert page.request.post(draft, data={"remove": "actors.exporters"}).ok
    tie = {"from": "exporters", "to": "senate-minority", "strength": 0.2}
    file.write_text(added(load_text(text, "x"), "pressure", tie).text, "utf-8")
    page.get_by_text("Which shall hold?").wait_for()
    page.get_by_role("button", name="Take this").click()
    page.get_by_text("is not an actor of this case").wait_for()
    page.get_by_label("in the file").check()
    page.get_by_role("button", name="Take this").click()
    page.get_by_text("Which shall hold?").wait_for(state="hidden")
    page.locator("[data-mark='actors.exporters.position.openness']").wait_for()
    values = {"values": {"actors.unions.capacity": 7}}
    assert page.request.post(draft, data=values).ok
    page.wait_for_selector("#save:not([disabled])")
    page.click("#save")
    page.get_by_text("Saved as casebook-mine.").wait_for()
    assert "capacity: 7" in file.read_text("utf-8")


def test_side_by_side_draws_an_axis_only_where_somebody_moved_and_speaks_in_words(reader):
    draft = f"{reader.bench.address}/api/cases/china-pntr-2000/draft"
    page = reader.open("/case/china-pntr-2000", "[data-mark]")
    for values, said in (
        ({"actors.clinton.capacity": 3}, "Everyone stands at the same place on every axis."),
        ({"actors.clinton.position.openness": 0.4}, "Where they stand"),
    ):
        assert page.request.post(draft, data={"values": values}).ok
        page = reader.open("/compare/china-pntr-2000")
        page.get_by_text(said).first.wait_for()
        page.locator("figure svg").first.wait_for(state="attached")
        assert "The probability of a vote goes from" in page.locator("main").inner_text()
        assert "P(" not in page.locator("main").inner_text()


def test_two_clicks_on_start_begin_one_sweep(reader):
    page = reader.open("/case/steel-quota-1999", "[data-mark]")
    page.click("[data-tab=sensitivity]")
    page.get_by_role("button", name="Start a sweep").dblclick()
    page.locator(".jobs li").first.wait_for()
    page.wait_for_timeout(3000)
    assert page.locator(".jobs li").count() == 1
