"""`winset serve`: the workbench, a web page where a case is edited and the answer moves with it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from winset.cli.shared.case_input import DataOption, one_thread
from winset.cli.shared.terminal import UnusedSeed, print_json
from winset.foundation.errors import InputError
from winset.foundation.extras import how_to_install


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
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Print address, token and folder as JSON; open no browser."),
    ] = False,
    _seed: UnusedSeed = 0,
) -> None:
    """Serve the workbench until it is interrupted."""
    from winset.workbench.access.security import refuse_open_door

    # What came from the environment, where `ps` and logs do not show it, is not shown either.
    is_secret = token is not None and token == os.environ.get("WINSET_TOKEN")
    if token is not None and token.strip() == "new":
        is_secret = False
        from winset.workbench.server import new_token

        token = new_token()
    refuse_open_door(host, token)
    _refuse_missing_extra()
    if data is not None and not data.is_dir():
        raise InputError(f"--data {data}: there is no such folder")
    one_thread()
    from winset.workbench.server import run

    def started(address: str, way_in: str) -> None:
        if as_json:
            print_json(
                {
                    "schema": "winset/serve/1",
                    "address": address,
                    "token": None if is_secret else token,
                    "reason": _why_no_token(token, is_secret=is_secret),
                    "folder": str(folder.resolve()),
                }
            )
            sys.stdout.flush()
            return
        shown = address if token is None or is_secret else f"{address}?token={token}"
        typer.echo(f"winset workbench: {shown}")
        if is_secret:
            typer.echo("visitors are asked for the token of WINSET_TOKEN")
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


def _why_no_token(token: str | None, *, is_secret: bool) -> str | None:
    if token is None:
        return "none is asked of visitors"
    return "it is the secret of WINSET_TOKEN" if is_secret else None


def _refuse_missing_extra() -> None:
    from importlib.util import find_spec

    if find_spec("nicegui") is None:
        raise InputError(
            "the workbench is not installed",
            f"install it with: {how_to_install('workbench')}",
        )
