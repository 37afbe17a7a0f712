"""Voices and pronunciations heard side by side, and the choice of one written where the show keeps it."""
