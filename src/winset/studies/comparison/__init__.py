"""Results over many cases, or over many coders of one case."""
