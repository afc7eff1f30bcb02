"""`winset sweep` as a process: killed, resumed, on several workers, on a cluster, out of room."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

WINSET = Path(sys.executable).with_name("winset")
DRAWS = 10 * 4096
CASE = Path(__file__).parents[1] / "data" / "sound.yaml"
ASKED = [
    "sweep", str(CASE), "--draws", str(DRAWS), "--seed", "3",
    "--vary", "parameters.theta=0.5:2", "--vary", "actors.president.capacity",
]  # fmt: skip
PATIENCE = 120.0


def command(folder: Path, *words: str) -> list[str]:
    return [str(WINSET), *ASKED, "--out", str(folder), *words]


def finished(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(folder, *words), capture_output=True, text=True, timeout=PATIENCE, check=False
    )


def parts(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((folder / "draws").glob("part-*.parquet"))}


def wait_for(happens: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + PATIENCE
    while not happens():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.02)


def has_parts(folder: Path, least: int) -> bool:
    return len(list((folder / "draws").glob("part-*.parquet"))) >= least


@contextmanager
def running(words: list[str]) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            for one in (
                psutil.Process(process.pid).children(recursive=True)
                if (process.poll() is None)
                else []
            ):
                one.kill()
            process.kill()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give the table that one uninterrupted process leaves."""
    folder = tmp_path_factory.mktemp("whole") / "s"
    run = finished(folder, "--json")
    assert run.returncode == 0, run.stderr
    report = json.loads(run.stdout)
    assert report["schema"] == "winset/sweep/1"
    assert report["draws"] == DRAWS
    assert run.stderr == ""
    return parts(folder)


def test_a_killed_sweep_goes_on_and_survives_a_lost_worker(
    whole: dict[str, bytes], tmp_path: Path
) -> None:
    folder = tmp_path / "s"
    with running(command(folder)) as process:
        wait_for(lambda: has_parts(folder, 2), process)
        process.send_signal(signal.SIGKILL)
        process.wait()
    kept = parts(folder)
    assert 2 <= len(kept) < 10
    with running(command(folder, "--workers", "2")) as process:
        wait_for(lambda: has_parts(folder, len(kept) + 1), process)
        workers = [
            child
            for child in psutil.Process(process.pid).children()
            if "loky" in " ".join(child.cmdline()) and "tracker" not in " ".join(child.cmdline())
        ]
        assert len(workers) == 2
        workers[0].kill()
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    assert "Traceback" not in err
    assert "P(passes)" in out
    assert parts(folder) == whole


