"""A negotiation: the map, its switches, the solutions, tied hands."""

from pathlib import Path

BY_REFERENCE = Path(__file__).parents[1] / "data" / "negotiation_by_reference.yaml"


def test_the_tpp_map_changes_with_issue_country_and_linkage(reader):
    page = reader.open("/negotiation/tpp-2013", ".map svg")
    page.set_default_timeout(300_000)  # twelve countries with five issues take a minute or two
    page.wait_for_selector(".slider-row")
    assert page.locator(".country").count() == 12
    shape = page.locator(".map .zone").get_attribute("d")
    assert "agreement" in page.locator(".answer h2").inner_text().lower()

    page.select_option("#up", "labour")
    page.wait_for_function(
        "(old) => document.querySelector('.map .zone').getAttribute('d') !== old", arg=shape
    )
    assert page.locator(".map .strong").last.text_content() == "Enforced labour rights"

    with_japan = page.locator(".answer").inner_text()
    page.locator("[data-country=mx]").press("Space")
    page.wait_for_function(
        "(old) => { const now = document.querySelector('.answer').innerText;"
        " return now && now !== old; }",
        arg=with_japan,
    )
    assert not page.locator("[data-country=mx]").is_checked()

    page.locator("#linkage").press("Space")
    page.wait_for_function("() => document.querySelectorAll('.map .bar-row').length >= 26")


def test_another_solution_gives_another_agreement_and_tied_hands_are_read_off(reader):
    page = reader.open("/negotiation/putnam-figure-1", ".map svg")
    slider = page.locator(".slider-row input").first
    slider.wait_for()
    nash = page.locator(".answer").inner_text()
    page.select_option("#solution", "kalai-smorodinsky")
    page.wait_for_function(
        "(old) => { const now = document.querySelector('.answer').innerText;"
        " return now && now !== old; }",
        arg=nash,
    )
    slider = page.locator(".slider-row input").first
    free = page.locator("#" + slider.get_attribute("aria-describedby")).inner_text()
    assert free.startswith("free hands")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "() => document.querySelector('.slider-row span').innerText.startsWith('tied by')"
    )


def test_a_negotiation_is_edited_in_forms_and_text_and_undone(reader):
    page = reader.open("/negotiation/putnam-figure-1", ".slider-row")
    page.click("[data-tab=countries]")
    page.get_by_role("button", name="Ratifier of X").click()
    group = page.get_by_role("dialog").get_by_role("group", name="No agreement", exact=True)
    before = page.locator(".answer").inner_text()
    group.get_by_label("likely").fill("0.7")
    group.get_by_label("source").focus()
    page.get_by_role("dialog").get_by_role("button", name="Close").focus()
    page.wait_for_selector("#undo:not([disabled])")
    page.wait_for_function(
        "(old) => { const now = document.querySelector('.answer').innerText;"
        " return now && now !== old; }",
        arg=before,
    )
    page.keyboard.press("Escape")
    page.click("[data-tab=text]")
    text = page.locator("#case-text")
    page.wait_for_function("() => document.querySelector('#case-text')?.value.includes('0.7')")
    right = text.input_value()
    text.fill(right.replace("kind: negotiation", "kind: negotiation\nnonsense: 3"))
    page.get_by_role("button", name="Take this text").click()
    line = right.splitlines().index("kind: negotiation") + 2
    page.get_by_role("button", name=f"Line {line}").click()
    assert page.evaluate("() => document.activeElement.id") == "case-text"
    assert page.evaluate("() => window.getSelection().toString()") == "nonsense: 3"
    page.get_by_role("button", name="Back to the draft").click()
    page.wait_for_function("() => !document.querySelector('#case-text').value.includes('nonsense')")
    page.click("#undo")
    page.wait_for_selector("#redo:not([disabled])")
    page.wait_for_function("() => !document.querySelector('#case-text').value.includes('0.7')")


