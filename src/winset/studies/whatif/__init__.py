"""Differences: break-evens, cheapest changes, clauses, variants."""
