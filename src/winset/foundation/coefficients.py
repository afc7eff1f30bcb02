"""Names of the coefficients of the vote model, with what each means."""

from __future__ import annotations

COEFFICIENTS: dict[str, str] = {
    "gamma_0": "Valence every bill that is put to a vote has, in surplus units.",
    "gamma_dir": "Valence of a bill that opens trade over one that closes it.",
    "gamma_pkg": "Valence of a package, which joins matters otherwise voted on apart.",
    "gamma_clk": "Valence of a bill with a statutory last day for the vote.",
    "s_a": "Standard deviation of the bill's own valence.",
    "s_p": "Standard deviation of what a party shares on one bill.",
    "s_t": "Standard deviation of a party's tally round its supporters, as a share of its seats.",
    "eta": "Pull on members of the chief executive's party towards his side.",
    "lambda": "Own shift of whoever holds the calendar.",
    "rho": "Effect of willingness to bargain (0 to 1) on surplus.",
    "pi": "Effect of engagement on what an actor spends: exp(pi (engagement - 1/2)).",
    "phi": "Effect of cohesion on the opponents' fund: (cohesion / usual cohesion) ** phi.",
}
"""Names of the coefficients, in the order of every array of them, with what each means."""

SCALES = ("s_a", "s_p", "s_t")
"""Coefficients that are standard deviations and cannot be negative."""

PRIORS: dict[str, tuple[float, float]] = {
    "gamma_0": (0.1, 0.1),
    "gamma_dir": (0.0, 0.1),
    "gamma_pkg": (0.0, 0.1),
    "gamma_clk": (0.0, 0.1),
    "s_a": (0.0, 0.1),
    "s_p": (0.0, 0.1),
    "s_t": (0.0, 0.1),
    "eta": (0.05, 0.05),
    "lambda": (0.05, 0.15),
    "rho": (0.0, 0.15),
    "pi": (0.0, 1.0),
    "phi": (0.0, 1.0),
}
"""Mean and standard deviation of the prior of each; of a standard deviation the half normal's."""

DELETED_FORMS = ("influence", "last-mover", "bargaining")
"""Rival forms of plan 2, deleted since the record could not distinguish them from none."""

LAST_WITH_THEM = "d5a6a65"
"""The last commit of the project that could run them; it made their stored scores."""

NAMES = tuple(COEFFICIENTS)
"""The names in the order in which every array of coefficients holds them."""
