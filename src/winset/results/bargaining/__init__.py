"""Answers of the bargaining solvers."""
