"""Calendar files are kept a few events at a time, take up what is newer, and never touch what is the person's own."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from osone.calendar import ics
from osone.model.calendar import OWN
from osone.model.errors import CommandError
from osone.queries import day
from osone.store import calendars as rows
from osone.store import effects, events, files, tasks
from osone.store.writing import transaction
from osone.sync import calendars, jobs
from osone.sync.calendars import CalendarBrought
from osone.sync.disk.left import LeftOut
from osone.sync.working import ROWS_WATCHED, Files, Pace, open_files

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Files]:
    opened = open_files(files.open_store(tmp_path / "profile", files.new_key()))
    yield opened
    opened.close()


def calendar(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""])


def event(uid: str, *lines: str) -> tuple[str, ...]:
    return ("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{uid}", *lines, "END:VEVENT")


def shown(mine: Files) -> list[str]:
    since, until = datetime(2026, 11, 1, tzinfo=BERLIN), datetime(2026, 12, 1, tzinfo=BERLIN)
    return [f"{one.start:%d %H:%M} {one.title}" for one in day.occurrences(mine.reader, since, until)]


def test_many_events_come_in_pieces_and_a_key_finds_the_lock_free_between_them(mine: Files) -> None:
    text = calendar(*(line for n in range(200) for line in event(f"e{n}", "DTSTART:20261116T090000Z")))
    seen: list[int] = []

    class Watched(Pace):
        def gap(self) -> None:
            seen.append(int(str(mine.reader.execute("SELECT count(*) FROM event").get)))
            with transaction(mine.core):
                pass  # the lock is free

    assert calendars.bring_events(mine, text, "Work", [], Watched(watched=True)).events == 200
    assert seen[-1] == 200
    assert max(after - before for before, after in zip([0, *seen], seen, strict=False)) <= ROWS_WATCHED


def test_an_update_in_a_second_file_is_taken_up_and_the_same_file_again_changes_nothing(mine: Files) -> None:
    first = calendar(*event("a", "DTSTART:20261116T090000Z", "RRULE:FREQ=WEEKLY;COUNT=2", "SEQUENCE:0"))
    moved = calendar(*event("a", "RECURRENCE-ID:20261123T090000Z", "DTSTART:20261102T090000Z", "SEQUENCE:1"))
    assert [calendars.bring_events(mine, text, "Work", []).events for text in (first, first, moved, moved)] == [
        1,
        0,
        1,
        0,
    ]
    assert shown(mine) == ["02 10:00 a", "16 10:00 a"]
    gone = calendar("METHOD:CANCEL", *event("a", "SEQUENCE:2", "DTSTART:20261116T090000Z"))
    assert calendars.bring_events(mine, gone, "Work", []).events == 1
    assert shown(mine) == []
    assert calendars.bring_events(mine, first, "Work", []).events == 0
    assert shown(mine) == [], "an older file does not bring back what was called off"


def test_what_the_person_wrote_is_not_changed_by_a_file(mine: Files) -> None:
    text = calendar(*event("a", "DTSTART:20261116T090000Z"))
    calendars.bring_events(mine, text, "Work", [])
    kept = events.by_uid(mine.reader, "a")
    assert kept is not None
    with transaction(mine.core) as tx:
        effects.apply(tx, [effects.Effect("event", kept.id, "calendar", kept.calendar, OWN)])
    changed = calendar(*event("a", "DTSTART:20261117T090000Z", "SEQUENCE:5"))
    assert calendars.bring_events(mine, changed, "Work", []).events == 0
    assert shown(mine) == ["16 10:00 a"]


def test_an_answer_of_a_guest_is_no_event(mine: Files) -> None:
    answer = calendar("METHOD:REPLY", *event("a", "DTSTART:20261116T090000Z"))
    assert calendars.bring_events(mine, answer, "Work", []).events == 0
    assert rows.in_use(mine.reader) == []


def test_only_files_of_a_usual_size_are_read(mine: Files, tmp_path: Path) -> None:
    giant, pipe = tmp_path / "giant.ics", tmp_path / "pipe.ics"
    with giant.open("wb") as file:
        file.truncate(2 << 30)
    os.mkfifo(pipe)
    left, troubles = LeftOut(tmp_path), list[str]()
    for path in (giant, pipe, tmp_path / "none.ics"):
        assert calendars.bring_file(mine, path, left, troubles, Pace()) == CalendarBrought()
    assert troubles == []
    assert list(left.names.values()) == [["giant.ics"], ["pipe.ics"], ["none.ics"]]


def test_what_could_not_be_read_is_told_by_name_and_line(mine: Files, tmp_path: Path) -> None:
    note = ("BEGIN:VJOURNAL", "SUMMARY:It rained", "END:VJOURNAL")
    text = calendar(*event("a", "DTSTART:20261116T090000Z", "RRULE:FREQ=DAILY;INTERVAL=0;COUNT=2"), *note)
    (tmp_path / "home.ics").write_text(text)
    assert jobs.bring(mine, tmp_path / "home.ics", Pace(), lambda _what: None) == (
        "Imported 1 event from home.ics. 1 item could not be read: “It rained” (line 9) is a journal entry, not an"
        " event. It is kept, but not shown. 1 item was read in part: “a” (line 7): INTERVAL=0 means nothing and was"
        " ignored."
    )
    assert shown(mine) == ["16 10:00 a", "17 10:00 a"]


def test_of_very_many_it_is_told_how_many_more_there_are(mine: Files, tmp_path: Path) -> None:
    (tmp_path / "home.ics").write_text(calendar(*(line for n in range(9) for line in event(f"e{n}", "DTSTART:x"))))
    with pytest.raises(CommandError) as failed:
        jobs.bring(mine, tmp_path / "home.ics", Pace(), lambda _what: None)
    said = str(failed.value)
    assert said.startswith("Nothing new came from home.ics. 9 items could not be read: ")
    assert said.endswith(" And 4 more.")


def test_what_cannot_be_read_is_kept_with_its_zone_and_once(mine: Files) -> None:
    zone = ("BEGIN:VTIMEZONE", "TZID:Ours", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETTO:+0130",
            "END:STANDARD", "END:VTIMEZONE")  # fmt: skip
    busy = ("BEGIN:VFREEBUSY", "UID:t", "DTSTART;TZID=Ours:20261120T090000", "END:VFREEBUSY")
    text = calendar(*zone, *event("bad", "DTSTART:someday"), *busy, *event("a", "DTSTART:20261116T090000Z"))
    for _ in range(2):
        calendars.bring_events(mine, text, "Work", [])
    bad, kept = rows.unread(mine.reader, ics.READING + 1, 10)
    assert (bad.calendar, bad.ics) == ("Work", calendar(*event("bad", "DTSTART:someday")))
    assert kept.ics == calendar(*zone, *busy)


def test_what_was_kept_unread_comes_in_once_it_can_be_read(mine: Files) -> None:
    later = calendar(*event("later", "DTSTART:20261118T090000Z"))
    never = calendar(*event("never", "DTSTART:someday"))
    with transaction(mine.core) as tx:
        rows.keep_unread(tx, "Work", [later, never], ics.READING - 1)
    calendars.read_again(mine, Pace())
    assert shown(mine) == ["18 10:00 later"]
    assert [one.name for one in rows.in_use(mine.reader)] == ["Work"]
    assert rows.unread(mine.reader, ics.READING, 10) == []
    assert [part.ics for part in rows.unread(mine.reader, ics.READING + 1, 10)] == [never]


def todo(uid: str, *lines: str) -> tuple[str, ...]:
    return ("BEGIN:VTODO", f"UID:{uid}", f"SUMMARY:{uid}", *lines, "END:VTODO")


def open_tasks(mine: Files) -> list[str]:
    return [f"{one.title}, {tasks.due_text(one.due)}" for one in tasks.every_open(mine.reader)]


def test_to_dos_come_as_tasks_in_their_order_behind_those_that_are_there(mine: Files) -> None:
    with transaction(mine.core) as tx:
        effects.apply(tx, [effects.make("task", {"title": "Mine", "position": 7.0, "created": 0})])
    text = calendar(
        *todo("fee", "DUE;VALUE=DATE:20261120", "PRIORITY:1", "DESCRIPTION:In cash"), *todo("key"),
        *todo("done", "STATUS:COMPLETED", "COMPLETED:20261110T080000Z"), *event("a", "DTSTART:20261116T090000Z"),
    )  # fmt: skip
    assert calendars.bring_events(mine, text, "Work", []) == CalendarBrought(1, 3)
    assert open_tasks(mine) == ["Mine, None", "fee, 2026-11-20", "key, None"]
    fee = tasks.every_open(mine.reader)[1]
    assert (fee.priority, fee.notes, fee.own) == (1, "In cash", False)
    assert [one.title for one in tasks.done_since(mine.reader, 0)] == ["done"]
    assert calendars.bring_events(mine, text, "Work", []) == CalendarBrought(), "the same file again adds none"


def test_a_newer_to_do_changes_what_it_says_otherwise_and_nothing_that_the_person_changed(mine: Files) -> None:
    calendars.bring_events(mine, calendar(*todo("fee", "DUE:20261120", "SEQUENCE:1")), "Work", [])
    (fee,) = tasks.every_open(mine.reader)
    with transaction(mine.core) as tx:
        effects.apply(tx, [effects.Effect("task", fee.id, "title", "fee", "Pay it")])
    again = calendar(*todo("fee", "DUE:20261120", "SEQUENCE:1", "DTSTAMP:20261111T000000Z"))
    assert calendars.bring_events(mine, again, "Work", []).tasks == 0, "it was only written down again"
    newer = calendar(*todo("fee", "DUE:20261125", "SEQUENCE:2"))
    assert calendars.bring_events(mine, newer, "Work", []).tasks == 1
    assert open_tasks(mine) == ["Pay it, 2026-11-25"]
    older = calendar(*todo("fee", "DUE:20261120", "SEQUENCE:1"))
    assert calendars.bring_events(mine, older, "Work", []).tasks == 0
    done = calendar(*todo("fee", "DUE:20261125", "SEQUENCE:3", "STATUS:COMPLETED"))
    assert calendars.bring_events(mine, done, "Work", []).tasks == 1
    assert open_tasks(mine) == []


def test_what_only_calls_a_to_do_off_makes_none(mine: Files) -> None:
    gone = calendar("METHOD:CANCEL", *todo("fee", "SEQUENCE:2"))
    assert calendars.bring_events(mine, gone, "Work", []).tasks == 0
    calendars.bring_events(mine, calendar(*todo("fee", "SEQUENCE:1")), "Work", [])
    assert calendars.bring_events(mine, gone, "Work", []).tasks == 1
    assert open_tasks(mine) == []


def test_to_dos_that_were_kept_unread_come_in_as_tasks(mine: Files) -> None:
    with transaction(mine.core) as tx:
        rows.keep_unread(tx, "Work", [calendar(*todo("fee"))], ics.READING - 1)
    calendars.read_again(mine, Pace())
    assert open_tasks(mine) == ["fee, None"]
    assert rows.unread(mine.reader, ics.READING + 1, 10) == []


def test_events_are_in_the_calendar_that_the_file_names_else_in_one_named_by_the_file(mine: Files) -> None:
    one, two = (event(uid, "DTSTART:20261116T090000Z") for uid in "ab")
    calendars.bring_events(mine, calendar("X-WR-CALNAME:Rowing club", *one), "club", [])
    calendars.bring_events(mine, calendar(*two), "home", [])
    assert [one.name for one in rows.in_use(mine.reader)] == ["Rowing club", "home"]
