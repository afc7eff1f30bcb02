"""Evidence of recorded votes about the coefficients of the vote model."""
