"""Answers of the vote and of ratification."""
