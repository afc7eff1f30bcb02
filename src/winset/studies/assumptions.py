"""The modelling choices that entered an analysis, in words a reader can dispute."""

from __future__ import annotations

from winset.cases.model import Case
from winset.cases.parameters import Parameters
from winset.solvers.coalitions.contributions import Field
from winset.studies.track_record import TRACK_RECORD
from winset.translate import chamber_seats


def assumptions(case: Case, parameters: Parameters, field: Field) -> list[str]:
    """Every modelling choice that entered, those of this project marked as such."""
    return [
        *_general(parameters),
        *_of_chambers(case, parameters, field),
        *_of_stages(case, field),
        *_of_links(case),
    ]


def _general(parameters: Parameters) -> list[str]:
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
        "The vote expected is that of the equilibrium path: where the budget covers the price, the "
        "cheapest coalition and all others who gain; else the unpaid supporters [ours].",
        "A single veto player or gatekeeper must gain; it is paid only where the case says it may "
        "be [ours].",
        "A broker lifts coordination to c0 + (1 - c0) e; engagement of the president grows as "
        "exp(-(days to the vote)/tau) [ours].",
        "All ranges are drawn independently of one another; members' surplus also gets shocks of "
        "bill, party, bloc and member, normal, of the sizes in the parameter block.",
        "Willingness, capacity, theta and time enter only through the price against the budget: "
        "one outcome cannot tell them apart, and no number here was fitted to the outcome.",
        TRACK_RECORD,
    ]


def _of_chambers(case: Case, parameters: Parameters, field: Field) -> list[str]:
    found = []
    seats = chamber_seats(case)
    labels = field.game.labels
    for column, chamber in enumerate(labels.chambers):
        sitting = int(labels.seats[:, column].sum())
        weight = parameters.chamber_weights.get(chamber, 1.0)
        note = "" if chamber in parameters.chamber_weights else " (default)"
        found.append(
            f"In the {chamber} one unit of a member's surplus costs {weight:g} member-moves{note} "
            f"[ours]; {sitting} of {seats[chamber]} seats are filled."
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
