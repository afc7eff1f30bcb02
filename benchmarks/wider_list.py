"""More votes on trade, 1990 to 2004, for developing the forecast: kinds that a short list lacks.

    python benchmarks/wider_list.py ROLLCALLS ALL_ROLL_CALLS OUT

ROLLCALLS holds trade_rollcalls.csv, house_trade_votes.csv, senate_trade_votes.csv, members/ and
matrices/ (H101 to S108); ALL_ROLL_CALLS is as for `procedure_levels.py`. OUT becomes a folder for
``winset votes --data``: the votes of the list and 66 more, found by date and words, each with its
members from the matrix. Kind and side are our coding, made from the titles.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import re
from collections import defaultdict
from pathlib import Path
from typing import Final

HOUSE: Final = """
1990-03-27|H R 4328|customs|Yea
1990-06-06|Recommit.*4653|export-controls|Nay
1990-06-06|On Passage: H R 4653|export-controls|Yea
1990-08-02|H R 5431|sanctions|Nay
1990-09-18|AGREE TO SENATE AMENDMENTS: H R 4328|protection|Nay
1990-10-10|PRESIDENTIAL VETO: H R 4328|protection|Nay
1990-10-18|On Passage: H R 4939|china|Nay
1991-07-10|Recommit.*2212|china|Yea
1991-07-10|On Passage: H R 2212|china|Nay
1991-11-20|H J RES 346|other|Yea
1991-11-26|Conference Report: H R 2212|china|Nay
1992-03-11|PASSAGE, OBJECTIONS OFTHE PRESIDENT.*2212|china|Nay
1992-05-13|On Passage: H R 2056|protection|Nay
1992-05-13|Recommit.*2056|protection|Yea
1992-07-08|Agreeing to the Resolution: H RES 510|protection|Nay
1992-07-08|On Passage: H R 5100|protection|Nay
1992-07-31|On Passage: H R 4318|mtb|Yea
1992-07-31|Recommit.*4318|mtb|Nay
1992-09-30|H J RES 512|other|Yea
1992-10-05|H R 5739|exim|Yea
1993-02-16|H R 750|export-controls|Yea
1994-04-12|H R 4066|mtb|Yea
1994-04-19|H R 3813|exim|Yea
1994-10-04|H R 5108|export-controls|Yea
1995-07-20|Table: H J RES 96|china|Yea
1995-07-24|On Passage: H R 70|export-controls|Yea
1996-06-19|H R 3107|sanctions|Nay
1996-07-17|H R 3161|other|Yea
1996-09-11|H R 3759|exim|Yea
1997-10-06|On Passage: H R 1370|exim|Yea
1998-03-11|Recommit.*1432|pref|Nay
1998-06-09|H R 2709|sanctions|Nay
1998-10-15|H RES 598|protection|Nay
1999-02-09|H R 435|mtb|Yea
1999-06-07|H R 435|mtb|Yea
1999-07-16|H RES 250|pref|Yea
1999-10-13|On Passage: H R 1993|exim|Yea
2000-07-25|H R 4868|mtb|Yea
2001-11-16|H RES 289|pref|Yea
2001-11-16|Recommit.*3009|pref|Nay
2001-11-28|H R 2722|sanctions|Nay
2001-12-06|H R 3008|taa|Yea
2001-12-06|H R 3129|customs|Yea
2001-12-06|Recommit.*3005|tpa|Nay
2002-04-30|S 2248|exim|Yea
2002-05-22|On Passage: H R 3129|customs|Yea
2002-05-22|H RES 426|customs|Yea
2002-06-05|Conference Report: S 1372|exim|Yea
2003-03-05|H R 1047|mtb|Yea
2003-04-08|H R 1584|sanctions|Nay
2004-07-14|H R 4418|customs|Yea
"""
"""Date, words of the question, kind, side that opens trade."""
TABLED: Final = {
    ("1999", "pref"): (345, 346, 347, 348, 349, 350, 352),
    ("2002", "tpa"): (110, 112, 113, 115, 121, 123, 125, 127),
}
"""Motions of the Senate to table hostile amendments, by session and kind; Yea opens trade."""
LETTERS: Final = {"100": "D", "200": "R", "328": "I"}
WORDS: Final = {"1": "Yea", "6": "Nay", "7": "Present", "9": "Not Voting"}
Row = dict[str, str]


def main() -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rollcalls", type=Path)
    parser.add_argument("all_roll_calls", type=Path)
    parser.add_argument("out", type=Path)
    told = parser.parse_args()
    listed = rows_of(told.rollcalls / "trade_rollcalls.csv")
    fields = list(listed[0])
    votes: dict[str, list[Row]] = defaultdict(list)
    for call, kind, side in chosen(told.all_roll_calls):
        key = f"x{kind}{call['date'].replace('-', '')}_{call['roll']}_{call['chamber'][0].lower()}"
        members = members_of(told.rollcalls, call, key)
        votes[call["chamber"].lower()] += members
        listed.append(as_listed(call, key, kind, side, members, fields))
    told.out.mkdir(parents=True, exist_ok=True)
    write(told.out / "trade_rollcalls.csv", listed)
    for chamber in ("house", "senate"):
        known = rows_of(told.rollcalls / f"{chamber}_trade_votes.csv")
        write(told.out / f"{chamber}_trade_votes.csv", [*known, *votes[chamber]])


def rows_of(path: Path) -> list[Row]:
    """Rows of a CSV file, plain or gzipped."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def write(path: Path, rows: list[Row]) -> None:
    """Write rows with the columns of the first."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def chosen(path: Path) -> list[tuple[Row, str, str]]:
    """Roll calls with kind and side, by date."""
    everything = [row for row in rows_of(path) if row["date"] <= "2004-12-31"]
    found = []
    for line in HOUSE.strip().splitlines():
        date, words, kind, side = line.split("|")
        fit = [
            row
            for row in everything
            if (row["date"], row["chamber"]) == (date, "House")
            and re.search(words, row["question"], re.IGNORECASE)
            and ("Recommit" in words) == (row["category"] == "recommit")
            and not re.search("previous question|instruct conferees", row["question"], re.I)
        ]
        if len(fit) != 1:
            raise SystemExit(f"{date} {words}: {len(fit)} roll calls fit")
        found.append((fit[0], kind, side))
    for (session, kind), numbers in TABLED.items():
        for row in everything:
            if (row["chamber"], row["session"]) == ("Senate", session):
                found += [(row, kind, "Yea")] if int(row["roll"]) in numbers else []
    return sorted(found, key=lambda each: each[0]["date"])


def members_of(folder: Path, call: Row, key: str) -> list[Row]:
    """Members' votes on a roll call, from the matrix of the Congress."""
    name = f"{call['chamber'][0]}{call['congress']}"
    people = {row["bioguide_id"]: row for row in rows_of(folder / f"members/{name}_members.csv")}
    matrix = rows_of(folder / f"matrices/{name}_matrix.csv.gz")
    at = matrix[0]["votes"].split().index(f"{call['session']}-{call['roll']}")
    found = []
    for member in matrix[1:]:
        who, code = people.get(member["bioguide_id"], {}), member["votes"][at]
        if code == "0":
            continue
        party = LETTERS.get(who.get("party_code", "").split(".")[0], member["party_last"])
        district = "" if name[0] == "S" else who.get("district_code", "").split(".")[0]
        found.append(
            {"vote_key": key, "congress": call["congress"], "bioguide_id": member["bioguide_id"],
             "icpsr": who.get("icpsr", ""), "name": member["name"], "party": party,
             "state": member["state"], "district": district, "nominate_dim1": "",
             "nominate_dim2": "", "vote": WORDS[code]}
        )  # fmt: skip
    return found


