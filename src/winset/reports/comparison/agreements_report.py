"""The document of `winset agreements`: signed, ratified, in force."""

from __future__ import annotations

from typing import Any, Final, Literal

from winset.foundation.wording import counted
from winset.reports.document import Document, Listing
from winset.reports.report_parts import Part, coded, computed

Verdict = Literal["as predicted", "against", "not shown", "none predicted"]


class AgreementCounts(Part):
    """Counts of the table."""

    agreements: int = computed("Agreements signed.")
    in_force: int = computed("Those with a recorded day of entry into force.")
    ended: int = computed("Those with a recorded end.")
    not_recorded: int = computed("Those without a day of entry, which is not the same as never.")
    unclear: int = computed("Those whose entry is given in words; left out.")
    rows: int = computed("Rows of the table.")
    rows_without_state: int = computed("Rows that name no state.")
    parties: int = computed("States that were parties from the first, over all agreements.")
    signed_by_state: int = computed("Those of them with a day of signature of their own.")
    ratified_by_state: int = computed("Those of them with a day of ratification.")
    ratification_agreements: int = computed(
        "Agreements with a day of ratification for half their parties or more."
    )


class BaseRate(Part):
    """Share in force by years since signature, for one group of agreements."""

    by: Literal["all", "decade", "parties", "veto_players"] = coded("What the group is cut by.")
    group: str = coded("The group.")
    agreements: int = computed("Agreements in it.")
    entered: int = computed("Those that entered into force while they were watched.")
    years: list[float] = coded("Years since signature.")
    share: list[float] = computed("Share in force by then, Kaplan-Meier.")
    low: list[float | None] = computed("Low end of the 90 % interval.", missing="share 0 or 1")
    high: list[float | None] = computed("High end of it.", missing="share 0 or 1")

    def at(self, year: float) -> tuple[float, float | None, float | None]:
        """Share by a year, with its interval."""
        place = self.years.index(year)
        return self.share[place], self.low[place], self.high[place]


class Effect(Part):
    """Effect of one term on the speed of entry into force or of ratification."""

    outcome: Literal["entry", "ratification"] = coded("What is waited for.")
    model: str = coded("Name of the model.")
    term: str = coded("The term.")
    unit: str = coded("What a step of 1 in it is.")
    expected: str = coded("Sign the literature expects: -, + or none.")
    units: int = computed("Agreements, or states and agreements, reading `open`.")
    events: int = computed("Those with the event while they were watched.")
    coefficient: float = computed("Change of the log hazard with a step of 1, reading `open`.")
    low: float = computed("Low end of its 90 % interval.")
    high: float = computed("High end of it.")
    recorded: tuple[float, float, float] | None = computed(
        "The same where agreements (or states) without a day are left out.",
        missing="too few of them",
    )
    verdict: Verdict = computed("Whether the sign is shown, in both readings.")


class EntryScore(Part):
    """Score of one forecast of entry into force for agreements signed later."""

    forecast: str = coded("Name of the model or base rate.")
    agreements: int = computed("Agreements scored.")
    brier: float = computed("Mean Brier score over 1, 2 and 5 years; 0 is perfect.")
    log_score: float = computed("Mean logarithmic score over them; 0 is perfect.")
    minus_base_rate: tuple[float, float, float] = computed(
        "Difference in the Brier score from the base rate, with the 5th and 95th percentile of a "
        "bootstrap over agreements; below 0: better."
    )
    mean_forecast: list[float] = computed("Mean forecast at 1, 2 and 5 years.")


