"""From a script to sound: spoken text, lexicon, engines, the speech cache, and the fitting to length."""
