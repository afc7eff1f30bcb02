"""A small legislature with a known way of voting, written as files in every test."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

ROLL_CALLS = (
    ("a1991_h", "1991-05-23", "Nay", "tpa", "Disapprove fast track"),
    ("b1993_h", "1993-06-22", "Yea", "tpa", "Fast track, passage"),
    ("c1993_h", "1993-11-17", "Yea", "fta", "NAFTA, passage"),
    ("d1994_h", "1994-08-09", "Nay", "china", "Disapprove China MFN"),
    ("e1996_h", "1996-06-27", "Nay", "china", "Disapprove China MFN again"),
    ("f1998_h", "1998-09-25", "Yea", "tpa", "Fast track again"),
)
MEMBERS = 60


def small_folder(folder: Path, *, roll_calls=ROLL_CALLS, seed: int = 5) -> Path:
    """Write a folder of trade roll calls: half D, half R, leanings that last."""
    source = np.random.default_rng(seed)
    leaning = source.normal(size=MEMBERS) * 1.6
    party = ["D" if i % 2 else "R" for i in range(MEMBERS)]
    folder.mkdir(parents=True, exist_ok=True)
    calls, votes = [], []
    for key, date, opens, tag, title in roll_calls:
        calls.append(
            {"vote_key": key, "label": title, "tag": tag, "pro_trade_vote": opens,
             "congress": 100 + (int(date[:4]) - 1987) // 2, "chamber": "House", "date": date,
             "category": "passage", "requires": "1/2", "bill": f"hr{key}"}
        )  # fmt: skip
        noise = np.random.default_rng(zlib_of(key)).normal(size=MEMBERS)
        for i in range(MEMBERS):
            support = leaning[i] + (0.8 if party[i] == "R" else -0.4) + noise[i]
            yea = (support > 0) == (opens == "Yea")
            votes.append(
                {"vote_key": key, "bioguide_id": f"M{i:03d}", "name": f"MEMBER{i:03d}, A.",
                 "party": party[i], "state": ("OH", "TX", "WA")[i % 3], "district": i,
                 "vote": "Not Voting" if (i * 7 + len(key) + int(date[3])) % 29 == 0
                 else "Yea" if yea else "Nay"}
            )  # fmt: skip
    for name, rows in (("trade_rollcalls.csv", calls), ("house_trade_votes.csv", votes)):
        with (folder / name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return folder


def zlib_of(text: str) -> int:
    import zlib

    return zlib.crc32(text.encode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_folder(tmp_path / "data")


@pytest.fixture
def make_folder(tmp_path: Path) -> Callable[..., Path]:
    def make(name: str = "other", **options: object) -> Path:
        return small_folder(tmp_path / name, **options)

    return make


@pytest.fixture
def planted() -> tuple[tuple[str, str, str, str, str], ...]:
    later = (dt.date(1998, 9, 25) + dt.timedelta(days=1)).isoformat()
    return (
        *ROLL_CALLS,
        ("g1998_h", "1998-09-25", "Yea", "tpa", "The same day"),
        ("h1998_h", later, "Nay", "fta", "A day later"),
    )
