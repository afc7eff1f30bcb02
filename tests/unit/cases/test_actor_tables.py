"""Tables of actors in the layouts of other programs, and what is said about broken ones."""

from pathlib import Path

import pytest

from winset.cases.tables.actor_table import ActorTable
from winset.cases.tables.read import actor_table_from_text, read_actor_table
from winset.foundation.errors import CaseError

PLAIN = "Actor,Capability,Position,Salience\nFrance,0.16,10,0.6\nDenmark,0.05,4,1.0\n"


def table(text: str) -> ActorTable:
    return actor_table_from_text(text, "a.csv")


def message(text: str) -> str:
    with pytest.raises(CaseError) as caught:
        table(text)
    return str(caught.value)


def rows(found: ActorTable, issue: str | None = None) -> list[tuple[str, float, float, float]]:
    name = issue or found.issues[0].name
    return [(a.name, s.position, s.salience, s.capability) for a, s in found.on(name)]


EXPECTED = [("France", 10.0, 0.6, 0.16), ("Denmark", 4.0, 1.0, 0.05)]


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "\ufeff" + PLAIN,
        PLAIN.replace("\n", "\r"),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", ";").replace(".", ","),
        "sep=;\n" + PLAIN.replace(",", ";"),
        "\tx\tc\ts\nFrance\t10\t0.16\t0.6\nDenmark\t4\t0.05\t1\n",
        "Stakeholder,Resources,Position,Salience\nFrance,.16,10,60\nDenmark,.05,4,100",
        "salience,name,capabilities,position,resolve\n.6,France,.16,10,1\n1,Denmark,.05,4,1\n",
        "id,level,title,position.delay,salience.delay,capacity\n"
        "France,group,F,10,0.6,0.16\nDenmark,group,D,4,1,0.05\n",
        "issue,actor,position,salience,capability\nd,France,10,.6,.16\nd,Denmark,4,1,.05\n",
        "actor,position,salience,capability,,\nFrance,10,.6,.16,,\n,,,\nDenmark,4,1,.05,\n",
        'actor;position;salience;capability\n"France";10;0,6;0,16\nDenmark;4;1;0,05\n',
    ],
)
def test_a_table_is_read_in_any_order_scale_and_separator(text: str) -> None:
    found = table(text)
    assert rows(found) == EXPECTED
    assert (found.issues[0].low, found.issues[0].high) == (4.0, 10.0)


def test_a_missing_column_counts_as_equal_and_is_noted() -> None:
    found = table("name,position\nA,0.2\nB,0.8\n")
    assert rows(found) == [("A", 0.2, 1.0, 1.0), ("B", 0.8, 1.0, 1.0)]
    assert "all actors care equally" in " ".join(found.assumptions)
    assert "all actors are equally capable" in " ".join(found.assumptions)


def test_columns_that_are_not_used_are_named() -> None:
    found = table(PLAIN.replace("Salience\n", "Salience,Resolve\n"))
    assert "Columns that were not used: Resolve." in found.assumptions


def test_an_actor_may_stay_out_of_one_of_several_issues() -> None:
    text = "actor,influence,Tax Position,Tax Salience,Duty Position,Duty Salience\n"
    found = table(text + "A,1,10,20,30,40\nB,1,,,50,60\n")
    assert [issue.name for issue in found.issues] == ["Tax", "Duty"]
    assert rows(found, "Tax") == [("A", 10.0, 0.2, 1.0)]
    assert rows(found, "Duty") == [("A", 30.0, 0.4, 1.0), ("B", 50.0, 0.6, 1.0)]


def test_rows_without_position_in_a_long_table_are_left_out_and_counted() -> None:
    found = table(
        "issue,actor,position,salience,power\nd,A,10,50,1\nd,B,,50,1\nd,C,20,NA,1\nd,D,9,9,\n"
    )
    assert rows(found) == [("A", 10.0, 0.5, 1.0)]
    said = "Left out: 3 rows without a position, a salience or a capability."
    assert said in found.assumptions


def test_a_position_beyond_the_ends_that_were_given_is_refused() -> None:
    with pytest.raises(
        CaseError, match=r"a.csv:2: Position: the position 10 of `France` is outside"
    ):
        actor_table_from_text(PLAIN, "a.csv", ends=(0, 5))


KTAB = (
    "China Policy; scen 0,Scenario-000; Appetite for reform, 2, 1, \n"
    "Actor,Description,Influence,Policy Position,Policy Salience, \n"
    "XJ,Xi Jinping,100,30,0.5, \nLK,Li Keqiang,65,45,65\n"
)


