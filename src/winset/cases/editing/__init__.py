"""Changing a case: by path, by part, in its own text."""
