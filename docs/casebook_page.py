"""Write the tables of three pages from the case files: the casebook, its episodes, its worksheet.

Run it as ``python docs/casebook_page.py`` after a change of a published case. A test fails when a
page is not up to date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from winset.casebook import CaseHead, case_head, case_ids, read_domestic_case
from winset.cases.model.case import Case, Outcome
from winset.cases.model.quantities import DateQuantity, Quantity
from winset.cases.paths.paths import quantities
from winset.cli.cases import what_happened

DOCS = Path(__file__).parent
PAGES = (
    DOCS / "reference" / "casebook.md",
    DOCS / "explanation" / "coding-worksheet.md",
    DOCS / "explanation" / "episodes.md",
    DOCS / "explanation" / "what-compare-says.md",
)
SEEDS = ("fast-track-1997", "china-pntr-2000")
AXIS = "openness"
RECALLED = "general knowledge"
"""Mark of a fact, or part of one, for which no source was seen."""
BLOCK = re.compile(r"<!-- table: ([a-z-]+) -->\n.*?<!-- end -->", re.DOTALL)
HOME = "United States"
WORDS = {"opens": "liberalising", "closes": "protective", "mixed": "mixed"}
VERDICTS = ("passes", "fails", "stalls", "withdrawn")
HELD = {
    "american-selling-price-1968": "the valuation of chemicals by American prices",
    "sugar-1996": "the support of sugar prices",
    "tuna-embargo-1996": "the embargo on tuna",
}
"""Bills that would have ended the protection of one product, and did not: what was held."""


def heads() -> list[CaseHead]:
    """Domestic cases in the order of their days, then negotiations."""
    found = map(case_head, case_ids())
    return sorted(found, key=lambda head: (head.kind != "domestic", str(head.date), head.id))


def verdict(head: CaseHead) -> str:
    """How a domestic case ended."""
    if not isinstance(head.outcome, Outcome):
        return "open"
    return head.outcome.verdict


def aims() -> dict[str, tuple[int, list[CaseHead]]]:
    """What the casebook was to hold at least, with the number and the cases that count."""
    domestic = [head for head in heads() if head.kind == "domestic"]
    lost = [head for head in domestic if verdict(head) in VERDICTS[1:]]
    unvoted = [head for head in domestic if verdict(head) in ("stalls", "withdrawn")]
    return {
        "liberalising, and failed, stalled or withdrawn": (
            8,
            [head for head in lost if head.direction == "opens"],
        ),
        "protective, and enacted, or protection that was held": (
            5,
            [
                head
                for head in domestic
                if head.id in HELD or (head.direction == "closes" and verdict(head) == "passes")
            ],
        ),
        "never got the last vote they needed": (12, unvoted),
        "of these, without a recorded vote in any chamber": (
            0,
            [head for head in unvoted if not getattr(head.outcome, "tally", None)],
        ),
        "ratifications outside the United States": (
            12,
            [head for head in domestic if head.country != HOME],
        ),
    }


def aims_table() -> str:
    """Return the aims with what there is, and which cases these are."""
    counted = aims()
    rows = [(what, str(aim or ""), str(len(found))) for what, (aim, found) in counted.items()]
    lists = [
        f"- *{what}*: {', '.join(f'`{head.id}`' for head in found)}."
        for what, (_, found) in counted.items()
    ]
    return "\n".join([_table(("domestic cases", "aim", "number"), rows), "", *lists])


def outcomes_table() -> str:
    """Return counts of domestic cases by country, direction and outcome."""
    domestic = [head for head in heads() if head.kind == "domestic"]
    countries = sorted({head.country or "" for head in domestic} - {HOME})
    groups = [(HOME, word) for word in WORDS] + [(name, "") for name in countries]
    groups += [("all abroad", word) for word in WORDS] + [("all", "")]
    rows = []
    for country, direction in groups:
        inside = [
            head
            for head in domestic
            if (not direction or head.direction == direction) and _within(head, country)
        ]
        counts = [sum(verdict(head) == ended for head in inside) for ended in VERDICTS]
        shown = [str(count or "") for count in counts]
        rows.append((country, WORDS.get(direction, "all"), *shown, str(len(inside))))
    return _table(("country", "direction", *VERDICTS, "all"), rows)


def _within(head: CaseHead, country: str) -> bool:
    if country == "all":
        return True
    return head.country != HOME if country == "all abroad" else head.country == country


def domestic_table() -> str:
    """Return the domestic cases in the order of their days."""
    rows = [
        (
            f"`{head.id}`",
            head.country or "",
            WORDS[head.direction or "mixed"],
            what_happened(head),
            "" if head.outcome is None else head.outcome.date.isoformat(),
            *_numbers(head),
        )
        for head in heads()
        if head.kind == "domestic"
    ]
    names = ("case", "country", "direction", "what happened", "day", "numbers", "sourced", "own")
    return _table(names, rows)


def negotiation_table() -> str:
    """Return the negotiations."""
    rows = [
        (f"`{head.id}`", head.title, what_happened(head), *_numbers(head))
        for head in heads()
        if head.kind == "negotiation"
    ]
    return _table(("case", "title", "what happened", "numbers", "sourced", "own"), rows)


def _numbers(head: CaseHead) -> tuple[str, str, str]:
    """Coded numbers, the share with any source, and the share with more than a default's."""
    found = head.sourced
    if found is None:
        raise TypeError(f"{head.id} was not counted")
    with_source = found.with_source / found.numbers
    return str(found.numbers), f"{100 * with_source:.0f} %", f"{100 * found.share:.0f} %"


