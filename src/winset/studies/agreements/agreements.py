"""Evidence over many agreements: which were signed, ratified, in force, and whose institutions.

What is estimated, and what would count as shown, stands in `winset.studies.agreements.plan`.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final, Literal

from winset.cases.tables.agreements import (
    AgreementTable,
    InstitutionYear,
    SignedAgreement,
    read_agreements,
    read_institutions,
)
from winset.foundation.errors import InputError
from winset.reports.comparison.agreements_report import (
    AgreementCounts,
    AgreementsReport,
    BaseRate,
    Effect,
    Verdict,
)
from winset.solvers.cross_case.grouped_hazard import GroupedHazard, share_by
from winset.studies.agreements.plan import (
    LEAST,
    MODELS,
    RATIFICATION_MODELS,
    TERMS,
    VETO_GROUPS,
)
from winset.studies.agreements.scores import scores_of
from winset.studies.agreements.watched import (
    Watched,
    entry_of,
    fit,
    parties_of,
    ratifications,
    type_of,
    watch,
)

Outcome = Literal["entry", "ratification"]
Institutions = Mapping[tuple[str, int], InstitutionYear]

_Z90: Final = 1.6448536269514722
_CURVE: Final = (*(n / 12 for n in range(37)), *(n / 4 for n in range(13, 41)))
"""Years at which shares are given: every month for three years, then every quarter."""
_SELECTION: Final = (
    "Only signed agreements are seen: governments that foresee refusal do not sign, so that what "
    "is left may hide or turn an effect of institutions; nothing here estimates that stage."
)
_ASSUMPTIONS: Final = (
    "A day of entry that was not recorded counts as not in force while the agreement was watched "
    "(reading `open`) or is left out (reading `recorded`); a sign is shown only in both.",
    "Entry before signature counts as entry on that day. Every agreement is watched for ten years.",
    "A state that signed or acceded more than a year after the agreement's signature is left out.",
    "Institutions are those of the year of signature: the most veto players, the highest "
    "constraint, the lowest democracy among the parties that have a value.",
    "An effect goes together with the speed of entry; it is not said to cause it.",
)


def agreements(
    source: str | Path,
    *,
    institutions: str | Path | None = None,
    to: dt.date | None = None,
    seed: int = 0,
) -> AgreementsReport:
    """Tell how long agreements took to enter into force, and whose institutions go with it.

    Parameters
    ----------
    source
        Table of agreements, a row an agreement and state
        (`winset.cases.tables.agreements.read_agreements`).
    institutions
        Table of institutions, a row a state and year. Without one there are base rates alone.
    to
        Day up to which the forecasts that are scored know what happened. Default: the day by which
        two thirds of the agreements were signed.
    seed
        Seed of the bootstrap.

    Returns
    -------
    AgreementsReport
        The document of ``winset agreements``.

    Raises
    ------
    InputError
        If a table is wrong (`CaseError`, with line and column), or no agreement can be used, or
        none was signed up to `to`.

    Notes
    -----
    The plan stands in ``docs/reference/agreements.md``: Kaplan-Meier base rates, proportional
    hazards within intervals with normal priors, two readings of empty days, a split in time.

    Examples
    --------
    Three agreements: two entered into force after a year, of the third no entry was recorded.

    >>> import tempfile, winset as ws
    >>> from pathlib import Path
    >>> rows = ["agreement,state,signed,in_force"]
    >>> rows += ["a,USA,1990-01-01,1991-01-01", "b,USA,1991-01-01,1991-12-31"]
    >>> rows += ["c,USA,1992-01-01,", "d,USA,2000-01-01,2000-01-01"]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "agreements.csv"
    ...     _ = path.write_text(chr(10).join(rows))
    ...     found = ws.agreements(path)
    >>> found.base_rates[0].at(2.0)[0], found.counts.not_recorded
    (0.75, 1)
    """
    table = read_agreements(source)
    known = None if institutions is None else read_institutions(institutions)
    left_out = dict(table.left_out)
    held = [one for one in table.agreements if _usable(one, left_out)]
    if not held:
        name, reason = next(iter(left_out.items()))
        raise InputError(f"{table.file}: no agreement can be used", f"`{name}`: {reason}")
    split = to or held[max(math.ceil(len(held) * 2 / 3) - 1, 0)].signed
    if held[0].signed > split:
        raise InputError(f"no agreement was signed up to {split}", f"the first: {held[0].signed}")
    entries = [entry_of(one, known or {}) for one in held]
    ratified = ratifications(held, known or {})
    models = MODELS if known is not None else {"parties": MODELS["parties"]}
    effects = _effects("entry", entries, models, table.record_end, left_out)
    if known is not None:
        effects += _effects(
            "ratification", ratified, RATIFICATION_MODELS, table.record_end, left_out
        )
    scores, happened = scores_of(entries, models, split, table.record_end, seed, left_out)
    return AgreementsReport(
        source=Path(table.file).name,
        institutions=None if institutions is None else Path(institutions).name,
        version=version("winset"),
        seed=seed,
        first=held[0].signed.isoformat(),
        last=held[-1].signed.isoformat(),
        to=split.isoformat(),
        record_end=table.record_end.isoformat(),
        counts=_counts(table, held, ratified),
        base_rates=_base_rates(entries, table.record_end),
        effects=effects,
        scores=scores,
        happened=happened,
        selection=_SELECTION,
        left_out=left_out,
        assumptions=list(_ASSUMPTIONS),
    )


def _usable(one: SignedAgreement, left_out: dict[str, str]) -> bool:
    if one.is_unclear and one.in_force is None:
        left_out[one.id] = "its entry into force is given in words"
    elif not parties_of(one):
        left_out[one.id] = "no state is a party from the first"
    return one.id not in left_out


def _counts(
    table: AgreementTable, held: Sequence[SignedAgreement], ratified: Sequence[Watched]
) -> AgreementCounts:
    every = table.agreements
    parties = [party for one in held for party in parties_of(one)]
    return AgreementCounts(
        agreements=len(every) + len(table.left_out),
        in_force=sum(one.in_force is not None for one in every),
        ended=sum(one.ended is not None for one in every),
        not_recorded=sum(one.in_force is None and not one.is_unclear for one in every),
        unclear=sum(one.in_force is None and one.is_unclear for one in every),
        rows=table.rows,
        rows_without_state=table.rows_without_state,
        parties=len(parties),
        signed_by_state=sum(party.signed is not None for party in parties),
        ratified_by_state=sum(party.ratified is not None for party in parties),
        ratification_agreements=len({one.agreement for one in ratified}),
    )


def _veto_group(one: Watched) -> str | None:
    if "veto_players" not in one.terms:
        return None
    count = 2.0 ** one.terms["veto_players"] + 1e-9
    low, high = next(pair for pair in reversed(VETO_GROUPS) if count >= pair[0])
    return f"{low} or more" if high is None else f"{low} {'or' if high == low + 1 else 'to'} {high}"


def _base_rates(entries: Sequence[Watched], end: dt.date) -> list[BaseRate]:
    cuts: tuple[tuple[Literal["all", "decade", "parties", "veto_players"],
                      Callable[[Watched], str | None]], ...] = (
        ("all", lambda _: "open"),
        ("all", lambda one: "recorded" if one.day is not None else None),
        ("decade", lambda one: f"{one.signed.year // 10 * 10}s"),
        ("parties", type_of),
        ("veto_players", _veto_group),
    )  # fmt: skip
    rates = []
    for by, group_of in cuts:
        groups: dict[str, list[Watched]] = {}
        for one in entries:
            if (group := group_of(one)) is not None:
                groups.setdefault(group, []).append(one)
        order = sorted(groups, key=lambda name: [int(n) for n in re.findall(r"\d+", name)])
        rates += [_rate(by, name, groups[name], end) for name in order]
    return rates


def _rate(
    by: Literal["all", "decade", "parties", "veto_players"],
    group: str,
    held: Sequence[Watched],
    end: dt.date,
) -> BaseRate:
    years, happened = watch(held, end)
    share, low, high = share_by(years, happened, _CURVE)
    return BaseRate(
        by=by,
        group=group,
        agreements=len(held),
        entered=int(happened.sum()),
        years=list(_CURVE),
        share=share.tolist(),
        low=[None if math.isnan(value) else value for value in low.tolist()],
        high=[None if math.isnan(value) else value for value in high.tolist()],
    )


def _effects(
    outcome: Outcome,
    held: Sequence[Watched],
    models: Mapping[str, tuple[str, ...]],
    end: dt.date,
    left_out: dict[str, str],
) -> list[Effect]:
    recorded = [one for one in held if one.day is not None]
    rows = []
    for model, terms in models.items():
        found, other = fit(held, terms, end), fit(recorded, terms, end)
        if found is None:
            left_out[f"{outcome}: {model}"] = f"fewer than {LEAST} events with all terms known"
            continue
        known = [one for one in held if all(term in one.terms for term in terms)]
        for place, term in enumerate(terms):
            ends = _ends(found, place)
            second = None if other is None else _ends(other, place)
            rows.append(
                Effect(
                    outcome=outcome,
                    model=model,
                    term=term,
                    unit=_unit(outcome, term),
                    expected={-1: "-", 0: "none", 1: "+"}[TERMS[term].expected],
                    units=len(known),
                    events=int(watch(known, end)[1].sum()),
                    coefficient=ends[0],
                    low=ends[1],
                    high=ends[2],
                    recorded=second,
                    verdict=_verdict(TERMS[term].expected, ends, second),
                )
            )
    return rows


def _unit(outcome: Outcome, term: str) -> str:
    """Step of a term; in ratification it is the state's own."""
    said = TERMS[term].unit
    return said if outcome == "entry" else said.split(", in the")[0]


def _ends(found: GroupedHazard, place: int) -> tuple[float, float, float]:
    middle, sd = float(found.coefficient[place]), float(found.sd[place])
    return middle, middle - _Z90 * sd, middle + _Z90 * sd


def _verdict(
    expected: int, first: tuple[float, float, float], second: tuple[float, float, float] | None
) -> Verdict:
    if expected == 0:
        return "none predicted"
    sides = {(low > 0.0) - (high < 0.0) for _, low, high in filter(None, (first, second))}
    if second is None or len(sides) > 1 or 0 in sides:
        return "not shown"
    return "as predicted" if sides == {expected} else "against"
