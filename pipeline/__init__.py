"""Ninety: a catalogue of short summaries in, a finished podcast out."""

__version__ = "0.1.0"
