"""When an event happens within a window: recurrence rules, extra and excluded dates, and overrides (RFC 5545)."""

import logging
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import islice

from dateutil.rrule import rrule, rrulestr

from osone.calendar import ics
from osone.calendar.ics import IcsPiece, Series
from osone.model.calendar import Event, Occurrence

log = logging.getLogger(__name__)

MOST = 1200
"""At most so many happenings of one event in one window, which an hourly one has in a month: one a second must not hold
up a day."""
_MOST_TRIED = 20_000

_MOST_COUNTED = 50_000
_DAWN, _DUSK = datetime(1, 1, 3), datetime(9999, 12, 29)
"""What begins or ends beyond these ("until 99991231") does so here, where every zone can still tell the hour."""
_LONGEST = timedelta(days=200 * 366)
"""No happening of a series lasts longer: one that lasts until the end of time would be looked for before its start."""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def occurrences(event: Event, since: datetime, until: datetime, zone: tzinfo) -> list[Occurrence]:
    """Every happening of ``event`` that touches the window, oldest first, in the person's ``zone``.

    ``since`` and ``until`` (exclusive) are aware. All-day happenings run from midnight to midnight of ``zone``;
    floating ones are in ``zone``. Cancelled happenings are left out. An event whose text cannot be read is taken as
    its columns say, without its overrides.
    """
    if _single(event):
        start, end = _aware(event.start, zone), _aware(event.end, zone)
        if not _touches(start, end, since, until) or "STATUS:CANCELLED" in event.ics:
            return []
        tentative = "STATUS:TENTATIVE" in event.ics
        return [_told(event, event.title, event.location, start, end, _all_day(event.start), tentative)]
    try:
        found = ics.series(event.ics, event.uid)
    except ValueError as error:
        log.debug("event %s: %s", event.id, error)
        found = Series(_from_columns(event), ())
    try:
        return _expanded(event, found, since, until, zone)
    except OverflowError as error:  # moved out of time altogether: no other event may be lost for it
        log.debug("event %s: %s", event.id, error)
        return []


def _single(event: Event) -> bool:
    """Whether the text says that it happens once: told without parsing it, as most events do."""
    body = event.ics[event.ics.rfind("END:VTIMEZONE") + 1 :]
    return not event.rule and "RECURRENCE-ID" not in body and "RDATE" not in body


def _expanded(event: Event, found: Series, since: datetime, until: datetime, zone: tzinfo) -> list[Occurrence]:
    by_instant = {_key(piece.replaces, zone): piece for piece in found.overrides if piece.replaces is not None}
    onward = sorted(((key, piece) for key, piece in by_instant.items() if piece.and_future), key=lambda pair: pair[0])
    out: list[Occurrence] = []

    def tell(piece: IcsPiece, start: datetime, end: datetime) -> None:
        if piece.status != "CANCELLED" and _touches(start, end, since, until):
            tentative = piece.status == "TENTATIVE"
            out.append(_told(event, piece.title, piece.location, start, end, _all_day(piece.start), tentative))

    for piece in by_instant.values():
        tell(piece, _aware(piece.start, zone), _aware(piece.end, zone))
    master = found.master
    if master is not None:
        for moment, own in _moments(master, onward, since, until, zone):
            key = _key(moment, zone)
            if key in by_instant:
                continue
            lead = master
            ruling = [pair for pair in onward if pair[0] <= key]
            if ruling and own is None:
                begun, lead = ruling[-1][1].replaces, ruling[-1][1]
                assert begun is not None
                moment = _shifted(moment, begun, lead.start, zone)
            start = _aware(moment, zone)
            tell(lead, start, _closed(lead, moment, own, zone))
    out.sort(key=lambda one: (one.start.astimezone(UTC), one.end.astimezone(UTC), one.title))
    return out[:MOST]


