"""Where things are: the profile, the QML and resources that come along, and the parts that were fetched."""

import json
import os
import sys
from pathlib import Path

import platformdirs

NAME = "osone"
WINDOW = "window.json"


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


def scale(folder: Path) -> int:
    """The size of everything, in percent, as it was when the window was last open.

    Qt must be told before the store can be opened, so this one setting also stands in a plain file.
    """
    try:
        kept = json.loads((folder / WINDOW).read_text("utf-8"))
    except (OSError, ValueError):
        return 100
    found = kept.get("scale") if isinstance(kept, dict) else None
    return found if isinstance(found, int) and 80 <= found <= 200 else 100


def keep_scale(folder: Path, percent: int) -> None:
    """Keep the size for the next start."""
    if percent != scale(folder):
        new = folder / f"{WINDOW}.new"
        new.write_text(json.dumps({"scale": percent}), "utf-8")
        new.replace(folder / WINDOW)
