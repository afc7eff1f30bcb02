"""Places of the numbers of a case: fields, dotted paths and their words."""
