"""Second tries: the least that turns each text that is likely to fail at home."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

import numpy as np

from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.games.domestic import DomesticGame, Floats, Shocks
from winset.games.negotiation import Country, EntryIntoForce, Negotiation
from winset.reports.negotiation.second_try_parts import SecondTry
from winset.solvers.two_level.landscape import Landscape
from winset.solvers.two_level.ratification_risk import RatificationRisk
from winset.solvers.two_level.ratification_surface import RatificationSurface
from winset.solvers.two_level.second_try import TextTried
from winset.solvers.two_level.table_play import TablePlay
from winset.studies.domestic.attempts import as_put
from winset.studies.negotiation.natural_units import natural_text
from winset.studies.negotiation.table_at_risk import LEAST_DRAWS, MOST_DRAWS, TableAtRisk
from winset.studies.negotiation.texts_in_turn import point_of, text_named
from winset.translate import coded_game
from winset.translate.negotiation import signature_shocks

if TYPE_CHECKING:
    from winset.studies.negotiation.likely_table import Table

__all__ = ["SECOND_TRY_LEVELS", "second_tries", "second_tries_at_home"]

SECOND_TRY_LEVELS: Final = (0.5, 0.9)
_CELLS, _DRAWS = 24, 256
"""Lattice of a legislature that the agreement was not found for; what it gives is drawn back with
all draws."""
_AT_THE_TABLE: Final = "the legislatures at the table"


def second_tries(table: Table) -> list[SecondTry]:
    """The agreement where it is likely to fail, and each text of the file's `sequence`.

    Parameters
    ----------
    table
        A table at risk; with certain votes there are none.
    """
    if not isinstance(table, TableAtRisk):
        return []
    case, issues = table.coded.case, table.coded.likely.issues
    titles = {name: country.title for name, country in case.countries.items()}
    found: list[SecondTry] = []
    failing = _failing(table)
    if failing is not None:
        name, point = failing
        found += _rows(TextTried(table.landscape, point, titles), name, _AT_THE_TABLE, "")
    if case.sequence:
        table.tell("second tries")
        texts = {text_named(text): point_of(text, issues) for text in case.sequence}
        for legislature, day, landscape in _legislatures(table):
            for name, point in texts.items():
                tried = TextTried(landscape, point, titles)
                if not tried.is_turned(SECOND_TRY_LEVELS[-1]):
                    found += _rows(tried, name, legislature, day)
    return [
        row.model_copy(
            update={
                "natural": {
                    issue: text
                    for issue, value in row.point.items()
                    if (text := natural_text(case, issue, value)) is not None
                }
            }
        )
        for row in found
    ]


def _failing(table: TableAtRisk) -> tuple[str, Floats] | None:
    """The agreement if some country that signs is likely to refuse it, or what comes nearest."""
    if not table.play.is_signed:
        return "the most promising text", table.most_promising
    if min(table.chance[name] for name in table.problem.players) < SECOND_TRY_LEVELS[0]:
        return "the agreement", table.agreement.point
    return None


def _legislatures(table: TableAtRisk) -> Iterator[tuple[str, str, Landscape]]:
    """The legislatures at the table, then each later one of a country beside the others."""
    case = table.coded.case
    day = "" if case.date is None else case.date.isoformat()
    yield _AT_THE_TABLE, day, table.landscape
    for name, country in case.countries.items():
        for later in country.later:
            then = table.coded.before_later(name, later)
            shocks = {
                **table.play.shocks,
                name: then.unknown_at_signature(name, table.seed, table.shock_draws),
            }
            few = min(_DRAWS, table.shock_draws)
            play = table.play.replace(
                negotiation=then.likely,
                shocks=shocks,
                known=table.play.shared_surfaces((name,)),
                believed=None,
                asked={},
            )
            rough = then.unknown_at_signature(name, table.seed, few)
            yield later.title, later.date.isoformat(), Landscape(_roughly(play, {name: rough}))


def second_tries_at_home(
    case: Case, parameters: Parameters, draws: int, seed: int
) -> list[SecondTry]:
    """The least that turns a bill likely to fail, as each attempt of its `sequence` puts it.

    Parameters
    ----------
    case
        With a chief executive, whose bill it is.
    parameters
        The parameter block.
    draws, seed
        Draws of the shocks, rounded to a power of two of 64 to 2,048.

    Notes
    -----
    A table of one government: the same surface and the same expected gain as in a negotiation.
    """
    texts = [(text.text, text.date.isoformat(), as_put(case, text)) for text in case.sequence]
    found: list[SecondTry] = []
    seen: list[tuple[bytes, ...]] = []
    for text, day, variant in texts or [("the bill", "", case)]:
        play = _at_home(variant, parameters, draws, seed)
        game = play.negotiation.countries[0].game
        tried = TextTried(
            Landscape(play), game.numbers.proposal[0], {case.id: case.country or case.title}
        )
        mark = (tried.first.tobytes(), tried.chance.tobytes(), tried.gains.tobytes())
        if mark in seen or tried.is_turned(SECOND_TRY_LEVELS[-1]):
            continue  # the same text before the same members
        seen.append(mark)
        found += _rows(tried, text, "those who decide at home", day)
    return found


def _at_home(case: Case, parameters: Parameters, draws: int, seed: int) -> TablePlay:
    coded = coded_game(case, parameters)
    game: DomesticGame = coded.likely.unshocked()
    block = parameters.table
    actor = case.actors.get(case.chief_executive or "")
    cost = block.failure_cost if actor is None or actor.failure_cost is None else actor.failure_cost
    table = Negotiation(
        issues=game.labels.vote_issues,
        status_quo=np.asarray(game.numbers.status_quo[0]),
        countries=(Country(case.id, game),),
        entry=EntryIntoForce(1),
    )
    wanted = int(np.clip(draws, LEAST_DRAWS, MOST_DRAWS))
    wanted = 1 << (wanted - 1).bit_length()
    play = TablePlay(
        table,
        {case.id: signature_shocks(coded, case.id, seed, wanted)},
        np.array([cost.likely]),
        pressure=float(block.pressure),
        reference=block.reference_capacity,
        asked={},
    )
    few = min(_DRAWS, wanted)
    return _roughly(play, {case.id: signature_shocks(coded, case.id, seed, few)})


def _roughly(play: TablePlay, shocks: Mapping[str, Shocks]) -> TablePlay:
    """The play with surfaces of some countries found on fewer nodes with fewer draws."""
    if not play.is_mapped:
        return play
    rough = {
        name: RatificationSurface(
            RatificationRisk(play.negotiation.country(name).game, drawn), _CELLS
        )
        for name, drawn in shocks.items()
    }
    return play.replace(known={**(play.known or {}), **rough})


def _rows(tried: TextTried, text: str, legislature: str, day: str) -> list[SecondTry]:
    """Rows of one text, one a level."""
    issues, names = tried.play.negotiation.issues, tried.names
    rows = []
    surer = np.zeros(0)
    for level in reversed(SECOND_TRY_LEVELS):
        point = tried.nearest(level)
        if surer.size and (not point.size or _away(tried, point) > _away(tried, surer)):
            point = surer  # what reaches more reaches less
        surer = point
        letters, payments = tried.letters(level), tried.payments(level)
        then = tried.chance_at(point) if point.size else point
        rows.append(
            SecondTry.model_validate(
                {
                    "text": text,
                    "legislature": legislature,
                    "date": day,
                    "level": level,
                    "from": dict(zip(issues, map(float, tried.first), strict=True)),
                    "ratified": dict(zip(names, map(float, tried.chance), strict=True)),
                    "distance": _away(tried, point) if point.size else None,
                    "point": dict(zip(issues, map(float, point), strict=False)),
                    "ratified_then": dict(zip(names, map(float, then), strict=False)),
                    "reason": None if point.size else _unturned(tried),
                    "letters": dict(letters.amounts),
                    "letters_reason": letters.reason,
                    "payments": dict(payments.amounts),
                    "payments_reason": payments.reason,
                }
            )
        )
    return rows[::-1]


def _away(tried: TextTried, point: Floats) -> float:
    return float(np.linalg.norm(point - tried.first))


def _unturned(tried: TextTried) -> str:
    return (
        "no text is signed and ratified so surely; the surest, signed or not, enters into force "
        f"with {tried.surest:.2f}"
    )
