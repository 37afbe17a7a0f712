"""Arithmetic on a summary's own numbers: numerals, units, amounts, and what may be worked out of them."""
