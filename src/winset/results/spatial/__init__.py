"""Answers of spatial voting."""
