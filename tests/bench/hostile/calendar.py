"""Calendar files that are made to hurt: each is imported, looked at by day, week and month, opened and laid out."""

import calendar
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from osone.bridge.calendar import event as opened
from osone.bridge.calendar.layout import laid
from osone.queries import day
from osone.store import files
from osone.sync import jobs
from osone.sync.working import Pace, open_files
from tests.bench.hostile.trial import Trial, Watch

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 16, 9, tzinfo=ZONE)
START = "DTSTART;TZID=Europe/Berlin:20261116T100000"
LAST = "Still there"
"""What stands at the end of each file, and must be shown."""


def sheet(lines: list[str]) -> bytes:
    """A whole file, with one good event at its end."""
    good = ["BEGIN:VEVENT", "UID:last", f"SUMMARY:{LAST}", "DTSTART;TZID=Europe/Berlin:20261116T120000", "END:VEVENT"]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, *good, "END:VCALENDAR", ""]).encode()


def events(most: int, *lines: str) -> Callable[[float], bytes]:
    """Many events; ``{}`` in a line is the number of its event."""

    def make(size: float) -> bytes:
        each = ["BEGIN:VEVENT", "UID:{}", "SUMMARY:Event {}", *lines, "END:VEVENT"]
        return sheet([line.replace("{}", str(n)) for n in range(max(1, int(most * size))) for line in each])

    return make


def one(most: int, head: tuple[str, ...], line: Callable[[int], str]) -> Callable[[float], bytes]:
    """One event with many lines."""

    def make(size: float) -> bytes:
        some = [line(n) for n in range(max(1, int(most * size)))]
        return sheet(["BEGIN:VEVENT", "UID:a", "SUMMARY:One", START, *head, *some, "END:VEVENT"])

    return make


def on(number: int) -> str:
    """A day by its number, for as many as there may be."""
    return f"{date(2000, 1, 1) + timedelta(days=number % 20_000):%Y%m%d}"


def overrides(size: float) -> bytes:
    """A series with changed happenings without end."""
    lines = ["BEGIN:VEVENT", "UID:a", "SUMMARY:One", START, "RRULE:FREQ=DAILY", "END:VEVENT"]
    for n in range(max(1, int(20_000 * size))):
        lines += ["BEGIN:VEVENT", "UID:a", f"RECURRENCE-ID;RANGE=THISANDFUTURE:{on(n)}T090000Z"]
        lines += [f"DTSTART:{on(n)}T100000Z", "END:VEVENT"]
    return sheet(lines)


def to_dos(size: float) -> bytes:
    """Parts without end that are no events, and events that have no start."""
    lines: list[str] = []
    for n in range(max(1, int(24_000 * size))):
        lines += ["BEGIN:VTODO", f"SUMMARY:To do {n}", "END:VTODO", "BEGIN:VEVENT", f"UID:n{n}", "END:VEVENT"]
    return sheet(lines)


def own_zones(size: float) -> bytes:
    """A zone for each event, with clocks that change without end."""
    lines: list[str] = []
    for n in range(max(1, int(2_000 * size))):
        lines += ["BEGIN:VTIMEZONE", f"TZID:Zone {n}", "BEGIN:STANDARD", "DTSTART:19000101T000000"]
        lines += ["RRULE:FREQ=YEARLY;BYHOUR=" + ",".join(map(str, range(24))), "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200"]
        lines += ["END:STANDARD", "END:VTIMEZONE", "BEGIN:VEVENT", f"UID:{n}", f"DTSTART;TZID=Zone {n}:20261116T100000"]
        lines += ["RRULE:FREQ=DAILY", "END:VEVENT"]
    return sheet(lines)


def deep(size: float) -> bytes:
    """Components within components."""
    count = max(1, int(240_000 * size))
    return b"BEGIN:VCALENDAR\r\nBEGIN:X\r\n" + b"BEGIN:X\r\n" * count + b"END:Y\r\n" * count + sheet([])


def after(piece: bytes, most: int) -> Callable[[float], bytes]:
    """A file that begins with something good, and then says one thing again and again."""
    return lambda size: sheet([]) + piece * max(1, int(most * size))


def times(piece: bytes, most: int) -> Callable[[float], bytes]:
    """A file that says one thing again and again, and then something good."""
    return lambda size: piece * max(1, int(most * size)) + b"\r\n" + sheet([])


def run(file: Path, watch: Watch) -> None:
    """Import, look and open. Raises where the good event of the file is not shown."""
    store = files.open_store(file.parent / "profile", bytes(32))
    mine = open_files(store)
    source = file.rename(file.with_suffix(".ics"))
    with watch.engine():
        jobs.bring(mine, source, Pace(), lambda _what: None)
    titles: set[str] = set()
    for days in (1, 7, 42):
        with watch.waiting():
            first = NOW.date() - timedelta(days=NOW.weekday())
            since = datetime.combine(first, datetime.min.time(), ZONE)
            found = day.occurrences(mine.reader, since, since + timedelta(days=days))
            laid(found, NOW, first, days, hues={}, month=11 if days > calendar.monthrange(2026, 11)[1] else 0)
            titles.update(occurrence.title for occurrence in found)
    with watch.waiting():
        facts = opened.facts_of(mine.reader, found[0])
        if facts is not None:
            opened.told(facts, NOW, {})
    mine.close()
    if LAST not in titles:
        raise AssertionError("the good event is not shown")


