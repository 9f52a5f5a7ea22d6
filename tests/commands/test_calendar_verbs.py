"""Events are written in plain words, deleted whole, and taken back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.commands.running import Outcome
from osone.model.errors import CommandError
from osone.queries.day import occurrences
from osone.store import events
from tests.store import world as worlds
from tests.store.world import NOW, World, snapshot


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = worlds.make(tmp_path / "profile")
    yield made
    made.close()


def run(world: World, verb: str, **arguments: object) -> Outcome:
    return running.run(world.core, verb, arguments, by="person", now=NOW, registry=REGISTRY)


def rows(world: World, query: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in world.core.execute(query)]


def on(world: World, day: date) -> list[tuple[str, str]]:
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return [(f"{o.start:%H:%M}", o.title) for o in occurrences(world.core, start, start + timedelta(days=1))]


def test_a_line_is_on_the_calendar_and_taken_back_and_there_again(world: World) -> None:
    before = snapshot(world.core)
    outcome = run(world, "event.add", line="lunch with Amy tomorrow 12:30 at Rosa's")
    assert outcome.said == "Added “lunch with Amy”, Tue 3 Mar, 12:30 to 13:30."
    assert on(world, date(2026, 3, 3)) == [("12:30", "lunch with Amy")]
    after = snapshot(world.core)
    run(world, "undo")
    assert snapshot(world.core) == before
    run(world, "redo")
    assert snapshot(world.core) == after


def test_the_day_that_is_looked_at_and_words_that_are_only_words(world: World) -> None:
    run(world, "event.add", line="review 14:30", day="2026-03-20")
    assert on(world, date(2026, 3, 20)) == [("14:30", "review")]
    run(world, "event.add", line="lunch at Rosa's", day="2026-03-21", plain=["place"])
    assert on(world, date(2026, 3, 21)) == [("00:00", "lunch at Rosa's")]


def test_a_long_line_is_kept_whole_and_said_shortly(world: World) -> None:
    line = "lunch tomorrow 12:30 " + "and then some more " * 500
    for verb in ("event.add", "task.add"):
        said = run(world, verb, line=line).said
        assert said.startswith("Added “lunch and then some more")
        assert len(said) < 160
    assert rows(world, "SELECT length(title) FROM event") == rows(world, "SELECT length(title) FROM task")
    world.core.execute("UPDATE event SET title = ''")
    assert run(world, "event.delete", events=[1]).said == "Deleted “Untitled event”"


def test_who_is_in_it_is_kept_with_it(world: World) -> None:
    run(world, "event.add", line="lunch with Amy tomorrow 12:30", people=["Amy Ferrante <amy@example.org>"])
    event = events.one(world.core, 1)
    assert event is not None
    assert "CONTACT:Amy Ferrante <amy@example.org>" in event.ics


def test_what_repeats_is_deleted_with_all_its_times_and_comes_back_whole(world: World) -> None:
    said = run(world, "event.add", line="standup every weekday at 9:30").said
    assert said.endswith(", every workday.")
    before = snapshot(world.core)
    assert run(world, "event.delete", events=[1]).said == "Deleted all occurrences of “standup”"
    assert on(world, date(2026, 3, 4)) == []
    run(world, "undo")
    assert snapshot(world.core) == before
    assert on(world, date(2026, 3, 4)) == [("09:30", "standup")]


@pytest.mark.parametrize(
    ("verb", "arguments", "words"),
    [
        ("event.add", {"line": "   "}, "a few words"),
        ("event.add", {"line": "lunch with Amy"}, "doesn't say when"),
        ("event.add", {"line": "lunch", "day": "soon"}, "isn't a date"),
        ("event.delete", {"events": [99]}, "No such event"),
        ("event.delete", {"events": []}, "No event was chosen"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    verb: str, arguments: dict[str, object], words: str, world: World
) -> None:
    before = snapshot(world.core)
    with pytest.raises(CommandError, match=words):
        run(world, verb, **arguments)
    assert snapshot(world.core) == before
