"""A show's own sounds: read from files, levelled to the voice, laid before, after, between and under it."""

# Counts up when the same sounds come out otherwise.
VERSION = 2
