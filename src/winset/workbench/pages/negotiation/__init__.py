"""The page of a negotiation, a module a part."""
