"""The documents of what would be different."""
