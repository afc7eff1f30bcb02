"""Explanations of the numbers of the whole case."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from winset.reports.domestic.explanation import Explanation, Step, explained, shown, step, summed
from winset.reports.domestic.report_prose import VERDICTS
from winset.results.ratification.ratification import clause_text
from winset.solvers.coalitions.contributions import LEAST_COHESION
from winset.solvers.coalitions.engagement import engagement
from winset.solvers.coalitions.valence import coefficient
from winset.studies.domestic.verdict import verdict_reason
from winset.studies.explain.why_subject import WhySubject

_MOST_TERMS = 16


def price(subject: WhySubject) -> Explanation:
    """Explain why ratification costs what it costs."""
    found = subject.price
    clause = int(found.clause[0])
    steps = [_clause_step(subject, number) for number in range(len(found.clauses))]
    value = float(found.price[0])
    finite = [float(p) for p in found.clause_prices[0] if np.isfinite(p)]
    inside = ", ".join(shown(p) for p in finite)
    text = f"the cheapest clause: {clause_text(found.clauses[clause])}"
    expression = f"min({inside})" if len(finite) > 1 else inside or None
    return explained(
        "price", [*steps, step(text, expression, value)], value if np.isfinite(value) else None
    )


def _clause_step(subject: WhySubject, number: int) -> Step:
    """Price of one clause: its chambers and those that must consent."""
    from winset.studies.explain.why_chamber import price_steps

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
    """Explain why the supporters can spend what they can."""
    terms, steps = _contributions(subject, 1)
    value = float(subject.field.budget[0])
    expression = summed(terms) if len(terms) <= _MOST_TERMS else None
    return explained("budget", [*steps, step("added up", expression, value)], value)


def _contributions(subject: WhySubject, side: int) -> tuple[list[float], list[Step]]:
    """Find what each actor spends on a side, largest first."""
    spends = subject.field.by_actor(side)[0]
    rows = sorted(np.flatnonzero(spends > 0.0), key=lambda row: (-spends[row], row))
    shown_rows = rows if len(rows) <= _MOST_TERMS else []
    steps = [
        step(f"{subject.title(int(row))} spends", shown(spends[row]), float(spends[row]))
        for row in shown_rows
    ]
    return [float(spends[row]) for row in rows], steps


def fund(subject: WhySubject) -> Explanation:
    """Explain why the opponents' fund is worth what it is."""
    field, numbers = subject.field, subject.field.game.numbers
    theta = float(numbers.theta[0, 0] * numbers.fund_factor[0, 0])
    steps, total = _campaign(subject)
    factor, value = float(field.cohesion_factor[0]), float(field.fund[0])
    cohesive, usual = float(field.cohesion[0]), field.game.choices.usual_cohesion
    power = float(coefficient(field.game, "phi")[0])
    text = "effect of cohesion: (cohesion / usual cohesion) to the power phi"
    least = max(cohesive, LEAST_COHESION)
    expression = f"({shown(least)}/{shown(usual)})**{shown(power)}"
    steps.append(step(text, expression, factor))
    text = "times what a unit against goes compared with one for"
    steps.append(step(text, f"{shown(theta)}*{shown(total)}*{shown(factor)}", value))
    return explained("opposition_fund", steps, value)


def _campaign(subject: WhySubject) -> tuple[list[Step], float]:
    """Find what each opponent brings to the fund, largest first, and the sum."""
    field = subject.field
    each: dict[int, float] = {}
    for spender, actor in enumerate(field.spenders):
        each[int(actor)] = each.get(int(actor), 0.0) + float(field.campaign[0, spender])
    spends = field.by_actor(-1)[0]
    rows = sorted((row for row, brings in each.items() if brings > 0.0), key=lambda r: -each[r])
    terms = [each[row] for row in rows]
    joins = subject.price.vote.joins[0] if subject.price.vote is not None else spends
    steps = [
        step(
            f"{subject.title(row)} brings what it spends, in full as far as it joined",
            f"{shown(spends[row])}*(0.5 + 0.5*{shown(joins[row])})",
            each[row],
        )
        for row in (rows if len(rows) <= _MOST_TERMS else [])
    ]
    total = float(field.campaign[0].sum())
    added = summed(terms) if len(terms) <= _MOST_TERMS else None
    return [*steps, step("added up", added, total)], total


