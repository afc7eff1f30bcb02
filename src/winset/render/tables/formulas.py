"""Formula of each key number in words: the text behind `why?` in a report."""

from __future__ import annotations

from typing import Final

__all__ = ["WHY"]

WHY: Final[dict[str, str]] = {
    "verdict": "The most frequent outcome over the draws; a tie goes to the status quo. In each "
    "draw the bill stalls, if the proposal is not ready at the deadline or whoever holds the "
    "calendar loses from it; is withdrawn, if his count falls short of the quota; else it comes "
    "to a vote, and passes or fails by the rule.",
    "probability": "The share of draws in which the bill passes. Each draw takes every coded "
    "range, every parameter and every coefficient anew, adds the bill's valence, shocks of party, "
    "bloc and member, what the contest of purses gives each member, and a residual to each "
    "party's tally. Standard error: the root of p (1 - p) / draws.",
    "price": "The least total payment that makes the bill pass under the rule and that the "
    "opponents cannot undo with their fund. Some level t must satisfy: the sum over members of "
    "the lesser of their surplus after payment and t is at least the fund plus (quota - 1) times "
    "t. Losers cross to indifference for their loss, beyond that payment trades at par. Chambers "
    "add, times the weight of a chamber's member; of several ways the rule allows, the cheapest "
    "counts.",
    "budget": "The sum over supporters of capacity, times exp(pi (engagement - 1/2)), times the "
    "share of the lobbying window they use, times the lesser of 1 and surplus over full stake.",
    "fund": "Theta times the sum over opponents of what each spends, in full if it joined the "
    "common campaign and half if not, times (cohesion / usual cohesion) to the power phi.",
    "votes": "The vote: supporters of each party plus a residual, once both purses are spent. "
    "Unpaid: members whose surplus is not negative. Bought: losers paid to "
    "cross in the cheapest coalition that withstands the fund. Secured (robust tally): the largest "
    "quota whose price the budget would cover, the other chambers paid. Short: the quota less the "
    "robust tally. Unpaid to short rest on the surplus before anybody is paid.",
    "members": "Real members as roll calls place them. Forecast: probability of support from roll "
    "calls alone, if it votes. Supports: share of draws in which it supports the bill unpaid, with "
    "this case's campaigns and costs. Decides: chance of sitting within four seats of the one on "
    "which the chamber turns, divided by their number. Price: mean payment to neutrality over the "
    "draws, in member-moves.",
    "coalition": "Voters are the members of the cheapest coalition that withstands the fund, "
    "unpaid or bought; payers the fewest supporters whose contributions cover the price, the "
    "largest first; those who acquiesce are the players the rule names.",
    "deadlock": "Opponents are those with a negative surplus before any payment. Cohesion is the "
    "part of their capacity whose holders joined the common campaign; who joined counts half "
    "where nothing is recorded. On the reasons: the root of the sum over pairs of contributions "
    "times one minus distance, over the sum of contributions. Two opponents near on the vote axes "
    "and far on the reasons are a coalition of convenience.",
    "pivots": "De Swaan: the weights right and left of the actor differ by no more than its own. "
    "Swing: mirrored about the middle between status quo and proposal, with its purse and ties, "
    "it turns the outcome at likely values, and it cannot carry it alone. Power: Shapley-Shubik "
    "and Banzhaf index in the rule, blocs voting as one. Engagement: the least of impact, cost of "
    "staying out and free resources.",
    "stages": "Division of the executive falls with coordination and with the president's "
    "engagement as the vote nears; work goes on at a rate of one minus division until the proposal "
    "is complete. A known day overrides this. A spender's share of the window is its attention "
    "times the lesser of 1 and its days of lobbying over the days after which more add nothing.",
    "hypotheses": "Each hypothesis is a coefficient of the vote model that is free in sign: rho "
    "(willingness) and pi (engagement) for H1, phi (cohesion) for H2. Its posterior beside its "
    "prior is the test, where a casebook of this size could teach it and a meaningless input does "
    "not give the same.",
    "break_even": "Each coded number is moved alone over its interval, the others at likely "
    "values and without shocks, until the outcome there turns to or from passing; the nearest such "
    "value is given.",
    "record": "The percentile is the share of draws with fewer votes plus half of those with as "
    "many. What happened enters nowhere else.",
}
"""Formula of a number or a table, by a short name."""
