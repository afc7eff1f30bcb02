"""`winset votes ideal`: a whole chamber from any of its files, with standard errors."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from scipy.special import ndtr

from winset import votes
from winset.cli import main
from winset.foundation.errors import InputError
from winset.reports.roll_calls.ideal_report import IdealReport
from winset.votes.ideal_points import ideal_points

MEMBERS, CALLS = 24, 40


def points() -> np.ndarray:
    return np.linspace(-1.6, 1.6, MEMBERS)


def casts(seed: int = 4) -> np.ndarray:
    """Draw votes: +1, -1, and 0 for an absence now and then."""
    source = np.random.default_rng(seed)
    slopes, middles = source.normal(size=CALLS) * 1.5, source.normal(size=CALLS) * 0.5
    chance = ndtr(middles + points()[:, None] * slopes)
    found = np.where(source.random((MEMBERS, CALLS)) < chance, 1, -1)
    found[source.random((MEMBERS, CALLS)) < 0.05] = 0
    return found


CODES = {1: "1", -1: "6", 0: "9"}


def party(member: int) -> int:
    return 100 if member < MEMBERS // 2 else 200


def write_matrix(folder: Path) -> Path:
    rows = [f"M{m:02d},MEMBER {m},{'D' if party(m) == 100 else 'R'},OH,"
            + "".join(CODES[c] for c in row) for m, row in enumerate(casts().tolist())]  # fmt: skip
    path = folder / "H098_matrix.csv.gz"
    path.write_bytes(gzip.compress(("id,name,party,state,votes\n" + "\n".join(rows)).encode()))
    return path


def write_voteview(folder: Path) -> Path:
    head = "congress,chamber,icpsr,party_code,bioname,bioguide_id,state_abbrev,district_code"
    people = [f"98,House,{10000 + m},{party(m)},MEMBER {m},M{m:02d},OH,{m + 1}"
              for m in range(MEMBERS)]  # fmt: skip
    (folder / "H098_members.csv").write_text("\n".join([head, *people]) + "\n")
    rows = [f"98,House,{c + 1},{10000 + m},{CODES[int(v)]}"
            for m, row in enumerate(casts()) for c, v in enumerate(row)]  # fmt: skip
    president = [f"98,House,{c + 1},99907,1" for c in range(CALLS)]
    path = folder / "H098_votes.csv"
    path.write_text("\n".join(["congress,chamber,rollnumber,icpsr,cast_code", *rows, *president]))
    return path


def write_ord(folder: Path) -> Path:
    lines = [f" 98{10000 + m}24{m % 9 + 1:>2}OHIO    {party(m)}  {f'MEMBER {m}':<11}"
             + "".join(CODES[int(v)] for v in row) for m, row in enumerate(casts())]  # fmt: skip
    path = folder / "hou098kh.ord"
    path.write_text("\n".join(lines) + "\n")
    return path


def write_own(folder: Path) -> Path:
    rows = [f"v{c:02d},2001-01-01,diet,Yea,M{m:02d},{'D' if party(m) == 100 else 'R'},{int(v)}"
            for m, row in enumerate(casts()) for c, v in enumerate(row)]  # fmt: skip
    path = folder / "own_x.csv"
    head = "vote_key,date,chamber,liberalising,member,party,vote"
    path.write_text("\n".join([head, *rows]) + "\n")
    return path


def write_clerk(folder: Path) -> Path:
    words = {1: "Yea", -1: "Nay", 0: "Not Voting"}
    for c in range(CALLS):
        held: dict[str, list[dict[str, str]]] = {word: [] for word in words.values()}
        for m in range(MEMBERS):
            letter = "D" if party(m) == 100 else "R"
            held[words[int(casts()[m, c])]].append(
                {"id": f"M{m:02d}", "display_name": f"MEMBER {m}", "party": letter, "state": "OH"}
            )
        place = folder / f"data/98/votes/1983/h{c + 1}"
        place.mkdir(parents=True)
        call = {"vote_id": f"h{c + 1}-98.1983", "chamber": "h", "date": "1983-02-01",
                "votes": held, "congress": 98, "number": c + 1}  # fmt: skip
        (place / "data.json").write_text(json.dumps(call))
    speaker = folder / "data/98/votes/1983/h99"
    speaker.mkdir()
    call |= {"vote_id": "h99-98.1983", "votes": {"O'Neill": [{"id": "M01"}]}}
    (speaker / "data.json").write_text(json.dumps(call))
    return folder


@pytest.mark.parametrize("write", [write_matrix, write_voteview, write_ord, write_own])
def test_every_reader_gives_the_same_points(tmp_path: Path, write: object) -> None:
    found = votes.ideal(write(tmp_path))
    expected = ideal_points(casts().astype(np.int8), positive=MEMBERS - 1)
    at = {int(m.name.removeprefix("MEMBER ").removeprefix("M")): m for m in found.members}
    assert [at[m].dim1 for m in range(MEMBERS)] == pytest.approx(expected.points[:, 0], abs=1e-6)
    assert [at[m].dim1_se for m in range(MEMBERS)] == pytest.approx(expected.error[:, 0], abs=1e-6)
    assert found.fit.correct == pytest.approx(expected.right)
    assert found.fit.apre == pytest.approx(expected.proportional_reduction)


@pytest.mark.parametrize("write", [write_matrix, write_voteview, write_ord, write_clerk])
def test_a_congress_is_found_in_a_folder(tmp_path: Path, write: object) -> None:
    write(tmp_path)
    found = votes.ideal(98, data=tmp_path)
    assert found.title == "House, Congress 98"
    assert len(found.members) == MEMBERS
    assert found.roll_calls == CALLS
    lowest, highest = found.members[0], found.members[-1]
    assert (lowest.party, highest.party) == ("D", "R")
    assert "Republicans" in found.identification


def test_the_command_writes_what_is_promised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_matrix(tmp_path)
    assert main(["votes", "ideal", str(path), "--json", "--dimensions", "2"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "winset/ideal/1"
    assert document["fit"].keys() == {"correct", "apre"}
    wanted = {"id", "name", "party", "state", "dim1", "dim1_se", "dim2", "dim2_se"}
    assert all(member.keys() >= wanted for member in document["members"])
    out, svg = tmp_path / "m.csv", tmp_path / "m.svg"
    assert main(["votes", "ideal", str(path), "--csv", str(out), "--figure", str(svg)]) == 0
    text = capsys.readouterr().out
    assert "24 members placed by" in text
    assert "MEMBER 23" in text
    assert len(out.read_text().splitlines()) == MEMBERS + 1
    assert "MEMBER" not in svg.read_text()[:100]
    assert "highest" in svg.read_text()


def test_the_sign_can_be_asked_for(tmp_path: Path) -> None:
    path = write_matrix(tmp_path)
    usual, turned = votes.ideal(path), votes.ideal(path, positive="M00")
    assert turned.members[-1].id == usual.members[0].id
    assert turned.members[-1].dim1 == pytest.approx(-(usual.members[0].dim1 or 0))
    with pytest.raises(InputError, match="no member `M99`"):
        votes.ideal(path, positive="M99")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a,b\n1,2\n", "no roll calls in this file; columns rollnumber"),
        ("congress,chamber,rollnumber,icpsr,cast_code\n98,House,1,2,1\n98,Senate,1,3,1\n",
         "votes of 98 house, 98 senate; CONGRESS with --chamber"),
        ("id,votes\nA,1616\nB,161\n", r":3:3: votes: 3 votes; 4 as above"),
        ("vote_key,date,chamber,liberalising,member,vote\na,2001-01-01,x,Yea,m,1\n"
         "b,2001-01-01,y,Yea,m,1\n", "votes of x and y; --chamber x"),
    ],
)  # fmt: skip
def test_what_is_no_chamber_is_refused(tmp_path: Path, text: str, hint: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=hint):
        votes.ideal(path)


def test_a_congress_that_is_not_here_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"Congress 98, senate; S098_votes\.csv"):
        votes.ideal(98, data=str(tmp_path), chamber="senate")
    with pytest.raises(InputError, match="no chamber `diet`; house or senate"):
        votes.ideal(98, data=tmp_path, chamber="diet")


def test_standard_errors_cover_what_drew_the_votes() -> None:
    apart = []
    for seed in range(8):
        source = np.random.default_rng(seed)
        place = source.normal(size=80)
        place = (place - place.mean()) / place.std()
        chance = ndtr(
            source.normal(size=200) * 0.5 + place[:, None] * source.normal(size=200) * 1.5
        )
        drawn = np.where(source.random(chance.shape) < chance, 1, -1).astype(np.int8)
        found = ideal_points(drawn, positive=int(place.argmax()))
        apart.append((found.points[:, 0] - place) / found.error[:, 0])
    assert 0.85 < np.std(apart) < 1.25
    assert 0.9 < np.mean(np.abs(apart) < 1.96) < 0.98


def test_the_document_draws_itself(tmp_path: Path) -> None:
    found = votes.ideal(write_matrix(tmp_path))
    assert isinstance(found, IdealReport)
    assert list(found.figures()) == ["ideal"]
    assert list(found.to_frame("members").columns)[:5] == ["id", "name", "party", "state", "votes"]


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("congress", "chamber", "least"), [(106, "house", 0.96), (101, "senate", 0.95)]
)
def test_points_lie_beside_nominate(
    research_data: Path, congress: int, chamber: str, least: float
) -> None:
    from winset.votes.readers.read_voteview import read_voteview_members

    letter = chamber[0].upper()
    path = research_data / f"rollcalls/members/{letter}{congress}_members.csv"
    scores = {who.member.id: who.dim1 for who in read_voteview_members(path).values()}
    found = votes.ideal(congress, data=research_data / "rollcalls", chamber=chamber)
    pairs = np.array([(m.dim1, scores[m.id]) for m in found.members
                      if m.dim1 is not None and m.id in scores])  # fmt: skip
    assert np.corrcoef(pairs[~np.isnan(pairs).any(axis=1)].T)[0, 1] > least
