"""The one door: ``osone``, ``osone engine``, ``osone add …``, ``osone find …``."""

import multiprocessing
import sys

from osone.cli.main import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
