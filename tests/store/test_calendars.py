"""Calendars are rows; a store of the version before, in which they were names, keeps its events and their undo."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY as _VERBS  # noqa: F401
from osone.model.calendar import OWN
from osone.store import calendars, events, files, tasks
from osone.store.writing import transaction
from tests.store.earlier import earlier

KEY = bytes(range(32))
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def columns(title: str, calendar: str) -> dict[str, object]:
    """An event's columns, as the version before kept them."""
    return {
        "calendar": calendar, "uid": f"{title}@x", "title": title, "location": "", "notes": "of \u201c1.5\u201d, 'so'",
        "start": "2026-11-30T10:00:00+00:00", "ends": "2026-11-30T11:00:00+00:00", "rule": "", "ics": "", "first": 1,
        "last": 2,
    }  # fmt: skip


def put(core: apsw.Connection, row: Mapping[str, object]) -> int:
    core.execute(f"INSERT INTO event ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
    return core.last_insert_rowid()


def entry(core: apsw.Connection, verb: str, state: str, event: int, field: str, before: object, after: object) -> None:
    """A journal entry with one effect on an event, as the version before wrote it."""
    core.execute(
        "INSERT INTO journal (at, by, call, state) VALUES (?, 'person', ?, ?)",
        (int(NOW.timestamp()), json.dumps([verb, {}]), state),
    )
    number = core.last_insert_rowid()
    core.execute("INSERT INTO effect VALUES (?, 0, 'event', ?, ?, '', '')", (number, event, field))
    words = json.dumps([before, after], ensure_ascii=False)
    core.execute("INSERT INTO content VALUES (?, 0, ?), (?, -1, 'It was done.')", (number, words, number))


def rows(core: apsw.Connection) -> None:
    tea, own = columns("Tea", "Family"), columns("Dentist", "Personal")
    put(core, tea)
    put(core, columns("Moved", "Family"))
    gone = columns("Gone", "Old letters")
    entry(core, "event.move", "done", 2, "calendar", "Personal", "Family")
    entry(core, "event.delete", "done", put(core, gone), "whole", gone, None)
    core.execute("DELETE FROM event WHERE title = 'Gone'")
    entry(core, "event.add", "done", put(core, own), "whole", None, own)


@pytest.fixture
def core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> apsw.Connection:
    earlier(tmp_path, KEY, 4, rows, monkeypatch)
    return files.open_store(tmp_path, KEY).writer()


def named(core: apsw.Connection) -> dict[str, str]:
    """Each event with the calendar it is in."""
    return {
        str(title): str(name)
        for title, name in core.execute("SELECT e.title, c.name FROM event e JOIN calendar c ON c.id = e.calendar")
    }


def press(core: apsw.Connection, verb: str) -> str:
    return running.run(core, verb, {}, by="person", now=NOW).said


def test_events_of_the_version_before_are_in_the_calendars_that_they_named(core: apsw.Connection) -> None:
    assert named(core) == {"Tea": "Family", "Moved": "Family", "Dentist": "Personal"}
    own, family = sorted(calendars.in_use(core), key=lambda c: c.id)
    assert (own.id, own.name, family.name) == (OWN, "Personal", "Family")
    assert (family.account, family.href, family.etag, family.token, family.read_only) == (None, "", "", "", False)
    found = events.by_uid(core, "Tea@x")
    assert found is not None
    assert (found.calendar, found.notes) == (family.id, "of \u201c1.5\u201d, 'so'")


def test_what_was_done_to_events_before_can_be_taken_back_and_done_again(core: apsw.Connection) -> None:
    press(core, "undo")
    assert named(core) == {"Tea": "Family", "Moved": "Family"}, "the event that was added is gone"
    press(core, "undo")
    assert named(core)["Gone"] == "Old letters", "the event that was deleted is back in a calendar that had no other"
    press(core, "undo")
    assert named(core)["Moved"] == "Personal"
    for _ in range(3):
        press(core, "redo")
    assert named(core) == {"Tea": "Family", "Moved": "Family", "Dentist": "Personal"}
    assert "Nothing to redo" in press(core, "redo")


def test_a_calendar_for_what_is_brought_in_is_made_once_for_a_name_and_is_never_ones_own(core: apsw.Connection) -> None:
    with transaction(core) as tx:
        garden = calendars.brought(tx, "Garden")
        assert calendars.brought(tx, "Garden") == garden
        imported = calendars.brought(tx, " personal")
        assert imported == calendars.brought(tx, " personal") != OWN
        tx.connection.execute("UPDATE calendar SET account = 1 WHERE id = ?", (garden,))
        assert calendars.brought(tx, "Garden") != garden, "the one of an account is not for what is brought in"
    found = calendars.one(core, garden)
    assert found is not None
    assert found.account == 1


def test_tasks_of_the_version_before_are_the_person_s_own_and_one_that_was_deleted_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = {"title": "Gone", "notes": "", "project": "", "priority": 4, "due": None, "done_at": None, "position": 2.0,
            "created": 0}  # fmt: skip

    def before(core: apsw.Connection) -> None:
        core.execute("INSERT INTO task (id, title, position, created) VALUES (1, 'Paint', 1, 0)")
        core.execute("INSERT INTO journal (at, by, call, state) VALUES (0, 'person', '[\"task.delete\", {}]', 'done')")
        core.execute("INSERT INTO effect VALUES (1, 0, 'task', 2, 'whole', '', '')")
        core.execute("INSERT INTO content VALUES (1, 0, ?), (1, -1, 'Deleted.')", (json.dumps([gone, None]),))

    earlier(tmp_path, KEY, 16, before, monkeypatch)
    core = files.open_store(tmp_path, KEY).writer()
    press(core, "undo")
    assert [(one.title, one.own) for one in tasks.every_open(core)] == [("Paint", True), ("Gone", True)]
