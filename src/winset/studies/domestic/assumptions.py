"""The modelling choices that entered an analysis, in words a reader can dispute."""

from __future__ import annotations

import numpy as np

from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.cases.model.weights import payable_players, player_weight, seat_weight
from winset.games.domestic import DomesticGame
from winset.reports.domestic.report_prose import TRACK_RECORD
from winset.solvers.coalitions.contributions import Field
from winset.solvers.ratification.vote import decides_by_unanimity, led_chamber
from winset.translate import CodedGame, chamber_seats

_ORIGIN = {
    "rule": " (given in the rule)",
    "parameters": " (from the parameter file)",
    "default": " (435 over its seats)",
}


def assumptions(case: Case, parameters: Parameters, field: Field) -> list[str]:
    """Every modelling choice that entered, those of this project marked as such."""
    sharp = field.game.choices.votes == "certain"
    return [
        *(_of_sharp_votes(parameters) if sharp else _of_the_vote(parameters)),
        *([] if sharp else _of_the_count(field.game)),
        *_of_chambers(case, parameters, field),
        *_of_players(case),
        *_of_benches(case, field),
        *_of_stages(case, field),
        *_of_links(case),
    ]


def _of_sharp_votes(parameters: Parameters) -> list[str]:
    """Choices of a country of a negotiation, whose members vote by their surplus alone."""
    joined = {"min": "the minimum", "mean": "the mean", "product": "the product"}
    rule = joined[parameters.willingness_rule]
    return [
        f"Surplus is the {parameters.distance} distance from the ideal point to the status quo "
        "minus that to the proposal, each axis weighted by salience, plus the cost of no agreement "
        "and the pressure of ties.",
        f"Willingness to bargain is {rule} of payoff, 1 - polarization and 1 - opposition [ours]; "
        "polarization rises with the nearness of an election, payoff with the quality of the "
        "proposal [ours].",
        "A loser crosses to indifference for its loss divided by its willingness; payment beyond "
        "that trades at par [ours]. Without a coded willingness it trades at par throughout.",
        "A contribution is capacity times engagement times share of the lobbying window times "
        "min(1, |surplus| / full stake), the same for both sides [ours]; engagement is the minimum "
        "of its three conditions [ours], 1 where they are not coded.",
        "The opponents' fund is theta times the root of the sum over pairs of contributions times "
        "one minus distance [ours]; the pair's weight on an axis is the mean of both saliences.",
        "Buyers move in sequence and the opponents last, so that a coalition must be worth more "
        "than the fund however it is attacked (Groseclose and Snyder 1996).",
        "A single veto player or gatekeeper must gain; it is paid only where the case says it may "
        "be [ours].",
        "A broker lifts coordination to c0 + (1 - c0) e; engagement of the president grows as "
        "exp(-(days to the vote)/tau) [ours].",
        "All ranges are drawn independently of one another; members' surplus also gets shocks of "
        "bill, party, bloc and member, normal, of the sizes in the parameter block.",
        "Willingness, capacity, theta and time enter only through the price against the budget: "
        "one outcome cannot distinguish them, and no number here was fitted to the outcome.",
    ]


