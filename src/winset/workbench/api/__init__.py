"""The JSON API: typed, documented without any other site, and able to do what the pages do."""

from __future__ import annotations

from fastapi import FastAPI

from winset.workbench.bench import Workbench

__all__ = ["add_api"]


def add_api(app: FastAPI, bench: Workbench) -> None:
    """Add the routes, the description and the answers to errors.

    Parameters
    ----------
    app
        Where to.
    bench
        What the routes work on.
    """
    from winset.workbench.api import answers, description, drafts, errors, exports, jobs, shelf

    errors.add_errors(app)
    for part in (shelf, drafts, answers, jobs, exports):
        app.include_router(part.routes(bench), prefix="/api")
    description.add_description(app)
    errors.add_nothing_there(app)
