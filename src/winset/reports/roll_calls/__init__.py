"""The documents of roll calls."""
