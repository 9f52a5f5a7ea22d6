"""What a key sends away goes, comes back and goes again in the frame of its key, on whatever screen one is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import NamedTuple

import pytest

from osone.app.profile import profile
from osone.bridge.screens import Screens
from osone.host import here
from tests.app.house import Running, living, sample
from tests.parts.rows import rows, threads


class Case(NamedTuple):
    keys: tuple[str, ...]
    """How one comes there, and the cursor on something."""
    verb: str
    shown: Callable[[Screens], list[str]]


def conversations(screens: Screens) -> list[str]:
    return [str(thread) for thread in threads(screens.inbox)]


def tasks(screens: Screens) -> list[str]:
    return [str(row["key"]) for row in screens.tasks.rows]


def events(screens: Screens) -> list[str]:
    return sorted(str(row["key"]) for row in rows(screens.calendar, "blocks"))


def day(screens: Screens) -> list[str]:
    lists = screens.day.property("needs"), screens.day.property("due")
    return [f"{n}/{row['key']}" for n, model in enumerate(lists) for row in model.rows]


CASES = {
    "a conversation": Case(("g", "i", "2", "g", "g"), "e", conversations),
    "a task": Case(("g", "t", "1", "g", "g"), "e", tasks),
    "a task that was deleted": Case(("g", "t", "4", "g", "g", "j"), "#", tasks),
    "an event": Case(("g", "c", "2", "t", "g", "g"), "#", events),
    "a conversation on Home": Case(("g", "h", "g", "g"), "e", day),
    "a task on Home": Case(("g", "h", "Shift+G"), "e", day),
}


@pytest.fixture(scope="module")
def house() -> Iterator[Running]:
    with sample() as opened:
        direct = profile.Direct(opened.store)
        # The first of the week, and none of a series: of those it is asked first which is meant.
        today = here.now().date()
        first = today - timedelta(days=today.weekday())
        direct.run("event.add", {"line": f"watch the sky on {first:%d %B %Y} 00:01 to 00:20"}, "shell")
        direct.close()
        with living(opened) as running:
            yield running


@contextmanager
def held(house: Running) -> Iterator[None]:
    """Nothing can be written meanwhile."""
    lock = house.house.profile.store.writer()
    lock.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        lock.execute("ROLLBACK")
        lock.close()


@pytest.mark.parametrize("name", list(CASES))
def test_it_goes_comes_back_and_goes_again_before_the_store_has_heard(name: str, house: Running) -> None:
    keys, verb, shown = CASES[name]
    screens = house.screens
    house.press("Esc", *keys)
    house.until(lambda: any(screens.selection().values()), "something is under the cursor")
    house.turn(0.2)
    before = shown(screens)
    done = "SELECT count(*) FROM journal WHERE state = 'done'"
    entries = house.number(done)
    with held(house):
        house.press(verb)
        if screens.shell.property("asking"):
            house.press("Enter")  # this one alone, of an event that repeats
        gone = [key for key in before if key not in shown(screens)]
        assert gone, "it went"
    house.until(lambda: house.number(done) == entries + 1, "it is written")
    house.turn(0.3)
    after = shown(screens)
    assert not set(gone) & set(after)
    for key, count, there in (("z", 0, before), ("Shift+Z", 1, after), ("z", 0, before)):
        with held(house):
            house.press(key)
            seen = shown(screens)
            assert (set(gone) <= set(seen)) is (there is before)
            if there is before:
                assert seen == before, "each in its place"
            house.turn(0.1)
            assert shown(screens) == seen, "it stays so"
        house.until(lambda count=count: house.number(done) == entries + count, f"{key} is written")  # type: ignore[misc]
        house.turn(0.3)
        assert shown(screens) == there


@pytest.mark.parametrize(
    ("keys", "command", "line", "shown"),
    [
        (("g", "t", "1"), "task.add", "feed the cat today", tasks),
        (("g", "c", "1", "t"), "event.add", "soup today 23:15 to 23:45", events),
    ],
)
def test_what_was_written_goes_and_comes_back_before_the_store_has_heard(
    keys: tuple[str, ...], command: str, line: str, shown: Callable[[Screens], list[str]], house: Running
) -> None:
    house.press("Esc", *keys)
    house.turn(0.3)
    before, screens = shown(house.screens), house.screens
    house.house.dispatcher.run(command, {"line": line})
    house.until(lambda: len(shown(screens)) == len(before) + 1, "it is there")
    house.turn(0.3)
    after = shown(screens)
    with held(house):
        house.press("z")
        assert shown(screens) == before
    house.until(lambda: house.toasts()[-1].startswith("Undone"), "it is taken back")
    house.turn(0.3)
    assert shown(screens) == before
    with held(house):
        house.press("Shift+Z")
        assert shown(screens) == after
    house.until(lambda: house.toasts()[-1].startswith("Redone"), "it is done again")
    house.turn(0.3)
    assert shown(screens) == after
