"""The page on what moves the agreements, from the rows of the two scripts that find them.

Run ``python benchmarks/what_moves_page.py --write`` to write the tables of what_moves_agreements.py
and april_november.py into docs/explanation/what-moves-agreements.md; without ``--write`` they are
printed. Every sentence of a table follows from the numbers of its rows by a rule stated here.
"""

from __future__ import annotations

import argparse
import json
from itertools import groupby
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "explanation" / "what-moves-agreements.md"
ROWS = HERE / "what_moves_agreements.jsonl"
REGION = HERE / "april_november.json"
NOISE, NOISE_OF_MANY = 0.02, 0.05
"""Moves of an axis below this, from deleted to doubled, are noise; with more than two axes."""
FREE = 0.01
"""The same if ratification were certain, which no draws disturb."""
LITTLE = 0.05
"""Share of a government's sum of weights that is little."""
STAKE = 0.05
"""Slope of a group's surplus below which it is indifferent on an axis."""
SHIFT = 0.02
"""Changes of a probability below this are not worth a word."""

LANDS = {
    "au": "Australia",
    "bn": "Brunei",
    "ca": "Canada",
    "china": "China",
    "cl": "Chile",
    "colombia": "Colombia",
    "eu": "EU",
    "japan": "Japan",
    "jp": "Japan",
    "korea": "Korea",
    "mx": "Mexico",
    "my": "Malaysia",
    "nz": "New Zealand",
    "panama": "Panama",
    "pe": "Peru",
    "sg": "Singapore",
    "us": "US",
    "vietnam": "Vietnam",
    "vn": "Vietnam",
}
"""Countries by their ids in the case files."""

Row = dict[str, Any]


def noise(base: Row) -> float:
    """What an axis must move to be worth a word."""
    return NOISE if len(base["issues"]) <= 2 else NOISE_OF_MANY


def read_rows() -> dict[str, list[Row]]:
    """Rows by negotiation, in the order of the file."""
    found: dict[str, list[Row]] = {}
    for line in ROWS.read_text("utf-8").splitlines():
        row = named(json.loads(line))
        found.setdefault(row["case"], []).append(row)
    return found


def named(found: Any) -> Any:
    """What was found, with names in place of the ids of countries."""
    if isinstance(found, dict):
        return {LANDS.get(key, key): named(value) for key, value in found.items()}
    if isinstance(found, list):
        return [named(value) for value in found]
    if not isinstance(found, str):
        return found
    actor, _, land = found.rstrip(")").rpartition(" (")
    return f"{actor} ({LANDS[land]})" if actor and land in LANDS else LANDS.get(found, found)


def short(value: float, places: int = 2) -> str:
    """A number between -1 and 1 without the zero before the point."""
    text = f"{value:.{places}f}"
    return text.replace("0.", ".", 1) if abs(value) < 1 else text


def signed(value: float) -> str:
    """A change with its sign; 0 where it rounds to nothing."""
    text = short(abs(value))
    return "0" if text == ".00" else ("+" if value > 0 else "-") + text


def probability(value: float) -> str:
    """A probability, named where it is next to certain."""
    return "above .99" if value > 0.99 else "below .01" if value < 0.01 else short(value)


def point(values: list[float] | None) -> str:
    """A text on every axis."""
    return "nothing signed" if values is None else ", ".join(short(v) for v in values)


def moved(row: Row, base: Row) -> str:
    """The change on every axis."""
    if row["point"] is None:
        return "nothing signed"
    return ", ".join(signed(a - b) for a, b in zip(row["point"], base["point"], strict=True))


def freely(row: Row, base: Row) -> str:
    """The change of the agreement of certain ratification."""
    if row["sure"] is None or base["sure"] is None:
        return "nothing signed"
    return ", ".join(signed(a - b) for a, b in zip(row["sure"], base["sure"], strict=True))


def axis(name: str) -> str:
    """An axis by its id."""
    return f"`{name}`"


def of(rows: list[Row], kind: str) -> list[Row]:
    """Rows of one kind."""
    return [row for row in rows if row["kind"] == kind]


