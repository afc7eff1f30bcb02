"""Every idea of the coalition approach switched off or on: what it moves in a case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from winset.cases.editing.with_values import with_values
from winset.cases.model.actors import Engagement, Joined
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.cases.model.quantities import Quantity
from winset.games.domestic import Floats
from winset.solvers.coalitions.contributions import field_of
from winset.solvers.coalitions.ratification_price import price_in
from winset.studies.domestic.draws import monte_carlo
from winset.translate import CodedGame, coded_game

__all__ = ["SWITCHES", "Moved", "Switch", "moved_by"]

_COEFFICIENTS: Final = "parameters.vote_model.coefficients."


@dataclass(frozen=True)
class Switch:
    """One idea and how it is switched.

    Parameters
    ----------
    idea
        The idea, as the table names it.
    what
        What is done.
    change
        Gives the changed case and block; ``None`` where the case has nothing to switch.
    at_start
        Whether both sides are taken before the day of the proposal is known.
    """

    idea: str
    what: str
    change: Callable[[Case, Parameters], tuple[Case, Parameters] | None]
    at_start: bool = False


@dataclass(frozen=True)
class Moved:
    """Effect of a switch in one case.

    Parameters
    ----------
    probability
        Mean change of the probability of passage over the coefficients, -1..1.
    low, high
        5th and 95th percentile of that change over the coefficients.
    price
        Change of the price at likely values, in member-moves; ``None`` where either is not finite.
    price_low, price_high
        Percentiles of the change of the price over the coefficients, where it is finite.
    """

    probability: float
    low: float
    high: float
    price: float | None
    price_low: float | None
    price_high: float | None

    @property
    def is_nothing(self) -> bool:
        """Return whether neither the probability nor the price moves under any coefficients."""
        prices = (self.price, self.price_low, self.price_high)
        flat = all(value is None or abs(value) < 1e-9 for value in prices)
        return self.low == self.high == 0.0 and flat


def moved_by(
    case: Case,
    switches: Sequence[Switch],
    parameters: Parameters,
    *,
    coefficients: int = 40,
    draws: int = 100,
    seed: int = 0,
) -> dict[str, Moved | None]:
    """Find what each switch moves in a case under the vote model.

    Parameters
    ----------
    case
        The case.
    switches
        What to switch, one at a time.
    parameters
        The block; its prior or posterior says how far the coefficients spread.
    coefficients
        Values of the coefficients tried, from the prior or the posterior sample.
    draws
        Draws of ranges and shocks for each of them, the same for all and with and without the
        switch.
    seed
        Not negative.

    Returns
    -------
    dict of str to Moved or None
        By the idea; ``None`` where the case has nothing to switch.
    """
    coded = coded_game(case, parameters, votes="modelled")
    values = _coefficients(coded, coefficients, seed)
    before = _played(coded, values, draws, seed)
    start, at_start = _unknown_day(case), before
    if start is not None and any(one.at_start for one in switches):
        at_start = _played(coded_game(start, parameters, votes="modelled"), values, draws, seed)
    found: dict[str, Moved | None] = {}
    for one in switches:
        played = start if one.at_start else case
        changed = None if played is None else one.change(played, parameters)
        if changed is None:
            found[one.idea] = None
            continue
        after = _played(coded_game(*changed, votes="modelled"), values, draws, seed)
        found[one.idea] = _difference(at_start if one.at_start else before, after)
    return found


def _coefficients(coded: CodedGame, count: int, seed: int) -> list[dict[str, float]]:
    """Values of the coefficients by path, likely ones first."""
    places = [n for n, one in enumerate(coded.inputs) if one.path.startswith(_COEFFICIENTS)]
    drawn = coded.drawn_values(seed, 0, count)[:, places]
    rows = np.vstack([coded.likely_values[places], drawn])
    names = [coded.inputs[n].path for n in places]
    return [dict(zip(names, map(float, row), strict=True)) for row in rows]


def _played(
    coded: CodedGame, values: Sequence[dict[str, float]], draws: int, seed: int
) -> tuple[Floats, Floats]:
    """Probability of passage, and price at likely values, under each set of coefficients."""
    chances, prices = [], []
    for row in values:
        known = {one.path for one in coded.inputs}
        fixed = coded.fixed({path: value for path, value in row.items() if path in known})
        prices.append(float(price_in(field_of(fixed.likely)).price[0]))
        chances.append(monte_carlo(fixed, draws, seed).passage_probability)
    return np.array(chances), np.array(prices)


def _difference(before: tuple[Floats, Floats], after: tuple[Floats, Floats]) -> Moved:
    chance = (after[0] - before[0])[1:]
    with np.errstate(invalid="ignore"):
        price = after[1] - before[1]
    kept = price[1:][np.isfinite(price[1:])]
    ends = np.quantile(kept, [0.05, 0.95]).tolist() if kept.size else [None, None]
    low, high = np.quantile(chance, [0.05, 0.95]).tolist()
    return Moved(
        probability=float(chance.mean()),
        low=low,
        high=high,
        price=float(price[0]) if np.isfinite(price[0]) else None,
        price_low=ends[0],
        price_high=ends[1],
    )


def _set(make: Callable[[Case], dict[str, Any]]) -> Any:
    """A change of values by path; nothing to switch where there are none."""

    def change(case: Case, parameters: Parameters) -> tuple[Case, Parameters] | None:
        values = make(case)
        return (with_values(case, values), parameters) if values else None

    return change


def _actors(change: Callable[[Case, str], dict[str, Any] | None]) -> Any:
    """A change of fields of actors; nothing to switch where no actor changes."""

    def changed(case: Case, parameters: Parameters) -> tuple[Case, Parameters] | None:
        updates = {name: change(case, name) for name in case.actors}
        if not any(updates.values()):
            return None
        actors = {
            name: actor.model_copy(update=updates[name] or {})
            for name, actor in case.actors.items()
        }
        return case.model_copy(update={"actors": actors}), parameters

    return changed


def _case(change: Callable[[Case], dict[str, Any] | None]) -> Any:
    """A change of fields of the case."""

    def changed(case: Case, parameters: Parameters) -> tuple[Case, Parameters] | None:
        update = change(case)
        return None if not update else (case.model_copy(update=update), parameters)

    return changed


def _willing(**parts: float) -> Any:
    def values(case: Case) -> dict[str, Any]:
        return {
            f"actors.{name}.willingness.{part}": value
            for name, actor in case.actors.items()
            if actor.willingness is not None
            for part, value in parts.items()
        }

    return _set(values)


def _sides(case: Case) -> dict[str, float]:
    """Surplus of every group at likely values under modelled votes."""
    from winset.cases.file.read_parameters import read_parameters

    game = coded_game(case, read_parameters(), votes="modelled").likely
    total = field_of(game).surplus.total[0]
    return {name: float(total[row]) for row, name in enumerate(game.labels.actors)}


def _opponents(case: Case) -> list[str]:
    """Groups that lose, the largest purse first."""
    sides = _sides(case)
    groups = [
        name
        for name, actor in case.actors.items()
        if actor.level == "group" and sides[name] < 0.0 and actor.capacity.likely > 0.0
    ]
    return sorted(groups, key=lambda name: (-case.actors[name].capacity.likely, name))


def _supporters(case: Case) -> list[str]:
    sides = _sides(case)
    return [n for n, actor in case.actors.items() if actor.level == "group" and sides[n] > 0.0]


def _purse(place: int) -> Any:
    def values(case: Case) -> dict[str, Any]:
        names = _opponents(case)
        return {f"actors.{names[place]}.capacity": 0.0} if len(names) > place else {}

    return _set(values)


def _engaged() -> dict[str, Any]:
    return {"engagement": Engagement(value=Quantity(low=0.95, likely=0.95, high=0.95))}


def _chief_engaged(case: Case, name: str) -> dict[str, Any] | None:
    return _engaged() if name == case.chief_executive else None


def _business_engaged(case: Case, name: str) -> dict[str, Any] | None:
    return _engaged() if name in _supporters(case) else None


def _all_joined(value: bool) -> Any:
    def change(case: Case, name: str) -> dict[str, Any] | None:
        return {"joined": Joined(value=value)} if name in _opponents(case) else None

    return _actors(change)


def _unrecorded(case: Case, name: str) -> dict[str, Any] | None:
    """Nobody's joining recorded, so that it follows from stake and distance."""
    return {"joined": None} if case.actors[name].joined is not None else None


