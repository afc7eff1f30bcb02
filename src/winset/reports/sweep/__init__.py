"""The documents of a sweep."""
