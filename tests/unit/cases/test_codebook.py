"""The second codebook: its defaults, the tables of facts, and the places of parties."""

from __future__ import annotations

import datetime as dt
from statistics import NormalDist

import pytest

from winset.cases.codebook import places, tables
from winset.cases.codebook.defaults import codebook, default_of
from winset.cases.codebook.places import party_places
from winset.cases.model.case import Case
from winset.cases.model.quantities import Quantity
from winset.cases.paths.fields import shapes_at
from winset.foundation.errors import InputError

BOOK = codebook()
DEFAULTS = [
    (name, role, field, default)
    for name, book in BOOK.books.items()
    for role, coded in book.roles.items()
    for field, default in coded.defaults.items()
]


@pytest.mark.parametrize(("book", "role", "field", "default"), DEFAULTS)
def test_every_default_is_in_order_and_has_a_source(
    book: str, role: str, field: str, default: object
) -> None:
    found = BOOK.books[book].roles[role].defaults[field]  # type: ignore[index]
    assert found.low <= found.likely <= found.high, (role, field)
    assert found.source in BOOK.sources


def test_every_default_is_a_field_of_an_actor() -> None:
    for _, _, field, _ in DEFAULTS:
        steps = ("engagement", "value") if field == "engagement" else tuple(field.split("."))
        assert shapes_at(Case, ("actors", "x", *steps)) == (Quantity,), field


def test_no_default_depends_on_the_party() -> None:
    """The table of opposition by party and direction taught the model a false lesson."""
    parties = [role for book in BOOK.books.values() for role in book.roles if role == "party"]
    assert len(parties) == 2
    named = {role for book in BOOK.books.values() for role in book.roles}
    assert not {"republicans", "democrats", "R", "D"} & named


def test_scales_on_the_page_are_those_of_the_file() -> None:
    assert BOOK.scales["place.mean"].likely == places.MEAN
    assert BOOK.books["us-trade"].roles["party"].defaults["spread.openness"].likely == places.SPREAD


@pytest.mark.parametrize("number", range(93, 120))
def test_each_chamber_of_each_congress_is_full(number: int) -> None:
    found = tables.congress(number)
    assert sum(found.house.values()) == 435
    assert sum(found.senate.values()) == 100
    assert found.opened.year == 1973 + 2 * (number - 93)
    assert found.opened < found.ends


def test_votes_by_party_stay_within_the_seats() -> None:
    """Members change within a Congress: a few more than on the opening day are possible."""
    for split in tables.splits():
        if split.date.year < 1973:
            continue
        seats = tables.congress_of(split.date).seats(split.chamber)
        for party, votes in split.opens.items():
            aside = seats["other"] if split.chamber == "senate" else 0
            assert sum(votes) <= seats[party] + aside + 6, split


@pytest.mark.parametrize(
    ("day", "president", "speaker", "leader"),
    [
        (dt.date(1974, 8, 8), "nixon", "albert", "mansfield"),
        (dt.date(1989, 6, 6), "bush", "foley", "mitchell"),
        (dt.date(2001, 6, 5), "bush", "hastert", "lott"),
        (dt.date(2001, 6, 6), "bush", "hastert", "daschle"),
        (dt.date(2015, 11, 5), "obama", "ryan", "mcconnell"),
    ],
)
def test_who_held_the_offices_on_a_day(
    day: dt.date, president: str, speaker: str, leader: str
) -> None:
    assert tables.president_on(day).id == president
    assert tables.leader_on("speaker", day) == speaker
    assert tables.leader_on("majority_leader", day) == leader


def test_what_is_not_in_a_table_is_told() -> None:
    with pytest.raises(InputError, match="no number 92"):
        tables.congress(92)
    with pytest.raises(InputError, match="none on 1960-01-01"):
        tables.congress_of(dt.date(1960, 1, 1))
    with pytest.raises(InputError, match="did you mean `us-trade`"):
        codebook().book("us-trad")
    assert tables.party_votes("house", 1950) is None
    assert default_of("nobody", "capacity") == []


def test_one_vote_by_hand() -> None:
    """1979, House: the Trade Reform Act of 1973, 160-19 and 112-121."""
    z = {
        p: NormalDist().inv_cdf((y + 0.5) / (n + 1))
        for p, y, n in [("R", 160, 179), ("D", 112, 233)]
    }
    mean = (z["R"] * 179 + z["D"] * 233) / 412
    found = party_places("house", dt.date(1979, 6, 19))
    for party in ("R", "D"):
        assert found[party].likely == pytest.approx(0.55 + 0.2 * (z[party] - mean), abs=0.006)
        assert found[party].high - found[party].low == pytest.approx(0.3)
        assert found[party].votes == ("trade-act-1974 (1973-12-11)",)


def test_an_episode_does_not_place_its_own_members() -> None:
    day = dt.date(1988, 10, 5)
    assert any("textile-1988" in vote for vote in party_places("house", day)["R"].votes)
    without = party_places("house", day, without=["textile-1988"])["R"]
    assert not any("textile-1988" in vote for vote in without.votes)


def test_a_vote_on_the_day_itself_is_not_known() -> None:
    found = party_places("house", dt.date(1993, 11, 17))["R"]
    assert not any(vote.startswith("nafta") for vote in found.votes)


def test_a_chamber_without_votes_takes_the_places_of_the_other() -> None:
    day = dt.date(1979, 6, 19)
    assert party_places("senate", day)["R"].likely == party_places("house", day)["R"].likely


def test_without_any_vote_both_parties_stand_in_the_middle() -> None:
    found = party_places("house", dt.date(1961, 1, 1))
    assert {place[:3] for place in found.values()} == {(0.35, 0.55, 0.75)}
