"""English: the tagger and what is read from it, for writing and speech alike."""

# Counts up when a sentence may be tagged or a homograph be read otherwise; the model's file counts by itself.
VERSION = 1
