"""Ratification of a bill: who lets it come to a vote, the contest of purses, the vote."""
