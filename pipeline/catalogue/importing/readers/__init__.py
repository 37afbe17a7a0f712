"""The kinds of list that people keep, a reader each; every reader gives a `Listing`."""
