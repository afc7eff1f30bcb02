"""A game at home, from opening it to finding everything again."""

import json
from typing import Any

import pytest

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
    assert headings[1:] == ["as saved", "Clinton against it"]
    assert page.locator(".comparison .differs").count() >= 2
    assert "actors.clinton.position.openness" in page.locator("#content").inner_text()
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
    before = mark.get_attribute("aria-valuetext")
    page.keyboard.press("PageDown")
    page.wait_for_selector("#undo:not([disabled])")
    after = mark.get_attribute("aria-valuetext")
    assert after < before


def test_a_second_reader_sees_none_of_the_first_ones_edits(reader, readers):
    page = reader.open_game()
    page.locator(CLINTON).focus()
    page.keyboard.press("Home")
    page.wait_for_selector("#undo:not([disabled])")
    other = readers()
    there = other.open_game()
    assert there.locator(CLINTON).get_attribute("aria-valuenow") == "0.85"
    assert there.locator("#undo").is_disabled()
