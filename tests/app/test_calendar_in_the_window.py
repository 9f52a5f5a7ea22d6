"""The calendar as it is drawn: a calendar's colour is its own, and a month says its year."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from osone.host import here
from osone.model.calendar import Event
from osone.model.ids import EventId
from osone.store import calendars, events
from osone.store.writing import transaction
from tests.app.house import Running, living, sample
from tests.app.seen import items, words


@pytest.fixture(scope="module")
def house() -> Iterator[Running]:
    with sample() as opened, living(opened) as running:
        yield running


def colours(house: Running) -> dict[str, str]:
    """Each event that is drawn and the colour of its words."""
    house.press("Esc", "Esc", "g", "c", "2", "t")
    house.until(lambda: items(house, "EventBlock"), "the week is drawn")
    drawn = [*items(house, "EventBlock"), *items(house, "EventBar")]
    return {str(one.property("title")): str(one.property("ink").name()) for one in drawn}


def add(house: Running, number: int, name: str, title: str, start: datetime) -> None:
    """An event in a calendar that was not there."""
    writer = house.house.profile.store.writer()
    with transaction(writer) as tx:
        made = calendars.brought(tx, name)
        event = Event(EventId(number), made, f"own-{number}", title, "", "", start, start + timedelta(hours=1), "", "")
        columns = events.columns(event)
        tx.connection.execute(
            f"INSERT INTO event ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
            tuple(columns.values()),
        )
    writer.close()
    house.screens.refresh()
    house.turn(0.2)


def test_no_calendar_that_comes_or_is_looked_at_changes_the_colour_of_another(house: Running) -> None:
    before = colours(house)
    assert len(set(before.values())) > 1
    morning = here.now().replace(hour=8, minute=0, second=0, microsecond=0)
    for number, name in enumerate(("Aardvarks", "Choir", "Zebras"), start=90_000):
        add(house, number, name, f"{name} meet", morning + timedelta(hours=number - 90_000))
        house.until(lambda name=name: f"{name} meet" in colours(house), "it is drawn")  # type: ignore[misc]
        now = colours(house)
        assert {title: now[title] for title in before if title in now} == {t: c for t, c in before.items() if t in now}
    house.press("n", "n")
    house.turn(0.2)
    house.press("p", "p")
    house.turn(0.2)
    again = colours(house)
    assert {title: again[title] for title in before if title in again} == {t: before[t] for t in before if t in again}


@pytest.mark.parametrize("steps", [0, 3, 14])
def test_a_month_says_its_year(house: Running, steps: int) -> None:
    house.press("Esc", "Esc", "g", "c", "3", "t", *["n"] * steps)
    now = here.now()
    year = now.year + (now.month - 1 + steps) // 12
    month = datetime(2000, (now.month - 1 + steps) % 12 + 1, 1).strftime("%B")
    house.until(lambda: f"{month} {year}" in words(house, "CalendarHead"), f"{month} {year} is said")
