"""A day, a week or a month as rows for QML: its days, what lasts over them, and what has hours."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QObject

from osone.bridge.calendar.agenda import key_of
from osone.bridge.calendar.crowds import CrowdedHours, SideBySide, crowded
from osone.bridge.lists.keyed import KeyedModel, Row
from osone.calendar import periods
from osone.calendar.periods import Bar, HourBlock, View
from osone.calendar.spoken import place_words, title_words
from osone.model.calendar import Occurrence
from osone.model.values import real
from osone.text.catalogue import N_, _, plural
from osone.text.dates import clock, day_long, span, weekday_short
from osone.text.numbers import joined

VIEWS: tuple[tuple[View, str], ...] = (
    (View.DAY, N_("Day")), (View.WEEK, N_("Week")), (View.MONTH, N_("Month")), (View.AGENDA, N_("Agenda")),
)  # fmt: skip

DAYS = ("key", "name", "number", "words", "today", "weekend", "other", "current", "column", "row", "more",
        "aside", "bare")  # fmt: skip
BARS = ("key", "occurrence", "title", "hue", "column", "span", "row", "lane", "begins", "ends", "current", "first",
        "tentative", "past", "words")  # fmt: skip
BLOCKS = ("key", "occurrence", "title", "detail", "clock", "hue", "column", "row", "slot", "start", "length", "part",
          "parts", "crowded", "current", "first", "tentative", "past", "words")  # fmt: skip
"""``first`` is true of the first piece that is drawn of the event under the cursor."""
CROWDS = ("key", "day", "column", "start", "length", "more", "words")
NAMED = 12
"""So many of those that have no room are told by name."""


MOST_LAID = 500
"""So many of a day are laid out to find the place of each."""
MOST_LASTING = 2_000
"""So many that last over days are laid out, the first ones."""
MOST = 120
"""So many of a day are drawn: side by side, more are no wider than a line, and the agenda has them all."""


ANY = SideBySide()


class Layout(NamedTuple):
    """All rows of one view."""

    days: Sequence[Row]
    bars: Sequence[Row]
    blocks: Sequence[Row]
    lanes: int
    """How many lanes lie over the hours."""
    rows: int
    """How many rows of days there are."""
    crowds: Sequence[Row] = ()
    """Hours that hold more than there is room for."""


class SheetModels:
    """The rows of a sheet as QML follows them."""

    def __init__(self, parent: QObject) -> None:
        self.days, self.bars = KeyedModel(DAYS, parent=parent), KeyedModel(BARS, parent=parent)
        self.blocks, self.crowds = KeyedModel(BLOCKS, parent=parent), KeyedModel(CROWDS, parent=parent)

    def put(self, sheet: Layout) -> None:
        """Show other rows."""
        for model, rows in (
            (self.days, sheet.days), (self.bars, sheet.bars), (self.blocks, sheet.blocks), (self.crowds, sheet.crowds),
        ):  # fmt: skip
            model.put(rows)


def laid(
    found: Sequence[Occurrence],
    now: datetime,
    first: date,
    count: int,
    *,
    hues: Mapping[int, str],
    at: str = "",
    day: date | None = None,
    month: int = 0,
    room: int = 3,
    side: SideBySide = ANY,
) -> Layout:
    """Lay out ``count`` days from ``first`` on, of events in the order of time.

    ``hues`` are those of the calendars, ``at`` is the key of the event under the cursor and ``day`` the day looked at.
    ``month`` is the one that is meant where whole weeks around it are shown: then a day takes ``room`` lines at most,
    and tells how many more there are; of those that have no place the one under the cursor takes another's. ``side``
    says how many with hours stand side by side elsewhere.
    """
    zone = now.tzinfo
    if zone is None:
        raise ValueError("a sheet needs an aware time")
    bars: list[Row] = []
    taken: Counter[tuple[int, int]] = Counter()
    hidden: Counter[tuple[int, int]] = Counter()
    lanes = 0
    lasting = [one for one in found if periods.lasts(one)]
    laid_bars: Sequence[Bar] = periods.bars(lasting[:MOST_LASTING], first, count, zone)
    timed, unlaid = _by_day(found, first, count)
    by_day = [periods.blocks(timed[n], first + timedelta(days=n), zone) for n in range(count)]
    full = _full(laid_bars, by_day, room) if month else set()
    if month:
        laid_bars = _with_current(laid_bars, at, room, full)
        full = _full(laid_bars, by_day, room)
    for n, more in enumerate(_lasting_on(lasting[MOST_LASTING:], first, count)):
        hidden[divmod(n, periods.WEEK)] += more + unlaid[n]
    for bar in laid_bars:
        cells = _cells(bar)
        if month and _is_hidden(bar, room, full) and not (bar.lane < room and key_of(bar.occurrence) == at):
            # Its place is the line that tells how many more there are.
            hidden.update(cells)
            continue
        for cell in cells:
            taken[cell] = max(taken[cell], bar.lane + 1)
        lanes = max(lanes, bar.lane + 1)
        one = bar.occurrence
        bars.append({
            "key": f"{key_of(one)}/{bar.row}", "occurrence": key_of(one), "title": title_words(one),
            "hue": hues.get(one.calendar, ""), "column": bar.first, "span": bar.last - bar.first + 1,
            "row": bar.row, "lane": bar.lane,
            "begins": bar.begins, "ends": bar.ends, "current": key_of(one) == at,
            "first": key_of(one) == at and not any(row["first"] for row in bars), "tentative": one.tentative,
            "past": one.end <= now, "words": span(one.start, one.end, now.date(), all_day=one.all_day),
        })  # fmt: skip
    blocks: list[Row] = []
    crowds: list[Row] = []
    days: list[Row] = []
    for n in range(count):
        on = first + timedelta(days=n)
        row, column = divmod(n, periods.WEEK)
        placed, hours = (by_day[n], ()) if month else crowded(by_day[n], side, at)
        crowds += [_crowd(here, on, column, now.date()) for here in hours]
        # The last line tells how many more there are, where not all of them fit.
        free = room - taken[row, column]
        fits = len(placed) <= free and not hidden[row, column]
        shown = min(len(placed), MOST if not month or fits else max(0, free - 1))
        drawn: Sequence[HourBlock] = placed[:shown]
        under = next((here for here in placed[shown:] if month and key_of(here.occurrence) == at), None)
        if under is not None:
            drawn = [*placed[: max(0, shown - 1)], under]
        for slot, here in enumerate(drawn):
            one = here.occurrence
            blocks.append({
                "key": f"{key_of(one)}/{n}", "occurrence": key_of(one), "title": title_words(one),
                "detail": place_words(one), "clock": clock(one.start), "hue": hues.get(one.calendar, ""),
                "column": column, "row": row,
                "slot": taken[row, column] + slot, "start": here.start,
                "length": here.end - here.start, "part": here.part, "parts": here.parts,
                "crowded": here.crowded, "current": key_of(one) == at,
                "first": key_of(one) == at and not any(row["first"] for row in blocks),
                "tentative": one.tentative, "past": one.end <= now, "words": day_long(on, now.date()),
            })  # fmt: skip
        more = len(placed) - len(drawn) + hidden[row, column] if month else 0
        days.append({
            "key": f"{on}", "name": weekday_short(on), "number": str(on.day), "words": day_long(on, now.date()),
            "today": on == now.date(), "weekend": on.weekday() >= 5, "other": bool(month) and on.month != month,
            "current": on == day, "column": column, "row": row,
            "more": more,
            # Its last line is taken by what the cursor is on.
            "aside": more > 0 and taken[row, column] + len(drawn) >= room,
            "bare": not drawn and not taken[row, column],
        })  # fmt: skip
    return Layout(days, bars, blocks, lanes, -(-count // periods.WEEK), crowds)


def _crowd(hours: CrowdedHours, on: date, column: int, today: date) -> Row:
    """The place that tells of those that have no room, and where all of them are seen."""
    more = len(hours.hidden)
    names = [f"{clock(one.occurrence.start)} {title_words(one.occurrence)}" for one in hours.hidden[:NAMED]]
    words = plural("{day}: {count} more event: {events}", "{day}: {count} more events: {events}", more,
                   day=day_long(on, today), events=joined(names))  # fmt: skip
    return {
        "key": f"{on}/{hours.start}", "day": f"{on}", "column": column, "start": hours.start,
        "length": hours.end - hours.start, "more": more, "words": words,
    }  # fmt: skip


def neighbour(found: Sequence[Occurrence], at: str, day: date, by: int) -> Occurrence:
    """The event so many further than the one of this key, or than an empty day; the ends are where it stops."""
    place = next((n for n, o in enumerate(found) if key_of(o) == at), -1)
    if place < 0:
        before = sum(o.start.date() < day for o in found)
        place = before - 1 if by > 0 else before
    return found[max(0, min(place + by, len(found) - 1))]


def beside(
    found: Sequence[Occurrence], gone: Sequence[Occurrence], at: str, on: date | None, now: datetime
) -> Occurrence | None:
    """What takes the cursor of what goes: the next on this day, else the one before it there; without a day on any."""
    leaving = {key_of(one) for one in gone}
    place = next((n for n, one in enumerate(found) if key_of(one) == at), 0)
    here = {key_of(one) for one in (found if on is None else periods.touching(found, on, now.tzinfo))} - leaving
    after = (one for one in found[place:] if key_of(one) in here)
    before = (one for one in reversed(found[:place]) if key_of(one) in here)
    return next(after, None) or next(before, None)


def likeliest(found: Sequence[Occurrence], now: datetime, month: int) -> Occurrence | None:
    """What one would look at of a period: what is not over yet, or else what comes first; of a month its own days."""
    # Days of the months beside it are only there to make whole weeks.
    mine = [one for one in found if not month or one.start.month == month]
    return min(mine, key=lambda one: one.end <= now, default=None)


def cursor_row(rows: Sequence[Row]) -> int:
    """Which row the cursor is on, or -1."""
    return next((n for n, row in enumerate(rows) if row["current"]), -1)


def now_column(view: View, first: date, count: int, now: datetime) -> int:
    """The day of today in a day or a week, or -1."""
    column = (now.date() - first).days
    return column if 0 <= column < count and view in (View.DAY, View.WEEK) else -1


def views(at: View) -> list[dict[str, object]]:
    """The views there are, by their names, and which of them is at hand."""
    return [{"view": str(view), "name": _(name), "current": view is at} for view, name in VIEWS]


def cursor_hours(blocks: Sequence[Mapping[str, object]]) -> list[float]:
    """From when to when on its day the event under the cursor is, in hours; empty where it has none."""
    row = next((row for row in blocks if row["current"]), None)
    return [] if row is None else [real(row["start"]), real(row["start"]) + real(row["length"])]


def opening_hour(blocks: Sequence[Row]) -> float:
    """Where the hours are scrolled to first: before what begins earliest, and never past eight.

    What goes on since the evening before does not begin at midnight.
    """
    starts = [start for row in blocks if (start := real(row["start"])) > 0]
    return max(0.0, min([8.0, *(start - 0.4 for start in starts)]))


def _by_day(found: Sequence[Occurrence], first: date, count: int) -> tuple[list[list[Occurrence]], list[int]]:
    """What does not last over days, by the days that it may touch: where it begins and where it ends.

    And of each day how many more there are than are laid out.
    """
    days: list[list[Occurrence]] = [[] for _ in range(count)]
    unlaid = [0] * count
    for one in found:
        if not periods.lasts(one):
            begins, ends = (one.start.date() - first).days, (one.end.date() - first).days
            for n in (begins,) if begins == ends else (begins, ends):
                if 0 <= n < count and len(days[n]) < MOST_LAID:
                    days[n].append(one)
                elif 0 <= n < count:
                    unlaid[n] += 1
    return days, unlaid


def _lasting_on(beyond: Sequence[Occurrence], first: date, count: int) -> list[int]:
    """Of each day how many of what lasts over days is on."""
    changes = [0] * (count + 1)
    for one in beyond:
        begins, ends = (one.start.date() - first).days, (one.end - timedelta(microseconds=1)).date()
        low, high = max(0, begins), min(count - 1, max(begins, (ends - first).days))
        if low <= high:
            changes[low] += 1
            changes[high + 1] -= 1
    return list(accumulate(changes[:count]))


def _full(bars: Sequence[Bar], by_day: Sequence[Sequence[HourBlock]], room: int) -> set[tuple[int, int]]:
    """The days, as row and column, that hold more than ``room`` lines of bars and of what has hours."""
    lines: Counter[tuple[int, int]] = Counter()
    for bar in bars:
        for cell in _cells(bar):
            lines[cell] = max(lines[cell], bar.lane + 1)
    for n, placed in enumerate(by_day):
        lines[divmod(n, periods.WEEK)] += len(placed)
    return {cell for cell, many in lines.items() if many > room}


def _is_hidden(bar: Bar, room: int, full: Collection[tuple[int, int]]) -> bool:
    """Whether there is no line for it, or its line tells of a day how many more there are."""
    return bar.lane >= room or (bar.lane == room - 1 and any(cell in full for cell in _cells(bar)))


def _with_current(bars: Sequence[Bar], at: str, room: int, full: Collection[tuple[int, int]]) -> Sequence[Bar]:
    """The bars with the one under the cursor in the last line that is drawn, where it would have none."""
    place = max(0, room - 2)
    mine = {bar.row: bar for bar in bars if key_of(bar.occurrence) == at and _is_hidden(bar, room, full)}
    if not mine:
        return bars

    def placed(bar: Bar) -> Bar:
        own = mine.get(bar.row)
        if own is None or (bar.lane != place and bar is not own):
            return bar
        if bar is own:
            return bar._replace(lane=place)
        return bar._replace(lane=room) if bar.first <= own.last and own.first <= bar.last else bar

    return [placed(bar) for bar in bars]


def _cells(bar: Bar) -> list[tuple[int, int]]:
    return [(bar.row, column) for column in range(bar.first, bar.last + 1)]
