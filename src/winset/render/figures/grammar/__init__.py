"""Common parts of all figures: grounds, labels, colours."""
