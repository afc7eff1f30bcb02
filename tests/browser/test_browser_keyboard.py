"""A case from nothing by the keyboard alone: no test here touches a mouse."""

from typing import Any


def tab_to(page: Any, name: str, most: int = 120) -> None:
    """Press Tab until what has the focus has this id or this text."""
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "() => [document.activeElement.id, document.activeElement.innerText ?? '',"
            " document.activeElement.getAttribute('aria-label') ?? '']"
        )
        if name in (found[0], found[1].strip(), found[2]):
            return
    raise AssertionError(f"{name} cannot be reached with the Tab key")


def test_a_case_is_written_from_nothing(reader):
    page = reader.open("/")
    tab_to(page, "new-title")
    page.keyboard.type("Lumber duties, 2031")
    page.keyboard.press("Tab")
    page.keyboard.type("Game at home: bill of the United States")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/case/lumber-duties-2031")
    reader.wait_for_full_report()

    tab_to(page, "Actors")
    tab_to(page, "actor-title")
    page.keyboard.type("Home builders")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("group", name="Capacity", exact=True).wait_for()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.id") == "actors-home-builders-title-likely":
            break
    page.keyboard.press("End")
    page.keyboard.type(" of America")
    page.keyboard.press("Tab")
    page.wait_for_function("() => document.querySelector('#undo').title.includes('of America')")
    page.keyboard.press("Escape")

    mark = page.locator("[data-mark^='actors.home-builders.position']")
    mark.wait_for()
    page.locator("h1").evaluate("node => { node.tabIndex = -1; node.focus(); }")
    tab_to(page, "Home builders of America")
    page.keyboard.press("End")
    page.wait_for_function(
        "() => document.querySelector(\"[data-mark^='actors.home-builders']\")"
        ".getAttribute('aria-valuenow') === '1'"
    )
    page.locator("h1").evaluate("node => node.focus()")
    page.wait_for_selector("#save:not([disabled])")
    page.keyboard.press("Shift+Tab")
    page.locator("h1").evaluate("node => node.focus()")
    tab_to(page, "save")
    page.keyboard.press("Enter")
    page.get_by_text("Saved as lumber-duties-2031").wait_for()
    text = (reader.bench.folder / "lumber-duties-2031.yaml").read_text(encoding="utf-8")
    assert "Home builders of America" in text
    assert "#" in text  # the comments of the skeleton are still there


def test_typing_goes_on_in_the_table_while_an_edit_before_it_is_worked_out(reader):
    page = reader.open_game()
    page.get_by_label("Capacity, AFL-CIO").focus()
    page.keyboard.type("15")
    page.keyboard.press("Enter")
    here = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
    assert here.startswith("Capacity, ")
    page.keyboard.type("27")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("() => document.querySelector('#undo').title.includes('15')")
    page.wait_for_function(
        "() => document.querySelector('[aria-label=\"Capacity, AFL-CIO\"]')"
        ".classList.contains('changed')"
    )
    reader.wait_for_full_report()
    typed = page.evaluate(
        "() => [document.activeElement.getAttribute('aria-label'), document.activeElement.value,"
        " document.activeElement.selectionStart]"
    )
    assert typed == [here, "27", 1]
    page.keyboard.type("1")
    page.keyboard.press("Tab")
    page.wait_for_function("() => document.querySelector('#undo').title.includes('217')")
    assert page.evaluate("() => document.activeElement.closest('.sheet') !== null")


def test_a_form_keeps_the_focus_when_its_edit_is_taken(reader):
    page = reader.open_game()
    page.click("[data-tab=rule]")
    title = page.locator("#issues-openness-title-likely")
    title.focus()
    page.keyboard.press("End")
    page.keyboard.type(" of trade")
    page.keyboard.press("Tab")
    after = page.evaluate("() => document.activeElement.id")
    page.wait_for_function("() => document.querySelector('#undo').title.includes('of trade')")
    reader.wait_for_full_report()
    assert after
    assert page.evaluate("() => document.activeElement.id") == after


def test_the_skip_link_leads_past_the_masthead(reader):
    page = reader.open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.innerText") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('main') !== null")


def test_the_tour_is_walked_and_left_by_keys(reader):
    page = reader.open("/case/china-pntr-2000?tour=1")
    title = page.locator("#tour-title")
    title.wait_for()
    seen = [title.inner_text()]
    while page.get_by_role("button", name="Next").count():
        page.get_by_role("button", name="Next").press("Enter")
        page.wait_for_function(
            "(old) => document.querySelector('#tour-title').innerText !== old", arg=seen[-1]
        )
        seen.append(title.inner_text())
    assert len(seen) == len(set(seen)) == 6
    page.keyboard.press("Escape")
    title.wait_for(state="detached")


def test_escape_closes_the_menu_of_exports_and_gives_the_focus_back(reader):
    page = reader.open_game()
    page.locator("#export").focus()
    page.keyboard.press("Enter")
    page.locator(".menu[open]").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    page.locator(".menu:not([open])").wait_for()
    assert page.evaluate("() => document.activeElement.id") == "export"


def test_an_export_is_saved_and_one_that_is_refused_is_explained(reader):
    page = reader.open_game()
    with page.expect_download() as saved:
        page.locator("#export").click()
        page.get_by_role("link", name="Case, YAML").click()
    assert saved.value.suggested_filename == "china-pntr-2000.yaml"
    page.locator(".menu:not([open])").wait_for()
    downloads = []
    page.on("download", lambda saved: downloads.append(saved.url))
    reason = '{"kind": "input", "what": "a PDF report needs WeasyPrint", "right": "install it"}'
    page.route("**/report.pdf", lambda route: route.fulfill(status=422, body=reason))
    page.locator("#export").click()
    page.get_by_role("link", name="Report, PDF").click()
    page.get_by_text("Report, PDF: A PDF report needs WeasyPrint. Install it.").wait_for()
    assert downloads == []


def test_what_has_the_focus_is_seen_all_the_way_through_a_game(reader):
    page = reader.open_game()
    page.locator("h1").evaluate("node => { node.tabIndex = -1; node.focus(); }")
    for _ in range(60):
        page.keyboard.press("Tab")
        name, is_seen = page.evaluate(
            """() => {
              const here = document.activeElement;
              const style = getComputedStyle(here);
              const ring = here.querySelector(".ring");
              const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 1;
              const ringed = ring && getComputedStyle(ring).stroke !== "none";
              return [here.outerHTML.slice(0, 120), outlined || ringed];
            }"""
        )
        assert is_seen, name
