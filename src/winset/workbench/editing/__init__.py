"""A case as it is edited: drafts, history, scenarios."""
