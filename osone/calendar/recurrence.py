"""When an event happens within a window: recurrence rules, extra and excluded dates, and overrides (RFC 5545)."""

import logging
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from osone.calendar import expansion, ics, kept, rules
from osone.calendar.ics import Series
from osone.calendar.lines import Length
from osone.calendar.pieces import IcsPiece, ended
from osone.calendar.rules import Freq, Rule
from osone.calendar.work import TOLD, StepBudget
from osone.model.calendar import Event, Occurrence

log = logging.getLogger(__name__)

MOST = 1200
"""At most so many happenings of one event in one window, which an hourly one has in a month: one a second must not hold
up a day."""
_DAWN, _DUSK = datetime(1, 1, 3), datetime(9999, 12, 29)
"""What begins or ends beyond these ("until 99991231") does so here, where every zone can still tell the hour."""
_LONGEST = timedelta(days=200 * 366)
"""No happening of a series lasts longer: one that lasts until the end of time would be looked for before its start."""


def occurrences(
    event: Event, since: datetime, until: datetime, zone: tzinfo, work: StepBudget | None = None
) -> list[Occurrence]:
    """Every happening of ``event`` that touches the window, oldest first, in the person's ``zone``.

    ``since`` and ``until`` (exclusive) are aware. All-day happenings run from midnight to midnight of ``zone``;
    floating ones are in ``zone``. Cancelled happenings are left out. An event whose text cannot be read is taken as
    its columns say, without its overrides. ``work`` is what the whole look may cost; a rule that would cost more ends
    early. Never fails, for no event may take the others along.
    """
    work = StepBudget() if work is None else work
    try:
        status = kept.status_alone(event)
        if status is not None:
            start, end = _aware(event.start, zone), _aware(event.end, zone)
            if status == "CANCELLED" or not _touches(start, end, since.astimezone(UTC), until.astimezone(UTC)):
                return []
            tentative = status == "TENTATIVE"
            return [_told(event, event.title, event.location, start, end, _all_day(event.start), tentative)]
        if not work.begin((until - since).days):
            return []
        plan = _plan(event, zone)
        work.listed(plan.listed)
        return _expanded(event, plan, since, until, zone, work)
    except OverflowError as error:  # moved out of time altogether
        log.debug("event %s: %s", event.id, error)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        log.exception("event %s could not be worked out", event.id)
    return []


def piece_of(event: Event, one: Occurrence) -> IcsPiece | None:
    """The piece that stands for a happening alone, or None. Raises ``ValueError`` as ``ics.series`` does."""
    zone = one.start.tzinfo
    if one.slot is None or zone is None:
        return None
    pieces = ics.series(event.ics, event.uid).overrides
    return next((p for p in pieces if p.replaces is not None and _slot(p.replaces, zone) == one.slot), None)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A series made ready to be asked for any window, in one person's zone."""

    master: IcsPiece | None
    rules: tuple[Rule, ...]
    but_not: tuple[Rule, ...]
    more: tuple[tuple[datetime, Length | None], ...]
    """Extra starts in the master's clock, in order."""
    without: frozenset[datetime]
    """The instants that are left out."""
    days: frozenset[date]
    """The days that are left out whole, in the master's clock."""
    overrides: tuple[tuple[IcsPiece, datetime, datetime], ...]
    """Each with when it begins and ends."""
    replaced: frozenset[datetime]
    """The instants that an override stands for."""
    replaced_days: frozenset[date]
    """The days, where an override says no more than that; for whole days all of them."""
    onward: tuple[tuple[datetime, IcsPiece], ...]
    """Overrides that hold for all that follows, each with the instant from which on."""
    lasts: timedelta
    """How long the master lasts."""
    slack: timedelta
    """How far from where the master would have it a happening may be, as overrides move it."""
    listed: int
    """How many dates and changed happenings it lists."""


