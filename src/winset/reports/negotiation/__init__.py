"""The documents of a negotiation."""
