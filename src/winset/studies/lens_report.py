"""The document of `winset lenses`: what each approach predicts, beside what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict

from winset.studies.report_parts import Part, coded, computed

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "ActorSeen",
    "Agreement",
    "Coalition",
    "Happened",
    "LensReport",
    "ModelVerdict",
    "Reading",
    "TellsApart",
    "lens_report_schema",
]

Prediction = Literal["passes", "does not pass"]


class Coalition(Part):
    """A coalition that a lens expects."""

    name: str = computed("What holds it together.")
    members: list[str] = computed("Its members.")
    side: Literal["for", "against"] | None = computed("Its side, if the lens gives it one.")


class Decider(Part):
    """An actor that matters, according to a lens."""

    actor: str = computed("Who.")
    why: str = computed("Why.")
    weight: float | None = computed("Its weight in the lens's own unit, if it has one.")


class MeasureRead(Part):
    """A number a lens rests on."""

    name: str = computed("Its name.")
    value: float | None = computed("Its value; null where it does not exist.")
    meaning: str = computed("What it says, or why it does not exist.")


class Reading(Part):
    """What one lens says about the case."""

    lens: str = computed("Id of the lens.")
    title: str = computed("Name of the lens.")
    family: str = computed("Approach it belongs to.")
    asks: str = computed("What it asks.")
    prediction: Prediction | None = computed("Its prediction; null where it abstains.")
    because: str = computed("Why it predicts that, or why it abstains.")
    agrees: bool | None = computed("Whether that is what happened; null where unknown.")
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
    side: Literal["for", "against"] | None = computed("Side by its position alone.")
    seen_by: list[str] = computed("Lenses that see it.")
    unseen_by: list[str] = computed("Lenses that do not.")


class Agreement(Part):
    """How far two lenses agree."""

    one: str = computed("A lens.")
    other: str = computed("Another lens.")
    outcome: Literal["same", "different"] | None = computed("Null if one abstains.")
    shared: int = computed("Actors to which both give a side.")
    sides: float | None = computed("Share of them on the same side in both.")
    coalitions: float | None = computed("Adjusted Rand index of their coalitions over them.")


class TellsApart(Part):
    """A fact that would tell lenses apart."""

    kind: Literal["side", "change"] = computed(
        "side: where an actor stands; change: what would follow if a fact were otherwise."
    )
    fact: str = computed("The fact to look up.")
    says: dict[str, str] = computed("What each lens concerned says.")
    known: str | None = computed("What the case says of it.")


class Happened(Part):
    """How the episode ended."""

    verdict: str = coded("Verdict.")
    passed: bool = computed("Whether the bill passed.")
    date: str = coded("Day it was decided.")
    tally: dict[str, list[int]] = coded("Votes for and against by chamber.")


class ModelVerdict(Part):
    """What this project's own model says, at likely values."""

    verdict: str = computed("Verdict at likely values.")
    prediction: Prediction = computed("Whether the bill passes.")
    agrees: bool | None = computed("Whether that is what happened.")


class LensReport(BaseModel):
    """What each rival approach predicts of one case: coalitions, outcome, who matters."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    schema_: Literal["winset/lenses/1"] = coded(
        "Name and version of this format.", default="winset/lenses/1", alias="schema"
    )
    case: str = coded("Id of the case.")
    title: str = coded("Title of the case.")
    version: str = computed("Version of winset.")
    cut_points: dict[str, float] = coded("Cut points of the lenses, all of them choices.")
    cut_point_meanings: dict[str, str] = coded("What each decides.")
    happened: Happened | None = computed("What happened; null if the case does not say.")
    model: ModelVerdict | None = computed("The verdict of the domestic game, for comparison.")
    model_reason: str | None = computed("Why the model has no verdict.", default=None)
    readings: list[Reading] = computed("One reading a lens.")
    actors: list[ActorSeen] = computed("Who is seen by which lens.")
    agreements: list[Agreement] = computed("Every pair of lenses.")
    tells_apart: list[TellsApart] = computed("Facts that would tell lenses apart.")

    def to_dict(self) -> dict[str, Any]:
        """Report as the JSON document, ready for `json.dumps`."""
        return self.model_dump(mode="json", by_alias=True)

    def to_json(self, *, indent: int | None = 2) -> str:
        """Report as JSON text."""
        return self.model_dump_json(by_alias=True, indent=indent)

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
        raise InputError(f"`{lens}` is no lens", meant(lens, names, noun="lenses"))

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

    def to_frame(self, table: str = "lenses") -> pd.DataFrame:
        """One table of the report as a data frame.

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
        import pandas as pd

        from winset.foundation.errors import InputError

        if table == "lenses":
            columns = ("lens", "family", "prediction", "agrees", "because")
            return pd.DataFrame([{c: getattr(r, c) for c in columns} for r in self.readings])
        if table == "agreements":
            return pd.DataFrame([pair.model_dump() for pair in self.agreements])
        if table == "measures":
            rows = [{"lens": r.lens} | m.model_dump() for r in self.readings for m in r.measures]
            return pd.DataFrame(rows)
        if table == "actors":
            found = {
                r.lens: [side_in(r, seen.actor) for seen in self.actors] for r in self.readings
            }
            return pd.DataFrame(found, index=[seen.actor for seen in self.actors])
        raise InputError(f"no table {table!r}", "lenses, actors, agreements or measures")


def side_in(reading: Reading, actor: str) -> int | None:
    """Side a lens gives an actor: 1 for, -1 against, 0 seen without a side, None not seen."""
    if actor not in reading.sees:
        return None
    for coalition in reading.coalitions:
        if coalition.side is not None and actor in coalition.members:
            return 1 if coalition.side == "for" else -1
    return 0


def lens_report_schema() -> dict[str, Any]:
    """JSON Schema of the LensReport."""
    return LensReport.model_json_schema(by_alias=True, mode="serialization")
