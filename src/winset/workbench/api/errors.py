"""Errors as the API tells them: what, where, what would be right."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from winset.foundation.errors import CaseError, InputError, WinsetError
from winset.workbench.failures import (
    ConflictError,
    NotFoundError,
    StaleRevisionError,
    SupersededError,
    TooLargeError,
)

_STATUS: tuple[tuple[type[WinsetError], int, str], ...] = (
    (NotFoundError, 404, "not-found"),
    (TooLargeError, 413, "too-large"),
    (StaleRevisionError, 409, "stale"),
    (ConflictError, 409, "conflict"),
    (SupersededError, 409, "superseded"),
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
    """What every refused request is answered with."""

    kind: str = Field(
        description="input, case, not-found, conflict, stale, superseded, too-large or defect."
    )
    what: str = Field(description="What is wrong.")
    right: str | None = Field(default=None, description="What would be right.")
    problems: list[ProblemTold] = Field(default_factory=list, description="Problems of a file.")
    paths: list[str] = Field(default_factory=list, description="Fields in conflict.")


REFUSALS: dict[int | str, dict[str, Any]] = {
    404: {"model": ErrorTold, "description": "There is none."},
    409: {"model": ErrorTold, "description": "Somebody else was faster."},
    422: {"model": ErrorTold, "description": "The input is wrong."},
}


def error_told(error: Exception) -> tuple[int, ErrorTold]:
    """Return the status and the body that tell an error.

    Parameters
    ----------
    error
        Anything raised; what is not ours becomes a defect without details.
    """
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

    async def defect(request: Request, error: Exception) -> JSONResponse:
        logging.getLogger("winset.workbench").error(
            "defect at %s", request.url.path, exc_info=error
        )
        return JSONResponse(error_told(error)[1].model_dump(), status_code=500)

    app.add_exception_handler(WinsetError, told)
    app.add_exception_handler(RequestValidationError, misread)
    app.add_exception_handler(Exception, defect)


def _place(item: dict[str, Any]) -> str:
    return f"{'.'.join(map(str, item.get('loc', ())))}: {item.get('msg', '')}"
