"""Signed provenance (C2PA): who made a file, and that a model spoke it; altered it shows."""

# Counts up when the same file is signed otherwise.
VERSION = 1
