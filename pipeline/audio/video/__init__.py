"""An episode as a video: its cover, its words as they are spoken, and a wave that shows how far it is."""

# Counts up when the same episode gives another video; the encoder's version counts by itself.
VERSION = 1
