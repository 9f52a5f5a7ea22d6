"""The mailbox's page: which way mail comes in, and the mail that lies on this computer already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot

from osone.bridge.onboarding.account import OnboardingAccount
from osone.bridge.onboarding.choice import CHOOSE, MOVE, Hint, OnboardingList, OnboardingPage, Row
from osone.bridge.onboarding.pages import QmlPage
from osone.commands.onboarding import OnboardingAct
from osone.companion.onboarding import MailboxWay, Onboarding
from osone.host.later import later
from osone.model.errors import OsOneError
from osone.text.catalogue import N_, _

if TYPE_CHECKING:
    import asyncio

    from osone.bridge.onboarding import ports as ports
    from osone.bridge.onboarding.ports import Imports, Later, OnDisk, OneAtATime, Servers
else:
    asyncio = later("asyncio")  # after the first frame
    ports = later("osone.bridge.onboarding.ports")  # once the meeting begins

QML_IMPORT_NAME = "OSOne.Onboarding"
QML_IMPORT_MAJOR_VERSION = 1

LOOK_S = 15.0
INSPECT_S = 60.0
ELSEWHERE = "elsewhere"

BRING = Hint(N_("import"), (OnboardingAct.TAKE,))
COMPLETE = Hint(N_("complete"), (OnboardingAct.OTHER,))

KEYRING = N_("Your password is stored in the system keyring.")
WAYS = (
    Row(
        MailboxWay.ACCOUNT.value,
        N_("Add account"),
        N_("Works with any IMAP provider. {keeps}"),
    ),
    Row(
        MailboxWay.IMPORTED.value,
        N_("Import from this computer"),
        N_("Thunderbird, Maildir, mbox or a folder of .eml files"),
    ),
    Row(
        MailboxWay.SAMPLE.value,
        N_("Try the sample"),
        N_("400 invented messages and a busy calendar to explore"),
    ),
    Row(MailboxWay.NONE.value, N_("Not now"), N_("You can add an account later from Home")),
)


@QmlPage
class OnboardingDisk(OnboardingList):
    """Mail on this computer: what was found by itself, or a path."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._imports: Imports | None = None
        self._lane: OneAtATime | None = None
        self._found: dict[str, OnDisk] = {}
        self._busy = ""
        self._writing = False
        self._path = ""
        self._fault = ""

    def attach(self, imports: Imports, later: Later) -> None:
        """Take the way to mail on the disk."""
        self._imports, self._lane = imports, ports.OneAtATime(later)

    def begin(self) -> None:
        """Look in the usual places."""
        self._writing, self._fault = False, ""
        if self._lane is not None:
            self._work(_("Looking for mail on this computer"))
            self._lane.run(self._look())

    def leave(self) -> None:
        """Stop looking."""
        if self._lane is not None:
            self._lane.stop()
        self._busy = ""

    async def _look(self) -> None:
        if self._imports is None:
            return
        found: tuple[OnDisk, ...] = ()
        try:
            async with asyncio.timeout(LOOK_S):
                found = tuple(await self._imports.found())
        except OsOneError as error:
            self._fault = error.whole
        except TimeoutError:
            self._fault = _("The search took too long. Enter a path instead.")
        self._found = {mail.path: mail for mail in found}
        rows = [Row(mail.path, mail.title, mail.note) for mail in found]
        self.put(
            [*rows, Row(ELSEWHERE, _("Somewhere else") if rows else _("Enter a path"), _("A file or folder with mail"))]
        )
        self._work("")

    def choose(self) -> None:
        """Bring in what is under the cursor, or ask where it lies."""
        row = self.current
        if row is None or self._busy or self._lane is None:
            return
        if row.id == ELSEWHERE:
            self._writing, self._fault = True, ""
            self._teach()
        else:
            self._work(_("Importing {what}", what=row.title))
            self._lane.run(self._bring(row.id))

    async def _bring(self, path: str) -> None:
        if self._imports is None:
            return
        try:
            async with asyncio.timeout(INSPECT_S):
                mail = self._found.get(path) or await self._imports.inspect(path)
                await self._imports.bring(mail)
        except OsOneError as error:
            self._fault = error.whole
        except TimeoutError:
            self._fault = _("Reading from there took too long. Try another place.")
        else:
            self._work("")
            self.chosen.emit(path)
            return
        self._work("")

    @Slot(str)
    def type(self, text: str) -> None:
        """The person writes a path."""
        self._path, self._fault = text, ""
        self.changed.emit()

    async def _complete(self, path: str) -> None:
        if self._imports is None:
            return
        try:
            async with asyncio.timeout(2):
                paths = tuple(await self._imports.complete(path))
        except (OsOneError, TimeoutError):
            return
        if paths and path == self._path:
            self.type(_shared(paths))

    def acts(self) -> frozenset[OnboardingAct]:
        """What the list takes; a path that is written can be brought in or completed."""
        return (
            frozenset({OnboardingAct.BACK, OnboardingAct.TAKE, OnboardingAct.OTHER})
            if self._writing
            else super().acts() | {OnboardingAct.BACK}
        )

    def act(self, what: OnboardingAct) -> None:
        """Go back; take what is under the cursor, or what was written; complete it."""
        if what is OnboardingAct.BACK:
            self._back()
        elif not self._writing:
            super().act(what)
        elif self._lane is not None and what is OnboardingAct.OTHER:
            self._lane.run(self._complete(self._path))
        elif self._lane is not None and self._path.strip():
            self._work(_("Checking what's there"))
            self._lane.run(self._bring(self._path.strip()))

    def _back(self) -> None:
        if self._busy:
            self.leave()
            self._work("")
        elif self._writing:
            self._writing, self._fault = False, ""
            self._teach()
        else:
            self.left.emit()

    def _work(self, words: str) -> None:
        self._busy = words
        if words:
            self._fault = ""
        self._teach()

    def _teach(self) -> None:
        if self._busy:
            self.teach()
        elif self._writing:
            self.teach(BRING, COMPLETE)
        else:
            self.teach(MOVE, CHOOSE)
        self.changed.emit()

    busy = Property(str, lambda self: self._busy, notify=changed)
    writing = Property(bool, lambda self: self._writing, notify=changed)
    path = Property(str, lambda self: self._path, notify=changed)
    fault = Property(str, lambda self: self._fault, notify=changed)


