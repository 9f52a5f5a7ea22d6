"""The day at hand: what leaves it and comes back, by noun and id."""

import pytest

from osone.bridge.home.home import Day
from tests.ui import world
from tests.ui.stage import NOW, Acted, Answers, application

application()


@pytest.fixture
def day() -> Day:
    made = Day()
    made.begin(Answers(world.lived_in()), Acted(), lambda: NOW)
    return made


def keys(day: Day, name: str) -> list[object]:
    return [row["key"] for row in day.property(name).rows]


def test_a_task_leaves_and_a_conversation_of_the_same_number_stays(day: Day) -> None:
    needs, due = keys(day, "needs"), keys(day, "due")
    same = next(number for number in due if number in needs)
    day.leave([("task", int(str(same)))])
    assert keys(day, "needs") == needs
    assert same not in keys(day, "due")
    day.bring_back([("task", int(str(same)))])
    assert keys(day, "due") == due


def test_an_event_that_is_taken_back_stands_in_its_hour_again(day: Day) -> None:
    before = day.property("events")
    day.leave([("event", 2)])
    assert [event["title"] for event in day.property("events")] == ["Standup, the almanac", "Dinner with Pawel"]
    day.bring_back([("event", 2)])
    assert day.property("events") == before


def test_what_could_not_be_written_is_shown_as_the_store_has_it(day: Day) -> None:
    needs = keys(day, "needs")
    day.leave([("thread", int(str(needs[0])))])
    assert keys(day, "needs") == needs[1:]
    day.settled([("thread", int(str(needs[0])))])
    day.look()
    assert keys(day, "needs") == needs


def test_in_the_evening_the_next_day_is_listed_and_the_past_hours_are_gone() -> None:
    made, evening = Day(), NOW.replace(hour=20, minute=45)
    made.begin(Answers(world.lived_in()), Acted(), lambda: evening)
    assert made.property("hours") == ["20", "21", "22", "23"]
    assert [event["title"] for event in made.property("events")] == ["Dinner with Pawel"]
    coming = [(event["at"], event["title"]) for event in made.property("tomorrow")]
    assert coming == [("11:00", "Lease with Amira"), ("19:00", "Choir")]
    made.leave([("event", 4)])
    assert [event["title"] for event in made.property("tomorrow")] == ["Lease with Amira"]


def test_by_day_nothing_of_tomorrow_is_told(day: Day) -> None:
    assert not day.property("evening")
    assert day.property("tomorrow") == []
    assert day.property("hours")[0] == "09"


def test_a_day_says_that_nothing_needs_one_only_where_the_inbox_was_read() -> None:
    connection = world.empty()

    def told() -> tuple[object, object]:
        made = Day()
        made.begin(Answers(connection), Acted(), lambda: NOW)
        return made.property("sentence"), made.property("nobody")

    assert told() == ("Monday 23 November. Nothing needs you today.", "Nothing in your inbox needs you.")
    connection.execute("UPDATE folder SET uidvalidity = 7, low_uid = 40")
    assert told() == (
        "Monday 23 November. Nothing needs you so far.",
        "Nobody so far. Your mail is still being read.",
    )