def pairs(rows: list[Row]) -> list[tuple[Row, Row]]:
    """Each group deleted and doubled."""
    groups = of(rows, "group")
    keyed = {(r["country"], r["actor"], r["value"]): r for r in groups}
    return [
        (keyed[country, actor, 0.0], keyed[country, actor, 2.0])
        for country, actor in dict.fromkeys((r["country"], r["actor"]) for r in groups)
    ]


def table(head: list[str], body: list[list[str]]) -> str:
    """A table in Markdown."""
    lines = [head, *body]
    text = ["| " + " | ".join(line) + " |" for line in lines]
    return "\n".join([text[0], "|" + "---|" * len(head), *text[1:]])


def span(one: Row, two: Row, field: str = "point") -> list[float]:
    """What a group moves each axis between being deleted and doubled."""
    return [b - a for a, b in zip(one[field], two[field], strict=True)]


def wishes(row: Row, issues: list[str]) -> str:
    """What a group wants at the agreement, by the slope of its surplus."""
    said = [
        f"{'more' if slope > 0 else 'less'} {axis(name)}"
        for name, slope in zip(issues, row["slope"], strict=True)
        if abs(slope) >= STAKE
    ]
    return ", ".join(said) or "indifferent here"


def sign_of(place: int, one: Row, two: Row, base: Row) -> str:
    """The sign of the move of one axis, from deleted to doubled.

    The weight of a group adds its own wish and its own gain to what its government reckons with.
    By the wish the axis moves the group's way. By the gain a government that has more to win gives
    way, and one that has less holds out.
    """
    name, step = axis(base["issues"][place]), span(one, two)[place]
    if abs(one["slope"][place]) >= STAKE and one["slope"][place] * step > 0:
        return f"{name} moves its way"
    wish = one["gain_slope"][place]
    if one["surplus"] > 0 and wish * step < 0:
        return f"it gains from the deal, so its government gives way on {name}"
    if one["surplus"] < 0 and wish * step > 0:
        return f"it loses by the deal, so its government holds out on {name}"
    if (two["stay"] - one["stay"]) >= SHIFT:
        return f"it makes ratification likelier, and {name} moves with that"
    if (one["stay"] - two["stay"]) >= SHIFT:
        return f"it makes ratification less likely, and {name} moves with that"
    return f"{name} moves with the other" + ("s" if len(base["issues"]) > 2 else "")


def leaves(row: Row, base: Row) -> str:
    """Countries that sign as it is and no longer with a change."""
    return ", ".join(name for name in base["players"] if name not in row["expected"])


def why_group(one: Row, two: Row, base: Row) -> str:
    """One sentence on the signs of a group.

    Each axis that moves has its reason. Where certain ratification would let the group move an
    axis more than twice as far, a border holds it; where not even that moves it, a corner.
    """
    if one["weight"] < 0.0005:
        return "Weighs nothing with its government: " + _no_weight(one, two, base) + "."
    if one["point"] is None or two["point"] is None:
        return "Decides whether anything is signed."
    left = [leaves(row, base) for row in (one, two)]
    if any(left):
        return " ".join(
            f"{word} {names} would stay out, and the others agree without it."
            for word, names in zip(("Without it", "With twice of it"), left, strict=True)
            if names
        )
    parts = [
        sign_of(place, one, two, base)
        for place, step in enumerate(span(one, two))
        if abs(step) >= noise(base)
    ]
    if not parts:
        parts.append("moves nothing beyond the noise")
        if one["weight"] < LITTLE * one["weights"]:
            weight = f"{short(one['weight'])} of {short(one['weights'])}"
            parts = [f"moves nothing beyond the noise: a weight of {weight} is little"]
        elif len(base["players"]) > 2 and one["sure"] and two["sure"]:
            most = max(abs(step) for step in span(one, two, "sure"))
            parts = [
                "moves nothing beyond the noise: it moves one government of twelve, and if "
                f"ratification were certain no axis by more than {short(most)}"
            ]
    if ":" not in parts[0]:
        parts += held(one, two, base)
    said = "; ".join(parts)
    shifts = ratification(one, two, base)
    return said[0].upper() + said[1:] + (f"; {shifts}" if shifts else "") + "."


