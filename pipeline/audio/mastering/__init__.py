"""From sound to an MP3 of the right loudness, measured on the file."""
