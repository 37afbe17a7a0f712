"""Topic pages of other sites into episode files: read, merged, planned, applied."""
