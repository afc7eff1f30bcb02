"""The subject of a forecast: a case, a negotiation or a table of actors, as arrays with titles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from winset.cases.model.case import Case, Issue
from winset.cases.model.negotiation import NegotiationCase
from winset.cases.model.parameters import Parameters
from winset.cases.tables.actor_table import ActorTable
from winset.cases.tables.read import read_actor_table
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.games.issue_positions import Positions
from winset.solvers.bargaining.spatial_model_of_politics import Switches
from winset.translate.issue_positions import (
    positions_at_table,
    positions_of_case,
    positions_of_table,
)

Source = str | Path | Case | NegotiationCase | ActorTable

TABLE_ENDINGS = (".csv", ".tsv", ".txt", ".tab", ".xml", ".xlsx", ".xlsm")
"""Files that are read as tables of actors."""
CASE_ENDINGS = (".yaml", ".yml", ".json")
"""Files that are read as cases."""


@dataclass(frozen=True)
class ForecastSubject:
    """Positions with everything a report repeats about them.

    Parameters
    ----------
    source
        Id of the case, or name of the table.
    title
        Title.
    layout
        Layout of the table, or kind of the case.
    positions
        The arrays.
    actor_titles, issue_titles
        Longer names, where there are any.
    issues
        The coded issues of a case.
    assumptions
        What the input did not say.
    switches
        Choices of the spatial model that a file carries.
    """

    source: str
    title: str
    layout: str
    positions: Positions
    actor_titles: Mapping[str, str] = field(default_factory=dict)
    issue_titles: Mapping[str, str] = field(default_factory=dict)
    issues: Mapping[str, Issue] = field(default_factory=dict)
    assumptions: tuple[str, ...] = ()
    switches: Switches = field(default_factory=Switches)


def subject_of(
    source: Source,
    *,
    parameters: Parameters | None = None,
    ends: tuple[float, float] | None = None,
) -> ForecastSubject:
    """Read what a forecast is asked for.

    Parameters
    ----------
    source
        A case, a negotiation or a table of actors; or the casebook id of a case or the path of a
        file: one that ends in .csv, .tsv, .tab, .txt, .xml or .xlsx is a table.
    parameters
        The parameter block, for a negotiation; default: the one shipped.
    ends
        Ends of the axes of a table, where its layout does not state them.

    Returns
    -------
    ForecastSubject

    Raises
    ------
    InputError
        If there is no such case, a file is wrong, or `ends` are given for a case.
    """
    if isinstance(source, str | Path) and str(source).lower().endswith(TABLE_ENDINGS):
        source = read_actor_table(source, ends=ends)
    elif ends is not None:
        raise InputError("--ends are for tables: the axes of a case run from 0 to 1")
    if isinstance(source, ActorTable):
        return _of_table(source)
    if isinstance(source, str | Path):
        from winset.casebook import read_any_case

        if Path(source).is_file() and not str(source).lower().endswith(CASE_ENDINGS):
            right = f"cases end in {', '.join(CASE_ENDINGS)}, tables in {', '.join(TABLE_ENDINGS)}"
            raise InputError(f"{source}: its ending says neither case nor table", right)
        source = read_any_case(source)
    if isinstance(source, NegotiationCase):
        return _of_negotiation(source, parameters)
    if isinstance(source, Case):
        return _of_case(source)
    what = f"{source!r:.60} is not a case or a table of actors"
    raise InputError(what, "give a case, the id of a published case or the path of a file")


def _of_table(table: ActorTable) -> ForecastSubject:
    switches, said = _switches(table.settings)
    return ForecastSubject(
        source=table.file,
        title=table.title or Path(table.file).stem,
        layout=table.layout,
        positions=positions_of_table(table),
        actor_titles={actor.name: actor.title for actor in table.actors if actor.title},
        issue_titles={issue.name: issue.title for issue in table.issues if issue.title},
        assumptions=(*table.assumptions, *said),
        switches=switches,
    )


def _of_case(case: Case) -> ForecastSubject:
    return ForecastSubject(
        source=case.id,
        title=case.title,
        layout="domestic",
        positions=positions_of_case(case),
        actor_titles={name: a.title for name, a in case.actors.items() if a.title},
        issue_titles={name: i.title for name, i in case.issues.items() if i.title},
        issues=case.issues,
        assumptions=(
            "Positions and saliences are the likely values of the case; blocs stand at their mean.",
            "Capability is in member-moves: capacity, the weight of seats in every chamber of the "
            "rule, and the weight of a single veto player or gatekeeper [ours].",
        ),
    )


def _of_negotiation(case: NegotiationCase, parameters: Parameters | None) -> ForecastSubject:
    from winset.cases.file.read_parameters import read_parameters
    from winset.translate.negotiation import coded_negotiation

    coded = coded_negotiation(case, parameters or read_parameters())
    return ForecastSubject(
        source=case.id,
        title=case.title,
        layout="negotiation",
        positions=positions_at_table(coded.likely),
        actor_titles={name: c.title for name, c in case.countries.items()},
        issue_titles={name: i.title for name, i in case.issues.items() if i.title},
        issues={name: i for name, i in case.issues.items() if i.axis == "vote"},
        assumptions=(
            "The table without ratification: each government wants what its chief executive wants.",
            "Capability is the bargaining power of a country in the Nash solution, so that the "
            "weighted mean is that solution for quadratic losses [ours].",
        ),
    )


_KTAB = {
    "VotingRule": (
        "voting",
        {
            "Proportional": "proportional",
            "Cubic": "cubic",
            "PropCbc": "proportional-cubic",
            "Binary": "binary",
            "PropBin": "proportional-binary",
            "ASymProsp": "asymmetric",
        },
    ),
    "VictoryProbModel": (
        "victory",
        {name: name.lower() for name in ("Linear", "Square", "Quartic", "Octic", "Binary")},
    ),
    "PCEModel": (
        "election",
        {
            "Conditional": "conditional",
            "ConditionalPCM": "conditional",
            "MarkovUniform": "markov-uniform",
            "MarkovUPCM": "markov-uniform",
            "MarkovIncentive": "markov-incentive",
            "MarkovIPCM": "markov-incentive",
        },
    ),
    "BigRRange": ("risk_range", {"Min": "min", "Mid": "mid", "Max": "max"}),
    "BigRAdjust": (
        "risk_adjust",
        {
            "None": "none",
            "OneThird": "one-third",
            "Half": "half",
            "TwoThirds": "two-thirds",
            "Full": "full",
        },
    ),
    "ThirdPartyCommit": (
        "third_parties",
        {
            "NoCommit": "abstain",
            "None": "abstain",
            "SemiCommit": "semi-commit",
            "FullCommit": "abstain",
        },
    ),
    "InterVecBrgn": ("interpolation", {"S1P1": "s1p1", "S2P2": "s2p2"}),
    "BargnModel": ("", {"InitOnlyInterp": ""}),
    "StateTransitions": ("", {"Deterministic": ""}),
}
"""KTAB's switches: the field here, and its words for KTAB's."""


def _switches(settings: Mapping[str, str]) -> tuple[Switches, tuple[str, ...]]:
    """Choices of the spatial model from a file of KTAB, and what was not taken over."""
    chosen: dict[str, str] = {}
    said = []
    for name, word in settings.items():
        if name not in _KTAB:
            right = meant(name, _KTAB, noun="switches")
            said.append(f"The switch `{name}` is not known ({right}); it was passed over.")
            continue
        key, words = _KTAB[name]
        if word not in words:
            only = ", ".join(words)
            said.append(f"`{name}` is `{word}` in the file; the spatial model here has {only}.")
        elif key:
            chosen[key] = words[word]
    return Switches(**chosen), tuple(said)  # type: ignore[arg-type]
