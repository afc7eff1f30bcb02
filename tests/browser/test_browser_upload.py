"""Files sent in: what is wrong with them is told at its line, what is right is opened."""

from pathlib import Path

CASEBOOK = Path(__file__).parents[2] / "src/winset/casebook"


def test_a_broken_file_is_refused_with_its_lines_and_nothing_is_kept(reader, tmp_path):
    text = (CASEBOOK / "china-pntr-2000.yaml").read_text(encoding="utf-8")
    wrong = text.replace("status_quo: {value: 0.4", "status_quo: {value: 4", 1).replace(
        "amendments: closed", "amendmends: closed", 1
    )
    lines = [
        n for n, line in enumerate(wrong.splitlines(), 1) if "amendmends" in line or line == ": 4"
    ]
    broken = tmp_path / "broken.yaml"
    broken.write_text(wrong, encoding="utf-8")
    page = reader.open("/")
    page.set_input_files("input[type=file]", broken)
    alert = page.get_by_role("alert")
    alert.wait_for()
    told = alert.inner_text()
    assert f"Line {lines[0]}" in told
    assert "amendments" in told  # the nearest right name
    assert "status_quo" in told
    assert list(reader.bench.folder.glob("*.yaml")) == []
    assert page.url.rstrip("/") == reader.bench.address


def test_a_file_that_is_no_case_is_told_so(reader, tmp_path):
    for name, data in (("empty.yaml", b""), ("picture.yaml", bytes(range(256)) * 9)):
        path = tmp_path / name
        path.write_bytes(data)
        page = reader.open("/")
        page.set_input_files("input[type=file]", path)
        page.get_by_role("alert").get_by_text(name).wait_for()


def test_a_right_file_is_opened_and_lies_in_the_folder(reader, tmp_path):
    path = tmp_path / "my-pntr.yaml"
    path.write_bytes((CASEBOOK / "china-pntr-2000.yaml").read_bytes())
    page = reader.open("/")
    page.set_input_files("input[type=file]", path)
    page.wait_for_url("**/case/my-pntr")
    page.wait_for_selector("[data-mark]")
    assert (reader.bench.folder / "my-pntr.yaml").read_bytes() == path.read_bytes()
    page = reader.open("/")
    own = page.get_by_role("list", name="Your folder")
    own.get_by_text("Permanent normal trade relations with China, 2000").wait_for()


def test_cards_of_the_folder_say_what_the_model_says_and_which_file_is_to_be_mended(reader):
    text = (CASEBOOK / "nafta-1993.yaml").read_text(encoding="utf-8")
    (reader.bench.folder / "whole.yaml").write_text(text, encoding="utf-8")
    broken = text.replace("amendments: closed", "amendments: half-open", 1)
    assert broken != text
    (reader.bench.folder / "torn.yaml").write_text(broken, encoding="utf-8")
    page = reader.open("/")
    own = page.get_by_role("list", name="Your folder").locator("li")
    own.filter(has_text="whole.yaml").get_by_text("The model: passes in").wait_for()
    own.filter(has_text="torn.yaml").get_by_text("to mend").wait_for()