def _same_reasons(case: Case, name: str) -> dict[str, Any] | None:
    """All opponents at the largest one's place on the reasons, who joins not being recorded."""
    axes = [key for key, one in case.issues.items() if one.axis == "reason"]
    names = _opponents(case)
    if not names or name not in names or not axes:
        return None
    lead = case.actors[names[0]].position
    moved = {axis: lead[axis] for axis in axes if axis in lead}
    return {"position": {**case.actors[name].position, **moved}, "joined": None}


def _one_point(case: Case, name: str) -> dict[str, Any] | None:
    """All opponents at the largest one's place on the vote axes."""
    axes = [key for key, one in case.issues.items() if one.axis == "vote"]
    names = _opponents(case)
    if not names or name not in names[1:]:
        return None
    lead = case.actors[names[0]].position
    return {"position": {**case.actors[name].position, **{a: lead[a] for a in axes if a in lead}}}


def _late_opponents(case: Case) -> dict[str, Any]:
    """Opponents start half a year later, a month before the vote at the latest."""
    if case.stages is None:
        return {}
    last = case.stages.voting.deadline.likely - dt.timedelta(days=30)
    return {f"actors.{name}.lobbying.from": last for name in _opponents(case)}


def _formulation(**values: Any) -> Any:
    def change(case: Case) -> dict[str, Any]:
        if case.stages is None or case.stages.formulation is None:
            return {}
        return {f"stages.formulation.{key}": value for key, value in values.items()}

    return _set(change)


