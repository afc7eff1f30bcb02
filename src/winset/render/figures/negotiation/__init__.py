"""Figures of a table of governments."""
