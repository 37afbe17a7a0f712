"""What is still right, and why not: the one room that compares, explains and stores.

Every stage says what it really used; its key is that, with the version that the stage declares. No source
file is part of a key: a test of each stage's output fails when it changes and the version does not.
docs/freshness.md lists what each key holds.
"""
