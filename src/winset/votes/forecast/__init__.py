"""The forecast of a vote: what is known before it, and what follows."""
