"""A new case by the codebook: its defaults written in, each with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from winset.casebook import read_domestic_case
from winset.cases.codebook.build import Wanted
from winset.cases.codebook.like import new_case_text
from winset.cases.file.read import load_text
from winset.cases.model.case import Case
from winset.foundation.errors import InputError
from winset.foundation.files import write_text
from winset.foundation.spelling import kebab


def new_case(
    file: str | Path,
    *,
    codebook: str = "us-trade",
    as_of: dt.date | None = None,
    congress: int | None = None,
    parliaments: Sequence[str] = (),
    step: str = "large",
    clock: dt.date | None = None,
    without: Sequence[str] = (),
    concessions: int | None = None,
    against: int | None = None,
    in_districts: bool = False,
    trade_share: float | None = None,
    like: str | Path | None = None,
    title: str | None = None,
    force: bool = False,
) -> Case:
    """Write a new case with the codebook's defaults, each with its source.

    Parameters
    ----------
    file
        File to write, ending in .yaml; its name becomes the id.
    codebook
        ``us-trade`` or ``abroad``.
    as_of
        Day of the forecast: introduction or signature. Default: the first day of the Congress, or
        the election of the first parliament.
    congress
        Number of a Congress, 93 to 119. Default: the one that sat on the day.
    parliaments
        Ids of parliaments in the codebook's table, for a case abroad.
    step
        Kind of measure: ``large``, ``extension``, ``small``, ``sector``, ``sectors``, ``mixed``.
    clock
        Last day for the vote under a statute.
    without
        Bills of the table of votes that belong to the episode and must not place its members.
    concessions
        Dated concessions and side benefits on offer; the payoff follows.
    against, in_districts
        National organisations on record against, and whether a campaign in districts is dated; the
        opposition follows.
    trade_share
        Partner's share of the country's trade in goods, 0..1; the salience of groups follows.
    like
        A case, by id or path, whose axes, rule and actors are taken over.
    title
        Title of the case. Default: made from the id.
    force
        Whether an existing file is overwritten.

    Returns
    -------
    Case
        The case that was written.

    Raises
    ------
    InputError
        If the file exists, or something asked for is not in the codebook or its tables.
    CaseError
        If the case it is like cannot be read.
    """
    path = Path(file)
    if path.suffix not in (".yaml", ".yml"):
        raise InputError(f"{path}: a case file ends in .yaml", f"write {path.with_suffix('.yaml')}")
    if (path.exists() or path.is_symlink()) and not force:
        raise InputError(f"{path} exists", "choose another name, or overwrite it with --force")
    wanted = Wanted(
        case_id=kebab(path.stem),
        book=codebook,
        title=title,
        as_of=as_of,
        number=congress,
        step=step,
        clock=clock,
        parliaments=tuple(parliaments),
        without=tuple(without),
        concessions=concessions,
        against=against,
        in_districts=in_districts,
        trade_share=trade_share,
    )
    other = None if like is None else read_domestic_case(like)
    text = new_case_text(wanted, other)
    case = load_text(text, str(path)).case
    assert isinstance(case, Case)  # noqa: S101 - the codebook writes domestic cases only
    write_text(path, text)
    return case
