"""Killed in the middle of an edit, the server has lost nothing it confirmed."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

CASE = "/api/cases/fast-track-1997"
PATH = "actors.clinton.capacity"


def test_kill_in_the_middle_of_edits_loses_nothing_confirmed(serve: Any) -> None:
    import httpx

    served = serve()
    confirmed: list[int] = []
    with served.client() as visitor:
        visitor.get(f"{CASE}/draft")
        many = threading.Event()
        stop = threading.Thread(target=lambda: (many.wait(120), served.kill()))
        stop.start()
        asked = 0
        try:
            while True:
                asked += 1
                told = visitor.post(f"{CASE}/draft", json={"values": {PATH: asked}}).json()
                confirmed.append(told["revision"])
                if asked == 12:
                    many.set()
        except httpx.TransportError:
            pass
        stop.join()
        cookies = dict(visitor.cookies)
    assert len(confirmed) >= 12
    again = serve(served.folder)
    with again.client(cookies=cookies) as visitor:
        told = visitor.get(f"{CASE}/draft").json()
        assert told["revision"] in (confirmed[-1], confirmed[-1] + 1)
        assert told["changes"][0]["after"] == told["revision"]
        assert told["can_undo"]
        cards = {card["key"]: card for card in visitor.get("/api/cases").json()}
        assert cards["fast-track-1997"]["recent"] is not None
        for _ in range(3):
            visitor.post(f"{CASE}/draft/undo")
        change = visitor.get(f"{CASE}/draft").json()["changes"][0]
        assert change["after"] == told["revision"] - 3


def test_typing_that_is_not_valid_yet_survives_a_kill(serve: Any) -> None:
    served = serve()
    with served.client() as visitor:
        visitor.post(f"{CASE}/draft", json={"text": "half a ca"})
        cookies = dict(visitor.cookies)
    served.kill()
    with serve(served.folder).client(cookies=cookies) as visitor:
        assert visitor.get(f"{CASE}/draft").json()["scratch"] == "half a ca"


def test_a_killed_server_leaves_no_process_behind_and_its_sweep_can_be_resumed(serve: Any) -> None:
    import psutil

    served = serve()
    with served.client() as visitor:
        asked = {"vary": {"parameters.theta": "0.5:2"}, "draws": 400_000}
        job = visitor.post(f"{CASE}/sweeps", json=asked).json()
        address = f"/api/jobs/{job['id']}"
        for _ in range(600):
            told = visitor.get(address).json()
            if told["done"] > 0:
                break
            time.sleep(0.1)
        assert told["state"] == "running", told
        cookies = dict(visitor.cookies)
    children = psutil.Process(served.process.pid).children(recursive=True)
    assert children
    served.kill()
    _, left = psutil.wait_procs(children, timeout=20)
    assert not left
    with serve(served.folder).client(cookies=cookies) as visitor:
        told = visitor.get(address).json()
        assert told["state"] == "stopped"
        kept = told["done"]
        assert visitor.post(f"{address}/resume").json()["state"] in ("waiting", "running")
        for _ in range(600):
            told = visitor.get(address).json()
            if told["state"] == "running" and told["done"] > kept:
                break
            time.sleep(0.1)
        assert told["done"] > kept
        assert visitor.post(f"{address}/cancel").json()["state"] == "cancelled"
        assert visitor.get(f"{address}/result").status_code == 422


def test_an_interrupt_ends_the_server_at_once_and_cleanly(serve: Any) -> None:
    served = serve()
    with served.client() as visitor:
        visitor.post(f"{CASE}/draft", json={"values": {PATH: 3}})
    began = time.monotonic()
    assert served.stop() == 0
    assert time.monotonic() - began < 15
    assert served.process.stderr is not None
    assert "Traceback" not in served.process.stderr.read()


def test_a_taken_port_is_told_in_a_line(serve: Any) -> None:
    port = serve().address.rstrip("/").rsplit(":", 1)[1]
    command = [sys.executable, "-m", "winset", "serve", "--only-api", "--port", port]
    found = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=serve().folder)
    assert found.returncode == 2
    assert "--port" in found.stderr
    assert "Traceback" not in found.stderr


def test_the_help_of_serve_brings_no_web_library_in() -> None:
    code = (
        "import sys; sys.argv = ['winset', 'serve', '--help']\n"
        "from winset.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'nicegui', 'fastapi', 'uvicorn', 'numba', 'pandas'} & set(sys.modules)\n"
        "sys.exit(f'brought in: {heavy}' if heavy else 0)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert found.returncode == 0, found.stderr
    assert "--folder" in found.stdout


def test_without_the_extra_serve_says_how_to_install_it() -> None:
    code = (
        "import sys, importlib.util\n"
        "found = importlib.util.find_spec\n"
        "hidden = lambda name, package=None: None if name == 'nicegui' else found(name, package)\n"
        "importlib.util.find_spec = hidden\n"
        "from winset.cli import main\n"
        "sys.exit(main(['serve']))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert found.returncode == 2
    assert "python -m pip install '.[workbench]' in winset's folder" in found.stderr


def test_kills_at_random_moments_lose_nothing_of_several_visitors() -> None:
    script = Path(__file__).parents[3] / "benchmarks" / "killed_while_editing.py"
    command = [sys.executable, str(script), "--rounds", "2", "--edits", "40", "--seed", "7"]
    found = subprocess.run(command, capture_output=True, text=True, timeout=900)
    assert found.returncode == 0, found.stdout + found.stderr
    assert found.stdout.count(" 0 lost") == 2


def test_ten_visitors_at_once_find_no_defect_and_lose_nothing() -> None:
    script = Path(__file__).parents[3] / "benchmarks" / "ten_visitors.py"
    command = [sys.executable, str(script), "--seconds", "20", "--kill", "10", "--seed", "7"]
    found = subprocess.run(command, capture_output=True, text=True, timeout=900)
    assert found.returncode == 0, found.stdout + found.stderr
    assert "after a kill" in found.stdout
