"""One VEVENT with some of it changed: its words, when it is, and which happening it stands for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from osone.calendar.changes.texts import Lines, MomentForm, first, form_of, put, stamped, text_line
from osone.calendar.lines import Length
from osone.calendar.pieces import IcsPiece, ended

ONCE = ("RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
"""What only a series has."""


@dataclass(frozen=True, slots=True)
class EventChange:
    """What is to be different of an event; None is what stays as it is."""

    title: str | None = None
    place: str | None = None
    notes: str | None = None
    start: datetime | date | None = None
    """Aware, in the person's zone, or a date for whole days; ``end`` is of the same kind."""
    end: datetime | date | None = None
    """Exclusive."""
    rule: str | None = None
    """The RRULE's value; empty where it is to happen once."""

    @property
    def idle(self) -> bool:
        """Whether nothing is to be different."""
        return self == EventChange()


@dataclass(frozen=True, slots=True)
class Shift:
    """How the happenings of a series move, all alike: by days, and to another hour where one is named."""

    days: int = 0
    clock: time | None = None

    def __call__(self, wall: datetime) -> datetime:
        """A moment on the clock on the wall after the move."""
        return datetime.combine(wall.date() + timedelta(days=self.days), self.clock or wall.time())

    def after(self, other: "Shift") -> "Shift":
        """This move on top of another."""
        return Shift(self.days + other.days, self.clock or other.clock)


@dataclass(frozen=True, slots=True)
class SeriesMove:
    """How a series moves: how it writes its moments before and after, how far, and from which happening on."""

    old: MomentForm
    form: MomentForm
    asked: Shift
    """How far the person moved it."""
    since: datetime | None
    offset: Shift = Shift()
    """How far what rules the happening had moved it already."""

    @property
    def shift(self) -> Shift:
        """How far in all."""
        return self.asked.after(self.offset)

    @property
    def moves(self) -> bool:
        """Whether any moment of it is another."""
        return self.shift != Shift() or self.form != self.old


def is_whole(piece: IcsPiece) -> bool:
    """Whether it lasts whole days."""
    return not isinstance(piece.start, datetime)


def start_form(lines: Lines, piece: IcsPiece) -> MomentForm:
    """How its start is written."""
    return form_of(first(lines, "DTSTART"), piece.start)


def form_after(lines: Lines, piece: IcsPiece, start: datetime | date, zone: tzinfo, *, again: bool) -> MomentForm:
    """How its start is written once it is ``start``: whole days that get hours have them on the person's clock."""
    whole = not isinstance(start, datetime)
    if whole:
        return MomentForm(None, whole=True)
    if not is_whole(piece):
        return start_form(lines, piece)
    if key := str(getattr(zone, "key", "")):
        return MomentForm(zone, tzid=key)
    return MomentForm(None) if again else MomentForm(UTC, utc=True)


def worded(lines: Lines, change: EventChange) -> Lines:
    """The lines with other words."""
    if change.title is not None:
        lines = put(lines, "SUMMARY", text_line("SUMMARY", change.title))
    if change.place is not None:
        lines = put(lines, "LOCATION", *[text_line("LOCATION", change.place)] * bool(change.place), after="SUMMARY")
    if change.notes is not None:
        words = [text_line("DESCRIPTION", change.notes)] * bool(change.notes)
        lines = put(lines, "DESCRIPTION", *words, after="SUMMARY")
        lines = put(lines, "X-ALT-DESC")  # the same words once more, as a page
    return lines


def timed(lines: Lines, piece: IcsPiece, start: datetime | date, end: datetime | date, form: MomentForm) -> Lines:
    """The lines with another start and end, which are aware, dates, or on the clock of ``form``."""
    close = first(lines, "DTEND")
    same = form.whole == is_whole(piece)
    ends = form_of(close, piece.end) if same and close is not None and not form.whole else form
    lines = put(lines, "DTSTART", form.line("DTSTART", [start]), after="UID")
    if not form.whole:
        lines = put(lines, "X-MICROSOFT-CDO-ALLDAYEVENT")
    if ends.home is not form.home and form.home is not None and isinstance(end, datetime) and end.tzinfo is None:
        end = end.replace(tzinfo=form.home)
    if same and piece.length is not None and _lasts(start, end, piece.length, form):
        return lines
    bare = close is None and piece.length is None
    if bare and form.wall(end) == form.wall(start) + timedelta(days=1 if form.whole else 0):
        return lines
    lines = put(lines, "DURATION")
    return put(lines, "DTEND", ends.line("DTEND", [end]))


def _lasts(start: datetime | date, end: datetime | date, length: Length, form: MomentForm) -> bool:
    """Whether it still lasts as its DURATION says."""
    try:
        return form.wall(ended(_placed(start, form), length)) == form.wall(end)
    except OverflowError:
        return False


def _placed(moment: datetime | date, form: MomentForm) -> datetime | date:
    return form.wall(moment).date() if form.whole else form.wall(moment).replace(tzinfo=form.home)


def alone(lines: Lines, slot: datetime | date, form: MomentForm) -> Lines:
    """The lines of a series as those of the one happening that it has at ``slot`` (RECURRENCE-ID)."""
    for name in ONCE:
        lines = put(lines, name)
    return put(lines, "RECURRENCE-ID", form.line("RECURRENCE-ID", [slot]), after="UID")


def named(lines: Lines, uid: str, now: datetime) -> Lines:
    """The lines as those of another event, which was revised now."""
    return stamped(put(lines, "UID", f"UID:{uid}", after="BEGIN"), now)


def dated(lines: Lines, name: str, moments: Sequence[tuple[datetime | date, Length | None]], form: MomentForm) -> Lines:
    """The lines with these extra or excluded moments in place of others; days are days, whatever the series is."""
    whole = replace(form, home=None, whole=True, utc=False, tzid="")
    days = [at for at, own in moments if not isinstance(at, datetime) and own is None]
    hours = [at for at, own in moments if isinstance(at, datetime) and own is None]
    periods = [(at, own) for at, own in moments if own is not None]
    written = [form.line(name, hours)] * bool(hours) + [whole.line(name, days)] * bool(days)
    if periods:
        parameters = form.parameters.replace(";VALUE=DATE", "")
        values = ",".join(f"{form.value(at)}/{_period(own)}" for at, own in periods)
        written.append(f"{name};VALUE=PERIOD{parameters}:{values}")
    return put(lines, name, *written)


def _period(own: Length) -> str:
    return f"P{own.days}DT{int(own.exact.total_seconds())}S"


def alike(change: EventChange, piece: IcsPiece, master: IcsPiece) -> EventChange:
    """Of a change of words what is of those that a happening has from its series."""
    return EventChange(
        change.title if piece.title == master.title else None,
        change.place if piece.location == master.location else None,
        change.notes if piece.notes == master.notes else None,
    )