def seed_blocs_table() -> str:
    """Return the blocs of the two seed cases with their members and places."""
    cases = [read_domestic_case(name) for name in SEEDS]
    rows = []
    for name, actor in cases[1].actors.items():
        for chamber in actor.seats:
            cells = [cell for case in cases for cell in _bloc(case, name, chamber)]
            rows.append((chamber, f"`{name}`", *cells))
    names = ("chamber", "bloc", "1997", "place", "2000", "place")
    return _table(names, rows)


def _bloc(case: Case, name: str, chamber: str) -> tuple[str, str]:
    actor = case.actors[name]
    place = actor.position[AXIS]
    return str(actor.seats[chamber]), f"{place.likely:.2f} ({place.low:.2f}-{place.high:.2f})"


def seed_differences_table() -> str:
    """Return every number in which the two seed cases differ, actors with one pair together."""
    first, second = (_numbers_of(read_domestic_case(name)) for name in SEEDS)
    together: dict[tuple[str, str, str], list[str]] = {}
    for path in dict.fromkeys([*first, *second]):
        pair = _shown(first.get(path)), _shown(second.get(path))
        if pair[0] != pair[1]:
            whose, field = _whose(path)
            together.setdefault((field, *pair), []).append(whose)
    rows = [
        (field, _all_of(dict.fromkeys(whose)), *pair)
        for (field, *pair), whose in sorted(together.items(), key=lambda item: item[0][0])
    ]
    return _table(("what", "whose", "1997", "2000"), rows)


def _numbers_of(case: Case) -> dict[str, Quantity | DateQuantity]:
    """Numbers by path, without those of evidence and lenses; ties by their ends."""
    found = {}
    for path, quantity in quantities(case):
        steps = path.split(".")
        if steps[0] in ("evidence", "lenses"):
            continue
        if steps[0] == "pressure":
            tie = case.pressure[int(steps[1])]
            steps[1] = f"{tie.source} to {tie.target}"
        found[".".join(steps)] = quantity
    return found


def _whose(path: str) -> tuple[str, str]:
    steps = path.split(".")
    if steps[0] in ("actors", "pressure"):
        field = " ".join(steps[2:]).replace("_", " ").removesuffix(" value")
        owner = steps[1].split(" to ")[0]
        return f"`{owner}`", f"tie {field}" if steps[0] == "pressure" else field
    return "the case", " ".join(step for step in steps if step != "stages").replace("_", " ")


def _all_of(whose: Iterable[str]) -> str:
    """Names in a row; everybody with a seat in a chamber as one."""
    left = list(whose)
    found = []
    actors = read_domestic_case(SEEDS[0]).actors
    for chamber in ("house", "senate"):
        seated = [f"`{name}`" for name, actor in actors.items() if chamber in actor.seats]
        if set(seated) <= set(left):
            found.append(f"all of the {chamber.capitalize()}")
            left = [name for name in left if name not in seated]
    return ", ".join([*left, *found])


def _shown(quantity: Quantity | DateQuantity | None) -> str:
    if quantity is None:
        return "none"
    if isinstance(quantity, DateQuantity):
        return quantity.likely.isoformat()
    return f"{quantity.likely:g}"


def days_table() -> str:
    """Return the day of the forecast of every domestic case beside the day it was decided."""
    rows = []
    for head in heads():
        if head.kind == "domestic" and head.outcome is not None:
            case = read_domestic_case(head.id)
            as_of = "" if case.as_of is None else case.as_of.isoformat()
            told = [f"{item.source} {item.where or ''}" for item in case.evidence]
            recalled = sum(RECALLED in text.replace("-", " ") for text in told)
            rows.append(
                (f"`{head.id}`", head.title, as_of, head.outcome.date.isoformat(), recalled)
            )
    names = ("case", "measure", "day of the forecast", "decided", "recalled")
    return _table(names, [(*row[:4], str(row[4])) for row in rows])


CONDITIONS = {
    "payoff": "willingness.payoff",
    "polarization": "willingness.polarization",
    "opposition": "willingness.opposition",
    "impact": "pivotal.impact",
    "cost of staying out": "pivotal.cost_of_staying_out",
    "resources": "pivotal.resources",
}
"""Conditions of a willing legislature and of a pivotal actor, by their place in an actor."""


def conditions_table() -> str:
    """Return in how many cases each condition is more than the codebook's default."""
    filled: dict[str, list[str]] = {name: [] for name in (*CONDITIONS, "joined")}
    cases = [read_domestic_case(head.id) for head in heads() if head.kind == "domestic"]
    for case in cases:
        for path, quantity in quantities(case):
            place = ".".join(path.split(".")[2:])
            found = next((name for name, at in CONDITIONS.items() if at == place), None)
            if path.startswith("actors.") and found and quantity.source != "codebook-2":
                filled[found].append(case.id)
        filled["joined"] += [case.id for actor in case.actors.values() if actor.joined is not None]
    rows = [
        (name, f"{len(set(inside))} of {len(cases)}", str(len(inside)))
        for name, inside in filled.items()
    ]
    return _table(("condition", "cases that fill it", "numbers or answers"), rows)


def _table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(names) + " |", "|---" * len(names) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


TABLES: dict[str, Callable[[], str]] = {
    "aims": aims_table,
    "outcomes": outcomes_table,
    "domestic": domestic_table,
    "negotiations": negotiation_table,
    "seed-blocs": seed_blocs_table,
    "seed-differences": seed_differences_table,
    "days": days_table,
    "conditions": conditions_table,
}
"""Tables of the pages by their marks."""


def up_to_date(page: Path) -> str:
    """Return a page with its tables made anew."""

    def fresh(found: re.Match[str]) -> str:
        name = found.group(1)
        return f"<!-- table: {name} -->\n{TABLES[name]()}\n<!-- end -->"

    return BLOCK.sub(fresh, page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    for written in PAGES:
        written.write_text(up_to_date(written), encoding="utf-8")
