"""What a real mail server would not do is said on a card in the window, and its button mends it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from osone.app.notices.refused import ACCOUNT, AGAIN, ELSEWHERE, Declined, said_of
from osone.app.profile import profile
from osone.model.mail import Box, Role
from osone.store import accounts
from osone.store.writing import transaction
from tests.app.house import Running, living
from tests.parts.dovecot import Dovecot, without
from tests.sync.desk import ADDRESS, WORD, letter, other, settings
from tests.sync.imap.test_refused import RULES, allow

GONE = Declined((1,), "Hello", ADDRESS, "flagged", 1, "", Role.OTHER, "its folder", 0, "EXPUNGEISSUED", "")
ROLE = "SELECT count(*) FROM placement p JOIN folder f ON f.id = p.folder WHERE f.{} = ?"


@contextmanager
def house_of(server: Dovecot) -> Iterator[Running]:
    """The window on Amy's account at this server, its first sync done."""
    with profile.throw_away() as opened:
        core = opened.store.writer()
        with transaction(core) as tx:
            accounts.add(tx, "imap", ADDRESS, "Amy", settings(server.plain_port))
        core.close()
        direct = profile.Direct(opened.store)
        for key, value in {"meeting.done": True, "mind.choice": "none", "voice.choice": "none"}.items():
            direct.run("settings.set", {"key": key, "value": value}, "shell")
        direct.close()
        with living(opened, engine=True) as house:
            (uid,) = (account.uid for account in accounts.every(house.reader))
            house.house.child.hand_over({uid: WORD})
            house.until(lambda: house.number(ROLE.format("role"), "inbox") == 10, "the first sync")
            house.until(lambda: house.number("SELECT count(*) FROM to_index") == 0, "all of it is indexed")
            house.screens.inbox.go(Box.INBOX)
            house.screens.shell.go("mail")
            house.until(lambda: house.screens.inbox.rowCount() == 10, "its rows")
            yield house


def cards(house: Running) -> list[dict[str, object]]:
    return list(house.screens.shell.property("cards").rows)


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[Dovecot]:
    lacking = getattr(request, "param", ())
    with Dovecot(tls="no", extra=RULES, capabilities=without(*lacking) if lacking else None) as running:
        running.deliver("amy", [letter(n) for n in range(10)])
        running.deliver("amy", [], folder="House")
        allow(running, "Notices", "lr")
        yield running


def test_a_folder_that_takes_nothing_is_said_and_another_is_chosen_by_keys(server: Dovecot) -> None:
    with house_of(server) as house:
        moved = str(house.screens.inbox.row_of(house.screens.inbox.current).subject)  # type: ignore[union-attr]
        house.press("v")
        house.write("Notices")
        house.press("Enter")
        house.until(lambda: cards(house), "a card says it")
        (card,) = cards(house)
        assert card["title"] == f"“{moved}” couldn't be moved to Notices"
        assert str(card["body"]).startswith(
            f"{ADDRESS}: The server doesn't let you move messages to Notices. It's back in I"
        )
        assert card["yes"] == ELSEWHERE
        house.screens.shell.decide(str(card["key"]), True)
        house.until(lambda: house.screens.finder.property("opened"), "another folder is asked for")
        assert [house.screens.inbox.row_of(t).subject for t in house.screens.inbox.targets] == [moved]  # type: ignore[union-attr]
        house.write("House")
        house.press("Enter")
        house.until(lambda: house.number(ROLE.format("path"), "House") == 1, "it is there, on the server too")
        assert not cards(house)


@pytest.mark.parametrize("server", [("MOVE",)], indirect=True)
def test_a_full_mailbox_is_one_card_however_many_mails_and_try_again_mends_it(server: Dovecot) -> None:
    with house_of(server) as house:
        for _ in range(4):
            house.press("x", "j")
        house.press("e")
        house.until(lambda: cards(house), "a card says it")
        (card,) = cards(house)
        assert card["title"] == "4 conversations couldn't be archived"
        assert "Your mailbox is full. They're back in I" in str(card["body"])
        assert card["yes"] == AGAIN
        client = other(server)
        client.select("INBOX")
        client.store("1:4", "+FLAGS", "\\Deleted")
        client.expunge()
        client.shutdown()
        house.screens.shell.decide(str(card["key"]), True)
        house.until(lambda: house.number(ROLE.format("role"), "archive") == 4, "there was room this time", 60)


