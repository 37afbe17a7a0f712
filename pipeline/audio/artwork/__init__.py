"""Covers, drawn in code."""
