"""Tasks moved and done by keys in the window: past what is seen, with words, and without empty steps of undo."""

from collections.abc import Iterator

import pytest

from osone.host import here
from osone.store import tasks
from osone.store.writing import transaction
from tests.app.house import Running, living, sample

MANY = 231


@pytest.fixture
def house() -> Iterator[Running]:
    with sample() as opened, living(opened) as running:
        yield running


def fill(house: Running, *rows: tuple[str, str, str | None]) -> None:
    """Let these tasks (title, project, due) be all there are, in this order."""
    writer = house.house.profile.store.writer()
    with transaction(writer) as tx:
        tx.connection.execute("DELETE FROM task")
        tx.connection.executemany(
            "INSERT INTO task (title, notes, project, priority, due, position, created) VALUES (?, '', ?, 4, ?, ?, 0)",
            [(title, project, due, n * 1024.0) for n, (title, project, due) in enumerate(rows)],
        )
    writer.close()
    house.screens.refresh()
    house.press("g", "t", "1")
    house.until(lambda: house.screens.tasks.property("state") in ("list", "empty"), "the list")


def seen(house: Running) -> list[str]:
    return [str(row["title"]) for row in house.screens.tasks.rows]


def in_store(house: Running) -> list[str]:
    return [task.title for task in tasks.every_open(house.reader)]


def test_a_task_goes_past_the_one_that_is_seen_and_says_so(house: Running) -> None:
    today = here.now().date().isoformat()
    fill(house, ("Lamps", "", today), ("Hidden", "", None), ("Also hidden", "House", None), ("Paint", "", today))
    house.until(lambda: seen(house) == ["Lamps", "Paint"], "today's list")
    deeds = "SELECT count(*) FROM journal"
    before = house.number(deeds)
    house.press("j", "Mod+Up")
    house.until(lambda: seen(house) == ["Paint", "Lamps"], "one press goes past the one that is seen")
    assert in_store(house) == ["Paint", "Lamps", "Hidden", "Also hidden"]
    house.until(lambda: "Moved up" in house.toasts(), "it is said")
    assert house.screens.tasks.rows[int(house.screens.tasks.property("cursor"))]["title"] == "Paint"
    house.press("Mod+Up")
    house.until(lambda: "Already first." in house.toasts(), "there is nowhere to go, and that is said")
    assert house.number(deeds) == before + 1, "and no step of undo is written"
    house.press("z")
    house.until(lambda: seen(house) == ["Lamps", "Paint"], "one z takes the one move back")
    house.until(lambda: "Undone: moved up" in house.toasts(), "by its name")


def test_many_at_once_say_that_they_are_done_once_they_are(house: Running) -> None:
    today = here.now().date().isoformat()
    fill(house, *((f"Lamp {n}", "", today) for n in range(MANY)))
    house.until(lambda: len(seen(house)) == MANY, "all of them")
    house.press("x")
    for number in house.screens.tasks.rows:
        house.screens.tasks.toggle(int(str(number["key"])), True)
    house.press("e")
    house.until(lambda: f"Completed {MANY} tasks" in house.toasts(), "its end is told")
    assert f"Mark as done ({MANY})" not in house.toasts(), "and not that it goes on"
    assert in_store(house) == []
    house.press("z")
    house.until(lambda: f"Undone: completed {MANY} tasks" in house.toasts(), "its way back too")
    assert len(in_store(house)) == MANY


def test_a_task_is_opened_in_its_own_words_and_a_line_that_names_no_day_stays_open(house: Running) -> None:
    today = here.now().date().isoformat()
    fill(house, ("Lamps", "", today), ("Paint", "", today))
    house.until(lambda: seen(house) == ["Lamps", "Paint"], "today's list")
    finder = house.screens.finder
    house.press("Enter")
    assert (finder.property("opened"), finder.property("words")) == (True, "Lamps")
    house.write("Candles")
    house.press("Enter")
    house.until(lambda: seen(house) == ["Candles", "Paint"], "the title was selected, and is written over")
    house.press("Enter", "Esc")
    assert not finder.property("opened")
    house.press("Mod+K")
    house.write("rename")
    assert [str(row["title"]) for row in finder.rows][:2] == ["Rename task", "Rename your companion"]
    house.press("Esc", "d")
    for words, remark in (("gestern blah", "No day in that. Try"), ("feb 30", "There is no “feb 30”")):
        finder.type(words)
        house.press("Enter")
        assert finder.property("words") == words, "the words are kept"
        assert [str(row["title"])[: len(remark)] for row in finder.rows] == [remark]
    finder.type("")
    assert next(str(row["title"])[:5] for row in finder.rows) == "Today"
    house.press("Up")
    assert finder.rows[int(finder.property("cursor"))]["title"] == "No date"
    house.press("Enter")
    house.until(lambda: seen(house) == ["Paint"], "and the date is taken away")
