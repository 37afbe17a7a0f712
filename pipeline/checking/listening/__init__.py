"""Listening: what recognisers hear in a finished file, and how natural it sounds."""

# Counts up when the same words, heard and meant, are compared otherwise.
VERSION = 1
