"""Hot array code: arrays in, arrays out; no names, files or classes."""
