"""Admission of visitors, and limits on what each may ask for."""
