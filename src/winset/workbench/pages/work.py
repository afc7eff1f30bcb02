"""Long work: sweeps that run beside the page, with their progress and what they found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nicegui import html, ui
from starlette.requests import Request

from winset.foundation.errors import InputError
from winset.render.figures.registry import figures_for
from winset.render.tables.sweeps import passing_word, sweep_sections
from winset.reports.domestic.report_prose import percent_text
from winset.workbench.access.addresses import page_address
from winset.workbench.components.drawing import show_figure, show_section
from winset.workbench.components.jobs import JobList
from winset.workbench.components.threads import in_thread
from winset.workbench.pages.shared.frame import frame, link_button, notice, problem_text
from winset.workbench.pages.shared.page import page

if TYPE_CHECKING:
    from winset.reports.sweep.sweep_documents import NegotiationSweepReport, SweepReport
    from winset.workbench.bench import Workbench
    from winset.workbench.compute.work import Job


_LOOK_EVERY_S: Final = 1.0
_NONE: Final = "No sweep yet. Open a case, choose the tab Sensitivity, and start one."
_NONE_HERE: Final = (
    "No sweep of this case yet. Start one above; it goes on when the page is closed."
)


def register(bench: Workbench) -> None:
    """Set the pages up."""

    @page("/sweeps")
    async def work(request: Request) -> None:
        visitor = bench.visitor(request)
        with frame("Long work", here="/sweeps"):
            html.h1("Long work")
            html.p(
                "Sweeps draw a case many thousand times. They run beside the page, survive a "
                "restart, and can be cancelled and resumed."
            ).classes("lead")
            await show_jobs(bench, visitor)

    @page("/sweeps/{job_id}")
    async def result(request: Request, job_id: str) -> None:
        visitor = bench.visitor(request)
        with frame("Sweep"):
            try:
                job = await in_thread(bench.work.job, visitor, job_id)
                report = await in_thread(bench.work.report, visitor, job_id)
            except InputError as error:
                html.h1("Sweep")
                notice(problem_text(error), bad=True)
            else:
                _result(job, report)
            link_button("All long work", "/sweeps")


async def show_jobs(bench: Workbench, visitor: str, key: str | None = None) -> None:
    """List the jobs of a visitor, kept up to date.

    Parameters
    ----------
    bench
        Where the work is done.
    visitor
        Whose.
    key
        Only those about this case.
    """

    async def act(name: str, job: str) -> None:
        if name in ("cancel", "resume", "remove"):
            await in_thread(getattr(bench.work, name), visitor, job)
            await look()

    found = JobList(on_act=act, empty=_NONE if key is None else _NONE_HERE)

    async def look() -> None:
        jobs = await in_thread(bench.work.jobs, visitor)
        found.show([job for job in jobs if key is None or job.key == key])

    await look()
    ui.timer(_LOOK_EVERY_S, look)


def _result(job: Job, report: SweepReport | NegotiationSweepReport) -> None:
    kind = "negotiation" if report.kind == "negotiation" else "case"
    html.p("Sweep of a negotiation" if kind == "negotiation" else "Sweep").classes("kicker")
    html.h1(report.title)
    chance = percent_text(report.passage_probability)
    html.p(f"{passing_word(report)} in {chance} of the draws.").classes("lead")
    varied = "number varies" if len(report.inputs) == 1 else "numbers vary"
    html.p(
        f"{report.draws:,} draws, {report.design.replace('-', ' ')}, seed {report.seed}; "
        f"{len(report.inputs)} {varied}, {'with' if report.shocks else 'without'} shocks."
    ).classes("quiet")
    with html.div().classes("tools"):
        link_button("The case", page_address(report.kind, job.key))
        link_button("Result as JSON", f"/api/jobs/{job.id}/result")
    for section in sweep_sections(report):
        show_section(section)
    for name, figure in figures_for(type(report)).items():
        show_figure(name, figure.draw, report)
