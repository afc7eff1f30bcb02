"""Routes of long work: begin, watch, cancel, resume, read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from fastapi import Path as InPath
from fastapi.responses import Response
from pydantic import Field

from winset.reports.sweep.sweep_documents import NegotiationSweepReport, SweepReport
from winset.workbench.api.errors import REFUSALS
from winset.workbench.api.plain_values import Sent
from winset.workbench.api.visitors import Key, as_json, desk_of, in_thread
from winset.workbench.bench import Workbench
from winset.workbench.compute.work import MOST_DRAWS, Job

JobId = Annotated[str, InPath(description="Id of a job.", max_length=32)]


SweepFound = Annotated[SweepReport | NegotiationSweepReport, Field(discriminator="kind")]


class AskedSweep(Sent):
    """A sweep of the draft as it is now."""

    vary: dict[str, str | None] = Field(
        default_factory=dict, description="Path to LOW:HIGH, or null for the coded range."
    )
    draws: int | None = Field(
        default=None,
        ge=1,
        le=MOST_DRAWS,
        description="Default: 20,000, of a negotiation 256.",
    )
    design: str = Field(default="latin-hypercube", description="As for `winset sweep`.")
    seed: int = Field(default=0, ge=0)
    hold_others: bool = False
    solution: str | None = Field(
        default=None,
        description="For a negotiation: nash (default), kalai-smorodinsky or offer:COUNTRY.",
    )


def routes(bench: Workbench) -> APIRouter:
    """Return the routes of long work."""
    router = APIRouter(tags=["jobs"], responses=REFUSALS)
    work = bench.work

    @router.post("/cases/{key}/sweeps", status_code=202)
    async def sweep(request: Request, key: Key, asked: AskedSweep) -> Job:
        """Begin a sweep; it goes on when the page is closed."""
        desk = await desk_of(bench, request, key)
        visitor, share = bench.visitor(request), bench.share(request)
        return await in_thread(
            lambda: work.start_sweep(
                visitor,
                desk,
                share=share,
                vary=asked.vary,
                draws=asked.draws,
                design=asked.design,
                seed=asked.seed,
                hold_others=asked.hold_others,
                solution=asked.solution,
            )
        )

    @router.get("/jobs")
    async def jobs(request: Request) -> list[Job]:
        """List the visitor's jobs, newest first."""
        visitor = bench.visitor(request)
        return await in_thread(lambda: work.jobs(visitor))

    @router.get("/jobs/{job_id}")
    async def job(request: Request, job_id: JobId) -> Job:
        """Say how a job stands."""
        visitor = bench.visitor(request)
        return await in_thread(lambda: work.job(visitor, job_id))

    @router.post("/jobs/{job_id}/cancel")
    async def cancel(request: Request, job_id: JobId) -> Job:
        """Stop a job; what is done is kept."""
        visitor = bench.visitor(request)
        return await in_thread(lambda: work.cancel(visitor, job_id))

    @router.post("/jobs/{job_id}/resume")
    async def resume(request: Request, job_id: JobId) -> Job:
        """Go on with a job where it ended."""
        visitor = bench.visitor(request)
        return await in_thread(lambda: work.resume(visitor, job_id))

    @router.delete("/jobs/{job_id}", status_code=204)
    async def remove(request: Request, job_id: JobId) -> None:
        """Stop a job and throw it away."""
        visitor = bench.visitor(request)
        await in_thread(lambda: work.remove(visitor, job_id))

    @router.get("/jobs/{job_id}/result", response_model=SweepFound)
    async def result(request: Request, job_id: JobId) -> Response:
        """Return the report of a finished sweep: of a game at home, or of a negotiation."""
        visitor = bench.visitor(request)
        return as_json(await in_thread(lambda: work.report(visitor, job_id)))

    return router
