"""A qualitative comparison: truth table, all models of three kinds, necessity; checkable."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from winset.foundation.face import DataFrame, Result, data_frame
from winset.foundation.outcomes import OutcomeWord
from winset.results.check import Check

Floats = NDArray[np.float64]
Term = tuple[int | None, ...]
"""A conjunction: the level each condition must have, None where it does not matter."""

Kind = Literal["crisp", "fuzzy", "multi-value"]
_LIKE_A_FORMULA = re.compile(r"[~*+\[\]`=<>()]|\A[01]\Z")
Family = Literal["conservative", "intermediate", "parsimonious"]


@dataclass(frozen=True)
class SetData:
    """Calibrated cases.

    Parameters
    ----------
    cases, conditions
        Names.
    scores
        Memberships, or levels from 0 for a multi-value comparison, ``(n_cases, n_conditions)``.
    outcome
        Membership in the outcome, ``(n_cases,)``.
    outcome_name
        Its name; one that starts with ``~`` is a negation.
    levels
        Number of levels of each condition: 2 unless the comparison is multi-value.
    kind
        Crisp, fuzzy or multi-value.
    """

    cases: tuple[str, ...]
    conditions: tuple[str, ...]
    scores: Floats
    outcome: Floats
    outcome_name: str
    levels: tuple[int, ...]
    kind: Kind

    def configurations(self) -> Floats:
        """Row of the truth table that each case belongs to, ``(n_cases, n_conditions)``."""
        if self.kind == "multi-value":
            return self.scores
        return (self.scores > 0.5).astype(np.float64)

    def membership(self, term: Term) -> Floats:
        """Membership of every case in a conjunction: the least of its parts."""
        parts = [
            self.literal(place, level) for place, level in enumerate(term) if level is not None
        ]
        return np.minimum.reduce(parts) if parts else np.ones(len(self.cases))

    def literals(self, term: Term) -> list[Floats]:
        """Membership of every case in each condition that a term names."""
        return [self.literal(place, n) for place, n in enumerate(term) if n is not None]

    def literal(self, condition: int, level: int) -> Floats:
        """Membership of every case in one condition at one level."""
        scores = self.scores[:, condition]
        if self.kind == "multi-value":
            return np.asarray((scores == level).astype(np.float64))
        return np.asarray(scores if level == 1 else 1.0 - scores)

    def text(self, term: Term) -> str:
        """A conjunction as it is usually written: ``A*~B``, or ``A[2]*B[0]``."""
        parts = [
            self.literal_text(place, level) for place, level in enumerate(term) if level is not None
        ]
        return "*".join(parts) or "1"

    def literal_text(self, condition: int, level: int) -> str:
        """One condition at one level; a name that reads like a formula stands in backquotes."""
        name = self.conditions[condition]
        if _LIKE_A_FORMULA.search(name):
            name = f"`{name}`"
        if self.kind == "multi-value":
            return f"{name}[{level}]"
        return name if level else f"~{name}"


@dataclass(frozen=True)
class SetFit:
    """Fit of one set to the outcome; None where a number does not exist."""

    consistency: float | None
    pri: float | None
    coverage: float | None
    unique_coverage: float | None = None


@dataclass(frozen=True)
class TruthRow:
    """An observed row: its configuration, its cases, its fit and what it was coded."""

    configuration: tuple[int, ...]
    cases: tuple[str, ...]
    consistency: float
    pri: float | None
    sufficient: bool
    contradictory: bool


@dataclass(frozen=True)
class Model:
    """One minimal solution: its terms, each one's fit, and what it assumes about empty rows."""

    text: str
    terms: tuple[Term, ...]
    term_texts: tuple[str, ...]
    term_fits: tuple[SetFit, ...]
    fit: SetFit
    simplifying_assumptions: tuple[tuple[int, ...], ...]
    contradicts: tuple[str, ...]


@dataclass(frozen=True)
class NecessaryCondition:
    """A condition, or a disjunction or conjunction of some, tested for necessity."""

    text: str
    consistency: float
    relevance: float
    coverage: float
    necessary: bool
    trivial: bool


