"""Files as analysts write them: read as they are meant, or refused with what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from winset.cli import main

SOUND = (Path(__file__).parents[2] / "data" / "sound.yaml").read_text(encoding="utf-8")
POWER = ("power", "--quota", "51", "--weights", "FILE", "--json")
IMPORT = ("import", "FILE", "--to", "OUT", "--json")
STATEMENTS = ("statements", "FILE", "--json")
AGREEMENTS = ("agreements", "FILE", "--json")
ACTORS = "Actor;Position;Salience;Power\n"


def run(
    words: tuple[str, ...],
    data: str | bytes,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str = "file.csv",
) -> tuple[int, str]:
    """Exit code, and what is said: the answer with the file written, or the message."""
    path, out = tmp_path / name, tmp_path / "out.yaml"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    code = main([word.replace("FILE", str(path)).replace("OUT", str(out)) for word in words])
    said = capsys.readouterr()
    written = out.read_text(encoding="utf-8") if out.exists() else ""
    return code, said.out + said.err + written


REFUSED = {
    "thousands with commas": (
        POWER,
        'name,weight\nA,"1,200"\nB,800\n',
        "2: weight: 1,200 may be 1200 or 1.200; write 1200",
    ),
    "thousands with points": (POWER, "name;weight\nA;1.200\nB;800\n", "2: weight: 1.200 may be"),
    "many thousands": (
        POWER,
        'name,weight\nA,"1,200,000"\nB,8\n',
        "2: weight: 1,200,000 is written",
    ),
    "thousands with a hard blank": (POWER, "name;weight\nA;1\u00a0200\nB;8\n", "write 1200"),
    "percent": (POWER, "name;weight\nA;45%\nB;55%\n", "2: weight: `45%` is not a number; write 45"),
    "a sum below": (POWER, "name,weight\nA,45\nB,55\nTotal,100\n", "4: name: `Total` adds up"),
    "a name in two codes": (
        POWER,
        "name,weight\n\u00c9tat,45\nE\u0301tat,55\n",
        "3: name: `\u00c9tat` is there twice, first in line 2",
    ),
    "below zero": (POWER, "name,weight\nA,-45\nB,55\n", "2: weight: -45 is below 0"),
    "no weight": (POWER, "name,weight\nA,\nB,55\n", "2: weight: the field of `A` is empty"),
    "no name": (POWER, "name,weight\n,4\nB,55\n", "2: name: the field is empty"),
    "a title above": (POWER, "Table 3: votes\n\nName;Weight\nA;45\n", "delete what stands above"),
    "old Excel": (POWER, b"\xd0\xcf\x11\xe0\xa1\xb1", "an old file of Excel or Word"),
    "Excel as CSV": (POWER, b"PK\x03\x04\0\0", "a zip archive, such as Excel"),
    "a quota above all": (
        POWER,
        "name,weight\nA,4\nB,5\n",
        "file.csv: chamber votes: the quota 51",
    ),
    "a weight next to nothing": (
        POWER,
        "name,weight\nA,40\nB,5e-300\nC,30\n",
        "file.csv: the weights of vote votes",
    ),
    "a note below": (
        IMPORT,
        ACTORS + "A;10;80;1\nB;20;40;2\nSource: own;;;\n",
        "4: `Source: own` is without numbers",
    ),
    "means below": (
        IMPORT,
        ACTORS + "A;10;80;1\nB;20;40;2\nMean;15;60;1,5\n",
        "4: Actor: `Mean` adds up the rows above; delete the row",
    ),
    "thousands beside small ones": (
        IMPORT,
        'Actor,Position,Salience,Power\nA,10,80,"1,200"\nB,20,40,900\n',
        "2: Power: 1,200 may be",
    ),
    "thousands of capacity": (
        IMPORT,
        'id,seats.house,capacity\nleft,100,"1,200"\nright,120,900\n',
        "2: capacity: takes a number, or a range {low, likely, high}, not '1,200'; write 1200",
    ),
    "not a number": (
        IMPORT,
        ACTORS + "A;nan;80;1\nB;;40;2\n",
        "2: Position: `nan` is not a number",
    ),
    "an unknown encoding": (
        IMPORT,
        '<?xml version="1.0" encoding="UTF-77"?><Scenario></Scenario>',
        "there are no dimensions",
    ),
    "days by month": (
        AGREEMENTS,
        "agreement,state,signed,in_force\na,US,1/5/1990,\n",
        "2: signed: `1/5/1990` is not a day; write 1990-05-01 if it is in May, 1990-01-05 if",
    ),
    "days with points": (
        AGREEMENTS,
        "agreement;state;signed;in_force\na;US;15.12.1990;\n",
        "write 1990-12-15",
    ),
    "nothing to use": (
        AGREEMENTS,
        "agreement,state,signed,in_force\na,US,1990-01-01,1991-01-01\na,CA,1989-01-01,1991-01-01\n",
        "no agreement can be used; `a`: its rows give different days: signed",
    ),
    "days of no calendar": (
        STATEMENTS,
        "actor;concept;agreement;date\nA;x;1;13/1/1997\nB;x;1;1/13/1997\n",
        "3: the date `1/13/1997` cannot be read",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_refused_has_a_line_and_a_way(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words, data, says = REFUSED[kind]
    code, said = run(words, data, tmp_path, capsys)
    assert code == 2
    assert says in said
    assert str(tmp_path / "file.csv") in said


READ = {
    "a company called Total": (
        POWER,
        "name,weight\nShell,45\nBP,55\nTotal,30\n",
        '"Total": 0.1666',
    ),
    "capitals and empty columns": (POWER, "Name;Weight;;\nA;45\nB;55;;\n", '"B": 1.0'),
    "empty rows above": (POWER, "\n\n;;\nName;Weight\nA;45\nB;55\n", '"B": 1.0'),
    "decimals beside thousands": (
        POWER,
        "name;weight\nA;1,250\nB;60\nC;0,5\n",
        '"total": 61.75',
    ),
    "a minus of typesetters": (IMPORT, ACTORS + "A;\u22121;80;1\nB;2;40;2\n", "natural: [-1, 2]"),
    "a dash as minus": (IMPORT, ACTORS + "A;\u20131;80;1\nB;2;40;2\n", "natural: [-1, 2]"),
    "a header over two lines": (
        IMPORT,
        'Actor;"Ideal\npoint";Salience;Power\nA;10;80;1\nB;20;40;2\n',
        "position: 0.1",
    ),
    "letters with strokes": (
        IMPORT,
        ACTORS + "\u0141\u00f3d\u017a;10;80;1\nB;20;40;2\n",
        "  lodz:",
    ),
    "names that differ in capitals": (
        IMPORT,
        ACTORS + "Union;10;80;1\nunion;20;40;2\n",
        "Read as 2 actors: Union, union, which differ in capitals alone.",
    ),
    "one issue without saliences": (
        IMPORT,
        "Actor,Power,Tariff Position,Quota Position,Tariff Salience\nA,1,0,50,80\nB,2,100,20,40\n",
        "salience: {tariff: 0.8, quota: 1}",
    ),
    "a blank that does not break": (
        STATEMENTS,
        "actor;concept;agreement\nSteel\u00a0Union;x;1\nSteel Union;y;1\nB;x;0\n",
        '"rows": [\n    "B",\n    "Steel Union"\n  ]',
    ),
    "words of other programs": (
        STATEMENTS,
        "actor;concept;agreement\nA;x;supports\nB;x;disagrees\n#N/A;x;1\nC;x;NaN\n",
        '"statements": 2',
    ),
    "days as points in time": (
        AGREEMENTS,
        "agreement,state,signed,in_force\n"
        "a,US,1990-01-01 00:00:00,1991-01-01 00:00:00\nb,US,1992-01-01T00:00:00,\n",
        '"last": "1992-01-01"',
    ),
}


@pytest.mark.parametrize("kind", READ)
def test_what_is_read_is_read_as_it_is_meant(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words, data, holds = READ[kind]
    code, said = run(words, data, tmp_path, capsys)
    assert code == 0, said
    assert holds in said


CASES = {
    "a hard blank before a field": (
        ("  openness:\n", "\u00a0 openness:\n"),
        "5:1: a non-breaking space stands where YAML needs plain ones",
    ),
    "a hard blank behind a colon": (
        ("group, position: {openness: 0.2}, capacity: 1}", "group, capacity:\u00a01}"),
        "a non-breaking space stands there: write a plain one",
    ),
    "curly quotation marks": (
        ('"The Times, 1997."', "\u201cThe Times, 1997.\u201d"),
        "curly quotation marks quote nothing",
    ),
    "a dash as minus": (("status_quo: 0.4", "status_quo: \u20130.4"), "write -0.4 with a hyphen"),
    "a day in words": (
        ("deadline: 1997-11-10", "deadline: 10 November 1997"),
        "stages.voting.deadline: takes a day such as 1997-09-21, or a range",
    ),
    "a day by month": (
        ("deadline: 1997-11-10", "deadline: 10/11/1997"),
        "write 1997-11-10 if it is in November, 1997-10-11 if it is in October",
    ),
    "thousands between braces": (("of: 435}", "of: 1,435}"), "write 1435, without a separator"),
    "accents in an id": (("unions", "syndicat\u00e9s"), "write `syndicates`"),
    "an hour for a number": (("quota: 218", "quota: 2:18"), "not '2:18'\n"),
}


@pytest.mark.parametrize("kind", CASES)
def test_what_is_wrong_in_a_case_has_a_way(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (old, new), says = CASES[kind]
    assert old in SOUND
    data = SOUND.replace(old, new)
    code, said = run(("check", "FILE"), data, tmp_path, capsys, name="sound.yaml")
    assert code == 2
    assert says in said


def test_overlays_name_their_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "sound.yaml"
    case.write_text(SOUND, encoding="utf-8")
    words = ("whatif", str(case), "--overlay", "FILE", "--draws", "3")
    start = "winset_overlay: 1\n"
    for text, says in (
        ("set: {actors.unions.capacity: much}", "set: actors.unions.capacity: takes"),
        ("set: {actors.unions.capacity: }", "2:30: set.actors.unions.capacity: is without a value"),
        ("sets: {actors.unions.capacity: 3}", "2:1: sets: unknown field; did you mean `set`?"),
        ("of: other\nset: {actors.unions.capacity: 3}", "of: is an overlay of other, not of sound"),
    ):
        code, said = run(words, start + text + "\n", tmp_path, capsys, name="stronger.yaml")
        assert code == 2
        assert f"{tmp_path / 'stronger.yaml'}:" in said
        assert says in said


def test_prices_of_players_without_a_row_name_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = ("coalitions", "--quota", "3", "--weights", "1,2,3", "--names", "A,B,C")
    code, said = run((*rule, "--prices", "FILE"), "name,price\nA,inf\nB,2\n", tmp_path, capsys)
    assert code == 2
    assert said.startswith(f"winset: {tmp_path / 'file.csv'}: no price for C; give each a row")


def test_what_is_wrong_in_a_folder_names_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "issue,dossier,actor,position,salience,outcome\n"
    for name, last in (("one.csv", "50"), ("two.csv", "fifty")):
        rows = "".join(f"{name},d,{actor},0,1,{last}\n" for actor in "ABC")
        (tmp_path / name).write_text(head + rows, encoding="utf-8")
    assert main(["forecast", "--score", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"{tmp_path / 'two.csv'}:2: outcome: `fifty` is not a number")


def test_a_table_that_winset_wrote_is_read_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    names = "name,weight\n'+Europa,3\n'=A,2\n\u00c9tat,2\n"
    rule = ("power", "--quota", "4", "--weights")
    assert run((*rule, "FILE", "--csv", str(first)), names, tmp_path, capsys)[0] == 0
    assert main([*rule, str(first), "--csv", str(second), "--json"]) == 0
    assert first.read_bytes() == second.read_bytes()
    assert '"+Europa"' in capsys.readouterr().out
