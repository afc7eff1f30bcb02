"""One game at home from end to end: the verdict and what stands behind it."""
