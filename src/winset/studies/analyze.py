"""`analyze`: one case end to end, from the file to the Report."""

from __future__ import annotations

from collections.abc import Collection
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from winset.cases.model import Case
from winset.cases.parameters import Parameters
from winset.foundation.citations import METHOD_SOURCES, reference_text
from winset.foundation.errors import InputError
from winset.results.ratification import RatificationPrice, clause_text, finite
from winset.solvers.coalitions.contributions import Field, field_of
from winset.solvers.coalitions.deadlock import deadlock_coalition
from winset.solvers.coalitions.ratification_price import (
    price_in,
    ratification_price,
    unopposed_price,
)
from winset.solvers.power.banzhaf import banzhaf
from winset.solvers.power.shapley_shubik import shapley_shubik
from winset.studies import report_parts as parts
from winset.studies.actor_sections import (
    actor_rows,
    axis_issues,
    distributions,
    member_rows,
    timeline,
)
from winset.studies.assumptions import assumptions
from winset.studies.break_even import break_evens
from winset.studies.coalition_sections import (
    deadlock_section,
    pivotal_section,
    reach,
    winning_coalition,
)
from winset.studies.draws import Draws, monte_carlo, percentile
from winset.studies.given import refuse_no_case
from winset.studies.hypotheses import hypotheses
from winset.studies.members_told import members_told
from winset.studies.outcome import outcome_compared
from winset.studies.report import Report
from winset.studies.verdict import verdict_reason, warnings
from winset.translate import CodedGame, chamber_seats, coded_game

if TYPE_CHECKING:
    from winset.votes.records import VoteTable

DEFAULT_DRAWS = 2000


def analyze(
    case: Case,
    *,
    draws: int = DEFAULT_DRAWS,
    seed: int = 0,
    parameters: Parameters | None = None,
    changes: dict[str, str] | None = None,
    as_coded: tuple[Case, Parameters] | None = None,
    data: str | Path | VoteTable | None = None,
) -> Report:
    """Analyze one case: verdict, price, coalition, pivots, stages and how sure all that is.

    Answers: will this bill be ratified at home, who must be in the coalition, what does it cost,
    who is pivotal and how strong is the coalition that blocks?

    Parameters
    ----------
    case
        A case, as `read_case` gives it.
    draws
        Number of Monte Carlo draws, 1 to 10,000,000.
    seed
        Not negative; one seed, one answer.
    parameters
        The parameter block; default: the one shipped with the package.
    changes
        Values that were changed from the case file, to be repeated in the report.
    as_coded
        The case and the parameters before these changes; the report then says whether the changes
        alone turn the verdict.
    data
        Folder of roll calls (or a table already read) whose members fill the chambers that the case
        names under `chambers`. Without it the blocs stand there.

    Returns
    -------
    Report

    Raises
    ------
    InputError
        If the case cannot be played: a rule that does not fit its chambers, pressure between
        groups that grows without bound, draws or seed out of bounds; with `data`, if it does not
        hold what the case names, or a change is to a number that the members bring; if what is
        given is no case of a game at home.
    """
    refuse_no_case(case)
    if parameters is None:
        from winset.cases.read_parameters import read_parameters

        parameters = read_parameters()
    table = None
    if data is not None:
        from winset.votes.read_folder import roll_calls_of

        table = roll_calls_of(data)
    coded = coded_game(case, parameters, table)
    refuse_replaced(coded, changes or {})
    field = field_of(coded.likely)
    likely = price_in(field)
    check = likely.verify()
    if not check:
        raise RuntimeError("the price of ratification fails its own check: " + check.failed[0])
    sampled = monte_carlo(coded, draws, seed)
    report = _report(coded, field, likely, sampled, seed, changes or {})
    if as_coded is None:
        return report
    before = _before(coded_game(*as_coded, table), draws, seed, report.verdict)
    return report.model_copy(update={"as_coded": before})


