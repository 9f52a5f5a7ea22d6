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
    assert run(world, "event.delete", events=[1], which="all").said == "Deleted all occurrences of “standup”"
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
        ("event.change", {"events": [99], "title": "x"}, "No such event"),
        ("event.change", {"events": [1], "line": "friday", "which": "some"}, "must be one of"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    verb: str, arguments: dict[str, object], words: str, world: World
) -> None:
    before = snapshot(world.core)
    with pytest.raises(CommandError, match=words):
        run(world, verb, **arguments)
    assert snapshot(world.core) == before


def event_text(world: World, number: int) -> str:
    event = events.one(world.core, number)
    assert event is not None
    return event.ics


def hours(world: World, *days: int) -> list[list[tuple[str, str]]]:
    return [on(world, date(2026, 3, day)) for day in days]


@pytest.mark.parametrize(
    ("line", "day", "becomes", "said"),
    [
        ("friday 15:00 for 2 hours at the Harbour", 6, ("15:00", "lunch with Amy"),
         "Moved “lunch with Amy” to Fri 6 Mar, 15:00 to 17:00."),
        ("to four", 3, ("16:00", "lunch with Amy"), "Moved “lunch with Amy” to Tue 3 Mar, 16:00 to 17:00."),
        ("an hour later", 3, ("13:30", "lunch with Amy"), "Moved “lunch with Amy” to Tue 3 Mar, 13:30 to 14:30."),
        ("until 15:00", 3, ("12:30", "lunch with Amy"), "Moved “lunch with Amy” to Tue 3 Mar, 12:30 to 15:00."),
        ("Long lunch", 3, ("12:30", "Long lunch"), "Renamed “lunch with Amy” to “Long lunch”."),
        ("at Noor's", 3, ("12:30", "lunch with Amy"), "Changed “lunch with Amy”."),
        ("friday all day", 6, ("00:00", "lunch with Amy"), "Moved “lunch with Amy” to Fri 6 Mar."),
    ],
)  # fmt: skip
def test_a_line_changes_what_it_names_and_is_taken_back(
    line: str, day: int, becomes: tuple[str, str], said: str, world: World
) -> None:
    run(world, "event.add", line="lunch with Amy tomorrow 12:30 at Rosa's")
    before = snapshot(world.core)
    assert run(world, "event.change", events=[1], line=line).said == said
    assert hours(world, day) == [[becomes]]
    after = snapshot(world.core)
    run(world, "undo")
    assert snapshot(world.core) == before
    run(world, "redo")
    assert snapshot(world.core) == after


def test_the_words_of_an_event_are_changed_by_name(world: World) -> None:
    run(world, "event.add", line="lunch with Amy tomorrow 12:30 at Rosa's")
    run(world, "event.change", events=[1], title="Long, long lunch", where="", notes="Bring the\nkey")
    event = events.one(world.core, 1)
    assert event is not None
    assert (event.title, event.location, event.notes) == ("Long, long lunch", "", "Bring the\nkey")
    said = run(world, "event.change", events=[1], title="Long, long lunch")
    assert (said.idle, said.said) == (True, "“Long, long lunch” is like that already.")


def test_of_a_line_that_is_all_of_the_event_what_was_left_as_it_was_stays(world: World) -> None:
    run(world, "event.add", line="drinks tomorrow 20:00 at Rosa's")
    run(world, "event.change", events=[1], title="Friday drinks")
    before = "Friday drinks Tue 3 Mar 20:00 to 21:00 at Rosa's"
    assert run(world, "event.change", events=[1], line=before, before=before).idle
    run(world, "event.change", events=[1], line="Friday drinks Tue 3 Mar 20:00 to 21:00", before=before)
    event = events.one(world.core, 1)
    assert event is not None
    assert (event.title, event.location) == ("Friday drinks", "")


def test_of_a_series_one_is_changed_unless_more_are_meant(world: World) -> None:
    run(world, "event.add", line="standup every weekday at 9:30")
    before = snapshot(world.core)
    said = run(world, "event.change", events=[1], line="to 11", at="2026-03-04").said
    assert said == "Moved “standup” to Wed 4 Mar, 11:00 to 12:00. The others stay."
    assert hours(world, 3, 4, 5) == [[("09:30", "standup")], [("11:00", "standup")], [("09:30", "standup")]]
    said = run(world, "event.change", events=[1], title="Daily", at="2026-03-05", which="later").said
    assert said == "Renamed “standup” to “Daily”, and those after it."
    assert hours(world, 4, 5, 6) == [[("11:00", "standup")], [("09:30", "Daily")], [("09:30", "Daily")]]
    said = run(world, "event.change", events=[1], line="8:15", which="all").said
    assert said.startswith("Moved all occurrences of “standup”: ")
    assert hours(world, 3, 4, 5) == [[("08:15", "standup")], [("11:00", "standup")], [("09:30", "Daily")]]
    for _ in range(3):
        run(world, "undo")
    assert snapshot(world.core) == before


def test_a_series_is_never_deleted_whole_by_the_way(world: World) -> None:
    run(world, "event.add", line="standup every weekday at 9:30")
    before = snapshot(world.core)
    said = run(world, "event.delete", events=[1], at="2026-03-03").said
    assert said == "Deleted “standup” on Tue 3 Mar. The others stay."
    assert hours(world, 3, 4) == [[], [("09:30", "standup")]]
    said = run(world, "event.delete", events=[1], at="2026-03-05", which="later").said
    assert said == "Deleted “standup” from Thu 5 Mar on"
    assert hours(world, 4, 5, 6) == [[("09:30", "standup")], [], []]
    assert "UNTIL=20260305T092959" in event_text(world, 1)
    run(world, "event.delete", events=[1], at="2026-03-02")
    assert run(world, "event.delete", events=[1]).said.startswith("Deleted “standup” on Wed 4 Mar")
    assert rows(world, "SELECT count(*) FROM event") == [(0,)]
    for _ in range(4):
        run(world, "undo")
    assert snapshot(world.core) == before


@pytest.mark.parametrize("verb", ["event.change", "event.delete"])
def test_what_only_others_may_write_is_left_alone(verb: str, world: World) -> None:
    run(world, "event.add", line="standup tomorrow at 9:30")
    world.core.execute("UPDATE calendar SET read_only = 1")
    before = snapshot(world.core)
    with pytest.raises(CommandError, match="kept by others"):
        run(world, verb, events=[1], **({"title": "x"} if verb == "event.change" else {}))
    assert snapshot(world.core) == before
