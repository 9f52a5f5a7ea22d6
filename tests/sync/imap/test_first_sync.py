"""The thin thread: a new account is read, searched, acted upon, and another client sees what was done."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from osone.model.mail import Box, Role
from osone.store import listing, search
from osone.sync import indexing
from osone.sync.imap.bulk import sync_folder
from osone.sync.working import Pace
from tests.parts.dovecot import Dovecot
from tests.parts.mailset import written
from tests.sync.desk import desk

MAILS = 300


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with Dovecot() as server:
        server.deliver("amy", list(written(MAILS)))
        yield server


def test_a_new_account_is_read_acted_upon_and_seen_by_another_client(tmp_path: Path, dovecot: Dovecot) -> None:
    with desk(tmp_path / "profile", dovecot.port, ca=dovecot.ca) as here:
        here.sync(bodies=True)
        assert here.one("SELECT count(*) FROM placement") == MAILS
        with here.line() as line:
            assert not sync_folder(line, here.folder(Role.INBOX))
        kept = here.mine.reader.execute("SELECT count(*) FROM raw.raw").get
        assert kept == here.one("SELECT count(*) FROM message")
        indexing.index_all(here.store, Pace(), here.told.append, once=True)
        assert search.newest(here.mine.reader, "the*")
        thread = listing.ids(here.mine.core, Box.INBOX)[0][1]
        count = len(listing.ids(here.mine.core, Box.INBOX))
        other = dovecot.client(folder="INBOX")

        def held(criteria: str, folder: str = "INBOX") -> int:
            other.select(folder)
            return len(other.search(None, criteria)[1][0].split())

        def act(verb: str, **arguments: object) -> None:
            here.act(verb, **arguments)
            here.settle()

        act("mail.archive", threads=[thread])
        archived = held("ALL", "Archive")
        assert archived >= 1
        assert held("ALL") == MAILS - archived
        act("undo")
        assert (held("ALL"), held("ALL", "Archive")) == (MAILS, 0)
        assert len(listing.ids(here.mine.core, Box.INBOX)) == count
        act("mail.star", threads=[thread])
        assert held("FLAGGED") == 1
        act("undo")
        assert held("FLAGGED") == 0
        act("mail.trash", threads=[thread])
        assert held("ALL", "Trash") == archived
        other.shutdown()
