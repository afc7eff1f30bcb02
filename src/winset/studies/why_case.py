"""Why a number of the whole case is what it is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from winset.kernels.members import pair_distance
from winset.results.ratification import clause_text
from winset.solvers.coalitions.engagement import engagement
from winset.studies.explanation import Explanation, Step, shown, step, summed
from winset.studies.verdict import verdict_reason
from winset.studies.why_subject import WhySubject

__all__ = ["CASE_NUMBERS"]

_MOST_TERMS = 16
_OURS = "This project's form of the model's text."


def price(subject: WhySubject) -> Explanation:
    """Why ratification costs what it costs."""
    found = subject.price
    clause = int(found.clause[0])
    steps = [_clause_step(subject, number) for number in range(len(found.clauses))]
    value = float(found.price[0])
    finite = [float(p) for p in found.clause_prices[0] if np.isfinite(p)]
    inside = ", ".join(shown(p) for p in finite)
    text = f"the cheapest clause: {clause_text(found.clauses[clause])}"
    expression = f"min({inside})" if len(finite) > 1 else inside or None
    return Explanation(
        number="price",
        title="Price of ratification",
        symbol="C",
        meaning="The least total payment that makes the bill pass and that the opponents cannot "
        "undo with their fund.",
        formula="least over the clauses of the rule of the sum over chambers and players",
        steps=[*steps, step(text, expression, value)],
        value=value if np.isfinite(value) else None,
        unit="member-moves",
        mark="computed",
        source="Groseclose and Snyder (1996), generalised to unequal members; adding chambers and "
        "comparing clauses is this project's.",
    )


def _clause_step(subject: WhySubject, number: int) -> Step:
    """Price of one clause: its chambers and those that must consent."""
    from winset.studies.why_chamber import price_steps

    found = subject.price
    clause = found.clauses[number]
    parts = []
    for name, quota in clause.quotas.items():
        last = price_steps(subject.chamber(name), int(quota))[-1].value
        parts.append(np.inf if last is None else last)
    total = float(found.clause_prices[0, number])
    rest = total - sum(parts)
    if np.isfinite(rest) and abs(rest) > 1e-9:
        parts.append(rest)
    words = "chambers" if len(parts) == len(clause.quotas) else "chambers, and who must consent"
    return step(f"{clause_text(clause)}: {words}", summed(parts), total)


def budget(subject: WhySubject) -> Explanation:
    """Why the supporters can spend what they can."""
    terms, steps = _contributions(subject, 1)
    value = float(subject.field.budget[0])
    expression = summed(terms) if len(terms) <= _MOST_TERMS else None
    return Explanation(
        number="budget",
        title="Budget of the supporters",
        symbol="R",
        meaning="What those that gain from the bill spend for it.",
        formula="R = sum of c over those with S > 0",
        steps=[*steps, step("added up", expression, value)],
        value=value,
        unit="member-moves",
        mark="computed",
        source=_OURS,
    )


def _contributions(subject: WhySubject, side: int) -> tuple[list[float], list[Step]]:
    """What each actor spends on a side, largest first."""
    spends = subject.field.by_actor(side)[0]
    rows = sorted(np.flatnonzero(spends > 0.0), key=lambda row: (-spends[row], row))
    shown_rows = rows if len(rows) <= _MOST_TERMS else []
    steps = [
        step(f"{subject.title(int(row))} spends", shown(spends[row]), float(spends[row]))
        for row in shown_rows
    ]
    return [float(spends[row]) for row in rows], steps


def fund(subject: WhySubject) -> Explanation:
    """Why the opponents' fund is worth what it is."""
    field, numbers = subject.field, subject.field.game.numbers
    theta = float(numbers.theta[0, 0] * numbers.fund_factor[0, 0])
    _, steps = _contributions(subject, -1)
    value, pooled = float(field.fund[0]), float(field.pooled()[0])
    steps.append(_pooled(subject, pooled))
    text = "times what a unit against goes compared with one for"
    steps.append(step(text, f"{shown(theta)}*{shown(pooled)}", value))
    return Explanation(
        number="opposition_fund",
        title="Fund of the opponents",
        symbol="F",
        meaning="What the opponents can spend together: the farther apart they stand, the less of "
        "what each has counts.",
        formula="F = theta * sqrt(sum over pairs of c_g c_h (1 - distance))",
        steps=steps,
        value=value,
        unit="member-moves",
        mark="computed",
        source=_OURS,
    )


