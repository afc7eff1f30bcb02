"""Rival approaches to one case, side by side."""
