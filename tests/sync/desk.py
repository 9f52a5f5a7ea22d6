"""A profile with one account on a private Dovecot, what it shows, and what the server holds."""

import imaplib
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from osone.commands import running
from osone.commands.everything import REGISTRY as _VERBS  # noqa: F401
from osone.model.accounts import Account, Service
from osone.model.errors import NetworkError
from osone.model.mail import Flag, Role
from osone.model.services import Imap, Security, Server, encode
from osone.store import accounts, files
from osone.store.files import Store
from osone.store.writing import transaction
from osone.sync import acting
from osone.sync.imap import account, answers, folders
from osone.sync.imap.account import ImapSource
from osone.sync.imap.bulk import fetch_bodies, sync_folder
from osone.sync.imap.names import shown_name
from osone.sync.imap.opened import Bulk
from osone.sync.imap.outgoing import Outgoing
from osone.sync.messages import AccountStanding, Message, Standing
from osone.sync.serving import Serving
from osone.sync.source import Ground
from osone.sync.working import Files, Pace, open_files
from tests.parts import wishes
from tests.parts.dovecot import Dovecot

ADDRESS = "amy@example.test"
WORD = "correct horse"
State = Counter[tuple[str, str, bool, bool]]
"""Folder, subject, seen, starred: how often."""
SUBJECT = re.compile(rb"Subject: (.*?)\r\n", re.S)


def letter(number: int, *, to: str = "", words: str = "Some words.", sender: str = "Bo <bo@example.test>") -> bytes:
    """A mail with a subject of its own; ``to`` is the number of the one it answers."""
    head = f"In-Reply-To: <{to}@example.test>\r\nReferences: <{to}@example.test>\r\n" if to else ""
    return (
        f"From: {sender}\r\nTo: Amy <{ADDRESS}>\r\nSubject: letter {number}\r\nMessage-ID: <{number}@example.test>\r\n"
        f"Date: Mon, 02 Nov 2026 {number // 60 % 24:02d}:{number % 60:02d}:00 +0000\r\n{head}\r\n{words} {number}\r\n"
    ).encode()


@dataclass
class Desk:
    """One profile as a test holds it."""

    store: Store
    mine: Files
    told: list[Message] = field(default_factory=list)

    @property
    def account(self) -> Account:
        return accounts.every(self.mine.core)[0]

    @contextmanager
    def line(self) -> Iterator[Bulk]:
        """A connection to the server, logged in."""
        one = self.account
        wire = account.dial(one, WORD)
        try:
            yield Bulk(wire, self.mine, one.id, frozenset({ADDRESS}), Pace(), self.told.append)
        finally:
            wire.close()

    def sync(self, *, bodies: bool = False) -> None:
        """Bring everything up to date, as the bulk worker does."""
        with self.line() as bulk:
            found = folders.list_folders(bulk)
            for folder in found:
                sync_folder(bulk, folder)
            for folder in found if bodies else ():
                fetch_bodies(bulk, folder)

    def act(self, verb: str, **arguments: object) -> None:
        """Run a verb as the person does."""
        running.run(self.mine.core, verb, arguments, by="person", now=datetime.now().astimezone())

    def send(self) -> None:
        """Let wishes leave, as the hand worker does."""
        with self.line() as bulk:
            line = self.outgoing(bulk)
            acting.settle(line)
            for _ in range(10):
                if not acting.let_leave(line, time.time() + 3600):
                    return

    def outgoing(self, bulk: Bulk) -> Outgoing:
        """How wishes leave by a line."""
        return Outgoing(bulk, Ground(self.account, bulk.files, bulk.pace, bulk.report))

    def settle(self) -> None:
        """Go on until nothing is under way, however often the line is cut."""
        for _ in range(20):
            try:
                self.send()
                self.sync()
            except NetworkError:
                continue
            if not wishes.counts(self.mine.core):
                return
        raise AssertionError(f"wishes are left: {wishes.counts(self.mine.core)}")

    def folder(self, role: Role) -> int:
        found = accounts.folder_for(self.mine.core, self.account.id, role)
        assert found is not None
        return found

    def thread(self, subject: str) -> int:
        return int(str(self.one("SELECT thread FROM message WHERE subject = ?", subject)))

    def one(self, sql: str, *bound: int | str) -> object:
        """The first value of a query."""
        return self.mine.core.execute(sql, bound).get

    def shown(self) -> State:
        """What a person sees."""
        return Counter(
            (str(path), str(subject), bool(flags & Flag.SEEN), bool(flags & Flag.FLAGGED))
            for path, subject, flags in self.mine.core.execute(
                "SELECT f.path, m.subject, s.flags FROM shown s JOIN message m ON m.id = s.message"
                " JOIN folder f ON f.id = s.folder"
            )
        )

    def close(self) -> None:
        self.mine.close()


@contextmanager
def desk(folder: Path, port: int, *, ca: Path | None = None) -> Iterator[Desk]:
    """A new profile with Amy's account at this port; TLS where there is an authority, else none."""
    store = files.open_store(folder, files.new_key())
    here = Desk(store, open_files(store))
    with transaction(here.mine.core) as tx:
        accounts.add(tx, "imap", ADDRESS, "Amy", settings(port, ca=ca))
    try:
        yield here
    finally:
        here.close()


@contextmanager
def working(here: Desk, password: Callable[[], str] = lambda: WORD) -> Iterator[Serving]:
    """The threads of the account, until left."""
    worker = Serving(
        here.store, here.account, ImapSource(), lambda _account, _refused="": password(), Pace(), here.told.append
    )
    worker.start()
    try:
        yield worker
    finally:
        worker.stop()
        for thread in worker.threads:
            thread.join(5)
            assert not thread.is_alive(), thread.name


def states(here: Desk) -> list[Standing]:
    """How the account stood so far, in order."""
    return [said.standing for said in list(here.told) if isinstance(said, AccountStanding)]


def told(here: Desk, standing: Standing) -> AccountStanding:
    """The last time that the account stood so."""
    return [s for s in list(here.told) if isinstance(s, AccountStanding) and s.standing is standing][-1]


def settings(port: int, *, ca: Path | None = None) -> dict[str, object]:
    """An account's settings."""
    server = Server("127.0.0.1", port, Security.TLS if ca else Security.NONE)
    return encode({Service.INCOMING: Imap(server, "amy", str(ca or ""))})


def other(server: Dovecot) -> imaplib.IMAP4:
    """Another client, on the port without TLS."""
    client = imaplib.IMAP4(server.host, server.plain_port)
    client.login("amy", WORD)
    return client


def held(client: imaplib.IMAP4) -> State:
    """What the server holds of mail that is not marked as deleted, as another client reads it."""
    state: State = Counter()
    for line in client.list()[1]:
        assert isinstance(line, bytes)
        found = re.search(rb'"([^"]*)"$|(\S+)$', line)
        assert found
        raw = (found[1] or found[2]).decode()
        if client.select(f'"{raw}"', readonly=True)[0] != "OK":
            continue
        path = shown_name(raw.encode())
        for answer in client.uid("FETCH", "1:*", "(FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)])")[1]:
            if isinstance(answer, tuple):
                text = answers.FLAGS.search(answer[0])
                flags = answers.flags_of(text[1]) if text else 0
                subject = SUBJECT.search(answer[1])
                if subject and not flags & Flag.DELETED:
                    state[path, subject[1].decode(), bool(flags & Flag.SEEN), bool(flags & Flag.FLAGGED)] += 1
        client.unselect() if "UNSELECT" in client.capabilities else client.close()
    return state
