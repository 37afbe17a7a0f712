"""Looking at the output over HTTP, as a listener's app will."""