def _of_the_vote(parameters: Parameters) -> list[str]:
    model = parameters.vote_model
    return [
        f"Surplus is the {parameters.distance} distance from the ideal point to the status quo "
        "minus that to the proposal, each axis weighted by salience, plus the cost of no agreement "
        "and the pressure of ties.",
        "A member votes yes where its surplus, the bill's valence, a shock of its party, the pull "
        "of the president's party, the climate of willingness, what the contest of purses gives it "
        "and its own shock are together not negative [ours; valence is the difficulty of a roll "
        "call in item-response models].",
        "The bill's valence is gamma_0 + gamma_dir direction + gamma_pkg package + gamma_clk "
        "clock + a normal shock; legislators have it and, with a shift lambda, whoever holds the "
        "calendar, not single veto players [ours].",
        "Willingness to bargain is the mean of payoff times quality, 1 - polarization and "
        "1 - opposition; rho times what it exceeds one half is added to surplus, and losers "
        "cross to indifference at par [ours].",
        *_of_contest(model.contest),
        "What an actor spends is capacity times exp(pi (engagement - 1/2)) times its share of the "
        "lobbying window times min(1, |surplus| / full stake), the same for both sides [ours]; "
        "engagement is read off dated signs, else the minimum of its three conditions [ours], 1 "
        "where neither is coded.",
        "The opponents' fund holds all that those spend who joined the common campaign and half of "
        "what the others spend, times (cohesion / usual cohesion) ** phi; cohesion is the joined "
        "share of their capacity; where nothing is recorded, who joins follows from stake and "
        "distance to the platform of those who are in [ours].",
        "A party's tally is its supporters plus a residual, normal with standard deviation s_t of "
        "its seats, none in a body that decides by unanimity [ours].",
        "Whoever holds the calendar schedules a vote where his count, off by .05 of the chamber, "
        "reaches the quota and he gains himself [ours]; his own shock and that of a single veto "
        "player have standard deviation .05 [ours].",
        "The price of ratification is that of a sequential contest in which the opponents move "
        "last (Groseclose and Snyder 1996), on the members' surplus before anybody is paid; it "
        "explains who must be won and what that would take. The probability of passage comes from "
        "the vote model [ours].",
        "A single veto player or gatekeeper must gain; it is paid only where the case says it may "
        "be [ours].",
        "Effort reaches the chambers of its own country's legislature; foreign actors, bodies that "
        "decide by unanimity and single veto players are reached only where the case names them "
        "[ours].",
        "A broker takes its engagement times the coordination c0, weighted, from the log of the "
        "days to the proposal, where these follow from the work [ours].",
        "All ranges are drawn independently of one another; coefficients with a posterior sample "
        "are drawn together.",
        TRACK_RECORD,
    ]


def _of_the_count(game: DomesticGame) -> list[str]:
    """Consequence of an erring count before a body that must be unanimous."""
    gate = game.institutions.gatekeeper
    led = None if gate is None else led_chamber(game, gate)
    if led is None or game.institutions.prefers_recorded_defeat:
        return []
    if not decides_by_unanimity(game, led):
        return []
    body = game.labels.chambers[led].replace("-", " ")
    return [
        f"The {body} decides by unanimity, and the count of whoever holds its calendar errs in "
        "either direction: it reaches all the seats at most half the time, so nothing passes with "
        "a probability above .5 [ours]."
    ]


def _of_contest(form: str) -> list[str]:
    return {
        "simultaneous": [
            "Both sides spend at once on members who could go either way: the net purse R - F, "
            "spent once over all it reaches, goes to each member in proportion to the density of "
            "its own indifference (Lindbeck and Weibull 1987; the Epanechnikov density is ours)."
        ],
        "none": ["Purses move no vote."],
    }[form]


def _of_chambers(case: Case, parameters: Parameters, field: Field) -> list[str]:
    found = []
    seats = chamber_seats(case)
    labels = field.game.labels
    for column, chamber in enumerate(labels.chambers):
        sitting = int(labels.seats[:, column].sum())
        weight = seat_weight(case.rule, chamber, parameters.chamber_weights)
        origin = _ORIGIN[weight.origin]
        found.append(
            f"In the {chamber} one unit of a member's surplus costs {weight.value:g} "
            f"member-moves{origin} "
            f"[ours]; {sitting} of {seats[chamber]} seats are filled."
        )
    for column, chamber in enumerate(labels.chambers):
        loss = field.game.institutions.abstention[column]
        if loss > 0.0:
            found.append(
                f"In the {chamber} abstention does not block: a member that loses {loss:g} or less "
                "abstains and counts with those in favour [ours]."
            )
    if parameters.fund_conversion == "converted":
        found.append(
            "The fund buys members of a chamber at the chamber's weight, as the supporters' money "
            "does [ours]."
        )
    found.append(
        "Members of a bloc stand at the (i - 1/2)/n quantiles of a normal distribution clipped to "
        "0..1, one quantile for all axes [ours]."
    )
    return found


