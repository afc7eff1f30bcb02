"""The HTML report: well formed, self-contained, escaped, complete."""

import base64
import hashlib
import itertools
import json
import re
import sys
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from winset.foundation.errors import InputError
from winset.render.html import report_html, report_pdf
from winset.reports.domestic.report import Report

ReportOf = Callable[[str], Report]
VOID = {"meta", "link", "br", "img", "hr", "input"}


class Page(HTMLParser):
    """Tags in order, with a check that they close; texts by the element they stand in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[tuple[dict[str, str], str]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "script":
            self.scripts.append((found, ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            attributes, so_far = self.scripts[-1]
            self.scripts[-1] = (attributes, so_far + data)
        elif self.open and self.open[-1] != "style":
            self.text += data


@pytest.fixture(scope="module")
def page_of(report_of: ReportOf) -> Callable[[str], tuple[str, Page]]:
    @cache
    def page(shape: str) -> tuple[str, Page]:
        html = report_html(report_of(shape))
        return html, Page(html)

    return page


PageOf = Callable[[str], tuple[str, Page]]
SHAPES = ["normal", "long-names", "cannot-be-bought", "two-axes"]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_tag_is_closed_and_ids_are_unique(shape: str, page_of: PageOf) -> None:
    _, page = page_of(shape)
    assert page.open == []
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("shape", SHAPES)
def test_loads_nothing(shape: str, page_of: PageOf) -> None:
    html, page = page_of(shape)
    for tag, attributes in page.tags:
        for name in ("src", "href", "xlink:href", "srcset", "data", "action", "poster"):
            target = attributes.get(name, "#")
            assert target.startswith(("#", "data:")), (tag, name, target[:80])
    style = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    style = re.sub(r'href="data:[^"]*"', "", style)
    assert "@import" not in style
    assert not re.search(r"url\((?!#)", style)


def test_policy_allows_its_own_script_and_nothing_else(page_of: PageOf) -> None:
    _, page = page_of("normal")
    policy = next(
        a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"
    )
    (script,) = [text for attributes, text in page.scripts if "type" not in attributes]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe-eval" not in policy


def test_untrusted_texts_are_text(page_of: PageOf) -> None:
    html, page = page_of("long-names")
    assert "<script>alert" not in html
    assert "img" not in {tag for tag, _ in page.tags}
    assert not [a for _, a in page.tags if any(name.startswith("on") for name in a)]
    assert "<script>alert('x')</script> An act" in page.text
    assert "</script><img src=x onerror=alert(1)>" in page.text
    assert "{{ 7 * 7 }}" in page.text


@pytest.mark.parametrize("shape", SHAPES)
def test_holds_the_report(shape: str, page_of: PageOf, report_of: ReportOf) -> None:
    _, page = page_of(shape)
    (text,) = [text for attributes, text in page.scripts if attributes.get("id") == "winset-report"]
    assert json.loads(text) == report_of(shape).to_dict()
    assert Report.model_validate_json(text) == report_of(shape)


def test_lists_assumptions_sources_and_parameters_in_full(
    page_of: PageOf, report_of: ReportOf
) -> None:
    _, page = page_of("normal")
    report = report_of("normal")
    for text in [*report.assumptions, *report.sources, *report.notes, *report.warnings]:
        assert text in page.text
    assert "shocks.party" in page.text


def test_every_figure_has_words_and_a_link(page_of: PageOf) -> None:
    _, page = page_of("normal")
    figures = [a["id"] for tag, a in page.tags if tag == "figure"]
    names = ("axis", "price", "votes", "payments", "timeline", "break-even")
    assert figures == [f"figure-{name}" for name in names]
    links = [a for tag, a in page.tags if tag == "a" and "download" in a]
    assert sum(a["href"].startswith("data:image/svg+xml,") for a in links) == len(figures)
    assert sum(a["href"].startswith("data:image/png;base64,") for a in links) == len(figures)
    pictures = [a for tag, a in page.tags if tag == "svg"]
    assert len(pictures) == 2 * len(figures)
    assert all(a.get("role") == "img" for a in pictures)


def test_is_accessible_in_outline(page_of: PageOf) -> None:
    _, page = page_of("normal")
    tags = [tag for tag, _ in page.tags]
    assert dict(page.tags)["html"]["lang"] == "en"
    assert tags.count("h1") == tags.count("main") == tags.count("nav") == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    targets = {a["id"] for _, a in page.tags if "id" in a}
    inner = [a["href"][1:] for tag, a in page.tags if tag == "a" and a["href"].startswith("#")]
    assert set(inner) <= targets
    assert all("scope" in a for tag, a in page.tags if tag == "th")


def test_marks_coded_numbers_and_leaves_computed_ones_bare(page_of: PageOf) -> None:
    html, _ = page_of("normal")
    mark = r'<span class="mark" title="{}[^"]*">{}</span>'
    assert re.search(">quota" + mark.format("coded", "°"), html)
    assert ">secured</th>" in html


def test_is_small_enough_to_mail(page_of: PageOf) -> None:
    assert all(len(page_of(shape)[0]) < 4_000_000 for shape in SHAPES)


@pytest.mark.usefixtures("weasyprint")
def test_pdf_is_written(tmp_path: Path, report_of: ReportOf) -> None:
    report_pdf(report_of("normal"), tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_pdf_without_weasyprint_says_what_to_install(
    tmp_path: Path, report_of: ReportOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(InputError, match=r"python -m pip install '\.\[pdf\]'"):
        report_pdf(report_of("normal"), tmp_path / "report.pdf")
    assert not list(tmp_path.iterdir())
