"""The published cases as files, each number with its source."""
