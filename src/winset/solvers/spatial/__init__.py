"""Spatial voting: win-sets, medians, pivots, agenda setters, core and Pareto set."""
