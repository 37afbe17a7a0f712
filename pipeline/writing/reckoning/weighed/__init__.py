"""Sums that any two figures could give, and the weighing of which of them is worth saying."""