def _no_weight(one: Row, two: Row, base: Row) -> str:
    quiet = all(abs(a) < STAKE for a in one["slope"])
    if quiet:
        return "it has nothing at stake on these axes, and no capacity that counts"
    shifts = ratification(one, two, base)
    return shifts or "its capacity or its engagement is 0"


def held(one: Row, two: Row, base: Row) -> list[str]:
    """Axes that the group would move if ratification were certain, and who holds them."""
    if one["sure"] is None or two["sure"] is None:
        return []
    found = []
    free, real = span(one, two, "sure"), span(one, two)
    for place, name in enumerate(base["issues"]):
        slope = one["slope"][place]
        corner = (base.get("corner") or {}).get(name)
        if abs(free[place]) >= noise(base) and abs(real[place]) < abs(free[place]) / 2:
            fence = _fence(one, two)
            what = "the border holds" if fence else "the risk of a refusal holds"
            found.append(f"{what} {axis(name)}{fence}")
        elif abs(free[place]) < FREE and abs(real[place]) < noise(base) and abs(slope) >= STAKE:
            where = f" at the place of {corner}" if corner else " where it is"
            found.append(f"certain ratification too would keep {axis(name)}{where}")
    return found


def _fence(one: Row, two: Row) -> str:
    each = [row["further"] for row in (one, two) if row.get("further")]
    if not each:
        return ""
    worst = min(each, key=lambda f: f["after"] - f["before"])
    if worst["before"] - worst["after"] < SHIFT:
        return ""
    return (
        f" (.05 further {article(worst['country'])}, {worst['who']} before all, ratifies with "
        f"{probability(worst['after'])}, not {probability(worst['before'])})"
    )


def ratification(one: Row, two: Row, base: Row) -> str:
    """What the group does to ratification of the same text."""
    before = base["chance"][one["country"]]
    said = [
        f"{word} it the text as it was is ratified with {probability(row['stay'])}, "
        f"not {probability(before)}"
        for word, row in (("without", one), ("with twice of", two))
        if abs(row["stay"] - before) >= SHIFT
    ]
    return ", ".join(said)


def groups_table(rows: list[Row]) -> str:
    """Each group of a negotiation deleted and doubled."""
    base = of(rows, "base")[0]
    body = []
    for one, two in pairs(rows):
        p = ["-" if r["point"] is None else probability(r["in_force"]) for r in (one, two)]
        body.append(
            [
                f"{one['title']} ({one['country']})",
                f"{short(one['weight'])} of {short(one['weights'])}",
                wishes(one, base["issues"]),
                moved(one, base),
                moved(two, base),
                f"{freely(one, base)}; {freely(two, base)}",
                ", ".join(p),
                why_group(one, two, base),
            ]
        )
    head = [
        "group",
        "weight",
        "wants here",
        "deleted",
        "doubled",
        "if ratification were certain",
        "P (deleted, doubled)",
        "why",
    ]
    return table(head, body)


def base_table(rows: list[Row]) -> str:
    """A negotiation as it is and with the shocks scaled."""
    base = of(rows, "base")[0]
    named = {0.5: "shocks halved", 0.0: "shocks at 0"}
    lines = [("as it is", base), *((named[row["value"]], row) for row in of(rows, "shocks"))]
    body = [
        [name, point(row["point"]), ratified(row), in_force(row), why_shocks(name, row, base)]
        for name, row in lines
    ]
    issues = ", ".join(axis(name) for name in base["issues"])
    return table(["", f"agreement on {issues}", "ratified by", "P of all", "why"], body)


