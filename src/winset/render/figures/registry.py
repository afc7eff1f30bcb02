"""The registry of figures: name, document, what it shows, function, and who offers it.

Verbs take the choices of ``--plot`` from here, documents their `figures`, `winset.plots` its
functions, pages, the workbench and its exports their pictures, and the reference page its table.
A figure's function is imported when it is first drawn, since drawing needs libraries that most
commands do without.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from winset.foundation.errors import InputError

if TYPE_CHECKING:
    import altair as alt


@dataclass(frozen=True)
class Figure:
    """A figure that is offered under a name.

    Parameters
    ----------
    name
        The value of ``--plot``, and the key in `figures` of a document.
    draws
        Class of the document or result; a figure draws its subclasses too.
    home
        Module below ``winset.render.figures`` and function, as ``domestic.axis:plot_axis``.
    shows
        What it shows, in one sentence of Markdown.
    verbs
        Verbs with ``--figure`` that draw it, with the option it needs: ``whatif --agenda``.
    exported
        Whether the workbench lists it among the exports of every case.
    """

    name: str
    draws: str
    home: str
    shows: str
    verbs: tuple[str, ...]
    exported: bool = False

    @property
    def module(self) -> str:
        """Module of the function."""
        return f"winset.render.figures.{self.home.partition(':')[0]}"

    @property
    def function(self) -> str:
        """Name of the function; without ``plot_`` it is its name in `winset.plots`."""
        return self.home.partition(":")[2]

    @property
    def plot(self) -> Callable[..., alt.VConcatChart]:
        """The function itself; the first use imports it."""
        found = getattr(importlib.import_module(self.module), self.function)
        return cast("Callable[..., alt.VConcatChart]", found)

    def draw(self, document: Any, **options: Any) -> alt.VConcatChart:
        """Draw a document.

        Parameters
        ----------
        document
            Document or result of the class that the figure draws.
        options
            Options of the function, such as ``width`` and ``theme``.

        Raises
        ------
        InputError
            If it is of another class or has nothing to draw.
        """
        return self.plot(document, **options)

    def command(self, verb: str) -> str:
        """Options of a verb that draw this figure.

        Examples
        --------
        >>> figure_named("price").command("analyze")
        'analyze --plot price'
        >>> figure_named("lenses").command("lenses")
        'lenses'
        """
        return f"{verb} --plot {self.name}" if len(by_verb(verb)) > 1 else verb


FIGURES: Final = (
    Figure(
        "axis",
        "Report",
        "domestic.axis:plot_axis",
        "The actors on an axis, in a lane for each kind; status quo and proposal; a bracket over "
        "those in favour before anybody pays and one over the deadlock coalition",
        ("analyze",),
        exported=True,
    ),
    Figure(
        "plane",
        "Report",
        "domestic.plane:plot_plane",
        "The actors on two axes at once, with their ranges and members, and the way from the "
        "status quo to the proposal; by default the two vote axes, or the vote axis and the reason "
        "on which most actors have a place",
        ("analyze",),
    ),
    Figure(
        "price",
        "Report",
        "domestic.price:plot_price",
        "Price of ratification, budget and opponents' fund, and the margin between the first two",
        ("analyze",),
        exported=True,
    ),
    Figure(
        "votes",
        "Report",
        "domestic.votes:plot_votes",
        "In each chamber the vote if one is held (upward) and the robust tally (downward), against "
        "quota, record and published counts",
        ("analyze",),
        exported=True,
    ),
    Figure(
        "payments",
        "Report",
        "domestic.payments:plot_payments",
        "Members from the most to the least favourable: what they gain or lose, what they are "
        "paid; the sums by bloc",
        ("analyze",),
        exported=True,
    ),
    Figure(
        "timeline",
        "Report",
        "domestic.timeline:plot_timeline",
        "Formulation stage, lobbying of each actor, proposal, vote, elections, outcome",
        ("analyze",),
        exported=True,
    ),
    Figure(
        "break-even",
        "Report",
        "whatif.break_even:plot_break_even",
        "How far each number would have to move, alone, before the verdict turns",
        ("analyze",),
        exported=True,
    ),
    Figure(
        "tally",
        "WhipCount",
        "roll_calls.tally:plot_tally",
        "How many Yeas a vote may get, and how many carry it",
        ("votes whip", "analyze"),
    ),
    Figure(
        "ladder",
        "WhipCount",
        "roll_calls.ladder:plot_ladder",
        "Members from the surest Yea to the surest Nay, the persuadable ones by name",
        ("votes whip", "analyze"),
    ),
    Figure(
        "hemicycle",
        "WhipCount",
        "roll_calls.hemicycle:plot_hemicycle",
        "A seat a member in the colour of its party, the surest Yea on the left, with a line at "
        "the seat that is needed",
        ("votes whip", "analyze"),
    ),
    Figure(
        "ideal",
        "IdealReport",
        "roll_calls.ideal:plot_ideal",
        "Members from one end to the other, with bars of two standard errors each way",
        ("votes ideal",),
    ),
    Figure(
        "win-sets",
        "NegotiationReport",
        "negotiation.win_sets:plot_win_sets",
        "With one issue bars over each other and the zone as a band; with two a map for each "
        "country and one of the zone, with ideal points, status quo, agreement, the forecast "
        "without ratification (a triangle, with a line to the nearest point that would be "
        "ratified) and the Nash path (dashes: the agreement as bargaining power moves toward each "
        "country); with more, issue by issue, how far each country would go from the agreement",
        ("negotiate",),
        exported=True,
    ),
    Figure(
        "groups",
        "NegotiationReport",
        "negotiation.group_moves:plot_group_moves",
        "Where the agreement goes without each group, and with twice of it",
        ("negotiate",),
        exported=True,
    ),
    Figure(
        "tying-hands",
        "NegotiationReport",
        "negotiation.tying_hands:plot_tying_hands",
        "Each executive's gain as its legislature becomes harder to please, and where tied hands "
        "backfire",
        ("negotiate",),
        exported=True,
    ),
    Figure(
        "pairs",
        "NegotiationReport",
        "negotiation.contract:plot_pairs",
        "Which two countries alone could agree",
        ("negotiate",),
        exported=True,
    ),
    Figure(
        "sobol",
        "SweepSummary",
        "sweep.sobol:plot_sobol",
        "Share of the variance of passage each input carries, with its interval; of Morris's "
        "design the size of its effect",
        ("sweep",),
    ),
    Figure(
        "tornado",
        "SweepReport",
        "sweep.tornado:plot_tornado",
        "Budget minus price at both ends of each range, the others at likely values",
        ("sweep",),
    ),
    Figure(
        "curve",
        "SweepSummary",
        "sweep.passage_curve:plot_passage_curve",
        "Probability of passage over one input",
        ("sweep",),
    ),
    Figure(
        "heat-map",
        "SweepSummary",
        "sweep.heat_map:plot_heat_map",
        "Probability of passage over two inputs",
        ("sweep",),
    ),
    Figure(
        "ridge",
        "SweepReport",
        "sweep.ridge:plot_ridge",
        "The border of the verdict over two inputs that one outcome cannot tell apart",
        ("sweep",),
    ),
    Figure(
        "agenda",
        "AgendaReport",
        "whatif.agenda:plot_agenda",
        "The chance of passage with each clause of a bill at every level, a hollow mark where the "
        "bill has it",
        ("whatif --agenda",),
    ),
    Figure(
        "forecast",
        "ForecastReport",
        "comparison.forecast:plot_forecast",
        "The distribution by its two parts with its central intervals, a row a model with its mean "
        "(dot), its mode (diamond) and its error on decided issues, the actors by weight, and each "
        "model with rounds as lines that run downward",
        ("forecast",),
    ),
    Figure(
        "score",
        "ScoredForecasts",
        "comparison.forecast_score:plot_forecast_score",
        "How much further off than the weighted mean each model is, with 90 % intervals, and the "
        "histogram that shows calibration",
        ("forecast --score",),
    ),
    Figure(
        "lenses",
        "LensReport",
        "comparison.lenses:plot_lenses",
        "The prediction of each lens, and under it a row an actor and a column a lens, with a blue "
        "circle for the bill, a vermilion diamond against it, a hollow circle where the lens sees "
        "the actor without a side, and nothing where it cannot see it",
        ("lenses",),
    ),
    Figure(
        "specifications",
        "CompareReport",
        "comparison.specifications:plot_specifications",
        "How well verdicts and probabilities do under every registered block of parameters",
        ("compare",),
    ),
    Figure(
        "coefficients",
        "EstimateReport",
        "comparison.coefficients:plot_coefficients",
        "The 90 % interval of each coefficient before and after the recorded votes",
        ("estimate",),
    ),
    Figure(
        "matrix",
        "StatementsReport",
        "comparison.statements:plot_statements",
        "Who says the same as whom: a square for each tie, its area the weight, the rows in the "
        "order of their clusters",
        ("statements",),
    ),
    Figure(
        "links",
        "StatementsReport",
        "comparison.statements_network:plot_statements_network",
        "Who is tied to whom: a node for each actor, a link for each tie, its width the weight",
        ("statements",),
    ),
    Figure(
        "in-force",
        "AgreementsReport",
        "comparison.agreements:plot_agreements",
        "The share of signed agreements in force by years since signature, a curve with its 90 % "
        "band for each group of veto players",
        ("agreements",),
    ),
    Figure(
        "power",
        "PowerResult",
        "rule.power:plot_power",
        "How far the power of each player is from its share of the seats; for very many players of "
        "one vote a dot each over its share",
        ("power",),
    ),
    Figure(
        "coalitions",
        "MinimalCoalitions",
        "rule.coalitions:plot_coalitions",
        "Who is in each minimal winning or blocking coalition, and what it weighs; with positions "
        "the players stand at their places on the axis",
        ("coalitions",),
    ),
)
"""Every figure, those of one document in the order in which its page shows them."""

_BY_NAME: Final = {figure.name: figure for figure in FIGURES}


def figure_named(name: str) -> Figure:
    """Figure of a name that the code itself uses."""
    return _BY_NAME[name]


def figures_for(kind: type) -> dict[str, Figure]:
    """Figures that draw documents or results of a class, by name.

    Parameters
    ----------
    kind
        The class, such as `Report`; what draws a class above it draws it too.
    """
    names = {base.__name__ for base in kind.__mro__}
    return {figure.name: figure for figure in FIGURES if figure.draws in names}


def by_verb(verb: str) -> dict[str, Figure]:
    """Figures that a verb of the command line draws, by name.

    Examples
    --------
    >>> list(by_verb("votes whip"))
    ['tally', 'ladder', 'hemicycle']
    """
    return {figure.name: figure for figure in FIGURES if verb in figure.verbs}


def chosen(name: str, offered: Mapping[str, Any]) -> Figure:
    """Figure that ``--plot`` names.

    Parameters
    ----------
    name
        As the user wrote it.
    offered
        Figures to choose from, by name.

    Raises
    ------
    InputError
        If it is not among them.

    Examples
    --------
    >>> chosen("ladder", by_verb("votes whip")).function
    'plot_ladder'
    >>> chosen("lader", by_verb("votes whip"))
    Traceback (most recent call last):
        ...
    winset.foundation.errors.InputError: --plot lader: there is tally, ladder, hemicycle
    """
    if name not in offered:
        raise InputError(f"--plot {name}: there is {', '.join(offered)}")
    return _BY_NAME[name]
