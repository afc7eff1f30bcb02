"""Questions that are answered in a process beside the server: plain data there and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from winset.cases.model.case import Case
from winset.cases.model.negotiation import NegotiationCase
from winset.cases.model.parameters import Parameters

if TYPE_CHECKING:
    from winset.reports.domestic.report import Report
    from winset.reports.forecast_report import ForecastReport
    from winset.reports.negotiation.negotiation_report import NegotiationReport
    from winset.reports.negotiation.win_set_map_parts import WinSetMap

GLANCE_DRAWS = 200
REPORT_DRAWS = 2000
NEGOTIATION_DRAWS = 300


class AskedQuestion(Protocol):
    """Something a process can be asked."""

    def identity(self) -> str:
        """Everything the answer depends on."""
        ...

    def answer(self) -> Any:
        """Answer it, in whatever process this is called."""
        ...


@dataclass(frozen=True)
class DomesticQuestion:
    """The Report on a domestic case."""

    case: Case
    parameters: Parameters
    draws: int
    seed: int
    changes: dict[str, str]
    data: str | None = None

    def identity(self) -> str:
        """Everything the answer depends on."""
        told = [self.case.model_dump_json(), self.parameters.model_dump_json(), str(self.data)]
        return "\n".join(["report", *told, str(self.draws), str(self.seed), str(self.changes)])

    def answer(self) -> Report:
        """Analyze the case."""
        from winset.studies.domestic.analyze import analyze

        return analyze(
            self.case,
            draws=self.draws,
            seed=self.seed,
            parameters=self.parameters,
            changes=self.changes,
            data=self.data,
        )


@dataclass(frozen=True)
class NegotiationQuestion:
    """The Report on a negotiation."""

    case: NegotiationCase
    parameters: Parameters
    solution: str
    draws: int
    seed: int
    changes: dict[str, str]

    def identity(self) -> str:
        """Everything the answer depends on."""
        told = [self.case.model_dump_json(), self.parameters.model_dump_json(), self.solution]
        return "\n".join(["negotiation", *told, str(self.draws), str(self.seed), str(self.changes)])

    def answer(self) -> NegotiationReport:
        """Play the negotiation."""
        from winset.studies.negotiation.negotiate import negotiate

        return negotiate(
            self.case,
            solution=self.solution,
            draws=self.draws,
            seed=self.seed,
            parameters=self.parameters,
            changes=self.changes,
        )


@dataclass(frozen=True)
class MapQuestion:
    """Win-sets along one or two issues."""

    case: NegotiationCase
    parameters: Parameters
    issues: tuple[str, ...]
    held: dict[str, float]
    hands: dict[str, float]
    solution: str
    seed: int

    def identity(self) -> str:
        """Everything the answer depends on."""
        told = [self.case.model_dump_json(), self.parameters.model_dump_json(), self.solution]
        places = [str(sorted(given.items())) for given in (self.held, self.hands)]
        return "\n".join(["map", *told, str(self.issues), *places, str(self.seed)])

    def answer(self) -> WinSetMap:
        """Cut the win-sets."""
        from winset.studies.negotiation.win_set_map import win_set_map

        return win_set_map(
            self.case,
            self.issues,
            at=self.held,
            hands=self.hands,
            solution=self.solution,
            seed=self.seed,
            parameters=self.parameters,
        )


@dataclass(frozen=True)
class ForecastQuestion:
    """The forecast of bargaining on a case of either kind."""

    case: Case | NegotiationCase
    parameters: Parameters

    def identity(self) -> str:
        """Everything the answer depends on."""
        told = [self.case.model_dump_json(), self.parameters.model_dump_json()]
        return "\n".join(["forecast", *told])

    def answer(self) -> ForecastReport:
        """Ask every model."""
        from winset.studies.forecast.bargaining_forecast import forecast

        return forecast(self.case, parameters=self.parameters)


@dataclass(frozen=True)
class Warming:
    """A first question, so that the libraries are there when somebody asks."""

    def identity(self) -> str:
        """Everything the answer depends on."""
        return "warming"

    def answer(self) -> None:
        """Answer one small case."""
        from winset.casebook import read_domestic_case
        from winset.studies.domestic.analyze import analyze

        analyze(read_domestic_case("fast-track-1997"), draws=16)
