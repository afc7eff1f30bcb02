"""The documents of many cases, codings or agreements."""
