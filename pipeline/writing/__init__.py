"""From an episode to its script: formats, choice of material, and the script files."""

# Counts up when the same material makes another script; the phrase banks count by themselves.
VERSION = 13
