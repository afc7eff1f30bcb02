"""Statements: who said what, for or against, and when; and the networks that come of them.

Nothing here knows a case; positions and distances of belief are handed on as evidence for one.
"""
