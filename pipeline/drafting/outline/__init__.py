"""An outline of notes: pointed questions on what a summary leaves open, and the author's own material."""
