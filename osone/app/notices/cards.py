"""What is shown before it happens: cards with a yes and a no, and what a yes does."""

import logging
from collections.abc import Callable
from pathlib import Path

import apsw
import platformdirs
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from osone.app.desk.threads import Reader
from osone.bridge.screens import Screens
from osone.mail.file_warnings import warning
from osone.store import messages
from osone.text.catalogue import _
from osone.text.lines import short
from osone.text.numbers import first_up

LOG = logging.getLogger(__name__)
FILE = "file:"
LONGEST = 300


class Asking(QObject):
    """Cards of the window, by key, with what each does when it is taken."""

    def __init__(self, screens: Screens, reader: Reader, parent: QObject) -> None:
        super().__init__(parent)
        self._screens, self._reader = screens, reader
        self._answers: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {}
        self._number = 0
        screens.shell.cardDecided.connect(self._decided)
        screens.reading.linkAsked.connect(self._link)
        screens.talk.linkAsked.connect(self._link)

    def ask(
        self,
        title: str,
        body: str,
        yes: str,
        then: Callable[[], object],
        *,
        icon: str = "circle-alert",
        otherwise: Callable[[], object] = lambda: None,
        key: str = "",
    ) -> None:
        """Show what would happen; a yes does ``then``, a no ``otherwise``. A card of the same key takes its place."""
        self._number += 1
        key = key or f"ask{self._number}"
        self._answers[key] = (then, otherwise)
        self._screens.shell.card(key, title, body, yes, _("Cancel"), icon)

    def _decided(self, key: str, yes: bool) -> None:
        answers = self._answers.pop(key, None)
        if answers is not None:
            answers[0 if yes else 1]()

    def _link(self, link: str) -> None:
        """A link of a mail or an answer was pressed: it leaves this computer, so where to is shown first."""
        if link.startswith(FILE):
            self._keep(link.removeprefix(FILE))
            return

        from osone.mail.links import target  # after the first frame

        leads = target(link)
        if leads is None:
            self._screens.shell.toast(_("That link isn't safe to open."), fault=True)
            return
        shown = leads.shown if len(leads.shown) <= LONGEST else f"{leads.shown[:LONGEST]}…"
        address = _("Your browser would open this address: {address}", address=shown)
        named = self._screens.reading.claimed(link)
        warns = _("The link's text says {named}, but it leads elsewhere.", named=short(named)) if named else ""
        self.ask(
            _("Open {place}?", place=leads.place),
            f"{warns} {address}".strip(),
            _("Open"),
            lambda: _open(leads.url),
            icon="triangle-alert" if named else "external-link",
        )

    def _keep(self, key: str) -> None:
        """A file of a mail was pressed: that very one is saved, never opened."""
        pressed = self._screens.reading.file_of(key)
        if pressed is None:
            return
        message, part, name = pressed
        warns = warning(name)
        folder = Path(platformdirs.user_downloads_dir())
        saved = _("It is saved to {folder} and not opened.", folder=folder)

        from osone.mail.mime import attachment  # after the first frame

        def read(connection: apsw.Connection) -> bytes | None:
            raw = messages.raw(connection, message)
            return attachment(raw, part) if raw is not None else None

        def save(data: bytes | None) -> None:
            if data is None:
                self._screens.shell.toast(_("{file} isn't downloaded yet.", file=name), fault=True)
                return
            try:
                self._screens.shell.toast(_("Saved to {place}", place=keep(folder, name, data)))
            except OSError as error:
                self._screens.shell.toast(
                    _("{file} couldn't be saved: {why}.", file=name, why=error.strerror), fault=True
                )

        self.ask(
            _("Save {file}?", file=name),
            f"{first_up(warns)}. {saved}" if warns else saved,
            _("Save"),
            lambda: self._reader.ask(read, save),
            icon="triangle-alert" if warns else "download",
        )


def keep(folder: Path, name: str, data: bytes) -> Path:
    """Write a file under a name that is free, and nowhere but in the folder. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    safe = Path(name).name or "file"
    stem, suffix = Path(safe).stem, Path(safe).suffix
    for number in range(1, 1000):
        path = folder / (safe if number == 1 else f"{stem} ({number}){suffix}")
        try:
            with path.open("xb") as file:
                file.write(data)
            return path
        except FileExistsError:
            continue
    raise FileExistsError(f"there are too many files called {safe}")


def _open(link: str) -> None:
    if not QDesktopServices.openUrl(QUrl(link)):
        LOG.warning("no program opened a link")
