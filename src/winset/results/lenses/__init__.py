"""Answers of the rival lenses."""
