"""The script itself: what it is made of, how it stands in a file, and the silences between its parts."""
