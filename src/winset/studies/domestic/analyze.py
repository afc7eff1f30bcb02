"""`analyze`: one case end to end, from the file to the Report."""

from __future__ import annotations

from collections.abc import Collection
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from winset.cases.checks.sourced import sourced
from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.citations import METHOD_SOURCES, reference_text
from winset.foundation.errors import InputError
from winset.reports.domestic import bill_parts as parts
from winset.reports.domestic.report import Report
from winset.reports.report_parts import Interval, SourcedNumbers
from winset.results.ratification.ratification import RatificationPrice, clause_text, finite
from winset.solvers.coalitions.contributions import Field, field_of
from winset.solvers.coalitions.deadlock import deadlock_coalition
from winset.solvers.coalitions.ratification_price import (
    price_in,
    ratification_price,
    unopposed_price,
)
from winset.solvers.coalitions.referendums import won_referendums
from winset.solvers.coalitions.valence import valence
from winset.solvers.power.banzhaf import banzhaf
from winset.solvers.power.shapley_shubik import shapley_shubik
from winset.solvers.stages.formulation import FormulationStage
from winset.studies.arguments import refuse_no_case
from winset.studies.domestic.actor_sections import (
    actor_rows,
    axis_issues,
    distributions,
    member_rows,
    timeline,
    title_of,
)
from winset.studies.domestic.assumptions import assumptions, member_assumptions
from winset.studies.domestic.attempts import attempts
from winset.studies.domestic.coalition_process import coalition_process_of
from winset.studies.domestic.coalition_sections import (
    deadlock_section,
    pivotal_section,
    reach,
    winning_coalition,
)
from winset.studies.domestic.draws import Draws, monte_carlo, percentile
from winset.studies.domestic.formulation_effect import formulation_effect
from winset.studies.domestic.hypothesis_tests import hypothesis_tests
from winset.studies.domestic.outcome import outcome_compared
from winset.studies.domestic.verdict import verdict_reason, warnings
from winset.studies.estimate.folds import without_this_case
from winset.studies.whatif.break_even import break_evens
from winset.translate import CodedGame, chamber_seats, coded_game

if TYPE_CHECKING:
    from winset.votes.records import VoteTable

