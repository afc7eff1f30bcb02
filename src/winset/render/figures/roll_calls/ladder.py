"""The probability ladder: every member by the probability of a Yea, and where the quota falls."""

from __future__ import annotations

import altair as alt

from winset.render.figures.grammar import (
    NOTE_SIZE,
    PADDING,
    Palette,
    Panel,
    Theme,
    draws,
    figure,
    legend,
    palette,
)
from winset.render.figures.roll_calls.tally import tally_caption
from winset.reports.roll_calls.whip_report import CaseWhip, WhipCount

_HEIGHT = 330.0
_NAMED = 12


def party_colour(party: str, parties: list[str], colours: Palette) -> str:
    """Colour of a party: the side colours belong to Yea and Nay, so parties take the others."""
    wheel = (colours.record, colours.accent, colours.indifferent, colours.quiet)
    return wheel[min(parties.index(party), len(wheel) - 1)]


def surname(name: str) -> str:
    """Surname with small letters after each capital, however the file writes it.

    Examples
    --------
    >>> surname("McCOLLUM, Ira William, Jr. (Bill)"), surname("KENNEDY, Edward")
    ('McCollum', 'Kennedy')
    """
    bare = name.split(",")[0]
    pairs = zip(" " + bare, bare, strict=False)
    return "".join(sign.lower() if before.isupper() else sign for before, sign in pairs)


@draws(WhipCount, "what `winset.case_whip` returns")
def plot_ladder(
    document: WhipCount, *, width: int = 760, theme: Theme = "light"
) -> alt.VConcatChart:
    """Members from the surest Yea to the surest Nay, the persuadable ones by name.

    Parameters
    ----------
    document
        A whip count, of a roll call or of a case's members.
    width
        Whole width in pixels, 300 or more.
    theme
        ``"light"`` or ``"dark"``.
    """
    c = palette(theme)
    members = sorted(document.members, key=lambda m: (-m.p_yes, m.id))
    parties = sorted({m.party for m in members}, key=lambda p: -sum(m.party == p for m in members))
    needed = document.needed
    panel = Panel(width - 2 * PADDING, (0.0, len(members) + 1.0), c)
    top, base = 40.0, _HEIGHT - 12.0

    def height(chance: float) -> float:
        return base - chance * (base - top)

    ends = (0.5, len(members) + 0.5)
    panel.rules([{"x": ends[0], "x2": ends[1], "y": height(p), "y2": height(p), "color": c.faint}
                 for p in (0.0, 0.25, 0.5, 0.75, 1.0)])  # fmt: skip
    panel.texts([{"x": ends[1], "y": height(p) - 7, "text": f"{p:.0%}", "color": c.quiet}
                 for p in (0.25, 0.5, 0.75, 1.0)], align="right", size=NOTE_SIZE)  # fmt: skip
    panel.rules([{"x": needed, "x2": needed, "y": top - 8, "y2": base, "color": c.ink}], width=1.5)
    panel.texts([{"x": needed, "y": top - 16, "text": f"seat {needed}", "color": c.ink}],
                align="center", bold=True)  # fmt: skip
    panel.points(
        [
            {"x": rank + 1, "y": height(m.p_yes), "color": party_colour(m.party, parties, c),
             "name": m.name, "where": f"{m.party}-{m.state}", "p": f"{m.p_yes:.2f}"}
            for rank, m in enumerate(members)
        ],
        size=22.0,
        ring=False,
        tips=(("name", "member"), ("where", "party, state"), ("p", "probability of a Yea")),
    )  # fmt: skip
    legend(panel, [("circle", party_colour(p, parties, c), p) for p in parties[:4]], top=10.0)
    axis = alt.Axis(title="Members, surest Yea first", grid=False, tickCount=8)
    return figure(
        [panel.part(_HEIGHT, axis)],
        title=f"Members: {document.roll_call.title or document.roll_call.id}",
        caption=f"{tally_caption(document)} {_persuadable(document)}",
        description=tally_caption(document),
        width=width,
        theme=theme,
    )


def _persuadable(document: WhipCount) -> str:
    """Name the first persuadables, and say how far they can be ranked."""
    rows = document.persuadables
    named = ", ".join(
        f"{surname(row.name)} ({row.state})" if row.state else surname(row.name)
        for row in rows[:_NAMED]
    )
    more = f" and {len(rows) - _NAMED} more" if len(rows) > _NAMED else ""
    told = f"Persuadable: {named}{more}." if rows else ""
    unpaid = "Members before anybody is paid." if isinstance(document, CaseWhip) else ""
    return " ".join(part for part in (told, document.ranking, unpaid) if part)
