"""A-priori voting power."""
