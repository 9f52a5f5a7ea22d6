"""Files of this machine copied into a draft: chosen in the palette, and read piece by piece beside the window."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import platformdirs

from osone.app.desk.background import Loop, aside
from osone.bridge.screens import Screens
from osone.host import saving
from osone.mail.filenames import safe_name, type_of
from osone.model.errors import CommandError, OsOneError
from osone.store import drafts
from osone.store.files import Store
from osone.text.catalogue import _
from osone.text.numbers import size

LARGEST = 200 * 1024 * 1024
"""Bytes of one file: no mail server takes as much."""
PIECE = 512 * 1024
CHOOSE = "write.files"
OFFERED = 8
LOOKED_AT = 2000
"""Entries of a folder that are looked through for what is typed."""


class Enclosing:
    """Lets a person choose files, and copies them into the draft that is open."""

    def __init__(self, screens: Screens, store: Store, later: Loop) -> None:
        self._screens, self._store = screens, store
        screens.writing.filesAsked.connect(lambda: screens.finder.ask(CHOOSE))
        screens.writing.enclosed.connect(lambda draft, paths: later.start(self._copy(draft, paths)))

    def gestures(self) -> dict[str, Callable[[object], None]]:
        """What is done once a file was named."""
        return {"write_files": lambda path: self._named(str(path))}

    def choices(self) -> Mapping[str, Callable[[str], Sequence[tuple[str, str]]]]:
        """What the palette offers for a path that is being typed."""
        return {CHOOSE: _offered}

    def _named(self, words: str) -> None:
        path = saving.typed(words, Path.home(), "")
        if path.is_dir():
            # Into the folder, to choose among what is in it.
            self._screens.finder.ask(CHOOSE, words=f"{saving.shown(path)}/")
        else:
            self._screens.writing.enclose_path(str(path))

    async def _copy(self, draft: int, paths: Sequence[str]) -> None:
        """One after the other."""
        for path in paths:
            try:
                await aside(partial(enclose, self._store, draft, Path(path)))
            except OsOneError as error:
                self._screens.shell.toast(error.whole, fault=True)
        self._screens.writing.look()


def enclose(store: Store, draft: int, path: Path) -> None:
    """Copy a file into a draft. Blocks. Raises CommandError where it cannot be."""
    try:
        found = path.stat()
        if not path.is_file():
            raise CommandError(_("{name} is a folder.", name=path.name), remedy=_("Choose the files in it."))
        if found.st_size > LARGEST:
            raise CommandError(
                _("{name} is too large to be sent by mail ({size}).", name=path.name, size=size(found.st_size)),
                remedy=_("Share it in another way, and send a link."),
            )
        core = store.writer("core")
        try:
            drafts.enclose(core, draft, safe_name(path.name, type_of(path.name)), type_of(path.name), _pieces(path))
        finally:
            core.close()
    except OSError as error:
        raise CommandError(
            _("{name} can't be read: {reason}.", name=path.name, reason=error.strerror or _("unknown error"))
        ) from None


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _offered(words: str) -> list[tuple[str, str]]:
    """Files and folders that what is typed may mean, the newest first; of nothing typed, those of the downloads."""
    if not words.strip():
        folder, begun = Path(platformdirs.user_downloads_dir()), ""
    else:
        path = saving.typed(words, Path.home(), "")
        inside = words.rstrip().endswith("/") or path.is_dir()
        folder, begun = (path, "") if inside else (path.parent, path.name.casefold())
    found = sorted(_entries(folder, begun), key=lambda one: -one[0])
    return [(str(path), _("Attach {file}", file=saving.shown(path))) for _at, path in found[:OFFERED]]


def _entries(folder: Path, begun: str) -> Iterator[tuple[float, Path]]:
    try:
        for number, path in enumerate(folder.iterdir()):
            if number >= LOOKED_AT:
                return
            if not path.name.startswith(".") and path.name.casefold().startswith(begun):
                yield path.stat().st_mtime, path
    except OSError:
        return
