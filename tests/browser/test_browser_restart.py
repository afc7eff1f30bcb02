"""The server is killed in the middle of an edit; nothing that was confirmed is lost.

The page that stayed open finds the new server by itself and loads itself anew. Going to an address
at the same moment would cut off the one or the other, so the test waits as a reader would.
"""

CLINTON = "[data-mark='actors.clinton.position.openness']"


def test_a_kill_in_the_middle_of_an_edit_loses_nothing_confirmed(reader):
    page = reader.open_game()
    page.locator(CLINTON).focus()
    for place in ("0.84", "0.83", "0.82"):
        page.keyboard.press("ArrowLeft")
        page.wait_for_function(
            "(at) => document.querySelector('#undo').title.endsWith(`:${at}:` + "
            "document.querySelector('#undo').title.split(':').pop())",
            arg=place,
        )
    page.click("[data-tab=text]")
    page.wait_for_function("() => document.querySelector('#case-text')?.value.length > 1000")
    page.locator("#case-text").evaluate("box => box.setSelectionRange(0, 0)")
    page.locator("#case-text").press_sequentially("not yet a case")
    drafts = reader.bench.folder
    page.wait_for_function("() => document.querySelector('#case-text').value.startsWith('not yet')")
    kept = wait_for_scratch(drafts)
    page.locator(CLINTON).focus()
    page.keyboard.down("ArrowLeft")
    port = reader.bench.port
    page.evaluate("() => { window.openBeforeTheKill = true }")
    reader.bench.kill()
    assert "not yet a case" in kept
    reader.bench.start(port, warm=False)
    page.wait_for_function("() => !window.openBeforeTheKill && window.did_handshake === true")
    page.wait_for_selector(CLINTON)
    assert page.locator(CLINTON).get_attribute("aria-valuenow") in ("0.82", "0.81")
    page.click("[data-tab=text]")
    page.wait_for_function(
        "() => document.querySelector('#case-text')?.value.startsWith('not yet a case')"
    )


def wait_for_scratch(folder):
    """Wait until what was typed is on disk."""
    import time

    end = time.monotonic() + 120
    while time.monotonic() < end:
        for path in folder.rglob("*.scratch"):
            text = path.read_text(encoding="utf-8")
            if "not yet a case" in text:
                return text
        time.sleep(0.05)
    raise AssertionError("what was typed is not on disk")
