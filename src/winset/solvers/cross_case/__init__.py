"""Tests over many cases: calibration, qualitative comparison, Bayesian updating, agreement."""
