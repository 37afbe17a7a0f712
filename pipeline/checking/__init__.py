"""What an episode must be, measured on its files."""
