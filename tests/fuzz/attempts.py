"""Single tries of each kind: a damaged file, a random game, a random rule; what came of it."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np
from tests.fuzz.damage import (
    MORE_VALUES,
    VALUES,
    broken,
    damaged_table,
    damaged_text,
    odd_number,
    places,
)
from tests.fuzz.file_attempts import FILE_ATTEMPTS
from tests.fuzz.tables import TABLES, votes_folder
from tests.fuzz.verbs import DATA, DefectError, no_constant, run_verb

from winset.cases.file.document import parse_document

__all__ = ["KINDS", "Kind"]


@dataclass(frozen=True)
class Kind:
    """One kind of tries.

    Parameters
    ----------
    name
        What is tried.
    attempt
        Makes one try in a folder of its own and says what came of it: answered or refused.
    """

    name: str
    attempt: Callable[[random.Random, Path], str]


def _plain(text: str) -> Any:
    return parse_document(text, "base.yaml").root.plain()


EVERY_FIELD: Final = (DATA / "every-field.yaml").read_text(encoding="utf-8")
SOUND: Final = (DATA / "sound.yaml").read_text(encoding="utf-8")
WHOLE: Final = {
    "every-field": _plain(EVERY_FIELD),
    "sound": _plain(SOUND),
    "negotiation": _plain((files("winset.casebook") / "putnam-figure-1.yaml").read_text("utf-8")),
}
CASE_PLACES: Final = {name: list(places(whole)) for name, whole in WHOLE.items()}


def _checked(path: Path, dice: random.Random, *, analyze: bool) -> str:
    came = run_verb("check", str(path))
    if came == "answered" and analyze and dice.random() < 0.3:
        return run_verb("analyze", str(path), "--draws", "3", "--json")
    return came


def case_at_a_place(dice: random.Random, folder: Path) -> str:
    """A case, or a negotiation, with something else at one place."""
    name = dice.choice(("every-field", "every-field", "sound", "negotiation"))
    value = dice.choice((*VALUES.values(), *MORE_VALUES))
    path = folder / f"{name}.yaml"
    text = broken(WHOLE[name], dice.choice(CASE_PLACES[name]), value)
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    return _checked(path, dice, analyze=name == "sound")


def case_text_damaged(dice: random.Random, folder: Path) -> str:
    """The text of a case after an accident."""
    path = folder / "damaged.yaml"
    path.write_bytes(damaged_text(dice.choice((EVERY_FIELD, SOUND)), dice))
    return _checked(path, dice, analyze=True)


def parameters_damaged(dice: random.Random, folder: Path) -> str:
    """A parameter block with something else at one place."""
    from winset.cases.file.read_parameters import read_parameters

    whole = read_parameters().model_dump(mode="json", exclude_none=True)
    whole["vote_model"].pop("sample", None)
    path = folder / "block.yaml"
    value = dice.choice((*VALUES.values(), *MORE_VALUES))
    path.write_text(broken(whole, dice.choice(list(places(whole))), value), encoding="utf-8")
    words = ("analyze", str(DATA / "sound.yaml"), "--draws", "3", "--parameters", str(path))
    return run_verb(*words, "--json")


def change_by_path(dice: random.Random, folder: Path) -> str:
    """A value set on the command line, at a place that exists or nearly."""
    steps = [str(step) for step in dice.choice(CASE_PLACES["sound"])]
    if dice.random() < 0.2:
        steps[-1] = steps[-1][:-1]
    usual = ("0.4", "0.2:0.5:0.9", "1997-12-15", "true", "clinton")
    value = dice.choice((odd_number(dice), *usual))
    case = str(DATA / "sound.yaml")
    return run_verb(
        "analyze", case, "--draws", "3", "--set", f"{'.'.join(steps)}={value}", "--json"
    )


def numbers_typed(dice: random.Random, folder: Path) -> str:
    """Quotas, weights and prices as people type them."""
    usual = [str(dice.randint(0, 60)) for _ in range(dice.randint(1, 6))]
    if dice.random() < 0.7:
        usual[dice.randrange(len(usual))] = odd_number(dice)
    quota = dice.choice((odd_number(dice), "51", "2/3", "30"))
    rule = [f"--quota={quota}", f"--weights={','.join(usual)}"]
    if dice.random() < 0.5:
        return run_verb("power", *rule, "--json")
    prices = ",".join(dice.choice((odd_number(dice), "1", "2.5", "inf")) for _ in usual)
    return run_verb("coalitions", *rule, f"--prices={prices}", "--json")


def table_damaged(verb: str) -> Callable[[random.Random, Path], str]:
    """Tries of one verb with its table damaged."""
    table = TABLES[verb]

    def attempt(dice: random.Random, folder: Path) -> str:
        path = folder / table.file
        path.write_bytes(damaged_table(table.text, dice))
        words = (word.replace("TABLE", str(path)) for word in table.words(folder))
        return run_verb(*words, names=path)

    return attempt


def votes_damaged(dice: random.Random, folder: Path) -> str:
    """A folder of roll calls with one of its files damaged."""
    names = votes_folder(folder)
    spoilt = folder / dice.choice(names)
    spoilt.write_bytes(damaged_table(spoilt.read_text(encoding="utf-8"), dice))
    data = ["--data", str(folder), "--json"]
    declared = ["--declared", str(folder / "declared.csv")]
    return run_verb(
        *dice.choice(
            (
                ["votes", "list", *data],
                ["votes", "scores", *data],
                ["votes", "whip", "c1995_h", "--draws", "50", *data, *declared],
                ["votes", "backtest", "--draws", "50", *data],
                ["votes", "ideal", str(folder / "house_trade_votes.csv"), "--json"],
            )
        )
    )


def random_game(dice: random.Random, folder: Path) -> str:
    """A random domestic game: the vote against the plain second implementation."""
    from tests.oracles.plain_vote_model import expected_tally
    from tests.oracles.plain_vote_model import fund as plain_fund
    from tests.oracles.random_domestic_cases import random_case

    from winset.solvers.coalitions.contributions import field_of
    from winset.solvers.ratification.vote import vote_outcome
    from winset.translate import coded_game

    seed = dice.randrange(10**9)
    case, parameters = random_case(seed)
    game = coded_game(case, parameters).likely
    game = game.replace(choices=replace(game.choices, contest="simultaneous"))
    field = field_of(game)
    found = vote_outcome(field)
    label = f"random case {seed}"
    if not found.verify():
        raise DefectError(f"{label}: {found.verify().failed}")
    against = field.side[0] < 0
    power = float(game.numbers.coefficients[0, _coefficient("phi")])
    spent = plain_fund(
        field.spends[0, against],
        field.joins[0, against],
        float(field.cohesion[0]),
        game.choices.usual_cohesion,
        power,
    )
    spent *= float(game.numbers.theta[0, 0])
    _same(f"{label}, fund", float(field.fund[0]), spent)
    noise = float(game.numbers.shock_sizes[0, 3])
    each = _plain_purses(field, spent)
    for column, chamber in enumerate(field.chambers):
        expected = expected_tally(chamber.surplus[0], each[column], noise) if noise > 0.0 else None
        if expected is not None:
            _same(f"{label}, {chamber.name}", float(found.tally[0, column]), expected)
    return "answered"


def _coefficient(name: str) -> int:
    from winset.foundation.coefficients import NAMES

    return NAMES.index(name)


def _plain_purses(field: Any, fund: float) -> list[float]:
    """Net purse for each member by chamber: every effort spread over whom it reaches."""
    game = field.game
    held = [float(c) for c in field.campaign[0]]
    scale = fund / sum(held) if sum(held) > 0.0 else 0.0
    seats = [int(game.labels.seats[:, column].sum()) for column in range(len(field.chambers))]
    purses = [0.0] * len(seats)
    for spender, actor in enumerate(field.spenders):
        effort = float(field.spends[0, spender]) if field.side[0, spender] > 0 else 0.0
        effort -= scale * held[spender]
        reached = [
            float(game.institutions.chamber_weights[c]) * n
            for c, n in enumerate(seats)
            if game.institutions.reach[actor, c]
        ]
        single = [
            float(game.institutions.player_weights[p])
            for p in range(len(game.labels.actors))
            if game.institutions.reach_players[actor, p]
        ]
        whole = math.fsum([*reached, *single])
        for c in range(len(seats)):
            if game.institutions.reach[actor, c] and whole > 0.0:
                purses[c] += effort / whole
    return purses


def _same(what: str, found: float, expected: float) -> None:
    if not math.isclose(found, expected, rel_tol=1e-6, abs_tol=1e-6):
        raise DefectError(f"{what}: {found} is not {expected}")


def random_rule(dice: random.Random, folder: Path) -> str:
    """Indices and minimal coalitions of a random rule against their definitions."""
    from tests.oracles import power_oracles as oracles
    from tests.oracles.test_power_oracles import random_compound, random_heavy_vote, random_vote

    from winset.foundation.errors import InputError
    from winset.solvers.coalitions.minimal_winning import minimal_winning_coalitions
    from winset.solvers.power.banzhaf import banzhaf
    from winset.solvers.power.shapley_shubik import shapley_shubik

    rule = dice.choice((random_vote, random_heavy_vote, random_compound))(dice)
    try:
        listed = minimal_winning_coalitions(rule).coalitions
    except InputError:
        return "refused"
    if {frozenset(c) for c in listed or ()} != oracles.minimal_winning(rule):
        raise DefectError(f"minimal winning coalitions of {rule}")
    if not oracles.minimal_winning(rule) - {frozenset()}:
        return "answered"
    for solver, plain in (
        (shapley_shubik, oracles.shapley_shubik_by_coalitions),
        (banzhaf, oracles.banzhaf),
    ):
        found, expected = solver(rule).values, plain(rule)
        for player, value in expected.items():
            _same(f"{solver.__name__} of {player} in {rule}", float(found[player]), float(value))
    return "answered"


def random_ranges(dice: random.Random, folder: Path) -> str:
    """A random case drawn: shares are shares, and the report holds nothing that is not finite."""
    from tests.oracles.random_domestic_cases import random_case

    from winset.studies.domestic.analyze import analyze

    case, parameters = random_case(dice.randrange(10**9))
    report = analyze(case, draws=dice.choice((1, 4)), parameters=parameters)
    shares = np.array(list(report.verdict_shares.values()))
    if not (0.0 <= report.passage_probability <= 1.0 and abs(shares.sum() - 1.0) < 1e-9):
        raise DefectError(f"{case.id}: shares {report.verdict_shares}")
    json.loads(report.to_json(), parse_constant=no_constant)
    return "answered"


def _kinds() -> Sequence[Kind]:
    return (
        Kind("case, one place", case_at_a_place),
        Kind("case, its text", case_text_damaged),
        Kind("parameter block", parameters_damaged),
        Kind("--set", change_by_path),
        Kind("numbers typed", numbers_typed),
        *(Kind(f"table of {verb}", table_damaged(verb)) for verb in TABLES),
        *(Kind(name, attempt) for name, attempt in FILE_ATTEMPTS.items()),
        Kind("roll calls", votes_damaged),
        Kind("random vote", random_game),
        Kind("random report", random_ranges),
        Kind("random rule", random_rule),
    )


KINDS: Final = _kinds()
"""Every kind of tries."""
