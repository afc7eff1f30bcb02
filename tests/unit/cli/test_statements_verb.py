"""`winset statements` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from winset.cli import main
from winset.reports.statements_report import StatementsReport

TEXT = """\
date,organization,concept,agreement
1997-09-16,AFL-CIO,jobs are lost,1
1997-09-17,Teamsters,jobs are lost,1
1997-10-02,Business Roundtable,jobs are lost,0
1997-10-03,Chamber of Commerce,jobs are lost,0
1997-10-03,Chamber of Commerce,jobs are lost,0
"""


@pytest.fixture
def debate(tmp_path: Path) -> str:
    path = tmp_path / "debate.csv"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_the_terminal_shows_ties_clusters_and_windows(
    debate: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["statements", debate, "--clusters", "--window", "month"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "5 statements of 4 actors, 1997-09-16 to 1997-10-03" in shown
    assert "congruence network: sum 6" in shown
    assert "1. AFL-CIO, Teamsters" in shown
    assert "1997-10-01 1997-10-31" in shown


def test_one_row_one_statement_and_one_actor_are_said_in_the_singular(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "two.csv"
    path.write_text(
        "actor,concept,agreement,date\nA,jobs,1,1997-09-16\nA,growth,0,\nB,jobs,mixed,1997-09-16\n",
        encoding="utf-8",
    )
    assert main(["statements", str(path)]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "2 statements of 1 actor," in shown
    assert "left out: 1 row (neither for nor against)" in shown
    assert "1 statement has no date and belongs to no window." in shown


def test_the_json_document_keeps_to_its_schema(
    debate: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["statements", debate, "--network", "subtract", "--clusters", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    jsonschema.validate(document, StatementsReport.json_schema())
    assert document["schema"] == "winset/statements/1"
    assert document["polarisation"]["camps"] == [
        ["AFL-CIO", "Teamsters"],
        ["Business Roundtable", "Chamber of Commerce"],
    ]
    far = [row for row in document["distances"] if row["distance"] == 1.0]
    assert len(far) == 4


def test_files_are_written_and_repetitions_can_be_dropped(
    debate: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = [str(tmp_path / "net.graphml"), str(tmp_path / "net.csv")]
    words = ["--duplicates", "month", "--graphml", out[0], "--csv", out[1], "--json"]
    assert main(["statements", debate, *words]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["statements"], document["counted"], document["total"]) == (5, 4, 4.0)
    assert all(Path(path).stat().st_size for path in out)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--window", "soon"], "no length of a window"),
        (["--window", "2001-01-01:2001-02-01"], "no statement lies in that span"),
        (["--column", "actor"], "write WHAT=NAME"),
        (["--column", "actor=nobody"], "no column for `nobody`"),
        (["--normalise", "activity"], "not normalised by activity"),
        (["--duplicates", "document"], "need a document"),
    ],
)
def test_wrong_wishes_are_answered_in_a_line(
    debate: str, words: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["statements", debate, *words]) == 2
    told = capsys.readouterr().err
    assert expected in told
    assert "Traceback" not in told


def test_one_span_leaves_out_what_lies_outside(
    debate: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["statements", debate, "--window", "1997-09-01:1997-09-30", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["statements"] == 2


def test_the_network_is_drawn_as_a_matrix_or_as_nodes_and_links(
    debate: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pictures = {}
    for plot in ("matrix", "links"):
        out = tmp_path / f"{plot}.svg"
        assert main(["statements", debate, "--figure", str(out), "--plot", plot]) == 0
        pictures[plot] = out.read_text(encoding="utf-8")
    assert "heavy ties stand close" in " ".join(pictures["links"].split())
    assert "area of a square" in pictures["matrix"]
    capsys.readouterr()
    assert main(["statements", debate, "--plot", "lnks"]) == 2
    assert "links" in capsys.readouterr().err