class AgreementsReport(Document):
    """Signed, ratified, in force: evidence over many agreements."""

    schema_: Literal["winset/agreements/1"] = coded(
        "Name and version of this format.", default="winset/agreements/1", alias="schema"
    )
    source: str = coded("Name of the table of agreements.")
    institutions: str | None = coded("Name of the table of institutions.", "none was given")
    version: str = computed("Version of winset.")
    seed: int = coded("Seed of the bootstrap.")
    first: str = computed("Day of the first signature.")
    last: str = computed("Day of the last one.")
    to: str = coded("Day up to which scored forecasts know what happened.")
    record_end: str = computed("Last day on which the table records anything.")
    counts: AgreementCounts = computed("What the table holds.")
    base_rates: list[BaseRate] = computed("Share in force by years since signature, by group.")
    effects: list[Effect] = computed("What goes with faster or slower entry and ratification.")
    scores: list[EntryScore] = computed(
        "Forecasts of agreements signed after `to`, base rate first."
    )
    happened: list[float] = computed("Shares of them in force after 1, 2 and 5 years.")
    selection: str = coded("What signed agreements cannot show.")
    left_out: dict[str, str] = computed("Agreements and models left out, with the reason.")
    assumptions: list[str] = coded("Choices that entered.")

    def heading(self) -> str:
        """Title."""
        return f"Signed, ratified, in force: {self.source}"

    def summary(self) -> str:
        """Base rate, the signs that are shown, and whether any model beats the base rate."""
        share, low, high = self.base_rates[0].at(2.0)
        ends = "" if low is None or high is None else f" (90 % interval {low:.0%} to {high:.0%})"
        parts = [
            f"{counted(self.counts.agreements, 'agreement', 'agreements')} signed "
            f"{self.first[:4]} to {self.last[:4]}: {share:.0%} in force within two years{ends}."
        ]
        parts += [
            self._signs("entry", "entry into force"),
            self._signs("ratification", "ratification"),
        ]
        parts.append(self._scored())
        parts.append(self.selection)
        return " ".join(part for part in parts if part)

    def _signs(self, outcome: str, told: str) -> str:
        found = [e for e in self.effects if e.outcome == outcome and e.model == e.term]
        by: dict[str, list[str]] = {}
        for effect in found:
            if effect.expected != "none":
                by.setdefault(effect.verdict, []).append(effect.term.replace("_", " "))
        said = "; ".join(f"{verdict}: {', '.join(terms)}" for verdict, terms in by.items())
        return f"Signs for {told}: {said}." if said else ""

    def _scored(self) -> str:
        if not self.scores:
            return ""
        base = self.scores[0]
        gaps = {row.forecast.replace("_", " "): row.minus_base_rate for row in self.scores}
        better = [name for name, (_, _, high) in gaps.items() if high < 0.0]
        worse = [name for name, (_, low, _) in gaps.items() if low > 0.0]
        said = f"better beyond chance: {', '.join(better)}" if better else "no forecast is better"
        said += f"; worse beyond chance: {', '.join(worse)}" if worse else ""
        return (
            f"On {counted(base.agreements, 'agreement', 'agreements')} signed after {self.to} the "
            f"base rate has a Brier score of {base.brier:.3f}; {said}."
        )

    def listings(self) -> dict[str, Listing]:
        """Effects, base rates, scores and counts."""
        rates = [self._rate_row(rate) for rate in self.base_rates]
        scores = [
            {**row.model_dump(exclude={"minus_base_rate", "mean_forecast"}),
             "difference": row.minus_base_rate[0], "low": row.minus_base_rate[1],
             "high": row.minus_base_rate[2]}
            for row in self.scores
        ]  # fmt: skip
        effects = [
            row.model_dump(exclude={"recorded"})
            | dict(zip(("again", "again_low", "again_high"), row.recorded or (), strict=False))
            for row in self.effects
        ]
        counts = [{"what": _COUNTED[name], "count": count} for name, count in self.counts]
        return {
            "base-rates": Listing("Share in force by years since signature", rates, _RATES),
            "effects": Listing("What goes with faster entry", effects, _EFFECTS),
            "scores": Listing("Forecasts of agreements signed later", scores, _SCORES),
            "counts": Listing("What the table holds", counts, {"what": "", "count": "Number"}),
        }

    def names_by_id(self) -> dict[str, str]:
        """Terms and models in words."""
        return {name: name.replace("_", " ") for name in ("veto_players", "base_rate")} | {
            "base_rate_by_parties": "base rate by parties"
        }

    def _rate_row(self, rate: BaseRate) -> dict[str, Any]:
        row: dict[str, Any] = {"by": rate.by, "group": rate.group, "agreements": rate.agreements,
                               "entered": rate.entered}  # fmt: skip
        for year in (1.0, 2.0, 5.0, 10.0):
            row[f"year_{year:g}"] = rate.at(year)[0]
        _, row["low"], row["high"] = rate.at(2.0)
        return row


_RATES: Final = {
    "by": "Cut by",
    "group": "Group",
    "agreements": "Agreements",
    "entered": "Entered",
    "year_1": "1 year",
    "year_2": "2 years",
    "low": "5 % (2 years)",
    "high": "95 % (2 years)",
    "year_5": "5 years",
    "year_10": "10 years",
}
_EFFECTS: Final = {
    "outcome": "Waited for",
    "model": "Model",
    "term": "Term",
    "expected": "Expected",
    "units": "Number",
    "events": "Events",
    "coefficient": "Coefficient, open",
    "low": "5 %",
    "high": "95 %",
    "again": "Coefficient, recorded",
    "again_low": "5 % (recorded)",
    "again_high": "95 % (recorded)",
    "verdict": "Sign",
}
_SCORES: Final = {
    "forecast": "Forecast",
    "agreements": "Agreements",
    "brier": "Brier score",
    "log_score": "Logarithmic score",
    "difference": "Against the base rate",
    "low": "5 %",
    "high": "95 %",
}
_COUNTED: Final = {
    "agreements": "Agreements signed",
    "in_force": "with a day of entry into force",
    "ended": "with a recorded end",
    "not_recorded": "without a day of entry",
    "unclear": "with entry given in words",
    "rows": "Rows of the table",
    "rows_without_state": "Rows without a state",
    "parties": "Parties from the first, over all agreements",
    "signed_by_state": "Parties with a day of signature",
    "ratified_by_state": "Parties with a day of ratification",
    "ratification_agreements": "Agreements with ratification by half the parties or more",
}
