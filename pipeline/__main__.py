"""`python -m pipeline`: the command, where `ninety` is not on the path."""

import sys

from pipeline.cli import program

sys.exit(program())
