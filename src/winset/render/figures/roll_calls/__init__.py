"""Figures of the members of a chamber and of a tally."""
