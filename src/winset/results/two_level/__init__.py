"""Answers of the two-level game."""