def test_what_is_not_mended_is_left_and_said_again_with_the_next_refusal(server: Dovecot) -> None:
    with house_of(server) as house:
        for turn in range(2):
            house.press("v")
            house.write("Notices")
            house.press("Enter")
            house.until(lambda: cards(house), f"a card says it, {turn}")
            assert str(cards(house)[0]["title"]).startswith("“letter ")
            house.press("Esc")
            assert not cards(house)
            house.until(lambda: house.screens.inbox.rowCount() == 10, "it is back")


def declined(**given: object) -> Declined:
    usual: dict[str, object] = {
        "threads": (1,), "subject": "The lease", "address": "amy@example.org", "wish": "move", "value": 7,
        "target": "Receipts", "role": Role.OTHER, "source": "Inbox", "box": 1, "code": "", "words": "",
    }  # fmt: skip
    return Declined(**(usual | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "title", "body", "yes"),
    [
        (declined(words="Internal error."), "“The lease” couldn't be moved to Receipts",
         "The server said “Internal error”. It's back in Inbox. It may work later.", AGAIN),
        (declined(), "“The lease” couldn't be moved to Receipts",
         "The server refused and didn't say why. It's back in Inbox. It may work later.", AGAIN),
        (declined(code="NONEXISTENT", threads=(1, 2)), "2 conversations couldn't be moved to Receipts",
         "The folder no longer exists. They're back in Inbox. Choose another folder.", ELSEWHERE),
        (declined(wish="flagged", value=1, code="NOPERM", subject=""), "“(no subject)” couldn't be starred",
         "The server doesn't let you change that. It's shown as the server has it."
         " Whoever runs the mail server can allow it.", ACCOUNT),
        (declined(wish="seen", value=0, code="READ-ONLY", threads=(1, 2)),
         "2 conversations couldn't be marked as unread",
         "Messages in Inbox are read-only. They're shown as the server has them."
         " The person who shares this folder can give you access.", ACCOUNT),
        (declined(wish="expunge", words="Busy"), "“The lease” couldn't be deleted for good",
         "The server said “Busy”. It's back in Inbox. It may work later.", AGAIN),
    ],
)  # fmt: skip
def test_the_card_says_what_was_wished_why_not_what_is_now_and_what_helps(
    one: Declined, title: str, body: str, yes: str
) -> None:
    said = said_of(one)
    assert (said.title, said.body, said.yes) == (title, f"amy@example.org: {body}", yes)


@pytest.mark.parametrize(
    ("one", "call"),
    [
        (declined(role=Role.ARCHIVE), ("mail.archive", {"threads": [1]})),
        (declined(role=Role.TRASH), ("mail.trash", {"threads": [1]})),
        (declined(), ("mail.move", {"threads": [1], "folder": "Receipts"})),
        (declined(wish="seen", value=1), ("mail.unread", {"threads": [1], "on": False})),
        (declined(wish="seen", value=0), ("mail.unread", {"threads": [1], "on": True})),
        (declined(wish="flagged", value=1), ("mail.star", {"threads": [1], "on": True})),
        (declined(wish="expunge", of=Role.TRASH), ("mail.erase", {"threads": [1], "place": "trash", "sure": True})),
        (declined(wish="expunge", of=Role.JUNK), ("mail.erase", {"threads": [1], "place": "junk", "sure": True})),
        (declined(wish="answered", value=1), ("", {})),
    ],
)
def test_trying_again_is_the_verb_that_was_meant(one: Declined, call: tuple[str, dict[str, object]]) -> None:
    assert one.call == call


def test_a_star_on_a_mail_that_somebody_deleted_says_so_and_nothing_of_where_it_is() -> None:
    said = said_of(GONE)
    assert (said.title, said.body) == (
        "“Hello” couldn't be starred", f"{ADDRESS}: The message was deleted on the server."
    )  # fmt: skip
