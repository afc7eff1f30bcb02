"""Figures of what would be different."""
