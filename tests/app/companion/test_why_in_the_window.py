"""What stands behind an answer is told in the window, and what it rests on opens by a key."""

from collections.abc import Iterator

import pytest

from osone.app.profile.profile import Profile
from tests.app.house import living, sample


@pytest.fixture
def world() -> Iterator[Profile]:
    with sample() as opened:
        yield opened


@pytest.mark.parametrize("days", ["this week", "next week"])
def test_the_entry_behind_an_answer_opens_by_its_number(world: Profile, days: str) -> None:
    with living(world) as house:
        house.until(lambda: house.house.talker._conversation is not None, "somebody answers")
        house.ask(f"what's on {days}?")
        told = house.ask("why did you say that?")
        assert "You asked what is on" in told
        house.until(lambda: [row for row in house.screens.talk.rows if row["kind"] == "offers"], "it is offered")
        house.press("1")
        house.until(lambda: house.screens.at.name == "calendar", "the calendar is shown")
        house.until(lambda: house.screens.calendar.current, "the cursor is on an event")
        event = house.screens.calendar.occurrence
        assert event is not None
        assert event.title in told[: told.index("</li>")], "the first of them"
