"""The sections of a Report on a negotiation, from what was found."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np

from winset.cases.checks.sourced import sourced
from winset.foundation.citations import METHOD_SOURCES, REFERENCES, reference_text
from winset.foundation.wording import with_article
from winset.reports.negotiation import negotiation_report_parts as parts
from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.reports.report_parts import SourcedNumbers
from winset.results.two_level.win_set import WinSet
from winset.solvers.two_level.cross_section import cross_section
from winset.solvers.two_level.outline import closed_outline
from winset.solvers.two_level.side_payments import pooled_zone
from winset.solvers.two_level.tying_hands import LEVELS, has_hands_to_tie
from winset.solvers.two_level.zone import zone_of_agreement
from winset.studies.domestic.analyze import parameters_shown
from winset.studies.negotiation.members_section import (
    members_section,
)
from winset.studies.negotiation.natural_units import natural_text
from winset.studies.negotiation.negotiation_assumptions import table_assumptions
from winset.studies.negotiation.negotiation_forecast import narrow_positions, table_forecast
from winset.studies.negotiation.opening import blockers, openings, probe_points
from winset.studies.negotiation.risk import defection_section, later_section
from winset.studies.negotiation.risk_sections import (
    actor_title,
    is_vacuous,
    risk_sections,
    zone_levels,
)
from winset.studies.negotiation.second_tries import second_tries
from winset.studies.negotiation.table_at_risk import HAND_LEVELS, TableAtRisk
from winset.studies.negotiation.texts_in_turn import texts_section

if TYPE_CHECKING:
    from winset.studies.negotiation.likely_table import Table

__all__ = ["report_of"]

_LATTICE = 81
LEVELS_SHOWN = (0.5, 0.9)
"""Probabilities of ratification at which sets are drawn."""
_DRAWN_WHOLE = 2
"""Issues up to which a set is drawn as it is; beyond, by cuts through the agreement."""
_MOST_PATHS = 4
_MOST_POOLED = 4
_LONGEST_LINE = 60


def report_of(table: Table, changes: dict[str, str]) -> NegotiationReport:
    """The Report of a table."""
    case = table.coded.case
    blocked, openings_found, reason = _obstacles(table)
    return NegotiationReport(
        case=case.id,
        title=case.title,
        summary_line=case.summary,
        version=version("winset"),
        seed=table.seed,
        draws=table.draws,
        method=_method(table),
        parameters=parameters_shown(table.coded.parameters),
        changes=changes,
        assumptions=table_assumptions(table),
        sources=_sources(table),
        sourced=SourcedNumbers(**sourced(case)._asdict()),
        issues=_issues(table),
        countries=_countries(table),
        members=members_section(table),
        zone=_zone(table, reason),
        entry=_entry(table),
        agreement=_agreement(table),
        forecast=table_forecast(table),
        nash_path=_nash_path(table),
        side_payments=_side_payments(table),
        linkage=_linkage(table),
        tying_hands=_hands(table),
        defection=defection_section(table),
        later=[*later_section(table), *texts_section(table)],
        second_try=second_tries(table),
        beliefs=[
            parts.BeliefReport(holder=name, zone=zone.outcome, bounds=zone.bounds)
            for name, zone in table.believed.items()
        ],
        missed=_is_missed(table),
        pairs=_pairs(table),
        smallest_change=openings_found,
        blocked_by=blocked,
        outcome=None
        if case.outcome is None
        else case.outcome.model_dump(mode="json", exclude_none=True),
        notes=list(case.notes),
        warnings=_warnings(table),
        **risk_sections(table),
    )


def _method(table: Table) -> str:
    found = f"{table.zone.method}; Monte Carlo with {table.draws:,} draws"
    if not isinstance(table, TableAtRisk):
        return found
    return (
        f"ratification over {table.shock_draws} draws of the shocks; agreements in "
        f"{len(table.outcomes)} draws of the ranges; {found}"
    )


def _is_missed(table: Table) -> bool:
    if isinstance(table, TableAtRisk):
        return table.is_hidden
    return table.agreement.outcome == "empty" and table.zone.outcome == "solved"


def _zone(table: Table, reason: str | None) -> parts.ZoneReport:
    if not isinstance(table, TableAtRisk):
        return parts.ZoneReport(
            **_set(table, table.zone, reason),
            levels=zone_levels(table),
            pressure=None,
            failure_cost={},
        )
    names = table.coded.likely.names
    even, likely = table.zone, table.landscape.zone(LEVELS_SHOWN[1], table.seed)
    return parts.ZoneReport(
        **_set(table, even, reason) | _likely(likely),
        levels={"0.5": float(even.volume), "0.9": float(likely.volume)},
        pressure=table.lam,
        failure_cost=dict(zip(names, map(float, table.coded.failure_costs()), strict=True)),
    )


def _likely(found: WinSet) -> dict[str, Any]:
    """Find what a set looks like where the probability is high."""
    return {"outline_likely": _outline(found), "intervals_likely": list(found.intervals)}


def _obstacles(table: Table) -> tuple[list[str], list[parts.Opening], str | None]:
    """Find who blocks an empty zone, what opens it, and the reason in words."""
    if table.zone.outcome == "solved":
        return [], [], None
    points = probe_points(table.zone, table.win_sets)
    alone, said = blockers(table, points)
    if not table.coded.likely.needs_all:
        return [], [], table.zone.reason
    countries = table.coded.case.countries
    hollow = [countries[k].title for k, found in table.win_sets.items() if found.outcome == "empty"]
    if hollow:
        said = f"{' and '.join(hollow)} would ratify nothing; {said}"
    return alone, openings(table, points), said


def _set(table: Table, found: WinSet, reason: str | None = None) -> dict[str, Any]:
    shown = len(found.issues) <= _DRAWN_WHOLE
    return {
        "outcome": found.outcome,
        "volume": float(found.volume),
        "error_bound": float(found.error_bound),
        "bounds": found.bounds or dict.fromkeys(found.issues),
        "intervals": list(found.intervals),
        "along": _along(table, found),
        "exact": found.exact,
        "method": found.method,
        "reason": reason or found.reason or None,
        "border": [
            parts.BorderStretch(binding=s.binding, points=_thinned(s.points))
            for s in (found.border if shown else ())
        ],
        "outline": _outline(found),
        "lattice": _lattice(found),
    }


def _outline(found: WinSet) -> list[list[tuple[float, float]]]:
    if len(found.issues) != 2:
        return []
    lines = closed_outline([s.points for s in found.border], found.accepts, found.domain)
    return [[(round(float(x), 5), round(float(y), 5)) for x, y in line] for line in lines]


def _along(table: Table, found: WinSet) -> dict[str, list[tuple[float, float]]]:
    point = table.agreement.point
    if len(found.issues) <= _DRAWN_WHOLE or not point.size:
        return {}
    cuts = {name: cross_section(found, k, point) for k, name in enumerate(found.issues)}
    return {name: list(cut.intervals) for name, cut in cuts.items()}


def _thinned(points: np.ndarray[Any, np.dtype[np.float64]]) -> list[list[float]]:
    """At most so many points of a line, the last one among them."""
    step = max(1, len(points) // _LONGEST_LINE)
    kept = points[::step]
    if len(points) > 1 and (len(points) - 1) % step:
        kept = np.concatenate([kept, points[-1:]])
    return [[round(float(v), 6) for v in point] for point in kept]


def _lattice(found: WinSet) -> list[str]:
    if len(found.issues) != 2:
        return []
    axis = np.linspace(0.0, 1.0, _LATTICE)
    points = np.stack(np.meshgrid(axis, axis, indexing="xy"), -1).reshape(-1, 2)
    held = found.accepts(points).reshape(_LATTICE, _LATTICE)
    return ["".join("1" if inside else "0" for inside in row) for row in held]


def _issues(table: Table) -> list[parts.NegotiationIssue]:
    found = []
    for k, name in enumerate(table.coded.likely.issues):
        issue = table.coded.case.issues[name]
        found.append(
            parts.NegotiationIssue(
                issue=name,
                title=issue.title,
                low=issue.low,
                high=issue.high,
                status_quo=float(table.coded.likely.status_quo[k]),
                unit=issue.unit,
                natural=issue.natural,
            )
        )
    return found


def _countries(table: Table) -> dict[str, parts.CountryReport]:
    found = {}
    for country in table.coded.likely.countries:
        numbers, labels = country.game.numbers, country.game.labels
        ideal = numbers.position[0, country.executive]
        win_set = table.win_sets[country.name]
        more: dict[str, Any] = {}
        likely: dict[str, Any] = {}
        if isinstance(table, TableAtRisk):
            place = table.coded.likely.names.index(country.name)
            likely = _likely(table.landscape.win_set(place, LEVELS_SHOWN[1], table.seed))
            more = {
                "least_on_curve": table.least_on_curve[country.name],
                "vacuous": is_vacuous(table, country.name),
            }
        found[country.name] = parts.CountryReport(
            title=table.coded.case.countries[country.name].title,
            executive=labels.actors[country.executive],
            ideal={
                issue: float(ideal[k])
                for k, issue in enumerate(labels.vote_issues)
                if np.isfinite(ideal[k])
            },
            win_set=parts.CountrySet(**_set(table, win_set) | likely),
            binding=list(win_set.binding),
            binding_titles=[actor_title(table, country.name, who) for who in win_set.binding],
            **more,
        )
    return found


def _entry(table: Table) -> str:
    entry, names = table.coded.likely.entry, table.coded.likely.names
    countries = table.coded.case.countries
    if table.coded.likely.needs_all:
        return "every country must ratify"
    said = [f"at least {entry.at_least} of {len(names)} countries"]
    if entry.share:
        said.append(f"{entry.share:.0%} of the weight")
    required = " and ".join(with_article(countries[name].title) for name in entry.required)
    among = f", {required} among them" if required else ""
    return " with ".join(said) + f" must ratify{among}"


def _agreement(table: Table) -> parts.AgreementReport:
    found = table.agreement
    if found.outcome == "empty":
        return parts.AgreementReport(
            outcome="empty",
            solution=table.solution,
            point={},
            natural={},
            surplus={},
            expected_surplus={},
            parties=[],
            ratified={},
            reason=_no_agreement(table),
        )
    point = dict(zip(found.problem.issues, map(float, found.point), strict=True))
    natural = {k: natural_text(table.coded.case, k, v) for k, v in point.items()}
    surplus, more = found.surplus, _more_of_agreement(table)
    if isinstance(table, TableAtRisk):
        gains = table.play.gains(found.point[None, :])[0]
        every = dict(zip(table.coded.likely.names, map(float, gains), strict=True))
        surplus = {name: every[name] for name in found.problem.players}
    return parts.AgreementReport(
        outcome="solved",
        solution=table.solution,
        point=point,
        natural={k: text for k, text in natural.items() if text is not None},
        surplus=surplus,
        expected_surplus=found.surplus,
        **more,
        parties=list(found.problem.players),
        ratified=table.ratified,
    )


def _no_agreement(table: Table) -> str:
    if isinstance(table, TableAtRisk):
        if table.is_hidden:
            return "beliefs hide a text that all would sign"
        return "at no text do all that are needed expect to gain"
    return table.perceived.reason or "there is no zone of agreement"


def _more_of_agreement(table: Table) -> dict[str, Any]:
    """Say how the agreement varies over the draws, and with the weight of pressure."""
    if not isinstance(table, TableAtRisk):
        return {}
    issues = table.coded.likely.issues
    points = np.array([found.point for found in table.outcomes if found.point is not None])
    spread = {}
    if len(points):
        low, high = np.quantile(points, (0.05, 0.95), axis=0)
        spread = {n: (float(low[k]), float(high[k])) for k, n in enumerate(issues)}
    at_pressure = {
        f"{lam:g}": dict(zip(issues, map(float, found.point), strict=False))
        for lam, found in table.at_pressures.items()
    }
    return {"spread": spread, "at_pressure": at_pressure}


def _nash_path(table: Table) -> list[parts.NashPathReport]:
    parties = len(table.problem.players)
    if len(table.coded.likely.issues) != 2 or parties > _MOST_PATHS:
        return []
    return [
        parts.NashPathReport(
            country=path.country,
            shares=list(path.shares),
            points=[[round(float(v), 6) for v in point] for point in path.points],
        )
        for path in table.nash_path.paths
    ]


def _side_payments(table: Table) -> parts.SidePayments:
    negotiation = table.sharp.likely
    reason, gain = None, None
    if not negotiation.needs_all:
        reason = "not every country must ratify"
    elif table.side_payments or len(negotiation.countries) <= _MOST_POOLED:
        table.tell("side payments")
        zones = [
            table.zone
            if table.side_payments == pays and not isinstance(table, TableAtRisk)
            else find(negotiation, table.tests, seed=table.seed)
            for pays, find in ((True, pooled_zone), (False, zone_of_agreement))
        ]
        gain = zones[0].volume - zones[1].volume
    else:
        reason = f"with more than {_MOST_POOLED} countries only if asked for"
    paid = table.transfers.paid if table.side_payments and table.transfers is not None else ()
    return parts.SidePayments(
        allowed=table.side_payments,
        gain=None if gain is None else max(float(gain), 0.0),
        paid=dict(zip(negotiation.names, paid, strict=False)),
        reason=reason,
    )


def _linkage(table: Table) -> parts.LinkageReport:
    found = table.linkage
    alone = {name: float(single.volume) for name, single in found.singles.items()}
    return parts.LinkageReport(gain=float(found.gain), synergistic=found.synergistic, alone=alone)


def _hands(table: Table) -> list[parts.TiedHands]:
    rows = []
    many = len(table.coded.likely.countries) > 4
    levels = LEVELS[::3] if many else LEVELS
    if isinstance(table, TableAtRisk):
        levels = HAND_LEVELS[::2] if many else HAND_LEVELS
    for country in table.coded.likely.countries:
        reason = None
        if table.agreement.outcome == "empty":
            reason = "there is no agreement to begin with"
        elif country.name not in table.problem.players:
            reason = "it is not among the parties"
        elif not has_hands_to_tie(country.game):
            reason = "no legislature has a say"
        if reason is not None:
            rows.append(
                parts.TiedHands(
                    country=country.name,
                    change=None,
                    effect=None,
                    backfires_at=None,
                    curve=[],
                    reason=reason,
                )
            )
            continue
        found = table.tying_hands(country.name, levels)
        never = found.backfires_at is None
        rows.append(
            parts.TiedHands(
                country=country.name,
                change=found.best,
                effect=found.effect,
                backfires_at=found.backfires_at,
                curve=list(zip(found.levels, found.gains, strict=True)),
                reason=f"does not backfire up to {levels[-1]:g}" if never else None,
            )
        )
    return rows


def _pairs(table: Table) -> list[parts.Can]:
    table.tell("who can agree with whom")
    points = probe_points(table.zone, table.win_sets)
    ends = [
        np.array([[edge] for piece in found.intervals for edge in piece])
        for found in table.win_sets.values()
        if found.intervals
    ]
    points = np.concatenate([points, *ends])
    names = table.coded.likely.names
    return [
        parts.Can(one=names[a], other=names[b], agree=agree)
        for (a, b), agree in table.pairs(points).items()
    ]


def _sources(table: Table) -> list[str]:
    case = table.coded.case
    own = [source.text for source in case.sources.values()]
    loose = [item.source for item in case.evidence if item.source not in case.sources]
    keys = [key for key in table.zone.sources if key in REFERENCES]
    methods = [reference_text(key) for key in (*keys, *METHOD_SOURCES)]
    return list(dict.fromkeys([*own, *loose, *table.agreement.sources, *methods]))


def _warnings(table: Table) -> list[str]:
    found = narrow_positions(table)
    if len(table.coded.likely.issues) > 2:
        found.append(
            f"With {len(table.coded.likely.issues)} issues the sets are sampled: volumes are good "
            f"to {table.zone.error_bound:.2g}, bounds are those of the points found."
        )
    countries = table.coded.case.countries
    refused = [countries[name].title for name, held in table.ratified.items() if not held]
    if refused and table.coded.case.beliefs:
        found.append(f"signed in a mistaken belief: {', '.join(refused)} would not ratify")
    return found
