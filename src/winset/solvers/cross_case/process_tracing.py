"""Bayesian process tracing: what the clues of one case say for a hypothesis about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf, isfinite, log

from winset.foundation.errors import InputError


class ClueKind(StrEnum):
    """The four kinds of clue, by how certain and how unique each is under the hypothesis."""

    HOOP = "hoop"
    """Certain, not unique: to fail it sinks the hypothesis, to pass it proves little."""
    SMOKING_GUN = "smoking gun"
    """Unique, not certain: to find it nearly proves the hypothesis, its absence says little."""
    DOUBLY_DECISIVE = "doubly decisive"
    """Certain and unique."""
    STRAW_IN_THE_WIND = "straw in the wind"
    """Neither."""


@dataclass(frozen=True)
class Chance:
    """A probability with its range."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True)
class Clue:
    """A piece of evidence as a test of a hypothesis.

    Parameters
    ----------
    id
        Its name.
    if_true, if_false
        Probability of finding it if the hypothesis is true, and if it is false.
    found
        Whether it was looked for and found; False: looked for and not found.
    depends_on
        Names of clues it shares a source or a cause with.
    """

    id: str
    if_true: Chance
    if_false: Chance
    found: bool = True
    depends_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class WeighedClue:
    """A clue with its kind and its likelihood ratio; None stands for an infinite one."""

    id: str
    kind: ClueKind
    found: bool
    ratio: float | None
    ratio_low: float
    ratio_high: float | None
    group: int
    counts: bool


@dataclass(frozen=True)
class TracedProcess:
    """Posterior of a hypothesis about one case.

    Parameters
    ----------
    prior, posterior
        Probabilities; the posterior counts one clue, the strongest, of each group of clues that
        depend on each other.
    low, high
        Posterior with every range at its worst and its best end for the hypothesis.
    if_independent
        Posterior if all clues were independent.
    clues
        Each with its kind and likelihood ratio.
    reason
        What limits the reading.
    """

    prior: float
    posterior: float | None
    low: float | None
    high: float | None
    if_independent: float | None
    clues: tuple[WeighedClue, ...]
    reason: str


def clue_kind(if_true: float, if_false: float, *, certain: float, unique: float) -> ClueKind:
    """Kind of a clue.

    Parameters
    ----------
    if_true, if_false
        Probability of the clue if the hypothesis is true, and if it is false.
    certain
        Value of `if_true` from which a clue is certain.
    unique
        Value of `if_false` up to which it is unique.

    References
    ----------
    Van Evera, S. (1997). Guide to Methods for Students of Political Science, pp. 31-32. Ithaca:
    Cornell University Press. Bennett, A. (2015). Appendix: Disciplining our conjectures. In A.
    Bennett & J. T. Checkel (eds), Process Tracing, pp. 276-298. Cambridge: Cambridge University
    Press.

    Examples
    --------
    >>> clue_kind(0.3, 0.0, certain=0.9, unique=0.1).value
    'smoking gun'
    """
    if if_true >= certain:
        return ClueKind.DOUBLY_DECISIVE if if_false <= unique else ClueKind.HOOP
    return ClueKind.SMOKING_GUN if if_false <= unique else ClueKind.STRAW_IN_THE_WIND


