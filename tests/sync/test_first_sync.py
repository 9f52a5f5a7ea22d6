from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY as _VERBS  # noqa: F401
from osone.model.mail import Box, Role
from osone.store import accounts, files, listing, outbox, search
from osone.store.writing import transaction
from osone.sync import account, hand, indexing
from osone.sync.bulk import Bulk, fetch_bodies, sync_folder
from osone.sync.working import Pace, open_files
from tests.parts.dovecot import Dovecot
from tests.parts.mailset import written


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with Dovecot() as server:
        server.deliver("amy", list(written(500)))
        yield server


def add_account(conn: object, dovecot: Dovecot) -> int:
    with transaction(conn) as tx:  # type: ignore[arg-type]
        return accounts.add(
            tx,
            "imap",
            "amy@example.test",
            "Amy",
            {
                "imap": {"host": "127.0.0.1", "port": dovecot.port, "security": "tls"},
                "username": "amy",
                "ca": str(dovecot.ca),
            },
        )


def test_a_new_account_is_read_acted_upon_and_seen_by_another_client(tmp_path: Path, dovecot: Dovecot) -> None:
    store = files.open_store(tmp_path, files.new_key())
    mine = open_files(store)
    add_account(mine.core, dovecot)
    one = accounts.every(mine.core)[0]
    wire = account.dial(one, "correct horse")
    told: list[object] = []
    bulk = Bulk(wire, mine, one.id, frozenset({"amy@example.test"}), Pace(), told.append)
    folders = account.list_folders(bulk)
    for folder in folders:
        sync_folder(bulk, folder)
    inbox = accounts.folder_for(mine.core, one.id, Role.INBOX)
    assert inbox is not None
    assert mine.core.execute("SELECT count(*) FROM placement").get == 500
    assert not sync_folder(bulk, inbox)
    for folder in folders:
        fetch_bodies(bulk, folder)
    assert (
        mine.reader.execute("SELECT count(*) FROM raw.raw").get == mine.core.execute("SELECT count(*) FROM message").get
    )
    indexing.index_all(store, Pace(), told.append, once=True)
    assert search.newest(mine.reader, "the*")
    now = datetime.now().astimezone()
    thread = listing.ids(mine.core, Box.INBOX)[0][1]
    count = len(listing.ids(mine.core, Box.INBOX))

    def act(verb: str, **arguments: object) -> None:
        running.run(mine.core, verb, arguments, by="person", now=now)
        hand.send_wishes(bulk)
        assert outbox.counts(mine.core) == {}

    other = dovecot.client(folder="INBOX")

    def held(criteria: str, folder: str = "INBOX") -> int:
        other.select(folder)
        return len(other.search(None, criteria)[1][0].split())

    act("mail.archive", threads=[thread])
    archived = held("ALL", "Archive")
    assert archived >= 1
    assert held("ALL") == 500 - archived
    act("undo")
    assert (held("ALL"), held("ALL", "Archive")) == (500, 0)
    assert len(listing.ids(mine.core, Box.INBOX)) == count
    act("mail.star", threads=[thread])
    assert held("FLAGGED") == 1
    act("undo")
    assert held("FLAGGED") == 0
    act("mail.trash", threads=[thread])
    assert held("ALL", "Trash") == archived
    other.shutdown()
    wire.close()
    mine.close()
