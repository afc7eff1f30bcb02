"""`python -m winset`: the command line."""

import sys

from winset.cli import main

sys.exit(main())
