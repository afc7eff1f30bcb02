"""The cases there are."""
