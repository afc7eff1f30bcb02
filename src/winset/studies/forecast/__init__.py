"""Forecasts of bargaining: every protocol on one table, and its record on decided issues."""