def _moments(
    master: IcsPiece, onward: list[tuple[datetime, IcsPiece]], since: datetime, until: datetime, zone: tzinfo
) -> list[tuple[datetime | date, timedelta | None]]:
    """The starts that master's rule and extra dates give near the window, with a period's own length."""
    # Whole and floating days are looked for in the clock of the window, which may be a day away from theirs.
    floating = _all_day(master.start) or (isinstance(master.start, datetime) and master.start.tzinfo is None)
    slack = timedelta(days=2 if floating else 0, hours=3) + _length(master, zone)
    for _, piece in onward:
        assert piece.replaces is not None
        moved = _aware(piece.start, zone) - _aware(piece.replaces, zone)
        slack += abs(moved) + _length(piece, zone)
    home = master.start.tzinfo if isinstance(master.start, datetime) else None
    low, high = (_naive(moment, home, zone) for moment in (since - slack, until + slack))
    all_day = _all_day(master.start)
    first = _plain(master.start)
    starts: dict[datetime, timedelta | None] = {first: None} if low <= first <= high else {}
    if master.rule:
        starts.update((moment, None) for moment in _ruled(master.rule, first, low, high, home or zone, all_day))
    for moment, length in master.more:
        extra = _naive(_aware(moment, home or zone), home, zone) if not all_day else _plain(moment)
        if extra <= high:
            starts[extra] = length
    excluded = {_key(moment, home or zone) for moment in master.without if isinstance(moment, datetime)}
    days = {moment for moment in master.without if not isinstance(moment, datetime)}
    out: list[tuple[datetime | date, timedelta | None]] = []
    for plain in sorted(starts):
        moment = plain.date() if all_day else plain.replace(tzinfo=home)
        if plain.date() in days or (not all_day and _key(moment, zone) in excluded):
            continue
        if all_day and any(isinstance(one, datetime) and one.date() == plain.date() for one in master.without):
            continue
        out.append((moment, starts[plain]))
    return out


# ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _ruled(rule: str, first: datetime, low: datetime, high: datetime, home: tzinfo, all_day: bool) -> list[datetime]:
    """The starts of a rule between two moments, all in the event's own clock, without a zone."""
    parts = _parts(rule)
    try:
        last = _last(rule, first, all_day) if "COUNT" in parts else _until(parts.get("UNTIL", ""), home, all_day)
        if _never(parts):
            return []
        full = _filled(parts, first, all_day)
        made = _made(full, _anchor(full, first, low))
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        log.debug("rule %r: %s", rule, error)
        return []
    end = high if last is None else min(high, last)
    out: list[datetime] = []
    for moment in islice(made, _MOST_TRIED):
        if moment > end:
            break
        if moment >= low and moment >= first:
            out.append(moment)
    return out


def _parts(rule: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in rule.upper().replace(" ", "").split(";") if "=" in part)
    return {key: value for key, _, value in pairs}


def _made(parts: dict[str, str], anchor: datetime) -> rrule:
    text = ";".join(f"{key}={value}" for key, value in parts.items() if key not in {"COUNT", "UNTIL"})
    made = rrulestr(text, dtstart=anchor)
    assert isinstance(made, rrule)
    return made


def _filled(parts: dict[str, str], first: datetime, all_day: bool) -> dict[str, str]:
    """The rule with what it takes from its start written out, so that it may be begun elsewhere."""
    full = {key: value for key, value in parts.items() if not (all_day and key in {"BYHOUR", "BYMINUTE", "BYSECOND"})}
    chosen = {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"} & full.keys()
    freq = full.get("FREQ", "")
    if freq == "WEEKLY" and "BYDAY" not in full:
        full["BYDAY"] = _WEEKDAYS[first.weekday()]
    elif freq == "MONTHLY" and not chosen:
        full["BYMONTHDAY"] = str(first.day)
    elif freq == "YEARLY" and chosen == {"BYWEEKNO"}:
        full["BYDAY"] = _WEEKDAYS[first.weekday()]
    elif freq == "YEARLY" and not chosen:
        full["BYMONTHDAY"] = str(first.day)
        full.setdefault("BYMONTH", str(first.month))
    return full


def _anchor(parts: dict[str, str], first: datetime, low: datetime) -> datetime:
    """Where to begin: a whole number of intervals after the first start, some intervals before the window.

    dateutil walks a rule from its start, which takes 7 to 20 ms for a week fifteen years on; begun near the window
    it is some 40 times as quick. What comes out before the first start is for the caller to leave out.
    """
    step = max(1, int(parts.get("INTERVAL", "1")))
    freq = parts["FREQ"]
    if freq == "WEEKLY":  # whole weeks, else BYSETPOS would count in half of the first one
        first -= timedelta(days=(first.weekday() - _WEEKDAYS.index(parts.get("WKST", "MO"))) % 7)
    away = low - first
    if away <= timedelta(0):
        return first
    if freq == "YEARLY":
        years = (low.year - first.year) // step * step - step
        return first if years <= 0 else first.replace(year=first.year + years, month=1, day=1)
    if freq == "MONTHLY":
        months = ((low.year - first.year) * 12 + low.month - first.month) // step * step - step
        if months <= 0:
            return first
        year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
        return first.replace(year=year, month=month + 1, day=1)
    unit = {
        "WEEKLY": timedelta(weeks=1),
        "DAILY": timedelta(days=1),
        "HOURLY": timedelta(hours=1),
        "MINUTELY": timedelta(minutes=1),
        "SECONDLY": timedelta(seconds=1),
    }[freq]
    jumps = away // (unit * step) - 2
    return first if jumps <= 0 else first + jumps * step * unit


@lru_cache(maxsize=1024)
def _last(rule: str, first: datetime, all_day: bool) -> datetime | None:
    """The last start of a rule with a COUNT (RFC 5545: the first start counts even where the rule misses it)."""
    parts = _parts(rule)
    count = int(parts["COUNT"])
    full = _filled(parts, first, all_day)
    if _never(full) or count <= 0:
        return first
    last = first
    onward = (moment for moment in _made(full, _anchor(full, first, first)) if moment >= first)
    for moment in islice(onward, min(count, _MOST_COUNTED)):
        last = moment
    return last


def _until(text: str, home: tzinfo, all_day: bool) -> datetime | None:
    """UNTIL in the event's own clock: it may be a date, or UTC where the event has a zone."""
    if not text:
        return None
    if len(text) == 8:
        return datetime.combine(datetime.strptime(text, "%Y%m%d"), time.max)
    moment = datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S")
    if all_day:
        return datetime.combine(moment, time.max)
    return moment.replace(tzinfo=UTC).astimezone(home).replace(tzinfo=None) if text.endswith("Z") else moment


def _never(parts: dict[str, str]) -> bool:
    """Whether months and days can never meet (30 February): dateutil would search until the year 9999."""
    months = [int(one) for one in parts.get("BYMONTH", "").split(",") if one]
    days = [int(one) for one in parts.get("BYMONTHDAY", "").split(",") if one]
    if not days:
        return False
    longest = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
    return not any(abs(day) <= longest.get(month, 31) for month in months or [1] for day in days)


# ── moments ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _all_day(moment: datetime | date) -> bool:
    return not isinstance(moment, datetime)


def _plain(moment: datetime | date) -> datetime:
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None)
    return datetime.combine(moment, time.min)


