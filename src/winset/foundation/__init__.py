"""Errors, outcome words, randomness, tolerances and citations: what every other folder may use."""
