"""A case as a file: reading it, what is wrong with it, writing it."""
