"""Figures as files: each format readable, wrong names refused, never half a file."""

import json
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import vl_convert as vlc

from winset.foundation.errors import InputError
from winset.render.export import ENDINGS, png_of_svg, save_figure, svg_of
from winset.render.figures.domestic.price import plot_price
from winset.render.figures.grammar.text_width import set_width
from winset.reports.domestic.report import Report

ReportOf = Callable[[str], Report]
BEGINS = {
    ".svg": b"<svg",
    ".png": b"\x89PNG",
    ".pdf": b"%PDF",
    ".html": b"<!DOCTYPE",
    ".json": b"{",
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_writes_each_format(ending: str, tmp_path: Path, report_of: ReportOf) -> None:
    path = tmp_path / f"price{ending}"
    save_figure(plot_price(report_of("normal")), path)
    assert path.read_bytes().lstrip().startswith(BEGINS[ending])
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_svg_speaks_to_screen_readers(report_of: ReportOf) -> None:
    svg = svg_of(plot_price(report_of("normal")))
    assert 'role="img"><title>Price of ratification against the budget</title><desc>Price' in svg


def test_longer_texts_hold_the_width_of_helvetica_in_any_font(report_of: ReportOf) -> None:
    """Where a wider font stands in, texts are narrowed and none runs out of the picture."""
    svg = svg_of(plot_price(report_of("normal")))
    wide = float(re.search(r'viewBox="0 0 ([0-9.]+)', svg)[1])  # type: ignore[index]
    held = re.findall(r'textLength="([0-9.]+)" lengthAdjust="spacingAndGlyphs">([^<]*)<', svg)
    title = "Price of ratification against the budget"
    assert float({text: width for width, text in held}[title]) == pytest.approx(
        set_width(title, 15, bold=True), abs=0.1
    )
    assert max(float(width) for width, _ in held) <= wide
    long = [t for t in re.findall(r"<text[^>]*>([^<]{12,})</text>", svg) if t.isascii()]
    assert long
    assert {text for _, text in held} >= set(long)


def test_html_loads_nothing(tmp_path: Path, report_of: ReportOf) -> None:
    path = tmp_path / "price.html"
    save_figure(plot_price(report_of("normal")), path)
    assert 'src="http' not in path.read_text(encoding="utf-8")


def test_no_text_of_a_figure_becomes_a_script_of_its_page(
    tmp_path: Path, report_of: ReportOf
) -> None:
    evil = '</script><script>alert(1)</script>\n    const spec = <!-- <script> "'
    chart = plot_price(report_of("normal"))
    chart.title.text = evil
    path = tmp_path / "price.html"
    save_figure(chart, path)
    page = path.read_text()
    assert "<script>alert" not in page
    spec = page.rpartition("\n    const spec = ")[2].partition(";\n    const opts")[0]
    assert json.loads(spec)["title"]["text"] == evil


def test_json_is_the_chart(tmp_path: Path, report_of: ReportOf) -> None:
    chart = plot_price(report_of("normal"))
    save_figure(chart, tmp_path / "price.json")
    assert json.loads((tmp_path / "price.json").read_text(encoding="utf-8")) == chart.to_dict()


def pixels(png: bytes) -> bytes:
    start, data = 8, b""
    while start < len(png):
        (length,) = struct.unpack(">I", png[start : start + 4])
        kind, body = png[start + 4 : start + 8], png[start + 8 : start + 8 + length]
        (check,) = struct.unpack(">I", png[start + 8 + length : start + 12 + length])
        assert check == zlib.crc32(kind + body)
        data += body if kind == b"IDAT" else b""
        start += length + 12
    return zlib.decompress(data)


def test_png_is_smaller_with_the_same_pixels(report_of: ReportOf) -> None:
    svg = svg_of(plot_price(report_of("normal")))
    plain = bytes(vlc.svg_to_png(svg, scale=1))
    compact = png_of_svg(svg, scale=1)
    assert pixels(compact) == pixels(plain)
    assert len(compact) < len(plain)


def test_pdf_holds_its_text(tmp_path: Path, report_of: ReportOf) -> None:
    path = tmp_path / "price.pdf"
    save_figure(plot_price(report_of("normal")), path)
    assert b"/Font" in path.read_bytes()


@pytest.mark.parametrize("name", ["price.gif", "price", "price.svg.bak"])
def test_refuses_an_unknown_ending(name: str, tmp_path: Path, report_of: ReportOf) -> None:
    with pytest.raises(InputError, match=r"use one of \.svg, \.png, \.pdf, \.html, \.json"):
        save_figure(plot_price(report_of("normal")), tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_refuses_a_missing_folder(tmp_path: Path, report_of: ReportOf) -> None:
    with pytest.raises(InputError, match="there is no folder"):
        save_figure(plot_price(report_of("normal")), tmp_path / "none" / "price.svg")


def test_refuses_a_folder_for_a_file(tmp_path: Path, report_of: ReportOf) -> None:
    (tmp_path / "price.svg").mkdir()
    with pytest.raises(InputError, match="it is a folder"):
        save_figure(plot_price(report_of("normal")), tmp_path / "price.svg")


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, report_of: ReportOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "price.svg"
    path.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fdopen", full)
    with pytest.raises(InputError, match="no space left"):
        save_figure(plot_price(report_of("normal")), path)
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["price.svg"]
