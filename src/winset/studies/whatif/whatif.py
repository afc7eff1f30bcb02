"""`whatif`: a case beside variants of it, or beside another case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from winset.cases.editing.changes import with_changes
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.reports.whatif.whatif_report import WhatIf
from winset.studies.arguments import refuse_no_case
from winset.studies.domestic.analyze import analyze
from winset.studies.whatif.contrast import contrast
from winset.studies.whatif.overlay import Overlay, as_typed, read_overlay, what_changed

if TYPE_CHECKING:
    from winset.votes.records import VoteTable

DRAWS = 2000


def whatif(
    case: Case,
    changes: Mapping[str, object] | None = None,
    *,
    overlays: Sequence[Overlay | str | Path] = (),
    against: Case | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    parameters: Parameters | None = None,
    data: VoteTable | None = None,
) -> WhatIf:
    """Analyze a case beside variants of it, or beside another case part by part.

    Answers: what does this change move, and what makes the difference between two cases?

    Parameters
    ----------
    case
        As coded.
    changes
        Path to value, the last of the variants; with `against`, changes of the case itself.
    overlays
        Variants kept in files, or read before.
    against
        Another case, instead of the case as coded.
    draws, seed, parameters, data
        As for `analyze`.

    Returns
    -------
    WhatIf
        The report on the case first; with `against`, the contrast, or the reason why there is none.

    Raises
    ------
    InputError
        If there is nothing to compare with, both overlays and another case are given, an overlay
        belongs to another case, or a path or value does not fit.

    Examples
    --------
    >>> from winset.casebook import read_domestic_case
    >>> case = read_domestic_case("fast-track-1997")
    >>> found = whatif(case, {"stages.voting.deadline": "1997-11-10"}, draws=50)
    >>> found.titles
    ['as coded', '--set']
    """
    refuse_no_case(case)
    block = parameters or read_parameters()
    if against is not None:
        if overlays:
            raise InputError("whatif: give either overlays or another case")
        return _beside(case, changes or {}, against, block, draws, seed, data)
    variants = [one if isinstance(one, Overlay) else read_overlay(one) for one in overlays]
    if changes:
        variants.append(Overlay("--set", None, dict(changes)))
    if not variants:
        raise InputError("whatif: there is nothing to compare with", "give changes or a case")
    reports = [analyze(case, draws=draws, seed=seed, parameters=block, data=data)]
    for variant in variants:
        changed, of_variant = _laid_on(case, block, variant)
        found = analyze(
            changed,
            draws=draws,
            seed=seed,
            parameters=of_variant,
            changes=as_typed(variant.values),
            data=data,
        )
        reports.append(found)
    return WhatIf(
        reports=reports,
        titles=["as coded", *(variant.title for variant in variants)],
        changed=[what_changed(reports[0], report) for report in reports[1:]],
    )


def _laid_on(case: Case, block: Parameters, variant: Overlay) -> tuple[Case, Parameters]:
    """The case and the block with the values of a variant."""
    if variant.of not in (None, case.id):
        place = f"{variant.source}: of: " if variant.source else "of: "
        what = f"{place}is an overlay of {variant.of}, not of {case.id}"
        raise InputError(what, "name that case, or leave `of` out")
    try:
        return with_changes(case, block, variant.values)
    except InputError as error:
        if variant.source is None:
            raise
        raise InputError(f"{variant.source}: set: {error.what}", error.right) from None


def _beside(
    case: Case,
    changes: Mapping[str, object],
    other: Case,
    parameters: Parameters,
    draws: int,
    seed: int,
    data: VoteTable | None,
) -> WhatIf:
    """Two cases, and their parts exchanged where they fit."""
    variant, block = with_changes(case, parameters, changes)
    mine = analyze(
        variant, draws=draws, seed=seed, parameters=block, changes=as_typed(changes), data=data
    )
    theirs = analyze(other, draws=draws, seed=seed, parameters=block, data=data)
    reason = None
    try:
        parts = contrast(variant, other, draws=draws, seed=seed, parameters=block, data=data)
    except InputError as error:
        parts, reason = None, f"the parts of the two cases cannot be exchanged: {error}"
    titles = [mine.title, theirs.title]
    return WhatIf(reports=[mine, theirs], titles=titles, contrast=parts, reason=reason)
