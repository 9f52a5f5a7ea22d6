"""What is deleted of the talk stands nowhere afterwards: no page of the file and no copy holds its words."""

import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.model.errors import CommandError
from osone.model.ids import TurnId
from osone.model.talk import Speaker
from osone.store import files, forgetting, talk
from osone.store.card import COPIES
from osone.store.files import Store
from osone.store.writing import transaction
from tests.store.world import KEY, NOW, World

WORD = b"zanzibar"
DAY = "2026-03-02"


def say(world: World, *texts: str) -> list[TurnId]:
    found = []
    for n, text in enumerate(texts):
        with transaction(world.core) as tx:
            found.append(talk.say(tx, Speaker.COMPANION if n % 2 else Speaker.PERSON, text, "person", n))
    return found


def forget(world: World, **given: object) -> str:
    return running.run(world.core, "talk.forget", given, by="person", now=NOW, registry=REGISTRY).said


def held(world: World) -> set[str]:
    found = set()
    for path in [world.store.path("core"), *sorted((world.store.folder / COPIES).glob("*.db"))]:
        connection = Store(path.parent, KEY).writer(path.stem)
        if WORD in connection.serialize("main").lower():  # every page as the key opens it, free ones too
            found.add(path.stem)
        connection.close()
    return found


def test_of_turns_that_are_deleted_nothing_is_left_anywhere_and_the_others_stay(world: World) -> None:
    asked, answered, other = say(world, "How far is Zanzibar?", "I know no Zanzibar.", "Thanks")
    files.copy_core(world.store, "2026-03-01")
    assert held(world) == {"core", "core-2026-03-01"}
    assert forget(world, turns=[asked, answered], sure=True) == "Deleted from the talk for good"
    assert [turn.id for turn in talk.newest(world.core)] == [other]
    assert talk.find(world.core, "zanzibar") == []
    assert forgetting.forget_said(world.store, world.core, DAY) == 2
    assert held(world) == set()
    assert talk.to_forget(world.core) == []
    assert [turn.text for turn in talk.find(world.core, "thanks")] == ["Thanks"]


def test_the_whole_talk_goes_at_once_and_no_number_is_given_again(world: World) -> None:
    said = say(world, *["Zanzibar", "Zanzibar again"] * 40)
    assert forget(world, sure=True) == "Deleted the whole talk for good"
    forgetting.forget_said(world.store, world.core, DAY)
    assert held(world) == set()
    assert say(world, "Hello")[0] > max(said)


def test_it_is_only_told_what_would_go_until_one_is_sure(world: World) -> None:
    one, _two, three = say(world, "Zanzibar", "No", "Yes")
    assert "All 3 questions and answers" in forget(world)
    assert "Delete this for good?" in forget(world, turns=[one])
    assert "Delete this and the answer for good?" in forget(world, turns=[one, three])
    assert len(talk.newest(world.core)) == 3


def test_what_is_deleted_already_is_said_to_be(world: World) -> None:
    [one] = say(world, "Zanzibar")
    forget(world, sure=True)
    for given in ({}, {"turns": [one]}):
        with pytest.raises(CommandError):
            forget(world, **given, sure=True)
