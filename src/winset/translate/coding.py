"""Walk through a case and note every number with its place in the game."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from winset.cases.file.document import dotted
from winset.cases.model.actors import Actor, Tie
from winset.cases.model.case import Case
from winset.cases.model.direction import direction_of
from winset.cases.model.institutions import ReferendumVote
from winset.cases.model.parameters import Parameters
from winset.cases.model.quantities import DateQuantity, Quantity
from winset.cases.model.vote_parameters import VoteModel
from winset.cases.paths.rule_walk import rule_nodes
from winset.foundation.coefficients import NAMES
from winset.foundation.coefficients import SCALES as STANDARD_DEVIATIONS
from winset.games.domestic import Labels
from winset.translate.inputs import CodedInput, Place, coded_input, coefficient_input
from winset.translate.rule import binding_referendums

_UNIT = (0.0, 1.0)
_BENCHES = {"government": 1.0, "opposition": -1.0}
SCALES = (0.05, 10.0)
"""Factors by which all capacities, or all willingness, are scaled in search of a break-even."""


class Coding:
    """Arrays at likely values and the list of inputs, filled number by number."""

    def __init__(self) -> None:
        self.arrays: dict[str, Any] = {}
        self.inputs: list[CodedInput] = []

    def array(self, name: str, shape: tuple[int, ...], default: float) -> None:
        """Start an array of numbers with its default."""
        self.arrays[name] = np.full((1, *shape), default)

    def put(
        self,
        path: str,
        quantity: Quantity | DateQuantity | None,
        domain: tuple[float, float] | None,
        *places: Place,
    ) -> None:
        """Note one number of the case; nothing happens if it is not given."""
        if quantity is None:
            return
        self.put_input(coded_input(path, quantity, domain, *places))

    def put_input(self, found: CodedInput) -> None:
        """Note an input and write its likely value where it stands."""
        self.inputs.append(found)
        for name, index in found.places:
            self.arrays[name][(0, *index)] = found.likely


def code_issues(
    coding: Coding, case: Case, vote_issues: tuple[str, ...], actors: int, reasons: int
) -> None:
    """Note status quo and proposal of each vote axis."""
    issues = len(vote_issues)
    for name in ("status_quo", "proposal"):
        coding.array(name, (issues,), 0.0)
    for name in ("position", "spread"):
        coding.array(name, (actors, issues), np.nan if name == "position" else 0.0)
    coding.array("salience", (actors, issues), 1.0)
    coding.array("reason_position", (actors, reasons), np.nan)
    coding.array("reason_salience", (actors, reasons), 1.0)
    for column, name in enumerate(vote_issues):
        issue = case.issues[name]
        here = ("status_quo", (column,))
        there = ("proposal", (column,))
        path = f"issues.{name}"
        if issue.proposal is None:
            coding.put(f"{path}.status_quo", issue.status_quo, _UNIT, here, there)
        else:
            coding.put(f"{path}.status_quo", issue.status_quo, _UNIT, here)
            coding.put(f"{path}.proposal", issue.proposal, _UNIT, there)


def code_actors(
    coding: Coding, case: Case, vote_issues: tuple[str, ...], reason_issues: tuple[str, ...]
) -> None:
    """Note every number of every actor."""
    count = len(case.actors)
    plain = {"capacity": 0.0, "no_agreement": 0.0, "attention": 1.0, "lobbying_start": np.nan}
    parts = (
        "payoff",
        "polarization",
        "opposition",
        "impact",
        "cost_of_staying_out",
        "resources",
    )
    for name, default in {**plain, **dict.fromkeys(parts, np.nan)}.items():
        coding.array(name, (count,), default)
    for name in ("broker", "conditional"):
        coding.array(name, (count,), 0.0)
    for row, (name, actor) in enumerate(case.actors.items()):
        path = f"actors.{name}"
        coding.arrays["broker"][0, row] = float(actor.broker)
        coding.arrays["conditional"][0, row] = float(actor.conditional_on_proposal)
        _code_places(coding, path, actor, row, vote_issues, reason_issues)
        _code_conduct(coding, path, actor, row)


def _code_places(
    coding: Coding,
    path: str,
    actor: Actor,
    row: int,
    vote_issues: tuple[str, ...],
    reason_issues: tuple[str, ...],
) -> None:
    for prefix, issues in (("", vote_issues), ("reason_", reason_issues)):
        for column, issue in enumerate(issues):
            index = (row, column)
            coding.put(
                f"{path}.position.{issue}",
                actor.position.get(issue),
                _UNIT,
                (f"{prefix}position", index),
            )
            coding.put(
                f"{path}.salience.{issue}",
                actor.salience.get(issue),
                _UNIT,
                (f"{prefix}salience", index),
            )
            if not prefix:
                coding.put(
                    f"{path}.spread.{issue}",
                    actor.spread.get(issue),
                    (0.0, 0.5),
                    ("spread", index),
                )


def _code_conduct(coding: Coding, path: str, actor: Actor, row: int) -> None:
    given = actor.model_fields_set
    if "capacity" in given:
        coding.put(f"{path}.capacity", actor.capacity, None, ("capacity", (row,)))
    if "no_agreement" in given:
        coding.put(
            f"{path}.no_agreement", actor.no_agreement, (-1.0, 1.0), ("no_agreement", (row,))
        )
    if actor.willingness is not None:
        for part in ("payoff", "polarization", "opposition"):
            quantity = getattr(actor.willingness, part)
            coding.put(f"{path}.willingness.{part}", quantity, _UNIT, (part, (row,)))
    if actor.pivotal is not None:
        for part in ("impact", "cost_of_staying_out", "resources"):
            quantity = getattr(actor.pivotal, part)
            coding.put(f"{path}.pivotal.{part}", quantity, _UNIT, (part, (row,)))
    if actor.lobbying is not None:
        coding.put(f"{path}.lobbying.from", actor.lobbying.start, None, ("lobbying_start", (row,)))
        if "attention" in actor.lobbying.model_fields_set:
            coding.put(
                f"{path}.lobbying.attention",
                actor.lobbying.attention,
                _UNIT,
                ("attention", (row,)),
            )


def code_links(coding: Coding, case: Case, labels: Labels) -> None:
    """Note ties, frames and foreign signals."""
    coding.array("tie_strength", (len(case.pressure),), 0.0)
    coding.array("tie_share", (len(case.pressure),), 1.0)
    coding.array("tie_since", (len(case.pressure),), np.nan)
    for row, tie in enumerate(case.pressure):
        coding.put(f"pressure.{row}.strength", tie.strength, _UNIT, ("tie_strength", (row,)))
        coding.put(f"pressure.{row}.since", tie.since, None, ("tie_since", (row,)))
        sits = _share_of_states(labels, tie)
        if sits is not None:
            coding.arrays["tie_share"][0, row] = sits
        elif "share" in tie.model_fields_set and labels.seats[labels.actor(tie.target)].any():
            coding.put(f"pressure.{row}.share", tie.share, _UNIT, ("tie_share", (row,)))
    for name, default in (("toward", 0.0), ("strength", 0.0), ("willingness", 1.0)):
        coding.array(f"frame_{name}", (len(case.framing),), default)
    for row, frame in enumerate(case.framing):
        path = f"framing.{row}"
        coding.put(f"{path}.toward", frame.toward, _UNIT, ("frame_toward", (row,)))
        coding.put(f"{path}.strength", frame.strength, _UNIT, ("frame_strength", (row,)))
        if "willingness" in frame.model_fields_set:
            place = ("frame_willingness", (row,))
            coding.put(f"{path}.willingness", frame.willingness, _UNIT, place)
    coding.array("signal_strength", (len(case.reverberation),), 0.0)
    for row, signal in enumerate(case.reverberation):
        coding.put(
            f"reverberation.{row}.strength",
            signal.strength,
            (-1.0, 1.0),
            ("signal_strength", (row,)),
        )


def code_stages(coding: Coding, case: Case) -> None:
    """Note the dates and the work of both stages, and the elections."""
    for name in (
        "formulation_start",
        "proposal_day",
        "quality",
        "work_days",
        "coordination",
        "division",
        "deadline",
    ):
        coding.array(name, (1,), np.nan)
    days = [float(day.toordinal()) for day in case.elections]
    coding.arrays["next_election"] = np.array([days], dtype=np.float64)
    if case.stages is None:
        return
    coding.put("stages.voting.deadline", case.stages.voting.deadline, None, ("deadline", (0,)))
    formulation = case.stages.formulation
    if formulation is None:
        return
    path = "stages.formulation"
    coding.put(f"{path}.start", formulation.start, None, ("formulation_start", (0,)))
    coding.put(f"{path}.proposal", formulation.proposal, None, ("proposal_day", (0,)))
    coding.put(f"{path}.work_days", formulation.work_days, None, ("work_days", (0,)))
    for name in ("quality", "coordination", "division"):
        coding.put(f"{path}.{name}", getattr(formulation, name), _UNIT, (name, (0,)))


def code_referendums(coding: Coding, case: Case) -> None:
    """Note shares and turnouts of the binding referendums."""
    places = {id(terms): column for column, (_, terms) in enumerate(binding_referendums(case))}
    for name, default in (("share", np.nan), ("turnout", 1.0), ("cantons", np.nan)):
        coding.array(f"referendum_{name}", (len(places),), default)
    for path, node in rule_nodes(case.rule):
        if not isinstance(node, ReferendumVote) or id(node.referendum) not in places:
            continue
        column = places[id(node.referendum)]
        for name in ("share", "turnout", "cantons"):
            if name in node.referendum.model_fields_set:
                quantity = getattr(node.referendum, name)
                where = dotted((*path, "referendum", name))
                coding.put(where, quantity, _UNIT, (f"referendum_{name}", (column,)))


def code_parameters(coding: Coding, parameters: Parameters, actors: int, *, modelled: bool) -> None:
    """Note the parameter block.

    In the vote model the bill and the parties have coefficients of their own in place of shocks.
    """
    for name in (
        "theta",
        "lobbying_window_days",
        "executive_pull_days",
        "full_stake",
        "engagement_threshold",
        "convenience_near",
        "convenience_far",
        "election_polarization",
        "election_window_days",
    ):
        coding.array(name, (1,), 0.0)
        domain = _UNIT if name.startswith(("engagement", "convenience", "election_p")) else None
        quantity = getattr(parameters, name)
        if domain is None and quantity.high > 0:
            domain = (0.05 * quantity.likely, 5.0 * quantity.high)
        coding.put(f"parameters.{name}", quantity, domain, (name, (0,)))
    coding.array("shock_sizes", (4,), 0.0)
    for column, name in enumerate(("bill", "party", "bloc", "member")):
        if modelled and name in ("bill", "party"):
            continue
        coding.put(
            f"parameters.shocks.{name}",
            getattr(parameters.shocks, name),
            None,
            ("shock_sizes", (column,)),
        )
    coding.array("fund_factor", (1,), 1.0)
    for name in ("capacity", "willingness"):
        coding.array(f"{name}_factor", (1,), 1.0)
        one = Quantity(low=1.0, likely=1.0, high=1.0)
        coding.put(f"scales.{name}", one, SCALES, (f"{name}_factor", (0,)))
    coding.array("engagement_factor", (actors,), 1.0)


def code_vote_model(coding: Coding, case: Case, model: VoteModel, *, modelled: bool) -> None:
    """Note the coefficients of the vote model and what they work on.

    Where votes are certain all coefficients are 0 and none is an input.
    """
    coding.array("coefficients", (len(NAMES),), 0.0)
    for column, name in enumerate(NAMES if modelled else ()):
        given = model.coefficients[name]
        coding.put_input(
            coefficient_input(
                f"parameters.vote_model.coefficients.{name}",
                given.mean,
                given.sd,
                name in STANDARD_DEVIATIONS,
                ("coefficients", (column,)),
                tuple(row[column] for row in model.sample),
            )
        )
    sign = {"opens": 0.5, "closes": -0.5, "mixed": 0.0}
    coding.arrays["traits"] = np.array(
        [[sign[direction_of(case)], float(bool(case.package)), float(case.clock is not None)]]
    )
    _code_benches(coding, case, model, modelled=modelled)
    _code_feedback(coding, case, model, modelled=modelled)
    coding.array("joined", (len(case.actors),), np.nan)
    coding.array("observed_engagement", (len(case.actors),), np.nan)
    for row, (name, actor) in enumerate(case.actors.items()):
        if actor.joined is not None:
            coding.arrays["joined"][0, row] = float(actor.joined.value)
        if actor.engagement is not None:
            coding.put(
                f"actors.{name}.engagement.value",
                actor.engagement.value,
                _UNIT,
                ("observed_engagement", (row,)),
            )


def _code_benches(coding: Coding, case: Case, model: VoteModel, *, modelled: bool) -> None:
    """Note who sits on which benches, and the party lines where somebody does."""
    sides = [_BENCHES.get(actor.benches or "", 0.0) for actor in case.actors.values()]
    coding.arrays["benches"] = np.array([sides], dtype=np.float64)
    coding.array("party_lines", (2,), 0.0)
    for column, name in enumerate(_BENCHES):
        if modelled and _BENCHES[name] in sides:
            path = f"parameters.vote_model.benches.{name}"
            coding.put(path, getattr(model.benches, name), None, ("party_lines", (column,)))


def _code_feedback(coding: Coding, case: Case, model: VoteModel, *, modelled: bool) -> None:
    """Note the time other business leaves, and what lateness takes from a proposal's worth."""
    coding.array("free_time", (len(case.actors),), 1.0)
    coding.array("feedback", (1,), 0.0)
    if not modelled:
        return
    if case.chief_executive is not None:
        row = list(case.actors).index(case.chief_executive)
        coding.arrays["free_time"][0, row] = free_share(case)
    if case.stages is not None and case.stages.formulation is not None:
        path = "parameters.vote_model.feedback"
        coding.put(path, model.feedback, _UNIT, ("feedback", (0,)))


