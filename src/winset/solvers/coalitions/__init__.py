"""Winning coalitions, their cost and their opponents."""
