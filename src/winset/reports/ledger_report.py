"""The documents of the ledger: a sealed forecast, what came of it, and the record of all."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from winset.foundation.wording import counted
from winset.reports.document import Document, Listing
from winset.reports.report_parts import Part, coded, computed

State = Literal["open", "overdue", "resolved", "void", "broken"]

STATES: Final[dict[State, str]] = {
    "open": "not decided yet",
    "overdue": "its day has passed and nothing is recorded",
    "resolved": "decided, and scored",
    "void": "decided before it was sealed: not scored",
    "broken": "the file is not what was sealed: not scored",
}


Votes = Annotated[
    list[Annotated[int, Field(ge=0, le=10_000_000)]], Field(min_length=2, max_length=2)
]
"""Votes for and against."""


class SealedTally(Part):
    """Forecast of one vote."""

    expected: float = computed("Expected votes in favour.")
    low: float = computed("5th percentile.")
    high: float = computed("95th percentile.")
    quota: int = coded("Votes needed.")
    of: int = coded("Seats, or members voting.")


class Seal(Document):
    """A forecast as it stood when it was sealed, with all that is needed to make it again."""

    schema_: Literal["winset/seal/1"] = coded(
        "Name and version of this format.", default="winset/seal/1", alias="schema"
    )
    number: int = computed("Place in the ledger, from 1.")
    id: str = computed("Id of the seal: the name of its file.")
    kind: Literal["case", "vote"] = coded("What is forecast.")
    subject: str = coded("Id of the case, or key of the vote.")
    title: str = coded("Title of the case or the vote.")
    what: str = coded("What exactly is forecast, so that anyone can check whether it came true.")
    as_of: dt.date | None = coded(
        "Day of the forecast: nothing dated later was used.", missing="the case names no such day"
    )
    resolves_by: dt.date = coded("Day by which it is decided; not by then counts as no.")
    sealed_at: dt.datetime = computed("When it was sealed (UTC).")
    version: str = computed("Version of winset.")
    seed: int = coded("Seed of the draws.")
    draws: int = coded("Number of draws.")
    probability: float = computed("Probability that it comes true.", ge=0, le=1)
    probability_se: float | None = computed(
        "Its Monte Carlo standard error.", missing="the probability was not drawn", default=None
    )
    probabilities: dict[str, float] = computed(
        "Parts of it where the model distinguishes them.", default_factory=dict
    )
    verdict: str | None = computed(
        "The verdict of the model.", missing="it is of a roll call", default=None
    )
    tallies: dict[str, SealedTally] = computed("Votes by chamber.", default_factory=dict)
    baselines: dict[str, float] = coded(
        "Probabilities of others, sealed with it.", default_factory=dict
    )
    parameters: dict[str, Any] = coded("The parameter block used.", default_factory=dict)
    case_file: str | None = coded(
        "The whole case, as YAML.", missing="it is of a roll call", default=None
    )
    votes_used: list[str] = coded("Keys of the votes learned from.", default_factory=list)
    note: str | None = coded("What else to know.", missing="nothing was added", default=None)
    previous: str | None = computed(
        "Hash of the seal before it in the ledger.",
        missing="it is the first of the ledger",
        default=None,
    )
    hash: str = computed("SHA-256 of the rest of this document.", default="")

    def heading(self) -> str:
        """Say what was sealed."""
        return f"Sealed forecast {self.number}: {self.title}"

    def summary(self) -> str:
        """Return what was sealed, when, and at what probability."""
        day = self.sealed_at.date().isoformat()
        return (
            f"{self.what} Probability {self.probability:.3g}, sealed on {day} as {self.id} "
            f"({self.hash[:12]}), to be decided by {self.resolves_by}."
        )

    def listings(self) -> dict[str, Listing]:
        """Return the tallies."""
        rows = [{"chamber": name, **row.model_dump()} for name, row in self.tallies.items()]
        columns = {
            "chamber": "Chamber",
            "expected": "Expected",
            "low": "Low",
            "high": "High",
            "quota": "Needed",
        }
        return {"tallies": Listing("Votes that are forecast", rows, columns)}


class Settled(Part):
    """Result of a sealed forecast."""

    schema_: Literal["winset/settled/1"] = coded(
        "Name and version of this format.", default="winset/settled/1", alias="schema"
    )
    seal: str = coded("Id of the seal.")
    came_true: bool = coded("Whether it came true.")
    date: dt.date = coded("Day it was decided.")
    source: str = coded("Where this can be read.")
    tally: dict[str, Votes] = coded("Votes for and against.", default_factory=dict)
    recorded_at: dt.datetime = computed("When this was recorded (UTC).")


class GradedForecast(Part):
    """One sealed forecast with what came of it."""

    number: int = computed("Place in the ledger.")
    id: str = coded("Id of the seal.")
    title: str = coded("Title of the case or the vote.")
    what: str = coded("What exactly was forecast.")
    sealed_on: dt.date = coded("Day it was sealed.")
    resolves_by: dt.date = coded("Day by which it is decided.")
    hash: str = coded("Its hash.")
    probability: float = coded("Probability that it comes true.")
    baselines: dict[str, float] = coded("Probabilities of others.")
    state: State = computed("Open, overdue, resolved, void or broken.")
    came_true: bool | None = coded("Whether it came true.", missing="not settled yet", default=None)
    decided: dt.date | None = coded("Day it was decided.", missing="not settled yet", default=None)
    source: str | None = coded("Where that can be read.", missing="not settled yet", default=None)
    brier: float | None = computed("Its Brier score.", missing="not settled yet", default=None)
    log_score: float | None = computed(
        "Its logarithmic score.", missing="not settled yet", default=None
    )
    tallies: dict[str, list[float | bool]] = computed(
        "By chamber: expected, low, high, what it was, whether inside.", default_factory=dict
    )


class LedgerScore(Part):
    """Mean scores of one forecaster over the resolved forecasts that it made."""

    brier: float = computed("Mean Brier score; 0 is perfect, 0.25 what even odds get.")
    log_score: float = computed("Mean logarithmic score; 0 is perfect.")
    n: int = computed("Forecasts scored.")


class Grade(Document):
    """All sealed forecasts of a ledger with their record."""

    schema_: Literal["winset/grade/1"] = coded(
        "Name and version of this format.", default="winset/grade/1", alias="schema"
    )
    ledger: str = coded("Name of the folder.")
    on: dt.date = coded("Day of the grading.")
    verified: bool = computed("Every seal is as it was sealed and none is missing.")
    problems: list[str] = computed("What is wrong with the ledger.", default_factory=list)
    scores: dict[str, LedgerScore] = computed(
        "By forecaster, winset first, over the resolved; even odds always beside it."
    )
    forecasts: list[GradedForecast] = computed("All of them, in the order of sealing.")

    def heading(self) -> str:
        """Name of the ledger."""
        return f"Ledger {self.ledger}"

    def summary(self) -> str:
        """Return how many are sealed, how many resolved, and the scores."""
        resolved = [row for row in self.forecasts if row.state == "resolved"]
        sealed = counted(len(self.forecasts), "sealed forecast", "sealed forecasts")
        text = f"{sealed}, {len(resolved)} resolved."
        if resolved:
            mine, even = self.scores["winset"], self.scores["even odds"]
            text += f" Brier score {mine.brier:.3f} (even odds {even.brier:.3f})."
        if not self.verified:
            text += f" Not verified: {'; '.join(self.problems)}."
        return text

    def listings(self) -> dict[str, Listing]:
        """Return the forecasts and the scores."""
        columns = {
            "number": "No.",
            "title": "What",
            "sealed_on": "Sealed",
            "resolves_by": "By",
            "probability": "Probability",
            "state": "State",
            "came_true": "Came true",
            "brier": "Brier",
        }
        scores = [{"forecaster": name, **row.model_dump()} for name, row in self.scores.items()]
        heads = {"forecaster": "Forecaster", "brier": "Brier", "log_score": "Log", "n": "n"}
        return {
            "forecasts": Listing("Sealed forecasts", self.forecasts, columns),
            "scores": Listing("Scores over the resolved", scores, heads),
        }


def digest_of(seal: Seal) -> str:
    """SHA-256 of a seal without its own hash: its JSON with sorted keys and no spaces.

    Parameters
    ----------
    seal
        The seal.
    """
    plain = seal.to_dict()
    plain.pop("hash")
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
