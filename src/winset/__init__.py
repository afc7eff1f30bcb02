"""Two-level games in trade politics: ratification, coalitions, pivots and win-sets."""

__version__ = "0.1.0"
