"""Votes and prices of a House of 435 and a Senate of 100, beside the whole of `monte_carlo`.

    python benchmarks/vote_kernel.py [--draws 4096] [--json]

Draws a second of processor time of one thread, both chambers, the best of several runs after one
that is not counted; prices are those of both quotas in both chambers (218 and 290, 51 and 67). The
built chambers stand on one or two axes, with positions that are the same in all draws or drawn anew
in each, with or without the contest of purses; noise of members is read from a table of 4,096 rows
or made from a key. Beside them in the same run: `monte_carlo` on `china-pntr-2000`, the kernels on
the draws of that case alone, and the step by step kernels they replace. Votes and prices of both
ways must agree, or the run fails.

Last: how much of the variance of what is estimated comes from the rows of a table alone.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from winset.casebook import read_domestic_case
from winset.cases.file.read_parameters import read_parameters
from winset.foundation.randomness import TABLE_ROWS, normal_table, stream_key
from winset.games.domestic import DomesticGame
from winset.games.members import bloc_quantiles
from winset.kernels.members import entry_surplus, member_surplus
from winset.kernels.price import chamber_prices
from winset.kernels.votes import (
    BlocDraws,
    ContestDraws,
    MemberNoise,
    Seats,
    tallies,
    votes_and_price,
)
from winset.solvers.coalitions.contributions import Field, field_of
from winset.solvers.coalitions.engagement import trading_rate
from winset.studies.domestic.draws import monte_carlo
from winset.translate import coded_game

Floats = NDArray[np.float64]
CHAMBERS = ((435, 12, (218, 290)), (100, 8, (51, 67)))
MEMBERS = 535
SD = 0.09
REACH = SD * 5.0**0.5
CASE = "china-pntr-2000"


class Chamber(NamedTuple):
    """One chamber as the kernels take it."""

    seats: Seats
    blocs: BlocDraws
    contest: ContestDraws
    noise: MemberNoise
    rate: Floats
    quotas: NDArray[np.int64]
    fund: Floats


def built(
    draws: int, *, issues: int, vary: bool, contest: bool, table: Floats | None
) -> list[Chamber]:
    """Make a House and a Senate of random blocs; two parties, shocks of the size of the model's."""
    rng = np.random.default_rng(7)
    chambers = []
    column = 0
    for members, count, quotas in CHAMBERS:
        ends = np.sort(rng.choice(np.arange(1, members), count - 1, replace=False))
        sizes = np.diff(np.concatenate([[0], ends, [members]]))
        shape = (draws if vary else 1, count, issues)

        def near(middle: float, spread: float, shape: tuple[int, ...] = shape) -> Floats:
            fixed = middle + spread * rng.normal(size=(1, *shape[1:]))
            return np.clip(fixed + 0.03 * rng.normal(size=shape), 0.0, 1.0)

        party = rng.normal(0.0, 0.05, (draws, 2))[:, np.arange(count) % 2]
        shift = rng.normal(0.0, 0.08, (draws, 1)) + party + rng.normal(0.0, 0.02, (draws, count))
        blocs = BlocDraws.of(
            near(0.5, 0.2),
            near(0.12, 0.02),
            near(0.6, 0.1),
            near(0.6, 0.0),
            np.full((1, issues), 0.4),
            shift,
        )
        sd = np.full(draws, SD)
        noise = (
            MemberNoise(sd, table, 0, column)
            if table is not None
            else MemberNoise.made(sd, stream_key(0, "members"), 0, column)
        )
        chambers.append(
            Chamber(
                Seats.of(
                    np.repeat(np.arange(count), sizes),
                    np.concatenate([bloc_quantiles(int(size)) for size in sizes]),
                    np.repeat(np.arange(count) % 2, sizes),
                    parties=2,
                ),
                blocs,
                ContestDraws(rng.normal(0.0, 0.02, draws), np.full(draws, REACH))
                if contest
                else ContestDraws.none(draws),
                noise,
                rng.uniform(0.3, 1.0, (1, count)),
                np.array(quotas),
                np.full(draws, 5.0),
            )
        )
        column += members
    return chambers


def rate_of(task: Callable[[], Any], draws: int, rounds: int = 9) -> float:
    """Draws a second of processor time of this thread, the best of some rounds."""
    task()
    least = np.inf
    for _ in range(rounds):
        begin = time.thread_time()
        task()
        least = min(least, time.thread_time() - begin)
    return draws / least


def built_rates(draws: int) -> dict[str, dict[str, float]]:
    """Rates of all combinations."""
    table = normal_table(0, "members", TABLE_ROWS, MEMBERS)
    found = {}
    for issues in (1, 2):
        for vary in (False, True):
            for contest in (False, True):
                for name, source in (("table", table), ("key", None)):
                    label = f"{issues} {'axis' if issues == 1 else 'axes'}, "
                    label += f"positions {'drawn' if vary else 'fixed'}, "
                    label += f"{'contest' if contest else 'no contest'}, noise from a {name}"
                    both = built(draws, issues=issues, vary=vary, contest=contest, table=source)
                    found[label] = _rates(both, draws)
    return found


def _rates(both: list[Chamber], draws: int) -> dict[str, float]:
    return {
        "tallies": rate_of(lambda: [tallies(*c[:4]) for c in both], draws),
        "votes and prices": rate_of(lambda: [votes_and_price(*c) for c in both], draws),
    }


