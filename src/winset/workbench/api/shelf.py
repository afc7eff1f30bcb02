"""Routes of the shelf: list, read, create, upload, copy, remove."""

from __future__ import annotations

from fastapi import APIRouter, Request, UploadFile
from pydantic import BaseModel, Field

from winset.foundation.files import LARGEST_FILE_BYTES
from winset.workbench.api.errors import REFUSALS
from winset.workbench.api.plain_values import Sent
from winset.workbench.api.visitors import Key, in_thread
from winset.workbench.bench import Workbench
from winset.workbench.library.shelf import Card


class NewCase(Sent):
    """A case to be written from a template, or copied from another."""

    name: str = Field(description="Name of the file, without its ending.", max_length=80)
    template: str = Field(default="us-bill", description="One of /api/templates.")
    title: str | None = Field(default=None, description="Title of the case.", max_length=300)
    copy_of: str | None = Field(default=None, description="Key of a case to copy instead.")


class Named(BaseModel):
    """Place of a case."""

    key: str = Field(description="Key of the case.")


class SheetTold(BaseModel):
    """The text of a case."""

    key: str
    origin: str = Field(description="casebook or folder.")
    name: str = Field(description="Name of the file.")
    text: str
    revision: str = Field(description="Digest of the text.")


def routes(bench: Workbench) -> APIRouter:
    """Return the routes of the shelf."""
    router = APIRouter(tags=["shelf"], responses=REFUSALS)
    shelf = bench.shelf

    @router.get("/cases")
    async def cases(request: Request) -> list[Card]:
        """List the cases: the folder's and the casebook's, with what this visitor has open."""
        visitor = bench.visitor(request)
        return await in_thread(lambda: bench.cards(visitor))

    @router.get("/templates")
    async def templates() -> dict[str, str]:
        """List what a new case can start from."""
        return await in_thread(shelf.templates)

    @router.get("/cases/{key}")
    async def case(key: Key) -> SheetTold:
        """Read the file of a case, without the draft."""
        sheet = await in_thread(lambda: shelf.sheet(key))
        return SheetTold(
            key=sheet.key,
            origin=sheet.origin,
            name=sheet.name,
            text=sheet.text,
            revision=sheet.revision,
        )

    @router.post("/cases", status_code=201)
    async def create(asked: NewCase) -> Named:
        """Write a new case into the folder."""

        def work() -> str:
            if asked.copy_of is not None:
                return shelf.copy(asked.copy_of, asked.name)
            return shelf.create(asked.name, template=asked.template, title=asked.title)

        return Named(key=await in_thread(work))

    @router.post("/uploads", status_code=201)
    async def upload(file: UploadFile) -> Named:
        """Take in a case file; a broken one is refused with all problems and their lines."""
        data = await file.read(LARGEST_FILE_BYTES + 1)
        name = file.filename or "upload.yaml"
        return Named(key=await in_thread(lambda: shelf.upload(name, data)))

    @router.delete("/cases/{key}", status_code=204)
    async def remove(request: Request, key: Key) -> None:
        """Move a case of the folder into the workbench's trash."""
        visitor = bench.visitor(request)

        def work() -> None:
            shelf.remove(key)
            bench.desks.forget(visitor, key)

        await in_thread(work)

    return router
