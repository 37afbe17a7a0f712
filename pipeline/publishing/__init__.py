"""From finished recordings to what podcast apps read: records, feeds, artwork files."""