def _pooled(subject: WhySubject, value: float) -> Step:
    """Root of the sum over pairs, written out where there are few."""
    field = subject.field
    against = np.where(field.side[0] < 0, field.spends[0], 0.0)
    who = np.flatnonzero(against > 0.0)
    text = f"pooled over {who.size} that spend, each pair by how near it stands"
    if not 0 < who.size <= 8:
        return step(text, None if who.size else "0", value)
    position = field.spender_position[0]
    salience = field.game.numbers.salience[0][field.spenders]
    city = field.game.choices.distance == "city-block"
    terms = []
    for place, one in enumerate(who):
        terms.append(f"{shown(against[one])}**2")
        for other in who[:place]:
            apart = pair_distance(
                np.ascontiguousarray(position[one]),
                np.ascontiguousarray(position[other]),
                np.ascontiguousarray(salience[one]),
                np.ascontiguousarray(salience[other]),
                city,
            )
            pair = f"2*{shown(against[one])}*{shown(against[other])}"
            terms.append(f"{pair}*(1 - {shown(apart)})")
    return step(text, f"sqrt({' + '.join(terms)})", value)


def cohesion(subject: WhySubject) -> Explanation:
    """Why the deadlock coalition pools as well as it does."""
    field = subject.field
    total, pooled = float(field.by_actor(-1)[0].sum()), float(field.pooled()[0])
    value = pooled / total if total > 0.0 else np.nan
    terms, steps = _contributions(subject, -1)
    added = summed(terms) if len(terms) <= _MOST_TERMS else None
    steps += [step("what they spend, added up", added, total), _pooled(subject, pooled)]
    steps.append(step("what counts of it", f"{shown(pooled)}/{shown(total)}", value))
    return Explanation(
        number="cohesion",
        title="Cohesion of the deadlock coalition",
        symbol="h",
        meaning="The share of what the opponents spend that counts, given how far apart they "
        "stand; 1 if all stand at one point.",
        formula="h = F / (theta * sum of c)",
        steps=steps,
        value=steps[-1].value,
        unit="share",
        mark="computed",
        source=_OURS,
    )


def verdict(subject: WhySubject) -> Explanation:
    """Why the verdict is what it is: the margin of the budget over the price."""
    found = subject.price
    cost, means = float(found.price[0]), float(found.budget[0])
    steps = [
        step("price of ratification", shown(cost), cost),
        step("budget of the supporters", shown(means), means),
    ]
    if not found.is_ready[0]:
        steps.append(Step(text="the proposal is not ready at the deadline: it stalls"))
    if found.gate_held[0]:
        steps.append(Step(text="the gatekeeper loses from the bill and holds the calendar"))
    steps.append(step("budget less price", f"{shown(means)} - {shown(cost)}", means - cost))
    return Explanation(
        number="verdict",
        title="Margin of the budget over the price",
        symbol="R - C",
        meaning=f"{found.verdict_word()}: {verdict_reason(subject.case, subject.field, found)}.",
        formula="passes if C <= R and the proposal is ready; else stalls, withdrawn or fails",
        steps=steps,
        value=steps[-1].value,
        unit="member-moves",
        mark="computed",
        source=_OURS,
    )


def passage_probability(subject: WhySubject) -> Explanation:
    """Why the probability of passage is what it is."""
    sampled = subject.sampled
    passing, value = int(sampled.passes.sum()), sampled.passage_probability
    return Explanation(
        number="passage_probability",
        title="Probability of passage",
        symbol="P(C <= R)",
        meaning="The share of draws of all ranges and shocks in which the bill passes.",
        formula="draws in which it passes / draws",
        steps=[step("draws that pass over all draws", f"{passing}/{sampled.count}", value)],
        value=value,
        unit="share",
        mark="computed",
        source="Monte Carlo over the coded ranges and the shocks.",
    )


