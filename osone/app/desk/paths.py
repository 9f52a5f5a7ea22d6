"""Files and folders of this machine that a person may mean by what they type so far."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import platformdirs

from osone.host import saving

OFFERED = 8
LOOKED_AT = 2000
"""Entries of a folder that are looked through for what is typed."""
IMPORTED = (".mbox", ".mbx", ".eml", ".ics", ".ical", ".msf", "")
"""How the names of files end that can be imported; stores of mail often have no ending."""


def meant(words: str, fits: Callable[[Path], bool] = lambda _path: True) -> list[Path]:
    """Those that are meant, what begins so first and of these the newest; of nothing typed, what came in last.

    A name alone is looked for where people keep files, in any part of it; a path, in the folder that it names.
    """
    typed = words.strip()
    if typed and ("/" in typed or typed.startswith("~")):
        path = saving.typed(typed, Path.home(), "")
        inside = typed.endswith("/") or path.is_dir()
        folders, begun = [path if inside else path.parent], "" if inside else path.name
    else:
        folders, begun = _usual(), typed
    found = {path: age for folder in folders for age, path in _entries(folder, begun.casefold()) if fits(path)}
    if not typed and not found:
        found = {path: age for age, path in _entries(Path.home(), "") if fits(path)}
    return sorted(found, key=lambda path: (not path.name.casefold().startswith(begun.casefold()), -found[path]))[
        :OFFERED
    ]


def imported(path: Path) -> bool:
    """Whether something may be imported from there, by its name alone."""
    return path.suffix.lower() in IMPORTED or path.is_dir()


def _usual() -> list[Path]:
    given = (platformdirs.user_downloads_dir, platformdirs.user_documents_dir, platformdirs.user_desktop_dir)
    return list(dict.fromkeys([*(Path(give()) for give in given), Path.home()]))


def _entries(folder: Path, part: str) -> Iterator[tuple[float, Path]]:
    try:
        entries: Iterable[Path] = islice(folder.iterdir(), LOOKED_AT)
        for path in entries:
            if not path.name.startswith(".") and part in path.name.casefold():
                try:
                    yield path.stat().st_mtime, path
                except OSError:
                    continue  # a link that leads nowhere, or gone since
    except OSError:
        return
