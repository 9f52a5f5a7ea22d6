"""The files of messages: opened as copies that nobody can change, saved where the person says."""

import os
import shutil
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import apsw
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from osone.app.desk.threads import Reader
from osone.app.notices.cards import Asking
from osone.bridge.mail.attached import Attached
from osone.bridge.ports import Acts
from osone.bridge.screens import Screens
from osone.host import own
from osone.host.later import later
from osone.model.errors import reason
from osone.store import drafts, messages
from osone.text.catalogue import _, plural
from osone.text.lines import within
from osone.text.numbers import first_up

if TYPE_CHECKING:
    import platformdirs

    from osone.app import invitations
    from osone.host import saving
    from osone.mail import file_warnings, mime
    from osone.queries import invited
    from osone.queries.invited import Invited
else:
    # With all of the calendar, once a file is opened.
    invitations, invited = later("osone.app.invitations"), later("osone.queries.invited")
    platformdirs, saving = later("platformdirs"), later("osone.host.saving")
    file_warnings, mime = later("osone.mail.file_warnings"), later("osone.mail.mime")

FOLDER = "opened"
"""Where copies of opened files are, in the profile: emptied at each start and end."""
SAID = 48
"""Letters of a file's name in a sentence about it, so that what to do has room too."""
LOOKED_AT = 400
"""Entries of a folder that are looked through for what was typed."""
PLACE, IN_FOLDER = "file.place", "file.folder"
CALENDARS = (".ics", ".ical", ".vcs")
BLANKS = b"\xef\xbb\xbf \t\r\n"
BEGINNING = 200
"""Bytes of a file in which a calendar would begin, whatever it is called."""
File = tuple[int, int, str]
"""A message, which part of it, and the name."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A file that is to be opened."""

    data: bytes
    risk: str
    """What warns of it; empty where nothing does."""
    asked: "Invited | None"
    """The event that it holds, where it is of a calendar."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What came of saving."""

    paths: tuple[Path, ...] = ()
    missing: str = ""
    """The file that is not downloaded yet."""
    fault: str = ""


