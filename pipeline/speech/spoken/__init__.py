"""From shown words to spoken words: the lexicon, the rules, numbers and symbols."""