def warm(folder: Path) -> None:
    """Open a store and the readers once."""
    (folder / "input").write_bytes(sheet(["BEGIN:VEVENT", "UID:a", START, "RRULE:FREQ=DAILY", "END:VEVENT"]))
    watch = Watch()
    with watch.running():
        run(folder / "input", watch)


KINDS: dict[str, Callable[[float], bytes]] = {
    "never happens": events(4_000, START, "RRULE:FREQ=WEEKLY;BYSETPOS=300"),
    "never happens so often": events(400, START, "RRULE:FREQ=YEARLY;BYYEARDAY=366;BYMONTH=3;COUNT=3"),
    "every second": events(1_000, START, "RRULE:FREQ=SECONDLY"),
    "every second and counted": events(400, START, "RRULE:FREQ=SECONDLY;BYDAY=MO,TU;COUNT=999999999999"),
    "every minute of some": events(1_000, START, "RRULE:FREQ=MINUTELY;BYHOUR=3;BYSECOND=1,2,3,4,5,6,7,8"),
    "everything at once": events(1_000, START, "RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE;BYWEEKNO=1,2,3;BYSETPOS=-1;COUNT=999"),
    "out of range": events(4_000, START, "RRULE:FREQ=DAILY;INTERVAL=0;COUNT=-1;BYSECOND=60;BYHOUR=25;UNTIL=00000000"),
    "numbers without end": events(20, START, "RRULE:FREQ=DAILY;INTERVAL=" + "9" * 100_000, "SEQUENCE:" + "9" * 100_000),
    "years without end": events(4_000, "DTSTART:99991231T235959Z", "DURATION:P999999999W", "RRULE:FREQ=YEARLY"),
    "twenty thousand events": events(20_000, START, "DURATION:PT1H", "DESCRIPTION:Some words"),
    "all of them maybe": events(20_000, START, "STATUS:TENTATIVE"),
    "twenty thousand series": events(20_000, START, "RRULE:FREQ=DAILY"),
    "series with many dates": events(300, START, "RRULE:FREQ=DAILY", "EXDATE:" + ",".join(map(on, range(9_000)))),
    "series with much beside": events(120, START, "RRULE:FREQ=DAILY", "X-MUCH:" + "x" * 250_000),
    "whole days": events(20_000, "DTSTART;VALUE=DATE:20261110", "DTEND;VALUE=DATE:20261210"),
    "to-dos": to_dos,
    "long notes": events(30, START, "RRULE:FREQ=DAILY", "DESCRIPTION:" + "word " * 200_000),
    "long titles": events(30, START, "SUMMARY:" + "word " * 200_000),
    "unknown zones": events(4_000, "DTSTART;TZID=Nowhere {}:20261116T100000"),
    "long zone": events(30, "DTSTART;TZID=" + "a:" * 400_000 + ":20261116T100000"),
    "own zones": own_zones,
    "overrides": overrides,
    "extra dates": one(490_000, ("RDATE:20261116T090000Z",), lambda n: f" ,{on(n)}T090000Z"),
    "excluded dates by lines": one(490_000, ("RRULE:FREQ=DAILY",), lambda n: f"EXDATE:{on(n)}T090000Z"),
    "excluded dates": one(490_000, ("RRULE:FREQ=DAILY", "EXDATE:20200101T090000Z"), lambda n: f" ,{on(n)}T090000Z"),
    "rules": one(100_000, (), lambda n: f"RRULE:FREQ=DAILY;INTERVAL={n + 1}"),
    "people": one(200_000, (), lambda n: f"ATTENDEE;CN=P {n}:mailto:p{n}@one.example"),
    "folds": one(490_000, ("DESCRIPTION:a",), lambda _n: " a"),
    "parameters": one(1, (), lambda _n: "ATTENDEE" + ";A=b" * 500_000 + ":mailto:a@one.example"),
    "quotes": one(1, (), lambda _n: 'ATTENDEE;CN="' + '";"' * 500_000),
    "deep components": deep,
    "calendars": times(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", 240_000),
    "open events": after(b"BEGIN:VEVENT\r\n", 400_000),
    "lines that are none": times(b"a\r\n", 490_000),
    "zeros": times(b"\0", 30_000_000),
    "letters of no kind": times(b"\xfd\xfe\xff", 4_000_000),
}  # fmt: skip
TRIALS = tuple(Trial(name.replace(" ", "-"), make, run, warm) for name, make in KINDS.items())
