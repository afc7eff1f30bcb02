"""What a user writes: the typed case model, reading, writing, checking and its JSON Schema."""
