"""Figures: each a function of a Report that returns an Altair chart."""
