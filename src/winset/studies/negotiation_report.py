"""The Report on a negotiation: the single document that terminal, page, figures and JSON show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict

from winset.foundation.errors import InputError
from winset.studies.negotiation_report_parts import (
    AgreementReport,
    BeliefReport,
    Can,
    CountryReport,
    Defection,
    LaterRatification,
    LinkageReport,
    NashPathReport,
    NegotiationIssue,
    Opening,
    SetReport,
    SidePayments,
    TiedHands,
)
from winset.studies.report_parts import coded, computed

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["NegotiationReport", "negotiation_report_schema"]


class NegotiationReport(BaseModel):
    """Everything `winset negotiate` found out about one negotiation.

    Issues run from 0 to 1; gains are surpluses of the chief executives. A number that does not
    exist is ``None`` beside a ``reason``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    schema_: Literal["winset/report/1"] = coded(
        "Name and version of this format.", default="winset/report/1", alias="schema"
    )
    kind: Literal["negotiation"] = coded("Kind of game.", default="negotiation")
    case: str = coded("Id of the case.")
    title: str = coded("Title of the case.")
    summary_line: str | None = coded("What the case is about, from its file.", default=None)
    version: str = computed("Version of winset.")
    seed: int = coded("Seed of the random draws.")
    draws: int = coded("Number of draws.")
    method: str = computed("How the sets and probabilities were found.")
    parameters: dict[str, Any] = coded("The parameter block used.")
    changes: dict[str, str] = coded("Values changed from the case file.", default_factory=dict)
    assumptions: list[str] = coded("Every modelling choice that entered.")
    sources: list[str] = coded("References of the case and of the methods.")
    issues: list[NegotiationIssue] = coded("The issues, with the status quo.")
    countries: dict[str, CountryReport] = computed("Each country's win-set and who binds.")
    zone: SetReport = computed("What would enter into force.")
    entry: str = coded("Who must ratify.")
    agreement: AgreementReport = computed("What is agreed, under the solution asked for.")
    nash_path: list[NashPathReport] = computed(
        "With two issues and at most four parties: the Nash agreement as power moves toward each."
    )
    side_payments: SidePayments = computed("What side payments across the border add.")
    linkage: LinkageReport = computed("What linking the issues adds.")
    tying_hands: list[TiedHands] = computed("What tied hands bring each government.")
    defection: Defection = computed("How a signed agreement dies.")
    later: list[LaterRatification] = computed("The agreement before later legislatures.")
    beliefs: list[BeliefReport] = computed("The table as each government takes it to be.")
    missed: bool = computed("Whether beliefs hide a zone that is there.")
    pairs: list[Can] = computed("Which two countries alone could agree.")
    smallest_change: list[Opening] = computed("Changes of one number that open an empty zone.")
    blocked_by: list[str] = computed("Countries without which the rest would agree.")
    outcome: dict[str, Any] | None = coded("What happened, from the file.", default=None)
    notes: list[str] = coded("Notes of the case file.", default_factory=list)
    warnings: list[str] = computed("What a reader must know of this run.", default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Report as the JSON document promised to users, ready for `json.dumps`."""
        return self.model_dump(mode="json", by_alias=True)

    def to_json(self, *, indent: int | None = 2) -> str:
        """Report as JSON text."""
        return self.model_dump_json(by_alias=True, indent=indent)

    def summary(self) -> str:
        """Report in a few sentences of plain text."""
        from winset.studies.negotiation_report_prose import summary_of

        return summary_of(self)

    def to_frame(self, table: str = "countries") -> pd.DataFrame:
        """One table of the report as a data frame.

        Parameters
        ----------
        table
            ``"countries"``, ``"tying_hands"``, ``"pairs"``, ``"later"`` or ``"smallest_change"``.

        Raises
        ------
        InputError
            If there is no such table.
        """
        import pandas as pd

        rows: dict[str, list[dict[str, Any]]] = {
            "countries": [
                {
                    "country": name,
                    "volume": found.win_set.volume,
                    "outcome": found.win_set.outcome,
                    "binding": ", ".join(found.binding),
                    "surplus": self.agreement.surplus.get(name),
                    "defection": self.defection.involuntary.get(name),
                }
                for name, found in self.countries.items()
            ],
            "tying_hands": [
                {"country": row.country, "level": level, "surplus": gain}
                for row in self.tying_hands
                for level, gain in row.curve
            ],
            "pairs": [row.model_dump() for row in self.pairs],
            "later": [row.model_dump() for row in self.later],
            "smallest_change": [row.model_dump(by_alias=True) for row in self.smallest_change],
        }
        if table not in rows:
            raise InputError(f"no table {table!r}; there are: {', '.join(rows)}")
        return pd.DataFrame(rows[table])


def negotiation_report_schema() -> dict[str, Any]:
    """JSON Schema of the Report on a negotiation, each field marked."""
    return NegotiationReport.model_json_schema(by_alias=True, mode="serialization")
