"""What people keep, as episode files: lists of any kind read, understood, matched, dated and written."""
