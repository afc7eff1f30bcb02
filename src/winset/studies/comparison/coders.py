"""Agreement between coders: several files of one case, field by field, and the verdict of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any, Literal

from pydantic import BaseModel

from winset.cases.checks.sourced import departures
from winset.cases.file.read_parameters import read_parameters
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.cases.model.quantities import DateQuantity, Quantity
from winset.cases.paths.paths import children, quantities
from winset.foundation.errors import InputError
from winset.reports.comparison.coders_report import (
    AgreementRow,
    ChoiceRow,
    CodersReport,
    CoderVerdict,
    CodingRow,
)
from winset.solvers.cross_case.coder_agreement import (
    cohen_kappa,
    krippendorff_alpha,
    ranges_overlap,
)
from winset.studies.comparison.measured_cases import forecast_of

_WORDS_ONLY = ("title", "short", "summary", "note", "notes", "sources", "evidence", "source")
_SKIPPED = ("id", "winset", "lenses")


def compare_coders(
    codings: Mapping[str, Case],
    *,
    parameters: Parameters | None = None,
    draws: int = 500,
    seed: int = 0,
) -> CodersReport:
    """Compare several codings of one case.

    Answers: would another coder have come to the same case, and to the same verdict?

    Parameters
    ----------
    codings
        Name of the coding, such as its file, and the case; two or more with the same id.
    parameters, draws, seed
        As for `analyze`.

    Raises
    ------
    InputError
        If there are fewer than two codings or they are of different cases.

    Notes
    -----
    Alpha is taken over numbers that at least two coders give, by kind: ratio for capacities,
    interval for the others. Numbers of one kind lie on one scale, but they are not independent
    units; read alpha beside the mean gap.
    """
    names, cases = list(codings), list(codings.values())
    if len(cases) < 2:
        raise InputError("agreement needs two codings of one case", "--coders FILE FILE")
    ids = sorted({case.id for case in cases})
    if len(ids) > 1:
        raise InputError(f"these are codings of different cases: {', '.join(ids)}")
    block = parameters or read_parameters()
    rows = _rows(cases)
    chosen = _shared_choices(cases)
    verdicts = [
        CoderVerdict(coder=name, verdict=found.verdict, passage_probability=found.probability)
        for name, found in (
            (name, forecast_of(case, block, draws, seed)) for name, case in codings.items()
        )
    ]
    kinds = sorted({row.kind for row in rows})
    agreement = [_agreement(kind, [row for row in rows if row.kind == kind]) for kind in kinds]
    departed = set().union(*(_departures(case) for case in cases))
    apart = [row for row in rows if row.path in departed]
    differing = [row for row in rows if len(set(map(str, row.values))) > 1]
    differing.sort(key=lambda row: (row.kind == "date", -(row.gap or 0.0), row.path))
    return CodersReport(
        version=version("winset"),
        case=ids[0],
        coders=names,
        seed=seed,
        draws=draws,
        verdicts=verdicts,
        same_verdict=len({item.verdict for item in verdicts}) == 1,
        agreement=agreement,
        departures=[
            _agreement(kind, [row for row in apart if row.kind == kind])
            for kind in kinds
            if any(row.kind == kind for row in apart)
        ],
        words=_words(chosen),
        choices=[row for row in chosen if len(set(row.values)) > 1],
        differences=differing,
        only_in=_only_in(names, cases),
        assumptions=[
            "numbers of one kind are taken as units of one scale; they are not independent",
            "a number that one coder leaves to its default counts as not coded",
            "titles, notes, sources, evidence and the fields of rival lenses are not compared",
        ],
    )


def _rows(cases: Sequence[Case]) -> list[CodingRow]:
    found = [_numbers(case) for case in cases]
    paths = list(dict.fromkeys(path for one in found for path in one))
    return [_row(path, [one.get(path) for one in found]) for path in paths]


def _numbers(case: Case) -> dict[str, Quantity | DateQuantity]:
    """Numbers by path; ties are named by their ends, since their order is free."""
    return {
        _free(case, path): value
        for path, value in quantities(case)
        if path.split(".")[0] not in (*_SKIPPED, *_WORDS_ONLY)
    }


def _departures(case: Case) -> set[str]:
    return {_free(case, path) for path in departures(case)}


def _free(case: Case, path: str) -> str:
    steps = path.split(".")
    if steps[0] == "pressure":
        tie = case.pressure[int(steps[1])]
        steps[1] = f"{tie.source} to {tie.target}"
    return ".".join(steps)


def _row(path: str, given: Sequence[Quantity | DateQuantity | None]) -> CodingRow:
    present = [value for value in given if value is not None]
    is_date = any(isinstance(value, DateQuantity) for value in present)

    def plain(value: float | dt.date) -> float:
        return float(value.toordinal()) if isinstance(value, dt.date) else float(value)

    likely = [plain(value.likely) for value in present]
    spans = [(plain(value.low), plain(value.high)) for value in present]
    both = len(present) > 1
    shown = [
        [None if v is None else _shown(getattr(v, end)) for v in given]
        for end in ("likely", "low", "high")
    ]
    return CodingRow(
        path=path,
        kind="date" if is_date else _kind(path),
        values=shown[0],
        lows=shown[1],
        highs=shown[2],
        gap=max(likely) - min(likely) if both else None,
        overlap=ranges_overlap(spans) if both else None,
    )


def _shown(value: float | dt.date) -> float | str:
    return value.isoformat() if isinstance(value, dt.date) else float(value)


def _kind(path: str) -> str:
    """Kind of a number: the field of an actor it is, or the part of the case."""
    steps = path.split(".")
    if steps[0] == "actors":
        return steps[2]
    return steps[0] if steps[0] != "stages" else "stages"


def _agreement(kind: str, rows: Sequence[CodingRow]) -> AgreementRow:
    shared = [row for row in rows if row.gap is not None]
    metric: Literal["ratio", "interval"] = "ratio" if kind == "capacity" else "interval"
    units = [[_number(value) for value in row.values] for row in shared]
    alpha = krippendorff_alpha(list(zip(*units, strict=True)), metric) if units else None
    reason = None
    if alpha is None:
        reason = "no number is given twice" if not units else "all values are the same"
    return AgreementRow(
        kind=kind,
        numbers=len(shared),
        alpha=alpha,
        metric=metric,
        mean_gap=sum(row.gap or 0.0 for row in shared) / len(shared) if shared else None,
        overlapping=sum(bool(row.overlap) for row in shared) / len(shared) if shared else None,
        reason=reason,
    )


def _number(value: float | str | None) -> float | None:
    if isinstance(value, str):
        return float(dt.date.fromisoformat(value).toordinal())
    return value


def _choices(value: Any, path: tuple[str, ...] = ()) -> dict[str, str]:
    """Words, flags and whole numbers of a case by path, texts for readers left out."""
    found: dict[str, str] = {}
    for step, item in children(value):
        if str(step) in (*_WORDS_ONLY, *_SKIPPED, "outcome"):
            continue
        below = (*path, str(step))
        if isinstance(item, Quantity | DateQuantity):
            continue
        if isinstance(item, BaseModel | dict | list):
            found |= _choices(item, below)
        elif item is not None:
            found[".".join(below)] = str(item)
    return found


def _shared_choices(cases: Sequence[Case]) -> list[ChoiceRow]:
    """Choices that every coder made, ties left out, since their order is free."""
    found = [_choices(case) for case in cases]
    return [
        ChoiceRow(path=path, values=[one[path] for one in found])
        for path in found[0]
        if not path.startswith("pressure") and all(path in one for one in found)
    ]


def _words(rows: Sequence[ChoiceRow]) -> AgreementRow:
    """Agreement over the choices that every coder made."""
    by_coder = list(zip(*(row.values for row in rows), strict=True))
    kappa = cohen_kappa(*by_coder) if len(by_coder) == 2 else None
    same = [len(set(row.values)) == 1 for row in rows]
    return AgreementRow(
        kind="choices",
        numbers=len(rows),
        alpha=kappa,
        metric="kappa" if len(by_coder) == 2 else "none",
        mean_gap=None,
        overlapping=sum(same) / len(same) if same else None,
        reason=None if kappa is not None else "kappa is for two coders that use several words",
    )


def _only_in(names: Sequence[str], cases: Sequence[Case]) -> dict[str, list[str]]:
    parts = [_named_parts(case) for case in cases]
    common = set.intersection(*parts)
    found = {name: sorted(part - common) for name, part in zip(names, parts, strict=True)}
    return {name: extra for name, extra in found.items() if extra}


def _named_parts(case: Case) -> set[str]:
    named = {f"actor {name}" for name in case.actors} | {f"issue {name}" for name in case.issues}
    return named | {f"pressure {tie.source} to {tie.target}" for tie in case.pressure}
