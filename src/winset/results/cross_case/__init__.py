"""Answers over many cases."""
