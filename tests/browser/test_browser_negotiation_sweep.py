"""A sweep of a negotiation: begun on its page, watched, cancelled, resumed, read."""

NUMBER = "countries.x.actors.x-ratifier.no_agreement"
NEGOTIATION = "/negotiation/putnam-figure-1"


def open_form(reader):
    page = reader.open(NEGOTIATION, ".slider-row")
    page.click("[data-tab=sensitivity]")
    page.wait_for_selector("#sweep-path")
    return page


def test_a_sweep_is_asked_for_in_words_runs_beside_the_page_and_is_read(reader):
    page = open_form(reader)
    group = page.locator("#sweep-path optgroup[label='Country X']")
    words = group.locator(f"option[value='{NUMBER}']").text_content()
    assert words.strip()
    assert "countries." not in words
    page.select_option("#sweep-draws", "256")
    page.fill("#sweep-range", "0.4:0.7")
    page.get_by_role("button", name="Start a sweep").click()
    page.get_by_role("alert").get_by_text("the range of no number").wait_for()
    page.select_option("#sweep-path", NUMBER)
    page.check("#sweep-hold")
    page.get_by_role("button", name="Start a sweep").press("Enter")
    job = page.locator("[data-job]")
    job.wait_for()
    assert page.get_by_role("alert").count() == 0
    assert f"{NUMBER} 0.4:0.7; all others held; nash" in job.inner_text()
    name = job.get_attribute("data-job")
    assert reader.serious() == []

    page.click("[data-tab=issues]")  # the page stays usable meanwhile
    page.locator("#panel-issues fieldset").first.wait_for()
    page.click("[data-tab=sensitivity]")
    page.wait_for_selector(f"[data-job='{name}'][data-state=done]")
    found = page.request.get(f"{reader.bench.address}/api/jobs/{name}/result").json()
    page.get_by_role("link", name="Result").click()
    page.wait_for_url(f"**/sweeps/{name}")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="survives"))
    survives = float(row.first.get_by_role("cell").first.inner_text().replace("%", ""))
    assert abs(survives - 100 * found["verdict_shares"]["survives"]) < 0.1
    page.get_by_role("heading", name="Who ratifies it").wait_for()
    page.locator("figure svg").first.wait_for()
    page.get_by_text("Not drawn: a heat map needs two inputs").wait_for()
    page.wait_for_function("() => !document.body.innerText.includes('Drawing …')")
    assert reader.serious() == []


def test_a_long_sweep_is_cancelled_resumed_and_removed_among_all_long_work(reader):
    page = open_form(reader)
    page.select_option("#sweep-draws", "1024")
    page.get_by_role("button", name="Start a sweep").click()
    page.locator("[data-job]").wait_for()
    page = reader.open("/sweeps", "[data-state=running]")
    page.get_by_role("button", name="Cancel").click()
    page.wait_for_selector("[data-state=cancelled]")
    page.get_by_role("button", name="Resume").click()
    page.wait_for_selector("[data-state=running]")
    page.get_by_role("button", name="Cancel").click()
    page.wait_for_selector("[data-state=cancelled]")
    page.get_by_role("button", name="Remove").click()
    page.get_by_text("No sweep yet").wait_for()
