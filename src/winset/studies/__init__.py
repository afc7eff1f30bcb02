"""A question end to end: case, game, solvers, Report."""
