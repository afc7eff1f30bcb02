"""Checks of the fields of a case against each other, one file a subject."""
