"""A real server that says no for good: the wish is taken back at once, and what is shown is what the server holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from osone.model.mail import Role
from osone.store import refusals
from osone.sync import acting
from osone.sync.imap import wire
from osone.sync.imap.wire import CommandRefusedError
from osone.sync.messages import WishRefused, as_told
from tests.parts import wishes
from tests.parts.dovecot import Dovecot, without
from tests.sync.desk import Desk, desk, held, letter, other

RULES = "mail_plugins = acl quota\nplugin {\n acl = vfile\n quota = maildir:Mail\n quota_rule = *:messages=12\n}\n"
"""Folders obey a file of rights, and more than twelve messages are too many."""
SECONDS = 3600.0


def allow(server: Dovecot, folder: str, rights: str) -> None:
    """What Amy may do in a folder: l sees it, r reads, i puts in, w flags, s marks as read, t and e delete."""
    path = server.maildir("amy", folder) / "dovecot-acl"
    path.write_text(f"owner {rights}\n")
    server.give(path)


@contextmanager
def working(tmp_path: Path, *lacking: str) -> Iterator[tuple[Dovecot, Desk]]:
    with Dovecot(tls="no", extra=RULES, capabilities=without(*lacking) if lacking else None) as server:
        server.deliver("amy", [letter(n) for n in range(10)])
        server.deliver("amy", [letter(90)], folder="Shared")
        allow(server, "Shared", "lr")
        allow(server, "Notices", "lrws")
        with desk(tmp_path / "profile", server.plain_port) as here:
            here.sync()
            yield server, here


def declined(here: Desk) -> WishRefused:
    (said,) = [one for one in here.told if isinstance(one, WishRefused)]
    return said


def send_once(here: Desk, later: float = 0) -> None:
    with here.line() as line:
        acting.let_leave(here.outgoing(line), 1_900_000_000 + later)


def same_as(server: Dovecot, here: Desk) -> bool:
    client = other(server)
    try:
        return here.shown() == held(client)
    finally:
        client.shutdown()


@pytest.mark.parametrize("lacking", [(), ("MOVE",), ("MOVE", "UIDPLUS")])
def test_a_folder_that_takes_nothing_gives_the_mail_back_at_once(tmp_path: Path, lacking: tuple[str, ...]) -> None:
    with working(tmp_path, *lacking) as (server, here):
        before = here.shown()
        here.act("mail.move", threads=[here.thread("letter 3"), here.thread("letter 4")], folder="Notices")
        assert here.shown() != before
        send_once(here)
        assert here.shown() == before
        assert same_as(server, here)
        assert wishes.counts(here.mine.core) == {}
        said = declined(here)
        assert (said.wish, said.code, said.words) == ("move", "NOPERM", "Permission denied")
        assert said.source == here.folder(Role.INBOX)
        assert len(said.messages) == 2
        assert here.one("SELECT by FROM journal WHERE id = ?", said.entries[0]) == "person"
        (kept,) = refusals.every(here.mine.core)
        assert as_told(kept) == said, "it stands until somebody was told"


def test_a_full_mailbox_is_said_as_such(tmp_path: Path) -> None:
    with working(tmp_path, "MOVE") as (server, here):
        before = here.shown()
        here.act("mail.archive", threads=[here.thread(f"letter {n}") for n in range(5)])
        send_once(here)
        assert here.shown() == before
        assert same_as(server, here)
        assert declined(here).code == "OVERQUOTA"
        assert "Quota exceeded" in declined(here).words


@pytest.mark.parametrize("verb", ["mail.star", "mail.unread", "mail.trash"])
def test_what_can_only_be_read_stays_as_it_is(verb: str, tmp_path: Path) -> None:
    with working(tmp_path) as (server, here):
        before = here.shown()
        here.act(verb, threads=[here.thread("letter 90")])
        send_once(here)
        assert here.shown() == before
        assert same_as(server, here)
        assert declined(here).code in ("READ-ONLY", "NOPERM")
        assert wishes.counts(here.mine.core) == {}


def test_a_refusal_without_a_reason_is_tried_for_a_while_before_it_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "LASTING", frozenset[str]())
    with working(tmp_path) as (server, here):
        before = here.shown()
        here.act("mail.move", threads=[here.thread("letter 3")], folder="Notices")
        wanted = here.shown()
        for turn in range(acting.GIVE_UP_AFTER - 1):
            send_once(here, turn * SECONDS)
            assert here.shown() == wanted
            assert not [one for one in here.told if isinstance(one, WishRefused)]
        send_once(here, acting.GIVE_UP_AFTER * SECONDS)
        assert here.shown() == before
        assert same_as(server, here)
        assert declined(here).code == "NOPERM"


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        ("NO [OVERQUOTA] Quota exceeded (mailbox for user is full) (0.013 + 0.000 + 0.012 secs).", "OVERQUOTA",
         "Quota exceeded (mailbox for user is full)"),
        ("NO [NOPERM] Permission denied (0.001 + 0.000 secs).", "NOPERM", "Permission denied"),
        ("NO [TRYCREATE]", "TRYCREATE", ""),
        ("NO [BADCHARSET (UTF-8)] odd", "BADCHARSET", "odd"),
        ("BAD Error in IMAP command", "", "Error in IMAP command"),
        ("NO", "", ""),
        ("No such luck [NOPERM]", "", "such luck [NOPERM]"),
        ("A folder's name cannot hold control characters.", "", "A folder's name cannot hold control characters."),
    ],
)  # fmt: skip
def test_a_refusal_is_read_for_its_code_and_its_words(answer: str, code: str, words: str) -> None:
    error = CommandRefusedError(answer)
    assert (error.code, error.words) == (code, words)
