"""What each command does with a show: load it, run the stages, report."""
