"""One adapter per text-to-speech library, imported only when that engine is asked for."""
