"""The server: the pages, the API and the guard round both."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from winset.foundation.errors import InputError
from winset.foundation.extras import how_to_install
from winset.workbench.access.entry import OncePass
from winset.workbench.access.log_limit import limit_logs
from winset.workbench.access.security import Guard, is_loopback, refuse_open_door, secret_of
from winset.workbench.editing.folder_lock import FolderLock

if TYPE_CHECKING:
    from fastapi import FastAPI

    from winset.workbench.bench import Workbench

HOST = "127.0.0.1"
PORT = 8610
HOW_TO_INSTALL = f"install it with: {how_to_install('workbench')}"


def create_app(
    folder: str | Path,
    *,
    token: str | None = None,
    host: str = HOST,
    names: Sequence[str] = (),
    pages: bool = True,
    data: Path | None = None,
) -> FastAPI:
    """Put the workbench together: pages, API, guard.

    Parameters
    ----------
    folder
        The user's folder; it is made if it is missing.
    token
        The secret visitors must know; needed beyond the loopback.
    host
        Where it will listen.
    names
        Names it may be called by, beside ``localhost``.
    pages
        Whether to serve the pages, or the API alone. Pages can be served once a process.
    data
        Folder of roll calls whose members may fill the chambers.

    Returns
    -------
    FastAPI
        An application for any ASGI server. Its workbench is ``app.state.bench``.

    Raises
    ------
    InputError
        If NiceGUI is not installed, the folder cannot be used, another server has it, or the door
        would stand open.
    """
    refuse_open_door(host, token)
    try:
        from fastapi import FastAPI
    except ImportError:
        raise InputError("the workbench is not installed", HOW_TO_INSTALL) from None
    from winset import __version__
    from winset.workbench.api import add_api
    from winset.workbench.bench import open_bench

    bench = open_bench(folder, data=data)
    lock = FolderLock(bench.shelf.private)
    bench.desks.tidy()
    app = FastAPI(
        title="winset workbench",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_living(bench, lock),
    )
    app.state.bench, app.state.lock, app.state.once = bench, lock, OncePass()
    add_api(app, bench)
    if pages:
        _add_pages(app, bench)
    app.add_middleware(
        Guard,
        secret=secret_of(bench.shelf.private),
        token=token,
        names=tuple(name.lower() for name in (*names, *_own_names(host))),
        any_address=not is_loopback(host),
        once=app.state.once,
    )
    return app


def _own_names(host: str) -> tuple[str, ...]:
    return () if is_loopback(host) else (host, socket.gethostname())


def _living(
    bench: Workbench, lock: FolderLock
) -> Callable[[FastAPI], contextlib.AbstractAsyncContextManager[None]]:
    @contextlib.asynccontextmanager
    async def living(_app: FastAPI) -> AsyncIterator[None]:
        import asyncio

        warming = asyncio.create_task(bench.answers.warm())
        try:
            yield
        finally:
            warming.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await warming
            bench.close()
            lock.release()

    return living


def _add_pages(app: FastAPI, bench: Workbench) -> None:
    os.environ.setdefault("NICEGUI_STORAGE_PATH", str(bench.shelf.private / "nicegui"))
    try:
        from nicegui import ui
    except ImportError:
        raise InputError("the pages of the workbench are not installed", HOW_TO_INSTALL) from None
    from winset.workbench import pages

    pages.register(bench)
    ui.run_with(
        app,
        title="winset",
        language="en-US",
        dark=None,
        tailwind=False,
        reconnect_timeout=10.0,
        show_welcome_message=False,
        storage_secret=secret_of(bench.shelf.private).hex(),
        session_middleware_kwargs={"same_site": "lax"},
        cache_control_directives="private, max-age=86400",
    )


def run(
    folder: str | Path,
    *,
    host: str = HOST,
    port: int = PORT,
    token: str | None = None,
    names: Sequence[str] = (),
    pages: bool = True,
    data: Path | None = None,
    started: Callable[[str, str], None] | None = None,
) -> None:
    """Serve the workbench until it is interrupted.

    Parameters
    ----------
    folder, host, token, names, pages, data
        As for `create_app`.
    port
        Where to listen; 0 takes any that is free.
    started
        Called once visitors are let in, with the address, and with an address that lets one
        browser in once without the token: what a browser is started with, others can read.

    Raises
    ------
    InputError
        If the port is taken, or as for `create_app`.
    """
    app = create_app(folder, token=token, host=host, names=names, pages=pages, data=data)
    limit_logs()
    import uvicorn

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                app.state.lock.note(address)
                if started is not None:
                    way_in = f"{address}?once={app.state.once.new()}" if token else address
                    started(address, way_in)

    door = _listening(host, port)
    address = f"http://{_shown(host)}:{door.getsockname()[1]}/"
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_graceful_shutdown=3, server_header=False
    )
    with contextlib.suppress(KeyboardInterrupt), door:
        Announcing(config).run(sockets=[door])


def new_token() -> str:
    """Return a token that cannot be guessed."""
    return secrets.token_urlsafe(24)


def _shown(host: str) -> str:
    name = "127.0.0.1" if host in ("0.0.0.0", "") else "::1" if host == "::" else host  # noqa: S104
    return f"[{name}]" if ":" in name else name


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    if os.name != "nt":
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
        door.listen(128)
    except (OSError, OverflowError) as error:
        door.close()
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise InputError(
            f"cannot listen on {host}:{port}: {reason}", "choose another with --port"
        ) from None
    return door
