"""Documents on the terminal."""
