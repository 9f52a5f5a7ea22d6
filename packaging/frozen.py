"""The first lines of the packaged program: what a frozen child process needs, then the one door."""

import multiprocessing

if __name__ == "__main__":
    # Before any other import: a child that multiprocessing starts ends here, instead of opening a second window.
    multiprocessing.freeze_support()

    import sys

    from osone.cli.main import main

    sys.exit(main())
