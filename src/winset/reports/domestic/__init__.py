"""The documents of one game at home."""
