"""The author's own documents, in `episodes/sources/`: read, and searched for sentences worth quoting."""
