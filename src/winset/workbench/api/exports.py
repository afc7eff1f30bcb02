"""Routes that hand out files: reports, figures, tables, the case, scenarios."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from winset.workbench.access.limits import MOST_DRAWS
from winset.workbench.api.errors import REFUSALS
from winset.workbench.api.plain_values import LARGEST_SEED
from winset.workbench.api.visitors import Key, desk_of, in_thread
from winset.workbench.bench import Workbench
from winset.workbench.compute import questions
from winset.workbench.editing import scenarios
from winset.workbench.editing.desk import Desk
from winset.workbench.exports import export_names, media_of, refuse_unknown

Draws = Annotated[int, Query(ge=1, le=MOST_DRAWS, description="Monte Carlo draws.")]
Seed = Annotated[int, Query(ge=0, le=LARGEST_SEED, description="Seed of the draws.")]
Solution = Annotated[str, Query(description="Solution of a negotiation.", max_length=120)]


def routes(bench: Workbench) -> APIRouter:
    """Return the routes of files."""
    router = APIRouter(prefix="/cases/{key}", tags=["exports"], responses=REFUSALS)

    @router.get("/exports")
    async def names(request: Request, key: Key) -> list[str]:
        """List what the draft can be taken away as."""
        desk = await desk_of(bench, request, key)
        return await in_thread(lambda: export_names(desk.kind))

    @router.get("/export/{name}", response_class=Response)
    async def export(
        request: Request,
        key: Key,
        name: str,
        draws: Draws = questions.REPORT_DRAWS,
        seed: Seed = 0,
        solution: Solution = "nash",
    ) -> Response:
        """Hand the draft out as a file: report.html, axis.svg, actors.csv, case.yaml ..."""
        desk = await desk_of(bench, request, key)
        refuse_unknown(name, desk.kind)
        if name == "case.yaml":
            data = (await in_thread(desk.text)).encode("utf-8", "surrogatepass")
        else:
            data = await bench.answers.export(desk, name, draws=draws, seed=seed, solution=solution)
        return _file(data, f"{desk.case.id}-{name}" if name != "case.yaml" else _yaml_name(desk))

    @router.get("/scenarios/{name}/file", response_class=Response)
    async def scenario(request: Request, key: Key, name: str) -> Response:
        """Hand a scenario out as the overlay file `winset whatif --overlay` reads."""
        desk = await desk_of(bench, request, key)
        path = await in_thread(lambda: scenarios.scenario_path(desk, name))
        return _file(await in_thread(path.read_bytes), path.name)

    return router


def _yaml_name(desk: Desk) -> str:
    return f"{desk.case.id}.yaml"


def _file(data: bytes, name: str) -> Response:
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(data, media_type=media_of(name), headers=headers)