class AttachedFiles(QObject):
    """Opens and saves the files of what is read."""

    def __init__(
        self, asking: Asking, screens: Screens, attached: Attached, reader: Reader, acts: Acts, folder: Path
    ) -> None:
        super().__init__(asking)
        self._asking, self._screens, self._reader, self._acts = asking, screens, reader, acts
        self._copies = folder / FOLDER
        self._of: dict[int, list[Path]] = {}
        """Copies by the conversation that was open."""
        self._saving: list[File] = []
        self._last: Path | None = None
        attached.openAsked.connect(self._open)
        screens.enclosures.openAsked.connect(self._open_enclosed)
        attached.saveAsked.connect(self._save)
        attached.allAsked.connect(self._save_all)

    def gestures(self) -> dict[str, Callable[[object], None]]:
        """What is done once a place was told."""
        return {"file_place": lambda place: self._keep_at(str(place)), "file_folder": lambda at: self._keep_in(str(at))}

    def choices(self) -> Mapping[str, Callable[[str], Sequence[tuple[str, str]]]]:
        """What the palette offers for a place that is being typed."""
        return {PLACE: self._places, IN_FOLDER: self._folders}

    def empty(self) -> None:
        """Take away the copies of what was opened."""
        if self._copies.is_dir():
            shutil.rmtree(self._copies, onerror=_anyway)

    def forget(self, threads: Iterable[int]) -> None:
        """Take away the copies of what was opened of conversations that were deleted for good."""
        for thread in threads:
            for place in self._of.pop(thread, []):
                shutil.rmtree(place, onerror=_anyway)

    # Opening.

    def _open(self, key: str) -> None:
        file = self._screens.reading.file_of(key)
        if file is not None:
            message, part, name = file
            self._open_named(name, lambda connection: _bytes_of(connection, message, part))

    def _open_enclosed(self, name: str, message: int, number: int) -> None:
        """Open a file of the draft that is written: one of the message that it passes on, or one of its own."""
        if message:
            self._open_named(name, lambda connection: _bytes_of(connection, message, number))
        else:
            self._open_named(name, lambda connection: b"".join(drafts.pieces_of(connection, number)))

    def _open_named(self, name: str, read: Callable[[apsw.Connection], bytes | None]) -> None:
        zone = self._screens.now().tzinfo

        def question(connection: apsw.Connection) -> _Found | None:
            data = read(connection)
            if data is None:
                return None
            calendar = name.lower().endswith(CALENDARS) or data[:BEGINNING].lstrip(BLANKS).startswith(b"BEGIN:VCAL")
            asked = invited.in_file(connection, data, zone) if calendar else None
            return _Found(data, file_warnings.risk(name, data), asked)

        def answer(found: _Found | None) -> None:
            if found is None:
                self._missing(name)
            elif found.risk:
                self._asking.ask(
                    _("Open {file}?", file=name),
                    _("{warning}. Open it only if you expected it from this person.", warning=first_up(found.risk)),
                    _("Open"),
                    partial(self._look, name, found.data),
                    icon="triangle-alert",
                )
            elif found.asked is not None:
                self._tell(name, found.data, found.asked)
            else:
                self._look(name, found.data)

        self._reader.ask(question, answer)

    def _tell(self, name: str, data: bytes, asked: "Invited") -> None:
        """Show what a calendar file holds, and what can be done with it."""
        title, body = invitations.file_words(asked, self._screens.now())
        choices: dict[str, Callable[[], object]] = {}
        if takes := invitations.takes(asked):
            whole = asked.event.ics if asked.many == 1 else invited.text_of(data)
            choices[takes] = lambda: self._acts.run("event.bring", {"ics": whole, "method": asked.method})
        choices[_("Open with another program")] = partial(self._look, name, data)
        self._asking.choose(title, body, choices, icon="calendar")

    def _look(self, name: str, data: bytes) -> None:
        thread = self._screens.reading.open_thread

        def question(_connection: apsw.Connection) -> Path | str:
            try:
                place = own.folder(own.folder(self._copies) / os.urandom(8).hex()) / saving.fitting(name)
                saving.write(place, data, mode=0o400)
                return place
            except OSError as error:
                return reason(error)

        def answer(found: Path | str) -> None:
            if isinstance(found, Path):
                self._of.setdefault(thread, []).append(found.parent)
            if isinstance(found, str):
                self._fault(_("{file} couldn't be opened: {why}.", file=within(name, SAID), why=found))
            elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(found))):
                opens = _("No program on this computer opens {file}.", file=within(name, SAID))
                self._fault(f"{opens} {_('You can save it, and open it elsewhere.')}")

        self._reader.ask(question, answer)

    # Saving.

    @property
    def _folder(self) -> Path:
        return self._last or Path(platformdirs.user_downloads_dir())

    def _save(self, key: str) -> None:
        file = self._screens.reading.file_of(key)
        if file is not None:
            self._saving = [file]
            where = saving.shown(saving.free(self._folder, file[2]))
            self._screens.finder.ask(PLACE, words=where)

    def _save_all(self, key: str) -> None:
        files = self._screens.reading.files_with(key)
        if len(files) == 1:
            self._save(key)
        elif files:
            self._saving = files
            self._screens.finder.ask(IN_FOLDER, words=f"{saving.shown(self._folder)}/")

    def _keep_at(self, words: str) -> None:
        if not self._saving:
            return
        path = saving.typed(words, self._folder, saving.fitting(self._saving[0][2]))
        if path.exists():
            self._asking.ask(
                _("Replace {file}?", file=path.name),
                _("A file of that name is already in {folder}.", folder=saving.shown(path.parent)),
                _("Replace"),
                partial(self._keep, [path], over=True),
                icon="triangle-alert",
            )
        else:
            self._keep([path])

    def _keep_in(self, words: str) -> None:
        folder = saving.typed(words.rstrip("/") or words, self._folder, "")
        paths: list[Path] = []
        for _message, _part, name in self._saving:
            path = saving.free(folder, name)
            while path in paths:
                path = saving.free(folder, f"{path.stem} (2){path.suffix}")
            paths.append(path)
        self._keep(paths)

    def _keep(self, paths: Sequence[Path], *, over: bool = False) -> None:
        files, self._saving = self._saving, []

        def question(connection: apsw.Connection) -> _Kept:
            kept: list[Path] = []
            for (message, part, name), path in zip(files, paths, strict=True):
                data = _bytes_of(connection, message, part)
                if data is None:
                    return _Kept(tuple(kept), missing=name)
                try:
                    saving.write(path, data, over=over)
                except OSError as error:
                    said = _("{file} couldn't be saved: {why}.", file=within(name, SAID), why=reason(error))
                    return _Kept(tuple(kept), fault=f"{said} {_('Choose another place.')}")
                kept.append(path)
            return _Kept(tuple(kept))

        self._reader.ask(question, self._kept)

    def _kept(self, found: _Kept) -> None:
        if found.paths:
            self._last = found.paths[0].parent
            place = within(saving.shown(found.paths[0] if len(found.paths) == 1 else self._last))
            many = plural(
                "Saved {count} file to {place}", "Saved {count} files to {place}", len(found.paths), place=place
            )
            self._screens.shell.toast(many if len(found.paths) > 1 else _("Saved to {place}", place=place))
        if found.missing:
            self._missing(found.missing)
        elif found.fault:
            self._fault(found.fault)

    def _missing(self, name: str) -> None:
        self._fault(_("{file} isn't downloaded yet.", file=within(name, SAID)))

    def _fault(self, words: str) -> None:
        self._screens.shell.toast(words, fault=True)

    # Places to save at.

    def _places(self, words: str) -> list[tuple[str, str]]:
        if not self._saving:
            return []
        name = saving.fitting(self._saving[0][2])
        meant = saving.typed(words, self._folder, name)
        others = [folder / meant.name for folder in (*_within(meant), *_usual()) if folder != meant.parent]
        return _offered([meant, *others])

    def _folders(self, words: str) -> list[tuple[str, str]]:
        meant = saving.typed(words.rstrip("/") or words, self._folder, "")
        return _offered([meant, *(folder for folder in (*_within(meant), *_usual()) if folder != meant)])


