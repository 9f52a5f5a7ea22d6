"""In which order the palette offers what can be done where nothing is typed yet."""

import pytest

from osone.commands import keymap
from osone.commands.everything import REGISTRY
from osone.commands.palette import GRAVE, offers

IN_MAIL = {"screen:mail", "focus:thread", "list", "creates"}
IN_DRAFT = {"screen:writing", "writing", "creates"}


def first(facts: set[str], many: int = 12) -> list[str]:
    return [offer.command for offer in offers("", facts, keymap.default(), REGISTRY, many)]


@pytest.mark.parametrize("facts", [IN_MAIL, IN_DRAFT, {"screen:home"}])
def test_what_takes_much_away_for_good_is_offered_last(facts: set[str]) -> None:
    every = first(facts, 1_000)
    grave = [command for command in every if command in GRAVE]
    assert "mail.empty_trash" in grave
    assert every[-len(grave) :] == grave


def test_what_does_something_with_the_conversation_at_hand_is_offered_first() -> None:
    assert "mail.archive" in first(IN_MAIL)
    assert "event.add" not in first(IN_MAIL)


def test_what_does_something_with_the_draft_at_hand_is_offered_first() -> None:
    assert {"write.send", "write.files"} <= set(first(IN_DRAFT))


def test_what_is_typed_decides_alone() -> None:
    assert offers("empty trash", IN_MAIL, keymap.default(), REGISTRY)[0].command == "mail.empty_trash"


IN_LINE = IN_DRAFT | {"focus:draft"}


@pytest.mark.parametrize("words", ["mark", "ma"])
def test_of_what_words_fit_alike_what_is_usual_is_offered_first(words: str) -> None:
    offered = [offer.command for offer in offers(words, IN_MAIL, keymap.default(), REGISTRY)]
    assert offered.index("mail.unread") < offered.index("mail.spam")


def test_of_what_words_fit_alike_what_does_something_with_what_is_at_hand_is_offered_first() -> None:
    offered = offers("rename", {"screen:tasks", "focus:task", "list"}, keymap.default(), REGISTRY)
    assert offered[0].command == "task.rename"


@pytest.mark.parametrize("words", ["", "discard", "draft"])
@pytest.mark.parametrize(("facts", "meant"), [(IN_LINE, "write.discard"), (IN_LINE - {"writing"}, "draft.discard")])
def test_no_two_lines_have_one_title_and_the_one_that_stands_is_meant_for_what_is_at_hand(
    words: str, facts: set[str], meant: str
) -> None:
    found = offers(words, facts, keymap.default(), REGISTRY, 1_000)
    titles = [offer.title for offer in found]
    assert len(titles) == len(set(titles))
    assert [offer.command for offer in found if offer.title == "Discard draft"] == [meant]
