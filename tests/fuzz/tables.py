"""A sound table of each verb that reads one, and the words that read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["TABLES", "Table", "votes_folder"]


@dataclass(frozen=True)
class Table:
    """A sound table.

    Parameters
    ----------
    file
        Name of its file.
    text
        What stands in it.
    words
        Words of the verb for a folder; ``TABLE`` stands for the path.
    """

    file: str
    text: str
    words: Callable[[Path], list[str]]


WEIGHTS = "name,weight\nA,20\nB,15\nC,10\nD,30\nE,25\n"
PRICES = "name,price,position\nA,1,0.1\nB,2,0.3\nC,3.5,0.5\nD,4,0.7\nE,5,0.9\n"
ACTORS = """id,level,position.openness,seats.house,capacity
reps,legislature,0.65,228,
dems,legislature,0.45,207,
unions,group,0.2,,20
"""
FOREIGN = """Stakeholder,Position,Salience,Capability
Steel,10,80,3
Unions,20,60,2.5
Ministry,70,40,4
Retail,90,30,1
"""
DECIDED = """issue,dossier,actor,position,salience,capability,outcome
i1,d1,A,0,50,1,100
i1,d1,B,100,50,3,100
i1,d1,C,50,100,1,100
i2,d2,A,0,100,1,0
i2,d2,B,100,20,3,0
i2,d2,C,50,50,1,0
"""
STATEMENTS = """actor,concept,agreement,date,document
Union,trade,0,1997-01-05,a
Business,trade,1,1997-01-06,b
Union,labour,1,1997-01-07,c
Business,labour,0,1997-01-08,d
Farmers,trade,1,1997-02-01,e
"""
_RULE = ["--quota", "51", "--names", "A,B,C,D,E", "--weights", "20,15,10,30,25"]

TABLES: Final[dict[str, Table]] = {
    "power": Table(
        "w.csv", WEIGHTS, lambda _: ["power", "--quota", "51", "--weights", "TABLE", "--json"]
    ),
    "coalitions": Table(
        "p.csv",
        PRICES,
        lambda _: ["coalitions", *_RULE, "--prices", "TABLE", "--positions", "TABLE", "--json"],
    ),
    "new": Table(
        "a.csv",
        ACTORS,
        lambda f: ["new", str(f / "bill.yaml"), "--actors", "TABLE", "--force", "--json"],
    ),
    "import": Table(
        "t.csv",
        FOREIGN,
        lambda f: ["import", "TABLE", "--to", str(f / "imported.yaml"), "--force", "--json"],
    ),
    "forecast": Table("f.csv", FOREIGN, lambda _: ["forecast", "TABLE", "--json"]),
    "forecast --score": Table(
        "d.csv",
        DECIDED,
        lambda _: ["forecast", "--score", "TABLE", "--model", "weighted-mean", "--json"],
    ),
    "statements": Table("s.csv", STATEMENTS, lambda _: ["statements", "TABLE", "--json"]),
}
"""By verb."""


def votes_folder(folder: Path) -> list[str]:
    """Write three trade votes of twelve members and a whip list; the names of the files."""
    calls = ["vote_key,label,pro_trade_vote,chamber,date,category,requires,bill"]
    rows = ["vote_key,bioguide_id,name,party,state,district,vote"]
    for place, key in enumerate(("a1991_h", "b1993_h", "c1995_h")):
        calls.append(f"{key},Vote {place},Yea,House,{1991 + 2 * place}-05-23,passage,1/2,hr{place}")
        for i in range(12):
            cast = "Yea" if (i + place) % 3 else "Nay"
            rows.append(f"{key},M{i:02d},MEMBER{i:02d},{'DR'[i % 2]},OH,{i},{cast}")
    declared = "member,position\nM01,Yea\nM02,leaning nay\n"
    files = {
        "trade_rollcalls.csv": "\n".join(calls) + "\n",
        "house_trade_votes.csv": "\n".join(rows) + "\n",
        "declared.csv": declared,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return list(files)
