"""The ledger: forecasts sealed before anybody knows, and their record once somebody does."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from winset.casebook import case_head, case_ids, read_domestic_case
from winset.cases.file.read_parameters import read_parameters
from winset.cases.file.yaml_text import case_text
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.foundation.files import read_text, write_text
from winset.foundation.spelling import kebab, meant
from winset.reports.ledger_report import (
    Grade,
    GradedForecast,
    LedgerScore,
    Seal,
    SealedTally,
    Settled,
    digest_of,
)
from winset.votes.records import VoteTable

SEAL, SETTLED = ".seal.json", ".settled.json"
LEAST_CHANCE = 1e-6
"""A probability is kept this far from 0 and 1 in the logarithmic score."""


def seal(
    subject: str | Path | Case,
    ledger: str | Path,
    *,
    what: str | None = None,
    by: dt.date | None = None,
    as_of: dt.date | None = None,
    table: VoteTable | None = None,
    draws: int = 2000,
    seed: int = 0,
    parameters: Parameters | None = None,
    baselines: Mapping[str, float] | None = None,
    note: str | None = None,
    now: dt.datetime | None = None,
) -> Seal:
    """Forecast a case or a vote and seal the forecast in a ledger.

    Parameters
    ----------
    subject
        A case, by casebook id, path or itself; or the key of a vote of `table`.
    ledger
        Folder; it is made if it is not there.
    what
        What exactly is forecast. Default: that the measure is adopted, or the motion carries.
    by
        Day by which it is decided. Default: the deadline of the case, the day of the vote.
    as_of
        Day of the forecast. Default: that of the case; for a vote, today.
    table
        Roll calls, for a vote.
    draws, seed, parameters
        Of the forecast.
    baselines
        Probabilities of others by name (a market, a coder), sealed beside it and scored alike.
    note
        What else to know.
    now
        When it is sealed. Default: now.

    Returns
    -------
    Seal
        As written to ``LEDGER/DAY-SUBJECT.seal.json``. Each seal holds the hash of the one before
        it, so that none can be changed or taken away later without a trace.

    Raises
    ------
    InputError
        If the subject is not known, was decided before, or a baseline is not a probability; if the
        ledger holds seals that are not as they were sealed.
    """
    at = (now or dt.datetime.now(dt.UTC)).astimezone(dt.UTC).replace(microsecond=0)
    folder = Path(ledger)
    before = _seals(folder)
    _refuse_broken(before, folder)
    for name, share in (baselines or {}).items():
        if not 0 <= share <= 1:
            raise InputError(f"baseline {name}: {share:g} is not a probability", "from 0 to 1")
    fields = (
        _of_case(subject, as_of, draws, seed, parameters)
        if table is None
        else _of_vote(str(subject), table, as_of or at.date(), draws, seed)
    )
    decided = by or fields.pop("by", None)
    fields.pop("by", None)
    if decided is None:
        raise InputError("a sealed forecast needs a day by which it is decided", "give --by DAY")
    if decided < at.date():
        raise InputError(f"{decided} has passed on {at.date()}", "give a day to come")
    last = before[-1] if before else None
    made = Seal(
        number=1 if last is None else last.number + 1,
        id=_free_id(folder, f"{at.date()}-{kebab(fields['subject'])}"),
        resolves_by=decided,
        sealed_at=at,
        version=version("winset"),
        seed=seed,
        baselines=dict(baselines or {}),
        note=note,
        previous=None if last is None else last.hash,
        **{**fields, "what": what or fields["what"]},
    )
    made = made.model_copy(update={"hash": digest_of(made)})
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / f"{made.id}{SEAL}", made.to_json(indent=1) + "\n")
    return made


def _of_case(
    subject: str | Path | Case,
    as_of: dt.date | None,
    draws: int,
    seed: int,
    parameters: Parameters | None,
) -> dict[str, Any]:
    from winset.studies.domestic.analyze import analyze

    case = subject if isinstance(subject, Case) else read_domestic_case(subject)
    if case.outcome is not None:
        what = f"{case.id} was decided on {case.outcome.date}: there is nothing to forecast"
        raise InputError(what, "seal what is open; take `outcome` out if it is another matter")
    if as_of is not None:
        case = case.model_copy(update={"as_of": as_of})
    block = parameters or read_parameters()
    report = analyze(case, draws=draws, seed=seed, parameters=block)
    deadline = case.stages.voting.deadline.high if case.stages else None
    told = f" by {deadline}" if deadline else ""
    return {
        "kind": "case",
        "subject": case.id,
        "title": case.title,
        "what": f"{case.title}: the measure is adopted under the rule of the case{told}.",
        "by": deadline,
        "as_of": case.as_of,
        "draws": report.draws,
        "probability": report.passage_probability,
        "probability_se": report.passage_probability_se,
        "probabilities": _parts(report),
        "verdict": report.verdict,
        "tallies": {
            chamber: SealedTally(
                expected=votes.expected,
                low=votes.low,
                high=votes.high,
                quota=votes.quota,
                of=votes.of,
            )
            for chamber, votes in report.votes.items()
        },
        "parameters": report.parameters,
        "case_file": case_text(case),
    }


def _parts(report: Any) -> dict[str, float]:
    """Probabilities that the report distinguishes, such as whether it comes to a vote."""
    found = getattr(report, "probabilities", None)
    if found is None:
        return {}
    plain = found if isinstance(found, dict) else found.model_dump()
    return {name: float(value) for name, value in plain.items() if value is not None}


def _of_vote(key: str, table: VoteTable, as_of: dt.date, draws: int, seed: int) -> dict[str, Any]:
    from winset.studies.roll_calls.whip import whip_count

    count = whip_count(table, key, as_of=as_of, draws=draws, seed=seed)
    call = count.roll_call
    day = None if call.date is None else dt.date.fromisoformat(call.date)
    told = f" on {day}" if day else ""
    return {
        "kind": "vote",
        "subject": key,
        "title": call.title,
        "what": f"{call.title}: the motion carries in the {call.chamber}{told}.",
        "by": day,
        "as_of": as_of,
        "draws": count.draws,
        "probability": count.passage_probability,
        "tallies": {
            call.chamber.casefold(): SealedTally(
                expected=count.expected,
                low=count.low,
                high=count.high,
                quota=round(count.needed),
                of=len(count.members),
            )
        },
        "votes_used": count.used,
    }


def settle(
    ledger: str | Path,
    seal_id: str,
    *,
    came_true: bool,
    date: dt.date,
    source: str,
    tally: Mapping[str, Sequence[int]] | None = None,
    now: dt.datetime | None = None,
) -> Settled:
    """Record what came of a sealed forecast.

    Parameters
    ----------
    ledger
        Folder.
    seal_id
        Id of the seal.
    came_true
        Whether it came true.
    date
        Day it was decided.
    source
        Where that can be read.
    tally
        Votes for and against by chamber.
    now
        When it is recorded. Default: now.

    Raises
    ------
    InputError
        If there is no such seal, it is settled already, or the day lies ahead.
    """
    folder = Path(ledger)
    known = [found.id for found in _seals(folder)]
    if seal_id not in known:
        raise InputError(f"{folder}: no seal `{seal_id}`", meant(seal_id, known, noun="seals"))
    path = folder / f"{seal_id}{SETTLED}"
    if path.exists():
        raise InputError(f"{seal_id} is settled already", f"{path} says how")
    at = (now or dt.datetime.now(dt.UTC)).astimezone(dt.UTC).replace(microsecond=0)
    if date > at.date():
        raise InputError(f"{date} lies ahead", "give the day it was decided")
    if not source.strip():
        raise InputError("what came of a forecast needs a source", "say where it can be read")
    found = Settled(
        seal=seal_id,
        came_true=came_true,
        date=date,
        source=source,
        tally={chamber: list(votes) for chamber, votes in (tally or {}).items()},
        recorded_at=at,
    )
    write_text(path, found.model_dump_json(by_alias=True, indent=1) + "\n")
    return found


def grade(ledger: str | Path, *, on: dt.date | None = None) -> Grade:
    """Read all sealed forecasts of a ledger, verify them, and score what is decided.

    Parameters
    ----------
    ledger
        Folder.
    on
        Day of the grading. Default: today.

    Returns
    -------
    Grade
        Forecasts in the order of sealing, with scores over the resolved. What came of a forecast is
        what was recorded beside it; for a case of the casebook, its own outcome.

    Raises
    ------
    InputError
        If there is no such folder or a file in it is no seal.
    """
    folder = Path(ledger)
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such ledger", "seal a forecast first")
    day = on or dt.datetime.now(dt.UTC).date()
    seals = _seals(folder)
    problems = _problems(seals)
    rows = [_graded(found, _settled(folder, found), day) for found in seals]
    return Grade(
        ledger=folder.resolve().name,
        on=day,
        verified=not problems,
        problems=problems,
        scores=_scores(rows),
        forecasts=rows,
    )


def _seals(folder: Path) -> list[Seal]:
    """Seals of a folder in the order of sealing."""
    found = []
    for path in sorted(folder.glob(f"*{SEAL}")):
        try:
            found.append(Seal.model_validate_json(read_text(path)))
        except ValidationError as error:
            raise _not_as_written(path, error, "a seal") from None
    return sorted(found, key=lambda one: (one.number, one.id))


def _not_as_written(path: Path, error: ValidationError, noun: str) -> InputError:
    first = error.errors(include_url=False)[0]
    where = ".".join(map(str, first["loc"])) or "file"
    right = "restore the file as winset wrote it"
    return InputError(f"{path}: is not {noun}: {where}: {first['msg'].lower()}", right)


def _problems(seals: Iterable[Seal]) -> list[str]:
    """Find what is wrong with a ledger: changed seals, missing ones, a broken chain."""
    found = []
    previous: str | None = None
    expected = 1
    for one in seals:
        if digest_of(one) != one.hash:
            found.append(f"{one.id} was changed after it was sealed")
        if one.number != expected:
            found.append(f"number {expected} is missing or there twice")
        elif one.previous != previous:
            found.append(f"{one.id} does not follow on the seal before it")
        previous, expected = one.hash, one.number + 1
    return found


def _refuse_broken(seals: list[Seal], folder: Path) -> None:
    problems = _problems(seals)
    if problems:
        raise InputError(f"{folder}: {problems[0]}", "restore the ledger, or begin another")


def _free_id(folder: Path, base: str) -> str:
    number, name = 1, base
    while (folder / f"{name}{SEAL}").exists():
        number += 1
        name = f"{base}-{number}"
    return name


def _settled(folder: Path, one: Seal) -> Settled | None:
    path = folder / f"{one.id}{SETTLED}"
    if path.exists():
        try:
            found = Settled.model_validate_json(read_text(path))
        except ValidationError as error:
            raise _not_as_written(path, error, "a record of what came") from None
        if found.seal != one.id:
            right = f"the file is named after its seal: write {one.id}"
            raise InputError(f"{path}: seal: is {found.seal}", right)
        return found
    if one.kind != "case" or one.subject not in case_ids():
        return None
    outcome = case_head(one.subject).outcome
    verdict = getattr(outcome, "verdict", None)
    if outcome is None or verdict is None:
        return None
    return Settled(
        seal=one.id,
        came_true=verdict == "passes",
        date=outcome.date,
        source=f"casebook: {one.subject}",
        tally={chamber: list(votes) for chamber, votes in getattr(outcome, "tally", {}).items()},
        recorded_at=dt.datetime.combine(outcome.date, dt.time(), dt.UTC),
    )


def _graded(one: Seal, settled: Settled | None, day: dt.date) -> GradedForecast:
    came = None if settled is None else settled.came_true
    if settled is not None and settled.date > one.resolves_by:
        came = False  # not by its day
    if digest_of(one) != one.hash:
        state = "broken"
    elif settled is None:
        state = "overdue" if day > one.resolves_by else "open"
    else:
        state = "void" if settled.date < one.sealed_at.date() else "resolved"
    scored = came is not None and state == "resolved"
    return GradedForecast(
        number=one.number,
        id=one.id,
        title=one.title,
        what=one.what,
        sealed_on=one.sealed_at.date(),
        resolves_by=one.resolves_by,
        hash=one.hash,
        probability=one.probability,
        baselines=one.baselines,
        state=state,
        came_true=came,
        decided=None if settled is None else settled.date,
        source=None if settled is None else settled.source,
        brier=_brier(one.probability, bool(came)) if scored else None,
        log_score=_log_score(one.probability, bool(came)) if scored else None,
        tallies={} if settled is None else _tallies(one, settled),
    )


def _tallies(one: Seal, settled: Settled) -> dict[str, list[float | bool]]:
    found: dict[str, list[float | bool]] = {}
    for chamber, votes in settled.tally.items():
        forecast = one.tallies.get(chamber)
        if forecast is not None:
            inside = forecast.low <= votes[0] <= forecast.high
            ends = (forecast.expected, forecast.low, forecast.high)
            found[chamber] = [*ends, float(votes[0]), inside]
    return found


def _brier(probability: float, came_true: bool) -> float:
    return (probability - came_true) ** 2


def _log_score(probability: float, came_true: bool) -> float:
    chance = probability if came_true else 1 - probability
    return -math.log(min(max(chance, LEAST_CHANCE), 1 - LEAST_CHANCE))


def _scores(rows: Iterable[GradedForecast]) -> dict[str, LedgerScore]:
    """Mean scores by forecaster over the resolved forecasts each of them made."""
    made: dict[str, list[tuple[float, bool]]] = {"winset": [], "even odds": []}
    for row in rows:
        if row.state != "resolved" or row.came_true is None:
            continue
        made["winset"].append((row.probability, row.came_true))
        made["even odds"].append((0.5, row.came_true))
        for name, share in row.baselines.items():
            made.setdefault(name, []).append((share, row.came_true))
    return {
        name: LedgerScore(
            brier=sum(_brier(*one) for one in found) / len(found),
            log_score=sum(_log_score(*one) for one in found) / len(found),
            n=len(found),
        )
        for name, found in made.items()
        if found
    }
