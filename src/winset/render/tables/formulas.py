"""How each key number comes about, in words: what stands behind `why?` in a report."""

from __future__ import annotations

from typing import Final

__all__ = ["WHY"]

WHY: Final[dict[str, str]] = {
    "verdict": "At likely values, in this order: stalls, if the proposal is not ready at the "
    "deadline or a gatekeeper that loses from it holds the calendar unpaid; passes, if the budget "
    "covers the price of ratification; withdrawn, if it does not and a supporter holds the "
    "calendar; fails otherwise.",
    "probability": "The share of draws in which the bill passes. Each draw takes every coded range "
    "and every parameter with a range anew and adds shocks of bill, party, bloc and member to the "
    "surplus of the members. Standard error: the root of p (1 - p) / draws.",
    "price": "The least total payment that makes the bill pass under the rule and that the "
    "opponents cannot undo with their fund. Some level t must satisfy: the sum over members of the "
    "lesser of their surplus after payment and t is at least the fund plus (quota - 1) times t. "
    "Losers cross to indifference for their loss divided by their willingness; beyond that payment "
    "trades at par. Chambers add, times the weight of a chamber's member; of several ways the rule "
    "allows, the cheapest counts.",
    "budget": "The sum over supporters of capacity, times engagement, times the share of the "
    "lobbying window they use, times the lesser of 1 and surplus over full stake.",
    "fund": "Theta times the root of the sum over all pairs of opponents of both contributions "
    "times one minus their distance on the vote axes. Coinciding opponents pool all they have.",
    "votes": "Four readings. Unpaid: members whose surplus is not negative. Bought: losers paid to "
    "cross in the cheapest coalition that withstands the fund. Secured (robust tally): the largest "
    "quota whose price the budget would cover, the other chambers paid. Short: the quota less the "
    "robust tally. The vote, if held, is that of the equilibrium path: where the budget covers the "
    "price, the cheapest coalition and all others who gain; else the unpaid supporters.",
    "members": "Real members as roll calls place them. Forecast: probability of support from roll "
    "calls alone, if it votes. Supports: share of draws in which it supports the bill unpaid, with "
    "this case's campaigns and costs. Decides: chance of sitting within four seats of the one on "
    "which the chamber turns, divided by their number. Price: mean payment to neutrality over the "
    "draws, in member-moves.",
    "coalition": "Voters are the members of the cheapest coalition that withstands the fund, "
    "unpaid or bought; payers the fewest supporters whose contributions cover the price, the "
    "largest first; those who acquiesce are the players the rule names.",
    "deadlock": "Opponents are those with a negative surplus before any payment. Cohesion is the "
    "fund over theta times the sum of contributions: 1 if all stand at one point. On the vote it "
    "uses distances on the vote axes, on the reasons those on the reason axes. Two opponents near "
    "on the first and far on the second are a coalition of convenience.",
    "pivots": "De Swaan: the weights right and left of the actor differ by no more than its own. "
    "Swing: mirrored about the middle between status quo and proposal, with its purse and ties, it "
    "turns the verdict, and it cannot carry it alone. Power: Shapley-Shubik and Banzhaf index in "
    "the rule, blocs voting as one. Engagement: the least of impact, cost of staying out and free "
    "resources.",
    "stages": "Division of the executive falls with coordination and with the president's "
    "engagement as the vote nears; work goes on at a rate of one minus division until the proposal "
    "is complete. A known day overrides this. A spender's share of the window is its attention "
    "times the lesser of 1 and its days of lobbying over the days after which more add nothing.",
    "hypotheses": "Elasticity: percentage change of the price for one per cent more willingness "
    "(H1) or cohesion on the vote (H2), the rest at likely values. The signs follow from the form "
    "of the model, whatever the input.",
    "break_even": "Each coded number is moved alone over its interval, the others at likely "
    "values, until the verdict turns to or from passing; the nearest such value is given.",
    "record": "The percentile is the share of draws with fewer votes plus half of those with as "
    "many. What happened enters nowhere else.",
}
"""Formula of a number or a table, by a short name."""
