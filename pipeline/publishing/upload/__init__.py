"""Bringing the output to where listeners get it: only what changed, and feeds last."""
