"""The list of trade votes shows every key and tally whole at eighty columns."""

import pytest

from winset.render.terminal.votes_tables import list_lines
from winset.reports.roll_calls.vote_list_report import ListedVote, VoteList

KEY = "fasttrack1997cloture_senate"


def listed(**changed: object) -> VoteList:
    fields = {
        "key": KEY, "date": "1997-11-04", "chamber": "senate", "title": "Cloture " * 20,
        "stage": "motion to proceed", "case": "china-conditions-1991", "held": True,
        "yea": 50, "nay": 50, "tie_breaker": "Yea", "liberalising": "Yea",
    }  # fmt: skip
    vote = ListedVote.model_construct(**(fields | changed))
    return VoteList.model_construct(roll_calls=[vote, vote])


@pytest.mark.parametrize("width", [80, 100])
def test_keys_and_tallies_are_whole(width: int) -> None:
    lines = list_lines(listed(), width)
    assert max(map(len, lines)) <= width
    rows = [line.split() for line in lines if line.startswith("1997-11-04")]
    assert [row[1] for row in rows] == [KEY, KEY]
    assert [row[-2:] for row in rows] == [["50-50", "+Yea"]] * 2
    assert "(china-conditions-1991)" in " ".join(" ".join(lines).split())


def test_a_vote_not_held_and_an_empty_list() -> None:
    assert "not held" in list_lines(listed(held=False), 80)[2]
    assert list_lines(VoteList.model_construct(roll_calls=[]), 80) == ["", ""]
