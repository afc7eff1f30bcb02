"""Counts of winning coalitions, swings and chances."""
