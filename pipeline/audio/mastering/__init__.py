"""From sound to an MP3 of the right loudness, measured on the file."""

# Counts up when the same sound makes another file.
VERSION = 1
