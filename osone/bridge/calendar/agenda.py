"""The rows of an agenda: the coming days as one list, repeating events included."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from osone.bridge.drawing.shapes import next_days
from osone.bridge.lists.keyed import Row
from osone.calendar.periods import touching
from osone.calendar.spoken import place_words, title_words
from osone.model.calendar import Occurrence
from osone.text.catalogue import _
from osone.text.dates import clock, day_name, month, weekday

ROLES = (
    "key",
    "what",
    "title",
    "detail",
    "clock",
    "until",
    "hue",
    "today",
    "past",
    "tentative",
    "number",
    "event",
    "first",
    "current",
)


def key_of(one: Occurrence) -> str:
    """What tells one happening from another: one that was moved may begin with the next of its series."""
    return f"{one.event}/{one.start.timestamp():.0f}/{one.end.timestamp():.0f}/{one.title}"


def like(found: Iterable[Occurrence], events: Collection[int], key: str) -> Occurrence | None:
    """Of what happens of these events the one of this key, whichever event it is: one of a series becomes its own."""
    rest = key.partition("/")[2]
    return next((one for one in found if one.event in events and key_of(one).partition("/")[2] == rest), None)


def lay(
    found: Sequence[Occurrence], now: datetime, first: date, count: int, current: str, hues: Mapping[int, str]
) -> list[Row]:
    """The rows of an agenda: a head for today and for each day that holds something, then its events."""
    rows: list[Row] = []
    for day in next_days(first, count):
        start = datetime.combine(day, datetime.min.time(), now.tzinfo)
        end = start + timedelta(days=1)
        here = touching(found, day, now.tzinfo)
        if not here and day != now.date():
            continue
        base: dict[str, object] = dict.fromkeys(ROLES, "") | {"today": day == now.date(), "past": False}
        base |= {"tentative": False, "event": 0, "first": False, "number": str(day.day), "current": False}
        # The number stands before it: a day is named, and its month where it is further off.
        near = abs((day - now.date()).days) <= 1
        words = day_name(day, now.date()) if near else weekday(day)
        detail = weekday(day) if near else ""
        if not near and (day - now.date()).days >= 7:
            other = day.year != now.year
            detail = _("{month} {year}", month=month(day), year=day.year) if other else month(day)
        rows.append(base | {"key": f"{day}", "what": "day", "title": words, "detail": detail})
        if not here:
            rows.append(base | {"key": f"{day}/free", "what": "free", "title": _("Nothing scheduled. Free all day.")})
        for n, o in enumerate(here):
            whole = o.all_day or (o.start <= start and o.end >= end)
            at = _("all day") if whole else clock(max(o.start, start))
            until = "" if whole else clock(o.end) if o.end < end else _("late")
            rows.append(base | {
                "key": f"{day}/{key_of(o)}", "what": "event", "title": title_words(o), "clock": at,
                "until": until, "detail": place_words(o), "hue": hues.get(o.calendar, ""), "past": o.end <= now,
                "tentative": o.tentative, "event": o.event, "first": n == 0,
                # What goes on over days is under the cursor where it begins.
                "current": key_of(o) == current and (o.start >= start or day == first),
            })  # fmt: skip
    return rows
