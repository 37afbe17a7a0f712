"""From sentences and pauses to one stretch of sound, with the signature at both ends."""
