"""From an episode to its script: formats, choice of material, and the script files."""
