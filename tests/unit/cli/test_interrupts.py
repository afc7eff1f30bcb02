"""Ctrl-C: 130 and a word, whatever a library makes of the interruption."""

import ctypes
import signal
import subprocess
import sys
import time

import pytest

from winset.cli import main
from winset.cli.shared.interrupts import interruptible

PRESS = """
import os, signal, sys, threading
signal.signal(signal.SIGINT, signal.default_int_handler)
"""
COMPILED = (
    PRESS
    + """
import numpy as np
from winset.cli import main
from winset.kernels import price

def pressed_inside(*_):
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    surplus = np.random.default_rng(0).normal(size=(400_000, 120))
    while True:
        price.chamber_prices(surplus, np.full(len(surplus), 61), np.full(len(surplus), 5.0))

import winset.cases.checks.check
winset.cases.checks.check.check_case = pressed_inside
sys.exit(main(["check", "fast-track-1997"]))
"""
)


def test_ctrl_c_in_compiled_work_is_an_interruption() -> None:
    """Compiled code hands the key on as a SystemError of its caller."""
    run = subprocess.run(
        [sys.executable, "-c", COMPILED], capture_output=True, text=True, timeout=100, check=False
    )
    assert (run.returncode, run.stderr.strip()) == (130, "winset: interrupted")


@pytest.mark.parametrize("echo", [SystemError, RuntimeError, OSError])
def test_an_error_after_ctrl_c_is_its_echo(
    echo: type[Exception], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(_: object) -> None:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise echo("returned a result with an exception set") from None

    monkeypatch.setattr("winset.cases.checks.check.check_case", pressed)
    assert main(["check", "fast-track-1997"]) == 130
    assert capsys.readouterr().err == "winset: interrupted\n"


def test_the_same_error_without_the_key_stays_a_defect(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: object) -> None:
        raise SystemError("returned a result with an exception set")

    monkeypatch.setattr("winset.cases.checks.check.check_case", failing)
    assert main(["check", "fast-track-1997"]) == 1
    assert "defect of winset" in capsys.readouterr().err


def test_a_key_lost_in_a_callback_of_a_c_library_is_sent_again() -> None:
    callback = ctypes.CFUNCTYPE(None)(lambda: signal.raise_signal(signal.SIGINT))

    def work() -> None:
        with interruptible():
            callback()
            time.sleep(10)

    with pytest.raises(KeyboardInterrupt):
        work()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
