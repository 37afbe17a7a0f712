"""Forced alignment: when the words of a sentence sound whose engine tells only how the whole of it sounds."""
