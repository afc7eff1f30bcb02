"""Answers, and the processes and turns in which they are computed."""
