"""Answers about coalitions and what they cost."""