def _plan(event: Event, zone: tzinfo) -> _Plan:
    try:
        return (_planned if len(event.ics) <= ics.SMALL else _large_planned)(event.ics, event.uid, zone)
    except ValueError as error:
        log.debug("event %s: %s", event.id, error)
        return _made(Series(_from_columns(event), ()), zone)


@lru_cache(maxsize=ics.KEPT_SMALL)
def _planned(text: str, uid: str, zone: tzinfo) -> _Plan:
    return _made(ics.series(text, uid), zone)


_large_planned = lru_cache(maxsize=ics.KEPT_LARGE)(_planned.__wrapped__)


def _made(found: Series, zone: tzinfo) -> _Plan:
    master = found.master
    lead = master or found.overrides[0]
    home = _home(lead, zone)
    all_day = _all_day(lead.start)
    first = _plain(lead.start)

    def day_of(moment: datetime | date) -> date:
        """The day that is meant by a time: in UTC, its midnight or the person's own may be written for it."""
        if not isinstance(moment, datetime):
            return moment
        return _aware(moment, zone).date() if moment.tzinfo is UTC and moment.time() != time() else moment.date()

    def filled(texts: tuple[str, ...]) -> tuple[Rule, ...]:
        read = (rules.parsed(text) for text in texts)
        return tuple(rules.filled(one, first, all_day=all_day) for one in read if one is not None)

    def instant(moment: datetime | date) -> datetime:
        return _key(moment, home)

    more: dict[datetime, Length | None] = {}
    for moment, own in master.more if master is not None else ():
        if all_day:
            more[_plain(day_of(moment))] = own
        elif isinstance(moment, datetime):
            more[_naive(_aware(moment, home), home)] = own
        else:
            more[datetime.combine(moment, first.time())] = own
    without = master.without if master is not None else ()
    replaced: set[datetime] = set()
    days: set[date] = set()
    onward: list[tuple[datetime, IcsPiece]] = []
    overrides: list[tuple[IcsPiece, datetime, datetime]] = []
    for piece in found.overrides:
        when = piece.replaces
        if when is None:
            continue
        overrides.append((piece, _aware(piece.start, zone), _aware(piece.end, zone)))
        if all_day:
            days.add(day_of(when))
            key = _key(day_of(when), zone)
        else:
            if _plain(when).time() == time() and first.time() != time():
                days.add(when if not isinstance(when, datetime) else when.date())  # only its day is said
            key = instant(when)
        replaced.add(key)
        if piece.and_future:
            onward.append((key, piece))
    slack = timedelta()
    for key, piece in onward:
        slack += abs(_key(piece.start, zone) - key) + _length(piece, zone)
    return _Plan(
        master,
        filled(master.rules if master is not None else ()),
        filled(master.but_not if master is not None else ()),
        tuple(sorted(more.items(), key=lambda pair: pair[0])),
        frozenset(instant(one) for one in without if isinstance(one, datetime)) if not all_day else frozenset(),
        frozenset(day_of(one) for one in without if all_day or not isinstance(one, datetime)),
        tuple(overrides),
        frozenset(replaced),
        frozenset(days),
        tuple(sorted(onward, key=lambda pair: pair[0])),
        _length(lead, zone),
        slack,
        len(more) + len(without) + len(overrides),
    )


