"""Captions and transcripts from exact word times."""
