"""Figures that set cases, models, lenses or speakers side by side."""