def _share_of_states(labels: Labels, tie: Tie) -> float | None:
    """Share of a bloc's real members who sit for the states of a tie; none without both."""
    if not tie.states:
        return None
    row = labels.actor(tie.target)
    found: list[bool] = []
    for column, name in enumerate(labels.chambers):
        named = labels.members_of(name)
        if named is None:
            continue
        bloc = np.repeat(np.arange(len(labels.actors)), labels.seats[:, column])
        found += [named.states[n] in tie.states for n in np.flatnonzero(bloc == row)]
    return float(np.mean(found)) if found else None


def free_share(case: Case) -> float:
    """Mean share of the chief executive's time that other business leaves for this bill, 0..1.

    Parameters
    ----------
    case
        The case; without `agenda` or without a start of the work the share is 1.

    Notes
    -----
    On a day with k other matters this one gets 1/(1 + k), a choice of this project. The days run
    from the start of the work to the day of the forecast, or else to the last day for the vote, so
    that nothing later than the forecast enters.

    Examples
    --------
    >>> from winset.casebook import read_domestic_case
    >>> round(free_share(read_domestic_case("fast-track-1997")), 3)
    0.57
    """
    if case.stages is None or case.stages.formulation is None or not case.agenda:
        return 1.0
    first = case.stages.formulation.start.likely
    last = min(case.as_of or case.stages.voting.deadline.likely, case.stages.voting.deadline.likely)
    days = [first + dt.timedelta(n) for n in range((last - first).days + 1)]
    if not days:
        return 1.0
    return sum(1.0 / (1 + _matters(case, day)) for day in days) / len(days)


def _matters(case: Case, day: dt.date) -> int:
    return sum(one.start <= day <= one.end for one in case.agenda)
