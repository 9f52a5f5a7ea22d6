"""Events as rows, with the span that lets a window find them by index."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import apsw

from osone.model.calendar import Event
from osone.model.ids import CalendarId, EventId
from osone.store import values

COLUMNS = "id, calendar, uid, title, location, notes, start, ends, rule, ics"
ONCE = f"SELECT {COLUMNS} FROM event WHERE last >= ? AND first < ? AND rule = ''"
AGAIN = "SELECT first, id FROM event WHERE last >= ? AND first < ? AND rule <> ''"
FOREVER = 1 << 40
DAY = 86_400


def when_text(when: datetime | date) -> str:
    """A start or end as it is kept: a date, or a time with its zone's name after a space where it has one."""
    zone = getattr(when.tzinfo, "key", "") if isinstance(when, datetime) and when.tzinfo else ""
    return f"{when.isoformat()} {zone}".strip()


def when_value(text: str) -> datetime | date:
    """What ``when_text`` wrote, read again; the offset serves where the zone is not known here."""
    stamp = text.partition(" ")[0]
    return datetime.fromisoformat(stamp) if "T" in stamp else date.fromisoformat(stamp)


def second_of(when: datetime | date) -> int:
    """Unix seconds; a floating time or a date as if in UTC, which a window widened by a day takes into account."""
    if not isinstance(when, datetime):
        when = datetime.combine(when, time(), UTC)
    return int((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp())


def columns(event: Event) -> dict[str, object]:
    """An event's columns, but for its id. A repeating event is kept as lasting for ever: its rule is asked."""
    return {
        "calendar": event.calendar,
        "uid": event.uid,
        "title": event.title,
        "location": event.location,
        "notes": event.notes,
        "start": when_text(event.start),
        "ends": when_text(event.end),
        "rule": event.rule,
        "ics": event.ics,
        "first": min(second_of(event.start), second_of(event.earliest or event.start)) - DAY,
        "last": FOREVER if event.rule else max(second_of(event.end), second_of(event.latest or event.end)) + DAY,
    }


def kept_columns(connection: apsw.Connection, event: int) -> dict[str, object]:
    """The columns of a kept event as they stand, but for its id."""
    names = ("calendar", "uid", "title", "location", "notes", "start", "ends", "rule", "ics", "first", "last")
    row = connection.execute(f"SELECT {', '.join(names)} FROM event WHERE id = ?", (event,)).fetchone()
    return dict(zip(names, row or (), strict=False))


def within(connection: apsw.Connection, since: int, until: int) -> Iterator[Event]:
    """Events that may happen between two instants (Unix seconds), one by one, for all their texts may be large.

    Those that repeat must still be asked when; they come last, those first that began last.
    """
    yield from (_event(row) for row in connection.execute(ONCE, (since, until)))
    # Few are left by the index, and sorting them here spares the store a table of its own.
    for _first, number in sorted(values.rows(connection, AGAIN, (since, until)), reverse=True):
        event = one(connection, number)
        if event is not None:
            yield event


def one(connection: apsw.Connection, event: int) -> Event | None:
    """An event by its id."""
    row = connection.execute(f"SELECT {COLUMNS} FROM event WHERE id = ?", (event,)).fetchone()
    return _event(row) if row else None


def by_uid(connection: apsw.Connection, uid: str) -> Event | None:
    """The event with this iCalendar UID."""
    row = connection.execute(f"SELECT {COLUMNS} FROM event WHERE uid = ? ORDER BY id LIMIT 1", (uid,)).fetchone()
    return _event(row) if row else None


def _event(row: tuple[object, ...]) -> Event:
    i, calendar, uid, title, location, notes, start, ends, rule, ics = (str(c) for c in row)
    return Event(
        EventId(int(i)), CalendarId(int(calendar)), uid, title, location, notes,
        when_value(start), when_value(ends), rule, ics,
    )  # fmt: skip