def ratified(row: Row) -> str:
    """P of ratification by country, those above .99 counted."""
    if row["point"] is None:
        return "-"
    rare = {name: p for name, p in row["chance"].items() if p <= 0.99}
    said = [f"{name} {short(p)}" for name, p in rare.items()]
    rest = len(row["chance"]) - len(rare)
    if not rare:
        return "all above .99"
    if rest:
        said.append("all others above .99" if rest > 1 else "the other above .99")
    return ", ".join(said)


def in_force(row: Row) -> str:
    """P that it enters into force."""
    return "-" if row["point"] is None else probability(row["in_force"])


def body_name(name: str) -> str:
    """A chamber with its article; others have names."""
    return f"the {name}" if name == name.lower() else name


def article(land: str) -> str:
    """A country with its article."""
    return f"the {land}" if land in ("US", "EU") else land


def distance(a: list[float], b: list[float]) -> float:
    """Length of a move."""
    return float(sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5)


def why_shocks(name: str, row: Row, base: Row) -> str:
    """Where the agreement stands beside that of certain ratification."""
    if row["point"] is None:
        return "nothing is signed"
    away = distance(row["point"], base["sure"]) if base["sure"] else None
    if name == "as it is":
        if away is None:
            return ""
        worst = min(row["chance"], key=lambda c: row["chance"][c])
        who = row["binding"].get(worst)
        if away < noise(base):
            return "where it would be if ratification were certain: nothing binds"
        return f"{short(away)} from where it would be if ratification were certain" + (
            f"; in {article(worst)} {body_name(who)} refuses most often" if who else ""
        )
    if away is not None and away < noise(base):
        return f"back where it would be if ratification were certain ({point(base['sure'])})"
    fence = base.get("refuses_sure") or {}
    refused = [n for n, p in base["certain_at_sure"].items() if p < 0.5]
    if refused and name == "shocks at 0":
        who = " and ".join(f"{body_name(fence[n])} ({n})" if n in fence else n for n in refused)
        return f"at the border: without shocks {who} refuses {point(base['sure'])}"
    return f"{short(away or 0.0)} from where it would be if ratification were certain"


def hands_table(rows: list[Row]) -> str:
    """Each legislature with its hands tied."""
    base = of(rows, "base")[0]
    found: dict[str, list[Row]] = {}
    for row in of(rows, "hands"):
        found.setdefault(row["country"], []).append(row)
    if not found:
        return "No legislature has a say here."
    head = ["legislature", *(short(row["value"], 1) for row in next(iter(found.values()))), "why"]
    body = [
        [country, *(hand_cell(row, base) for row in each), why_hands(each, base)]
        for country, each in found.items()
    ]
    return table(head, body)


def hand_cell(row: Row, base: Row) -> str:
    """The move, and P."""
    if row["point"] is None:
        return "no deal"
    if leaves(row, base):
        return f"{leaves(row, base)} stays out"
    return f"{moved(row, base)}; P {short(row['in_force'])}"