def _unknown_day(case: Case) -> Case | None:
    """The case before the day of its proposal is known."""
    stages = case.stages
    if stages is None or stages.formulation is None or stages.formulation.work_days is None:
        return None
    formulation = stages.formulation.model_copy(update={"proposal": None})
    return case.model_copy(
        update={"stages": stages.model_copy(update={"formulation": formulation})}
    )


def _proposal_at_once(case: Case) -> dict[str, Any]:
    if case.stages is None or case.stages.formulation is None:
        return {}
    if case.stages.formulation.proposal is None:
        return {}
    return {"stages.formulation.proposal": case.stages.formulation.start.likely}


def _agenda(case: Case) -> dict[str, Any] | None:
    return {"agenda": []} if case.agenda else None


def _election_on_the_eve(case: Case) -> dict[str, Any] | None:
    if case.stages is None:
        return None
    return {"elections": [case.stages.voting.deadline.likely + dt.timedelta(days=1)]}


def _clause(case: Case) -> dict[str, Any]:
    """The first clause with a proposer, or else the first vote axis, a tenth of the axis milder."""
    axes = [name for name, one in case.issues.items() if one.axis == "vote"]
    named = [name for name in axes if case.issues[name].proposed_by is not None]
    issue = (named or axes)[0]
    one = case.issues[issue]
    if one.proposal is None or one.status_quo is None:
        return {}
    way = 0.1 if one.proposal.likely < one.status_quo.likely else -0.1
    return {f"issues.{issue}.proposal": round(min(1.0, max(0.0, one.proposal.likely + way)), 6)}


def _places(case: Case) -> dict[str, Any]:
    return {
        f"pressure.{row}.share": 0.15
        for row, tie in enumerate(case.pressure)
        if case.actors[tie.target].level == "legislature"
    }