def _aware(moment: datetime | date, zone: tzinfo) -> datetime:
    """The moment on the person's clock. An hour skipped in spring is the same instant an hour later (RFC 5545)."""
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        moment = _plain(moment).replace(tzinfo=zone)
    plain = _plain(moment)
    if not _DAWN <= plain <= _DUSK:
        return min(max(plain, _DAWN), _DUSK).replace(tzinfo=zone)
    return moment.astimezone(UTC).astimezone(zone)  # by way of UTC, for an hour that is not there stays as it is else


def _naive(moment: datetime, home: tzinfo | None, zone: tzinfo) -> datetime:
    return moment.astimezone(home or zone).replace(tzinfo=None)


def _key(moment: datetime | date, zone: tzinfo) -> datetime:
    return _aware(moment, zone).astimezone(UTC)


def _length(piece: IcsPiece, zone: tzinfo) -> timedelta:
    return min(_key(piece.end, zone) - _key(piece.start, zone), _LONGEST)


def _closed(piece: IcsPiece, moment: datetime | date, own: timedelta | None, zone: tzinfo) -> datetime:
    """When a happening that begins at ``moment`` ends: whole days stay days, hours stay exact hours."""
    if own is None and _all_day(piece.start):
        return _aware(_plain(moment) + min(_plain(piece.end) - _plain(piece.start), _LONGEST), zone)
    length = own if own is not None else _length(piece, zone)
    return (_key(moment, zone) + length).astimezone(zone)


def _shifted(moment: datetime | date, was: datetime | date, now: datetime | date, zone: tzinfo) -> datetime | date:
    """A later happening moved as the override moved its own, by the clock on the wall."""
    if not isinstance(now, datetime):
        return (_plain(moment) + (_plain(now) - _plain(was))).date()
    home = now.tzinfo or zone
    wall = _naive(_aware(moment, zone), home, zone) + (_plain(now) - _naive(_aware(was, zone), home, zone))
    return wall.replace(tzinfo=now.tzinfo)


def _touches(start: datetime, end: datetime, since: datetime, until: datetime) -> bool:
    # In UTC: two moments of one zone would be compared by the clock on the wall, which lies once a year.
    begins, ends, low, high = (moment.astimezone(UTC) for moment in (start, end, since, until))
    return begins < high and (ends > low or (begins == ends and begins >= low))


def _told(
    event: Event, title: str, location: str, start: datetime, end: datetime, all_day: bool, tentative: bool
) -> Occurrence:
    return Occurrence(event.id, title, location, event.calendar, start, end, all_day, tentative)


def _from_columns(event: Event) -> IcsPiece:
    return IcsPiece(
        event.uid,
        event.title,
        event.location,
        event.notes,
        event.start,
        event.end,
        event.rule,
        (),
        (),
        None,
        False,
        "",
        "",
        (),
        (),
        0,
    )
