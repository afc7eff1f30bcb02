"""A new case with the codebook's defaults written in, each with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from winset.cases.codebook import parts
from winset.cases.codebook.defaults import Book, codebook
from winset.cases.codebook.parliaments import Parliament, parliament
from winset.cases.codebook.tables import (
    Congress,
    congress,
    congress_of,
    leader_on,
    president_on,
    splits,
)
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant

PARTIES = {"R": "republicans", "D": "democrats"}
DISCIPLINED = "Whipped unless a dated source reports rebels or a free vote."


@dataclass(frozen=True)
class Wanted:
    """Subject of a new case.

    Parameters
    ----------
    case_id
        Its id.
    book
        ``us-trade`` or ``abroad``.
    title
        Its title; made from the id by default.
    as_of
        Day of the forecast; by default the first day of the Congress, or of the parliament.
    number
        Number of a Congress, 93 to 119; by default the one that sat on the day.
    step
        Kind of measure, one of `winset.cases.codebook.parts.STEPS`.
    clock
        Last day for the vote under a statute.
    parliaments
        Ids of parliaments whose consent is needed, for a case abroad.
    without
        Bills of the table of votes that belong to the episode and must not place its members.
    concessions
        Dated concessions and side benefits on offer; the payoff follows.
    against
        National organisations on record against; the opposition follows.
    in_districts
        Whether a campaign against it in districts is dated.
    trade_share
        Partner's share of the country's trade in goods, 0..1; the salience of groups follows.
    """

    case_id: str
    book: str
    title: str | None = None
    as_of: dt.date | None = None
    number: int | None = None
    step: str = "large"
    clock: dt.date | None = None
    parliaments: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    concessions: int | None = None
    against: int | None = None
    in_districts: bool = False
    trade_share: float | None = None


def new_case_data(wanted: Wanted) -> dict[str, Any]:
    """Plain data of a new case, in the order of the case format.

    Parameters
    ----------
    wanted
        What it is to be about.

    Returns
    -------
    dict
        A case that `winset check` accepts, in which every number has a source.

    Raises
    ------
    InputError
        If there is no such codebook, kind of measure, Congress or parliament, or neither a day nor
        a Congress is given.

    Examples
    --------
    >>> import datetime as dt
    >>> wanted = Wanted("nafta", "us-trade", as_of=dt.date(1993, 11, 4))
    >>> found = new_case_data(wanted)
    >>> found["actors"]["house-democrats"]["seats"], found["calendar"]
    ({'house': 257}, {'held_by': 'speaker'})
    """
    book = codebook().book(wanted.book)
    if wanted.step not in parts.STEPS:
        raise InputError(
            f"there is no step `{wanted.step}`",
            meant(wanted.step, parts.STEPS, noun="kinds of measure"),
        )
    data = _abroad(wanted, book) if wanted.book == "abroad" else _congress_case(wanted, book)
    return _with_counts(data, wanted, book)


def _with_counts(data: dict[str, Any], wanted: Wanted, book: Book) -> dict[str, Any]:
    """Put in what follows from counts and shares that the coder looked up."""
    told = []
    for actor in data["actors"].values():
        willing = actor.get("willingness")
        if willing is not None and wanted.concessions is not None:
            willing["payoff"] = parts.payoff(wanted.concessions)
        if willing is not None and wanted.against is not None:
            willing["opposition"] = parts.opposition(
                wanted.against, in_districts=wanted.in_districts
            )
        is_group = actor["level"] == "group" and "salience" in actor
        if is_group and wanted.trade_share is not None:
            actor["salience"][book.axis] = parts.stake(wanted.trade_share)
    if wanted.concessions is not None:
        told.append(f"{wanted.concessions} dated concessions or side benefits on offer")
    if wanted.against is not None:
        more = ", with a campaign in districts" if wanted.in_districts else ""
        told.append(f"{wanted.against} national organisations on record against{more}")
    if wanted.trade_share is not None:
        told.append(f"the partner's share of trade in goods is {100 * wanted.trade_share:g} %")
    if told:
        text = f"Looked up by the coder, each to be named under evidence: {'; '.join(told)}."
        data["sources"][parts.COUNTED] = {"text": text}
    return data


def _head(wanted: Wanted, country: str | None, as_of: dt.date) -> dict[str, Any]:
    found: dict[str, Any] = {
        "winset": 1,
        "id": wanted.case_id,
        "title": wanted.title or wanted.case_id.replace("-", " ").capitalize(),
        "date": as_of,
    }
    if country is not None:
        found["country"] = country
    found["as_of"] = as_of
    if wanted.step == "mixed":
        found["direction"] = "mixed"
    if wanted.clock is not None:
        found["clock"] = {"by": wanted.clock, "source": "name the statute"}
    return found


# The United States ------------------------------------------------------------------------------


def _congress_case(wanted: Wanted, book: Book) -> dict[str, Any]:
    sitting, as_of = _sitting(wanted)
    president = president_on(as_of)
    holder = None if wanted.clock is not None else "speaker"
    places = parts.places_of(as_of, _known_bills(wanted))
    actors = _executive(book, president.id, president.title, president.party, wanted.step)
    actors |= _members(book, sitting, as_of, places, holder)
    actors |= _groups(book, as_of, wanted.step)
    deadline = min(filter(None, (wanted.clock, sitting.ends)))
    return {
        **_head(wanted, book.country, as_of),
        "summary": "What it was about, in two sentences.",
        "issues": parts.issues(book, wanted.step),
        "rule": _bill(president.id),
        "amendments": "closed",
        **({"calendar": {"held_by": holder}} if holder else {}),
        "chief_executive": president.id,
        "actors": actors,
        "stages": parts.stages(sitting.opened, as_of, deadline, wanted.step),
        "elections": [parts.election_after(as_of)],
        "sources": parts.sources("divisions", "splits", "party-votes", "union-density"),
        "evidence": _evidence(sitting, places, actors),
    }


def _sitting(wanted: Wanted) -> tuple[Congress, dt.date]:
    if wanted.as_of is None and wanted.number is None:
        raise InputError(
            "a case by this codebook needs the day of its forecast",
            "give --as-of DAY, the day the measure was introduced, or --congress NUMBER",
        )
    if wanted.number is None:
        assert wanted.as_of is not None  # noqa: S101 - refused above
        return congress_of(wanted.as_of), wanted.as_of
    sitting = congress(wanted.number)
    as_of = wanted.as_of or sitting.opened
    if not sitting.opened <= as_of <= sitting.ends:
        raise InputError(
            f"{as_of} lies outside Congress {wanted.number}",
            f"it sat from {sitting.opened} to {sitting.ends}",
        )
    return sitting, as_of


def _known_bills(wanted: Wanted) -> tuple[str, ...]:
    known = {split.bill for split in splits()}
    for bill in wanted.without:
        if bill not in known:
            raise InputError(
                f"the table of votes has no bill `{bill}`", meant(bill, sorted(known), noun="bills")
            )
    return wanted.without


def _bill(president: str) -> dict[str, Any]:
    def chambers(house: int, senate: int) -> list[dict[str, Any]]:
        return [
            {"chamber": "house", "quota": house, "of": 435},
            {"chamber": "senate", "quota": senate, "of": 100},
        ]

    signed = [*chambers(218, 51), {"actor": president}]
    return {"any": [{"all": signed}, {"all": chambers(290, 67)}]}


def _executive(book: Book, name: str, title: str, party: str, step: str) -> dict[str, Any]:
    return {
        name: parts.actor(book, "president", step, title=title, party=party),
        "ustr": parts.actor(
            book,
            "ustr",
            step,
            title="Office of the Trade Representative",
            short="USTR",
            party=party,
        ),
    }


def _members(
    book: Book, sitting: Congress, as_of: dt.date, places: dict[Any, Any], holder: str | None
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for chamber in ("house", "senate"):
        seats = dict(sitting.house if chamber == "house" else sitting.senate)
        majority = "R" if seats["R"] > seats["D"] else "D"
        leads = holder == "speaker" and chamber == "house"
        seats[majority] -= leads
        for party, word in PARTIES.items():
            found[f"{chamber}-{word}"] = _bloc(
                book, chamber, party, seats[party], as_of, parts.placed(places[chamber, party])
            )
        if seats["other"]:
            found[f"{chamber}-independents"] = _bloc(
                book, chamber, "I", seats["other"], as_of, _independent(places, chamber)
            )
        if leads:
            surname = leader_on("speaker", as_of).capitalize()
            about = {"title": f"Speaker {surname}", "party": majority, "seats": {"house": 1}}
            found["speaker"] = _leader(book, about, places["house", majority], as_of)
    return found


def _bloc(
    book: Book, chamber: Any, party: str, seats: int, as_of: dt.date, place: dict[str, Any]
) -> dict[str, Any]:
    word = {"R": "Republicans", "D": "Democrats", "I": "independents"}[party]
    about = {
        "title": f"{chamber.capitalize()} {word}",
        "party": party,
        "seats": {chamber: seats},
        "position": {book.axis: place},
    }
    found = parts.actor(book, "party", "large", **about)
    found["willingness"] = _willing(found["willingness"], parts.polarization(chamber, as_of.year))
    return found


def _leader(book: Book, about: dict[str, Any], place: Any, as_of: dt.date) -> dict[str, Any]:
    likely = place.likely
    spot = parts.ranged(
        round(likely - 0.1, 2), likely, round(likely + 0.1, 2), parts.placed(place)["source"]
    )
    found = parts.actor(book, "leader", "large", **about, position={book.axis: spot})
    found["willingness"] = _willing(found["willingness"], parts.polarization("house", as_of.year))
    return found


def _willing(elements: dict[str, Any], polarization: dict[str, Any]) -> dict[str, Any]:
    return {
        "payoff": elements["payoff"],
        "polarization": polarization,
        "opposition": elements["opposition"],
    }


def _independent(places: dict[Any, Any], chamber: str) -> dict[str, Any]:
    """Middle of the parties, until the coder says which party seats them."""
    likely = (places[chamber, "R"].likely + places[chamber, "D"].likely) / 2
    low, mid, high = (round(likely + shift, 2) for shift in (-0.2, 0.0, 0.2))
    return parts.ranged(low, mid, high, parts.BOOK_ID)


def _groups(book: Book, as_of: dt.date, step: str) -> dict[str, Any]:
    roles = ["business", "afl-cio", "farm-groups"]
    if step in parts.CLOSING:
        roles = ["importers", "plaintiff-industry", "afl-cio"]
    if as_of.year >= 1990:
        roles.append("environmental-groups")
    titles = {
        "business": "National business",
        "afl-cio": "AFL-CIO",
        "farm-groups": "Farm groups",
        "environmental-groups": "Environmental groups",
        "importers": "Importers and users of the product",
        "plaintiff-industry": "The industry that asks for protection",
    }
    found = {role: parts.actor(book, role, step, title=titles[role]) for role in roles}
    capacity = parts.labour_capacity(as_of.year)
    if capacity is not None:
        found["afl-cio"]["capacity"] = capacity
    return found


def _evidence(
    sitting: Congress, places: dict[Any, Any], actors: dict[str, Any]
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for chamber in ("house", "senate"):
        votes = places[chamber, "R"].votes
        told = ", ".join(votes) if votes else "none in the eight years before"
        found.append(
            {
                "id": f"places-{chamber}",
                "claim": f"Votes by party that place the members of the {chamber}: {told}.",
                "source": "splits" if votes else parts.BOOK_ID,
                "about": [
                    f"actors.{name}.position"
                    for name, coded in actors.items()
                    if chamber in coded.get("seats", {})
                ],
            }
        )
    opened = f"Seats by party when Congress {sitting.number} opened on {sitting.opened}."
    seated = [f"actors.{name}.seats" for name, coded in actors.items() if "seats" in coded]
    return [{"id": "seats", "claim": opened, "source": "divisions", "about": seated}, *found]


# Elsewhere --------------------------------------------------------------------------------------


def _abroad(wanted: Wanted, book: Book) -> dict[str, Any]:
    houses = [parliament(name) for name in wanted.parliaments]
    if wanted.number is not None:
        raise InputError("a Congress belongs to the United States", "leave out --congress")
    as_of = wanted.as_of or (houses[0].elected if houses else None)
    if as_of is None:
        raise InputError(
            "a case by this codebook needs the day of its forecast",
            "give --as-of DAY, the day of signature or introduction, or --parliament ID",
        )
    votes = [{"chamber": h.chamber, "quota": h.quota, "of": h.of} for h in houses] or [
        {"chamber": "parliament", "quota": "majority", "of": 100}
    ]
    actors = _government(book, wanted.step)
    campaigns = _campaigns(book, wanted.step)
    taken = actors.keys() | campaigns.keys() if len(houses) == 1 else None
    for house in houses:
        actors |= _parties(book, house, taken)
    if not houses:
        actors |= _two_benches(book)
    actors |= campaigns
    seats = [f"actors.{name}.seats" for name, coded in actors.items() if "seats" in coded]
    deadline = wanted.clock or as_of + dt.timedelta(days=365)
    told = "; ".join(_result(house) for house in houses) or "replace the example of 100 seats"
    return {
        **_head(wanted, houses[0].country if houses else None, as_of),
        "summary": "What it was about, in two sentences.",
        "issues": parts.issues(book, wanted.step),
        "rule": {"all": [*votes, {"actor": "government"}]},
        "amendments": "closed",
        **({} if wanted.clock else {"calendar": {"held_by": "government"}}),
        "chief_executive": "government",
        "actors": actors,
        "stages": parts.stages(as_of - dt.timedelta(days=365), as_of, deadline, wanted.step),
        "sources": parts.sources() | {"results": {"text": "Official results of the elections."}},
        "evidence": [
            {
                "id": "seats",
                "claim": f"Seats by party: {told}.",
                "source": "results",
                "about": seats,
            }
        ],
    }


def _result(house: Parliament) -> str:
    note = f" ({house.note.rstrip('.')})" if house.note else ""
    return f"{house.chamber} as elected on {house.elected}{note}"


def _government(book: Book, step: str) -> dict[str, Any]:
    return {
        "government": parts.actor(book, "government", step, title="Government"),
        "trade-ministry": parts.actor(book, "trade-ministry", step, title="Trade ministry"),
    }


def _parties(book: Book, house: Parliament, taken: Set[str] | None) -> dict[str, Any]:
    """Blocs of a house, under their own names where it is alone and nobody else has the name."""
    found = {}
    for name, party in house.parties.items():
        plain = taken is not None and name not in taken
        where = house.chamber.replace("-", " ")
        about: dict[str, Any] = {
            "title": party.title if plain else f"{party.title} ({where})",
            "party": name,
            "seats": {house.chamber: party.seats},
        }
        if party.benches is not None:
            about["benches"] = party.benches
        bloc = name if plain else f"{house.chamber}-{name}"
        found[bloc] = parts.actor(book, "party", "large", **about, note=DISCIPLINED)
    return found


def _two_benches(book: Book) -> dict[str, Any]:
    return {
        f"{benches}-benches": parts.actor(
            book,
            "party",
            "large",
            title=f"{benches.capitalize()} benches",
            party=benches,
            benches=benches,
            seats={"parliament": seats},
        )
        for benches, seats in (("government", 55), ("opposition", 45))
    }


def _campaigns(book: Book, step: str) -> dict[str, Any]:
    titles = {
        "business": "Peak association of business",
        "labour": "Peak association of labour",
        "exporters": "The sector that asks for the opening",
        "import-competitors": "The sector that is hurt by imports",
        "campaigners": "Alliance of campaigners",
        "partner": "The foreign partner",
    }
    return {role: parts.actor(book, role, step, title=title) for role, title in titles.items()}
