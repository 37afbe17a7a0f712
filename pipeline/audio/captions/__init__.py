"""Captions and transcripts from exact word times."""

# Counts up when what goes with the sound comes out otherwise: tags, captions, chapters, the record.
VERSION = 1