def case_chambers(game: DomesticGame, field: Field) -> list[Chamber]:
    """The chambers of a case's draws; without the shocks of bill and party, which is no matter."""
    numbers, surplus = game.numbers, field.surplus
    shift = numbers.no_agreement + surplus.pressure
    blocs = BlocDraws.of(
        surplus.position,
        numbers.spread,
        numbers.salience,
        surplus.perceived,
        numbers.status_quo,
        shift + numbers.shock_sizes[:, 2:3] * game.shocks.bloc,
        city_block=game.choices.distance == "city-block",
    )
    sd = np.ascontiguousarray(numbers.shock_sizes[:, 3])
    found = []
    for chamber in field.chambers:
        quotas = [
            clause.quotas[chamber.name]
            for clause in game.institutions.rule.clauses()
            if chamber.name in clause.quotas
        ]
        found.append(
            Chamber(
                Seats.of(chamber.seating.bloc, chamber.seating.quantile),
                blocs,
                ContestDraws.none(game.draws),
                MemberNoise(
                    sd, np.ascontiguousarray(game.shocks.member), 0, chamber.seating.offset
                ),
                np.ascontiguousarray(trading_rate(game, field.willingness)),
                np.unique(np.array(quotas, dtype=np.int64)),
                np.full(game.draws, 5.0),
            )
        )
    return found


def step_by_step(chamber: Chamber) -> tuple[NDArray[np.int64], Floats]:
    """Supporters and prices with the kernels of the first edition."""
    draws, blocs = chamber.fund.size, chamber.blocs

    def wide(array: Floats) -> Floats:
        return np.ascontiguousarray(np.broadcast_to(array, (draws, *array.shape[1:])))

    members = chamber.seats.bloc.size
    z = chamber.noise.table[:draws, chamber.noise.column : chamber.noise.column + members]
    surplus = member_surplus(
        chamber.seats.bloc,
        chamber.seats.quantile,
        wide(blocs.mean),
        wide(blocs.spread),
        wide(blocs.salience),
        wide(blocs.status_quo),
        wide(blocs.perceived),
        blocs.shift,
        np.ascontiguousarray(chamber.noise.sd[:, None] * z),
        np.zeros((1, 1)),
        -1,
        blocs.city_block,
    )
    entry = entry_surplus(surplus, chamber.seats.bloc, chamber.rate)
    asked = [np.full(draws, quota) for quota in chamber.quotas]
    costs = [chamber_prices(entry, quota, chamber.fund)[0] for quota in asked]
    return (surplus >= 0.0).sum(axis=1), np.stack(costs, axis=1)


def case_rates(draws: int) -> dict[str, float]:
    """Rates on a case: everything, its two chambers step by step, the same compiled in one."""
    coded = coded_game(read_domestic_case(CASE), read_parameters())
    game = coded.drawn(0, 0, draws)
    both = case_chambers(game, field_of(game))
    for chamber in both:
        supporters, cost = step_by_step(chamber)
        found = votes_and_price(*chamber)
        if (found.supporters != supporters).any():
            raise SystemExit("the kernels count other votes than step by step")
        if not np.allclose(found.price, cost, rtol=1e-12, atol=0.0):
            raise SystemExit("the kernels find other prices than step by step")
    return {
        "monte_carlo, everything": rate_of(lambda: monte_carlo(coded, draws, 0), draws, 3),
        "chambers, step by step": rate_of(lambda: [step_by_step(c) for c in both], draws),
        "chambers, votes and prices": rate_of(lambda: [votes_and_price(*c) for c in both], draws),
        "chambers, tallies": rate_of(lambda: [tallies(*c[:4]) for c in both], draws),
    }


def row_shares(rows: int = 400, repeats: int = 400) -> dict[str, float]:
    """Share of the variance over draws that the rows of the table alone account for.

    By analysis of variance over draws of which `repeats` read each of the rows.
    """
    draws = rows * repeats
    table = normal_table(0, "members", rows, MEMBERS)
    house, _ = built(draws, issues=1, vary=False, contest=False, table=table)
    votes = tallies(*house[:4]).sum(axis=1).astype(np.float64)
    found = {}
    for name, values in (("House tally", votes), ("House passes", votes >= 218.0)):
        by_row = np.asarray(values, dtype=np.float64).reshape(repeats, rows)
        within = by_row.var(axis=0, ddof=1).mean()
        between = max(0.0, by_row.mean(axis=0).var(ddof=1) - within / repeats)
        found[name] = float(between / (between + within))
    return found


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--draws", type=int, default=4096)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rates, case, shares = built_rates(options.draws), case_rates(options.draws), row_shares()
    if options.json:
        print(json.dumps({"built": rates, CASE: case, "row_shares": shares}, indent=1))
        return
    print("Draws a second of one thread, House and Senate, 535 members")
    print(f"{'':60s}{'tallies':>12s}{'and prices':>13s}")
    for label, found in rates.items():
        print(f"{label:60s}" + "".join(f"{rate:12,.0f} " for rate in found.values()))
    print(f"\n{CASE}")
    whole = case["monte_carlo, everything"]
    for label, rate in case.items():
        print(f"{label:60s}{rate:12,.0f}{rate / whole:10.1f} times monte_carlo")
    print("\nShare of the variance that the rows of a table account for")
    for label, share in shares.items():
        print(f"{label:60s}{share:12.3f}")


if __name__ == "__main__":
    main()