def test_why_explains_agreement_zone_and_the_risk_of_defection(reader):
    page = reader.open("/negotiation/us-vietnam-labour-2013", ".slider-row")
    for of, told in (
        ("the agreement", "Nash (1950)"),
        ("the zone", "would sign and ratify"),
        ("ratification fails", "fails to ratify"),
    ):
        page.get_by_role("button", name=f"Why: {of}").click()
        page.get_by_role("dialog").get_by_text(told).first.wait_for()
        page.keyboard.press("Escape")
        page.get_by_role("dialog").wait_for(state="hidden")


def zone(page):
    return page.locator(".map .zone").get_attribute("d")


def wait_for_other_zone(page, old):
    page.wait_for_function(
        "(old) => document.querySelector('.map .zone').getAttribute('d') !== old", arg=old
    )


# What the server said to the first press reaches the page after the third one.
LATE_ANSWER = """() => {
  const sliders = Object.values(mounted_app.elements).find((e) => e.props?.rows?.[0]?.says);
  sliders.props.rows = sliders.props.rows.map((r) => ({ ...r, at: r.id === "us" ? 1 : r.at }));
}"""


def test_a_slider_that_ties_hands_stays_and_the_map_follows(reader):
    page = reader.open("/negotiation/us-japan-autos-farm-2013", ".slider-row")
    slider = page.get_by_label("United States").and_(page.locator("[type=range]"))
    free = zone(page)
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.evaluate(LATE_ANSWER)
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    wait_for_other_zone(page, free)
    page.get_by_text("hands are tied: United States by 0.30").wait_for()
    page.wait_for_timeout(2500)  # the page looks for edits every two seconds
    assert slider.input_value() == "5"
    assert page.locator("#hands-us-says").inner_text().startswith("tied by 0.30")
    tied = zone(page)
    page.get_by_role("button", name="Free all hands").click()
    wait_for_other_zone(page, tied)
    assert zone(page) == free
    assert slider.input_value() == "0"


def test_ideal_points_are_named_and_moved_and_the_axes_have_units(reader):
    page = reader.open("/negotiation/us-japan-autos-farm-2013", ".slider-row")
    names = page.locator(".map .labels text")
    assert {"United States", "Japan"} <= set(names.all_text_contents())
    assert (
        "Cut of Japan's farm tariffs, in % beef tariff"
        in page.locator(".map .strong").all_text_contents()
    )
    assert page.locator(".map .ticks text").all_text_contents()[:4] == ["50", "40", "30", "20"]
    old = zone(page)
    point = page.locator("[data-ideal=us]")
    said = point.get_attribute("aria-valuetext")
    box = point.locator(".grip").bounding_box()
    page.mouse.move(box["x"] + 13, box["y"] + 13)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 110, steps=4)
    page.mouse.up()
    wait_for_other_zone(page, old)
    assert point.get_attribute("aria-valuetext") != said
    assert page.locator("#undo").get_attribute("title") == (
        "Undo: moved the ideal point of United States"
    )
    moved = zone(page)
    page.click("#undo")
    wait_for_other_zone(page, moved)
    assert zone(page) == old
    assert point.get_attribute("aria-valuetext") == said
    point.focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_function(
        "(old) => document.querySelector('[data-ideal=us]').ariaValueText !== old", arg=said
    )
    page.wait_for_selector("#undo:not([disabled])")


def test_a_slider_let_go_while_the_answer_is_worked_out_anew_ties_hands(reader):
    page = reader.open("/negotiation/putnam-figure-1", ".slider-row")
    page.select_option("#solution", "kalai-smorodinsky")
    page.wait_for_selector(".answer[aria-busy]")
    slider = page.locator(".slider-row input").first
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.get_by_text("On this map hands are tied").wait_for()
    page.wait_for_selector(".answer:not([aria-busy])")
    assert slider.input_value() == "1"


def test_an_answer_that_cannot_be_had_is_not_waited_for(reader):
    text = BY_REFERENCE.read_text("utf-8").replace("case: china-pntr-2000", "case: at-home")
    (reader.bench.folder / "by-reference.yaml").write_text(text, "utf-8")
    page = reader.open("/negotiation/by-reference", "#solution")
    page.get_by_text("there is no case `at-home` here").first.wait_for()
    page.wait_for_timeout(1000)
    assert page.locator("[aria-busy]").count() == 0
