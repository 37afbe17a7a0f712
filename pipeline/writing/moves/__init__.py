"""The moves of the writer: each makes a passage of what is known of an episode, or nothing.

A slot of a phrase takes a whole sentence, a name or a number, and nothing else.
"""