def refuse_replaced(coded: CodedGame, changes: Collection[str]) -> None:
    """Refuse changes to numbers that real members bring with them.

    Parameters
    ----------
    coded
        The case as a game.
    changes
        Paths of what was changed.

    Raises
    ------
    InputError
        If one of them comes from the members.
    """
    for path in changes:
        if path in coded.replaced:
            raise InputError(
                f"{path}: comes from the members of the roll calls",
                "change something else, or leave out the data",
            )


def _before(coded: CodedGame, draws: int, seed: int, verdict: str) -> parts.AsCoded:
    """Case before the changes, answered by the same draws."""
    likely = ratification_price(coded.likely)
    sampled = monte_carlo(coded, draws, seed)
    word = likely.verdict_word()
    return parts.AsCoded(
        verdict=word,
        passage_probability=sampled.passage_probability,
        passage_probability_se=sampled.passage_probability_se,
        price=finite(likely.price[0]),
        budget=finite(likely.budget[0]),
        enough=(word == "passes") != (verdict == "passes"),
    )


def _report(
    coded: CodedGame,
    field: Field,
    likely: RatificationPrice,
    sampled: Draws,
    seed: int,
    changes: dict[str, str],
) -> Report:
    case, game = coded.case, coded.likely
    deadlock = deadlock_coalition(field)
    power_rule = game.institutions.rule
    return Report(
        case=case.id,
        title=case.title,
        summary_line=case.summary,
        version=version("winset"),
        seed=seed,
        draws=sampled.count,
        method=f"{likely.method}; Monte Carlo with {sampled.count:,} draws",
        parameters=coded.parameters.model_dump(mode="json"),
        changes=changes,
        assumptions=[*assumptions(case, coded.parameters, field), *members_told(coded)],
        sources=sources_of(case),
        verdict=likely.verdict_word(),
        verdict_reason=verdict_reason(case, field, likely),
        verdict_shares=sampled.verdict_shares,
        passage_probability=sampled.passage_probability,
        passage_probability_se=sampled.passage_probability_se,
        price=price_section(field, likely, sampled),
        budget=interval_of(likely.budget[0], sampled.budget),
        opposition_fund=interval_of(likely.fund[0], sampled.fund),
        votes=votes_section(coded, likely, sampled),
        minimum_winning_coalition=winning_coalition(field, likely),
        reach=reach(field, likely),
        deadlock_coalition=deadlock_section(field, deadlock),
        pivotal_actors=pivotal_section(field, shapley_shubik(power_rule), banzhaf(power_rule)),
        stages=stages_section(case, field),
        hypotheses=hypotheses(field, likely, deadlock),
        break_even=break_evens(coded),
        outcome=outcome_compared(case, likely, sampled),
        issues=axis_issues(case, field),
        actors=actor_rows(case, field),
        members=member_rows(field, likely, sampled),
        timeline=timeline(case, field),
        distributions=distributions(sampled, game.labels.chambers),
        notes=list(case.notes),
        warnings=warnings(coded, likely, sampled),
    )


def sources_of(case: Case) -> list[str]:
    """References of a case, then those of the methods, each once."""
    from_case = [source.text for source in case.sources.values()]
    loose = [item.source for item in case.evidence if item.source not in case.sources]
    methods = [reference_text(key) for key in METHOD_SOURCES]
    return list(dict.fromkeys([*from_case, *loose, *methods]))


