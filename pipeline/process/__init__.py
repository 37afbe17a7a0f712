"""What one process has to do with the machine around it: files, locks, streams, signals, secrets."""
