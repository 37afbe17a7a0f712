"""Where things land in `output/`, and the record of each: what several stages know; it imports none."""
