"""From shown words to spoken words: the lexicon, the rules, numbers and symbols."""

# Counts up when the same sentence is read otherwise.
VERSION = 2
