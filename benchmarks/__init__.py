"""Measurements of the program, run by `make`; their results go into docs/."""
