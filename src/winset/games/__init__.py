"""Immutable labelled arrays: rules and games."""