def _of_players(case: Case) -> list[str]:
    found = []
    for name in payable_players(case):
        weight = player_weight(case, name)
        origin = "given in the rule" if weight.origin == "rule" else "as a body of one"
        found.append(
            f"One unit of the surplus of {name}, a single player that may be paid, costs "
            f"{weight.value:g} member-moves ({origin}) [ours]."
        )
    return found


def _of_benches(case: Case, field: Field) -> list[str]:
    lines = field.game.numbers.party_lines[0]
    if not any(actor.benches for actor in case.actors.values()):
        return []
    if not lines.any():
        return ["Who sits on which benches is coded and moves no vote here."]
    return [
        f"Members on the government's benches gain {lines[0]:g} from voting for the bill and those "
        f"on the opposition's lose {lines[1]:g}, whatever it says; cross benches have no line "
        "[ours]."
    ]


def _of_stages(case: Case, field: Field) -> list[str]:
    if case.stages is None:
        return ["The case has no stages: the proposal counts as ready and all have time enough."]
    if case.elections:
        found = ["Only the first election after the vote raises polarization [ours]."]
    else:
        found = ["No election is coded, so polarization does not rise."]
    if field.formulation.known:
        found.append(
            "The day of the proposal is known, so the division of the executive and a broker did "
            "not enter."
        )
    else:
        found.append("The day the proposal is ready follows from division, coordination and work.")
    kappa = float(field.game.numbers.feedback[0, 0])
    if kappa > 0.0:
        found.append(
            f"A proposal loses {kappa:g} times the share of the time that is gone of what it is "
            "worth to those who wait for it, and of the payoff in willingness [ours]."
        )
    chief = field.game.institutions.chief_executive
    free = 1.0 if chief is None else float(field.game.numbers.free_time[0, chief])
    if free < 1.0:
        found.append(
            f"Other business leaves the chief executive {free:.0%} of his time; it lowers his free "
            "resources, not engagement read off dated signs [ours]."
        )
    found.append(
        "Without a start of its own a supporter starts to lobby on the ready day and an opponent "
        "with the formulation stage [ours]."
    )
    return found


def _of_links(case: Case) -> list[str]:
    found = []
    if case.pressure:
        found.append(
            "A tie passes on the group's surplus, not its wealth; ties that start after the vote "
            "have no effect [ours]."
        )
    if any(tie.states or "share" in tie.model_fields_set for tie in case.pressure):
        found.append(
            "A campaign in some places reaches the members who sit for its states, or the share of "
            "a bloc that sits there, evenly spread over it [ours]."
        )
    if case.framing:
        found.append(
            "A frame moves the proposal an audience perceives along its axis and scales its "
            "willingness [ours]."
        )
    if case.reverberation:
        found.append("A foreign signal moves ideal points by a share of the distance [ours].")
    if case.amendments != "closed":
        found.append("Under an open rule the floor amends to the chamber's median, axis by axis.")
    return found


def member_assumptions(coded: CodedGame) -> list[str]:
    """Sentences on each chamber that real members fill, or that they could fill.

    Parameters
    ----------
    coded
        The case as a game.

    Returns
    -------
    list of str
        Empty for a case that names no roll calls.
    """
    if not coded.rosters:
        return [
            f"The case names {chamber.members_from.vote} to fill the {name} with real members; "
            "without roll-call data its blocs stand there."
            for name, chamber in coded.case.chambers.items()
        ]
    found = []
    for roster in coded.rosters:
        named = roster.named
        source = coded.case.chambers[named.chamber].members_from
        real = int(named.is_real.sum())
        day = source.as_of or "its own day"
        found.append(
            f"The {named.chamber} holds {real} real members, placed for {source.vote} by "
            f"{roster.found.votes} roll calls dated before {day}; what the forecast leaves open "
            "shifts their ideal points in place of valence, the president's pull, the climate of "
            "willingness and the shocks of party, bloc and member [ours]. A member inherits "
            "salience, willingness, cost of no agreement and ties from the bloc of its party and "
            "wing [ours]."
        )
        found += [f"No bloc of its party: {note} [ours]." for note in roster.notes]
        plain = int(np.count_nonzero(~named.is_real))
        if plain:
            found.append(f"{plain} seats of the {named.chamber} stay as coded.")
    return found