def as_listed(
    call: Row, key: str, kind: str, side: str, members: list[Row], fields: list[str]
) -> Row:
    """Row of the list of trade votes; refuses a tally that the members' votes do not give."""
    yeas, nays = (
        sum(int(call[f"{word}_{party}"]) for party in ("R", "D", "other"))
        for word in ("yea", "nay")
    )
    counted = tuple(sum(row["vote"] == word for row in members) for word in ("Yea", "Nay"))
    if counted != (yeas, nays):
        raise SystemExit(f"{key}: published {yeas}-{nays}, the members' votes give {counted}")
    category = call["category"]
    if "OBJECTIONS" in call["question"]:
        category = "veto-override"
    if "able" in call["question"] and category == "procedural":
        category = "table"
    named = re.search(r"\b(H R|S|H J RES)\s*(\d+)", call["question"])
    bill = named[1].replace(" ", "").lower() + named[2] if named else ""
    row = dict.fromkeys(fields, "") | {name: call[name] for name in call if name in fields}
    return row | {
        "vote_key": key, "label": call["question"], "tag": kind, "pro_trade_vote": side,
        "bill": call["bill"] or bill, "category": category, "yea": str(yeas), "nay": str(nays),
        "requires": "2/3" if category == "veto-override" else call["requires"],
    }  # fmt: skip


if __name__ == "__main__":
    main()
