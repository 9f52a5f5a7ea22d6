"""Files of this machine copied into a draft: chosen in the palette, and read piece by piece beside the window."""

import hashlib
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage

from osone.app.desk import paths
from osone.app.desk.background import Loop, aside
from osone.bridge.screens import Screens
from osone.bridge.writing.pictures import WIDEST
from osone.host import saving
from osone.host.later import later as after
from osone.mail.filenames import own_name, type_of
from osone.model.errors import CommandError, OsOneError, reason
from osone.store import drafts
from osone.store.files import Store
from osone.text.catalogue import _
from osone.text.lines import within
from osone.text.numbers import size

if TYPE_CHECKING:
    from osone.bridge.drawing import decoding
    from osone.mail.bounds import budget
else:
    # Once there is a picture.
    decoding, budget = after("osone.bridge.drawing.decoding"), after("osone.mail.bounds.budget")

LARGEST = 200 * 1024 * 1024
"""Bytes of one file: no mail server takes as much."""
SHOWN_IN_TEXT = 8 * 1024 * 1024
"""Bytes of a picture that is shown in the text; a larger one is a file beside it."""
PIECE = 512 * 1024
COPYING = threading.Lock()
"""One file after the other: two of the same that come at once are one."""
CHOOSE, IMPORT = "write.files", "mail.import"


class Enclosing:
    """Lets a person choose files, and copies them into the draft that is open."""

    def __init__(self, screens: Screens, store: Store, later: Loop) -> None:
        self._screens, self._store = screens, store
        screens.enclosures.asked.connect(lambda: screens.finder.ask(CHOOSE))
        screens.enclosures.enclosed.connect(lambda draft, path: later.start(self._copy(draft, path)))
        screens.enclosures.pictured.connect(lambda draft, picture: later.start(self._show(draft, picture)))

    def gestures(self) -> dict[str, Callable[[object], None]]:
        """What is done once a file was named."""
        return {"write_files": lambda path: self._named(str(path))}

    def choices(self) -> Mapping[str, Callable[[str], Sequence[tuple[str, str]]]]:
        """What the palette offers for a path that is being typed."""
        return {CHOOSE: _offered, IMPORT: _imported}

    def _named(self, words: str) -> None:
        path = saving.typed(words, Path.home(), "")
        if path.is_dir():
            # Into the folder, to choose among what is in it.
            self._screens.finder.ask(CHOOSE, words=f"{saving.shown(path)}/")
        elif not path.exists():
            missing = _("There is no file “{name}” in {folder}.", name=path.name, folder=saving.shown(path.parent))
            self._screens.shell.toast(f"{missing} {_('Choose one from the list, or type where it is.')}", fault=True)
            self._screens.finder.ask(CHOOSE, words=words)
        else:
            self._screens.enclosures.enclose_path(str(path))

    async def _copy(self, draft: int, path: str) -> None:
        with self._coming(draft):
            if not await aside(partial(enclose, self._store, draft, Path(path))):
                self._screens.shell.toast(_("{name} is attached already.", name=within(Path(path).name)))

    async def _show(self, draft: int, picture: object) -> None:
        """Keep a picture with the draft, then show it; a file that is none is enclosed."""
        with self._coming(draft):
            name, data, image = await aside(partial(_read, picture))
            if image is None:
                if isinstance(picture, str):
                    await aside(partial(enclose, self._store, draft, Path(picture)))
                return
            content_id = f"{secrets.token_hex(12)}@osone"
            await aside(partial(_keep, self._store, draft, name, [data], content_id))
            self._screens.writing.show_picture(draft, content_id, image, Path(name).stem)

    @contextmanager
    def _coming(self, draft: int) -> Iterator[None]:
        """While a file is on its way into a draft; what keeps it from there is told."""
        try:
            yield
        except OsOneError as error:
            self._screens.shell.toast(error.whole, fault=True)
        finally:
            self._screens.enclosures.came(draft)


def enclose(store: Store, draft: int, path: Path) -> bool:
    """Copy a file into a draft; False where the very same is there already. Blocks.

    Raises CommandError where it cannot be copied.
    """
    try:
        found = path.stat()
        if not path.is_file():
            raise CommandError(_("{name} is a folder.", name=path.name), remedy=_("Choose the files in it."))
        if found.st_size > LARGEST:
            raise CommandError(
                _("{name} is too large to be sent by mail ({size}).", name=path.name, size=size(found.st_size)),
                remedy=_("Share it in another way, and send a link."),
            )
        with COPYING:
            if _is_there(store, draft, path, found.st_size):
                return False
            _keep(store, draft, path.name, _pieces(path))
            return True
    except OSError as error:
        raise CommandError(
            _("{name} can't be read: {reason}.", name=within(path.name), reason=reason(error)),
            remedy=_("Choose another file, or copy it elsewhere first."),
        ) from None


def _is_there(store: Store, draft: int, path: Path, many: int) -> bool:
    """Whether a file of this name and these bytes goes along with a draft already."""
    core = store.reader()
    try:
        found = drafts.one(core, draft)
        name = own_name(path.name, type_of(path.name))
        alike = [one for one in (found.files if found is not None else ()) if (one.name, one.size) == (name, many)]
        return any(
            not one.content_id and _digest(drafts.pieces_of(core, one.id)) == _digest(_pieces(path)) for one in alike
        )
    finally:
        core.close()


def _digest(pieces: Iterable[bytes]) -> bytes:
    made = hashlib.sha256()
    for piece in pieces:
        made.update(piece)
    return made.digest()


def _keep(store: Store, draft: int, name: str, pieces: Iterable[bytes], content_id: str = "") -> None:
    core = store.writer("core")
    try:
        media_type = type_of(name)
        drafts.enclose(core, draft, own_name(name, media_type), media_type, pieces, content_id)
    finally:
        core.close()


def _read(picture: object) -> tuple[str, bytes, QImage | None]:
    """A picture's name, its bytes as they are sent, and as it is drawn; None where it is none that can be shown."""
    name, data = _("Picture.png"), b""
    if isinstance(picture, QImage):
        if picture.width() * picture.height() <= budget.PICTURE.pixels:
            buffer = QBuffer()
            picture.save(buffer, "PNG")  # type: ignore[call-overload]
            data = bytes(buffer.data().data())
    elif isinstance(picture, str):
        path = Path(picture)
        with suppress(OSError):
            if path.is_file() and path.stat().st_size <= SHOWN_IN_TEXT:
                name, data = path.name, path.read_bytes()
    return name, data, decoding.decoded(data, WIDEST)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _offered(words: str) -> list[tuple[str, str]]:
    """Files and folders that what is typed may mean."""
    return [
        (
            str(path),
            _("Look in {folder}", folder=saving.shown(path))
            if path.is_dir()
            else _("Attach {file}", file=saving.shown(path)),
        )
        for path in paths.meant(words)
    ]


def _imported(words: str) -> list[tuple[str, str]]:
    """What may be imported of what is typed."""
    return [(str(path), _("Import {path}", path=saving.shown(path))) for path in paths.meant(words, paths.imported)]