def cohesion(subject: WhySubject) -> Explanation:
    """Explain why the deadlock coalition is as united as it is."""
    field = subject.field
    numbers, labels = field.game.numbers, field.game.labels
    seats = np.maximum(labels.seats.sum(axis=1), 1)
    outside = ~labels.at_level("legislature")
    held = np.where(outside, numbers.capacity[0], numbers.capacity[0] / seats)[field.spenders]
    held = np.where(field.side[0] < 0, held, 0.0)
    joined, total = float((held * field.joins[0]).sum()), float(held.sum())
    steps = [
        step("capacity of those who oppose the bill", shown(total), total),
        step("of it, held by those who joined (half where nothing is recorded)",
             shown(joined), joined),
    ]  # fmt: skip
    value = joined / total if total > 0.0 else np.nan
    steps.append(step("the part that joined", f"{shown(joined)}/{shown(total)}", value))
    return explained("cohesion", steps, steps[-1].value)


def verdict(subject: WhySubject) -> Explanation:
    """Explain why the verdict is what it is: the share of the most frequent outcome."""
    sampled = subject.sampled
    shares = sampled.verdict_shares
    steps = [
        step(f"draws in which it {VERDICTS[word]}",
             f"{round(share * sampled.count)}/{sampled.count}", share)
        for word, share in shares.items()
    ]  # fmt: skip
    word = sampled.verdict_word
    inside = ", ".join(shown(share) for share in shares.values())
    steps.append(step(f"the largest: {word}", f"max({inside})", shares[word]))
    return explained(
        "verdict",
        steps,
        steps[-1].value,
        meaning=f"{word}: {verdict_reason(subject.case, subject.field, sampled)}.",
    )


def passage_probability(subject: WhySubject) -> Explanation:
    """Explain why the probability of passage is what it is."""
    sampled = subject.sampled
    held, value = int(sampled.vote.comes_to_a_vote.sum()), sampled.passage_probability
    passing = int(sampled.passes.sum())
    steps = [
        step("draws in which it comes to a vote", shown(held), held),
        step("draws of these that pass, over all draws", f"{passing}/{sampled.count}", value),
    ]
    return explained("passage_probability", steps, value)


def comes_to_a_vote(subject: WhySubject) -> Explanation:
    """Explain why it comes to a vote as often as it does."""
    sampled = subject.sampled
    held, value = int(sampled.vote.comes_to_a_vote.sum()), sampled.vote.chance_of_a_vote
    return explained(
        "comes_to_a_vote",
        [step("draws with a vote over all draws", f"{held}/{sampled.count}", value)],
        value,
    )


def passes_if_it_does(subject: WhySubject) -> Explanation:
    """Explain why it passes as often as it does where it comes to a vote."""
    sampled = subject.sampled
    held, passing = int(sampled.vote.comes_to_a_vote.sum()), int(sampled.passes.sum())
    value = sampled.vote.passes_if_held(sampled.passes)
    if value is None:
        steps = [Step(text="it comes to a vote in no draw")]
    else:
        steps = [step("draws that pass over draws with a vote", f"{passing}/{held}", value)]
    return explained("passes_if_it_does", steps, value)


def passage_probability_se(subject: WhySubject) -> Explanation:
    """Explain why the standard error of that probability is what it is."""
    sampled = subject.sampled
    share, value = sampled.passage_probability, sampled.passage_probability_se
    expression = f"sqrt({shown(share)}*(1 - {shown(share)})/{sampled.count})"
    return explained(
        "passage_probability_se", [step("of a share over so many draws", expression, value)], value
    )


def division(subject: WhySubject) -> Explanation:
    """Explain why the executive is as divided as it is."""
    field, numbers = subject.field, subject.field.game.numbers
    value = float(field.formulation.division[0])
    steps = []
    coded = bool(np.isfinite(numbers.division[0, 0]))
    if coded:
        steps.append(step("as coded", shown(value), value))
    else:
        steps = _spread_of_executive(subject, value)
    return explained("division", steps, value, mark="coded" if coded else "computed")


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
    """Explain why the executive is coordinated as it is."""
    field, numbers = subject.field, subject.field.game.numbers
    own = float(np.nan_to_num(numbers.coordination[0, 0]))
    brokers = np.where(numbers.broker[0] > 0, engagement(field.game)[0], 0.0)
    most, value = float(brokers.max(initial=0.0)), float(field.formulation.coordination[0])
    expression = f"{shown(own)} + (1 - {shown(own)})*{shown(most)}"
    return explained(
        "coordination",
        [
            step("coordination of its own", shown(own), own),
            step("strongest engagement of a broker", shown(most), most),
            step("together", expression, value),
        ],
        value,
    )


CASE_NUMBERS: dict[str, Callable[[WhySubject], Explanation]] = {
    "verdict": verdict,
    "price": price,
    "budget": budget,
    "opposition_fund": fund,
    "cohesion": cohesion,
    "passage_probability": passage_probability,
    "passage_probability_se": passage_probability_se,
    "comes_to_a_vote": comes_to_a_vote,
    "passes_if_it_does": passes_if_it_does,
    "division": division,
    "coordination": coordination,
}
"""Numbers of the case, each with what explains it."""