def why_hands(each: list[Row], base: Row) -> str:
    """One sentence on the signs of tied hands."""
    country = each[0]["country"]
    place = list(base["chance"]).index(country)
    before = base["chance"][country]
    if base["point"] is None:
        tied, stay = short(each[0]["value"], 1), probability(each[0]["stay"])
        return (
            f"Tied by {tied} it would ratify the most promising text with {stay}, "
            f"not {probability(before)}."
        )
    gone = [row for row in each if row["point"] is None]
    some = [row for row in each if row["point"] is not None]
    moving = [row for row in some if distance(row["point"], base["point"]) >= noise(base)]
    parts = []
    out = [row for row in some if leaves(row, base)]
    if out:
        level, names = short(out[0]["value"], 1), leaves(out[0], base)
        stay = probability(out[0]["stay"])
        if names != country:
            return (
                f"From {level} on {names} stays out of what is signed; {country} itself would "
                f"ratify the text as it was with {stay}."
            )
        return (
            f"From {level} on it stays out, since it would ratify the text as it was with {stay}; "
            f"the others agree without it."
        )
    if not moving and not gone:
        most, stay = short(each[-1]["value"], 1), probability(each[-1]["stay"])
        return f"Moves nothing: even tied by {most} it ratifies the text as it was with {stay}."
    first = (moving or gone)[0]
    if first["stay"] < before - SHIFT:
        parts.append(
            f"tied by {short(first['value'], 1)} it would ratify the text as it was with "
            f"{probability(first['stay'])}, not {probability(before)}, so the text gives way"
        )
    if moving:
        last = moving[-1]
        own = last["gain"][place] - last["gain_before"][place]
        others = [
            gain - was
            for at, (gain, was) in enumerate(zip(last["gain"], last["gain_before"], strict=True))
            if at != place
        ]
        parts.append(
            f"at {short(last['value'], 1)} its government gains {signed(own)} from the text in "
            f"force, the other{'s' if len(others) > 1 else ''} "
            f"{signed(min(others, key=lambda v: -abs(v)))}{' at most' if len(others) > 1 else ''}"
        )
    if gone:
        lost = gone[0]
        limit, cost = lost.get("cost_limit"), base["failure_cost"][country]
        reason = ""
        if limit is not None and limit < cost:
            reason = (
                f": no text is worth a failure that costs more than {short(max(limit, 0.0), 3)}"
            )
        parts.append(f"from {short(lost['value'], 1)} on nothing is signed{reason}")
    said = "; ".join(parts)
    return said[0].upper() + said[1:] + "."


def reach(rows: list[Row]) -> tuple[list[str], list[str]]:
    """Largest move of each axis by one group, and what holds the axes that none moves."""
    base = of(rows, "base")[0]
    cells, still = [], []
    for place, name in enumerate(base["issues"]):
        steps = [
            (abs(row["point"][place] - base["point"][place]), row)
            for row in of(rows, "group")
            if row["point"] is not None and base["point"] is not None
        ]
        if not steps:
            continue
        most, row = max(steps, key=lambda step: step[0])
        change = row["point"][place] - base["point"][place]
        word = "deleted" if row["value"] == 0 else "doubled"
        cells.append(f"{axis(name)} {signed(change)} ({row['title']} {word})")
        if most < noise(base):
            still.append(name)
    return cells, still


def why_still(name: str, rows: list[Row]) -> str:
    """The reason why no group moves an axis."""
    base = of(rows, "base")[0]
    place = base["issues"].index(name)
    told = " ".join(why_group(*pair, base) for pair in pairs(rows))
    if f"the border holds {axis(name)}" in told:
        return f"{axis(name)}: the border"
    if f"the risk of a refusal holds {axis(name)}" in told:
        return f"{axis(name)}: the risk of a refusal"
    corner = (base.get("corner") or {}).get(name)
    if corner:
        return f"{axis(name)}: the corner at the place of {corner}"
    wanted = [one for one, _ in pairs(rows) if abs(one["slope"][place]) >= STAKE]
    return f"{axis(name)}: " + ("no group has the weight" if wanted else "no group wants it moved")


def summary_table(rows: dict[str, list[Row]]) -> str:
    """What the strongest group moves in each negotiation."""
    body = []
    for name, mine in rows.items():
        if not of(mine, "group"):
            continue
        cells, still = reach(mine)
        body.append(
            [
                case_name(name),
                "; ".join(cells) or "nothing is signed, with or without any group",
                "; ".join(why_still(one, mine) for one in still) or "none",
            ]
        )
    return table(
        ["negotiation", "largest move of each axis by one group", "axes no group moves"], body
    )


def case_name(name: str) -> str:
    """A negotiation as it is asked for."""
    source, _, date = name.partition(" ")
    return f"`{source}`" + (f", `--set date={date}`" if date else "")


def costs_table(rows: dict[str, list[Row]]) -> str:
    """The built negotiations at rising costs of a failed ratification."""
    body = []
    for name, mine in rows.items():
        for (text, p), each in groupby(
            of(mine, "cost"), key=lambda r: (point(r["point"]), in_force(r))
        ):
            costs = [row["value"] for row in each]
            ends = dict.fromkeys((f"{costs[0]:g}", f"{costs[-1]:g}"))
            body.append([case_name(name), " to ".join(ends), text, p])
    return table(["built negotiation", "cost", "agreement", "P of all"], body)


