"""New shows: what is asked, and what is written."""
