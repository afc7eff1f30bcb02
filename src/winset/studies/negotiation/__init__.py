"""Governments at a table: win-sets, the agreement, and how it dies."""
