"""The tab of forecasts: models switched on and off, issues chosen, on the page of either game."""

FIGURE = "[id=panel-forecast] .drawing.wide"


def open_tab(reader, address, waits_for):
    page = reader.open(address, waits_for)
    page.click("[data-tab=forecast]")
    page.locator(f"{FIGURE} svg").wait_for()
    return page


def test_models_are_switched_off_and_on_and_another_issue_is_chosen(reader):
    page = open_tab(reader, "/negotiation/us-vietnam-labour-2013", "[data-tab=forecast]")
    figure = page.locator(FIGURE)
    titles = page.locator(".models span").all_inner_texts()
    assert titles[0] == "weighted mean"
    assert titles[-1] == "distribution"
    assert len(titles) == 8
    figure.get_by_text("off by 23.3").first.wait_for()
    assert figure.get_by_text("challenge model", exact=True).count() == 1
    page.locator("[data-model=challenge]").uncheck()
    page.locator(f"{FIGURE} svg").wait_for()
    figure.get_by_text("spatial model of politics", exact=True).first.wait_for()
    page.wait_for_function(
        "(where) => !document.querySelector(where)?.textContent.includes('challenge model')",
        arg=FIGURE,
    )
    chosen = page.locator("#forecast-issue option").nth(1)
    page.select_option("#forecast-issue", chosen.get_attribute("value"))
    figure.locator("text", has_text=f"may end: {chosen.text_content()}").wait_for()
    assert figure.get_by_text("challenge model", exact=True).count() == 0
    page.locator("[data-model=challenge]").check()
    figure.get_by_text("challenge model", exact=True).first.wait_for()
    assert reader.serious() == []


def test_a_bill_has_the_tab_too_and_an_edit_renews_it(reader):
    page = open_tab(reader, "/case/china-pntr-2000", "[data-mark]")
    table = page.locator("#panel-forecast table").first
    before = table.get_by_role("row").nth(1).inner_text()
    assert before.startswith("weighted mean")
    page.locator("[data-mark='actors.clinton.position.openness']").focus()
    page.keyboard.press("Home")
    page.wait_for_function(
        "(was) => { const rows = document.querySelectorAll('#panel-forecast table tr');"
        " return rows.length > 1 && rows[1].innerText !== was; }",
        arg=before,
    )
