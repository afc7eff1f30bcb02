"""The asker: the visitor the guard gave a request, and that visitor's desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import Path as InPath
from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from winset.workbench.bench import Workbench
from winset.workbench.editing.desk import Desk

Key = Annotated[str, InPath(description="Key of a case, as on its card.", max_length=255)]
Found = TypeVar("Found")
Answer = TypeVar("Answer", bound=BaseModel)


async def desk_of(bench: Workbench, request: Request, key: str) -> Desk:
    """Return the visitor's desk with a case on it; opening one reads a file, so in a thread."""
    visitor = bench.visitor(request)
    desk = bench.desks.if_open(visitor, key)
    if desk is not None:
        desk.is_returning |= bool(bench.share(request))
        return desk
    return await run_in_threadpool(bench.desk_of, request, key)


def as_json(answer: Answer) -> Response:
    """Answer with a model as it is: it was validated when it was made."""
    return Response(answer.model_dump_json(by_alias=True), media_type="application/json")


async def in_thread(work: Callable[[], Found]) -> Found:
    """Do what waits for a disk, or reads a whole case, away from the event loop."""
    return await run_in_threadpool(work)
