"""Routes of a draft: read, edit, undo, redo, save, outside edits, scenarios, links."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from winset.workbench.api.errors import REFUSALS, ProblemTold
from winset.workbench.api.plain_values import Plain, Sent, Values
from winset.workbench.api.visitors import Key, desk_of, in_thread
from winset.workbench.bench import Workbench
from winset.workbench.editing import scenarios
from winset.workbench.editing.desk import Desk
from winset.workbench.editing.differences import Change
from winset.workbench.editing.outside import FieldConflict
from winset.workbench.editing.scenarios import Scenario


class DraftTold(BaseModel):
    """State of a draft."""

    key: str
    id: str
    title: str
    kind: Literal["domestic", "negotiation"]
    revision: int = Field(description="Grows with every change.")
    can_undo: bool
    can_redo: bool
    undo: str | None = Field(description="What undo would take back.")
    redo: str | None = Field(description="What redo would make again.")
    changes: list[Change] = Field(description="Fields that differ from the saved file.")
    scratch: str | None = Field(description="What was typed as text and is not valid yet.")


class Edit(Sent):
    """One edit; exactly one of `values`, `text`, `add`, `remove` and `rename` is given."""

    values: Values | None = Field(
        default=None, description="Path to value: a number, a text as on the command line, a part."
    )
    text: str | None = Field(default=None, description="The whole case as YAML.")
    add: str | None = Field(default=None, description="Path of an entry to add, with `value`.")
    remove: str | None = Field(default=None, description="Path of an entry to remove.")
    rename: str | None = Field(default=None, description="actors.ID or issues.ID, with `value`.")
    value: Plain = Field(default=None, description="The entry to add, or the new id.")
    revision: int | None = Field(
        default=None, description="Refuse the edit (409) if the draft has moved on from this."
    )
    label: str | None = Field(default=None, max_length=200, description="What to call the step.")


class Saved(Sent):
    """Save, or save as."""

    name: str | None = Field(default=None, max_length=80, description="Name of a new file.")


class OutsideTold(BaseModel):
    """Change of the file behind the draft."""

    state: Literal["same", "merged", "conflict", "broken", "gone"]
    conflicts: list[FieldConflict]
    problems: list[ProblemTold]


class DraftChoices(Sent):
    """Side that holds, for each field that both sides changed."""

    choices: dict[str, Literal["mine", "theirs"]]


class Kept(Sent):
    """A scenario to keep."""

    name: str = Field(max_length=60)
    title: str | None = Field(default=None, max_length=300)
    replace: bool = False


class Link(BaseModel):
    """A draft's changes as the part of an address behind the question mark."""

    query: str


class Laid(Sent):
    """Values behind `set=` in a link."""

    set: str = Field(max_length=scenarios.LONGEST_LINK)


class Text(BaseModel):
    """The draft as YAML."""

    revision: int
    text: str


def draft_told(desk: Desk) -> DraftTold:
    """Return how a draft stands."""
    return DraftTold(
        key=desk.key,
        id=desk.case.id,
        title=desk.case.title,
        kind=desk.kind,
        revision=desk.revision,
        can_undo=desk.can_undo,
        can_redo=desk.can_redo,
        undo=desk.undo_label,
        redo=desk.redo_label,
        changes=desk.changes(),
        scratch=desk.scratch,
    )


def edit_draft(desk: Desk, edit: Edit) -> None:
    """Make an edit of the API.

    Raises
    ------
    InputError
        If not exactly one kind of edit is given, or it does not fit.
    """
    from winset.foundation.errors import InputError

    given = [
        name
        for name in ("values", "text", "add", "remove", "rename")
        if getattr(edit, name) is not None
    ]
    if len(given) != 1:
        raise InputError("give exactly one of values, text, add, remove, rename")
    if edit.values is not None:
        desk.set_many(edit.values, revision=edit.revision, label=edit.label)
    elif edit.text is not None:
        desk.write(edit.text, revision=edit.revision, label=edit.label or "edited as text")
    elif edit.add is not None:
        desk.add(edit.add, edit.value, revision=edit.revision, label=edit.label)
    elif edit.remove is not None:
        desk.remove(edit.remove, revision=edit.revision, label=edit.label)
    elif edit.rename is not None:
        desk.rename(edit.rename, str(edit.value), revision=edit.revision, label=edit.label)


def routes(bench: Workbench) -> APIRouter:
    """Return the routes of a draft."""
    router = APIRouter(prefix="/cases/{key}", responses=REFUSALS)
    _add_editing(router, bench)
    _add_saving(router, bench)
    _add_scenarios(router, bench)
    return router


