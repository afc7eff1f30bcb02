"""The document of `winset lenses`: what each approach predicts, beside what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from winset.reports.document import Document, Listing
from winset.reports.report_parts import Part, coded, computed

if TYPE_CHECKING:
    import pandas as pd


Prediction = Literal["passes", "does not pass"]


class Coalition(Part):
    """A coalition that a lens expects."""

    name: str = computed("What holds it together.")
    members: list[str] = computed("Its members.")
    side: Literal["for", "against"] | None = computed(
        "Its side, if the lens gives it one.", missing="the lens gives it none"
    )


class Decider(Part):
    """An actor that matters, according to a lens."""

    actor: str = computed("Who.")
    why: str = computed("Why.")
    weight: float | None = computed(
        "Its weight in the lens's own unit, if it has one.", missing="the lens weighs nobody"
    )


class MeasureRead(Part):
    """A number a lens rests on."""

    name: str = computed("Its name.")
    value: float | None = computed(
        "Its value.", missing="it does not exist in this case, and `note` says why"
    )
    meaning: str = computed("What it says, or why it does not exist.")


class Reading(Part):
    """Answer of one lens on the case."""

    lens: str = computed("Id of the lens.")
    title: str = computed("Name of the lens.")
    family: str = computed("Approach it belongs to.")
    asks: str = computed("What it asks.")
    prediction: Prediction | None = computed(
        "Its prediction.", missing="it abstains, and `because` says why"
    )
    because: str = computed("Why it predicts that, or why it abstains.")
    agrees: bool | None = computed(
        "Whether that is what happened.", missing="it abstains, or what happened is unknown"
    )
    coalitions: list[Coalition] = computed("Coalitions it expects.")
    matters: list[Decider] = computed("Who decides, the most important first.")
    measures: list[MeasureRead] = computed("Numbers it rests on.")
    sees: list[str] = computed("Actors that enter it.")
    ignores: list[str] = computed("Actors it cannot see.")
    why_blind: str = computed("Why it cannot see them.")
    missing: dict[str, str] = computed("Inputs it did not find, and what they would serve.")
    assumptions: list[str] = coded("Choices that enter.")
    sources: list[str] = coded("Where the lens is from.")


class ActorSeen(Part):
    """An actor, and the lenses that see it."""

    actor: str = coded("Id.")
    title: str = coded("Name.")
    short: str = coded("Short name for tables and figures.")
    level: str = coded("Where it stands.")
    side: Literal["for", "against"] | None = computed(
        "Side by its position alone.", missing="it has no position on the vote axis"
    )
    seen_by: list[str] = computed("Lenses that see it.")
    unseen_by: list[str] = computed("Lenses that do not.")


class Agreement(Part):
    """Agreement of two lenses."""

    one: str = computed("A lens.")
    other: str = computed("Another lens.")
    outcome: Literal["same", "different"] | None = computed(
        "Whether they predict the same.", missing="one of them abstains"
    )
    shared: int = computed("Actors to which both give a side.")
    sides: float | None = computed(
        "Share of them on the same side in both.",
        missing="they see no actor in common that both give a side",
    )
    coalitions: float | None = computed(
        "Adjusted Rand index of their coalitions over them.",
        missing="one of them names no coalition",
    )


class TellsApart(Part):
    """A fact that would distinguish lenses."""

    kind: Literal["side", "change"] = computed(
        "side: where an actor stands; change: what would follow if a fact were otherwise."
    )
    fact: str = computed("The fact to look up.")
    says: dict[str, str] = computed("What each lens concerned says.")
    known: str | None = computed("What the case says of it.", missing="the case says nothing of it")


class Happened(Part):
    """End of the episode."""

    verdict: str = coded("Verdict.")
    passed: bool = computed("Whether the bill passed.")
    date: str = coded("Day it was decided.")
    tally: dict[str, list[int]] = coded("Votes for and against by chamber.")


class ModelVerdict(Part):
    """Answer of this project's own model."""

    verdict: str = computed("Most frequent outcome over the draws.")
    prediction: Prediction = computed("Whether the bill passes.")
    agrees: bool | None = computed(
        "Whether that is what happened.", missing="what happened is unknown"
    )
    passage_probability: float = computed("Share of draws in which it passes.", ge=0, le=1)


