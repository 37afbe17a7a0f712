"""Where things land in `output/`, and the record of each: for all stages; of these it imports catalogue."""