def test_ktab_has_a_title_line_fixed_scales_and_commas_at_the_end() -> None:
    found = table(KTAB)
    assert found.layout == "ktab"
    assert found.title == "Scenario-000; Appetite for reform"
    assert [actor.title for actor in found.actors] == ["Xi Jinping", "Li Keqiang"]
    assert rows(found, "Policy") == [("XJ", 30.0, 0.005, 100.0), ("LK", 45.0, 0.65, 65.0)]
    assert (found.issues[0].low, found.issues[0].high) == (0.0, 100.0)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (" 2, 1, ", " 3, 1, ", "a.csv:1: the title line says 3 actors, but there are 2"),
        (" 2, 1, ", " 2, 2, ", "the title line says 2 dimensions, but there are 1"),
        ("45,65", "145,65", "a.csv:4: Policy Position: the position 145 of `LK` is outside 0"),
        ("45,65", "45,", "a.csv:4: Policy Salience: the field of `LK` is empty"),
        ("45,65", ",65", "a.csv:4: Policy Position: the field of `LK` is empty"),
        ("LK,", "XJ,", "`XJ` is there twice, first in line 3"),
    ],
)
def test_what_is_wrong_in_a_table_of_ktab_is_said(old: str, new: str, said: str) -> None:
    assert said in message(KTAB.replace(old, new))


def test_saliences_of_ktab_add_up_to_at_most_100() -> None:
    text = "t,t,1,2\nActor,Description,Power,Pstn1,Sal1,Pstn2,Sal2,\nA,a,1,10,60,20,41,\n"
    assert "the saliences of `A` add up to 101; at most 100" in message(text)


def xml(first: str = "10", actors: int = 1, head: str = "") -> str:
    actor = (
        "<Actor>\n<name>Ann{n}</name>\n<capability>50</capability>\n"
        f"<Position><dCoord>{first}</dCoord></Position>\n"
        "<Salience><dSal>30</dSal></Salience>\n</Actor>\n"
    )
    every = "".join(actor.replace("{n}", str(n)) for n in range(actors))
    return (
        f"<?xml version='1.0'?>{head}\n<Scenario><name>s</name>\n"
        "<ModelParameters><VotingRule>PropCbc</VotingRule></ModelParameters>\n"
        f"<Dimensions><dName>Tax</dName></Dimensions>\n<Actors>\n{every}</Actors></Scenario>"
    )


def test_ktab_xml_gives_actors_and_switches() -> None:
    found = table("\ufeff" + xml(actors=2))
    assert rows(found, "Tax") == [("Ann0", 10.0, 0.3, 50.0), ("Ann1", 10.0, 0.3, 50.0)]
    assert found.settings == {"VotingRule": "PropCbc"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (xml(""), "a.csv:9: Ann0: the position on Tax (`dCoord` 1) of `Ann0` is empty"),
        (xml("ten"), "`ten` is not a number"),
        (xml("110"), "the position 110 of `Ann0` is outside 0 to 100"),
        (xml().replace("</Actor>", ""), "not well-formed XML: mismatched tag"),
        (xml().replace("Scenario", "Something"), "a `Something`, not a `Scenario`"),
        (xml().replace("dSal>", "dS>"), "`Ann0` has 0 `dSal` for 1 dimensions"),
        (xml(head="<!DOCTYPE a [<!ENTITY b 'cc'>]>"), "declares an entity"),
        ("<a>" * 60, "too deep"),
    ],
)
def test_what_is_wrong_in_the_xml_is_said(text: str, said: str) -> None:
    assert said in message(text)


DECIDE = (
    "'#A'\t'USA'\t'USA'\t''\n#A\tJapan\n#/\tnote\n'#P'\t'cars'\t'Tariff on cars'\n"
    "'#M'\t'cars'\t0.5\n'#M'\t'cars'\t7\n#P\trice\n"
    "'#D'\t'USA'\t'cars'\t3.0\t0.7\t1.0\n#D\tJapan\tcars\t0.5\t1\t.4\n#D\tJapan\trice\t20\t.2\t.6\n"
)


