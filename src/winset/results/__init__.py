"""Frozen answers with labels, a witness and a check that does not use the solver."""