DEFAULT_DRAWS = 2000
VALENCE = tuple(
    f"parameters.vote_model.coefficients.{name}"
    for name in ("gamma_0", "gamma_dir", "gamma_pkg", "gamma_clk", "s_a")
)
"""Paths of the coefficients that make up a bill's valence."""


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
    """Analyze one case: probabilities, price, coalition, pivots, stages and how sure all that is.

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
        given is not a case of a game at home.
    """
    refuse_no_case(case)
    if parameters is None:
        from winset.cases.file.read_parameters import read_parameters

        parameters = read_parameters()
    table = None
    if data is not None:
        from winset.votes.readers.folder_reader import roll_calls_of

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
    word = sampled.verdict_word
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
    power_rule = game.institutions.rule
    return Report(
        case=case.id,
        title=case.title,
        summary_line=case.summary,
        version=version("winset"),
        seed=seed,
        draws=sampled.count,
        method=f"{likely.method}; Monte Carlo with {sampled.count:,} draws",
        parameters=parameters_shown(coded.parameters),
        changes=changes,
        assumptions=[*assumptions(case, coded.parameters, field), *member_assumptions(coded)],
        sources=sources_of(case),
        sourced=SourcedNumbers(**sourced(case)._asdict()),
        verdict=sampled.verdict_word,
        verdict_reason=verdict_reason(case, field, sampled),
        coalition_process=coalition_process_of(case),
        verdict_shares=sampled.verdict_shares,
        passage_probability=sampled.passage_probability,
        passage_probability_se=sampled.passage_probability_se,
        probabilities=probabilities_section(sampled),
        probabilities_as_of=None if case.as_of is None else case.as_of.isoformat(),
        valence=valence_section(coded, field, sampled, seed),
        formulation_effect=formulation_effect(coded, sampled, seed),
        attempts=attempts(coded.case, coded.parameters, sampled.count, seed),
        parameters_source=coded.parameters.vote_model.source,
        without_this_case=left_out_section(coded),
        price=price_section(coded.case, field, likely, sampled),
        budget=interval_of(likely.budget[0], sampled.budget),
        opposition_fund=interval_of(likely.fund[0], sampled.fund),
        votes=votes_section(coded, likely, sampled),
        minimum_winning_coalition=winning_coalition(field, likely),
        reach=reach(field, likely),
        deadlock_coalition=deadlock_section(field, deadlock_coalition(field), sampled.vote.joins),
        pivotal_actors=pivotal_section(field, shapley_shubik(power_rule), banzhaf(power_rule)),
        stages=stages_section(case, field),
        hypotheses=hypothesis_tests(coded.parameters.vote_model),
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


def parameters_shown(parameters: Parameters) -> dict[str, Any]:
    """The parameter block as a report repeats it: of a posterior sample only its size."""
    shown = parameters.model_dump(mode="json", exclude_none=True)
    sample = shown["vote_model"].pop("sample")
    shown["vote_model"]["sample_size"] = len(sample)
    return shown


def left_out_section(coded: CodedGame) -> parts.WithoutThisCase | None:
    """A published case, exactly as it is coded, by coefficients without its episode."""
    found = without_this_case(coded.case, coded.parameters)
    return None if found is None else parts.WithoutThisCase(passage_probability=found)


def probabilities_section(sampled: Draws) -> parts.Probabilities:
    """Return whether it comes to a vote, whether it passes if it does, and both together."""
    held = sampled.vote.passes_if_held(sampled.passes)
    return parts.Probabilities(
        comes_to_a_vote=sampled.vote.chance_of_a_vote,
        passes_if_it_does=held,
        passes=sampled.passage_probability,
        reason="it comes to a vote in no draw" if held is None else None,
    )


def valence_section(coded: CodedGame, field: Field, sampled: Draws, seed: int) -> parts.Valence:
    """Valence at likely values and over the draws, and what it adds to the probability."""
    none = monte_carlo(coded.fixed(dict.fromkeys(VALENCE, 0.0)), sampled.count, seed)
    found = interval_of(float(valence(field.game)[0]), sampled.vote.valence)
    return parts.Valence(
        likely=found.likely,
        low=found.low,
        high=found.high,
        adds=sampled.passage_probability - none.passage_probability,
    )


def sources_of(case: Case) -> list[str]:
    """References of a case, then those of the methods, each once."""
    from_case = [source.text for source in case.sources.values()]
    loose = [item.source for item in case.evidence if item.source not in case.sources]
    methods = [reference_text(key) for key in METHOD_SOURCES]
    return list(dict.fromkeys([*from_case, *loose, *methods]))


def interval_of(likely: float, values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Interval:
    """A number at likely values with its 5th and 95th percentile over the draws."""
    return Interval(
        likely=finite(likely), low=percentile(values, 5.0), high=percentile(values, 95.0)
    )


def price_section(
    case: Case, field: Field, likely: RatificationPrice, sampled: Draws
) -> parts.Price:
    """The price at likely values and over the draws, or why there is none."""
    found = interval_of(likely.price[0], sampled.price)
    reason = None
    if found.likely is None:
        reason = "nothing buys ratification: " + likely_obstacle(case, likely)
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
        other_clauses=[clause_text(other) for other in likely.clauses if other != clause],
        lower_bound=finite(unopposed_price(field)[0]),
    )


def likely_obstacle(case: Case, likely: RatificationPrice) -> str:
    """Say what makes ratification impossible to buy at likely values."""
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
    asked = likely.game.institutions.referendums.names
    won = dict(zip(asked, won_referendums(likely.game)[0], strict=True))
    closed += [name for name in clause.electorates if not won[name]]
    names = [
        title_of(name, case.actors[name]) if name in case.actors else name.replace("-", " ")
        for name in dict.fromkeys(closed)
    ]
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
            other_quotas=sorted(_quotas_of(likely, chamber.name) - {quota}),
            of=seats[chamber.name],
            members=int(chamber.surplus.shape[1]),
            weight=chamber.weight,
            by_party=_parties(coded, sampled, column),
            unpaid=int(chamber.unpaid[0]),
            bought=int(chamber.bought[0]),
            robust=int(chamber.robust[0]),
            short=quota - int(chamber.robust[0]),
        )
    return found


def _parties(coded: CodedGame, sampled: Draws, column: int) -> dict[str, Interval]:
    """Votes of each party in one chamber over the draws."""
    labels = coded.likely.labels
    names = [*coded.likely.parties, None]
    seated = {labels.parties[row] for row in np.flatnonzero(labels.seats[:, column])}
    found = {}
    for place, party in enumerate(names):
        if party not in seated:
            continue
        votes = sampled.vote.by_party[:, column, place]
        found[party or "none"] = Interval(
            likely=float(votes.mean()), low=percentile(votes, 5.0), high=percentile(votes, 95.0)
        )
    return found


def _quotas_of(likely: RatificationPrice, chamber: str) -> set[int]:
    """Quotas that the clauses of the rule ask of a chamber."""
    return {int(c.quotas[chamber]) for c in likely.clauses if chamber in c.quotas}


def _lowest_quota(likely: RatificationPrice, chamber: str) -> int:
    """Quota of a chamber that the cheapest clause does not need: the lowest any clause asks for."""
    return min(_quotas_of(likely, chamber))


def _coded_of_stage(case: Case, stage: FormulationStage) -> list[str]:
    """Names of the numbers of the formulation stage that the case file gives as they are."""
    formulation = case.stages.formulation if case.stages else None
    if formulation is None:
        return ["ready_date"] if stage.known else []
    shown = {
        "division": stage.division,
        "coordination": stage.coordination,
        "quality": stage.quality,
    }
    given = {name: getattr(formulation, name) for name in shown}
    found = [
        name
        for name, values in shown.items()
        if given[name] is not None and np.isclose(given[name].likely, values[0])
    ]
    return [*found, "ready_date"] if stage.known else found


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
            as_coded=_coded_of_stage(case, stage),
            lateness=None if np.isnan(ready) else float(stage.lateness[0]),
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
