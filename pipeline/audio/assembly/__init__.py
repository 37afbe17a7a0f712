"""From sentences and pauses to one stretch of sound, with the signature at both ends."""

# Counts up when the same narration makes another stretch of sound.
VERSION = 1