def region_table(found: Row) -> str:
    """The costs of failure between which April is missed and November made."""
    beliefs = {
        0.0: "believed values those of Congress as it was",
        1.0: "**as coded**",
        2.0: "believed values twice as far from those of Congress",
        3.0: "three times as far",
        4.0: "four times as far",
    }
    lines = [(beliefs[one["stretch"]], one) for one in found["stretch"]]
    lines.append(("all believed values at the hard end of their ranges", found["hard_ends"]))
    lines += [
        (f"weight of pressure {one['lam']:g}", one)
        for one in found["pressure"]
        if one["lam"] != 0.5
    ]
    body = [[name, *region_cells(one), "", ""] for name, one in lines]
    said = {
        "care": "China's opening weighs {:g} of what is coded with members",
        "hands": "every member asks for {:g} more",
    }
    for kind, words in said.items():
        near, far = (
            [one for one in found[kind] if one["stretch"] == stretch] for stretch in (1.0, 2.0)
        )
        for one, two in zip(near, far, strict=True):
            if one[kind] == found[kind][0][kind]:
                continue
            wider = region_cells(two)
            body.append([words.format(one[kind]), *region_cells(one), wider[1], between(two)])
    head = ["changed", "P", "believed P", "from, to", "believed twice as far: P", "from, to"]
    return table(head, body)


def region_cells(one: Row) -> list[str]:
    """P at the text that stands the most, as it is and as believed, and the costs between."""
    return [probability(one["congress"]), probability(one["believed"]), between(one)]


def between(one: Row) -> str:
    """Costs of failure at which April is missed and November made."""
    return f"{limit(one['april'][1])}, {limit(one['november'][1])}"


def limit(value: float | None) -> str:
    """A cost of failure."""
    if value is None:
        return "nothing signed"
    return short(value) if value < 1 else f"{value:.1f}" if value < 10 else f"{value:.0f}"


def blocks() -> dict[str, str]:
    """Every block of the page that is written."""
    rows = read_rows()
    found = {"summary": summary_table(rows)}
    for name, mine in rows.items():
        parts = [base_table(mine)]
        if of(mine, "group"):
            parts.append(groups_table(mine) if of(mine, "base")[0]["point"] else unsigned(mine))
        if of(mine, "hands"):
            parts.append(hands_table(mine))
        found[name] = "\n\n".join(parts)
    found["costs"] = costs_table(rows)
    found["region"] = region_table(json.loads(REGION.read_text("utf-8")))
    return found


def unsigned(rows: list[Row]) -> str:
    """Groups where nothing is signed."""
    base = of(rows, "base")[0]
    body = [
        [f"{r['title']} ({r['country']})", "deleted" if r["value"] == 0 else "doubled",
         point(r["point"]), cost_text(r.get("cost_limit"), base["cost_limit"]), ]
        for r in of(rows, "group")
    ]  # fmt: skip
    return table(["group", "", "agreement", "cost above which nothing is signed"], body)


def cost_text(value: float | None, before: float | None) -> str:
    """A limit beside that of the negotiation as it is."""
    if value is None:
        return "none"
    return short(value, 3) + ("" if before is None else f" (as it is {short(before, 3)})")


def written(page: str, parts: dict[str, str]) -> str:
    """The page with its blocks between their marks."""
    for name, text in parts.items():
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        if begin not in page:
            raise ValueError(f"the page has no place for {name}")
        before, rest = page.split(begin)
        page = f"{before}{begin}\n{text}\n{end}{rest.split(end)[1]}"
    return page


def main() -> None:
    """Print the blocks, or write them into the page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--write", action="store_true", help="write the page")
    if asked.parse_args().write:
        PAGE.write_text(written(PAGE.read_text("utf-8"), blocks()), "utf-8")
        return
    for name, text in blocks().items():
        print(f"== {name}\n{text}\n")


if __name__ == "__main__":
    main()
