"""Frame of every page: head, masthead, main landmark, colophon, notices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import Any, Final

from nicegui import context, html, ui

from winset.foundation.errors import CaseError, InputError, Problem
from winset.foundation.files import LARGEST_FILE_BYTES
from winset.workbench.components.theme import STYLES, theme_style
from winset.workbench.failures import SupersededError, without_path

_THEME_SCRIPT: Final = """
<script>
  (() => {
    const kept = localStorage.getItem("winset-theme");
    if (kept) document.documentElement.dataset.theme = kept;
    window.winsetTheme = () => {
      const root = document.documentElement;
      const dark = root.dataset.theme
        ? root.dataset.theme === "dark"
        : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      localStorage.setItem("winset-theme", root.dataset.theme);
    };
  })();
</script>
"""
_DEFECT: Final = "Something went wrong here; the log of the server has more. Load the page again."
_LINKS: Final = (("/", "Cases"), ("/sweeps", "Long work"), ("/help", "Help"))


@contextmanager
def frame(title: str, *, here: str = "") -> Iterator[None]:
    """Frame of a page; what is made inside becomes its main content.

    Parameters
    ----------
    title
        Title of the page.
    here
        Address of the page in the masthead.
    """
    ui.page_title(f"{title} · winset")
    _own_main()
    ui.add_head_html(f"<style>{theme_style()}</style>{_style_sheets()}{_THEME_SCRIPT}")
    html.a("Skip to the content", href="#content").classes("skip")
    with html.header().classes("masthead"), html.div():
        html.a("winset", href="/").classes("brand")
        with html.nav().props('aria-label="Pages"'):
            for address, name in _LINKS:
                link = html.a(name, href=address)
                if address == here:
                    link.props('aria-current="page"')
            theme = html.button("Light or dark", type="button").classes("why")
            theme.on("click", js_handler="() => winsetTheme()")
    with html.main().props('id="content" tabindex="-1"'):
        _say_what_goes_wrong()
        yield
    with html.footer().classes("colophon"):
        html.span(
            "winset workbench. Everything stays on this machine; the page shows reports and "
            "computes nothing itself. "
        )
        html.a("API", href="/api/docs")


def _say_what_goes_wrong() -> None:
    """Give the errors that nothing on the page takes a place at its top."""
    place = html.div().props('aria-live="polite"')
    shown = ""

    def dismiss() -> None:
        nonlocal shown
        shown = ""
        place.clear()

    def say(error: Exception) -> None:
        nonlocal shown
        words = error_words(error)
        if isinstance(error, SupersededError) or place.is_deleted or words == shown:
            return
        place.clear()
        with place, notice(words, bad=True):
            html.button("Dismiss", type="button").classes("why").on("click", dismiss)
        shown = words

    context.client.on_exception(say)


def _own_main() -> None:
    """Leave the main landmark to our content: NiceGUI's page would be another one round it."""
    for element in context.client.elements.values():
        if element.tag == "q-page":
            element.tag = "div"


def _style_sheets() -> str:
    sheets = sorted(STYLES.glob("*.css"))
    return "".join(
        f'<link rel="stylesheet" href="/look/{sheet.name}?{sheet.stat().st_mtime_ns:x}">'
        for sheet in sheets
    )


def link_button(text: str, address: str, *, primary: bool = False) -> html.a:
    """A link that looks like a button."""
    return html.a(text, href=address).classes("button primary" if primary else "button")


def notice(text: str, *, bad: bool = False) -> html.div:
    """A remark at the top of something."""
    with html.div().classes("notice bad" if bad else "notice") as box:
        html.p(text)
    if bad:
        box.props('role="alert"')
    return box


def problem_text(error: InputError) -> str:
    """Say what is wrong and what would be right."""
    error = without_path(error)
    right = getattr(error, "right", None)
    what = getattr(error, "what", None) or str(error)
    return sentences(str(what), str(right) if right else "")


def error_words(error: Exception) -> str:
    """Say what went wrong.

    Parameters
    ----------
    error
        Whatever was raised; what is not foreseen is said to be a defect.
    """
    if isinstance(error, SupersededError):
        return "Another tab of yours asked for this after you did. Load the page again."
    if isinstance(error, OSError):
        reason = (error.strerror or "it fails").lower()
        return f"The folder cannot be read or written: {reason}."
    return problem_text(error) if isinstance(error, InputError) else _DEFECT


def sentences(*parts: str) -> str:
    """Write parts as sentences; a path or a name at the beginning stays as it is.

    Examples
    --------
    >>> sentences("there is no case `chna`", "did you mean `china`?")
    'There is no case `chna`. Did you mean `china`?'
    """
    found = []
    for part in (part.strip() for part in parts):
        if part:
            end = "" if part[-1] in ".?!:…" else "."
            start = part[:1].upper() if re.match(r"[a-z]+'?[ ,]", part) else part[:1]
            found.append(f"{start}{part[1:]}{end}")
    return " ".join(found)


def refusal(status: int, body: Any) -> InputError:
    """Make an error of a refusal by the API, as the page's own scripts receive it.

    Parameters
    ----------
    status
        HTTP status; 0 where the workbench did not answer.
    body
        The answer's JSON, if it had any.
    """
    if status == 413:
        return InputError("the file is too large", f"at most {LARGEST_FILE_BYTES // 10**6} MB")
    if not isinstance(body, dict):
        return InputError("The workbench did not answer", "try again")
    problems = body.get("problems") or []
    if problems:
        return CaseError(Problem(**_known(problem)) for problem in problems)
    return InputError(str(body.get("what") or body.get("detail") or status), body.get("right"))


def _known(problem: dict[str, Any]) -> dict[str, Any]:
    names = ("what", "right", "path", "file", "line", "column", "severity")
    found = {name: problem[name] for name in names if problem.get(name) is not None}
    return {"what": "", **found}


def problems_notice(error: InputError, name: str) -> None:
    """Show every problem of a file at its line.

    Parameters
    ----------
    error
        What reading the file found.
    name
        Name of the file.
    """
    problems = error.problems if isinstance(error, CaseError) else ()
    with html.div().classes("notice bad").props('role="alert"'):
        count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
        html.p(f"{name} cannot be used as it is: {count if problems else problem_text(error)}")
        if not problems:
            return
        with html.ul():
            for problem in problems[:50]:
                place = f"Line {problem.line}" if problem.line else "In the file"
                where = f", {problem.path}" if problem.path else ""
                ui.html(
                    f"<b>{escape(place)}</b>{escape(where)}: {_told(problem.what + '.')} "
                    f"<span class=quiet>{_told(sentences(problem.right or ''))}</span>",
                    tag="li",
                    sanitize=False,
                )
        if len(problems) > 50:
            html.p(f"and {len(problems) - 50} more")


def _told(text: str) -> str:
    """Escape a text, what stands between backticks set as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))
