"""English: the tagger and what is read from it, for writing and speech alike."""
