"""The case file: the typed model, reading, writing, checking and its JSON Schema."""
