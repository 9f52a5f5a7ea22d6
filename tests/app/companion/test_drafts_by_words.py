"""Drafts that are begun by words, and what was promised, on a real store."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from osone.app.companion.house import StoreHouse
from osone.app.profile import profile
from osone.model.drafts import Relation
from osone.model.ids import ThreadId
from osone.model.mail import Address
from osone.queries import asking
from osone.sample import filling
from osone.store import drafts

NOW = datetime(2026, 11, 24, 9, 20, tzinfo=ZoneInfo("Europe/Stockholm"))


@pytest.fixture
def store() -> Iterator[profile.Direct]:
    with profile.throw_away() as made:
        filling.fill(made.store, NOW)
        direct = profile.Direct(made.store)
        try:
            yield direct
        finally:
            direct.close()


async def test_a_new_message_has_its_words_and_who_is_known_and_a_stranger_leaves_to_empty(
    store: profile.Direct,
) -> None:
    shown: list[tuple[str, int]] = []
    house = StoreHouse(store, open_noun=shown.append)
    assert await house.begin_draft(Address("Bo", "bo@example.org"), "I will come.")
    assert await house.begin_draft(None, "Hello.")
    first, second = (drafts.one(store.reader, number) for _kind, number in shown)
    assert first is not None
    assert second is not None
    assert [one.email for one in first.recipients.to] == ["bo@example.org"]
    assert first.blocks[0].runs[0].words == "I will come."
    assert not second.recipients.to
    assert first.relation is Relation.NEW
    assert not await StoreHouse(store).begin_draft(None, "Nobody sees it."), "no window, no draft"


async def test_what_was_asked_for_stands_above_the_signature(store: profile.Direct) -> None:
    shown: list[tuple[str, int]] = []
    store.run("account.sign", {"account": 1, "words": "Nora"}, "shell")
    assert await StoreHouse(store, open_noun=shown.append).begin_draft(None, "I will come.")
    draft = drafts.one(store.reader, shown[0][1])
    assert draft is not None
    assert [one.words for one in draft.blocks] == ["I will come.", "", "-- ", "Nora"]


async def test_what_is_passed_on_goes_to_whom_it_was_wished_and_to_nobody_else(store: profile.Direct) -> None:
    shown: list[tuple[str, int]] = []
    house = StoreHouse(store, open_noun=shown.append)
    person = asking.people(store.reader, "Idris")[0]
    assert person.newest is not None
    to = Address("Kerstin Malm", "kerstin@malmredovisning.example")
    assert await house.begin_draft(to, thread=ThreadId(person.newest.thread))
    draft = drafts.one(store.reader, shown[0][1])
    assert draft is not None
    assert (draft.relation, list(draft.recipients.to), list(draft.recipients.cc)) == (Relation.FORWARD, [to], [])


async def test_promises_are_sentences_that_the_person_sent(store: profile.Direct) -> None:
    house = StoreHouse(store)
    person = asking.people(store.reader, "Ottilie")[0]
    found = await house.promises(person.address)
    assert found
    assert all(one.row.sender.email == "mara@lindqvist.example" for one in found)


async def test_what_a_verb_made_is_known_so_that_it_can_be_meant(store: profile.Direct) -> None:
    house = StoreHouse(store)
    await house.act("task.add", {"line": "Water the ferns"})
    (kind, number), *_rest = house.made()
    assert kind == "task"
    assert [task.id for task in await house.tasks("ferns")] == [number]
