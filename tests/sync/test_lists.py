"""Mail over lists by who writes there: who begins a talk among several is a person, an owner's letter is none."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from osone.model.mail import Flag, Role
from osone.store import files, lists, messages
from osone.store.writing import transaction
from osone.sync import importing, indexing
from osone.sync.importing import FoundMessage
from osone.sync.working import Files, Pace, open_files

Told = tuple[str, str, bool]
"""Who wrote, the subject, and whether it answers somebody."""
TALK: Sequence[Told] = [
    ("ann@a.example", "Re: Ropes", True), ("bo@b.example", "Re: Ropes", True), ("cy@c.example", "Re: Ropes", True),
]  # fmt: skip


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Files]:
    opened = open_files(files.open_store(tmp_path, bytes(32)))
    yield opened
    opened.close()


def mail(number: int, told: Told, name: str = "boats.club.example", more: str = "") -> FoundMessage:
    author, subject, answers = told
    answered = "In-Reply-To: <0@x.example>\r\n" if answers else ""
    raw = (
        f"From: {author}\r\nTo: undisclosed-recipients:;\r\nSubject: {subject}\r\nMessage-ID: <{number}@x.example>\r\n"
        f"{answered}List-Id: <{name}>\r\nList-Unsubscribe: <mailto:off@{name}>\r\n{more}"
        f"Date: Mon, 02 Nov 2026 10:{number:02d}:00 +0000\r\n\r\nWords.\r\n"
    )
    return FoundMessage(raw.encode(), Flag.SEEN, "INBOX", Role.INBOX, 1_793_610_000 + number)


def bring(mine: Files, *some: FoundMessage) -> None:
    account = importing.account_here(mine, "Here", "me@example.test")
    for one in some:
        importing.bring_in(mine, account, [one], Pace(), lambda _what: None)


def kinds(mine: Files) -> dict[str, str]:
    return dict(mine.core.execute("SELECT subject, kind FROM message ORDER BY id"))


NEWS: Told = ("ann@a.example", "Boats for sale", False)


@pytest.mark.parametrize("first", [True, False])
def test_who_talks_on_a_list_with_others_writes_no_newsletter_there(mine: Files, first: bool) -> None:
    talk = [mail(n, told) for n, told in enumerate(TALK, 2)]
    bring(mine, *([mail(1, NEWS), *talk] if first else [*talk, mail(9, NEWS)]))
    # It is known once its author has talked, and others have.
    bring(mine, mail(20, ("ann@a.example", "Re: Oars", True)))
    assert kinds(mine)["Boats for sale"] == "person"


@pytest.mark.parametrize(
    "told",
    [
        [("ann@a.example", "Re: Ropes", True)],
        [("ann@a.example", "Re: Ropes", True), ("bo@b.example", "Re: Ropes", True)],
        TALK[1:],
    ],
)
def test_an_owner_with_a_guest_or_two_makes_no_talk_of_a_newsletter(mine: Files, told: Sequence[Told]) -> None:
    bring(mine, *(mail(n, one) for n, one in enumerate(told, 2)), mail(9, NEWS))
    assert kinds(mine)["Boats for sale"] == "letter"


def test_talk_on_one_list_says_nothing_of_another(mine: Files) -> None:
    talk = [mail(n, told) for n, told in enumerate(TALK, 2)]
    bring(mine, *talk, mail(9, NEWS, "offers.shop.example"), mail(10, NEWS, "boats.club.example.org"))
    assert set(kinds(mine).values()) == {"person", "letter"}
    assert kinds(mine)["Boats for sale"] == "letter"


@pytest.mark.parametrize(
    ("told", "more"),
    [
        (("ann@a.example", "Boats for sale", False), "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"),
        (("ann@a.example", "Boats for sale", False), "Auto-Submitted: auto-generated\r\n"),
        (("newsletter@a.example", "Boats for sale", False), ""),
    ],
)
def test_what_one_click_leaves_and_what_programs_write_stays_a_newsletter(mine: Files, told: Told, more: str) -> None:
    bring(mine, *(mail(n, one) for n, one in enumerate(TALK, 2)), mail(9, told, more=more))
    assert kinds(mine)["Boats for sale"] == "letter"


def test_what_was_kept_before_is_judged_anew(mine: Files) -> None:
    bring(mine, *(mail(n, told) for n, told in enumerate(TALK, 2)), mail(9, NEWS))
    mine.core.execute("UPDATE message SET kind = 'letter' WHERE subject = 'Boats for sale'")
    mine.core.execute("UPDATE reading SET version = 1")
    assert indexing.begin_again(mine.core)
    while indexing.read_again(mine, 100, Pace()):
        pass
    assert kinds(mine)["Boats for sale"] == "person"


def test_only_messages_of_those_who_were_named_are_looked_at(mine: Files) -> None:
    bring(mine, *(mail(n, told) for n, told in enumerate(TALK, 2)), mail(9, NEWS))
    message = int(str(mine.core.execute("SELECT id FROM message WHERE subject = 'Boats for sale'").get))
    with transaction(mine.core) as tx:
        mine.core.execute("UPDATE message SET kind = 'letter' WHERE id = ?", (message,))
        assert lists.lift(tx, [("bo@b.example", "boats.club.example")]) == []
        assert lists.lift(tx, [("ann@a.example", "boats.club.example")]) == [message]
    assert messages.threads_of(mine.core, [message])
