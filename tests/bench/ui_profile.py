"""A profile filled with as many mails as the window's bench asks for, made once and kept beside the build."""

import hashlib
import shutil
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import apsw

from osone.accounts.secrets import SessionSecrets
from osone.app.profile import vault
from osone.app.profile.profile import Profile
from osone.mail.mime import parse
from osone.mail.snippet import snippet
from osone.mail.threads import link_hashes
from osone.mail.triage import triage
from osone.model.mail import Flag, Parsed, Role
from osone.store import accounts, arrivals, files, index, messages, settings
from osone.store.arrivals import Arrival
from osone.store.files import Store
from osone.store.reread import READING
from osone.store.schema import MIGRATIONS
from osone.store.writing import transaction
from tests.bench.ui_first import KEY
from tests.parts.mailset import REPOSITORY, written

CACHE = REPOSITORY / ".build" / "bench-profile"
ME = "mara@example.test"
FILL = 1
"""Raised when what is filled in here changes."""
CHUNK = 500
MERGES = 400


def filled(count: int) -> Path:
    """The folder of a profile with so many mails, made where it is not there yet. Copy it before it is opened."""
    shape = zlib.crc32(repr((FILL, MIGRATIONS, READING)).encode())
    folder = CACHE / f"{count}-{shape:08x}"
    if not folder.exists():
        part = folder.with_name(folder.name + ".part")
        shutil.rmtree(part, ignore_errors=True)
        begun = time.perf_counter()
        print(f"Filling a profile with {count:,} mails …", flush=True)
        _fill(files.open_store(part, KEY), count)
        part.rename(folder)
        print(f"  done in {time.perf_counter() - begun:.0f} s, kept in {folder.relative_to(REPOSITORY)}", flush=True)
    return folder


@contextmanager
def opened(folder: Path) -> Iterator[Profile]:
    """Open a profile as the window does, but with the bench's own key in place of the keyring's."""
    with files.shared(folder):
        yield Profile(folder, vault.secrets(SessionSecrets(), folder), files.open_store(folder, KEY))


def _fill(store: Store, count: int) -> None:
    core, raw, search = store.writer(), store.writer("raw"), store.writer("search")
    with transaction(core) as tx:
        account = accounts.add(tx, "import", ME, "Mara", {})
        inbox = accounts.folder(tx, account, "INBOX", Role.INBOX, "Inbox")
        for role in (Role.ARCHIVE, Role.TRASH, Role.JUNK, Role.SENT):
            accounts.folder(tx, account, role.value.title(), role, role.value.title())
        kept = {"person.name": "Mara", "companion.name": "Iris", "meeting.step": "done", "meeting.done": True}
        for key, value in kept.items():
            settings.put(tx, key, value)
    uid = 1
    mails = written(count, newest=int(time.time()) - 86_400)
    while chunk := list(islice(mails, CHUNK)):
        _keep(core, raw, account, inbox, uid, chunk)
        uid += len(chunk)
    reader = store.reader()
    while docs := index.waiting(reader, 2_000):
        index.write(search, docs)
        with transaction(core) as tx:
            index.written(tx, docs)
    for _ in range(MERGES):
        if not index.merge(search):
            break
    reader.close()
    for connection in (core, raw, search):
        connection.pragma("wal_checkpoint", "truncate")
        connection.close()


def _keep(
    core: apsw.Connection, raw: apsw.Connection, account: int, inbox: int, uid: int, chunk: Sequence[bytes]
) -> None:
    parsed = [parse(mail) for mail in chunk]
    rows = [_row(uid + place, mail, parsed[place]) for place, mail in enumerate(chunk)]
    with transaction(core) as tx:
        ids = arrivals.add(tx, account, inbox, rows)
    messages.keep_raw(raw, [(m, mail, p.text) for m, mail, p in zip(ids, chunk, parsed, strict=True)])


def _row(number: int, mail: bytes, parsed: Parsed) -> Arrival:
    header = parsed.header
    verdict = triage(header, parsed.text[:4000], me=frozenset({ME}), known=True, answered=False)
    # Every ninth is unread, every fortieth starred, as in a lived-in mailbox.
    flags = (0 if number % 9 == 0 else Flag.SEEN) | (Flag.FLAGGED if number % 40 == 0 else 0)
    return Arrival(
        uid=number,
        flags=int(flags),
        identity=int.from_bytes(hashlib.blake2b(mail, digest_size=8).digest(), "big", signed=True),
        links=link_hashes(header),
        header=header,
        received=header.date or 0,
        size=len(mail),
        snippet=snippet(parsed.text),
        attachments=bool(parsed.attachments),
        kind=verdict.kind,
        reason=verdict.reason if verdict.needs else "",
    )
