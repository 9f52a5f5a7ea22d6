"""Where things are: the profile, the QML and resources that come along, and the parts that were fetched."""

import os
import sys
from pathlib import Path

import platformdirs

NAME = "osone"


def profile() -> Path:
    """The profile's folder: ``$OSONE_HOME``, or the platform's place for a program's data."""
    own = os.environ.get("OSONE_HOME")
    return Path(own).expanduser() if own else Path(platformdirs.user_data_dir(NAME, appauthor=False))


def data(name: str) -> Path:
    """A folder that comes along (``ui`` or ``resources``): in the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    bundled = package / "_data" / name
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen and (Path(frozen) / name).exists():
        return Path(frozen) / name
    return bundled if bundled.exists() else package.parent / name


def keys_file(folder: Path) -> Path:
    """The person's own keys."""
    return folder / "keys.json"
