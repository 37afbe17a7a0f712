"""Topic pages of other sites: read, their run-together topics recovered, several of them merged."""
