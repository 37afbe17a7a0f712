"""Where a summary may be cut, and what of its brackets and causes is said."""