@dataclass(frozen=True, repr=False)
class QualitativeComparison(Result):
    """Answer of a qualitative comparison.

    Parameters
    ----------
    data
        The calibrated cases.
    outcome
        ``solved``; ``empty`` where no row is sufficient; ``infeasible`` where the outcome does not
        vary, so that nothing can be explained; ``undecided`` where there are more tied models than
        the limit.
    reason
        Why there is no solution.
    rows
        Observed rows that reach the frequency cut-off.
    remainders
        Rows without enough cases, out of `possible`.
    models
        All tied models of each kind: those with the fewest terms.
    single_conditions
        Each condition and its negation, tested for necessity.
    necessary
        Minimal combinations that pass the cut-offs of necessity.
    warnings
        Limited diversity, contradictory rows, conditions that do not vary.
    """

    data: SetData
    outcome: OutcomeWord
    reason: str | None
    rows: tuple[TruthRow, ...]
    remainders: int
    possible: int
    models: dict[Family, tuple[Model, ...]]
    single_conditions: tuple[NecessaryCondition, ...]
    necessary: tuple[NecessaryCondition, ...]
    warnings: tuple[str, ...]
    method: str

    def verify(self) -> Check:
        """Check every model against the truth table, without the solver.

        Returns
        -------
        Check
            Each model covers every sufficient row and no observed row that is not; no parsimonious
            term can lose a condition; conservative models cover no remainder, intermediate ones no
            row beyond those of a parsimonious one; tied models have the same number of terms.
        """
        on = {row.configuration for row in self.rows if row.sufficient}
        off = {row.configuration for row in self.rows if not row.sufficient}
        everything = set(product(*(range(levels) for levels in self.data.levels)))
        claims: list[tuple[str, bool]] = []
        for family, models in self.models.items():
            if not models:
                continue
            if family != "intermediate":
                sizes = {len(model.terms) for model in models}
                claims.append((f"{family} models have equally many terms", len(sizes) == 1))
            for model in models:
                covered = {c for c in everything if any(covers(term, c) for term in model.terms)}
                claims.append((f"{model.text} covers every sufficient row", on <= covered))
                claims.append((f"{model.text} covers no other observed row", not covered & off))
                if family == "conservative":
                    claims.append((f"{model.text} covers no remainder", covered == on))
                if family == "intermediate":
                    claims.append(
                        (f"{model.text} lies in a parsimonious one", self._in_one(covered))
                    )
                assumed = set(model.simplifying_assumptions)
                claims.append((f"{model.text} states what it assumes", covered - on == assumed))
                if family == "parsimonious":
                    claims += [
                        (f"no part of {self.data.text(term)} can be dropped", _is_prime(term, off))
                        for term in model.terms
                    ]
        return Check(tuple(claims))

    def _in_one(self, covered: set[tuple[int, ...]]) -> bool:
        return any(
            all(any(covers(term, row) for term in model.terms) for row in covered)
            for model in self.models.get("parsimonious", ())
        )

    def to_frame(self, table: Literal["rows", "models"] = "rows") -> DataFrame:
        """Truth table, or all models, as a data frame."""
        if table == "models":
            records: list[dict[str, Any]] = [
                {
                    "solution": family,
                    "model": model.text,
                    "consistency": model.fit.consistency,
                    "PRI": model.fit.pri,
                    "coverage": model.fit.coverage,
                }
                for family, models in self.models.items()
                for model in models
            ]
            return data_frame(records)
        return data_frame(
            [
                dict(zip(self.data.conditions, row.configuration, strict=True))
                | {
                    "OUT": int(row.sufficient),
                    "n": len(row.cases),
                    "consistency": row.consistency,
                    "PRI": row.pri,
                    "contradictory": row.contradictory,
                    "cases": ", ".join(row.cases),
                }
                for row in self.rows
            ]
        )

    def to_dict(self) -> dict[str, Any]:
        """Solutions as JSON types."""
        return {
            "outcome": str(self.outcome.value),
            "reason": self.reason,
            "models": {
                family: [model.text for model in models] for family, models in self.models.items()
            },
            "necessary": [condition.text for condition in self.necessary],
            "remainders": self.remainders,
            "possible": self.possible,
            "warnings": list(self.warnings),
            "method": self.method,
        }

    def summary(self) -> str:
        """Solutions in a few lines."""
        if self.outcome is not OutcomeWord.SOLVED:
            return f"{self.data.outcome_name}: no solution ({self.reason})"
        lines = [
            f"{family}: {model.text} => {self.data.outcome_name}"
            for family, models in self.models.items()
            for model in models
        ]
        return "\n".join(lines)


def covers(term: Term, configuration: tuple[int, ...]) -> bool:
    """Return whether a conjunction holds in a row."""
    return all(need is None or need == has for need, has in zip(term, configuration, strict=True))


def _is_prime(term: Term, off: set[tuple[int, ...]]) -> bool:
    """Return whether every shorter conjunction would cover a row that is not sufficient."""
    for place, level in enumerate(term):
        if level is not None:
            shorter = (*term[:place], None, *term[place + 1 :])
            if not any(covers(shorter, row) for row in off):
                return False
    return True
