"""Explanations of the numbers of one chamber."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from winset.kernels.price import chamber_prices
from winset.reports.domestic.explanation import Explanation, Step, explained, shown, step, summed
from winset.results.ratification.ratification import ChamberReading
from winset.studies.explain.why_subject import WhySubject


def price_steps(chamber: ChamberReading, quota: int) -> list[Step]:
    """Steps of the price of one quota in one chamber at likely values; the last is the price."""
    entry, fund = chamber.entry[:1], chamber.fund[:1]
    cost, size, level = chamber_prices(entry, np.array([quota]), fund)
    price = float(cost[0]) * chamber.weight
    if not np.isfinite(price):
        return [step(f"too few members of {chamber.name} can be bought", None, np.inf)]
    count, height, against = int(size[0]), float(level[0]), float(fund[0])
    ranked = np.sort(entry[0])[::-1][:count]
    losers = float(np.maximum(-ranked, 0.0).sum())
    worth = float(np.minimum(np.maximum(ranked, 0.0), height).sum())
    rest = (
        f"{shown(losers)} + max(0, {shown(against)} + ({quota} - 1)*{shown(height)}"
        f" - {shown(worth)})"
    )
    own = float(cost[0])
    return [
        step("the opponents' fund in the chamber's own units", shown(against), against),
        step(f"the cheapest coalition for {quota} votes, members", shown(count), count),
        step("what brings its losers to indifference", shown(losers), losers),
        step("level up to which each member counts", shown(height), height),
        step("what its members are worth, each up to the level", shown(worth), worth),
        step("entry, and what still lacks against the fund", rest, own),
        step("times member-moves for a unit", f"{shown(own)}*{shown(chamber.weight)}", price),
    ]


def chamber_price(subject: WhySubject, name: str) -> Explanation:
    """Explain why a chamber costs what it costs."""
    chamber = subject.chamber(name)
    quota = int(chamber.quota[0])
    steps = (
        price_steps(chamber, quota)
        if quota > 0
        else [step("the cheapest clause of the rule does not need this chamber", "0", 0.0)]
    )
    return explained("chamber_price", steps, steps[-1].value, of=name)


def expected(subject: WhySubject, name: str) -> Explanation:
    """Explain why so many votes are expected."""
    sampled = subject.sampled
    column = subject.coded.likely.labels.chambers.index(subject.chamber(name).name)
    names = [*subject.coded.likely.parties, None]
    means = sampled.vote.by_party[:, column].mean(axis=0)
    shown_parties = [(party, mean) for party, mean in zip(names, means, strict=True) if mean > 0.0]
    steps = [
        step(f"mean votes of {party or 'members without a party'}", shown(mean), float(mean))
        for party, mean in shown_parties
    ]
    added = summed(float(mean) for _, mean in shown_parties)
    steps.append(step("added up", added, float(means.sum())))
    total = float(sampled.recorded[:, column].mean())
    steps.append(step("the same with the votes of each draw rounded to whole ones", None, total))
    return explained("expected", steps, total, of=name)


def unpaid(subject: WhySubject, name: str) -> Explanation:
    """Explain why so many members support the bill unpaid."""
    chamber = subject.chamber(name)
    count, members = int(chamber.unpaid[0]), int(chamber.surplus.shape[1])
    losing = members - count
    return explained(
        "unpaid",
        [step("members less those that lose", f"{members} - {losing}", count)],
        float(count),
        of=name,
    )


def bought(subject: WhySubject, name: str) -> Explanation:
    """Explain why so many members are bought."""
    chamber = subject.chamber(name)
    size, free, value = int(chamber.size[0]), int(chamber.unpaid[0]), int(chamber.bought[0])
    return explained(
        "bought",
        [
            step("members of the cheapest coalition", shown(size), size),
            step("less unpaid supporters", f"max(0, {size} - {free})", value),
        ],
        float(value),
        of=name,
    )


def robust(subject: WhySubject, name: str) -> Explanation:
    """Explain why the budget reaches the tally it reaches."""
    chamber = subject.chamber(name)
    value, left = int(chamber.robust[0]), float(chamber.budget_left[0]) * chamber.weight
    steps = [step("budget left once the rest of the rule is paid", shown(left), left)]
    for quota, words in ((value, "price of so many votes"), (value + 1, "price of one more")):
        if 0 < quota <= chamber.entry.shape[1]:
            steps.append(_priced(chamber, quota, words))
    steps.append(step("the largest number of votes whose price is covered", shown(value), value))
    return explained("robust", steps, float(value), of=name)


def _priced(chamber: ChamberReading, quota: int, words: str) -> Step:
    last = price_steps(chamber, quota)[-1]
    text = f"{words}, {quota}"
    return Step(text=text, value=last.value, expression=last.expression)


def short(subject: WhySubject, name: str) -> Explanation:
    """Explain why so many votes are short."""
    from winset.studies.domestic.analyze import votes_section

    read = votes_section(subject.coded, subject.price, subject.sampled)
    chamber = subject.chamber(name)
    votes = read[chamber.name]
    return explained(
        "short",
        [
            step("unpaid supporters", shown(votes.unpaid), votes.unpaid),
            step(
                "robust tally: votes the budget can buy and hold", shown(votes.robust), votes.robust
            ),
            step("quota less that", f"{votes.quota} - {votes.robust}", votes.short),
        ],
        float(votes.short),
        of=name,
    )


CHAMBER_NUMBERS: dict[str, Callable[[WhySubject, str], Explanation]] = {
    "expected": expected,
    "chamber_price": chamber_price,
    "unpaid": unpaid,
    "bought": bought,
    "robust": robust,
    "short": short,
}
"""Numbers of a chamber, each with what explains it."""
