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
KTAB = """Scenario,A test,3,2,
Actor,Description,Power,Tariff Position,Tariff Salience,Quota Position,Quota Salience
A,Alpha,10,0,40,20,30
B,Beta,20,100,50,70,40
C,Gamma,30,60,20,50,60
"""
KTAB_XML = """<?xml version="1.0" encoding="UTF-8"?>
<Scenario>
<name>S</name><desc>A test</desc>
<ModelParameters><VotingRule>Vote_Proportional</VotingRule></ModelParameters>
<Dimensions><dName>Tariff</dName></Dimensions>
<Actors>
<Actor><name>A</name><description>Alpha</description><capability>10</capability>
<Position><dCoord>0</dCoord></Position><Salience><dSal>40</dSal></Salience></Actor>
<Actor><name>B</name><description>Beta</description><capability>20</capability>
<Position><dCoord>100</dCoord></Position><Salience><dSal>50</dSal></Salience></Actor>
</Actors>
</Scenario>
"""
DECIDE = """#A\tA\tAlpha
#A\tB\tBeta
#P\ttax\tTax
#M\ttax\t0
#M\ttax\t100
#D\tA\ttax\t0\t0.4\t0.6
#D\tB\ttax\t100\t0.8\t0.4
"""
LONG = """Issue,Actor,Position,Salience,Capability
tax,A,0,0.4,10
tax,B,100,0.8,20
quota,A,40,0.5,10
quota,B,60,,20
"""
EUROPEAN = "Actor;Position;Salience;Capability\nStahl;0,1;0,8;3\nHandel;0,9;0,3;1,5\n"
SEATS = """id,title,level,seats.house,position.openness,capacity
left,The Left,legislature,207,0.2,
right,The Right,legislature,228,0.7,
unions,Unions,group,,0.1,20
"""
WHIP = "member,party,state,position\n" + "".join(
    f"M{i},{'DR'[i % 2]},OH,{('yes', 'lean yes', 'undecided', 'lean no', 'no')[i % 5]}\n"
    for i in range(300)
)
AGREEMENTS = """agreement,state,signed,in_force,ended,state_signed,state_ratified,in_force_unclear
a1,US,1990-01-15,1992-03-01,,1990-01-15,1991-05-01,false
a1,MX,1990-01-15,1992-03-01,,1990-01-15,1991-12-01,false
a2,US,1995-06-01,,,1995-06-01,,false
a2,CA,1995-06-01,,,1995-06-01,,false
a3,CA,1985-06-01,1986-01-01,1999-01-01,1985-06-01,1985-09-01,true
a3,MX,1985-06-01,1986-01-01,1999-01-01,1985-06-01,1985-10-01,true
a4,MX,1999-02-01,2001-01-01,,1999-02-01,2000-05-01,false
a5,US,1980-02-01,1980-09-01,,1980-02-01,1980-05-01,false
a5,CA,1980-02-01,1980-09-01,,1980-02-01,1980-06-01,false
"""
INSTITUTIONS = """state,year,checks,xconst,polity2
US,1990,4,7,10
MX,1990,2,3,-2
CA,1985,3,7,10
US,1995,5,7,10
MX,1999,4,-88,6
"""
_RULE = ["--quota", "51", "--names", "A,B,C,D,E", "--weights", "20,15,10,30,25"]


def _imported(folder: Path) -> list[str]:
    return ["import", "TABLE", "--to", str(folder / "imported.yaml"), "--force", "--json"]


def _with_institutions(folder: Path) -> list[str]:
    path = folder / "agreements.csv"
    path.write_text(AGREEMENTS, encoding="utf-8")
    return ["agreements", str(path), "--institutions", "TABLE", "--json"]


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
    "import KTAB": Table("k.csv", KTAB, _imported),
    "import KTAB's XML": Table("k.xml", KTAB_XML, _imported),
    "import DECIDE": Table("d.txt", DECIDE, _imported),
    "import long": Table("l.csv", LONG, _imported),
    "import decimal commas": Table("e.csv", EUROPEAN, _imported),
    "import seats": Table("c.csv", SEATS, _imported),
    "new --actors, whip list": Table(
        "w.csv",
        WHIP,
        lambda f: [
            *("new", str(f / "bill.yaml"), "--actors", "TABLE", "--rule", "parliament"),
            *("--force", "--json"),
        ],
    ),
    "agreements": Table("g.csv", AGREEMENTS, lambda _: ["agreements", "TABLE", "--json"]),
    "institutions": Table("i.csv", INSTITUTIONS, _with_institutions),
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
