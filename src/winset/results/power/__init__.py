"""Answers about power in a rule and the chance of passage."""
