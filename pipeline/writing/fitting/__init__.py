"""What fits an episode's time: what leans on what, and why it is given up in that order."""