def trace_process(
    clues: Sequence[Clue], *, prior: float = 0.5, certain: float = 0.9, unique: float = 0.1
) -> TracedProcess:
    """Update a hypothesis about a case on its clues.

    Answers: how likely is the hypothesis for this case after what was found and not found?

    Parameters
    ----------
    clues
        The clues.
    prior
        Probability beforehand, above 0 and below 1.
    certain, unique
        Cut points between the kinds of clue; they do not enter the posterior.

    Returns
    -------
    TracedProcess

    Raises
    ------
    InputError
        If the prior or a probability is out of bounds, a name occurs twice, or a clue depends on
        one that is not there.

    Notes
    -----
    Posterior odds are prior odds times the product of p(clue | true) / p(clue | false); of a clue
    that was not found, of the complements. Clues that depend on each other form groups, and of
    each group only the strongest counts: the others are taken to add nothing. That is the cautious
    end; `if_independent` is the other.

    Examples
    --------
    >>> straw = Clue("straw", Chance(0.8, 0.8, 0.8), Chance(0.2, 0.2, 0.2))
    >>> trace_process([straw]).posterior
    0.8
    """
    _refuse(clues, prior)
    groups = _groups(clues)
    if not clues:
        return TracedProcess(prior, None, None, None, None, (), "no evidence carries a test")
    ratios = [_ratio(clue, "likely") for clue in clues]
    strongest: dict[int, int] = {}
    for place, group in enumerate(groups):
        best = strongest.get(group)
        if best is None or _weight(ratios[place]) > _weight(ratios[best]):
            strongest[group] = place
    counted = set(strongest.values())
    weighed = tuple(
        WeighedClue(
            clue.id,
            clue_kind(clue.if_true.likely, clue.if_false.likely, certain=certain, unique=unique),
            clue.found,
            _finite(ratios[place]),
            _ratio(clue, "low"),
            _finite(_ratio(clue, "high")),
            groups[place],
            place in counted,
        )
        for place, clue in enumerate(clues)
    )
    chosen = [clue for place, clue in enumerate(clues) if place in counted]
    return TracedProcess(
        prior,
        _posterior(prior, [_ratio(clue, "likely") for clue in chosen]),
        _posterior(prior, [_ratio(clue, "low") for clue in chosen]),
        _posterior(prior, [_ratio(clue, "high") for clue in chosen]),
        _posterior(prior, ratios),
        weighed,
        _reason(len(clues), len(counted)),
    )


def _ratio(clue: Clue, end: str) -> float:
    """Likelihood ratio at likely values, or at the end that is worst or best for the hypothesis."""
    other = {"low": "high", "high": "low", "likely": "likely"}[end]
    if clue.found:
        true, false = getattr(clue.if_true, end), getattr(clue.if_false, other)
    else:
        true, false = 1.0 - getattr(clue.if_true, other), 1.0 - getattr(clue.if_false, end)
    if false <= 0.0:
        return inf if true > 0.0 else 1.0
    return float(true / false)


def _weight(ratio: float) -> float:
    return inf if ratio in (0.0, inf) else abs(log(ratio))


def _finite(ratio: float) -> float | None:
    return ratio if isfinite(ratio) else None


def _posterior(prior: float, ratios: Sequence[float]) -> float | None:
    """Posterior probability; None where certain evidence speaks both ways."""
    if inf in ratios and 0.0 in ratios:
        return None
    odds = prior / (1.0 - prior)
    for ratio in ratios:
        odds *= ratio
    return 1.0 if odds == inf else odds / (1.0 + odds)


def _groups(clues: Sequence[Clue]) -> list[int]:
    """Number of the group of each clue: clues linked by dependence, directly or through others."""
    places = {clue.id: place for place, clue in enumerate(clues)}
    group = list(range(len(clues)))
    for place, clue in enumerate(clues):
        for other in clue.depends_on:
            joined, kept = group[place], group[places[other]]
            group = [kept if number == joined else number for number in group]
    order = {number: rank for rank, number in enumerate(dict.fromkeys(group))}
    return [order[number] for number in group]


def _reason(clues: int, counted: int) -> str:
    if counted < clues:
        return (
            f"of {clues} clues {counted} count: of clues that depend on each other only the "
            "strongest does"
        )
    if clues == 1:
        return "it rests on one clue"
    return (
        f"the {clues} clues are taken as independent given the hypothesis; none is said not to be"
    )


def _refuse(clues: Sequence[Clue], prior: float) -> None:
    if not 0.0 < prior < 1.0:
        raise InputError(f"a prior lies above 0 and below 1, not at {prior:g}")
    names = [clue.id for clue in clues]
    for clue in clues:
        if names.count(clue.id) > 1:
            raise InputError(f"the clue `{clue.id}` occurs twice")
        for chance in (clue.if_true, clue.if_false):
            if not 0.0 <= chance.low <= chance.likely <= chance.high <= 1.0:
                raise InputError(f"{clue.id}: probabilities need 0 <= low <= likely <= high <= 1")
        for other in clue.depends_on:
            if other not in names or other == clue.id:
                raise InputError(f"{clue.id} depends on `{other}`, which is no other clue")
