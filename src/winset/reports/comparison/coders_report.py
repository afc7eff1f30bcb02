"""The document of `winset compare --coders`: agreement between codings of one case."""

from __future__ import annotations

from typing import Final, Literal

from winset.reports.document import Document, Listing
from winset.reports.report_parts import Part, coded, computed


class CodingRow(Part):
    """One field as each coder has it."""

    path: str = coded("Path of the field.")
    kind: str = computed("What kind of number it is.")
    values: list[float | str | None] = coded("Likely values, a coder each.", missing="not coded")
    lows: list[float | str | None] = coded("Low ends.", missing="not coded")
    highs: list[float | str | None] = coded("High ends.", missing="not coded")
    gap: float | None = computed(
        "Largest less smallest likely value; of dates, days.",
        missing="fewer than two coders gave a number",
    )
    overlap: bool | None = computed("The ranges share a point.", missing="it is not a range")


class AgreementRow(Part):
    """Agreement over the numbers of one kind."""

    kind: str = computed("What kind of number.")
    numbers: int = computed("Numbers that two or more coders give.")
    alpha: float | None = computed("Krippendorff's alpha.")
    metric: str = computed("Its metric.")
    mean_gap: float | None = computed(
        "Mean of the largest less the smallest value.", missing="words have no distance"
    )
    overlapping: float | None = computed(
        "Share of them whose ranges share a point.", missing="words have no ranges"
    )
    reason: str | None = computed("Why there is no alpha.", default=None)


class ChoiceRow(Part):
    """One choice, such as a level or a party, that coders made differently."""

    path: str = coded("Path of the field.")
    values: list[str] = coded("What each coder chose.")


class CoderVerdict(Part):
    """Answer of the model to one coder's file."""

    coder: str = coded("The file.")
    verdict: str = computed("Most frequent outcome.")
    passage_probability: float = computed("Share of draws in which it passes.")


class CodersReport(Document):
    """Everything `winset compare --coders` found out about several files of one case."""

    schema_: Literal["winset/compare/1"] = coded(
        "Name and version of this format.", default="winset/compare/1", alias="schema"
    )
    kind: Literal["coders"] = coded("What is compared.", default="coders")
    version: str = computed("Version of winset.")
    case: str = coded("Id of the case.")
    coders: list[str] = coded("The files.")
    seed: int = coded("Seed of the random draws.")
    draws: int = coded("Number of draws.")
    verdicts: list[CoderVerdict] = computed("Verdict under each coding.")
    same_verdict: bool = computed("Whether all verdicts are the same.")
    agreement: list[AgreementRow] = computed("Agreement by kind of number, then over all.")
    departures: list[AgreementRow] = computed(
        "The same over those numbers alone in which a coder departs from the codebook.",
        default_factory=list,
    )
    words: AgreementRow = computed("Agreement over choices, such as level or party (kappa).")
    choices: list[ChoiceRow] = computed("Choices that differ, in the order of the first file.")
    differences: list[CodingRow] = computed("Numbers that differ, widest gap first.")
    only_in: dict[str, list[str]] = computed("Actors, issues and ties that not all have.")
    assumptions: list[str] = computed("What the numbers rest on.")

    def heading(self) -> str:
        """Title of the comparison."""
        return f"{self.case}: {len(self.coders)} codings"

    def summary(self) -> str:
        """Verdicts of the codings and how far they agree."""
        verdicts = "; ".join(f"{item.coder}: {item.verdict}" for item in self.verdicts)
        alphas = ", ".join(
            f"{row.kind} {row.alpha:.2f}" for row in self.agreement if row.alpha is not None
        )
        same = "the same verdict" if self.same_verdict else "different verdicts"
        agreement = f" Krippendorff's alpha: {alphas}." if alphas else ""
        return (
            f"{len(self.coders)} codings of {self.case} lead to {same} ({verdicts}); "
            f"{len(self.differences)} numbers and {len(self.choices)} choices differ.{agreement}"
        )

    def listings(self) -> dict[str, Listing]:
        """Verdicts, agreement, choices and numbers that differ."""
        coders = {f"{i}": f"Coder {i + 1}" for i in range(len(self.coders))}
        choices = [
            {"path": row.path} | {f"{i}": value for i, value in enumerate(row.values)}
            for row in self.choices
        ]
        numbers = [
            {"path": row.path}
            | {f"{i}": value for i, value in enumerate(row.values)}
            | {"gap": row.gap, "overlap": row.overlap}
            for row in self.differences
        ]
        gap = {"gap": "Gap", "overlap": "Ranges share a point"}
        return {
            "verdicts": Listing("Verdict under each coding", self.verdicts, _VERDICTS),
            "agreement": Listing(
                "Agreement between coders", [*self.agreement, self.words], _AGREEMENT
            ),
            "departures": Listing("Agreement on departures", self.departures, _AGREEMENT),
            "choices": Listing("Choices that differ", choices, {"path": "Field", **coders}),
            "differences": Listing(
                "Numbers that differ", numbers, {"path": "Field", **coders, **gap}
            ),
        }


_VERDICTS: Final = {
    "coder": "Coding",
    "verdict": "Verdict",
    "passage_probability": "Passage probability",
}
_AGREEMENT: Final = {
    "kind": "Kind",
    "numbers": "Numbers",
    "alpha": "Alpha",
    "metric": "Metric",
    "mean_gap": "Mean gap",
    "overlapping": "Ranges overlap, share",
}
