"""The workers of an account on a real Dovecot: what changes elsewhere is seen, and what one waits for comes."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from osone.commands.everything import REGISTRY as _VERBS  # noqa: F401
from osone.model.mail import Role
from osone.store import messages
from osone.store.writing import transaction
from osone.sync import acting
from osone.sync.imap import bulk
from osone.sync.imap.wire import Wire
from osone.sync.messages import Standing
from tests.parts.dovecot import Dovecot, without
from tests.parts.scripted import until
from tests.sync.desk import WORD, Desk, desk, held, letter, other, states, told, working

NEWSLETTERS = 30


@pytest.fixture
def server() -> Iterator[Dovecot]:
    with Dovecot(tls="no") as running:
        running.deliver("amy", [letter(n) for n in range(NEWSLETTERS)])
        yield running


@pytest.fixture
def here(server: Dovecot, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path / "profile", server.plain_port) as made:
        yield made


def test_new_mail_flags_and_deletions_of_others_are_seen(server: Dovecot, here: Desk) -> None:
    client = other(server)
    with working(here):
        until(lambda: Standing.QUIET in states(here) and here.shown() == held(client), "first sync")
        time.sleep(0.3)  # IDLE stands
        client.append("INBOX", "", "", letter(99))
        until(lambda: any(s == "letter 99" for _, s, *_ in here.shown()), "new mail through IDLE")
        client.select("INBOX")
        client.store("3", "+FLAGS", "\\Flagged \\Seen")
        until(lambda: ("INBOX", "letter 2", True, True) in here.shown(), "flags of another client")
        client.store("5:7", "+FLAGS", "\\Deleted")
        client.expunge()
        until(lambda: here.shown() == held(client), "expunged by another client")
    client.shutdown()


@pytest.mark.parametrize("lacking", [("CONDSTORE", "QRESYNC"), ("CONDSTORE", "QRESYNC", "MOVE", "UIDPLUS", "IDLE")])
def test_a_server_that_can_do_less_is_kept_up_with(tmp_path: Path, lacking: tuple[str, ...]) -> None:
    with Dovecot(tls="no", capabilities=without(*lacking)) as server:
        server.deliver("amy", [letter(n) for n in range(NEWSLETTERS)])
        with desk(tmp_path / "profile", server.plain_port) as here:
            here.sync()
            client = other(server)
            client.select("INBOX")
            client.store("2:4", "+FLAGS", "\\Seen")
            client.store("9", "+FLAGS", "\\Deleted")
            client.expunge()
            client.append("INBOX", "", "", letter(77))
            here.sync()
            assert here.shown() == held(client)
            here.act("mail.archive", threads=[here.thread("letter 11")])
            here.act("mail.star", threads=[here.thread("letter 12")])
            wanted = here.shown()
            here.settle()
            assert here.shown() == held(client) == wanted
            here.sync()
            assert here.shown() == wanted
            client.shutdown()


def test_without_condstore_old_flags_come_in_slices(
    tmp_path: Path, server: Dovecot, here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "FLAGS_LOOKED_AT", 8)
    here.sync()
    client = other(server)
    client.select("INBOX")
    client.store("1:30", "+FLAGS", "\\Seen")
    with here.line() as line:
        line.wire.capabilities = line.wire.capabilities - {"CONDSTORE"}
        for _ in range(4):
            bulk.sync_folder(line, here.folder(Role.INBOX))
    assert here.shown() == held(client)
    client.shutdown()


def test_a_folder_that_is_numbered_anew_is_matched_and_not_fetched_again(
    server: Dovecot, here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.sync(bodies=True)
    before = here.shown()
    here.act("mail.star", threads=[here.thread("letter 4")])
    here.act("mail.archive", threads=[here.thread("letter 6")])
    wanted = here.shown()
    messages_before = here.one("SELECT group_concat(id) FROM message")
    box = server.maildir("amy")
    server.stop(keep=True)
    for path in [*box.glob("dovecot.index*"), *box.glob("dovecot-uidlist*")]:
        path.unlink()
    time.sleep(1.1)  # UIDVALIDITY is the second of its making
    server.start()
    # A wish that meets the new numbers does nothing to whatever mail has the old one now.
    with here.line() as line:
        acting.let_leave(here.outgoing(line))
        assert line.stale
    client = other(server)
    assert held(client) == before
    asked: list[str] = []
    send = Wire.send

    def noted(wire: Wire, command: str | bytes) -> bytes:
        asked.append(str(command))
        return send(wire, command)

    monkeypatch.setattr(Wire, "send", noted)
    with here.line() as line:
        for folder in (here.folder(Role.INBOX), here.folder(Role.ARCHIVE)):
            bulk.sync_folder(line, folder)
            bulk.fetch_bodies(line, folder)
    assert not any("BODY.PEEK[]" in one for one in asked)
    assert here.one("SELECT group_concat(id) FROM message") == messages_before
    here.settle()
    assert here.shown() == held(client) == wanted
    client.shutdown()


def test_wishes_wait_while_their_folder_is_frozen(server: Dovecot, here: Desk) -> None:
    here.sync()
    here.act("mail.archive", threads=[here.thread("letter 6")])
    with transaction(here.mine.core) as tx:
        tx.connection.execute("UPDATE folder SET frozen = 1 WHERE id = ?", (here.folder(Role.INBOX),))
    with here.line() as line:
        assert acting.let_leave(here.outgoing(line), time.time() + 3600) == 0
    client = other(server)
    assert ("INBOX", "letter 6", False, False) in held(client)
    client.shutdown()


def test_what_was_opened_is_fetched_before_the_rest(server: Dovecot, here: Desk) -> None:
    here.sync()
    oldest = int(str(here.one("SELECT min(id) FROM message")))
    with transaction(here.mine.core) as tx:
        messages.want(tx, [oldest])
    with here.line() as line:
        assert bulk.fetch_wanted(line) == 1
    raw = messages.raw(here.mine.reader, oldest)
    assert raw is not None
    assert raw.endswith(b"Some words. 0\r\n")
    assert here.mine.reader.execute("SELECT count(*) FROM raw.raw").get == 1
    assert here.one("SELECT snippet FROM message WHERE id = ?", oldest) == "Some words. 0"
    assert here.one("SELECT count(*) FROM wanted") == 0


def test_a_wrong_password_is_said_once_and_a_new_one_works_at_once(server: Dovecot, here: Desk) -> None:
    word = ["wrong"]
    with working(here, lambda: word[0]) as worker:
        until(lambda: Standing.REFUSED in states(here), "refused")
        said = told(here, Standing.REFUSED)
        assert "password" in said.sentence.lower()
        time.sleep(0.5)
        assert states(here).count(Standing.REFUSED) == 1
        assert server.log().count("auth failed") <= 1
        word[0] = WORD
        worker.again()
        until(lambda: Standing.QUIET in states(here), "the new password")
    assert len(here.shown()) == NEWSLETTERS


def test_a_server_that_is_down_is_found_again(server: Dovecot, here: Desk) -> None:
    with working(here) as worker:
        until(lambda: Standing.QUIET in states(here), "first sync")
        server.stop(keep=True)
        until(lambda: Standing.OFFLINE in states(here), "offline")
        assert told(here, Standing.OFFLINE).sentence.endswith(".")
        server.deliver("amy", [letter(55)])
        server.start()
        worker.again()
        until(lambda: any(s == "letter 55" for _, s, *_ in here.shown()), "back again")


def test_a_mail_in_two_folders_is_kept_once_and_shown_in_both(server: Dovecot, here: Desk) -> None:
    client = other(server)
    client.select("INBOX")
    client.copy("1", "Archive")
    here.sync(bodies=True)
    assert here.one("SELECT count(*) FROM message") == NEWSLETTERS
    assert here.shown() == held(client)
    client.select("INBOX")
    client.store("1", "+FLAGS", "\\Deleted")
    client.expunge()
    here.sync()
    assert here.shown() == held(client)
    client.shutdown()


def test_folder_names_in_any_script_work_both_ways(server: Dovecot, here: Desk) -> None:
    client = other(server)
    for name in ("Entw&APw-rfe &- mehr", '"Q&ZeVnLIqe-"', "a b (c)"):
        client.create(f'"{name.strip(chr(34))}"')
    server.deliver("amy", [letter(70)], folder="Q&ZeVnLIqe-")
    here.sync()
    paths = {str(p) for (p,) in here.mine.core.execute("SELECT path FROM folder")}
    assert {"Entwürfe & mehr", "Q日本語", "a b (c)"} <= paths
    here.act("mail.move", threads=[here.thread("letter 3")], folder="Entwürfe & mehr")
    here.settle()
    assert held(client)["Entwürfe & mehr", "letter 3", False, False] == 1
    assert here.shown() == held(client)
    client.shutdown()


def test_a_folder_that_cannot_be_opened_keeps_no_other_from_being_read(server: Dovecot, here: Desk) -> None:
    closed = server.maildir("amy", "Closed")
    here.sync()
    (closed / "cur").chmod(0)
    closed.chmod(0)
    try:
        with working(here):
            until(lambda: Standing.QUIET in states(here), "the other folders")
        assert len(here.shown()) == NEWSLETTERS
    finally:
        closed.chmod(0o700)
        (closed / "cur").chmod(0o700)


def test_a_folder_whose_numbers_are_mostly_holes_is_read_without_walking_through_them(
    server: Dovecot, here: Desk
) -> None:
    client = other(server)
    client.select("INBOX")
    client.close()
    server.doveadm("mailbox", "update", "-u", "amy", "--min-next-uid", "3000000000", "INBOX")
    client.append("INBOX", "", "", letter(88))
    here.sync()
    assert here.shown() == held(client)
    assert here.one("SELECT max(uid) FROM placement") == 3_000_000_000
    client.shutdown()
