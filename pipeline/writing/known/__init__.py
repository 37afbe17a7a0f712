"""What is known of an episode without notes: its subject, its hard words, and its neighbours."""
