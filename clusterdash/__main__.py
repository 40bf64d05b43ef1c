"""``python -m clusterdash`` is the command ``clusterdash``."""

import sys

from clusterdash.cli import main

if __name__ == "__main__":
    sys.exit(main())