def _expanded(
    event: Event, plan: _Plan, since: datetime, until: datetime, zone: tzinfo, work: StepBudget
) -> list[Occurrence]:
    out: list[Occurrence] = []
    window = since.astimezone(UTC), until.astimezone(UTC)

    def tell(piece: IcsPiece, start: datetime, end: datetime, slot: datetime | date) -> bool:
        if piece.status != "CANCELLED" and _touches(start, end, *window):
            if len(out) >= MOST or not work.spend(TOLD):
                return False
            tentative = piece.status == "TENTATIVE"
            one = _told(event, piece.title, piece.location, start, end, _all_day(piece.start), tentative)
            out.append(replace(one, slot=slot) if again else one)
        return True

    master = plan.master
    again = master is None or plan.listed > 0 or bool(plan.rules)
    if master is not None:
        for moment, own in _moments(plan, master, since, until, zone, work):
            key = _key(moment, zone)
            if key in plan.replaced or _plain(moment).date() in plan.replaced_days:
                continue
            lead, slot = master, _slot(moment, zone)
            ruling = bisect_right(plan.onward, key, key=lambda pair: pair[0])
            if ruling and own is None:
                lead = plan.onward[ruling - 1][1]
                if lead.replaces is not None:
                    moment = _shifted(moment, lead.replaces, lead.start, zone)
            start = _aware(moment, zone)
            lasts = plan.lasts if lead is master else _length(lead, zone)
            if not tell(lead, start, _closed(lead, moment, own, lasts, zone), slot):
                break
    for piece, start, end in plan.overrides:
        if not tell(piece, start, end, _slot(piece.replaces or piece.start, zone)):
            break
    out.sort(key=lambda one: (one.start.astimezone(UTC), one.end.astimezone(UTC), one.title))
    return out


def _moments(
    plan: _Plan, master: IcsPiece, since: datetime, until: datetime, zone: tzinfo, work: StepBudget
) -> Iterator[tuple[datetime | date, Length | None]]:
    """The starts that master's rules and extra dates give near the window, with a period's own length."""
    all_day = _all_day(master.start)
    home = _home(master, zone)
    # Whole and floating days are looked for in the clock of the window, which may be a day away from theirs.
    floating = all_day or _plain(master.start) == master.start
    # A zone may have moved its clock by hours; one that never does, and rules by the hour, are looked for nearer.
    short = any(rule.freq in (Freq.HOURLY, Freq.MINUTELY, Freq.SECONDLY) for rule in plan.rules)
    moved = timedelta() if isinstance(home, timezone) else timedelta(hours=1 if short else 3)
    slack = timedelta(days=2 if floating else 0) + moved + plan.lasts + plan.slack
    low, high = _naive(_later(since, -slack), home), _naive(_later(until, slack), home)
    inside = _naive(since, home)
    first = _plain(master.start)
    starts: dict[datetime, Length | None] = {first: None} if low <= first <= high else {}
    for rule in plan.rules:
        starts.update((moment, None) for moment in _ruled(rule, first, (low, inside, high), home, all_day, work))
    dates = [extra for extra, _own in plan.more]
    longest = max((_span(own) for _, own in plan.more if own is not None), default=timedelta())
    for extra, own in plan.more[bisect_left(dates, _later(low, -longest)) : bisect_right(dates, high)]:
        if not work.spend():
            break
        starts[extra] = own
    never: set[datetime] = set()
    for rule in plan.but_not:
        never.update(_ruled(rule, first, (low, inside, high), home, all_day, work))
    zoned = master.start.tzinfo if isinstance(master.start, datetime) else None
    for plain in sorted(starts):
        moment: datetime | date = plain.date() if all_day else plain.replace(tzinfo=zoned)
        if plain in never or plain.date() in plan.days or (not all_day and _key(moment, zone) in plan.without):
            continue
        yield moment, starts[plain]


def _ruled(
    rule: Rule,
    first: datetime,
    window: tuple[datetime, datetime, datetime],
    home: tzinfo,
    all_day: bool,
    work: StepBudget,
) -> Iterator[datetime]:
    """The starts of a rule, all in the event's own clock, without a zone.

    The window is from when they are looked for, from when they count, and until when.
    """
    low, inside, high = window
    if rule.count is not None:
        last = expansion.counted_end(rule, first, work)
    else:
        last = rules.last(rule, home, all_day=all_day)
    left = MOST
    for moment in expansion.between(rule, first, low, high if last is None else min(high, last), work):
        yield moment
        left -= moment >= inside
        if not left:
            return


# ── moments ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _all_day(moment: datetime | date) -> bool:
    return not isinstance(moment, datetime)


