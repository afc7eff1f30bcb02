"""Answer of a lens on a case: coalitions, outcome, who matters, whom it cannot see."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from winset.foundation.face import DataFrame, Result, data_frame
from winset.results.check import Check

Prediction = Literal["passes", "does not pass"]


@dataclass(frozen=True)
class LensCard:
    """Description of a lens, whatever the case.

    Parameters
    ----------
    id, title, family
        Its name in kebab-case, as a reader should see it, and the approach it belongs to.
    asks, needs, ignores, predicts
        What it asks, which inputs it needs, whom it cannot see and why, and what it says of the
        coalitions, the outcome and who matters; a sentence each.
    assumptions
        Choices of this project that enter.
    sources
        Where it is from.
    """

    id: str
    title: str
    family: str
    asks: str
    needs: str
    ignores: str
    predicts: str
    assumptions: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class LensCoalition:
    """A coalition that a lens expects.

    Parameters
    ----------
    name
        What holds it together, in a few words.
    members
        Actors, in the order of the arena.
    side
        1 for the proposal, -1 against, 0 where the lens gives it no side.
    """

    name: str
    members: tuple[str, ...]
    side: int = 0


@dataclass(frozen=True)
class Matters:
    """An actor that decides, according to a lens: its weight (any unit of the lens) and why."""

    actor: str
    why: str
    weight: float | None = None


@dataclass(frozen=True)
class Measure:
    """A number a lens rests on, None beside a reason in `meaning` where it does not exist."""

    name: str
    value: float | None
    meaning: str


@dataclass(frozen=True, repr=False)
class LensReading(Result):
    """The reading of one case through one lens.

    Parameters
    ----------
    lens
        What the lens is.
    actors
        Everybody in the arena.
    sees
        Actors that enter the lens in any way.
    coalitions
        Those it expects; an actor stands in one at most, but for lists of alternatives, which
        have side 0.
    prediction
        ``passes``, ``does not pass``, or None where it abstains on the outcome.
    because
        Why, in a sentence; of an abstention, its reason.
    matters
        Who decides, the most important first.
    measures
        The numbers it rests on.
    missing
        Inputs it asked for and did not find: field to what it would have served.
    """

    lens: LensCard
    actors: tuple[str, ...]
    sees: tuple[str, ...]
    prediction: Prediction | None
    because: str
    coalitions: tuple[LensCoalition, ...] = ()
    matters: tuple[Matters, ...] = ()
    measures: tuple[Measure, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)

    @property
    def outcome(self) -> Literal["solved", "undecided"]:
        """Return whether the lens says how the bill ends."""
        return "undecided" if self.prediction is None else "solved"

    @property
    def ignores(self) -> tuple[str, ...]:
        """Actors the lens cannot see, in the order of the arena."""
        return tuple(actor for actor in self.actors if actor not in self.sees)

    def side_of(self, actor: str) -> int:
        """Side the lens gives an actor: 1 for the proposal, -1 against, 0 none."""
        sides = {c.side for c in self.coalitions if c.side and actor in c.members}
        return sides.pop() if len(sides) == 1 else 0

    @property
    def partition(self) -> dict[str, str]:
        """Coalition of each actor that stands in one with a side."""
        return {
            member: coalition.name
            for coalition in self.coalitions
            if coalition.side
            for member in coalition.members
        }

    def measure(self, name: str) -> float | None:
        """Value of a measure.

        Raises
        ------
        KeyError
            If the lens has no such measure.
        """
        for measure in self.measures:
            if measure.name == name:
                return measure.value
        raise KeyError(name)

    def verify(self) -> Check:
        """Check that the reading is whole, without the lens.

        Returns
        -------
        Check
            Everybody named is in the arena; whoever stands in a coalition or matters is seen;
            nobody stands on two sides; every number is finite; a prediction or an abstention has
            its reason.
        """
        named = {member for c in self.coalitions for member in c.members}
        named |= {entry.actor for entry in self.matters}
        sides: dict[str, set[int]] = {}
        for coalition in self.coalitions:
            for member in coalition.members:
                if coalition.side:
                    sides.setdefault(member, set()).add(coalition.side)
        numbers = [m.value for m in self.measures] + [m.weight for m in self.matters]
        return Check(
            (
                ("everybody seen is in the arena", set(self.sees) <= set(self.actors)),
                ("whoever is named is seen", named <= set(self.sees)),
                ("nobody stands on two sides", all(len(s) == 1 for s in sides.values())),
                ("every number is finite", all(n is None or math.isfinite(n) for n in numbers)),
                ("the prediction or the abstention has a reason", bool(self.because.strip())),
            )
        )

    def summary(self) -> str:
        """Return a sentence for a reader."""
        said = "abstains" if self.prediction is None else self.prediction
        unseen = len(self.ignores)
        return f"{self.lens.title}: {said}, because {self.because}; it cannot see {unseen} actors."

    def to_dict(self) -> dict[str, Any]:
        """Return the reading as JSON types."""
        return {
            "lens": self.lens.id,
            "prediction": self.prediction,
            "because": self.because,
            "coalitions": [
                {"name": c.name, "members": list(c.members), "side": c.side}
                for c in self.coalitions
            ],
            "matters": [{"actor": m.actor, "why": m.why, "weight": m.weight} for m in self.matters],
            "measures": [
                {"name": m.name, "value": m.value, "meaning": m.meaning} for m in self.measures
            ],
            "sees": list(self.sees),
            "ignores": list(self.ignores),
            "missing": dict(self.missing),
            "sources": list(self.lens.sources),
        }

    def to_frame(self) -> DataFrame:
        """Return a row an actor: whether it is seen, its side and its coalition."""
        coalition = self.partition
        return data_frame(
            {
                "actor": list(self.actors),
                "seen": [actor in self.sees for actor in self.actors],
                "side": [self.side_of(actor) for actor in self.actors],
                "coalition": [coalition.get(actor) for actor in self.actors],
            }
        )
