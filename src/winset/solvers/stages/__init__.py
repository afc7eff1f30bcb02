"""The formulation and the voting stage."""