def test_ctrl_c_keeps_what_is_done(whole: dict[str, bytes], tmp_path: Path) -> None:
    folder = tmp_path / "s"
    with running(command(folder, "--workers", "2")) as process:
        wait_for(lambda: has_parts(folder, 2), process)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "the same command goes on" in err
    assert "Traceback" not in err
    kept = parts(folder)
    assert len(kept) >= 2
    assert all(whole[name] == data for name, data in kept.items())


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Scheduler and two workers, each a process of its own."""
    note = folder / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    words = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0",
             "--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(note)]  # fmt: skip
    processes = [subprocess.Popen(words, **quiet)]
    try:
        until = time.monotonic() + PATIENCE
        while not note.exists() or not note.read_text():
            assert time.monotonic() < until
            assert processes[0].poll() is None
            time.sleep(0.05)
        address = json.loads(note.read_text())["address"]
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-nanny",
                  "--nthreads", "1", "--no-dashboard",
                  "--local-directory", str(folder)]  # fmt: skip
        processes += [subprocess.Popen(worker, **quiet) for _ in range(2)]
        yield address, processes
    finally:
        for process in processes:
            process.kill()
            process.wait()


def test_a_cluster_that_loses_a_worker_leaves_the_same_table(
    whole: dict[str, bytes], tmp_path: Path
) -> None:
    pytest.importorskip("distributed", reason="needs Dask: python -m pip install '.[cluster]'")
    folder = tmp_path / "s"
    with (
        cluster(tmp_path) as (address, processes),
        running(command(folder, "--scheduler", address)) as process,
    ):
        wait_for(lambda: has_parts(folder, 2), process)
        processes[1].kill()
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    assert "Traceback" not in err
    assert parts(folder) == whole


def test_a_scheduler_that_is_killed_is_said_and_what_is_done_is_kept(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="needs Dask: python -m pip install '.[cluster]'")
    folder = tmp_path / "s"
    with (
        cluster(tmp_path) as (address, processes),
        running(command(folder, "--draws", str(400 * 4096), "--scheduler", address)) as process,
    ):
        wait_for(lambda: has_parts(folder, 2), process)
        processes[0].kill()
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert out == ""
    assert err.startswith("winset: the connection to the scheduler was lost")
    assert len(err.splitlines()) == 1
    assert has_parts(folder, 2)


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    words = command(folder, "--draws", str(400 * 4096), "--workers", "2")
    with running(words) as process:
        wait_for(lambda: has_parts(folder, 1), process)
        below = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.communicate(timeout=30)  # ends as soon as nobody holds the pipes open
    gone, alive = psutil.wait_procs(below, timeout=30)
    for one in alive:
        one.kill()
    assert len(gone) >= 2
    assert not alive


def test_a_terminal_sees_a_bar_with_rate_and_time_left(tmp_path: Path) -> None:
    words = command(tmp_path / "s", "--draws", str(30 * 4096))
    script = f"import os, pty; os._exit(os.waitstatus_to_exitcode(pty.spawn({words!r})))"
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=PATIENCE,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "110"}, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout
    shown = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", run.stdout)
    assert re.search(r"draws .*[\d,]+ of 122,880 +[\d,]+ a second +\d:\d\d:\d\d", shown)
    assert "P(passes)" in shown


def test_a_scheduler_that_is_not_there_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="needs Dask: python -m pip install '.[cluster]'")
    run = finished(tmp_path / "s", "--scheduler", "tcp://127.0.0.1:9")
    assert run.returncode == 2
    assert "tcp://127.0.0.1:9: nobody answers there" in run.stderr
    assert len(run.stderr.splitlines()) <= 3


def test_a_full_disk_keeps_the_parts_before_and_goes_on_later(
    whole: dict[str, bytes], tmp_path: Path
) -> None:
    folder = tmp_path / "s"
    size = max(len(data) for data in whole.values())

    def no_room() -> None:  # files may not grow beyond the manifest: as on a disk without room
        resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, size // 2))

    run = subprocess.run(
        command(folder), capture_output=True, text=True, timeout=PATIENCE, preexec_fn=no_room,
        env={**os.environ, "NUMBA_CACHE_DIR": os.environ["NUMBA_CACHE_DIR"]}, check=False,
    )  # fmt: skip
    assert run.returncode == 2, run.stderr
    assert "the disk is full" in run.stderr
    assert "give the same command again" in run.stderr
    assert not list(folder.rglob(".*.new"))
    assert finished(folder).returncode == 0
    assert parts(folder) == whole


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--vary", "parameters.thta=1:2"], "did you mean `parameters.theta`?"),
        (["--vary", "parameters.theta=2:1"], "did you mean 1.0:2.0?"),
        (["--vary", "actors.clinton.salience.openness=0.5:1.5"], "between 0 and 1"),
        (["--vary", "=1:2"], "write PATH=LOW:HIGH"),
        (["--design", "sobl"], "did you mean `sobol`?"),
        (["--correlate", "parameters.theta=0.5"], "does not vary"),
        (["--out", "/proc/nowhere"], "cannot be written"),
        (["--plot", "sobl", "--figure", "x.svg"], "there is sobol"),
    ],
)
def test_wrong_input_is_answered_in_a_line(
    words: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from winset.cli import main

    out = [] if "--out" in words else ["--out", str(tmp_path / "s")]
    code = main(["sweep", "fast-track-1997", *words, *out])
    told = capsys.readouterr().err
    assert code == 2
    assert says in told
    assert len(told.splitlines()) <= 2
    assert not (tmp_path / "s").exists()
