"""Covers, drawn in code."""

# Counts up when the same cover is drawn otherwise; the font and Pillow count by themselves.
VERSION = 2
