"""Figures of a rule: power and coalitions."""
