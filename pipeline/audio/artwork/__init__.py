"""Covers, drawn in code."""

# Counts up when the same cover is drawn otherwise; the font and Pillow count by themselves.
VERSION = 3
OWN_VERSION = 2  # the same, when a picture of the author's is brought out otherwise
