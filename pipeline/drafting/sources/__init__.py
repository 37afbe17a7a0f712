"""The author's own documents, in `episodes/sources/`: read, and searched for sentences worth quoting."""

# Counts up when a document is read otherwise, or other sentences of it are found.
VERSION = 1
