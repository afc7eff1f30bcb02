"""Synthetic reports of every shape the page, the terminal and the figures must bear."""

from collections.abc import Callable
from statistics import NormalDist
from typing import Any

import pytest

from winset.reports.domestic.report import Report

AXIS = "openness"
LEVELS = tuple(i / 20 for i in range(1, 20))


def actor(
    name: str,
    title: str,
    level: str,
    at: float,
    *,
    short: str | None = None,
    seats: dict[str, int] | None = None,
    spread: float = 0.05,
    capacity: float = 0.0,
    party: str | None = None,
    shift: float = 0.0,
    axes: tuple[str, ...] = (AXIS,),
) -> dict[str, Any]:
    surplus = round(0.6 * (at - 0.5) + shift, 4)
    opposes = surplus < 0
    members = sum((seats or {}).values())
    return {
        "actor": name,
        "title": title,
        "short": (short or title)[:24],
        "level": level,
        "party": party,
        "seats": seats or {},
        "position": dict.fromkeys(axes, at),
        "position_low": {a: max(0.0, round(at - spread, 4)) for a in axes},
        "position_high": {a: min(1.0, round(at + spread, 4)) for a in axes},
        "surplus": surplus,
        "side": "indifferent" if surplus == 0 else "opposes" if opposes else "supports",
        "supporting_members": None if not members else (members // 5 if opposes else members),
        "willingness": 0.5 if level == "legislature" else None,
        "entry_price": round(-surplus / 0.5, 4) if opposes else 0.0,
        "engagement": 0.7,
        "window_share": 0.8 if capacity else None,
        "stake": 0.9 if capacity else None,
        "capacity": capacity,
        "contributes": round(0.5 * capacity, 4),
    }


def cast() -> list[dict[str, Any]]:
    """Twenty-five actors of a trade bill."""
    house, senate = "house", "senate"
    return [
        actor("afl-cio", "AFL-CIO", "group", 0.08, capacity=14),
        actor("uaw", "United Auto Workers", "group", 0.06, capacity=5),
        actor("public-citizen", "Public Citizen", "group", 0.12, capacity=2),
        actor("sierra-club", "Sierra Club", "group", 0.2, capacity=2),
        actor("friends-of-the-earth", "Friends of the Earth", "group", 0.18, capacity=1),
        actor("steel", "Steel industry", "group", 0.27, capacity=3),
        actor("chamber-of-commerce", "US Chamber of Commerce", "group", 0.9, capacity=9),
        actor("business-roundtable", "Business Roundtable", "group", 0.93, capacity=12),
        actor("farm-bureau", "American Farm Bureau", "group", 0.84, capacity=5),
        actor("boeing", "Boeing", "group", 0.95, capacity=6),
        actor("president", "President Clinton", "executive", 0.85, capacity=20, party="D"),
        actor("ustr", "US Trade Representative", "executive", 0.72, short="USTR"),
        actor("commerce", "Department of Commerce", "executive", 0.7, short="Commerce"),
        actor("state", "Department of State", "executive", 0.86, short="State"),
        actor("labor", "Department of Labor", "executive", 0.45, short="Labor"),
        actor("treasury", "Department of the Treasury", "executive", 0.9, short="Treasury"),
        actor("agriculture", "Department of Agriculture", "executive", 0.74, short="Agriculture"),
        actor("liberal-democrats", "Liberal Democrats", "legislature", 0.2,
              seats={house: 140}, spread=0.18, party="D"),
        actor("moderate-democrats", "Moderate Democrats", "legislature", 0.52,
              seats={house: 66}, spread=0.15, party="D"),
        actor("conservative-republicans", "Conservative Republicans", "legislature", 0.4,
              seats={house: 70}, spread=0.15, party="R"),
        actor("internationalist-republicans", "Internationalist Republicans", "legislature", 0.78,
              seats={house: 159}, spread=0.16, party="R"),
        actor("senate-democrats", "Senate Democrats", "legislature", 0.5,
              seats={senate: 45}, spread=0.2, party="D"),
        actor("senate-republicans", "Senate Republicans", "legislature", 0.72,
              seats={senate: 55}, spread=0.2, party="R"),
        actor("mexico", "Mexico", "foreign", 0.8),
        actor("china", "China", "foreign", 0.66),
    ]  # fmt: skip


def members_of(actors: list[dict[str, Any]], quotas: dict[str, int]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for chamber, quota in quotas.items():
        seated = []
        for a in actors:
            n = a["seats"].get(chamber, 0)
            for i in range(n):
                z = NormalDist().inv_cdf((i + 0.5) / n)
                at = {
                    k: round(min(1.0, max(0.0, v + z * (a["position_high"][k] - v) / 1.645)), 4)
                    for k, v in a["position"].items()
                }
                first = next(iter(at.values()))
                seated.append((round(0.6 * (first - 0.5), 4), a["actor"], at))
        seated.sort(key=lambda s: -s[0])
        for rank, (surplus, name, at) in enumerate(seated, 1):
            inside = rank <= quota + 10
            entry = max(0.0, -surplus) / 0.5
            rows.append(
                {
                    "chamber": chamber,
                    "actor": name,
                    "rank": rank,
                    "position": at,
                    "surplus": surplus,
                    "entry_price": None if surplus < -0.27 else entry,
                    "paid": round(max(0.0, 0.05 - (surplus if surplus >= 0 else -entry)), 4)
                    if inside
                    else 0.0,
                    "in_coalition": inside,
                    "p_supports": min(1.0, max(0.0, 0.5 + 2 * surplus)),
                }
            )
    return rows


def tallies(middle: int, spread: int) -> list[dict[str, Any]]:
    raw = {v: 1 / (1 + ((v - middle) / max(spread, 1)) ** 2) for v in
           range(middle - 3 * spread, middle + 3 * spread + 1)}  # fmt: skip
    total = sum(raw.values())
    return [{"votes": v, "share": w / total} for v, w in raw.items()]


def normal_case() -> dict[str, Any]:
    """A withdrawn bill with twenty-five actors, written as the JSON document."""
    actors = cast()
    quotas = {"house": 218, "senate": 51}
    z = [NormalDist().inv_cdf(level) for level in LEVELS]
    price = [21 * 2.718 ** (0.25 * v) for v in z]
    budget = [17 + 3 * v for v in z]
    return {
        "schema": "winset/report/1",
        "kind": "domestic",
        "case": "fast-track-test",
        "title": "Fast track: negotiating authority for the president",
        "summary_line": "A bill to renew the president's trade negotiating authority.",
        "version": "0.1.0",
        "seed": 0,
        "draws": 2000,
        "method": "closed form of the price of ratification, Monte Carlo over all ranges",
        "parameters": {
            "id": "default",
            "theta": {"low": 0.5, "likely": 1.0, "high": 1.5},
            "shocks": {"bill": 0.05, "party": 0.06},
        },
        "changes": {"actors.president.capacity": "20"},
        "assumptions": [
            "Willingness is the least of payoff, 1 - polarization and 1 - opposition.",
            "A dollar against a bill goes theta times as far as one for it.",
        ],
        "sources": ["Groseclose, T. and Snyder, J. (1996). Buying Supermajorities. APSR 90(2)."],
        "verdict": "withdrawn",
        "verdict_reason": "The price exceeds the budget and the speaker, who supports the bill, "
        "holds the calendar.",
        "verdict_shares": {"passes": 0.214, "withdrawn": 0.741, "fails": 0.0, "stalls": 0.045},
        "passage_probability": 0.214,
        "passage_probability_se": 0.0092,
        "probabilities": {"comes_to_a_vote": 0.25, "passes_if_it_does": 0.856, "passes": 0.214},
        "valence": {"likely": 0.1, "low": -0.05, "high": 0.25, "adds": 0.12},
        "parameters_source": "set",
        "price": {
            "likely": 21.3, "low": 14.2, "high": 31.6, "reason": None,
            "by_chamber": {"house": 17.1, "senate": 4.2},
            "by_player": {"president": 0.0},
            "clause": "house 218 of 435 and senate 51 of 100 and president",
            "lower_bound": 8.4,
        },
        "budget": {"likely": 17.2, "low": 12.1, "high": 22.4},
        "opposition_fund": {"likely": 9.6, "low": 5.5, "high": 13.8},
        "votes": {
            "house": {"expected": 198.2, "low": 180, "high": 216, "quota": 218, "of": 435,
                      "members": 435, "weight": 1.0, "unpaid": 176,
                      "by_party": {"D": {"likely": 42.2, "low": 30, "high": 55},
                                   "R": {"likely": 156.0, "low": 140, "high": 170}},
                      "bought": 52, "robust": 196, "short": 22},
            "senate": {"expected": 55.6, "low": 49, "high": 62, "quota": 51, "of": 100,
                       "members": 100, "weight": 4.35, "unpaid": 54,
                       "by_party": {"none": {"likely": 55.6, "low": 49, "high": 62}},
                       "bought": 3, "robust": 56, "short": -5},
        },
        "minimum_winning_coalition": [
            {"actor": "internationalist-republicans", "role": "votes", "chamber": "house",
             "unpaid": 150, "bought": 5, "paid": 1.1},
            {"actor": "moderate-democrats", "role": "votes", "chamber": "house", "unpaid": 26,
             "bought": 30, "paid": 9.7},
            {"actor": "conservative-republicans", "role": "votes", "chamber": "house",
             "unpaid": 0, "bought": 17, "paid": 6.3},
            {"actor": "senate-republicans", "role": "votes", "chamber": "senate", "unpaid": 48,
             "bought": 2, "paid": 2.1},
            {"actor": "senate-democrats", "role": "votes", "chamber": "senate", "unpaid": 6,
             "bought": 1, "paid": 2.1},
            {"actor": "president", "role": "pays", "contributes": 10.0},
            {"actor": "business-roundtable", "role": "pays", "contributes": 6.0},
            {"actor": "labor", "role": "acquiesces"},
        ],
        "reach": {"farthest_bought": "conservative-republicans", "position": {AXIS: 0.47}},
        "deadlock_coalition": {
            "members": [
                {"actor": "afl-cio", "share": 0.52, "contributes": 7.0},
                {"actor": "uaw", "share": 0.2, "contributes": 2.5},
                {"actor": "steel", "share": 0.14, "contributes": 1.5},
                {"actor": "public-citizen", "share": 0.07, "contributes": 1.0},
                {"actor": "sierra-club", "share": 0.07, "contributes": 1.0},
                {"actor": "liberal-democrats", "share": 0.0, "contributes": 0.0,
                 "opposing_members": 131},
                {"actor": "conservative-republicans", "share": 0.0, "contributes": 0.0,
                 "opposing_members": 50},
            ],
            "cohesion": 0.93, "cohesion_reasons": 0.51, "convenience": True,
            "convenience_pairs": [
                {"actors": ["liberal-democrats", "conservative-republicans"],
                 "vote_distance": 0.14, "reason_distance": 0.82},
            ],
            "divide_and_conquer": [
                {"actor": "steel", "entry_price": 0.6, "price_after": 19.9, "worthwhile": True},
                {"actor": "afl-cio", "entry_price": None, "price_after": 11.0,
                 "worthwhile": False, "reason": "its willingness is 0"},
            ],
        },
        "pivotal_actors": [
            {"actor": "president", "de_swaan": None, "swing": True, "turns_verdict": True,
             "power": {"shapley_shubik": 0.166, "banzhaf": 0.11}, "engagement": 0.6,
             "engaged": True, "broker": False},
            {"actor": "moderate-democrats", "chamber": "house", "axis": AXIS, "de_swaan": True,
             "swing": True, "turns_verdict": True,
             "power": {"shapley_shubik": 0.2, "banzhaf": 0.18}, "engagement": None,
             "engaged": None, "broker": False},
            {"actor": "business-roundtable", "de_swaan": None, "swing": False,
             "turns_verdict": False, "power": None, "engagement": 0.3, "engaged": False,
             "broker": False},
        ],
        "stages": {
            "formulation": {"division": 0.34, "coordination": 0.2, "ready_date": "1997-09-21",
                            "days_left": 50, "known": True, "quality": 1.0},
            "voting": {"share": {"president": 0.5, "afl-cio": 0.95, "uaw": 0.9,
                                 "business-roundtable": 0.4}, "deadline": "1997-11-10"},
        },
        "hypotheses": {
            "H1": [
                {"coefficient": "rho", "statement": "above 0: willingness helps",
                 "prior": {"mean": 0.0, "sd": 0.15},
                 "posterior": {"mean": 0.12, "sd": 0.09, "low": -0.03, "high": 0.27},
                 "recovered": False, "placebo": {"mean": 0.11, "sd": 0.1}},
                {"coefficient": "pi", "statement": "above 0: engagement helps",
                 "prior": {"mean": 0.0, "sd": 1.0}, "posterior": None, "recovered": None,
                 "placebo": None, "reason": "the coefficients are set, not estimated"},
            ],
            "H2": [
                {"coefficient": "phi", "statement": "above 0: unity helps the opponents",
                 "prior": {"mean": 0.0, "sd": 1.0}, "posterior": None, "recovered": None,
                 "placebo": None, "reason": "the coefficients are set, not estimated"},
            ],
        },
        "break_even": [
            {"path": "actors.president.capacity", "value": 24.4, "searched": [0.0, 60.0],
             "from": 20.0, "to_verdict": "passes", "within_range": True},
            {"path": "stages.formulation.proposal", "value": "1997-07-30",
             "searched": ["1997-01-01", "1997-11-10"], "from": "1997-09-21",
             "to_verdict": "passes", "within_range": False},
            {"path": "actors.moderate-democrats.position.openness", "value": 0.57,
             "searched": [0.0, 1.0], "from": 0.52, "to_verdict": "passes", "within_range": True},
            {"path": "parameters.theta", "value": 0.61, "searched": [0.0, 5.0], "from": 1.0,
             "to_verdict": "passes", "within_range": True},
            {"path": "actors.afl-cio.capacity", "value": 6.0, "searched": [0.0, 42.0],
             "from": 14.0, "to_verdict": "passes", "within_range": False},
            {"path": "actors.boeing.capacity", "value": None, "searched": [0.0, 18.0],
             "from": 6.0, "to_verdict": None},
            {"path": "actors.liberal-democrats.willingness.polarization", "value": None,
             "searched": [0.0, 1.0], "from": 0.7, "to_verdict": None},
        ],
        "outcome": {
            "verdict": "withdrawn", "tally": {}, "date": "1997-11-10", "agrees": True,
            "where_it_falls": {},
            "counts": [
                {"source": "Seed article", "chamber": "house", "votes": [196],
                 "percentiles": [41.0]},
                {"source": "Los Angeles Times, 10 November 1997", "chamber": "house",
                 "votes": [202, 212], "percentiles": [63.0, 88.0]},
            ],
        },
        "issues": [
            {"issue": AXIS, "axis": "vote", "title": "Openness of trade",
             "low": "against free trade", "high": "free trade", "status_quo": 0.4,
             "proposal": 0.7},
            {"issue": "labour-rights", "axis": "reason", "title": "Labour rights",
             "low": "no place in trade pacts", "high": "at the centre of them"},
        ],
        "actors": actors,
        "members": members_of(actors, quotas),
        "timeline": timeline(),
        "distributions": {
            "quantiles": list(LEVELS),
            "price": price,
            "budget": budget,
            "opposition_fund": [9.6 + 2.5 * v for v in z],
            "margin": [b - p for b, p in zip(budget, reversed(price), strict=True)],
            "votes": {"house": tallies(188, 13), "senate": tallies(56, 4)},
            "robust": {"house": tallies(198, 11), "senate": tallies(57, 3)},
        },
        "notes": ["The article gives 16 and 21 September 1997 for the proposal."],
        "warnings": ["The likely value of the fund lies outside the range of its draws."],
    }  # fmt: skip


def timeline() -> list[dict[str, Any]]:
    def spends(actor: str, label: str, start: str, side: str) -> dict[str, Any]:
        return {"label": label, "start": start, "end": "1997-11-10", "kind": "lobbying",
                "actor": actor, "side": side}  # fmt: skip

    return [
        {"label": "Work on the proposal", "start": "1997-01-20", "end": "1997-09-21",
         "kind": "formulation"},
        {"label": "Proposal", "start": "1997-09-21", "kind": "proposal"},
        spends("afl-cio", "AFL-CIO", "1997-03-01", "opposes"),
        spends("uaw", "United Auto Workers", "1997-03-15", "opposes"),
        spends("sierra-club", "Sierra Club", "1997-06-01", "opposes"),
        spends("public-citizen", "Public Citizen", "1997-05-01", "opposes"),
        spends("president", "President Clinton", "1997-09-21", "supports"),
        spends("business-roundtable", "Business Roundtable", "1997-09-25", "supports"),
        spends("farm-bureau", "American Farm Bureau", "1997-10-10", "supports"),
        {"label": "Vote in the House", "start": "1997-11-10", "kind": "vote"},
        {"label": "Election", "start": "1998-11-03", "kind": "election"},
        {"label": "Withdrawn", "start": "1997-11-10", "kind": "outcome"},
    ]  # fmt: skip


def long_names() -> dict[str, Any]:
    """Titles that fill a line, and one that is an attack."""
    report = normal_case()
    report["case"] = "a-case-with-quite-an-unreasonably-long-identifier-for-a-trade-bill"
    report["title"] = (
        "<script>alert('x')</script> An act to extend nondiscriminatory treatment (normal trade "
        "relations treatment) to the products of a country & to establish a framework for "
        "relations between the United States and that country"
    )
    for row in report["actors"]:
        row["title"] = f"The {row['title']} of the Greater Metropolitan Region and Its Affiliates"
        row["short"] = f"{row['title']}"[:24]
    report["verdict_reason"] = "</script><img src=x onerror=alert(1)> " + report["verdict_reason"]
    report["assumptions"].append("](javascript:alert(1)) <b>bold</b> [red]markup[/red] {{ 7 * 7 }}")
    report["issues"][0]["low"] = "protection of import-competing producers and their employees"
    report["issues"][0]["high"] = "liberalization of trade in goods, services and investment"
    return report


def crowd() -> dict[str, Any]:
    """Forty actors, most of them at nearly the same place."""
    report = normal_case()
    extra = [
        actor(f"group-{i}", f"Association of importers {i}", "group", 0.8 + 0.001 * i, capacity=1)
        for i in range(9)
    ]
    extra += [
        actor(f"agency-{i}", f"Interagency bureau {i}", "executive", 0.7 + 0.001 * i)
        for i in range(6)
    ]
    report["actors"] = [*report["actors"], *extra]
    return report


def cannot_be_bought() -> dict[str, Any]:
    """No price, no stages, no reasons, no outcome, no break-even, no draws that pass."""
    report = normal_case()
    nothing = {"likely": None, "low": None, "high": None,
               "reason": "the president loses and cannot be compensated"}  # fmt: skip
    report |= {
        "verdict": "fails",
        "verdict_reason": "The president loses from the bill and cannot be compensated.",
        "verdict_shares": {"passes": 0.0, "withdrawn": 0.0, "fails": 1.0, "stalls": 0.0},
        "passage_probability": 0.0,
        "passage_probability_se": 0.0,
        "probabilities": {"comes_to_a_vote": 1.0, "passes_if_it_does": 0.0, "passes": 0.0},
        "price": nothing | {"by_chamber": {"house": None, "senate": None},
                            "by_player": {"president": None}, "clause": None,
                            "lower_bound": None},
        "minimum_winning_coalition": [],
        "reach": {"farthest_bought": None, "position": None, "reason": "nobody is bought"},
        "stages": {
            "formulation": {"division": None, "coordination": None, "ready_date": None,
                            "days_left": None, "known": False,
                            "reason": "the case has no formulation stage"},
            "voting": {"share": {}, "deadline": None},
        },
        "deadlock_coalition": {"members": [], "cohesion": None, "cohesion_reasons": None,
                               "convenience": False, "reason": "nobody spends against the bill"},
        "pivotal_actors": [],
        "break_even": [],
        "outcome": None,
        "timeline": [],
        "warnings": [],
        "changes": {},
        "issues": report["issues"][:1],
    }  # fmt: skip
    report["distributions"] |= {
        "price": [None] * len(LEVELS),
        "margin": [None] * len(LEVELS),
    }
    for row in report["members"]:
        row |= {"paid": 0.0, "in_coalition": False}
    return report


def two_axes() -> dict[str, Any]:
    """A bill on two vote axes, passed, in four draws of ten at a price nothing can meet."""
    report = normal_case()
    axes = (AXIS, "labour-rights")
    for row in report["actors"]:
        for field in ("position", "position_low", "position_high"):
            row[field] = {AXIS: row[field][AXIS], axes[1]: round(1 - row[field][AXIS], 4)}
        low, high = row["position_high"][axes[1]], row["position_low"][axes[1]]
        row["position_low"][axes[1]], row["position_high"][axes[1]] = low, high
    report["issues"][1] |= {"axis": "vote", "status_quo": 0.3, "proposal": 0.3}
    report["members"] = members_of(report["actors"], {"house": 218, "senate": 51})
    report["reach"]["position"] = {AXIS: 0.41, axes[1]: 0.6}
    report |= {
        "verdict": "passes",
        "verdict_reason": "The budget covers the price.",
        "verdict_shares": {"passes": 0.6, "fails": 0.4, "withdrawn": 0.0, "stalls": 0.0},
        "passage_probability": 0.6,
        "passage_probability_se": 0.011,
        "probabilities": {"comes_to_a_vote": 1.0, "passes_if_it_does": 0.6, "passes": 0.6},
        "budget": {"likely": 30.0, "low": 22.0, "high": 40.0},
    }
    report["price"] |= {"high": None, "reason": "in 40 % of the draws nothing can buy it"}
    report["distributions"]["price"] = [
        p if level <= 0.6 else None
        for level, p in zip(LEVELS, report["distributions"]["price"], strict=True)
    ]
    report["distributions"]["margin"] = [None if level <= 0.4 else 12 * level for level in LEVELS]
    report["outcome"] = {
        "verdict": "passes", "tally": {"house": [237, 197], "senate": [83, 15]},
        "date": "2000-05-24", "agrees": True,
        "where_it_falls": {"house": 96.5, "senate": None}, "counts": [],
    }  # fmt: skip
    report["votes"]["house"] |= {"robust": 226, "short": -8}
    return report


def no_spread() -> dict[str, Any]:
    """One draw: every distribution is one number."""
    report = normal_case()
    report |= {
        "draws": 1,
        "verdict": "stalls",
        "verdict_reason": "The proposal is not ready at the deadline.",
        "verdict_shares": {"stalls": 1.0},
        "passage_probability": 0.0,
        "passage_probability_se": 0.0,
        "probabilities": {
            "comes_to_a_vote": 0.0,
            "passes_if_it_does": None,
            "passes": 0.0,
            "reason": "it comes to a vote in no draw",
        },
        "price": report["price"] | {"likely": 0.0, "low": 0.0, "high": 0.0},
        "budget": {"likely": 0.0, "low": 0.0, "high": 0.0},
    }
    same = [0.0] * len(LEVELS)
    report["distributions"] |= {
        "price": same, "budget": same, "opposition_fund": same, "margin": same,
        "votes": {"house": [{"votes": 196, "share": 1.0}], "senate": [{"votes": 56, "share": 1.0}]},
        "robust": {"house": [{"votes": 196, "share": 1.0}]},
    }  # fmt: skip
    for row in report["members"]:
        row["paid"] = 0.0
    return report


SHAPES: dict[str, Callable[[], dict[str, Any]]] = {
    "normal": normal_case,
    "long-names": long_names,
    "crowd": crowd,
    "cannot-be-bought": cannot_be_bought,
    "two-axes": two_axes,
    "no-spread": no_spread,
}


@pytest.fixture(scope="session")
def report_of() -> Callable[[str], Report]:
    """Give the synthetic report of a shape."""
    return lambda shape: Report.model_validate(SHAPES[shape]())


@pytest.fixture(scope="session", params=list(SHAPES))
def any_report(request: pytest.FixtureRequest) -> Report:
    """Give each synthetic report in turn."""
    return Report.model_validate(SHAPES[request.param]())
