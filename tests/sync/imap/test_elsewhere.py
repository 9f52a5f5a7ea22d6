"""Folders and mail that others rename, delete and move: both are followed, and so are the wishes about them."""

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from osone.model.mail import Role
from osone.store import accounts, folders, outbox
from osone.sync import acting
from osone.sync.imap import mailboxes, wire
from osone.sync.messages import WishRefused
from tests.parts import wishes
from tests.parts.dovecot import Dovecot, without
from tests.sync.desk import Desk, desk, held, letter, other


@pytest.fixture
def server() -> Iterator[Dovecot]:
    with Dovecot(tls="no") as running:
        running.deliver("amy", [letter(n) for n in range(3)])
        running.deliver("amy", [letter(n) for n in range(10, 14)], folder="Projects")
        running.deliver("amy", [letter(n) for n in range(20, 24)], folder="Gone")
        yield running


@pytest.fixture
def here(server: Dovecot, tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path / "profile", server.plain_port) as made:
        made.sync()
        yield made


@pytest.fixture
def client(server: Dovecot) -> Iterator[imaplib.IMAP4]:
    one = other(server)
    yield one
    one.shutdown()


def paths(here: Desk) -> set[str]:
    return {f.path for f in accounts.folders(here.mine.core) if f.role is Role.OTHER}


def number(here: Desk, path: str) -> int:
    return next(f.id for f in accounts.folders(here.mine.core) if f.path == path)


def declined(here: Desk) -> list[WishRefused]:
    return [one for one in here.told if isinstance(one, WishRefused)]


def move(client: imaplib.IMAP4, subject: str, source: str, target: str) -> None:
    """What another program does with a message."""
    assert client.select(source)[0] == "OK"
    (uids,) = client.uid("SEARCH", "SUBJECT", f'"{subject}"')[1]
    assert client.uid("MOVE", uids.decode(), target)[0] == "OK"
    client.unselect()


def test_a_renamed_folder_is_the_same_folder_with_all_that_is_in_it(here: Desk, client: imaplib.IMAP4) -> None:
    before = number(here, "Projects")
    mails = here.one("SELECT count(*) FROM message")
    client.rename("Projects", "Work")
    here.sync()
    assert paths(here) == {"Work", "Gone"}
    assert number(here, "Work") == before
    assert here.shown() == held(client)
    assert here.one("SELECT count(*) FROM message") == mails


def test_a_folder_with_folders_in_it_is_renamed_with_them(server: Dovecot, here: Desk, client: imaplib.IMAP4) -> None:
    server.deliver("amy", [letter(50)], folder="Projects/Boat")
    here.sync()
    before = number(here, "Projects/Boat")
    client.rename("Projects", "Work")
    here.sync()
    assert paths(here) == {"Work", "Work/Boat", "Gone"}
    assert number(here, "Work/Boat") == before
    assert here.shown() == held(client)


def test_a_deleted_folder_goes_after_two_looks_with_all_that_was_in_it(here: Desk, client: imaplib.IMAP4) -> None:
    client.delete("Gone")
    here.sync()
    assert "Gone" in paths(here)
    here.sync()
    assert paths(here) == {"Projects"}
    assert here.shown() == held(client)
    here.sync()
    assert folders.known(here.mine.core, here.account.id)


