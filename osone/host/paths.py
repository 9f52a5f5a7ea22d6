"""Where things are: the profile, and the QML and resources that come along."""

import json
import sys
from pathlib import Path

import platformdirs

from osone.host import environment

NAME = "osone"
PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent
"""What holds the package: a checkout, the site's packages, or the frozen program's own folder."""
WINDOW = "window.json"


def profile() -> Path:
    """The profile's folder: ``$OSONE_HOME``, or the platform's place for a program's data."""
    own = environment.value(environment.HOME)
    return Path(own).expanduser().absolute() if own else own_data()


def own_data() -> Path:
    """The platform's place for a program's data."""
    return Path(platformdirs.user_data_dir(NAME, appauthor=False))


def frozen() -> bool:
    """Whether this is the packaged program, which is no Python that modules can be named to."""
    return bool(getattr(sys, "frozen", False))


def data(name: str) -> Path:
    """A folder that comes along (``ui`` or ``resources``): in the package, or beside it in a checkout."""
    bundled = PACKAGE / "_data" / name
    return bundled if bundled.exists() else ROOT / name


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
