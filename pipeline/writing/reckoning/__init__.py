"""Arithmetic on a summary's own numbers: numerals, units, amounts with bounds, and the rules of what may be worked out."""