class LensReport(Document):
    """Predictions of each rival approach for one case: coalitions, outcome, who matters."""

    schema_: Literal["winset/lenses/1"] = coded(
        "Name and version of this format.", default="winset/lenses/1", alias="schema"
    )
    case: str = coded("Id of the case.")
    title: str = coded("Title of the case.")
    version: str = computed("Version of winset.")
    cut_points: dict[str, float] = coded("Cut points of the lenses, all of them choices.")
    cut_point_meanings: dict[str, str] = coded("What each decides.")
    happened: Happened | None = computed("What happened.", missing="the case does not say")
    model: ModelVerdict | None = computed(
        "The verdict of the domestic game, for comparison.", missing="`model_reason` says why"
    )
    model_reason: str | None = computed(
        "Why the model has no verdict.", missing="the model has a verdict", default=None
    )
    readings: list[Reading] = computed("One reading a lens.")
    actors: list[ActorSeen] = computed("Who is seen by which lens.")
    agreements: list[Agreement] = computed("Every pair of lenses.")
    tells_apart: list[TellsApart] = computed("Facts that would distinguish lenses.")

    def reading(self, lens: str) -> Reading:
        """Reading of one lens.

        Raises
        ------
        InputError
            If there is no such lens, with the nearest name.
        """
        for found in self.readings:
            if found.lens == lens:
                return found
        from winset.foundation.errors import InputError
        from winset.foundation.spelling import meant

        names = [found.lens for found in self.readings]
        raise InputError(f"`{lens}` is not a lens", meant(lens, names, noun="lenses"))

    @property
    def predicting(self) -> list[Reading]:
        """Readings that predict an outcome."""
        return [found for found in self.readings if found.prediction is not None]

    def summary(self) -> str:
        """Return the report in a few sentences."""
        answers = self.predicting
        passes = sum(found.prediction == "passes" for found in answers)
        silent = len(self.readings) - len(answers)
        text = (
            f"{self.title}: of {len(self.readings)} lenses {passes} "
            f"{'says' if passes == 1 else 'say'} that it passes, {len(answers) - passes} that it "
            f"does not, {silent} {'abstains' if silent == 1 else 'abstain'}."
        )
        if self.happened is not None:
            right = sum(found.agrees is True for found in answers)
            text += f" It ended as {self.happened.verdict}: {right} of {len(answers)} agree."
        return text

    def headline(self) -> str:
        """Case and what the lenses predict, in one line."""
        passes = sum(found.prediction == "passes" for found in self.predicting)
        return (
            f"{self.case}: {len(self.readings)} lenses, {passes} of {len(self.predicting)} that "
            "predict say it passes"
        )

    def names_by_id(self) -> dict[str, str]:
        """Titles of actors and lenses."""
        return {row.actor: row.title for row in self.actors} | {
            row.lens: row.title for row in self.readings
        }

    def listings(self) -> dict[str, Listing]:
        """Lenses; actors by lens; pairs of lenses; the numbers they rest on."""
        lenses = [
            {c: getattr(r, c) for c in ("lens", "family", "prediction", "agrees", "because")}
            for r in self.readings
        ]
        actors = [
            {"actor": seen.actor} | {r.lens: side_in(r, seen.actor) for r in self.readings}
            for seen in self.actors
        ]
        measures = [{"lens": r.lens} | m.model_dump() for r in self.readings for m in r.measures]
        sides = {"actor": "Actor"} | {r.lens: r.title for r in self.readings}
        return {
            "lenses": Listing("What each lens predicts", lenses, _LENSES, ("lens",)),
            "actors": Listing(
                "Side of each actor: 1 for, -1 against, 0 none",
                actors,
                sides,
                ("actor",),
            ),
            "agreements": Listing("Pairs of lenses", self.agreements, _PAIRS, ("one", "other")),
            "measures": Listing("Numbers the lenses rest on", measures, _MEASURES, ("lens",)),
        }

    def to_frame(self, table: str | None = None) -> pd.DataFrame:
        """One table as a data frame for computing.

        Parameters
        ----------
        table
            ``"lenses"``, ``"actors"`` (a row an actor, a column a lens, with its side: 1, -1, 0
            seen without a side, missing where not seen), ``"agreements"`` or ``"measures"``.

        Raises
        ------
        InputError
            If there is no such table.
        """
        frame = super().to_frame(table)
        return frame.set_index("actor").rename_axis(None) if table == "actors" else frame


_LENSES: Final = {
    "lens": "Lens",
    "family": "Family",
    "prediction": "Predicts",
    "agrees": "Is what happened",
    "because": "Because",
}
_PAIRS: Final = {
    "one": "Lens",
    "other": "Other lens",
    "outcome": "Outcome",
    "shared": "Actors with a side in both",
    "sides": "Same side, share",
    "coalitions": "Adjusted Rand index of coalitions",
}
_MEASURES: Final = {"lens": "Lens", "name": "Number", "value": "Value", "meaning": "Meaning"}


def side_in(reading: Reading, actor: str) -> int | None:
    """Side a lens gives an actor: 1 for, -1 against, 0 seen without a side, None not seen."""
    if actor not in reading.sees:
        return None
    for coalition in reading.coalitions:
        if coalition.side is not None and actor in coalition.members:
            return 1 if coalition.side == "for" else -1
    return 0
