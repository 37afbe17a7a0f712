"""What helps an author to more than a summary: questions, the author's own documents, drafts by a server."""
