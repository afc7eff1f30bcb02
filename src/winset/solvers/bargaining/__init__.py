"""Bargaining: which agreement of a zone is reached, and offers in legislatures."""
