"""A Report on the terminal: a paragraph, then tables that fit the width there is."""

from __future__ import annotations

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from winset.render.marks import MARK_MEANINGS, MARK_SYMBOLS
from winset.render.tables import sections
from winset.render.tables.layout import Column, Table
from winset.render.terminal.first_page import first_page, heading_lines
from winset.render.terminal.path_lines import path_lines
from winset.render.terminal.short_page import WIDEST
from winset.reports.domestic.report import Report
from winset.reports.domestic.report_prose import paragraphs_of

_ASCII = str.maketrans(
    {
        "─": "-",
        "°": "^",
        "−": "-",
        "–": "-",
        "—": "-",
        "→": ">",
        "…": "~",
        "·": ".",
        "’": "'",
        "≥": ">=",
        "█": "#",
        "░": ".",
    }
)
_LONGEST_WORD = 18


def print_report(report: Report, console: Console, *, verbose: bool = False) -> None:
    """Print the first page of a report, or all of it.

    Parameters
    ----------
    report
        Report of `winset analyze`.
    console
        Where to print; its width decides which columns are shown, 60 characters or more read well.
        On a console without Unicode, characters it lacks are replaced.
    verbose
        Print it in words, then every table, assumption and source, in place of the first page.
    """
    width = console.width
    page = _whole(report, width) if verbose else Group(*first_page(report, width))
    if console.encoding.lower().startswith("utf"):
        console.print(page)
        return
    with console.capture() as captured:
        console.print(page)
    text = captured.get().translate(_ASCII)
    console.file.write(text.encode(console.encoding, "replace").decode(console.encoding))


def _whole(report: Report, width: int) -> RenderableType:
    """Every table of the report, with its assumptions and sources."""
    page: list[RenderableType] = list(heading_lines(report, min(width, WIDEST)))
    page.append(Text())
    if report.warnings:
        page.append(_warnings(report))
    page.append(_Prose(Text("\n".join(paragraphs_of(report)))))
    for section in sections(report):
        page += [Text(), Text(section.title, style="bold")]
        for number, part in enumerate(section.body):
            if number and isinstance(part, Table):
                page.append(Text())
            if isinstance(part, str):
                page.append(_Prose(Text(part)))
                continue
            if part.title:
                page.append(Text(f"{part.title}:"))
            page.append(rich_table(part, width))
        if section.note:
            page.append(_Prose(Text(section.note, style="dim")))
    return Group(*page, Text(), _Prose(_legend()))


def rich_table(table: Table, width: int) -> RenderableType:
    """Table with those columns that the width has room for.

    Parameters
    ----------
    table
        Texts by row and column.
    width
        Characters in a line.
    """
    if any(column.is_path for column in table.columns):
        return path_lines(table, width)
    headed = any(column.heading for column in table.columns)
    made = RichTable(
        box=box.SIMPLE_HEAD if headed else None,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        show_edge=False,
        show_header=headed,
    )
    shown = [i for i, column in enumerate(table.columns) if width >= column.from_width]
    texts = [[_heading(table.columns[i]), *(row[i] for row in table.rows)] for i in shown]
    for i, (heading, *_), fixed in zip(shown, texts, _widths(texts, width), strict=True):
        made.add_column(
            Text(heading),
            justify="right" if table.columns[i].number else "left",
            overflow="fold",
            width=fixed,
        )
    for row in table.rows:
        made.add_row(*(Text(row[i]) for i in shown))
    return made


def _heading(column: Column) -> str:
    return column.heading + (MARK_SYMBOLS[column.mark] if column.mark else "")


def _widths(texts: list[list[str]], width: int) -> list[int]:
    """Widths of columns that fit a line together: the widest give way first, long words last.

    Parameters
    ----------
    texts
        Heading and cells by column.
    width
        Characters in a line, two of them between columns.
    """
    room = width - 2 * (len(texts) - 1)
    wanted = [max(cell_len(line) for text in one for line in text.split("\n")) for one in texts]
    whole = [max((cell_len(w) for text in one for w in text.split()), default=0) for one in texts]
    longest = _LONGEST_WORD
    while longest > 1 and sum(min(one, longest) for one in whole) > room:
        longest -= 1
    found = [max(1, min(one, longest)) for one in whole]
    for _ in range(room - sum(found)):
        short = [i for i, one in enumerate(found) if one < wanted[i]]
        if not short:
            break
        found[min(short, key=lambda i: found[i])] += 1
    return found


def print_table(console: Console, table: Table) -> None:
    """Print a table under its title.

    Parameters
    ----------
    console
        Where to print.
    table
        Texts by row and column.
    """
    if table.title:
        console.print(Text(table.title, style="bold"))
    console.print(rich_table(table, console.width))


class _Prose:
    """Text in lines short enough to read, however wide the console is."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> list[RenderableType]:
        spare = max(0, options.max_width - WIDEST)
        return [Padding(self.text, (0, spare, 0, 0))]


def _warnings(report: Report) -> RenderableType:
    return Group(
        *(
            _Prose(Text.assemble(("Note: ", "bold yellow"), f"{_sentence(warning)}"))
            for warning in report.warnings
        ),
        Text(),
    )


def _sentence(text: str) -> str:
    stripped = text.strip()
    ended = stripped if stripped.endswith((".", "!", "?")) else f"{stripped}."
    return ended[:1].upper() + ended[1:]


def _legend() -> Text:
    marks = [
        f"{symbol or 'no mark,'} {MARK_MEANINGS[mark]}" for mark, symbol in MARK_SYMBOLS.items()
    ]
    text = "; ".join(marks)
    return Text(f"Marks: {text}. Amounts are in member-moves.", style="dim")
