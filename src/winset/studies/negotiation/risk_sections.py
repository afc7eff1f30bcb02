"""The sections of a Report on a negotiation that say how likely ratification is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from winset.foundation.wording import with_article
from winset.games.domestic import Floats
from winset.reports.negotiation.negotiation_risk_parts import (
    BackOff,
    CountryRatification,
    GroupMoves,
    Ratification,
)
from winset.reports.negotiation.negotiation_risk_prose import chance_text
from winset.studies.negotiation.members_section import ratified_by_blocs
from winset.studies.negotiation.natural_units import natural_text
from winset.studies.negotiation.table_at_risk import VACUOUS, TableAtRisk

if TYPE_CHECKING:
    from winset.studies.negotiation.likely_table import Table

__all__ = ["actor_title", "risk_sections", "text_of"]

_HIGHEST_COST: Final = 2.0
"""A cost of failure above this is not worth reporting: no agreement gains so much."""
_EVEN: Final = 0.5
_NOTHING: Final = "nothing is signed"


def risk_sections(table: Table) -> dict[str, Any]:
    """Ratification, headline, back-off, groups and the like, as fields of the Report."""
    if not isinstance(table, TableAtRisk):
        return _certain_sections(table)
    signed = [found for found in table.outcomes if found.point is not None]
    shares = [found.ratified for found in signed if found.ratified is not None]
    limit = table.play.highest_cost()
    share = len(signed) / len(table.outcomes)
    mean = float(np.mean(shares)) if shares else None
    return {
        "headline_": _headline(table, share, mean, limit),
        "certain": False,
        "ratification": _ratification(table),
        "signed_probability": share,
        "in_force_if_signed": mean,
        "failure_cost_limit": None if limit is None or limit > _HIGHEST_COST else limit,
        "back_off": _back_off(table),
        "groups": _groups(table),
    }


def text_of(table: Table, point: Floats) -> str:
    """A text on every issue, in natural units where there are some."""
    found = []
    for name, value in zip(table.coded.likely.issues, map(float, point), strict=True):
        natural = natural_text(table.coded.case, name, value)
        title = table.coded.case.issues[name].title
        found.append(f"{title} {value:.2f}" + (f" ({natural})" if natural else ""))
    return ", ".join(found)


def _certain_sections(table: Table) -> dict[str, Any]:
    """The same where votes are certain: all or nothing."""
    solved = table.agreement.outcome == "solved"
    blocs = ratified_by_blocs(table)
    chance: Ratification = {}
    for name, found in table.win_sets.items():
        reason = None
        value: float | None = None
        if not solved:
            reason = _NOTHING
        else:
            value = float(table.ratified[name])
        binding = found.binding[0] if found.binding else None
        if binding is None and reason is None:
            reason = "nobody refuses anything"
        chance[name] = CountryRatification(
            at_agreement=value,
            binding=binding,
            binding_title=None if binding is None else actor_title(table, name, binding),
            by_blocs=blocs.get(name),
            reason=reason,
        )
    held = all(table.ratified[name] for name in table.problem.players) if solved else False
    chance["all"] = float(held) if solved else None
    if solved:
        verb = "Ratified by all that sign" if held else "Refused at home"
        line = f"{verb}, votes being certain: {text_of(table, table.agreement.point)}."
    else:
        line = "No text would be ratified by all that are needed, votes being certain."
        if table.zone.outcome == "solved":
            line = "No agreement, votes being certain: the governments see nothing to agree on."
    return {
        "headline_": line,
        "certain": True,
        "ratification": chance,
        "signed_probability": float(solved),
        "in_force_if_signed": float(held) if solved else None,
        "failure_cost_limit": None,
        "back_off": None,
        "groups": [],
    }


def _headline(table: TableAtRisk, share: float, mean: float | None, limit: float | None) -> str:
    if not table.play.is_signed:
        return _refused(table, share, limit)
    chance = table.in_force or 0.0
    sure = chance_text(chance)
    text = text_of(table, table.agreement.point)
    over = f"over the coded ranges something is signed in {share:.0%} of the draws"
    if mean is not None:
        over += f" and then enters into force with {chance_text(mean)}"
    worst = _title(table, min(table.chance, key=lambda name: table.chance[name]))
    if share < _EVEN:
        return (
            f"Ratification at home stands in the way: {over}; at likely values the governments "
            f"would sign {text}, ratified with {sure}, least in {worst}."
        )
    if chance < _EVEN:
        return (
            f"Ratification has only {sure}: what the governments sign "
            f"({text}) would probably fail in {worst}; {over}."
        )
    return f"Ratification has {sure}: the governments agree on {text}; {over}."


def _refused(table: TableAtRisk, share: float, limit: float | None) -> str:
    """Explain why nothing is signed, in one sentence."""
    point = table.most_promising
    chance = table.play.exact_chance(point[None, :])[0]
    gains = table.play.gains(point[None, :])[0]
    names = table.coded.likely.names
    worst = int(chance.argmin())
    ratified = float(table.play.prospects.ratified(point[None, :])[0])
    said = (
        f"Ratification by all that are needed has {chance_text(ratified)} at the "
        f"most promising text ({text_of(table, point)}), so nothing is signed"
    )
    losers = [_title(table, n) for n, gain in zip(names, gains, strict=True) if gain <= 0.0]
    if table.is_hidden:
        said += ": a mistaken belief hides an agreement that all would sign"
    elif losers:
        said += f": {' and '.join(losers)} would not gain from it"
    elif limit is not None and np.isfinite(limit):
        body = table.play.risks[worst].refusers(point[None, :])[0]
        who = actor_title(table, names[worst], body) or "its government"
        said += (
            f": {_title(table, names[worst])} ({who}) refuses too often for "
            f"what a failure costs, and above a cost of failure of {limit:.2f} there is no deal"
        )
    return f"{said}; over the coded ranges something is signed in {share:.0%} of the draws."


def _title(table: TableAtRisk, name: str) -> str:
    return with_article(table.coded.case.countries[name].title)


def actor_title(table: Table, country: str, name: str) -> str:
    """Name of an actor, the short one where it has one, or of a chamber for readers."""
    actor = table.coded.case.countries[country].actors.get(name)
    if actor is None:
        return name.replace("-", " ")
    return actor.short or actor.title or name.replace("-", " ")


def _ratification(table: TableAtRisk) -> Ratification:
    signed = table.play.is_signed
    point = table.agreement.point if signed else table.most_promising
    found: Ratification = {}
    blocs = ratified_by_blocs(table)
    for name, risk, government in zip(
        table.coded.likely.names, table.play.risks, table.play.governments, strict=True
    ):
        binding = risk.refusers(point[None, :])[0]
        if not binding:
            binding = risk.game.labels.actors[government.chief]
        found[name] = CountryRatification(
            at_agreement=table.chance.get(name),
            binding=binding,
            binding_title=actor_title(table, name, binding),
            by_blocs=blocs.get(name),
            reason=None if signed else _NOTHING,
        )
    found["all"] = table.in_force
    return found


def _named(table: Table, point: Floats | tuple[float, ...]) -> dict[str, float]:
    return dict(zip(table.coded.likely.issues, map(float, point), strict=True))


def _back_off(table: TableAtRisk) -> BackOff:
    sure, found = table.play.without_risk, table.agreement
    if sure.outcome == "empty" or found.outcome == "empty":
        reason = _NOTHING if sure.outcome == "solved" else "not all gain from any text"
        start = _named(table, sure.point) if sure.outcome == "solved" else {}
        chance = _in_force_at(table, sure.point) if start else None
        return BackOff(
            distance=None,
            loss={},
            from_=start,
            ratified_from=chance,
            ratified=None,
            reason=reason,
        )
    both = table.play.gains(np.stack([sure.point, found.point]))
    loss = {
        name: float(both[0, place] - both[1, place])
        for place, name in enumerate(table.coded.likely.names)
        if name in table.problem.players
    }
    return BackOff(
        distance=float(np.linalg.norm(sure.point - found.point)),
        loss=loss,
        from_=_named(table, sure.point),
        ratified_from=_in_force_at(table, sure.point),
        ratified=table.in_force,
    )


def _in_force_at(table: TableAtRisk, point: Floats) -> float:
    members = table.play.prospects.among(table.problem.players)
    return float(members.ratified(point[None, :])[0])


def _groups(table: TableAtRisk) -> list[GroupMoves]:
    rows = []
    for found in table.moved:
        ends = (found.deleted, found.doubled)
        missing = any(end is None for end in ends)
        rows.append(
            GroupMoves(
                country=found.country,
                actor=found.actor,
                title=actor_title(table, found.country, found.actor),
                deleted=None if ends[0] is None else _named(table, ends[0]),
                doubled=None if ends[1] is None else _named(table, ends[1]),
                reason=_NOTHING if missing else None,
            )
        )
    return rows


def zone_levels(table: Table) -> dict[str, float]:
    """Volume of the zone at both levels of probability."""
    if not isinstance(table, TableAtRisk):
        volume = float(table.zone.volume)
        return {"0.5": volume, "0.9": volume}
    return {
        f"{level:g}": float(table.landscape.zone(level, table.seed).volume) for level in (0.5, 0.9)
    }


def is_vacuous(table: TableAtRisk, name: str) -> bool:
    """Return whether ratification decides nothing in a country, by its contract curve."""
    least = table.least_on_curve[name]
    return least is None or least >= VACUOUS