def _offered(paths: Sequence[Path]) -> list[tuple[str, str]]:
    return [(str(path), _("Save to {place}", place=saving.shown(path))) for path in dict.fromkeys(paths)]


def _usual() -> list[Path]:
    """Where people keep files."""
    found = (platformdirs.user_downloads_dir, platformdirs.user_documents_dir, platformdirs.user_desktop_dir)
    return [folder for give in found if (folder := Path(give())).is_dir()]


def _within(meant: Path) -> list[Path]:
    """Folders whose path begins as what was typed."""
    begin = meant.name.casefold()
    try:
        with os.scandir(meant.parent) as entries:
            near = [e for e in islice(entries, LOOKED_AT) if e.name.casefold().startswith(begin) and e.is_dir()]
    except OSError:
        return []
    return sorted(Path(entry.path) for entry in near if not entry.name.startswith("."))


def _bytes_of(connection: apsw.Connection, message: int, part: int) -> bytes | None:
    raw = messages.raw(connection, message)
    try:
        return mime.attachment(raw, part) if raw is not None else None
    except IndexError:
        return None


def _anyway(remove: Callable[[str], object], path: str, _error: object) -> None:
    """Some systems remove nothing that is read-only; what another program holds open goes at the next start."""
    try:
        Path(path).chmod(stat.S_IRWXU)
        remove(path)
    except OSError:
        return
