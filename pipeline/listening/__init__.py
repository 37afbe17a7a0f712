"""Listening: what recognisers hear in a finished file, and how natural it sounds."""
