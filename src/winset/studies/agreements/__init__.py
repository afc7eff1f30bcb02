"""Evidence over many agreements: signed, ratified, in force."""
