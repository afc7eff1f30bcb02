"""A negotiation: the map, its switches, the solutions, tied hands."""


def test_the_tpp_map_changes_with_issue_country_and_linkage(reader):
    page = reader.open("/negotiation/tpp-2013", ".map svg")
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
