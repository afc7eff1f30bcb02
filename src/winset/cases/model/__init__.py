"""The typed case: actors, institutions, quantities, parameters."""
