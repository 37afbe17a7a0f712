"""Ninety: a catalogue of short summaries in, a finished podcast out."""

from pipeline.offline import report_nothing

__version__ = "0.1.0"

report_nothing()
