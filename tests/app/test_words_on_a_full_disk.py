"""What one writes while the disk is full: it is said, held, saved once there is room, and sent as it stands."""

from collections.abc import Iterator

import pytest

from tests.app.full_disk import full
from tests.app.house import Running, living, sample
from tests.app.seen import words


@pytest.fixture
def house() -> Iterator[Running]:
    """A message is begun."""
    with sample() as opened, living(opened) as found:
        found.press("g", "i")
        found.until(lambda: found.screens.inbox.current, "the list is there")
        found.press("r")
        found.until(lambda: found.screens.writing.number, "an answer is begun")
        found.turn(0.05)
        yield found


def kept(house: Running, line: str) -> bool:
    return bool(house.number(f"SELECT count(*) FROM draft WHERE blocks LIKE '%{line}%'"))


def unsaved(house: Running) -> list[str]:
    return [one for one in words(house) if "isn't saved yet" in one]


def test_what_could_not_be_saved_is_said_at_the_draft_and_saved_without_a_key_once_there_is_room(
    house: Running,
) -> None:
    with full(house, "draft"):
        house.write("Words that nobody may lose")
        house.until(lambda: house.screens.writing.property("remarks"), "it is said at the draft")
        (remark,) = [one for one in house.screens.writing.property("remarks") if "saved" in one]
        assert remark.startswith("The disk is full, so that couldn't be saved.")
        house.until(lambda: house.screens.writing.keeping.tries > 1, "it is tried again", 10)
        assert len(unsaved(house)) == 2, "at the draft, and in one toast however often it is tried"
    house.until(lambda: kept(house, "nobody may lose"), "it is saved", 15)
    house.until(lambda: "What you wrote is saved." in words(house), "and that is said")
    assert not [one for one in house.screens.writing.property("remarks") if "saved" in one]


def test_a_draft_that_was_left_unsaved_is_opened_as_it_was_written(house: Running) -> None:
    house.write("first ")
    house.screens.writing.keep()
    house.until(lambda: kept(house, "first"), "the beginning is saved")
    number = house.screens.writing.number
    with full(house, "draft"):
        house.write("then more")
        house.until(lambda: house.screens.writing.keeping.waits(number), "the rest is not")
        house.screens.writing.put_away()
        house.turn(0.1)
        house.screens.writing.resume(number)
        house.until(lambda: house.screens.writing.number == number, "it is open again")
        assert "first then more" in "".join(one.words for one in house.screens.text.blocks())
    house.until(lambda: kept(house, "first then more"), "all of it is saved", 15)


def test_what_is_sent_meanwhile_stays_on_the_screen_and_leaves_once_it_is_saved(house: Running) -> None:
    number = house.screens.writing.number
    with full(house, "draft"):
        house.write("On the way")
        house.until(lambda: house.screens.writing.keeping.waits(number), "it is not saved")
        house.screens.writing.send()
        house.turn(0.1)
        assert house.screens.writing.number == number
        assert "It leaves once it is saved." in house.screens.writing.property("remarks")
        assert not [one for one in words(house) if "no server to send through" in one]
    # The account of the sample has no server, so that being sent is being told that.
    house.until(lambda: any("no server to send through" in one for one in words(house)), "it is sent by itself", 15)
    assert kept(house, "On the way")


def test_one_that_is_thrown_away_is_tried_no_more(house: Running) -> None:
    number = house.screens.writing.number
    with full(house, "draft"):
        house.write("Not worth keeping")
        house.until(lambda: house.screens.writing.keeping.waits(number), "it is not saved")
        house.screens.writing.discard()
        house.turn(0.1)
    assert not house.screens.writing.keeping.waits(number)
    house.screens.writing.keeping.again()
    house.turn(0.2)
    assert not kept(house, "Not worth keeping")


def test_the_card_that_says_it_is_lost_goes_once_it_is_saved(house: Running) -> None:
    def cards() -> list[str]:
        return [str(row["body"]) for row in house.screens.shell.property("cards").rows]

    with full(house, "draft"):
        house.write("Nearly lost")
        house.until(lambda: house.screens.writing.keeping.unsaved, "it is not saved")
        house.press("Mod+Q")
        house.until(cards, "it is asked whether to quit")
        assert "isn't saved, and is lost" in cards()[0]
    house.until(lambda: kept(house, "Nearly lost"), "it is saved", 15)
    house.until(lambda: not cards(), "the card holds no more")
    assert not house.screens.shell.property("asking")
