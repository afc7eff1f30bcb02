"""The list of long work as an element of a page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from nicegui.element import Element

from winset.workbench.access.addresses import page_address
from winset.workbench.components.listening import listen, texts

if TYPE_CHECKING:
    from winset.workbench.compute.work import Job


_WORDS: Final = {
    "waiting": "waiting for its turn",
    "running": "running",
    "done": "done",
    "cancelled": "cancelled; what is done is kept",
    "stopped": "stopped with the server; what is done is kept",
    "failed": "failed",
}
_GOING: Final = ("waiting", "running")


class JobList(Element, component="jobs.js"):
    """Jobs with their progress, and buttons to cancel, resume and remove them.

    Parameters
    ----------
    on_act
        Called with `cancel`, `resume` or `remove` and the id of a job.
    empty
        What to say where there are none.
    """

    def __init__(self, *, on_act: Callable[[str, str], Awaitable[None]], empty: str) -> None:
        super().__init__()
        self.props["jobs"] = []
        self.props["empty"] = empty
        listen(self, "act", on_act, name=texts, id=texts)

    def show(self, jobs: Sequence[Job]) -> None:
        """Show the jobs as they are now."""
        views = [_view(job) for job in jobs]
        if views != self.props["jobs"]:
            self.props["jobs"] = views


def _view(job: Job) -> dict[str, Any]:
    varied = ", ".join(f"{path} {span or 'as coded'}" for path, span in job.vary.items())
    words = [f"{job.draws:,} draws, {job.design.replace('-', ' ')}", varied or "all coded ranges"]
    if job.hold_others:
        words.append("all others held")
    if job.solution is not None:
        words.append(job.solution.replace("-", " "))
    says = f"{job.done:,} of {job.total:,}: {_WORDS[job.state]}"
    if job.state in _GOING:
        actions = ["Cancel"]
    else:
        actions = ["Remove"] if job.state == "done" else ["Resume", "Remove"]
    return {
        "id": job.id,
        "title": job.title,
        "state": job.state,
        "done": None if job.state == "running" and not job.done else job.done,
        "total": max(job.total, 1),
        "asked": "; ".join(words),
        "case": page_address(job.kind, job.key),
        "says": f"{says}: {job.message}" if job.message else says,
        "actions": actions,
        "result": f"/sweeps/{job.id}" if job.state == "done" else None,
    }