def _slot(moment: datetime | date, zone: tzinfo) -> datetime | date:
    return _aware(moment, zone) if isinstance(moment, datetime) else moment


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
    if isinstance(moment.tzinfo, timezone):
        return moment.astimezone(zone)
    return moment.astimezone(UTC).astimezone(zone)  # by way of UTC, for an hour that is not there stays as it is else


def _naive(moment: datetime, home: tzinfo) -> datetime:
    return moment.astimezone(home).replace(tzinfo=None)


def _later(moment: datetime, by: timedelta) -> datetime:
    """So much later, as far as there is time."""
    try:
        moved = moment + by
    except OverflowError:
        moved = (datetime.min if by < timedelta() else datetime.max).replace(tzinfo=moment.tzinfo)
    plain = moved.replace(tzinfo=None)
    return min(max(plain, _DAWN), _DUSK).replace(tzinfo=moment.tzinfo)


def _home(piece: IcsPiece, zone: tzinfo) -> tzinfo:
    """The zone whose clock a piece goes by."""
    return (piece.start.tzinfo if isinstance(piece.start, datetime) else None) or zone


def _span(length: Length) -> timedelta:
    return timedelta(days=length.days + 1) + length.exact


def _key(moment: datetime | date, zone: tzinfo) -> datetime:
    return _aware(moment, zone).astimezone(UTC)


def _length(piece: IcsPiece, zone: tzinfo) -> timedelta:
    return min(_key(piece.end, zone) - _key(piece.start, zone), _LONGEST)


def _closed(piece: IcsPiece, moment: datetime | date, own: Length | None, lasts: timedelta, zone: tzinfo) -> datetime:
    """When a happening that begins at ``moment`` ends, of a piece that ``lasts`` so long.

    Whole days stay days, hours from start to end exact hours, and a DURATION is what it says (RFC 5545, 3.8.2.5).
    """
    length = own or piece.length
    if length is not None and isinstance(moment, datetime):
        home = moment.tzinfo or zone
        return _aware(ended(_aware(moment, zone).astimezone(home), length), zone)
    if own is None and _all_day(piece.start):
        return _aware(_plain(moment) + min(_plain(piece.end) - _plain(piece.start), _LONGEST), zone)
    if own is not None:
        lasts = timedelta(days=own.days) + own.exact
    return (_key(moment, zone) + lasts).astimezone(zone)


def _shifted(moment: datetime | date, was: datetime | date, now: datetime | date, zone: tzinfo) -> datetime | date:
    """A later happening moved as the override moved its own, by the clock on the wall."""
    if not isinstance(now, datetime):
        return (_plain(moment) + (_plain(now) - _plain(was))).date()
    home = now.tzinfo or zone
    wall = _naive(_aware(moment, zone), home) + (_plain(now) - _naive(_aware(was, zone), home))
    return wall.replace(tzinfo=now.tzinfo)


def _touches(start: datetime, end: datetime, low: datetime, high: datetime) -> bool:
    # In UTC: two moments of one zone would be compared by the clock on the wall, which lies once a year.
    begins, ends = start.astimezone(UTC), end.astimezone(UTC)
    return begins < high and (ends > low or (begins == ends and begins >= low))


def _told(
    event: Event, title: str, location: str, start: datetime, end: datetime, all_day: bool, tentative: bool
) -> Occurrence:
    return Occurrence(event.id, title, location, event.calendar, start, end, all_day, tentative)


def _from_columns(event: Event) -> IcsPiece:
    return IcsPiece(
        uid=event.uid,
        title=event.title,
        location=event.location,
        notes=event.notes,
        start=event.start,
        end=event.end,
        length=None,
        rules=(event.rule,) if event.rule else (),
        but_not=(),
        more=(),
        without=(),
        replaces=None,
        and_future=False,
        status="",
        organizer="",
        attendees=(),
        contacts=(),
        sequence=0,
        stamp="",
    )
