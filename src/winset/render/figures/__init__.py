"""Figures: each a function of a document or result that gives an Altair chart; see `registry`."""
