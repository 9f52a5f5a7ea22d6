"""The sample world's calendar and tasks."""

from datetime import datetime, timedelta
from functools import partial

from osone.model.ids import TaskId
from osone.model.tasks import Task
from osone.sample import clock
from osone.sample.messages import folder, people

DOMAIN = "sample.osone.example"
"""What the events' UIDs end in."""


def uid(name: str) -> str:
    """The UID of an event, by its name in ``events.txt``."""
    return f"{name}@{DOMAIN}"


def _lines(name: str) -> list[tuple[str, list[str]]]:
    """The lines of a file in their fields, each with the heading that it stands under."""
    found, heading = [], ""
    for line in (folder() / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line[3:].strip()
        elif line.strip() and not line.startswith("#"):
            found.append((heading, [part.strip() for part in line.split("|")]))
    return found


def events(now: datetime) -> dict[str, str]:
    """Each event's name and its VCALENDAR (RFC 5545), in the zone of ``now``; the calendar it is in is named there."""
    return {fields[0]: _event(fields, now, calendar=calendar) for calendar, fields in _lines("events.txt")}


def invitation(name: str, now: datetime, organizer: str, organizer_name: str) -> str:
    """The VCALENDAR of an invitation (RFC 5546, REQUEST) to one of the events."""
    fields = next(fields for _, fields in _lines("events.txt") if fields[0] == name)
    me = people()["me"]
    asked = (
        f"ORGANIZER;CN={organizer_name}:mailto:{organizer}",
        f"ATTENDEE;CN={organizer_name};PARTSTAT=ACCEPTED:mailto:{organizer}",
        f"ATTENDEE;CN={me.name};PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:{me.email}",
    )
    return _event(fields, now, method="REQUEST", extra=asked)


def _event(fields: list[str], now: datetime, method: str = "", extra: tuple[str, ...] = (), calendar: str = "") -> str:
    name, when, length, title, where, notes, rule, more = (*fields, "", "", "", "", "")[:8]
    start = clock.moment(when, now)
    whole = length.endswith("d")
    stamp = partial(_stamp, whole=whole, now=now)
    size = timedelta(days=int(length[:-1])) if whole else timedelta(minutes=int(length))
    marks = [one.strip() for one in more.split(";") if one.strip()]
    head = [f"UID:{uid(name)}", f"DTSTAMP:{start - timedelta(days=40):%Y%m%dT000000Z}"]
    body = [
        stamp("DTSTART", start),
        stamp("DTEND", start + size),
        f"SUMMARY:{_escaped(title)}",
        *([f"LOCATION:{_escaped(where)}"] if where else []),
        *([f"DESCRIPTION:{_escaped(notes)}"] if notes else []),
        *([f"RRULE:{rule}"] if rule else []),
        *(["STATUS:TENTATIVE"] if "tentative" in marks and not method else []),
        *extra,
    ]
    overrides: list[str] = []
    for mark in marks:
        kind, _, rest = mark.partition(" ")
        if kind == "skip":
            body.append(stamp("EXDATE", clock.moment(f"{rest} {start:%H:%M}", now)))
        elif kind == "move":
            old_day, old_hour, _, new_day, new_hour, called = rest.split(" ", 5)
            moved = clock.moment(f"{new_day} {new_hour}", now)
            overrides += [
                "BEGIN:VEVENT",
                *head,
                stamp("RECURRENCE-ID", clock.moment(f"{old_day} {old_hour}", now)),
                stamp("DTSTART", moved),
                stamp("DTEND", moved + size),
                f"SUMMARY:{_escaped(called)}",
                "END:VEVENT",
            ]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//OS One//Sample world//EN"]
    lines += [f"METHOD:{method}"] if method else []
    lines += [f"X-WR-CALNAME:{_escaped(calendar)}"] if calendar else []
    lines += ["BEGIN:VEVENT", *head, *body, "END:VEVENT", *overrides, "END:VCALENDAR"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _stamp(name: str, at: datetime, *, whole: bool, now: datetime) -> str:
    if whole:
        return f"{name};VALUE=DATE:{at:%Y%m%d}"
    zone = getattr(now.tzinfo, "key", "")
    return f"{name};TZID={zone}:{at:%Y%m%dT%H%M%S}" if "/" in zone else f"{name}:{at:%Y%m%dT%H%M%S}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """At most 75 octets a line (RFC 5545, section 3.1), never cut within a letter."""
    out, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > 75:
            out, size = f"{out}\r\n ", 1
        out, size = out + letter, size + width
    return out


def tasks(now: datetime) -> list[Task]:
    """What is to be done and some of what is done, with id 0 and in order."""
    out = []
    for place, (_, fields) in enumerate(_lines("tasks.txt")):
        title, project, priority, when, notes, done = (*fields, "", "")[:6]
        due = None
        if when:
            at = clock.moment(when, now)
            due = at if " " in when else at.date()
        done_at = int((now - timedelta(days=int(done[:-1]))).timestamp()) if done else None
        created = int((now - timedelta(days=40 - place % 30)).timestamp())
        created = min(created, done_at or created)
        number, position = int(priority), 1024.0 * place
        out.append(Task(TaskId(0), title, notes, project, number, due, done_at, position, created))
    return out
