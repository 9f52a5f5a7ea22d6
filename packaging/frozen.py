"""The first lines of the packaged program: what a frozen child process needs, then the one door."""

import multiprocessing

if __name__ == "__main__":
    # Before any other import: a child that multiprocessing starts ends here, instead of opening a second window.
    multiprocessing.freeze_support()

    import os
    import sys
    from pathlib import Path

    # Voices, ears and the starter mind come along: children look there too, unless the person names another folder.
    parts = Path(__file__).resolve().parent / "osone" / "_data" / "parts"
    if parts.is_dir():
        os.environ.setdefault("OSONE_PARTS", str(parts))

    from osone.cli.main import main

    sys.exit(main())
