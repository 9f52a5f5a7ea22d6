"""Where the weights of the starter mind are looked for, and what the file is called."""

import os
import sys
from pathlib import Path

import platformdirs

FILE = "mind/SmolLM2-135M-Instruct.Q4_1.gguf"
"""Below a folder of parts."""


def folders() -> tuple[Path, ...]:
    """The folders that parts live in, the first that has a file wins.

    ``$OSONE_PARTS``, then ``.build/parts`` beside the package (a checkout), then ``parts`` in the person's data, then
    ``parts`` beside a frozen program.
    """
    found: list[Path] = []
    if named := os.environ.get("OSONE_PARTS"):
        found.append(Path(named))
    found.append(Path(__file__).resolve().parents[3] / ".build" / "parts")
    home = os.environ.get("OSONE_HOME")
    found.append((Path(home) if home else platformdirs.user_data_path("osone", appauthor=False)) / "parts")
    if getattr(sys, "frozen", False):
        found.append(Path(sys.executable).parent / "parts")
    return tuple(found)


def find(name: str = FILE) -> Path | None:
    """The weights, or None where they have not been fetched."""
    return next((folder / name for folder in folders() if (folder / name).is_file()), None)