@QmlPage
class OnboardingMailbox(OnboardingList):
    """Which way mail comes in. ``way`` is empty, ``account`` or ``imported``: the page within the page."""

    changed = Signal()
    left = Signal()
    """The person went back out of an account that was to be changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._imports: Imports | None = None
        self._lane: OneAtATime | None = None
        self._keeps = KEYRING
        self._inner: dict[str, OnboardingAccount | OnboardingDisk] = {}
        self._way = ""
        self._busy = ""
        self._fault = ""
        self._changing = False

    def attach(
        self, account: OnboardingAccount, disk: OnboardingDisk, imports: Imports, later: Later, keeps: str = KEYRING
    ) -> None:
        """Take the pages within and the sample world; ``keeps`` says where a password goes."""
        self._imports, self._lane, self._keeps = imports, ports.OneAtATime(later), keeps
        self._account, self._inner = account, {MailboxWay.ACCOUNT.value: account, MailboxWay.IMPORTED.value: disk}
        account.chosen.connect(lambda address: self._done(MailboxWay.ACCOUNT))
        disk.chosen.connect(lambda path: self._done(MailboxWay.IMPORTED))
        for page in self._inner.values():
            page.left.connect(self._out)
            page.hintsChanged.connect(self._teach)

    def enter(self, meeting: Onboarding) -> None:
        """Show the ways."""
        self.put([replace(way, title=_(way.title), note=_(way.note, keeps=_(self._keeps))) for way in WAYS])
        self._way, self._busy, self._fault, self._changing = "", "", "", False
        self._teach()

    def begin_anew(self) -> None:
        """Another mailbox is to be asked for: forget the one before."""
        self._account.begin_anew()

    def change(self, uid: str, address: str, servers: Servers) -> None:
        """Go straight to an account that is here; who goes back out of it leaves this page too."""
        self._way, self._changing = MailboxWay.ACCOUNT.value, True
        self._account.change(uid, address, servers)
        self._teach()

    def leave(self) -> None:
        """Stop what the pages within are doing."""
        if self._lane is not None:
            self._lane.stop()
        for page in self._inner.values():
            page.leave()

    def choose(self) -> None:
        """Go the way under the cursor."""
        row = self.current
        if row is None or self._busy or self._lane is None:
            return
        self._fault = ""
        if row.id in self._inner:
            self._way = row.id
            self._inner[row.id].begin()
        elif row.id == MailboxWay.SAMPLE.value:
            self._busy = _("Setting up the sample")
            self._lane.run(self._sample())
        else:
            self._done(MailboxWay.NONE)
        self._teach()

    async def _sample(self) -> None:
        if self._imports is None:
            return
        try:
            await self._imports.sample()
        except OsOneError as error:
            self._busy, self._fault = "", error.whole
            self._teach()
        else:
            self._busy = ""
            self._done(MailboxWay.SAMPLE)

    def _done(self, way: MailboxWay) -> None:
        self.chosen.emit(way.value)

    def acts(self) -> frozenset[OnboardingAct]:
        """What the page within takes, or else the list."""
        if self._way:
            return self._inner[self._way].acts()
        return frozenset() if self._busy else super().acts()

    def act(self, what: OnboardingAct) -> None:
        """Let the page within do it, or else the list."""
        if self._way:
            self._inner[self._way].act(what)
        else:
            super().act(what)

    @Slot()
    def _out(self) -> None:
        self._inner[self._way].leave()
        self._way = ""
        self._teach()
        if self._changing:
            self.left.emit()

    @Slot()
    def _teach(self) -> None:
        page: OnboardingPage | None = self._inner.get(self._way)
        self.teach(*(page.taught if page else () if self._busy else (MOVE, CHOOSE)))
        self.changed.emit()

    way = Property(str, lambda self: self._way, notify=changed)
    busy = Property(str, lambda self: self._busy, notify=changed)
    fault = Property(str, lambda self: self._fault, notify=changed)


def _shared(paths: tuple[str, ...]) -> str:
    """The longest beginning that all have."""
    first, last = min(paths), max(paths)
    same = next((place for place, letter in enumerate(first) if last[place : place + 1] != letter), len(first))
    return first[:same]
