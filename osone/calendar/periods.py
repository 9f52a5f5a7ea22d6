"""The shape of a day, a week or a month on a sheet: its days, what lasts over days in lanes, what has hours by day."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from heapq import heappop, heappush
from typing import NamedTuple

from osone.calendar.agenda import columns
from osone.model.calendar import Occurrence

WEEK = 7
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""Between these one may leaf."""
FARTHEST = 200_000
LEAST = timedelta(minutes=30)
"""What is shorter is drawn as long as this, and must not lie under what follows it."""


class View(StrEnum):
    """How much of the calendar is before the person."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    AGENDA = "agenda"


AGENDA_DAYS = 21


class Bar(NamedTuple):
    """An occurrence that lasts over whole days, as it lies in one row of days."""

    occurrence: Occurrence
    row: int
    """Which seven days, from 0."""
    first: int
    """Its first day in the row, from 0."""
    last: int
    """Its last day in the row, inclusive."""
    lane: int
    """How many lie above it, from 0."""
    begins: bool
    """Whether it begins here, and not in the row before."""
    ends: bool


class HourBlock(NamedTuple):
    """An occurrence that has hours, as it lies on one day."""

    occurrence: Occurrence
    start: float
    """In hours of the clock on the wall; what is in the second of the two hours that an autumn night has stands beside
    what is in the first."""
    end: float
    part: int
    """Which of those side by side, from 0."""
    parts: int
    group: int = 0
    """Which of those of the day that overlap, one with the next."""
    crowded: bool = False
    """Whether there are more beside it than are drawn."""


def monday() -> int:
    """The day that a week begins with where nothing says otherwise."""
    return 0


def opening(view: View, on: date, first_weekday: int = 0) -> date:
    """The first day that is shown where ``on`` is looked at; ``first_weekday`` is 0 for Monday."""
    if view is View.WEEK:
        return on - timedelta(days=(on.weekday() - first_weekday) % WEEK)
    if view is View.MONTH:
        return opening(View.WEEK, on.replace(day=1), first_weekday)
    return on


def count(view: View, on: date, first_weekday: int = 0) -> int:
    """How many days are shown: a month has whole weeks, five or six of them (four in a February that fits)."""
    if view is View.DAY:
        return 1
    if view is View.WEEK:
        return WEEK
    if view is View.AGENDA:
        return AGENDA_DAYS
    first = opening(view, on, first_weekday)
    return -(-(stepped(View.MONTH, on.replace(day=1), 1) - first).days // WEEK) * WEEK


def stepped(view: View, on: date, by: int) -> date:
    """The same place ``by`` periods later: a month's 31st becomes the last day of a shorter month."""
    if view is not View.MONTH:
        return later(on, by * count(view, on))
    year, month = divmod(on.year * 12 + on.month - 1 + by, 12)
    if not EARLIEST.year <= year <= LATEST.year:
        return LATEST if by > 0 else EARLIEST
    after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=on.day - 1), after - timedelta(days=1))


def later(on: date, by: int) -> date:
    """A day so many days later, as far as one may leaf."""
    far = LATEST if by > 0 else EARLIEST
    return min(max(on + timedelta(days=by), EARLIEST), LATEST) if abs(by) < FARTHEST else far


def lasts(one: Occurrence) -> bool:
    """Whether it lies over the days instead of within one: all day, or a day long and more."""
    return one.all_day or one.end - one.start >= timedelta(days=1)


def bars(found: Iterable[Occurrence], first: date, days: int, zone: tzinfo) -> tuple[Bar, ...]:
    """Lay what lasts over days in lanes, row by row of seven days: no two in one lane meet, the longest lie highest.

    A day view's row is one day long.
    """
    laid: list[Bar] = []
    for row, begin in enumerate(range(0, days, WEEK)):
        start, length = first + timedelta(days=begin), min(WEEK, days - begin)
        here = [(one, *_reach(one, start, zone)) for one in found if lasts(one)]
        busy: list[tuple[int, int]] = []
        free: list[int] = []
        for one, low, high in sorted(here, key=lambda o: (max(o[1], 0), -o[2], o[0].title)):
            if high < 0 or low >= length:
                continue
            left, right = max(low, 0), min(high, length - 1)
            while busy and busy[0][0] < left:
                heappush(free, heappop(busy)[1])
            lane = heappop(free) if free else len(busy)
            heappush(busy, (right, lane))
            laid.append(Bar(one, row, left, right, lane, low >= 0, high < length))
    return tuple(laid)


def touching(found: Iterable[Occurrence], on: date, zone: tzinfo | None) -> list[Occurrence]:
    """What is on at some time of a day, in the order given; what ends as the day begins is not."""
    begin, end = _midnight(on, zone), _midnight(on + timedelta(days=1), zone)
    return [o for o in found if o.start < end and (o.end > begin or o.start >= begin)]


def next_on(found: Iterable[Occurrence], on: date, now: datetime) -> Occurrence | None:
    """What one would look at on a day: what is on or comes next where it is today, else what comes first."""
    here = touching(found, on, now.tzinfo)
    if on == now.date():
        here = [o for o in here if o.end > now] or here[-1:]
    return here[0] if here else None


def first_of(found: Iterable[Occurrence], events: Collection[int], on: date, now: datetime) -> Occurrence | None:
    """Of what happens of these events the first from a day on, or else the first there is."""
    of_them = (one for one in found if one.event in events)
    return min(of_them, key=lambda one: (one.start.astimezone(now.tzinfo).date() < on, one.start), default=None)


def blocks(found: Iterable[Occurrence], on: date, zone: tzinfo) -> tuple[HourBlock, ...]:
    """What has hours on a day, side by side where it overlaps; what goes on past midnight is cut there."""
    begin, end = _midnight(on, zone), _midnight(on + timedelta(days=1), zone)
    whole: dict[int, Occurrence] = {}
    cut: list[Occurrence] = []
    for one in touching(found, on, zone):
        if not lasts(one):
            cut.append(replace(one, start=max(one.start, begin), end=min(one.end, end)))
            whole[id(cut[-1])] = one
    return tuple(
        HourBlock(whole[id(p.occurrence)], *_hours(p.occurrence, on, zone), p.column, p.columns, p.group)
        for p in columns(cut, LEAST)
    )


def _hours(one: Occurrence, on: date, zone: tzinfo) -> tuple[float, float]:
    start, end = one.start.astimezone(zone), one.end.astimezone(zone)
    until = 24.0 if end.date() > on else _clock(end)
    return _clock(start), max(until, _clock(start))


def in_order(found: Sequence[Occurrence]) -> list[Occurrence]:
    """As the cursor goes through them: day by day, what lasts all day before what has hours."""
    return sorted(found, key=lambda o: (o.start.astimezone(UTC), not lasts(o), o.end.astimezone(UTC), o.title))


def _clock(moment: datetime) -> float:
    return moment.hour + moment.minute / 60 + moment.second / 3600


def _reach(one: Occurrence, start: date, zone: tzinfo) -> tuple[int, int]:
    low = (one.start.astimezone(zone).date() - start).days
    # The end is exclusive: at midnight the day before was the last.
    high = ((one.end.astimezone(UTC) - timedelta(microseconds=1)).astimezone(zone).date() - start).days
    return low, max(low, high)


def _midnight(on: date, zone: tzinfo | None) -> datetime:
    """When a day begins: where midnight is skipped, an hour later."""
    begun = datetime.combine(on, time.min, zone)
    return begun if zone is None else begun.astimezone(UTC).astimezone(zone)
