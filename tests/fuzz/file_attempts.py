"""Tries of the other files that verbs read: JSON, Excel, plans, overlays, ledgers, sweeps."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from tests.fuzz.damage import (
    MORE_VALUES,
    VALUES,
    broken,
    damaged_bytes,
    damaged_rows,
    damaged_text,
    places,
)
from tests.fuzz.tables import AGREEMENTS, DECIDED, FOREIGN, SEATS
from tests.fuzz.verbs import DATA, run_verb

from winset.cases.file.document import parse_document
from winset.foundation.errors import InputError

__all__ = ["FILE_ATTEMPTS"]

SOUND: Final = DATA / "sound.yaml"
OPEN: Final = "\n".join(
    line
    for line in SOUND.read_text(encoding="utf-8").splitlines()
    if not line.startswith(("outcome", "  voting", "elections"))
).replace("stages:", "stages:\n  voting: {deadline: 2099-11-10}")
OVERLAY: Final = """winset_overlay: 1
of: sound
title: A stronger president
set:
  actors.president.capacity: 30
  actors.unions.position.openness: 0.2:0.3:0.4
"""
POSITIONS: Final = """chapter,proposal,A,B,C
tax,p1,accept,reject,
tax,p2,reserved,accept,accept
quota,p3,R,P,A
"""
BLIND: Final = """winset_blind: 1
case: nafta-1993
coder: b
date: 2026-03-01
probability: 0.6
values: {actors.president.willingness.payoff: 0.4}
"""
Attempt = Callable[[random.Random, Path], str]


def _anything(dice: random.Random) -> Any:
    return dice.choice((*VALUES.values(), *MORE_VALUES))


def _plain(text: str) -> Any:
    return parse_document(text, "base.yaml").root.plain()


def _spoilt(text: str, dice: random.Random) -> bytes:
    """A YAML or JSON text with something else at a place, or after an accident."""
    if dice.random() < 0.5:
        return damaged_text(text, dice)
    whole = _plain(text)
    if not isinstance(whole, dict | list) or not whole:
        return damaged_text(text, dice)
    spoilt = broken(whole, dice.choice(list(places(whole))), _anything(dice))
    return spoilt.encode("utf-8", "surrogatepass")


@cache
def _casebook(name: str) -> str:
    return (files("winset.casebook") / f"{name}.yaml").read_text("utf-8")


def negotiation_text(dice: random.Random, folder: Path) -> str:
    """A negotiation damaged, checked and negotiated."""
    path = folder / "talks.yaml"
    path.write_bytes(_spoilt(_casebook("putnam-figure-1"), dice))
    if dice.random() < 0.7:
        return run_verb("check", str(path), names=path)
    words = dice.choice((("negotiate", "--draws", "3"), ("forecast",), ("cite",), ("show",)))
    return run_verb(words[0], str(path), *words[1:], "--json", names=path)


def case_as_json(dice: random.Random, folder: Path) -> str:
    """A case as `winset show --json` prints it, damaged, given to some verb."""
    path = folder / "case.json"
    whole = json.dumps(_plain(SOUND.read_text("utf-8")), default=str, indent=dice.choice((None, 1)))
    path.write_bytes(_spoilt(whole, dice))
    return _some_verb(dice, path)


def case_to_some_verb(dice: random.Random, folder: Path) -> str:
    """A case with something else at one place, given to some verb."""
    path = folder / "case.yaml"
    path.write_bytes(_spoilt(SOUND.read_text("utf-8"), dice))
    return _some_verb(dice, path)


def _some_verb(dice: random.Random, path: Path) -> str:
    few = ("--draws", "3")
    words = dice.choice(
        (
            ("check",), ("analyze", *few), ("show",), ("power",), ("coalitions",), ("cite",),
            ("lenses",), ("forecast",), ("whatif", "--agenda", *few),
        )
    )  # fmt: skip
    return run_verb(words[0], str(path), *words[1:], "--json", names=path)


def like_a_case(dice: random.Random, folder: Path) -> str:
    """`winset new --like` with a damaged case."""
    path = folder / "old.yaml"
    path.write_bytes(_spoilt(SOUND.read_text("utf-8"), dice))
    words = ["new", str(folder / "new.yaml"), "--codebook", "us-trade", "--congress", "105"]
    return run_verb(*words, "--as-of", "1997-09-16", "--like", str(path), "--json", names=path)


def block_with_posterior(dice: random.Random, folder: Path) -> str:
    """A parameter block that holds draws of a posterior, damaged."""
    from winset.cases.file.read_parameters import read_parameters

    whole = read_parameters().model_dump(mode="json", exclude_none=True)
    whole["vote_model"]["sample"] = whole["vote_model"]["sample"][:4]
    path = folder / "block.yaml"
    path.write_bytes(_spoilt(json.dumps(whole, indent=1), dice))
    words = ("analyze", str(SOUND), "--draws", "3", "--parameters", str(path))
    return run_verb(*words, "--json", names=path)


def overlay(dice: random.Random, folder: Path) -> str:
    """An overlay damaged."""
    path = folder / "overlay.yaml"
    path.write_bytes(_spoilt(OVERLAY, dice))
    words = ("whatif", str(SOUND), "--overlay", str(path), "--draws", "3")
    return run_verb(*words, "--json", names=path)


def plan(dice: random.Random, folder: Path) -> str:
    """A plan of the cross-case tests damaged."""
    path = folder / "plan.yaml"
    text = (files("winset.studies.comparison") / "compare_plan.yaml").read_text("utf-8")
    path.write_bytes(_spoilt(text, dice))
    words = ("compare", str(SOUND), "nafta-1993", "--plan", str(path), "--draws", "1", "--no-curve")
    return run_verb(*words, "--json", names=path)


@cache
def _made(kind: str) -> Path:
    """A sound ledger, sweep or folder of folds, made once and copied for each try."""
    folder = Path(tempfile.mkdtemp(prefix="winset-fuzz-made-"))
    case = folder / "case.yaml"
    case.write_text(OPEN, encoding="utf-8")
    kept = str(folder / kind)
    if kind == "ledger":
        words = ["seal", str(case), "--ledger", kept, "--draws", "5", "--baseline", "market=0.4"]
        for _ in range(2):
            run_verb(*words, "--by", "2099-01-01")
        for path in Path(kept).glob("*-2.seal.json"):
            name = path.name.removesuffix(".seal.json")
            settled = {
                "schema": "winset/settled/1", "seal": name, "came_true": True,
                "source": "The Times",
                "date": json.loads(path.read_text("utf-8"))["sealed_at"][:10],
                "tally": {"house": [230, 200]}, "recorded_at": "2099-01-01T00:00:00Z",
            }  # fmt: skip
            (Path(kept) / f"{name}.settled.json").write_text(json.dumps(settled), encoding="utf-8")
    else:
        run_verb("sweep", str(SOUND), "--draws", "8", "--out", kept)
    return Path(kept)


def ledger(dice: random.Random, folder: Path) -> str:
    """A ledger with one of its files damaged: graded, or another forecast sealed in it."""
    kept = folder / "ledger"
    shutil.copytree(_made("ledger"), kept)
    spoilt = dice.choice(sorted(kept.iterdir()))
    spoilt.write_bytes(_spoilt(spoilt.read_text("utf-8"), dice))
    if dice.random() < 0.8:
        return run_verb("grade", str(kept), "--json", names=kept)
    case = folder / "case.yaml"
    case.write_text(OPEN, encoding="utf-8")
    words = ["seal", str(case), "--ledger", str(kept), "--by", "2099-01-01", "--draws", "5"]
    return run_verb(*words, "--json", names=kept)


def sweep_folder(dice: random.Random, folder: Path) -> str:
    """A folder of a sweep with one of its files damaged, and the sweep asked for again."""
    kept = folder / "sweep"
    shutil.copytree(_made("sweep"), kept)
    spoilt = dice.choice(sorted(path for path in kept.rglob("*.*") if path.is_file()))
    data = spoilt.read_bytes()
    is_text = spoilt.suffix == ".json"
    spoilt.write_bytes(_spoilt(data.decode(), dice) if is_text else damaged_bytes(data, dice))
    return run_verb("sweep", str(SOUND), "--draws", "8", "--out", str(kept), "--json", names=kept)


def excel(dice: random.Random, folder: Path) -> str:
    """An Excel file whose cells, parts or bytes are damaged."""
    verb, text = dice.choice(
        (("import", FOREIGN), ("import", SEATS), ("forecast", DECIDED), ("agreements", AGREEMENTS))
    )
    path = folder / "table.xlsx"
    path.write_bytes(_workbook(text, dice))
    words = {
        "import": ["import", str(path), "--to", str(folder / "case.yaml")],
        "forecast": ["forecast", "--score", str(path), "--model", "weighted-mean"],
        "agreements": ["agreements", str(path)],
    }[verb]
    return run_verb(*words, "--json", names=path)


def _workbook(text: str, dice: random.Random) -> bytes:
    from openpyxl import Workbook
    from openpyxl.utils.exceptions import IllegalCharacterError

    book = Workbook()
    page = book.active
    assert page is not None
    for row in damaged_rows(text, dice):
        try:
            page.append([_typed(cell, dice) for cell in row])
        except (IllegalCharacterError, ValueError):
            continue
    if dice.random() < 0.1:
        book.create_chartsheet("Chart", 0)
    out = io.BytesIO()
    book.save(out)
    data = out.getvalue()
    chance = dice.random()
    if chance < 0.5:
        return data
    return damaged_bytes(data, dice) if chance < 0.7 else _part_damaged(data, dice)


def _typed(cell: str, dice: random.Random) -> object:
    if dice.random() < 0.03:
        day = dt.date(1997, 5, 3)
        return dice.choice((True, day, dt.time(3), "=1+1", "#N/A", "#REF!", 1e300, None))
    if len(cell) > 15 or not set(cell) & set("0123456789"):
        return cell  # neither a number that Excel holds, nor nan and inf
    try:
        return float(cell) if "." in cell else int(cell)
    except ValueError:
        return cell


def _part_damaged(data: bytes, dice: random.Random) -> bytes:
    """The archive with one of its parts damaged or gone."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        spoilt = dice.choice(names)
        for name in names:
            part = old.read(name)
            if name == spoilt:
                if dice.random() < 0.2:
                    continue
                part = damaged_text(part.decode("utf-8"), dice)
            new.writestr(name, part)
    return out.getvalue()


def read_in_python(dice: random.Random, folder: Path) -> str:
    """Files that functions read and no verb: positions by proposal, blind codings, stored folds."""
    from winset.cases.file.blind import read_blind_coding
    from winset.cases.tables.negotiation_table import read_positions_table

    reader, text = dice.choice(((read_positions_table, POSITIONS), (read_blind_coding, BLIND)))
    path = folder / "read.txt"
    path.write_bytes(
        _spoilt(text, dice) if reader is read_blind_coding else damaged_text(text, dice)
    )
    try:
        reader(path)
    except InputError as error:
        if str(path) not in str(error):
            raise AssertionError(f"a message without the file: {error}") from None
        return "refused"
    return "answered"


FILE_ATTEMPTS: Final[dict[str, Attempt]] = {
    "negotiation": negotiation_text,
    "case as JSON": case_as_json,
    "case, some verb": case_to_some_verb,
    "new --like": like_a_case,
    "block with posterior": block_with_posterior,
    "overlay": overlay,
    "plan of compare": plan,
    "ledger": ledger,
    "folder of a sweep": sweep_folder,
    "Excel": excel,
    "read in Python": read_in_python,
}
"""By name."""
