"""What the fields of a case say about each other, one file a subject."""
