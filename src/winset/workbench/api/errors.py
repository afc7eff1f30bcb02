"""Errors as the API reports them: what, where, what would be right."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from winset.foundation.errors import CaseError, InputError, WinsetError
from winset.workbench.failures import (
    BusyError,
    ConflictError,
    NotFoundError,
    StaleRevisionError,
    StorageError,
    SupersededError,
    TooLargeError,
    TooLongError,
    without_path,
)

_STATUS: tuple[tuple[type[WinsetError], int, str], ...] = (
    (NotFoundError, 404, "not-found"),
    (TooLargeError, 413, "too-large"),
    (TooLongError, 422, "too-long"),
    (StaleRevisionError, 409, "stale"),
    (ConflictError, 409, "conflict"),
    (SupersededError, 409, "superseded"),
    (BusyError, 503, "busy"),
    (StorageError, 503, "storage"),
    (CaseError, 422, "case"),
    (InputError, 422, "input"),
)


class ProblemTold(BaseModel):
    """One problem of a file, with its place."""

    severity: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str | None = None
    what: str
    right: str | None = None


class ErrorTold(BaseModel):
    """Answer to every refused request."""

    kind: str = Field(
        description="input, case, not-found, conflict, stale, superseded, too-large, too-long, "
        "busy, storage or defect."
    )
    what: str = Field(description="What is wrong.")
    right: str | None = Field(default=None, description="What would be right.")
    problems: list[ProblemTold] = Field(default_factory=list, description="Problems of a file.")
    paths: list[str] = Field(default_factory=list, description="Fields in conflict.")


REFUSALS: dict[int | str, dict[str, Any]] = {
    404: {"model": ErrorTold, "description": "There is none."},
    409: {"model": ErrorTold, "description": "Somebody else was faster."},
    422: {"model": ErrorTold, "description": "The input is wrong."},
    503: {"model": ErrorTold, "description": "Too much is asked, or the folder cannot be used."},
}


def error_told(error: Exception) -> tuple[int, ErrorTold]:
    """Return the status and the body that report an error.

    Parameters
    ----------
    error
        Anything raised; what is not ours becomes a defect without details.
    """
    if isinstance(error, InputError):
        error = without_path(error)
    for kind, status, word in _STATUS:
        if isinstance(error, kind):
            return status, ErrorTold(
                kind=word,
                what=error.what if isinstance(error, InputError) else str(error),
                right=error.right if isinstance(error, InputError) else None,
                problems=_problems(error),
                paths=list(error.paths) if isinstance(error, ConflictError) else [],
            )
    return 500, ErrorTold(kind="defect", what="a defect of ours; the server's log has more")


def _problems(error: Exception) -> list[ProblemTold]:
    if not isinstance(error, CaseError):
        return []
    return [ProblemTold.model_validate(problem.to_dict()) for problem in error.problems]


def add_errors(app: FastAPI) -> None:
    """Have every error of the API answered in one form."""

    async def told(_request: Request, error: Exception) -> JSONResponse:
        status, body = error_told(error)
        return JSONResponse(body.model_dump(), status_code=status)

    async def misread(_request: Request, error: Exception) -> JSONResponse:
        found = error.errors() if isinstance(error, RequestValidationError) else []
        body = ErrorTold(
            kind="input",
            what="; ".join(_place(item) for item in found[:5]) or "the request does not fit",
            right="see /api/docs",
        )
        return JSONResponse(body.model_dump(), status_code=422)

    async def unheard(_request: Request, error: Exception) -> JSONResponse:
        if not isinstance(error, HTTPException):
            raise error
        status = error.status_code
        kind = "not-found" if status == 404 else "too-large" if status == 413 else "input"
        body = ErrorTold(kind=kind, what=str(error.detail), right="see /api/docs")
        return JSONResponse(body.model_dump(), status_code=status, headers=error.headers)

    async def unstored(request: Request, error: Exception) -> JSONResponse:
        logging.getLogger("winset.workbench").error("%s: %s", request.url.path, error)
        reason = (getattr(error, "strerror", None) or "it fails").lower()
        return await told(request, StorageError(f"the folder cannot be read or written: {reason}"))

    async def defect(request: Request, error: Exception) -> JSONResponse:
        logging.getLogger("winset.workbench").error(
            "defect at %s", request.url.path, exc_info=error
        )
        return JSONResponse(error_told(error)[1].model_dump(), status_code=500)

    app.add_exception_handler(WinsetError, told)
    app.add_exception_handler(HTTPException, unheard)
    app.add_exception_handler(OSError, unstored)
    app.add_exception_handler(RequestValidationError, misread)
    app.add_exception_handler(Exception, defect)


def add_nothing_there(app: FastAPI) -> None:
    """Answer what is not a route of the API in the API's form, not with a page."""

    @app.api_route(
        "/api/{rest:path}",
        methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
        include_in_schema=False,
    )
    async def nothing_there(rest: str) -> None:
        raise NotFoundError(f"there is no /api/{rest:.80} for that", "see /api/docs")


def _place(item: dict[str, Any]) -> str:
    return f"{'.'.join(map(str, item.get('loc', ())))}: {item.get('msg', '')}"
