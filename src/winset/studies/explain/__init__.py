"""Explanations of a number: its formula with a case's values in it."""
