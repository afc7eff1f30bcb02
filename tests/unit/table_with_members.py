"""A small negotiation with an American house, and roll calls whose members fill it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

SEATS = 41
DAY = "2001-03-01"
VOTES = (
    ("a1990", "1990-05-01"),
    ("b1992", "1992-05-01"),
    ("c1994", "1994-05-01"),
    ("d1996", "1996-05-01"),
    ("e1998", "1998-05-01"),
    ("f2001", "2001-02-01"),
)
"""Keys and days; only the last is of the Congress that sits on `DAY`."""
TABLE = f"""
winset: 1
id: with-members
title: A treaty before a small house
kind: negotiation
date: "{DAY}"
issues:
  markets: {{axis: vote, title: Their markets, low: closed, high: open, status_quo: 0.1}}
  imports: {{axis: vote, title: Imports, low: closed, high: open, status_quo: 0.2}}
countries:
  us:
    title: United States
    rule:
      all: [{{chamber: house, quota: 21, of: 435}}, {{actor: president}}]
    calendar: {{held_by: speaker}}
    chief_executive: president
    actors:
      president: {{level: executive, party: R, position: {{markets: 0.9, imports: 0.8}},
        capacity: 3}}
      speaker: {{level: legislature, party: R, seats: {{house: 1}},
        position: {{markets: 0.7, imports: 0.6}}, salience: {{markets: 0.2, imports: 0.9}}}}
      right: {{level: legislature, party: R, seats: {{house: 20}},
        position: {{markets: 0.7, imports: {{low: 0.5, likely: 0.6, high: 0.7}}}},
        spread: {{imports: 0.1, markets: 0.05}}, salience: {{markets: 0.3, imports: 0.9}}}}
      left: {{level: legislature, party: D, seats: {{house: 19}},
        position: {{markets: 0.7, imports: {{low: 0.2, likely: 0.3, high: 0.4}}}},
        spread: {{imports: 0.15, markets: 0.05}}, salience: {{markets: 0.2, imports: 0.8}},
        no_agreement: 0.01}}
      free: {{level: legislature, party: I, seats: {{house: 1}},
        position: {{markets: 0.7, imports: 0.45}}}}
      workers: {{level: group, position: {{imports: 0}}, capacity: 4}}
      makers: {{level: group, position: {{markets: 1, imports: 0.9}}, capacity: 3}}
    pressure: [{{from: workers, to: left, strength: 0.2}}]
    later:
      - {{title: Next, date: "2002-06-01", values: {{actors.left.no_agreement: 0}}}}
      - {{title: Far, date: "2011-06-01", values: {{actors.left.no_agreement: 0}}}}
  partner:
    title: Partner
    rule: {{all: [{{chamber: senate, quota: 5, of: 9}}]}}
    chief_executive: premier
    actors:
      premier: {{level: executive, position: {{markets: 0.3, imports: 1}}}}
      senators: {{level: legislature, party: P, seats: {{senate: 9}},
        position: {{markets: 0.4, imports: 0.9}}, spread: {{markets: 0.1}}}}
"""


def write_votes(folder: Path, *, seats: int = SEATS, later: str = "") -> Path:
    """Roll calls of a house of two parties and one member of neither, in one file of one's own.

    Parameters
    ----------
    folder
        Where to write.
    seats
        Members in it.
    later
        Lines to add.
    """
    source = np.random.default_rng(8)
    leaning = source.normal(size=seats)
    rows = ["vote_key,date,chamber,liberalising,kind,member,name,party,state,vote"]
    for key, day in VOTES:
        noise = source.normal(size=seats)
        for i in range(seats):
            party = "I" if i == seats - 1 else "RD"[i % 2]
            support = leaning[i] + {"R": 1.5, "D": -1.5, "I": 0.0}[party] + noise[i]
            cast = "yes" if support > 0 else "no"
            rows.append(
                f"{key},{day},house,Yea,fta,m{i:02d},Member {i:02d},{party},"
                f"{('OH', 'TX')[i % 3 == 0]},{cast}"
            )
    path = folder / "own_votes.csv"
    path.write_text("\n".join(rows) + "\n" + later, encoding="utf-8")
    return path
