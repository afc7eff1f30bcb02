"""A draft as the records of its journal, and back."""

from __future__ import annotations

from dataclasses import dataclass

from winset.workbench.editing.history import History, Step, TextStep, ValuesStep
from winset.workbench.editing.journal import Record


@dataclass(frozen=True)
class Told:
    """Content of a journal about a draft.

    Parameters
    ----------
    key
        Key of the case.
    history
        Its steps.
    saved
        The file as it was last read or written.
    revision
        How many changes there were.
    """

    key: str
    history: History
    saved: str
    revision: int

    def records(self) -> list[Record]:
        """Return records that say the same."""
        history = self.history
        told: list[Record] = [{"op": "origin", "key": self.key, "text": history.origin}]
        told += [record_of(step) for step in history.steps]
        told += [{"op": "undo"}] * (len(history.steps) - history.cursor)
        if self.saved != history.origin:
            told.append({"op": "saved", "text": self.saved})
        return [*told, {"op": "revision", "value": self.revision}]


def record_of(step: Step) -> Record:
    """Return the record of a step."""
    if isinstance(step, TextStep):
        return {"op": "text", "text": step.text, "label": step.label}
    return {"op": "set", "values": step.values, "label": step.label}


def told_by(records: list[Record]) -> Told | None:
    """Return what records say of a draft; None if they do not begin with one.

    Parameters
    ----------
    records
        As the journal has them.
    """
    if not records or records[0].get("op") != "origin":
        return None
    history, saved, revision = History(records[0]["text"]), records[0]["text"], 0
    for record in records[1:]:
        match record["op"]:
            case "set":
                history.add(ValuesStep(record["values"], record["label"]))
            case "text":
                history.add(TextStep(record["text"], record["label"]))
            case "undo":
                history.cursor -= 1
            case "redo":
                history.cursor += 1
            case "saved":
                saved = record["text"]
                continue
            case "revision":
                revision = record["value"]
                continue
        revision += 1
    return Told(records[0]["key"], history, saved, revision)