def _add_editing(router: APIRouter, bench: Workbench) -> None:
    @router.get("/draft", tags=["draft"])
    async def draft(request: Request, key: Key) -> DraftTold:
        """Say how the visitor's draft stands; it is opened if there is none."""
        desk = await desk_of(bench, request, key)
        return await in_thread(lambda: draft_told(desk))

    @router.get("/draft/text", tags=["draft"])
    async def text(request: Request, key: Key) -> Text:
        """Return the draft as YAML, the file's own text with the changes in it."""
        desk = await desk_of(bench, request, key)
        return Text(revision=desk.revision, text=await in_thread(desk.text))

    @router.get("/draft/problems", tags=["draft"])
    async def problems(request: Request, key: Key) -> list[ProblemTold]:
        """Say what `winset check` would say of the draft."""
        desk = await desk_of(bench, request, key)
        found = await in_thread(desk.problems)
        return [ProblemTold.model_validate(problem.to_dict()) for problem in found]

    @router.post("/draft", tags=["draft"])
    async def edit(request: Request, key: Key, edit: Edit) -> DraftTold:
        """Edit the draft; the answer comes when the disk has the edit."""
        desk = await desk_of(bench, request, key)

        def work() -> DraftTold:
            edit_draft(desk, edit)
            return draft_told(desk)

        return await in_thread(work)

    @router.post("/draft/undo", tags=["draft"])
    async def undo(request: Request, key: Key) -> DraftTold:
        """Take the last step back."""
        desk = await desk_of(bench, request, key)
        await in_thread(desk.undo)
        return await in_thread(lambda: draft_told(desk))

    @router.post("/draft/redo", tags=["draft"])
    async def redo(request: Request, key: Key) -> DraftTold:
        """Make the step again that was undone last."""
        desk = await desk_of(bench, request, key)
        await in_thread(desk.redo)
        return await in_thread(lambda: draft_told(desk))

    @router.post("/draft/discard", tags=["draft"])
    async def discard(request: Request, key: Key) -> DraftTold:
        """Go back to the saved file, as a step that can be undone."""
        desk = await desk_of(bench, request, key)
        await in_thread(desk.discard)
        return await in_thread(lambda: draft_told(desk))


def _add_saving(router: APIRouter, bench: Workbench) -> None:
    @router.post("/draft/save", tags=["draft"])
    async def save(request: Request, key: Key, asked: Saved) -> dict[str, str]:
        """Write the draft to its file, or to a new one; returns the key."""
        desk = await desk_of(bench, request, key)
        return {"key": await in_thread(lambda: desk.save(asked.name))}

    @router.post("/draft/outside", tags=["draft"])
    async def outside(request: Request, key: Key) -> OutsideTold:
        """Look whether the file was changed outside, and take that in if both can stand."""
        desk = await desk_of(bench, request, key)
        found = await in_thread(desk.look_outside)
        told = [ProblemTold.model_validate(problem.to_dict()) for problem in found.problems]
        return OutsideTold(state=found.state, conflicts=list(found.conflicts), problems=told)

    @router.post("/draft/settle", tags=["draft"])
    async def settle(request: Request, key: Key, asked: DraftChoices) -> DraftTold:
        """Settle fields that both sides changed."""
        desk = await desk_of(bench, request, key)
        await in_thread(lambda: desk.settle(asked.choices))
        return await in_thread(lambda: draft_told(desk))


def _add_scenarios(router: APIRouter, bench: Workbench) -> None:
    @router.get("/scenarios", tags=["scenarios"])
    async def listed(request: Request, key: Key) -> list[Scenario]:
        """List the scenarios kept of this case."""
        desk = await desk_of(bench, request, key)
        return await in_thread(lambda: scenarios.scenarios_of(desk))

    @router.post("/scenarios", status_code=201, tags=["scenarios"])
    async def keep(request: Request, key: Key, asked: Kept) -> Scenario:
        """Keep what the draft changes as a scenario."""
        desk = await desk_of(bench, request, key)
        return await in_thread(
            lambda: scenarios.keep_scenario(desk, asked.name, asked.title, replace=asked.replace)
        )

    @router.post("/scenarios/{name}/load", tags=["scenarios"])
    async def load(request: Request, key: Key, name: str) -> DraftTold:
        """Lay a scenario on the saved case: the draft is then that."""
        desk = await desk_of(bench, request, key)
        await in_thread(lambda: scenarios.load_scenario(desk, name))
        return await in_thread(lambda: draft_told(desk))

    @router.delete("/scenarios/{name}", status_code=204, tags=["scenarios"])
    async def drop(request: Request, key: Key, name: str) -> None:
        """Remove a scenario."""
        desk = await desk_of(bench, request, key)
        await in_thread(lambda: scenarios.drop_scenario(desk, name))

    @router.get("/link", tags=["scenarios"])
    async def link(request: Request, key: Key) -> Link:
        """Return the draft's changes as a link."""
        desk = await desk_of(bench, request, key)
        return Link(query=await in_thread(lambda: scenarios.scenario_link(desk)))

    @router.post("/link", tags=["scenarios"])
    async def follow(request: Request, key: Key, asked: Laid) -> DraftTold:
        """Lay the changes of a link on the saved case."""
        desk = await desk_of(bench, request, key)
        values = scenarios.values_of_link(asked.set)
        await in_thread(lambda: scenarios.lay(desk, values, "followed a link"))
        return await in_thread(lambda: draft_told(desk))
