"""Lecture notes: the points that speak of an episode, kept beside it for its author."""