def test_one_list_that_leaves_a_folder_out_takes_nothing_away(
    here: Desk, client: imaplib.IMAP4, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = here.shown()
    whole = mailboxes.all_mailboxes
    for leaving_out in (lambda one: one.path == "Gone", lambda one: True):
        for _look in range(3):
            with monkeypatch.context() as then:
                then.setattr(
                    mailboxes, "all_mailboxes", lambda wire, out=leaving_out: [o for o in whole(wire) if not out(o)]
                )
                here.sync()
            assert here.shown() == before
    here.sync()
    assert here.shown() == held(client) == before


def test_wishes_go_on_in_a_renamed_folder(here: Desk, client: imaplib.IMAP4) -> None:
    here.act("mail.star", threads=[here.thread("letter 11")])
    here.act("mail.trash", threads=[here.thread("letter 12")])
    here.act("mail.move", threads=[here.thread("letter 1")], folder="Projects")
    wanted = {("Work" if p == "Projects" else p, *rest) for p, *rest in here.shown()}
    client.rename("Projects", "Work")
    here.settle()
    assert set(here.shown()) == wanted
    assert here.shown() == held(client)
    assert not declined(here)


def test_what_was_to_go_into_a_deleted_folder_stays_and_is_told(here: Desk, client: imaplib.IMAP4) -> None:
    here.act("mail.move", threads=[here.thread("letter 1")], folder="Gone")
    client.delete("Gone")
    here.settle()
    assert here.shown() == held(client)
    assert [(one.wish, one.code) for one in declined(here)] == [("move", "NONEXISTENT")]
    here.act("mail.trash", threads=[here.thread("letter 2")])
    here.settle()
    assert here.shown() == held(client)


def test_the_archive_is_made_again_where_it_was_deleted(here: Desk, client: imaplib.IMAP4) -> None:
    here.act("mail.archive", threads=[here.thread("letter 1")])
    client.delete("Archive")
    here.settle()
    assert ("Archive", "letter 1", False, False) in here.shown()
    assert here.shown() == held(client)
    assert not declined(here)


def test_undo_into_a_folder_that_was_deleted_leaves_the_mail_where_it_is(here: Desk, client: imaplib.IMAP4) -> None:
    here.act("mail.archive", threads=[here.thread("letter 20")])
    here.act("mail.move", threads=[here.thread("letter 21")], folder="Archive")
    here.settle()
    client.delete("Gone")
    here.sync()
    here.sync()
    here.act("undo")
    here.settle()
    assert here.shown() == held(client)


LOOK_FIRST, SEND_FIRST = "the look comes first", "the wish leaves first"


@pytest.mark.parametrize("order", [LOOK_FIRST, SEND_FIRST])
@pytest.mark.parametrize("lacking", [(), ("MOVE",), ("MOVE", "UIDPLUS")])
def test_a_star_follows_the_mail_that_was_moved_elsewhere(tmp_path: Path, order: str, lacking: tuple[str, ...]) -> None:
    with Dovecot(tls="no", capabilities=without(*lacking) if lacking else None) as server:
        server.deliver("amy", [letter(n) for n in range(3)])
        server.deliver("amy", [letter(10)], folder="Projects")
        with desk(tmp_path / "profile", server.plain_port) as here:
            here.sync()
            here.act("mail.star", threads=[here.thread("letter 1")])
            client = other(server)
            client.select("INBOX")
            client.copy("2", "Projects")
            client.store("2", "+FLAGS", "\\Deleted")
            client.expunge()
            (here.send if order == SEND_FIRST else here.sync)()
            here.settle()
            assert ("Projects", "letter 1", False, True) in here.shown()
            assert here.shown() == held(client)
            assert not declined(here)
            client.shutdown()


@pytest.mark.parametrize("first", ["sync", "send"])
def test_a_move_follows_the_mail_that_was_moved_elsewhere(here: Desk, client: imaplib.IMAP4, first: str) -> None:
    here.act("mail.trash", threads=[here.thread("letter 1")])
    move(client, "letter 1", "INBOX", "Projects")
    getattr(here, first)()
    here.settle()
    assert ("Trash", "letter 1", False, False) in here.shown()
    assert here.shown() == held(client)
    assert not declined(here)


def test_a_move_that_somebody_else_made_is_made(here: Desk, client: imaplib.IMAP4) -> None:
    here.act("mail.archive", threads=[here.thread("letter 1")])
    move(client, "letter 1", "INBOX", "Archive")
    here.settle()
    assert here.shown() == held(client)
    assert not declined(here)


@pytest.mark.parametrize(
    ("verb", "told"), [("mail.star", ["flagged"]), ("mail.archive", ["move"]), ("mail.trash", []), ("mail.read", [])]
)
def test_what_was_wished_of_a_mail_that_is_gone_is_told_where_somebody_minds(
    here: Desk, client: imaplib.IMAP4, verb: str, told: list[str]
) -> None:
    here.act(verb, threads=[here.thread("letter 1")])
    client.select("INBOX")
    client.store("2", "+FLAGS", "\\Deleted")
    client.expunge()
    here.settle()
    assert here.shown() == held(client)
    assert [(one.wish, one.code) for one in declined(here)] == [(wish, "EXPUNGEISSUED") for wish in told]


def test_a_copy_that_was_there_before_is_left_where_it_is(server: Dovecot, here: Desk, client: imaplib.IMAP4) -> None:
    client.select("INBOX")
    client.copy("2", "Projects")
    here.sync()
    here.act("mail.archive", threads=[here.thread("letter 1")])
    client.store("2", "+FLAGS", "\\Deleted")
    client.expunge()
    here.settle()
    assert ("Projects", "letter 1", False, False) in here.shown()
    assert here.shown() == held(client)


def refuse(monkeypatch: pytest.MonkeyPatch, word: bytes, answer: str) -> list[bytes]:
    """The server says no to every command that begins so."""
    honest, asked = wire.Wire.call, []

    def call(self: wire.Wire, command: str | bytes) -> list[wire.WireLine]:
        said = command.encode() if isinstance(command, str) else command
        if said.startswith(word):
            asked.append(said)
            raise wire.CommandRefusedError(answer)
        return honest(self, command)

    monkeypatch.setattr(wire.Wire, "call", call)
    return asked


@contextmanager
def bare(folder: Path, *, prefix: str = "", capabilities: str | None = None) -> Iterator[tuple[Desk, imaplib.IMAP4]]:
    """A server without an archive."""
    extra = (
        f"namespace inbox {{\n prefix = {prefix}\n separator = {'.' if prefix else '/'}\n"
        " mailbox Archive {\n auto = no\n special_use =\n }\n}\n"
    )
    with Dovecot(tls="no", extra=extra, capabilities=capabilities) as server:
        server.deliver("amy", [letter(n) for n in range(3)])
        client = other(server)
        with desk(folder / "profile", server.plain_port) as here:
            here.sync()
            yield here, client
        client.shutdown()


def test_a_folder_that_may_not_be_made_is_told_at_once_and_the_mail_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bare(tmp_path) as (here, _client):
        before = here.shown()
        asked = refuse(monkeypatch, b"CREATE", "NO Permission denied to make that")
        here.act("mail.archive", threads=[here.thread("letter 1")])
        here.settle()
        assert here.shown() == before
        assert [(one.wish, one.words) for one in declined(here)] == [("move", "Permission denied to make that")]
        assert asked[0] == b'CREATE "Archive"'
        assert len(asked) <= 2


def test_a_refusal_counts_before_the_wish_has_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with bare(tmp_path) as (here, _client):
        before = here.shown()
        asked = refuse(monkeypatch, b"CREATE", "NO [UNAVAILABLE] Not now")
        here.act("mail.archive", threads=[here.thread("letter 1")])
        for turn in range(acting.GIVE_UP_AFTER):
            with here.line() as line:
                acting.let_leave(here.outgoing(line), 1_900_000_000 + 10_000 * turn)
            waiting = outbox.of_account(here.mine.core, here.account.id, outbox.WAITING)
            assert [wish.tries for wish in waiting] == ([turn + 1] if turn + 1 < acting.GIVE_UP_AFTER else [])
        assert here.shown() == before
        assert [one.code for one in declined(here)] == ["UNAVAILABLE"]
        assert len(asked) <= 2 * acting.GIVE_UP_AFTER
        assert wishes.counts(here.mine.core) == {}


@pytest.mark.parametrize("capable", [True, False], ids=["NAMESPACE", "without NAMESPACE"])
def test_a_folder_is_made_under_the_accounts_prefix(tmp_path: Path, capable: bool) -> None:
    capabilities = None if capable else without("NAMESPACE", "SPECIAL-USE")
    with bare(tmp_path, prefix="INBOX.", capabilities=capabilities) as (here, client):
        here.act("mail.archive", threads=[here.thread("letter 1")])
        here.settle()
        assert ("INBOX.Archive", "letter 1", False, False) in here.shown()
        assert here.shown() == held(client)
        assert not declined(here)