def passage_probability_se(subject: WhySubject) -> Explanation:
    """Why the standard error of that probability is what it is."""
    sampled = subject.sampled
    share, value = sampled.passage_probability, sampled.passage_probability_se
    expression = f"sqrt({shown(share)}*(1 - {shown(share)})/{sampled.count})"
    return Explanation(
        number="passage_probability_se",
        title="Standard error of the probability",
        symbol="se",
        meaning="How far the number of draws lets the probability be off; it says nothing of "
        "errors in the coding.",
        formula="sqrt(p (1 - p) / draws)",
        steps=[step("of a share over so many draws", expression, value)],
        value=value,
        unit="share",
        mark="computed",
        source="Binomial standard error.",
    )


def division(subject: WhySubject) -> Explanation:
    """Why the executive is as divided as it is."""
    field, numbers = subject.field, subject.field.game.numbers
    value = float(field.formulation.division[0])
    steps = []
    if np.isfinite(numbers.division[0, 0]):
        steps.append(step("as coded", shown(value), value))
    else:
        steps = _spread_of_executive(subject, value)
    return Explanation(
        number="division",
        title="Division of the executive",
        symbol="D0",
        meaning="How far apart the executive's actors stand on the vote axes.",
        formula="D0 = min(1, 2 * standard deviation of positions)",
        steps=steps,
        value=value,
        unit="share",
        mark="computed",
        source=_OURS,
    )


def _spread_of_executive(subject: WhySubject, value: float) -> list[Step]:
    game = subject.field.game
    position = game.numbers.position[0][game.labels.at_level("executive")]
    steps, variances = [], []
    for axis, issue in enumerate(game.labels.vote_issues):
        places = position[np.isfinite(position[:, axis]), axis]
        if not places.size:
            continue
        mean = float(places.mean())
        inside = " + ".join(f"({shown(place)} - {shown(mean)})**2" for place in places)
        variances.append(float(((places - mean) ** 2).mean()))
        expression = f"({inside})/{places.size}" if places.size <= _MOST_TERMS else None
        steps.append(step(f"variance of positions on {issue}", expression, variances[-1]))
    inside = summed(variances)
    count = max(len(variances), 1)
    text = "twice the root of their mean, at most 1"
    return [*steps, step(text, f"min(1, 2*sqrt(({inside})/{count}))", value)]


def coordination(subject: WhySubject) -> Explanation:
    """Why the executive is coordinated as it is."""
    field, numbers = subject.field, subject.field.game.numbers
    own = float(np.nan_to_num(numbers.coordination[0, 0]))
    brokers = np.where(numbers.broker[0] > 0, engagement(field.game)[0], 0.0)
    most, value = float(brokers.max(initial=0.0)), float(field.formulation.coordination[0])
    expression = f"{shown(own)} + (1 - {shown(own)})*{shown(most)}"
    return Explanation(
        number="coordination",
        title="Coordination",
        symbol="c0 + (1 - c0) max e",
        meaning="How far the executive's division is bridged, by its own means and by brokers.",
        formula="c0 + (1 - c0) * strongest engagement of a broker",
        steps=[
            step("coordination of its own", shown(own), own),
            step("strongest engagement of a broker", shown(most), most),
            step("together", expression, value),
        ],
        value=value,
        unit="share",
        mark="computed",
        source=_OURS,
    )


CASE_NUMBERS: dict[str, Callable[[WhySubject], Explanation]] = {
    "verdict": verdict,
    "price": price,
    "budget": budget,
    "opposition_fund": fund,
    "cohesion": cohesion,
    "passage_probability": passage_probability,
    "passage_probability_se": passage_probability_se,
    "division": division,
    "coordination": coordination,
}
"""Numbers of the case, each with what explains it."""
