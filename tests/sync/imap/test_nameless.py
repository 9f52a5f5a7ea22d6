"""Mail that nobody gave a name: as many are shown as there are, wherever they are and whatever is done with them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from osone.model.mail import Flag, Role
from osone.store import accounts, arrivals, files, messages, placements
from osone.store.arrivals import Arrival
from osone.store.writing import transaction
from osone.sync import importing
from osone.sync.importing import FoundMessage
from osone.sync.working import Pace, open_files
from tests.parts.dovecot import Dovecot
from tests.store import world
from tests.sync.desk import Desk, desk


def warning(percent: int) -> bytes:
    """A mail without a name and a date, whose body alone says which it is."""
    head = "From: admin@example.test\r\nSubject: quota warning\r\n\r\n"
    return f"{head}Your mailbox is now {percent}% full.\r\n".encode()


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    with Dovecot() as server:
        yield server


def bodies(here: Desk, role: Role) -> list[bytes]:
    """What the messages of a folder say, by their UIDs."""
    query = "SELECT message FROM placement WHERE folder = ? ORDER BY uid"
    held = [messages.raw(here.mine.reader, int(str(m))) for (m,) in here.mine.core.execute(query, (here.folder(role),))]
    return [raw for raw in held if raw is not None]


def test_two_mails_that_differ_in_their_bodies_alone_are_two(tmp_path: Path, dovecot: Dovecot) -> None:
    raws = [warning(percent) for percent in (75, 80, 85)]
    dovecot.deliver("amy", raws)
    with desk(tmp_path / "profile", dovecot.port, ca=dovecot.ca) as here:
        for _ in range(2):
            here.sync(bodies=True)
            assert bodies(here, Role.INBOX) == raws
            assert here.one("SELECT count(*) FROM message") == 3


def test_one_that_is_in_two_folders_is_one_once_both_bodies_are_here(tmp_path: Path, dovecot: Dovecot) -> None:
    shown = "SELECT count(DISTINCT message) FROM shown"
    with desk(tmp_path / "profile", dovecot.port, ca=dovecot.ca) as here:
        dovecot.deliver("amy", [warning(75), warning(80)], received=1_700_000_000)
        dovecot.deliver("amy", [warning(80), warning(85)], folder="Archive", received=1_700_000_001)
        here.sync()
        assert here.one(shown) == 4
        for _ in range(2):
            here.sync(bodies=True)
            assert here.one(shown) == 3
            assert here.one("SELECT count(DISTINCT thread) FROM listing") == 3
        assert bodies(here, Role.INBOX) == [warning(75), warning(80)]
        assert bodies(here, Role.ARCHIVE) == [warning(80), warning(85)]


def test_each_of_them_is_archived_as_itself(tmp_path: Path, dovecot: Dovecot) -> None:
    raws = [warning(percent) for percent in (75, 80, 85)]
    dovecot.deliver("amy", raws)
    with desk(tmp_path / "profile", dovecot.port, ca=dovecot.ca) as here:
        here.sync(bodies=True)
        query = (
            "SELECT m.id, m.thread FROM message m JOIN placement p ON p.message = m.id WHERE p.uid = ? AND p.folder = ?"
        )
        for uid in (2, 1):
            [(message, thread)] = here.mine.core.execute(query, (uid, here.folder(Role.INBOX))).fetchall()
            here.act("mail.archive", threads=[thread])
            here.settle()
            here.sync(bodies=True)
            held = [m for m, _, _ in placements.where(here.mine.core, int(str(message)))]
            assert held == [here.folder(Role.ARCHIVE)]
        assert bodies(here, Role.INBOX) == [raws[2]]
        assert sorted(bodies(here, Role.ARCHIVE)) == raws[:2]
        assert here.one("SELECT count(*) FROM message") == 3


def nameless(uid: int, identity: int = 7) -> Arrival:
    """A mail as a server tells of it."""
    head = world.header(1)._replace(message_id="", references=())
    return Arrival(uid, 0, identity, (), head, 1_700_000_000, 100, nameless=True)


def test_the_same_place_told_twice_is_the_same_mail_and_another_place_is_another(tmp_path: Path) -> None:

    here = world.make(tmp_path / "profile")
    inbox, archive = (here.folder(here.imap, path) for path in ("INBOX", "Archive"))

    def came(folder: int, *uids: int) -> list[int]:
        with transaction(here.core) as tx:
            return arrivals.add(tx, here.imap, folder, [nameless(uid) for uid in uids])

    first, second = came(inbox, 1, 2)
    [other] = came(archive, 1)
    [third] = came(inbox, 3)
    assert len({first, second, third, other}) == 4
    assert came(inbox, 3, 2, 1) == [third, second, first]
    assert came(archive, 1) == [other]
    here.close()


def test_a_folder_that_is_numbered_anew_keeps_a_mail_that_is_like_no_other(tmp_path: Path) -> None:

    here = world.make(tmp_path / "profile")
    inbox = here.folder(here.imap, "INBOX")
    with transaction(here.core) as tx:
        [alone] = arrivals.add(tx, here.imap, inbox, [nameless(1)])
        placements.set_aside(tx, inbox)
        assert arrivals.add(tx, here.imap, inbox, [nameless(9)]) == [alone]
        placements.drop_aside(tx, inbox)
        placements.set_aside(tx, inbox)
        assert alone not in arrivals.add(tx, here.imap, inbox, [nameless(1), nameless(2)])
    here.close()


def test_mail_from_the_disk_is_one_where_its_body_is_the_same(tmp_path: Path) -> None:
    mine = open_files(files.open_store(tmp_path, files.new_key()))
    account = importing.account_here(mine, "Here", "me@example.test")
    found = [(75, "INBOX"), (80, "INBOX"), (75, "INBOX"), (80, "Old"), (85, "Old")]
    mails = [FoundMessage(warning(p), Flag.SEEN, path, Role.OTHER, 1_700_000_000) for p, path in found]
    for _ in range(2):
        importing.bring_in(mine, account, mails, Pace(), lambda _what: None)
        counts = {folder.path: len(placements.uids(mine.core, folder.id)) for folder in accounts.folders(mine.core)}
        assert counts == {"INBOX": 2, "Old": 2}
        assert mine.core.execute("SELECT count(*) FROM message").get == 3
    mine.close()
