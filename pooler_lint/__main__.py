"""`python -m pooler_lint`."""

import sys

from pooler_lint.cli import main

if __name__ == "__main__":
    sys.exit(main())
