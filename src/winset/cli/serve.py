"""`winset serve`: the workbench, a web page where a case is edited and the answer moves with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from winset.cli.case_input import DataOption, one_thread
from winset.foundation.errors import InputError


def register(app: typer.Typer) -> None:
    """Add the verb to the application."""
    app.command("serve", help="The workbench: edit a case on a page, the answer moves with it.")(
        serve
    )


def serve(
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0: any free one.")
    ] = 8610,
    folder: Annotated[
        Path, typer.Option("--folder", metavar="DIR", help="Folder of your cases and drafts.")
    ] = Path("winset-cases"),
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on. Beyond this machine: with --token.")
    ] = "127.0.0.1",
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            envvar="WINSET_TOKEN",
            show_envvar=False,
            help="Secret every visitor must know; `new` makes one. Better kept in WINSET_TOKEN.",
        ),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="Host name visitors call this machine by. May be repeated."),
    ] = None,
    data: DataOption = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")
    ] = True,
    only_api: Annotated[
        bool, typer.Option("--only-api", help="Serve the JSON API without the pages.")
    ] = False,
) -> None:
    """Serve the workbench until it is interrupted."""
    from winset.workbench.security import refuse_open_door

    if token is not None and token.strip() == "new":
        from winset.workbench.server import new_token

        token = new_token()
    refuse_open_door(host, token)
    _refuse_missing_extra()
    if data is not None and not data.is_dir():
        raise InputError(f"--data {data}: there is no such folder")
    one_thread()
    from winset.workbench.server import run

    def started(address: str, way_in: str) -> None:
        shown = address if token is None else f"{address}?token={token}"
        typer.echo(f"winset workbench: {shown}")
        typer.echo(f"cases in {folder.resolve()}; stop with Ctrl-C")
        if browser and not only_api:
            import webbrowser

            webbrowser.open(way_in)

    run(
        folder,
        host=host,
        port=port,
        token=token,
        names=tuple(name or ()),
        pages=not only_api,
        data=data,
        started=started,
    )


def _refuse_missing_extra() -> None:
    from importlib.util import find_spec

    if find_spec("nicegui") is None:
        raise InputError(
            "the workbench is not installed", "install it with: pip install 'winset[workbench]'"
        )
