"""What podcast apps and directories require, judged on the feeds and files themselves."""
