"""Figures of one game at home."""
