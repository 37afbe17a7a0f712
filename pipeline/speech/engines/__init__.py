"""One adapter per text-to-speech library, imported only when that engine is asked for."""

# Counts up when what the adapters share reads words otherwise; each adapter counts for itself beside it.
VERSION = 1