def _contest_none(case: Case, parameters: Parameters) -> tuple[Case, Parameters]:
    model = parameters.vote_model.model_copy(update={"contest": "none"})
    return case, parameters.model_copy(update={"vote_model": model})


def _no_broker(case: Case, name: str) -> dict[str, Any] | None:
    return {"broker": False} if case.actors[name].broker else None


def _chief_place(case: Case) -> dict[str, Any]:
    name = case.chief_executive
    if name is None:
        return {}
    axis = next(iter(case.actors[name].position), None)
    return {} if axis is None else {f"actors.{name}.position.{axis}": 0.45}


def _no_party(case: Case, name: str) -> dict[str, Any] | None:
    return {"party": None} if name == case.chief_executive and case.actors[name].party else None


def _no_cost(case: Case) -> dict[str, Any]:
    return {
        f"actors.{name}.no_agreement": 0.0
        for name, actor in case.actors.items()
        if actor.no_agreement.likely != 0.0
    }


def _calendar_free(case: Case) -> dict[str, Any] | None:
    if case.calendar.held_by is None:
        return None
    return {"calendar": case.calendar.model_copy(update={"held_by": None})}


SWITCHES: Final[tuple[Switch, ...]] = (
    Switch(
        "willingness perfect",
        "payoff 1, polarization and opposition 0",
        _willing(payoff=1.0, polarization=0.0, opposition=0.0),
    ),
    Switch("polarization", "0 for all", _willing(polarization=0.0)),
    Switch("payoff", "1 for all", _willing(payoff=1.0)),
    Switch("opposition to bargains", "0 for all", _willing(opposition=0.0)),
    Switch("frames", "none", _case(lambda c: {"framing": []} if c.framing else None)),
    Switch("cost of no agreement", "0 for all", _set(_no_cost)),
    Switch("president pivotal", "his engagement .95", _actors(_chief_engaged)),
    Switch("business pivotal", "supporting groups' engagement .95", _actors(_business_engaged)),
    Switch("president's party", "he has none", _actors(_no_party)),
    Switch("liberal presidency", "his place .45 on the first axis", _set(_chief_place)),
    Switch("other business", "none", _case(_agenda)),
    Switch("day of the proposal", "out on the first day", _set(_proposal_at_once)),
    Switch("quality of the proposal", "1", _formulation(quality=1.0)),
    Switch("division", "1, the day not being known", _formulation(division=1.0), at_start=True),
    Switch("coordination", "1, likewise", _formulation(coordination=1.0), at_start=True),
    Switch("broker", "none, likewise", _actors(_no_broker), at_start=True),
    Switch("labour's purse", "the largest opponent without one", _purse(0)),
    Switch("environmental purse", "the second opponent without one", _purse(1)),
    Switch("united opposition", "all opponents joined", _all_joined(True)),
    Switch("no common campaign", "no opponent joined", _all_joined(False)),
    Switch("who joined not recorded", "it follows from stake and distance", _actors(_unrecorded)),
    Switch("reasons alike", "opponents share their reasons", _actors(_same_reasons)),
    Switch("opponents at one point", "on the vote axes", _actors(_one_point)),
    Switch("labour lobbies late", "opponents begin 30 days before", _set(_late_opponents)),
    Switch("next election", "on the day after", _case(_election_on_the_eve)),
    Switch("pressure of ties", "none", _case(lambda c: {"pressure": []} if c.pressure else None)),
    Switch("place of a campaign", "ties reach .15 of each bloc", _set(_places)),
    Switch("proposer of a clause", "its clause .1 milder", _set(_clause)),
    Switch(
        "foreign signals",
        "none",
        _case(lambda c: {"reverberation": []} if c.reverberation else None),
    ),
    Switch("who holds the calendar", "nobody", _case(_calendar_free)),
    Switch("purses", "move no vote", _contest_none),
)
"""The ideas, in the order of the table."""
