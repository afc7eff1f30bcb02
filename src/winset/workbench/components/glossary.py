"""The words of the model in one or two sentences each: the help behind every term."""

from __future__ import annotations

from typing import Final

GLOSSARY: Final[dict[str, str]] = {
    "Actor": "Somebody who takes part: an executive agency, a member or bloc of a chamber, a group "
    "outside both, a foreign government.",
    "Agreement": "What governments settle on at the table, under a named solution of bargaining. "
    "The status quo is not an agreement.",
    "Bloc": "Members of a chamber that are coded together, with a mean position and a spread; the "
    "model places each of them.",
    "Break-even": "The value of one coded number, all others at likely values and without shocks, "
    "at which the outcome turns.",
    "Broker": "An actor that takes no side and mediates while a proposal is shaped.",
    "Budget": "What all supporters together can spend: capacity times engagement, times the share "
    "of the lobbying window used, times the stake.",
    "Capacity": "What an actor could spend at most, in member-moves.",
    "Clause": "One way in which a rule can be met: chambers with quotas, and single players whose "
    "consent is needed.",
    "Coalition of convenience": "Opponents who stand close on the vote and far apart in their "
    "reasons.",
    "Cohesion": "The part of the opponents' capacity whose holders joined the common campaign, "
    "0 to 1.",
    "Contribution": "What an actor spends, in member-moves: capacity times what engagement makes "
    "of it, times the share of the lobbying window used, times the stake.",
    "Deadlock coalition": "Those who lose from the bill before any payment, and the fund they form "
    "together.",
    "Draw": "One set of values taken from all coded ranges, coefficients and shocks; shares over "
    "many draws are probabilities.",
    "Engagement": "How far an actor takes part, 0 to 1: read off dated signs, else the least of "
    "its impact, its cost of staying out and its free resources.",
    "Entry price": "What it costs to bring an actor that loses to indifference: its loss.",
    "Fund": "What the opponents' contributions are worth together, against the supporters' money.",
    "Gatekeeper": "The actor that holds the calendar and can keep a bill from a vote.",
    "If it fails": "Gain (below zero) or cost (above zero) of the bill failing, apart from policy.",
    "Involuntary defection": "A signed agreement dies because a legislature does not ratify it.",
    "Linkage": "Negotiating several issues as one package.",
    "Member-move": "The unit of money: one fully salient member of the House compensated for a "
    "move over the whole axis.",
    "Pivotal actor": "An actor whose side decides. Four readings are shown beside one another.",
    "Polarization": "Distrust and zero-sum competition between parties; it lowers willingness.",
    "Position": "Where an actor would like policy to be, from 0 to 1; 1 is the liberalising end.",
    "Price of ratification": "The least total payment that makes the bill pass under the rule and "
    "that the opponents cannot undo.",
    "Pressure": "What a group passes of its gain or loss to a member or bloc.",
    "Probability of passage": "The share of draws in which the bill comes to a vote and the "
    "rule is met.",
    "Quota": "Votes needed in a chamber.",
    "Reach": "How far along the axis the budget would go.",
    "Reason axis": "An axis that says why actors stand where they stand; nothing is voted on it.",
    "Salience": "How much an issue matters to an actor, from 0 to 1.",
    "Scenario": "A variant of a case under a name: some values differ from the file.",
    "Spread": "Standard deviation of the members of a bloc round its mean.",
    "Stake": "How much of its capacity an actor finds worth spending: its surplus over the full "
    "stake, at most 1.",
    "Status quo": "Where things stand if nothing is agreed or passed.",
    "Surplus": "How much nearer the bill brings policy to an actor than the status quo, with "
    "pressure and what failing would cost.",
    "Tied hands": "A legislature that is harder to please. It can bring its government better "
    "terms, or no agreement.",
    "Verdict": "The most frequent outcome over the draws: passes, stalls, is withdrawn, or fails.",
    "Vote axis": "An axis on which there is a status quo and a proposal.",
    "Willingness": "Willingness to bargain: the mean of side benefits, one less polarization, and "
    "one less opposition in the actor's own civil society.",
    "Win-set": "All agreements a country would sign and ratify.",
    "Zone of agreement": "Where the win-sets of those who must ratify meet.",
}
"""Meaning of each term, in the order of the alphabet."""


def meaning_of(word: str) -> str:
    """Term of the glossary that a word of a text stands for, also in the plural.

    Raises
    ------
    KeyError
        If the glossary has none.

    Examples
    --------
    >>> meaning_of("member-moves")
    'Member-move'
    """
    for term in GLOSSARY:
        if word.lower() in (term.lower(), f"{term.lower()}s"):
            return term
    raise KeyError(word)