def interval_of(
    likely: float, values: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> parts.Interval:
    """A number at likely values with its 5th and 95th percentile over the draws."""
    return parts.Interval(
        likely=finite(likely), low=percentile(values, 5.0), high=percentile(values, 95.0)
    )


def price_section(field: Field, likely: RatificationPrice, sampled: Draws) -> parts.Price:
    """The price at likely values and over the draws, or why there is none."""
    found = interval_of(likely.price[0], sampled.price)
    reason = None
    if found.likely is None:
        reason = "nothing buys ratification: " + likely_obstacle(likely)
    elif found.low is None or found.high is None:
        share = float((~np.isfinite(sampled.price)).mean())
        reason = f"nothing buys ratification in {share:.0%} of the draws"
    clause = likely.clauses[int(likely.clause[0])]
    players = [*clause.players, *clause.acquiescences]
    return parts.Price(
        likely=found.likely,
        low=found.low,
        high=found.high,
        reason=reason,
        by_chamber={c.name: finite(c.price[0]) for c in likely.chambers if c.quota[0] > 0},
        by_player={
            name: finite(likely.player_price[0, likely.game.labels.actor(name)]) for name in players
        },
        clause=clause_text(clause),
        lower_bound=finite(unopposed_price(field)[0]),
    )


def likely_obstacle(likely: RatificationPrice) -> str:
    """What makes ratification impossible to buy at likely values."""
    clause = likely.clauses[int(likely.clause[0])]
    labels = likely.game.labels
    closed = [
        name
        for name in (*clause.players, *clause.acquiescences)
        if not np.isfinite(likely.player_price[0, labels.actor(name)])
    ]
    gate = likely.game.institutions.gatekeeper
    if gate is not None and not np.isfinite(likely.player_price[0, gate]):
        closed.append(labels.actors[gate])
    closed += [c.name for c in likely.chambers if not np.isfinite(c.price[0])]
    names = list(dict.fromkeys(closed))
    verb = "loses" if len(names) == 1 else "lose"
    return f"{' and '.join(names)} {verb} and cannot be paid" if names else "no clause is open"


def votes_section(
    coded: CodedGame, likely: RatificationPrice, sampled: Draws
) -> dict[str, parts.VotesRead]:
    """The four readings of votes in each chamber."""
    seats = chamber_seats(coded.case)
    found = {}
    for column, chamber in enumerate(likely.chambers):
        recorded = sampled.recorded[:, column]
        quota = int(chamber.quota[0]) or _lowest_quota(likely, chamber.name)
        found[chamber.name] = parts.VotesRead(
            expected=float(recorded.mean()),
            low=float(np.percentile(recorded, 5.0, method="inverted_cdf")),
            high=float(np.percentile(recorded, 95.0, method="inverted_cdf")),
            quota=quota,
            of=seats[chamber.name],
            members=int(chamber.surplus.shape[1]),
            unpaid=int(chamber.unpaid[0]),
            bought=int(chamber.bought[0]),
            robust=int(chamber.robust[0]),
            short=quota - int(chamber.robust[0]),
        )
    return found


def _lowest_quota(likely: RatificationPrice, chamber: str) -> int:
    """Quota of a chamber that the cheapest clause does not need: the lowest any clause asks for."""
    return min(int(c.quotas[chamber]) for c in likely.clauses if chamber in c.quotas)


def stages_section(case: Case, field: Field) -> parts.StagesReport:
    """Both stages at likely values."""
    import datetime as dt

    stage = field.formulation
    ready = float(stage.ready_day[0])
    deadline = float(field.game.numbers.deadline[0, 0])
    spends = field.game.numbers.capacity[0] > 0.0
    known = np.isfinite(ready)
    reason = None if known else "the case does not date the formulation stage"
    return parts.StagesReport(
        formulation=parts.FormulationReport(
            division=float(stage.division[0]),
            coordination=float(stage.coordination[0]),
            ready_date=dt.date.fromordinal(round(ready)).isoformat() if known else None,
            days_left=float(deadline - ready) if known and np.isfinite(deadline) else None,
            known=stage.known,
            quality=float(stage.quality[0]),
            reason=reason,
        ),
        voting=parts.VotingReport(
            share={
                name: float(field.window[0, row])
                for row, name in enumerate(field.game.labels.actors)
                if spends[row]
            },
            deadline=case.stages.voting.deadline.likely.isoformat() if case.stages else None,
        ),
    )
