"""The article's two cases by coefficients that have seen neither: claims, and inputs exchanged.

    python benchmarks/two_cases/write.py --fit      # block.yaml, five minutes on two idle cores
    python benchmarks/two_cases/write.py --measure  # measured.json, eight minutes
    python benchmarks/two_cases/write.py            # the tables of the page, from these files

The block is the posterior of the registered model from all American cases of plan 2 but those of
the two series, fast track and China's yearly status; `winset analyze CASE --parameters block.yaml`
uses it. The claims stand in claims.yaml with the rule by which each is judged; the page is
docs/explanation/two-cases-again.md.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from exchanged import GROUPS
from judged import AGAINST, FOR, OPEN, judged, look_up, moved_text
from measured import CASES, COEFFICIENTS, DRAWS, MEASURED, fit, measure
from ruamel.yaml import YAML

from winset.casebook import read_domestic_case
from winset.studies.estimate.baselines import known
from winset.studies.estimate.plan import read_estimate_plan

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "explanation" / "two-cases-again.md"
PART = re.compile(r"<!-- (claims|exchanges|base): begin -->\n.*?<!-- \1: end -->", re.DOTALL)
LOOKED_UP = re.compile(r"\{([^}:]+)(?::([^}]+))?\}")
MOVED = re.compile(r"\[(97|00) ([^\]]+)\]")


def claims() -> list[dict[str, Any]]:
    """The claims in the order of the article."""
    found: list[dict[str, Any]] = YAML(typ="safe").load(HERE / "claims.yaml")
    return found


def said(text: str, found: dict[str, Any]) -> str:
    """A sentence with its numbers filled in."""

    def number(match: re.Match[str]) -> str:
        return format(look_up(found, match[1]), match[2] or "")

    def moved(match: re.Match[str]) -> str:
        return moved_text(found[match[1]]["moves"][match[2]])

    return LOOKED_UP.sub(number, MOVED.sub(moved, text)).strip()


def claims_table(found: dict[str, Any]) -> str:
    """Claims, numbers, verdicts, with the count of each verdict first."""
    rows, counted = [], Counter[str]()
    for number, claim in enumerate(claims(), start=1):
        verdict, why = judged(claim, found)
        counted[verdict] += 1
        word = f"**{verdict}**" if verdict != OPEN else verdict
        rows.append(
            f"| {number} | {claim['claim']} | {said(claim['says'], found)} | {word} | {why} |"
        )
    return "\n".join(
        [
            f"Of {len(rows)} claims the model bears out {counted[FOR]}, speaks against "
            f"{counted[AGAINST]} and cannot say of {counted[OPEN]}.",
            "",
            "| | the article says | the model says | verdict | why |",
            "|--:|---|---|---|---|",
            *rows,
        ]
    )


def exchanges_table(found: dict[str, Any]) -> str:
    """What each group of inputs moves, given to the other case."""
    lines = [
        f"{COEFFICIENTS} draws of the coefficients, {DRAWS} draws of ranges and shocks for each.",
        "",
        "| inputs exchanged | which | 1997 with those of 2000 | 2000 with those of 1997 |",
        "|---|---|--:|--:|",
    ]
    for group in (*GROUPS, "all"):
        cells = [moved_text(found[key]["moves"][f"{group} exchanged"]) for key in CASES]
        lines.append(f"| {group} | {GROUPS.get(group, 'every group')} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines)


def base_table(found: dict[str, Any]) -> str:
    """The two cases as they are coded."""
    rows = {
        "passes": ("p", ".2f"),
        "comes to a vote": ("held", ".2f"),
        "passes if it does": ("if_held", ".2f"),
        "withdrawn": ("shares/withdrawn", ".2f"),
        "voted down": ("shares/fails", ".2f"),
        "most frequent end": ("verdict", ""),
        "what happened": ("recorded", ""),
        "passes, each by its stored fold": ("stored", ".2f"),
        "price of ratification, member-moves": ("price", ".0f"),
        "budget of the supporters": ("budget", ".0f"),
        "fund of the opponents": ("fund", ".0f"),
        "House, votes expected": ("house/expected", ".0f"),
        "Senate, votes expected": ("senate/expected", ".0f"),
    }
    lines = ["| | fast track 1997 | China PNTR 2000 |", "|---|--:|--:|"]
    for words, (path, form) in rows.items():
        cells = [format(look_up(found[key], path), form) for key in CASES]
        lines.append(f"| {words} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines)


def measured_numbers() -> dict[str, Any]:
    """The measured numbers with those that follow from them."""
    found: dict[str, Any] = json.loads(MEASURED.read_text(encoding="utf-8"))
    for key, name in CASES.items():
        one, case = found[key], read_domestic_case(name)
        one["climate"] = known(case, read_estimate_plan()).willingness
        coded = case.actors["new-democrats"].willingness
        one["polarization"] = None if coded is None else coded.polarization.likely
        one["stored"] = found["votes_held"]["p"][name]
        one["each"] = {
            bloc: row["paid"] / max(row["bought"], 1)
            for bloc, row in one["blocs"].items()
            if row["paid"] is not None
        }
        one["swings"] = {
            actor: "yes" if actor in one["swing"] else "no" for actor in ("business", "clinton")
        }
    for talks in found["table"].values():
        talks["largest"] = largest_move(talks)
    return found


def largest_move(talks: dict[str, Any]) -> str:
    """Largest move of an agreement when one group is deleted, or that nothing is signed."""
    moves = [
        abs(level - talks["point"][issue])
        for row in talks["groups"]
        for issue, level in (row["deleted"] or {}).items()
    ]
    return f"{max(moves):.2f} of an axis" if moves else "none, since nothing is signed"


def up_to_date() -> str:
    """The page with its tables as the measured numbers give them."""
    found = measured_numbers()
    tables = {
        "claims": claims_table(found),
        "exchanges": exchanges_table(found),
        "base": base_table(found),
    }

    def fresh(match: re.Match[str]) -> str:
        name = match[1]
        return f"<!-- {name}: begin -->\n{tables[name]}\n<!-- {name}: end -->"

    return PART.sub(fresh, PAGE.read_text(encoding="utf-8"))


def main() -> None:
    """Fit, measure or write."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--fit", action="store_true")
    asked.add_argument("--measure", action="store_true")
    given = asked.parse_args()
    if given.fit:
        fit()
    if given.measure:
        measure()
    PAGE.write_text(up_to_date(), encoding="utf-8")


if __name__ == "__main__":
    main()
