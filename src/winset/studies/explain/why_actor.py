"""Explanations of the numbers of one actor."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from winset.reports.domestic.explanation import Explanation, Step, explained, shown, step, summed
from winset.solvers.coalitions.benches import party_line
from winset.solvers.coalitions.contributions import USUAL_ENGAGEMENT
from winset.solvers.coalitions.engagement import (
    election_pressure,
    engagement,
    frame_factor,
    trading_rate,
)
from winset.solvers.coalitions.surplus import active_ties
from winset.solvers.coalitions.valence import coefficient
from winset.solvers.stages.voting import lobbying_days
from winset.studies.explain.why_subject import WhySubject


def surplus(subject: WhySubject, actor: str) -> Explanation:
    """Explain why an actor gains or loses."""
    field, row = subject.field, subject.row(actor)
    numbers, found = field.game.numbers, field.surplus
    quo, bill = numbers.status_quo[0], found.perceived[0, row]
    place, weight = found.position[0, row], numbers.salience[0, row]
    at_home, home = _distance(subject, place, weight, quo)
    at_bill, away = _distance(subject, place, weight, bill)
    steps = [
        *_framed(subject, row),
        step("distance from the status quo, over the vote axes", at_home, home),
        step("distance from the proposal", at_bill, away),
    ]
    kappa, pressure = float(numbers.no_agreement[0, row]), float(found.pressure[0, row])
    if pressure or kappa:
        steps += _pressed(subject, row)
    total = float(found.total[0, row])
    words = "what no agreement costs it, and pressure, added to the difference"
    if party_line(field.game)[0, row]:
        words = "what no agreement costs it, and pressure with the party line, added"
    expression = f"{shown(home)} - {shown(away)} + {shown(kappa)} + {shown(pressure)}"
    return explained("surplus", [*steps, step(words, expression, total)], total, of=actor)


def _distance(
    subject: WhySubject, place: np.ndarray, weight: np.ndarray, target: np.ndarray
) -> tuple[str, float]:
    """Expression and value of a salience-weighted distance."""
    given = np.isfinite(place)
    gaps = weight[given] * (target[given] - place[given])
    terms = [
        f"{shown(w)}*({shown(t)} - {shown(p)})"
        for w, t, p in zip(weight[given], target[given], place[given], strict=True)
    ]
    if subject.field.game.choices.distance == "city-block":
        return " + ".join(f"abs({term})" for term in terms) or "0", float(np.abs(gaps).sum())
    inside = " + ".join(f"({term})**2" for term in terms) or "0"
    return f"sqrt({inside})", float(np.sqrt((gaps**2).sum()))


def _framed(subject: WhySubject, row: int) -> list[Step]:
    """The proposal as the actor sees it, where a frame moves it."""
    game, found = subject.field.game, subject.field.surplus
    seen = found.proposal[0].copy()
    steps = []
    for frame, axis in enumerate(game.links.frame_axis):
        if not game.links.frame_audience[frame][row]:
            continue
        strength = float(game.numbers.frame_strength[0, frame])
        toward = float(game.numbers.frame_toward[0, frame])
        before = float(seen[axis])
        seen[axis] = before + strength * (toward - before)
        text = f"a frame moves the proposal it sees on {game.labels.vote_issues[axis]}"
        expression = f"{shown(before)} + {shown(strength)}*({shown(toward)} - {shown(before)})"
        steps.append(step(text, expression, float(seen[axis])))
    return steps


def _pressed(subject: WhySubject, row: int) -> list[Step]:
    game, found = subject.field.game, subject.field.surplus
    strength = active_ties(game)[0] * game.numbers.tie_share[0]
    ties = [
        (float(strength[tie]), int(game.links.tie_source[tie]))
        for tie in np.flatnonzero(game.links.tie_target == row)
        if strength[tie] > 0.0
    ]
    line = float(party_line(game)[0, row])
    whip = [step("party line of its benches", shown(line), line)] if line else []
    if not ties:
        return whip
    names = ", ".join(subject.title(source) for _, source in ties)
    terms = [f"{shown(tied)}*{shown(found.total[0, source])}" for tied, source in ties]
    value = float(found.pressure[0, row]) - line
    told = step(f"pressure: strength times surplus of {names}", " + ".join(terms), value)
    return [told, *whip]


def willingness(subject: WhySubject, actor: str) -> Explanation:
    """Explain why an actor is as willing to bargain as it is."""
    field, row = subject.field, subject.row(actor)
    game, numbers = field.game, field.game.numbers
    value = float(field.willingness[0, row])
    if np.isnan(value):
        steps = [Step(text="no willingness is coded: it moves nothing")]
        return _willingness(actor, steps, None)
    quality = float(field.formulation.worth[0])
    payoff, opposition = float(numbers.payoff[0, row]), float(numbers.opposition[0, row])
    near = float(election_pressure(game)[0])
    polarization = float(numbers.polarization[0, row])
    parts = [payoff * quality, 1.0 - min(1.0, polarization + near), 1.0 - opposition]
    steps = [
        step(
            "payoff, scaled by what the proposal is worth",
            f"{shown(payoff)}*{shown(quality)}",
            parts[0],
        ),
        step(
            "less polarization, the nearness of an election in it",
            f"1 - min(1, {shown(polarization)} + {shown(near)})",
            parts[1],
        ),
        step("less opposition in civil society", f"1 - {shown(opposition)}", parts[2]),
    ]
    factor = float(frame_factor(game)[0, row]) * float(numbers.willingness_factor[0, 0])
    inside = " + ".join(shown(part) for part in parts)
    text = "their mean, times what frames do to it, held within 0 and 1"
    expression = f"max(0, min(1, ({inside})/3*{shown(factor)}))"
    return _willingness(actor, [*steps, step(text, expression, value)], value)


def _willingness(actor: str, steps: list[Step], value: float | None) -> Explanation:
    return explained("willingness", steps, value, of=actor)


def entry_price(subject: WhySubject, actor: str) -> Explanation:
    """Explain why an actor that loses costs what it costs."""
    field, row = subject.field, subject.row(actor)
    gain = float(field.surplus.total[0, row])
    rate = float(trading_rate(field.game, field.willingness)[0, row])
    value = 0.0 if gain >= 0.0 else (-gain / rate if rate > 0.0 else np.inf)
    if rate > 0.0:
        last = step("the loss over the rate", f"max(0, -{shown(gain)})/{shown(rate)}", value)
    else:
        last = step("it supports the bill unpaid" if gain >= 0 else "cannot be bought", "0", value)
    return explained(
        "entry_price",
        [step("surplus", shown(gain), gain), step("rate", shown(rate), rate), last],
        last.value,
        of=actor,
    )


def engaged(subject: WhySubject, actor: str) -> Explanation:
    """Explain why an actor takes part as far as it does."""
    field, row = subject.field, subject.row(actor)
    numbers = field.game.numbers
    three = [
        float(table[0, row])
        for table in (
            numbers.impact,
            numbers.cost_of_staying_out,
            numbers.resources * numbers.free_time,
        )
    ]
    value, factor = float(field.engagement[0, row]), float(numbers.engagement_factor[0, row])
    own, seen = float(engagement(field.game)[0, row]), float(numbers.observed_engagement[0, row])
    if not np.isnan(seen):
        expression = f"max(0, min(1, {shown(seen)}*{shown(factor)}))"
        steps = [step("as read off dated signs", expression, own)]
    elif np.isnan(three).any():
        steps = [step("the conditions are not coded: fully engaged", f"1*{shown(factor)}", own)]
    else:
        inside = ", ".join(shown(part) for part in three)
        expression = f"max(0, min(1, min({inside})*{shown(factor)}))"
        steps = [step("least of impact, cost of staying out, resources free", expression, own)]
    if numbers.conditional[0, row] > 0.0:
        ready = bool(field.formulation.is_ready[0])
        quality = float(field.formulation.worth[0]) if ready else 0.0
        text = "it waits for a proposal: times what the proposal is worth at the vote"
        steps.append(step(text, f"{shown(own)}*{shown(quality)}", value))
    return explained("engagement", steps, value, of=actor)


def window_share(subject: WhySubject, actor: str) -> Explanation:
    """Explain why an actor uses the share of the lobbying window it uses."""
    field, row = subject.field, subject.row(actor)
    numbers, value = field.game.numbers, float(field.window[0, row])
    days = float(lobbying_days(field.game, field.formulation, field.surplus.total)[0, row])
    attention, window = float(numbers.attention[0, row]), float(numbers.lobbying_window_days[0, 0])
    if np.isnan(days):
        steps = [step("no dates are given: the attention alone", shown(attention), value)]
    else:
        expression = f"{shown(attention)}*min(1, {shown(days)}/{shown(window)})"
        steps = [
            step("days it works on the vote", shown(days), days),
            step("attention times the share of the window", expression, value),
        ]
    return explained("window_share", steps, value, of=actor)


def stake(subject: WhySubject, actor: str) -> Explanation:
    """Explain why an actor spends the share of its capacity that its stake asks for."""
    field, row = subject.field, subject.row(actor)
    gain, full = float(field.surplus.total[0, row]), float(field.game.numbers.full_stake[0, 0])
    value = float(field.stake[0, row])
    expression = f"min(1, abs({shown(gain)})/{shown(full)})"
    return explained(
        "stake", [step("the surplus over that of a full stake", expression, value)], value, of=actor
    )


def contributes(subject: WhySubject, actor: str) -> Explanation:
    """Explain why an actor spends what it spends."""
    field, row = subject.field, subject.row(actor)
    numbers = field.game.numbers
    each = field.spends[0, field.spenders == row] * (field.side[0, field.spenders == row] != 0)
    value = float(each.sum())
    capacity = float(numbers.capacity[0, row] * numbers.capacity_factor[0, 0])
    effect = float(coefficient(field.game, "pi")[0])
    engaged_by = float(field.engagement[0, row])
    drive = float(np.exp(effect * (engaged_by - USUAL_ENGAGEMENT)))
    text = "what engagement makes of its capacity"
    expression = f"exp({shown(effect)}*({shown(engaged_by)} - {shown(USUAL_ENGAGEMENT)}))"
    first = step(text, expression, drive)
    factors = [
        capacity,
        drive,
        float(field.window[0, row]),
        float(field.stake[0, row]),
    ]
    if field.game.labels.levels[row] == "legislature":
        text = f"each of its {each.size} members by its own stake, added up"
        last = step(text, summed(each) if 0 < each.size <= 12 else None, value)
    else:
        text = "capacity times that, share of the window and stake"
        last = step(text, "*".join(shown(part) for part in factors), value)
    return explained("contributes", [first, last], value, of=actor)


ACTOR_NUMBERS: dict[str, Callable[[WhySubject, str], Explanation]] = {
    "surplus": surplus,
    "willingness": willingness,
    "entry_price": entry_price,
    "engagement": engaged,
    "window_share": window_share,
    "stake": stake,
    "contributes": contributes,
}
"""Numbers of an actor, each with what explains it."""
