"""From a script to sound: spoken text, lexicon, engines, the speech cache, and the fitting to length."""

# Counts up when the same spoken words make another narration: the fitting, the pauses, the trimming.
VERSION = 1
