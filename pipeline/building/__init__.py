"""The stages in order: for a show, what is ordered, for one episode; and the processes that do it."""
