"""Several texts put to a vote one after the other: the chances of each."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from winset.cases.editing.with_values import with_values
from winset.cases.model.case import Attempt, Case
from winset.cases.model.parameters import Parameters
from winset.games.rule import Rule
from winset.reports.domestic import bill_parts as parts
from winset.studies.domestic.draws import Draws, monte_carlo
from winset.translate import coded_game

MOST_DRAWS: Final = 500


def attempts(case: Case, parameters: Parameters, draws: int, seed: int) -> list[parts.AttemptRead]:
    """Chance of each text of a sequence, on its own day and in its own chambers.

    Answers: what were the chances of the first text, and of the second try?

    Parameters
    ----------
    case
        The case; its `sequence` names the texts.
    parameters
        The parameter block.
    draws, seed
        Of the analysis; at most 500 draws serve each text, the same for all.

    Returns
    -------
    list of AttemptRead
        In the order of the sequence.

    Notes
    -----
    The day of the text takes the place of the last day for the vote, and a proposal dated later
    counts as out on that day; elections and lobbying are counted from there. A text passes where
    each of its chambers reaches its quota, the lowest that a clause of the rule asks unless the
    attempt gives another; without chambers, where the whole rule is met. Since the draws are the
    same, the share in which this or an earlier text passes those chambers can be read off them.
    """
    found: list[parts.AttemptRead] = []
    before: dict[tuple[str, ...], NDArray[np.bool_]] = {}
    for attempt in case.sequence:
        variant = as_put(case, attempt)
        coded = coded_game(variant, parameters)
        drawn = monte_carlo(coded, min(draws, MOST_DRAWS), seed)
        names = coded.likely.labels.chambers
        chambers = [name for name in attempt.chambers if name in names]
        quotas = {name: quota_of(attempt, coded.likely.institutions.rule, name) for name in names}
        passes = _passes(drawn, names, chambers, quotas)
        key = tuple(sorted(chambers))
        ever = passes | before.get(key, np.zeros_like(passes))
        before[key] = ever
        found.append(
            parts.AttemptRead(
                text=attempt.text,
                date=attempt.date.isoformat(),
                chambers=chambers,
                quotas={name: quotas[name] for name in chambers},
                expected={
                    name: float(drawn.recorded[:, names.index(name)].mean()) for name in chambers
                },
                passage_probability=float(passes.mean()),
                this_or_an_earlier=float(ever.mean()),
            )
        )
    return found


def as_put(case: Case, attempt: Attempt) -> Case:
    """The case as a text was put to the vote: its day, and its levels where they are given.

    Parameters
    ----------
    case, attempt
        The case and one of its texts.
    """
    values: dict[str, object] = {
        f"issues.{issue}.proposal": level for issue, level in attempt.proposal.items()
    }
    if case.stages is not None:
        values["stages.voting.deadline"] = attempt.date
        formulation = case.stages.formulation
        if formulation is not None and formulation.proposal is not None:
            values["stages.formulation.proposal"] = min(formulation.proposal.likely, attempt.date)
            values["stages.formulation.start"] = min(formulation.start.likely, attempt.date)
    return with_values(case.model_copy(update={"sequence": []}), values)


def quota_of(attempt: Attempt, rule: Rule, chamber: str) -> int:
    """Votes a text needs in a chamber.

    Parameters
    ----------
    attempt
        The text.
    rule
        Rule of the game.
    chamber
        Id of the chamber.
    """
    if chamber in attempt.quotas:
        return attempt.quotas[chamber]
    return min(int(c.quotas[chamber]) for c in rule.clauses() if chamber in c.quotas)


def _passes(
    drawn: Draws, names: tuple[str, ...], chambers: list[str], quotas: dict[str, int]
) -> NDArray[np.bool_]:
    if not chambers:
        return drawn.passes
    reached = [drawn.recorded[:, names.index(name)] >= quotas[name] for name in chambers]
    return np.asarray(np.all(reached, axis=0))
