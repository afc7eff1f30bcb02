"""Rival approaches to trade politics, each as a computable prediction over the same arena.

A lens may abstain. It lists the actors it ignores and the inputs it misses.
"""
