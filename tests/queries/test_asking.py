"""What is asked in words of the store: people, who wrote, what is on by its name, and sets of mail."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.model.ids import AccountId, MessageId, ThreadId
from osone.model.mail import Address, Box, Flag, MessageRow
from osone.queries import asking
from osone.queries.conversation import Message
from osone.queries.query import Query, parse
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.store.world import NOW, START, World, letter, send


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = worlds.make(tmp_path / "profile")
    inbox = made.folder(made.imap, "INBOX")
    with transaction(made.core) as tx:
        send(tx, made.imap, inbox, [letter(n, n) for n in range(1, 13)])
    yield made
    made.close()


def of(world: World, words: str, box: Box = Box.INBOX) -> list[int]:
    query = parse(words, today=NOW.date(), zone=NOW.tzinfo) if words else Query()
    reader = world.store.reader()
    try:
        return asking.conversations(reader, query, box)
    finally:
        reader.close()


def test_a_set_is_a_list_and_what_narrows_it(world: World) -> None:
    assert len(of(world, "")) == 12
    assert len(of(world, "", Box.NEWSLETTERS)) == 2
    assert len(of(world, "is:unread")) == 12
    some = of(world, "", Box.NEWSLETTERS)[:1]
    running.run(world.core, "mail.unread", {"threads": some, "on": False}, by="person", now=NOW, registry=REGISTRY)
    assert len(of(world, "is:unread", Box.NEWSLETTERS)) == 1
    assert len(of(world, "is:unread")) == 11


def test_who_wrote_are_people_by_name_and_all_else_is_a_number(world: World) -> None:
    reader = world.store.reader()
    since = datetime.fromtimestamp(START, UTC)
    found = asking.heard(reader, since, since + timedelta(minutes=30))
    assert [sender.name for sender, _row in found.people] == ["Amy Ferrante"]
    assert found.others == 9
    assert not asking.heard(reader, since - timedelta(days=2), since).people
    reader.close()


def test_a_person_is_known_by_any_of_their_names_whole(world: World) -> None:
    reader = world.store.reader()
    for name in ("Amy", "amy ferrante", "Ferrante", "amy@x"):
        (one,) = asking.people(reader, name)
        assert (one.address, one.heard, one.written) == (Address("Amy Ferrante", "amy@x"), 3, 0)
    assert asking.people(reader, "Am") == []
    assert asking.people(reader, "") == []
    assert asking.people(reader, "Me") == [], "oneself is nobody to be asked about"
    assert set(asking.likely_names(reader, 3)) <= {"Amy", "Ben", "Chloe", "Dev"}
    reader.close()


def test_what_is_on_is_found_by_the_words_that_name_it(world: World) -> None:
    for line in ("dentist tomorrow 9:00", "lunch with Bo on thursday 12:30 at Rosa's", "Noor's birthday on friday"):
        running.run(world.core, "event.add", {"line": line}, by="person", now=NOW, registry=REGISTRY)

    def named(words: str) -> list[str]:
        return [one.title for one in asking.happenings(world.core, words, NOW)]

    assert named("the dentist appointment") == ["dentist"]
    assert named("seeing Bo") == []
    assert named("Bo") == ["lunch with Bo"]
    assert named("Noor's birthday") == ["Noor's birthday"]
    assert named("Rosa's") == ["lunch with Bo"]
    assert len(named("")) == 3
    assert named("dentist and Bo") == []
    running.run(world.core, "task.add", {"line": "pay the rent friday"}, by="person", now=NOW, registry=REGISTRY)
    assert [task.title for task in asking.open_tasks(world.core, "the rent")] == ["pay the rent"]
    assert asking.open_tasks(world.core, "milk") == []


WRITTEN = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("subject", "text", "start"),
    [
        ("Re: Lunch on Thursday?", "Shall we say 12:30 on Thursday at the pier?", "05 12:30"),
        ("Figures", "Hello,\n\nthe review is tomorrow at 10. Bring the figures.", "03 10:00"),
        ("Party on 14 March", "Come as you are.", "14 00:00"),
        ("Hello", "> dinner tomorrow at 8\n\nThat works.", ""),
        ("Hello", "How are you?", ""),
    ],
)
def test_a_message_is_about_the_first_hour_that_its_own_words_name(subject: str, text: str, start: str) -> None:
    row = MessageRow(
        MessageId(1), ThreadId(1), AccountId(1), Address("Bo", "bo@x"), (), (), subject, "", int(WRITTEN.timestamp()),
        Flag(0), (), 10, False, True,
    )  # fmt: skip
    found = asking.plan_in(Message(row, text), UTC)
    assert (f"{found.planned.start:%d %H:%M}" if found is not None else "") == start
    if found is not None:
        assert not found.planned.title.startswith("Re:")
