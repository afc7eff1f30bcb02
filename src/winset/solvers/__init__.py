"""One published concept, one file."""