def test_decide_marks_its_lines_and_gives_power_by_issue() -> None:
    found = table(DECIDE)
    assert found.layout == "decide"
    assert [(i.name, i.low, i.high) for i in found.issues] == [("cars", 0.5, 7.0), ("rice", 0, 100)]
    assert rows(found, "cars") == [("USA", 3.0, 0.7, 1.0), ("Japan", 0.5, 1.0, 0.4)]
    assert rows(found, "rice") == [("Japan", 20.0, 0.2, 0.6)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("#D\tJapan\tcars", "#D\tJapn\tcars", "not declared by a line #A; did you mean `Japan`?"),
        ("#D\tJapan\tcars", "#D\tJapan\tcar", "not declared by a line #P; did you mean `cars`?"),
        ("#D\tJapan\trice", "#D\tJapan\tcars", "the stance is there twice, first in line 9"),
        ("0.5\t1\t.4", "9\t1\t.4", "the position 9 is off the axis; from 0.5 to 7"),
        ("20\t.2", "20\t2", "the salience 2 is above 1"),
        (".2\t.6", ".2\t-0.6", "-0.6 is below 0"),
        ("20\t.2\t.6", "20\t.2", "a line #D has 6 cells, this has 5"),
    ],
)
def test_what_is_wrong_in_a_table_of_decide_is_said(old: str, new: str, said: str) -> None:
    assert old in DECIDE
    assert said in message(DECIDE.replace(old, new))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the table is empty"),
        ("Actor,Capability,Position,Salience\n", "there are no actors"),
        ("1,2,3\n4,5,6\n", "the first row holds the number 1"),
        ("name,postion\nA,1\n", "name a column `position`; is `postion` meant?"),
        ("what,position\nA,1\n", "there is no column of actors"),
        ("name,position,position\nA,1,2\n", "the column `position` occurs twice"),
        (PLAIN + "Denmark,.1,5,1\n", "a.csv:4: Actor: `Denmark` is there twice, first in line 3"),
        (PLAIN + "Spain,x,5,1\n", "a.csv:4: Capability: `x` is not a number"),
        (PLAIN + "Spain,nan,5,1\n", "`nan` is not a number"),
        (PLAIN + "Spain,1e300,5,1\n", "1e300 is too large"),
        (PLAIN + "Spain,-1,5,1\n", "-1 is below 0"),
        (PLAIN + "Spain,,5,1\n", "a.csv:4: Capability: the field of `Spain` is empty"),
        (PLAIN + "Spain,1,5,-1\n", "-1 is below 0"),
        (PLAIN + "Spain,1,5,101\n", "the salience 101 is above 100"),
        (PLAIN + "Spain,1,5,1,9\n", "5 cells in a table of 4 columns"),
        (PLAIN + "Spain,1,NA,1\n", "a.csv:4: Position: the field of `Spain` is empty"),
        ("sep=;\n" + PLAIN.replace(",", ";") + "Spain;1;5;x", "a.csv:5: Salience: `x` is not"),
        (PLAIN + ",1,5,1\n", "a.csv:4: Actor: the field is empty"),
        (PLAIN + '"Spain,1,5,1\n', "close the quotes"),
        ("name;position\nA;0.5\nB;0,7\n", "a.csv:3: position: 0,7 has a decimal comma"),
        ("issue,actor,position\n,A,1\n", "a.csv:2: issue: the field is empty"),
        ("issue,actor,position,salience\nd,A,,1\n", "no actor has a position"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, said: str) -> None:
    assert said in message(text)


def test_a_table_that_is_not_there_is_reported(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="there is no such file"):
        read_actor_table(tmp_path / "none.csv")


@pytest.mark.shared_data
def test_the_files_of_other_programs_are_read_as_they_are(research_data: Path) -> None:
    peers = research_data / "peers"
    counts = {
        "emission/jmckib_ExampleActors.csv": (10, 1),
        "emission/dmasad_ExampleActors.csv": (10, 1),
        "emission/decisionmechanics_emission-standards.txt": (10, 1),
        "bdm_other/decisionmechanics_argentina.txt": (17, 1),
        "bdm_other/HondurasCrisisData.csv": (5, 1),
        "ktab/SOE-Policy.csv": (26, 1),
        "ktab/SOE-Pol-Comp.csv": (13, 2),
        "ktab/dummyData_3Dim-no-final-comma.csv": (7, 3),
        "ktab/dummyData_3Dim.xml": (7, 3),
        "ktab/dummyData_6Dim.csv": (27, 6),
        "ktab/dummyData-a160.csv": (160, 1),
        "decide/sample_data.txt": (10, 6),
        "decide/copenhagen.csv": (11, 7),
        "decide/cop21.csv": (15, 13),
        "deu/../../deu/deu_1998_2001.csv": (17, 158),
    }
    for name, expected in counts.items():
        found = read_actor_table(peers / name)
        assert (len(found.actors), len(found.issues)) == expected, name


@pytest.mark.shared_data
def test_a_broken_scenario_is_refused_with_actor_and_field(research_data: Path) -> None:
    with pytest.raises(CaseError) as caught:
        read_actor_table(research_data / "peers" / "ktab" / "smpExample.xml")
    (problem,) = caught.value.problems
    assert "the position on FirstDim (`dCoord` 1) of `Alice` is empty" in problem.what
    assert problem.line == 32
