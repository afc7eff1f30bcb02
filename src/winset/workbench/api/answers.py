"""Routes of answers: glance, report, negotiation, map, comparison, why."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import Field

from winset.reports.domestic.explanation import Explanation
from winset.reports.domestic.glance_parts import Glance
from winset.reports.domestic.report import Report
from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.reports.negotiation.win_set_map_parts import WinSetMap
from winset.workbench.access.limits import MOST_DRAWS, MOST_GLANCE_DRAWS
from winset.workbench.api.errors import REFUSALS
from winset.workbench.api.plain_values import LARGEST_SEED, Sent, Values
from winset.workbench.api.visitors import Key, as_json, desk_of
from winset.workbench.bench import Workbench
from winset.workbench.compute import questions
from winset.workbench.compute.comparison import Comparison


class Asked(Sent):
    """Question put to a draft."""

    values: Values = Field(
        default_factory=dict, description="Values laid over the draft, not confirmed yet."
    )
    seed: int = Field(default=0, ge=0, le=LARGEST_SEED)
    lane: str = Field(default="", max_length=64, description="Tells tabs of one visitor apart.")


class AskedGlance(Asked):
    """A quick answer."""

    draws: int = Field(default=questions.GLANCE_DRAWS, ge=1, le=MOST_GLANCE_DRAWS)


class AskedReport(Asked):
    """A full answer."""

    draws: int = Field(default=questions.REPORT_DRAWS, ge=1, le=MOST_DRAWS)
    members: bool = Field(
        default=False, description="Fill the chambers with the members of the roll calls."
    )


class AskedNegotiation(Asked):
    """A negotiation played."""

    solution: str = Field(
        default="nash",
        max_length=120,
        description="nash, kalai-smorodinsky, alternating-offers or offer:COUNTRY.",
    )
    draws: int = Field(default=questions.NEGOTIATION_DRAWS, ge=1, le=MOST_DRAWS)


class AskedMap(Asked):
    """Win-sets along one or two issues."""

    issues: list[str] = Field(min_length=1, max_length=2)
    at: dict[str, float] = Field(default_factory=dict, description="Where other issues are held.")
    hands: dict[str, float] = Field(
        default_factory=dict,
        description="Country to how much more each of its legislators must gain to vote yes.",
    )
    solution: str = Field(default="nash", max_length=120)


class AskedComparison(Sent):
    """Scenarios side by side."""

    names: list[str] = Field(min_length=2, max_length=6, description="saved, draft, or scenarios.")
    draws: int = Field(default=questions.REPORT_DRAWS, ge=1, le=MOST_DRAWS)
    seed: int = Field(default=0, ge=0, le=LARGEST_SEED)


class AskedWhy(Sent):
    """Question why a number is what it is."""

    number: str = Field(max_length=80, description="Such as price, budget, fund, surplus.")
    of: str | None = Field(
        default=None, max_length=120, description="Actor or chamber, where it is one's."
    )


def routes(bench: Workbench) -> APIRouter:
    """Return the routes of answers."""
    router = APIRouter(prefix="/cases/{key}", tags=["answers"], responses=REFUSALS)

    @router.post("/glance", response_model=Glance)
    async def glance(request: Request, key: Key, asked: AskedGlance) -> Response:
        """Answer the draft at a glance; 409 `superseded` if a newer question came in the lane."""
        desk = await desk_of(bench, request, key)
        found = await bench.answers.glance(
            desk, asked.values, draws=asked.draws, seed=asked.seed, lane=asked.lane
        )
        return as_json(found)

    @router.post("/analyze", response_model=Report)
    async def analyze(request: Request, key: Key, asked: AskedReport) -> Response:
        """Answer the draft in full: the Report of `winset analyze`."""
        desk = await desk_of(bench, request, key)
        found = await bench.answers.report(
            desk,
            asked.values,
            draws=asked.draws,
            seed=asked.seed,
            members=asked.members,
            lane=asked.lane,
        )
        return as_json(found)

    @router.post("/negotiate", response_model=NegotiationReport)
    async def negotiate(request: Request, key: Key, asked: AskedNegotiation) -> Response:
        """Play the negotiation: the Report of `winset negotiate`, win-sets and tied hands in it."""
        desk = await desk_of(bench, request, key)
        found = await bench.answers.negotiation(
            desk,
            asked.values,
            solution=asked.solution,
            draws=asked.draws,
            seed=asked.seed,
            lane=asked.lane,
        )
        return as_json(found)

    @router.post("/map", response_model=WinSetMap)
    async def win_set_map(request: Request, key: Key, asked: AskedMap) -> Response:
        """Cut the win-sets along one or two issues."""
        desk = await desk_of(bench, request, key)
        found = await bench.answers.win_set_map(
            desk,
            tuple(asked.issues),
            values=asked.values,
            at=asked.at,
            hands=asked.hands,
            solution=asked.solution,
            seed=asked.seed,
            lane=asked.lane,
        )
        return as_json(found)

    @router.post("/compare")
    async def compare(request: Request, key: Key, asked: AskedComparison) -> Comparison:
        """Set scenarios side by side, with what each changes and why."""
        desk = await desk_of(bench, request, key)
        return await bench.answers.compare(desk, asked.names, draws=asked.draws, seed=asked.seed)

    @router.post("/why")
    async def why(request: Request, key: Key, asked: AskedWhy) -> Explanation:
        """Explain a number: its formula with this case's values in it."""
        desk = await desk_of(bench, request, key)
        return await bench.answers.why(desk, asked.number, of=asked.of)

    return router
