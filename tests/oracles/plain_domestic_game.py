"""A second implementation of the domestic game, written from its description alone.

The only things shared with the package are the case and the parameter block as a user writes them.
Everything is at likely values and without shocks, in plain Python, slow, without arrays, and in
the order of docs/explanation/the-model.md. It was written before its author saw the package; where
the page had left a choice open one was taken, and the page now says which. The price of a chamber
is not found by the closed form: small chambers are solved over every coalition, large ones over
every level of pay.
"""

from __future__ import annotations

import importlib.util
import math
from pathlib import Path
from statistics import NormalDist
from types import ModuleType
from typing import Any

TOLERANCE = 1e-12


def _by_path(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


plain = _by_path("plain_price_and_rule")


class PlainGame:
    """The domestic game of one case, step by step; some actors may be mirrored."""

    def __init__(self, case: Any, parameters: Any, mirrored: frozenset[str] = frozenset()) -> None:
        self.case, self.parameters, self.mirrored = case, parameters, mirrored
        self.model = parameters.vote_model
        self.vote_axes = [k for k, issue in case.issues.items() if issue.axis == "vote"]
        self.reason_axes = [k for k, issue in case.issues.items() if issue.axis == "reason"]
        self._place_actors()
        self._place_members()
        self._place_proposal()
        self._perceive()
        self._mirror()
        self._gain()
        self._formulate()
        self._engage()
        self._open_window()
        self._be_willing()
        self._move_members()
        self._contribute()
        self._pay()

    # positions ------------------------------------------------------------------------------

    def _place_actors(self) -> None:
        self.position = {
            name: {k: p.likely for k, p in actor.position.items()}
            for name, actor in self.case.actors.items()
        }
        for signal in self.case.reverberation:
            source = dict(self.position[signal.source])
            for name in signal.actors:
                here = self.position[name]
                for k in self.vote_axes:
                    if k in here and k in source:
                        here[k] = plain.clip(
                            here[k] + signal.strength.likely * (source[k] - here[k])
                        )

    def salience(self, name: str, k: str) -> float:
        """Return how much an issue matters to an actor."""
        coded = self.case.actors[name].salience.get(k)
        return 1.0 if coded is None else float(coded.likely)

    def _place_members(self) -> None:
        """Expand blocs in the chambers that the rule names; the mean itself is never cut."""
        voting = {c for clause in plain.clauses_of(self.case.rule) for c in clause["chambers"]}
        self.members: dict[str, list[tuple[str, dict[str, float]]]] = {}
        for name, actor in self.case.actors.items():
            for chamber, n in actor.seats.items():
                if chamber not in voting:
                    continue
                for j in range(1, n + 1):
                    z = NormalDist().inv_cdf((j - 0.5) / n)
                    place = {}
                    for k, mean in self.position[name].items():
                        spread = actor.spread.get(k) if k in self.vote_axes else None
                        moved = mean + (spread.likely if spread else 0.0) * z
                        place[k] = moved if z == 0 else plain.clip(moved)
                    self.members.setdefault(chamber, []).append((name, place))

    def _place_proposal(self) -> None:
        issues = self.case.issues
        self.status_quo = {k: issues[k].status_quo.likely for k in self.vote_axes}
        self.proposal = {
            k: self.status_quo[k] if issues[k].proposal is None else issues[k].proposal.likely
            for k in self.vote_axes
        }
        rule = self.case.amendments
        if (rule if isinstance(rule, str) else rule.rule) == "closed":
            return
        germane = None if isinstance(rule, str) else rule.germane
        chamber = None if isinstance(rule, str) else rule.chamber
        floor = self.members.get(chamber or plain.first_chamber(self.case.rule) or "", [])
        for k in self.vote_axes if germane is None else germane:
            here = [place[k] for _, place in floor if k in place]
            if here:
                self.proposal[k] = plain.median(here)

    def _perceive(self) -> None:
        self.perceived = {name: dict(self.proposal) for name in self.case.actors}
        self.frame_factor = dict.fromkeys(self.case.actors, 1.0)
        for frame in self.case.framing:
            for name in frame.actors:
                x = self.perceived[name]
                x[frame.issue] += frame.strength.likely * (frame.toward.likely - x[frame.issue])
                self.frame_factor[name] *= frame.willingness.likely

    def _mirror(self) -> None:
        """Mirror the means about the middle of status quo and proposal, and spread members anew."""
        for name in self.mirrored:
            x = self.perceived[name]
            for k in self.vote_axes:
                if k in self.position[name]:
                    self.position[name][k] = self.status_quo[k] + x[k] - self.position[name][k]
        self._place_members()

    # surplus --------------------------------------------------------------------------------

    def distance(self, name: str, place: dict[str, float], point: dict[str, float]) -> float:
        """Return how far a point lies from a place, as the actor weighs the axes."""
        parts = [
            self.salience(name, k) * abs(point[k] - place[k]) for k in self.vote_axes if k in place
        ]
        if self.parameters.distance == "city-block":
            return math.fsum(parts)
        return math.sqrt(math.fsum(p * p for p in parts))

    def own_gain(self, name: str, place: dict[str, float]) -> float:
        """Return the gain from the policy and from agreement itself, without pressure."""
        before = self.distance(name, place, self.status_quo)
        after = self.distance(name, place, self.perceived[name])
        return before - after + float(self.case.actors[name].no_agreement.likely)

    def _gain(self) -> None:
        names = list(self.case.actors)
        deadline = self.case.stages.voting.deadline.likely if self.case.stages else None
        strength: dict[tuple[str, str], float] = {}
        for tie in self.case.pressure:
            if tie.since is not None and deadline is not None and tie.since.likely > deadline:
                continue
            key = (tie.target, tie.source)
            strength[key] = strength.get(key, 0.0) + tie.strength.likely
        matrix = [
            [(1.0 if i == g else 0.0) - strength.get((i, g), 0.0) for g in names] for i in names
        ]
        own = [self.own_gain(i, self.position[i]) for i in names]
        raw = dict(zip(names, plain.solved(matrix, own), strict=True))
        self.surplus = {i: settled(s) for i, s in raw.items()}
        pressure = {i: math.fsum(strength.get((i, g), 0.0) * raw[g] for g in names) for i in names}
        self.member_surplus = {
            chamber: [settled(self.own_gain(i, place) + pressure[i]) for i, place in people]
            for chamber, people in self.members.items()
        }

    # stages ---------------------------------------------------------------------------------

    def coded_engagement(self, name: str) -> float:
        """Return engagement before the proposal is looked at."""
        seen = self.case.actors[name].engagement
        if seen is not None:
            return float(seen.value.likely)
        pivotal = self.case.actors[name].pivotal
        if pivotal is None:
            return 1.0
        parts = (pivotal.impact, pivotal.cost_of_staying_out, pivotal.resources)
        return float(min(part.likely for part in parts))

    def _formulate(self) -> None:
        stages = self.case.stages
        formulation = stages.formulation if stages else None
        self.deadline = stages.voting.deadline.likely.toordinal() if stages else None
        self.start = formulation.start.likely.toordinal() if formulation else None
        self.ready_day: float | None = None
        self.is_ready, self.quality = True, 1.0
        base = formulation.coordination.likely if formulation and formulation.coordination else 0.0
        self.own_coordination = float(base)
        brokers = [self.coded_engagement(i) for i, a in self.case.actors.items() if a.broker]
        self.coordination = base + (1 - base) * max(brokers, default=0.0)
        if formulation and formulation.division:
            self.division = float(formulation.division.likely)
        else:
            self.division = self._division_of_the_executive()
        if formulation is None:
            return
        if formulation.proposal is not None:
            self.ready_day = float(formulation.proposal.likely.toordinal())
            self.is_ready = self.deadline is None or self.ready_day <= self.deadline
            self.quality = float(formulation.quality.likely) if formulation.quality else 1.0
        elif formulation.work_days is not None:
            self._work(float(formulation.work_days.likely))
            self.quality = float(formulation.quality.likely) if formulation.quality else 1.0
        else:
            self.ready_day = float(formulation.start.likely.toordinal())
            self.quality = float(formulation.quality.likely) if formulation.quality else 1.0

    def _division_of_the_executive(self) -> float:
        squares = []
        for k in self.vote_axes:
            places = [
                float(actor.position[k].likely)
                for actor in self.case.actors.values()
                if actor.level == "executive" and k in actor.position
            ]
            if places:
                squares.append((2 * plain.standard_deviation(places)) ** 2)
        return min(1.0, math.sqrt(math.fsum(squares) / len(squares))) if squares else 0.0

    def _work(self, needed: float) -> None:
        """Draw the day of the proposal out of the work, at the middle of its distribution."""
        assert self.start is not None
        duration = self.model.duration
        brokers = [self.coded_engagement(i) for i, a in self.case.actors.items() if a.broker]
        slower = duration.division * self.division
        quicker = duration.broker * max(brokers, default=0.0) * self.own_coordination
        days = max(1.0, needed) * math.exp(duration.constant + slower - quicker)
        self.ready_day = self.start + max(1.0, float(round(days)))
        self.is_ready = self.deadline is None or self.ready_day <= self.deadline

    def worth(self) -> float:
        """Return what the proposal is worth to those who wait for it."""
        if self.start is None or self.deadline is None or self.ready_day is None:
            return self.quality
        gone = (self.ready_day - self.start) / (self.deadline - self.start)
        late = min(1.0, max(0.0, gone))
        return self.quality * (1.0 - float(self.model.feedback.likely) * late)

    def _engage(self) -> None:
        self.engagement = {}
        for name, actor in self.case.actors.items():
            e = self.coded_engagement(name)
            if actor.conditional_on_proposal:
                e *= self.worth() if self.is_ready else 0.0
            self.engagement[name] = e

    def window_share(self, name: str, gains: bool) -> float:
        """Return the share of the lobbying window that an actor uses on the given side."""
        actor = self.case.actors[name]
        attention = float(actor.lobbying.attention.likely) if actor.lobbying else 1.0
        coded = actor.lobbying.start if actor.lobbying else None
        begin: float | None
        if coded is not None:
            begin = float(coded.likely.toordinal())
        else:
            begin = self.ready_day if gains else self.start
        if actor.conditional_on_proposal and self.ready_day is not None and begin is not None:
            begin = max(begin, self.ready_day)
        if begin is None or self.deadline is None:
            return attention
        days = max(0.0, self.deadline - begin)
        return attention * min(1.0, days / float(self.parameters.lobbying_window_days.likely))

    def _open_window(self) -> None:
        self.share = {i: self.window_share(i, self.surplus[i] >= 0) for i in self.case.actors}

    # willingness ----------------------------------------------------------------------------

    def _be_willing(self) -> None:
        rise = 0.0
        if self.deadline is not None:
            waits = [d.toordinal() - self.deadline for d in self.case.elections]
            coming = [wait for wait in waits if wait >= 0]
            if coming:
                fade = float(self.parameters.election_window_days.likely)
                rise = float(self.parameters.election_polarization.likely)
                rise *= math.exp(-min(coming) / fade)
        self.willingness = {}
        for name, actor in self.case.actors.items():
            coded = actor.willingness
            if coded is None:
                self.willingness[name] = self.frame_factor[name]
                continue
            parts = (
                coded.payoff.likely * self.worth(),
                1 - min(1.0, coded.polarization.likely + rise),
                1 - coded.opposition.likely,
            )
            w = sum(parts) / 3 * self.frame_factor[name]
            self.willingness[name] = min(1.0, max(0.0, w))

    # what moves members beside policy -------------------------------------------------------

    def effect(self, name: str) -> float:
        """Return the mean of a coefficient of the vote model."""
        return float(self.model.coefficients[name].mean)

    def valence(self) -> float:
        """Return the support a bill has whatever its policy."""
        move = {"opens": 0.5, "closes": -0.5, "mixed": 0.0}[self.case.direction or "mixed"]
        return (
            self.effect("gamma_0")
            + self.effect("gamma_dir") * move
            + self.effect("gamma_pkg") * bool(self.case.package)
            + self.effect("gamma_clk") * (self.case.clock is not None)
        )

    def _move_members(self) -> None:
        """Add valence, the pull of the president's party and the climate to every member."""
        chief = self.case.chief_executive
        party = self.case.actors[chief].party if chief else None
        for chamber, people in self.members.items():
            moved = []
            for (name, _), gain in zip(people, self.member_surplus[chamber], strict=True):
                shift = self.valence()
                if chief and party and self.case.actors[name].party == party:
                    s = self.surplus[chief]
                    shift += self.effect("eta") * ((s > 0) - (s < 0))
                if self.case.actors[name].willingness:
                    shift += self.effect("rho") * (self.willingness[name] - 0.5)
                moved.append(settled(gain + shift))
            self.member_surplus[chamber] = moved

    # purses ---------------------------------------------------------------------------------

    def _contribute(self) -> None:
        full = float(self.parameters.full_stake.likely)
        purses: list[tuple[str, dict[str, float], float, float]] = []
        held = joined = 0.0
        for name, actor in self.case.actors.items():
            purse = float(actor.capacity.likely)
            if actor.level != "legislature":
                rows = [(self.position[name], self.surplus[name], purse)]
            else:
                total = sum(i == name for people in self.members.values() for i, _ in people)
                rows = [
                    (place, s, purse / total)
                    for chamber, people in self.members.items()
                    for (i, place), s in zip(people, self.member_surplus[chamber], strict=True)
                    if i == name
                ]
            for place, s, share in rows:
                drive = math.exp(self.effect("pi") * (self.engagement[name] - 0.5))
                c = share * drive * self.share[name] * min(1.0, abs(s) / full)
                purses.append((name, place, s, c))
                if s < 0:
                    held += share
                    joined += share * self.joins(name)
        self.budget = math.fsum(c for _, _, s, c in purses if s > 0)
        against = [(i, place, c) for i, place, s, c in purses if s < 0 and c > 0]
        theta = float(self.parameters.theta.likely)
        raw = math.fsum(c for _, _, c in against)
        campaign = math.fsum(c * (0.5 + 0.5 * self.joins(i)) for i, _, c in against)
        usual = float(self.model.usual_cohesion)
        united = joined / held if held else usual
        self.fund = theta * campaign * (max(united, 0.01) / usual) ** self.effect("phi")
        self.cohesion = united if raw else None
        self.cohesion_of_reasons = None
        if raw and self.reason_axes:
            self.cohesion_of_reasons = self._pooled(against, self.reason_axes) / raw

    def joins(self, name: str) -> float:
        """Return 1 or 0 where it is recorded whether an actor joined, else one half."""
        recorded = self.case.actors[name].joined
        return 0.5 if recorded is None else float(recorded.value)

    def apart(self, g: Any, h: Any, axes: list[str]) -> float:
        """Return the distance of two opponents over the diameter of the axes both stand on."""
        power = 1 if self.parameters.distance == "city-block" else 2
        top = bottom = 0.0
        for k in axes:
            if k in g[1] and k in h[1]:
                s = (self.salience(g[0], k) + self.salience(h[0], k)) / 2
                gap = s * abs(g[1][k] - h[1][k])
                top += gap if power == 1 else gap**2
                bottom += s**power
        return (top / bottom) ** (1 / power) if bottom > 0 else 0.0

    def _pooled(self, against: list[Any], axes: list[str]) -> float:
        total = math.fsum(
            g[2] * h[2] * max(0.0, 1 - self.apart(g, h, axes)) for g in against for h in against
        )
        return math.sqrt(total)

    def _chambers_named(self, node: Any) -> list[str]:
        """Return the chambers of the rule in the order in which it names them."""
        if hasattr(node, "chamber"):
            return [node.chamber]
        for part in ("all", "any", "among"):
            inner = getattr(node, part, None)
            if inner:
                return list(dict.fromkeys(c for one in inner for c in self._chambers_named(one)))
        return []

    # price ----------------------------------------------------------------------------------

    def weight(self, chamber: str) -> float:
        """Return member-moves for one unit of surplus of a member."""
        votes = plain.leaves_naming(self.case.rule, chamber)
        given = [vote.weight for vote in votes if vote.weight is not None]
        older = self.parameters.chamber_weights.get(chamber)
        by_size = 435 / max(vote.of for vote in votes)
        return float(given[0] if given else by_size if older is None else older)

    def price_in(self, chamber: str, quota: int) -> float | None:
        """Return the price of a quota in a chamber, in member-moves."""
        worth = self.member_surplus.get(chamber, [])
        weight = self.weight(chamber)
        converted = self.parameters.fund_conversion == "converted"
        price = plain.chamber_price(worth, quota, self.fund / weight if converted else self.fund)
        return None if price is None else weight * price

    def weight_of(self, name: str) -> float:
        """Return member-moves for one unit of surplus of a single player."""
        leaves = plain.leaves_naming(self.case.rule, name)
        given = [leaf.weight for leaf in leaves if leaf.weight is not None]
        calendar = self.case.calendar
        if calendar.held_by == name and calendar.weight is not None:
            given.append(calendar.weight)
        return float(given[0] if given else 435.0)

    def single_price(self, name: str, may_be_paid: bool) -> float | None:
        """Return what an actor outside the chambers must be paid, or None."""
        s = self.surplus[name]
        if s >= 0:
            return 0.0
        paid = -s * self.weight_of(name)
        return paid if may_be_paid and paid < math.inf else None

    def _pay(self) -> None:
        self.clauses = plain.clauses_of(self.case.rule)
        self.chambers = self._chambers_named(self.case.rule)
        holder = self.case.calendar.held_by
        self.clause_prices: list[float | None] = []
        self.parts: list[dict[str, float | None]] = []
        for clause in self.clauses:
            singles: dict[str, float | None] = {}
            for name in clause["acquiesces"]:
                singles[name] = self.single_price(name, True)
            for name in [*clause["vetoes"], *([holder] if holder else [])]:
                singles[name] = self.single_price(name, self.case.actors[name].compensable)
            chambers = {c: self.price_in(c, k) for c, k in clause["chambers"].items()}
            everything = [*singles.values(), *chambers.values()]
            known = [part for part in everything if part is not None]
            is_whole = len(known) == len(everything)
            self.clause_prices.append(math.fsum(known) if is_whole else None)
            self.parts.append(chambers)
        priced = [(p, n) for n, p in enumerate(self.clause_prices) if p is not None]
        self.price, self.clause = min(priced) if priced else (None, None)

    def tally(self, chamber: str) -> float:
        """Return the expected votes in favour, members' own shocks integrated out."""
        noise = float(self.parameters.shocks.member.likely)
        cdf = NormalDist().cdf
        return math.fsum(cdf(s / noise) for s in self.member_surplus.get(chamber, []))

    def consents(self, name: str) -> bool:
        """Return whether a single player gains, or may be paid and can be."""
        quiet = any(name in clause["acquiesces"] for clause in self.clauses)
        paid = self.single_price(name, quiet or self.case.actors[name].compensable)
        return paid is not None and paid <= self.budget

    def comes_to_a_vote(self) -> bool | str:
        """Return True, or the end the bill comes to before a vote."""
        calendar = self.case.calendar
        holder = calendar.held_by
        if not self.is_ready:
            return "stalls"
        if holder is None:
            return True
        s = self.surplus[holder] + self.valence() + self.effect("lambda")
        cost = -s * self.weight_of(holder)
        if s < 0 and not (self.case.actors[holder].compensable and cost <= self.budget):
            return "stalls"
        if calendar.prefers_recorded_defeat or not self.chambers:
            return True
        own = [self.case.actors[holder].seats.get(c, 0) for c in self.chambers]
        led = self.chambers[own.index(max(own))]
        quotas = [clause["chambers"][led] for clause in self.clauses if led in clause["chambers"]]
        return self.tally(led) + 0.5 >= min(quotas) or "withdrawn"

    def verdict(self) -> str:
        """Return the outcome at likely values, with purses that move no vote."""
        held = self.comes_to_a_vote()
        if held is not True:
            return str(held)
        met = any(
            all(self.tally(c) + 0.5 >= quota for c, quota in clause["chambers"].items())
            and all(self.consents(i) for i in (*clause["vetoes"], *clause["acquiesces"]))
            for clause in self.clauses
        )
        return "passes" if met else "fails"

    # votes and pivots -----------------------------------------------------------------------

    def unpaid(self) -> dict[str, int]:
        """Return the members of each chamber who gain."""
        return {c: sum(s >= 0 for s in gains) for c, gains in self.member_surplus.items()}

    def robust(self, number: int) -> dict[str, int]:
        """Return the largest quota paid for in each chamber of a clause that has a price."""
        clause, whole = self.clauses[number], self.clause_prices[number]
        assert whole is not None
        found = {}
        for chamber in clause["chambers"]:
            mine = self.parts[number][chamber]
            assert mine is not None
            left = max(0.0, self.budget - (whole - mine))
            reached = 0
            for quota in range(1, len(self.members[chamber]) + 1):
                price = self.price_in(chamber, quota)
                if price is None or price > left + TOLERANCE:
                    break
                reached = quota
            found[chamber] = reached
        return found

    def de_swaan(self, chamber: str) -> dict[str, bool]:
        """Return which blocs of a chamber are pivots on the first vote axis."""
        axis = self.vote_axes[0]
        blocs = {
            i: (self.position[i][axis], a.seats[chamber])
            for i, a in self.case.actors.items()
            if a.seats.get(chamber, 0) > 0
        }
        answer = {}
        for name, (place, own) in blocs.items():
            right = sum(w for p, w in blocs.values() if p > place)
            left = sum(w for p, w in blocs.values() if p < place)
            answer[name] = abs(right - left) <= own
        return answer

    def swing(self, name: str) -> bool:
        """Return whether an actor alone turns the verdict and cannot hold it alone."""
        passes = self.verdict() == "passes"
        side = math.copysign(1, self.surplus[name]) if self.surplus[name] else 0
        turned = PlainGame(self.case, self.parameters, frozenset({name}))
        if (turned.verdict() == "passes") == passes:
            return False
        if not side or (side > 0) != passes:
            return True
        others = frozenset(i for i, s in self.surplus.items() if i != name and s * side > 0)
        alone = PlainGame(self.case, self.parameters, others)
        return (alone.verdict() == "passes") != passes


def settled(surplus: float) -> float:
    """Count float noise as 0."""
    return 0.0 if abs(surplus) <= TOLERANCE else surplus


def plain_domestic_game(case: Any, parameters: Any, *, with_swing: bool = True) -> dict[str, Any]:
    """Return everything the domestic game says about a case at likely values."""
    game = PlainGame(case, parameters)
    by_clause = {
        n: {"prices": parts, "robust": game.robust(n)}
        for n, parts in enumerate(game.parts)
        if game.clause_prices[n] is not None
    }
    robust = None if game.clause is None else game.robust(game.clause)
    quotas = {} if game.clause is None else game.clauses[game.clause]["chambers"]
    return {
        "surplus": game.surplus,
        "member_surplus": game.member_surplus,
        "willingness": game.willingness,
        "engagement": game.engagement,
        "window_share": game.share,
        "division": game.division,
        "coordination": game.coordination,
        "ready_day": game.ready_day,
        "is_ready": game.is_ready,
        "quality": game.quality,
        "fund": game.fund,
        "cohesion": game.cohesion,
        "cohesion_of_reasons": game.cohesion_of_reasons,
        "budget": game.budget,
        "clauses": game.clauses,
        "clause_prices": game.clause_prices,
        "by_clause": by_clause,
        "clause": game.clause,
        "price": game.price,
        "price_by_chamber": {} if game.clause is None else game.parts[game.clause],
        "verdict": game.verdict(),
        "unpaid": game.unpaid(),
        "robust": robust,
        "short": robust and {c: quotas[c] - votes for c, votes in robust.items()},
        "de_swaan": {c: game.de_swaan(c) for c in game.members},
        "swing": {i: game.swing(i) for i in case.actors} if with_swing else None,
    }
