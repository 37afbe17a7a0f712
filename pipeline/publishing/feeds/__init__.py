"""The podcast feeds: of the show and of each topic."""
