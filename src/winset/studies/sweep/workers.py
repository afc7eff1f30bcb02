"""Workers of a sweep: this process, processes beside it, or a cluster."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Protocol, TypeVar

from winset.foundation.errors import InputError
from winset.foundation.extras import how_to_install
from winset.foundation.processes import end_with_parent

Task = TypeVar("Task")
Answer = TypeVar("Answer")

_WAITING_FOR_EACH = 2
_MOST_LOSSES = 5
_SECONDS_TO_CONNECT = 10


class Crew(Protocol):
    """Workers that do tasks in any order."""

    def work(
        self, do: Callable[[Task], Answer], tasks: Sequence[Task]
    ) -> Iterator[tuple[Task, Answer]]:
        """Do every task; yield each with its answer as soon as there is one."""
        ...


class Alone:
    """No others: the process that asks does everything."""

    def work(
        self, do: Callable[[Task], Answer], tasks: Sequence[Task]
    ) -> Iterator[tuple[Task, Answer]]:
        """Do one task after the other."""
        for task in tasks:
            yield task, do(task)


class WorkerProcesses:
    """Processes on this machine (loky); one that dies is replaced and its task done again.

    Parameters
    ----------
    workers
        How many, 2 or more.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def work(
        self, do: Callable[[Task], Answer], tasks: Sequence[Task]
    ) -> Iterator[tuple[Task, Answer]]:
        """Do the tasks; a few of them wait for each worker, so memory stays flat.

        Raises
        ------
        InputError
            If workers die again and again without finishing a task.
        """
        from concurrent.futures.process import BrokenProcessPool

        from joblib.externals.loky import ProcessPoolExecutor

        left, losses = list(tasks), 0
        while left:
            executor = ProcessPoolExecutor(
                self.workers,
                initializer=end_with_parent,
                initargs=(os.getpid(),),
                env=_ONE_THREAD_EACH,
            )
            try:
                for task, answer in _in_any_order(executor, do, list(left), self.workers):
                    left.remove(task)
                    losses = 0
                    yield task, answer
            except BrokenProcessPool:
                losses += 1
                if losses >= _MOST_LOSSES:
                    raise InputError(
                        f"worker processes died {losses} times in a row without finishing a task",
                        "give the same command with fewer --workers; short memory ends processes",
                    ) from None
            finally:
                executor.shutdown(wait=True, kill_workers=bool(left))


_ONE_THREAD_EACH = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"
)


def _in_any_order(
    executor: Executor, do: Callable[[Task], Answer], tasks: list[Task], workers: int
) -> Iterator[tuple[Task, Answer]]:
    coming = iter(tasks)
    waiting: dict[Future[Answer], Task] = {}
    while True:
        for task in coming:
            waiting[executor.submit(do, task)] = task
            if len(waiting) >= _WAITING_FOR_EACH * workers:
                break
        if not waiting:
            return
        ready, _ = wait(waiting, return_when=FIRST_COMPLETED)
        for future in ready:
            yield waiting.pop(future), future.result()


class Cluster:
    """Workers of a Dask cluster; one that is lost has its task done by another.

    Parameters
    ----------
    client
        A connected `distributed.Client`.
    """

    def __init__(self, client: Any) -> None:
        self.client = client

    def work(
        self, do: Callable[[Task], Answer], tasks: Sequence[Task]
    ) -> Iterator[tuple[Task, Answer]]:
        """Do the tasks; a few of them wait for each thread of the cluster.

        Raises
        ------
        InputError
            If a task was lost again and again with its worker, or the scheduler is lost.
        """
        from concurrent.futures import CancelledError

        distributed = _dask()

        coming = iter(tasks)
        run = distributed.as_completed([], loop=self.client.loop)
        names: dict[str, Task] = {}

        def send() -> bool:
            for task in coming:
                future = self.client.submit(do, task, pure=False, retries=2)
                names[future.key] = task
                run.add(future)
                return True
            return False

        for _ in range(_WAITING_FOR_EACH * max(1, sum(self.client.nthreads().values()))):
            if not send():
                break
        try:
            for future in run:
                answer = future.result()
                task = names.pop(future.key)
                send()
                yield task, answer
        except distributed.scheduler.KilledWorker:
            raise InputError(
                "the cluster lost the worker of one task several times",
                "look at the workers' memory; the same command goes on where this one stopped",
            ) from None
        except (CancelledError, OSError):
            raise InputError(
                "the connection to the scheduler was lost; the parts written before are kept",
                "give the same command again",
            ) from None


@contextmanager
def crew(workers: int, scheduler: str | None) -> Iterator[Crew]:
    """Workers for one sweep.

    Parameters
    ----------
    workers
        Processes on this machine; 1 does all in this process.
    scheduler
        Address of a Dask scheduler, such as ``tcp://10.0.0.5:8786``; then `workers` is not used.

    Raises
    ------
    InputError
        If the address is none, nobody answers there, it has no workers, or another version of
        winset runs on them.
    """
    if scheduler is None:
        yield Alone() if workers == 1 else WorkerProcesses(workers)
        return
    distributed = _dask()
    _knock(scheduler)
    _quiet("distributed", "tornado")
    try:
        client = distributed.Client(scheduler, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise _no_answer(scheduler, error) from None
    try:
        _refuse_unfit(client, scheduler)
        yield Cluster(client)
    finally:
        client.close(timeout=5)


def _quiet(*libraries: str) -> None:
    """Let libraries that report to loggers of their own, each with its level, report nothing."""
    for name in [*libraries, *logging.root.manager.loggerDict]:
        if name.partition(".")[0] in libraries:
            logging.getLogger(name).setLevel(logging.CRITICAL)


def _knock(scheduler: str) -> None:
    """Fail at once, not after many attempts, where nobody listens."""
    from urllib.parse import urlsplit

    try:
        place = urlsplit(scheduler)
        if place.scheme in ("tcp", "tls") and place.hostname and place.port:
            address = (place.hostname, place.port)
            socket.create_connection(address, timeout=_SECONDS_TO_CONNECT).close()
            return
    except (OSError, ValueError) as error:
        raise _no_answer(scheduler, error) from None
    raise _no_answer(scheduler, ValueError("is not an address"))


def _no_answer(scheduler: str, error: Exception) -> InputError:
    reason = "nobody answers there" if isinstance(error, OSError) else str(error)
    return InputError(
        f"--scheduler {scheduler}: {reason}",
        "start one with `dask scheduler` and give its address, such as tcp://localhost:8786",
    )


def _dask() -> Any:
    import importlib

    try:
        return importlib.import_module("distributed")
    except ImportError:
        raise InputError(
            "--scheduler needs Dask",
            f"install it with: {how_to_install('cluster')}",
        ) from None


def _refuse_unfit(client: Any, scheduler: str) -> None:
    mine = _version()
    try:
        client.wait_for_workers(1, timeout=_SECONDS_TO_CONNECT)
    except TimeoutError:
        raise InputError(
            f"--scheduler {scheduler}: has no workers", f"start some: dask worker {scheduler}"
        ) from None
    for address, theirs in client.run(_version).items():
        if theirs != mine:
            raise InputError(
                f"worker {address} runs winset {theirs}, not {mine}",
                "install the same version on every worker",
            )


def _version() -> str:
    try:
        return version("winset")
    except PackageNotFoundError:
        return "none"
