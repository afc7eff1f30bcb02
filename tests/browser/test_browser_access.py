"""Everybody can use it: axe finds nothing serious on any page, light or dark; nothing overflows."""

import pytest

PAGES = {
    "start": ("/", "main h1"),
    "game": ("/case/china-pntr-2000", "[data-mark]"),
    "tour": ("/case/china-pntr-2000?tour=1", "#tour-title"),
    "negotiation": ("/negotiation/putnam-figure-1", ".slider-row"),
    "map": ("/negotiation/us-vietnam-labour-2013", ".map svg"),
    "comparison": ("/compare/china-pntr-2000?of=saved,draft", ".comparison"),
    "work": ("/sweeps", "main h1"),
    "help": ("/help", "main h1"),
    "refusal": ("/case/no-such-case", "main h1"),
}
GAME_TABS = (
    "rule",
    "timeline",
    "coalition",
    "pivots",
    "forecast",
    "sensitivity",
    "evidence",
    "text",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(readers, name, scheme):
    reader = readers(color_scheme=scheme)
    reader.open(*PAGES[name])
    assert reader.serious() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_tabs_and_dialogs(readers, scheme):
    reader = readers(color_scheme=scheme)
    page = reader.open_game()
    for name in GAME_TABS:
        page.click(f"[data-tab={name}]")
        page.wait_for_selector(f"#panel-{name} h2")
        assert reader.serious() == [], name
    page.click("#scenarios")
    page.get_by_role("dialog").get_by_text("Side by side").wait_for()
    assert reader.serious() == [], "scenarios"
    page.keyboard.press("Escape")
    page.click("[data-tab=actors]")
    page.get_by_role("button", name="AFL-CIO").first.click()
    page.get_by_role("dialog").locator("fieldset").first.wait_for()
    assert reader.serious() == [], "actor"


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_its_window(readers, name, width):
    reader = readers(viewport={"width": width, "height": 844})
    page = reader.open(*PAGES[name])
    page.wait_for_function("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_the_language_of_every_page_is_said_and_there_is_one_main_and_one_heading(readers):
    reader = readers()
    for path, wait_for in PAGES.values():
        page = reader.open(path, wait_for)
        assert page.locator("html").get_attribute("lang") == "en-US"
        assert page.locator("main").count() == 1
        assert page.locator("h1").count() == 1


@pytest.mark.parametrize(
    ("path", "part"),
    [("actors.clinton.position.openness", ".grip"), ("issues.openness.proposal", ".name-hold")],
)
def test_touch_moves_an_actor_and_the_proposal(readers, path, part):
    reader = readers(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    page = reader.open_game()
    mark = page.locator(f"[data-mark='{path}']")
    before = float(mark.get_attribute("aria-valuenow"))
    hold = mark.locator(part)
    hold.evaluate("node => node.scrollIntoView({ block: 'center' })")
    box = hold.bounding_box()
    touch = reader.context.new_cdp_session(page)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch.send(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
    )
    for step in range(1, 9):
        points = [{"x": x - 15 * step, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_selector("#undo:not([disabled])")
    page.wait_for_function(
        "([mark, most]) => Number(mark.getAttribute('aria-valuenow')) < most",
        arg=[mark.element_handle(), before - 0.2],
    )


def test_on_a_phone_the_card_never_covers_the_mark_that_has_the_focus(readers):
    reader = readers(viewport={"width": 390, "height": 844})
    page = reader.open_game()
    card = page.locator(".game > aside")
    marks = page.locator(".axis [role=slider]")
    marks.first.focus()
    for _ in range(marks.count() - 1):
        page.keyboard.press("Tab")
    for _ in range(marks.count()):
        ring = page.locator(".axis [role=slider]:focus .ring").bounding_box()
        below = card.bounding_box()
        assert ring["y"] >= below["y"] + below["height"]
        page.keyboard.press("Shift+Tab")


def test_on_a_phone_the_menu_of_exports_stands_within_the_page(readers):
    reader = readers(viewport={"width": 390, "height": 844})
    page = reader.open_game()
    page.click("#export")
    for link in page.locator(".menu a").all():
        box = link.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
def test_the_tour_does_not_hide_what_it_speaks_of(readers, width, height):
    reader = readers(viewport={"width": width, "height": height})
    page = reader.open("/case/china-pntr-2000?tour=1", "#tour-title")
    reader.wait_for_full_report()
    for step in range(6):
        page.get_by_text(f"{step + 1} of 6", exact=True).wait_for()
        page.wait_for_function(
            """() => {
              const lit = document.querySelector(".tour-lit .ring, .tour-lit:not(g)");
              const both = [lit, document.querySelector(".tour")];
              const [a, b] = both.map((e) => e.getBoundingClientRect());
              const over = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
              const beside = Math.min(a.right, b.right) - Math.max(a.left, b.left);
              const hidden = Math.max(0, over) * Math.max(0, beside);
              return hidden <= 0.35 * a.width * a.height;
            }"""
        )
        if step < 5:
            page.get_by_role("button", name="Next").click()
