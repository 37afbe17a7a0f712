"""`python -m pipeline`: the command, where `ninety` is not on the path."""

import sys

from pipeline.cli import main

sys.exit(main())
