"""`python -m pooler_lint`."""

import sys

# Python puts the folder it is started in first, and a `yaml.py` of the code under check must not be imported.
if not getattr(sys.flags, "safe_path", False):
    del sys.path[0]

from pooler_lint.cli import main

if __name__ == "__main__":
    sys.exit(main())
