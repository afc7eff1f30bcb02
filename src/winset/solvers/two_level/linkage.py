"""Issue linkage: what a package opens that its parts do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from winset.foundation.face import Result
from winset.games.domestic import Floats
from winset.results.check import Check
from winset.results.two_level.win_set import WinSet
from winset.solvers.two_level.cross_section import cross_section

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Linkage", "linkage"]


@dataclass(frozen=True, eq=False, repr=False)
class Linkage(Result):
    """The joint zone beside the zones of single issues.

    Parameters
    ----------
    zone
        The joint zone.
    singles
        Zone of each issue alone, all others at the status quo.
    agreement
        The agreement; empty without one.
    """

    zone: WinSet
    singles: dict[str, WinSet]
    agreement: Floats
    outcome: str = "solved"
    exact: bool = False
    method: str = "zones of single issues along their axes, bisected"
    sources: tuple[str, ...] = ("putnam-1988",)

    @property
    def gain(self) -> float:
        """Volume of the joint zone minus that of the box of the single-issue zones."""
        product = float(np.prod([single.volume for single in self.singles.values()]))
        return self.zone.volume - product if len(self.singles) > 1 else 0.0

    @property
    def synergistic(self) -> bool:
        """Return whether the agreement is a package none of whose parts would be ratified alone."""
        parts = self._parts()
        return len(parts) > 1 and not bool(self.zone.accepts(parts).any())

    def _parts(self) -> Floats:
        quo = self.zone.status_quo
        if not self.agreement.size:
            return np.zeros((0, len(quo)))
        moved = np.flatnonzero(np.abs(self.agreement - quo) > 1e-6)
        parts = np.repeat(quo[None, :], len(moved), axis=0)
        parts[np.arange(len(moved)), moved] = self.agreement[moved]
        return parts

    def verify(self) -> Check:
        """Check that each single-issue zone lies in the joint zone, and the agreement too."""
        claims = [("the agreement is in the joint zone", self._in_zone())]
        for name, single in self.singles.items():
            fine = not single.inner.size or bool(single.accepts(single.inner).all())
            claims.append((f"the zone of {name} alone is ratified", fine))
        return Check(tuple(claims))

    def _in_zone(self) -> bool:
        return not self.agreement.size or bool(self.zone.accepts(self.agreement[None, :])[0])

    def summary(self) -> str:
        """One sentence for a reader."""
        if self.synergistic:
            return "The package is ratified where none of its parts would be."
        return f"Linking the issues adds {self.gain:.4g} to the zone."

    def to_dict(self) -> dict[str, Any]:
        """Gain and synergy as JSON types."""
        return {"gain": self.gain, "synergistic": self.synergistic}

    def to_frame(self) -> pd.DataFrame:
        """Give a row an issue: length of its zone alone."""
        import pandas as pd

        rows = [{"issue": k, "alone": single.volume} for k, single in self.singles.items()]
        return pd.DataFrame(rows)


def linkage(zone: WinSet, agreement: Floats) -> Linkage:
    """Find what linking the issues adds.

    Would the parts of the package be ratified one by one?

    Parameters
    ----------
    zone
        The joint zone.
    agreement
        The agreement reached, shape ``(n_issues,)``; empty without one.

    Returns
    -------
    Linkage

    References
    ----------
    Putnam (1988) on synergistic linkage, International Organization 42(3): 446-448.
    """
    quo = zone.status_quo
    singles = {name: cross_section(zone, k, quo) for k, name in enumerate(zone.issues)}
    return Linkage(zone, singles, agreement)
