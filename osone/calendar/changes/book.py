"""An event opened to be changed at one of its happenings: its pieces, its clock, and what becomes of each."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from osone.calendar import ics, recurrence, rules
from osone.calendar.changes import ruled
from osone.calendar.changes.piece import (
    EventChange,
    SeriesMove,
    Shift,
    alike,
    alone,
    dated,
    form_after,
    is_whole,
    named,
    start_form,
    timed,
    worded,
)  # fmt: skip
from osone.calendar.changes.texts import Lines, MomentForm, put, rewritten, stamped, zone_lines
from osone.calendar.ics import PieceEntry
from osone.calendar.pieces import IcsPiece
from osone.calendar.writing import REPEATED_YEARS
from osone.model.calendar import Event, Occurrence
from osone.text.catalogue import N_, _

CANNOT_MOVE = N_("How it repeats can’t be moved to that day. Change this one alone, or say how often it is to be.")
CANNOT_READ = N_("This event can’t be changed: its file can’t be read.")

HeldEvents = tuple[Event | None, Event | None]
"""What is kept of an event, None where nothing is left of it; and the new one that stands beside it, if any."""


def unless_over(event: Event | None, at: Occurrence, now: datetime) -> Event | None:
    """The event, or None where it never happens any more."""
    if event is None:
        return None
    zone = at.start.tzinfo or UTC
    found = ics.series(event.ics, event.uid)
    ends = [event.latest or now.astimezone(UTC)]
    if found.master is not None:
        begun = _wall(found.master.start, found.master, zone)
        for text in found.master.rules:
            read = rules.parsed(text)
            full = rules.filled(read, begun, all_day=is_whole(found.master)) if read is not None else None
            end = ruled.end_of(full, begun, zone, all_day=is_whole(found.master)) if full is not None else begun
            if end is None:
                return event
            ends.append(end.replace(tzinfo=UTC))
    since = min(event.earliest or ends[0], *ends) - timedelta(days=2)
    there = recurrence.occurrences(event, since, max(ends) + timedelta(days=3), zone)
    return event if there else None


def _wall(moment: datetime | date, master: IcsPiece, zone: tzinfo) -> datetime:
    """A moment on the clock on the wall of a series; where only its day is said, at the hour of the series."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, master.start.time() if isinstance(master.start, datetime) else time())
    if not isinstance(master.start, datetime):
        local = moment.astimezone(zone) if moment.tzinfo is UTC and moment.time() != time() else moment
        return datetime.combine(local.date(), time())
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(UTC).astimezone(master.start.tzinfo or zone).replace(tzinfo=None, fold=0)


class EventBook:
    """An event opened to be changed, at one of its happenings."""

    def __init__(self, event: Event, at: Occurrence, now: datetime) -> None:
        self.event, self.at, self.now = event, at, now
        self.zone = at.start.tzinfo or UTC
        self.sheets, self.entries = ics.entries(event.ics, event.uid)
        if not self.entries:
            raise ValueError(_(CANNOT_READ))
        self.master = next((one for one in self.entries if one.piece.replaces is None), None)
        self.lead = self.master or self.entries[0]
        series = self.master is None or len(self.entries) > 1 or self._repeats(self.master.piece)
        self.slot = self._slot_of(at) if series else None
        """When the series has the happening, on its own clock; None where it is no series."""
        self.overrides = tuple(one for one in self.entries if one.piece.replaces is not None)
        self.mine = next((one for one in self.overrides if self.slot is not None and self._of(one) == self.slot), None)
        onward = sorted((o for o in self.overrides if o.piece.and_future), key=self._of)
        place = bisect_right([self._of(one) for one in onward], self.slot) if self.slot is not None else 0
        self.ruler = onward[place - 1] if place else self.master
        """What says how the happening is, where no other piece stands for it alone."""

    @staticmethod
    def _repeats(piece: IcsPiece) -> bool:
        return bool(piece.rules or piece.more or piece.without)

    def _slot_of(self, at: Occurrence) -> datetime:
        if at.slot is None:
            return self.wall(at.start.date() if at.all_day else at.start)
        return self.wall(at.slot)

    def wall(self, moment: datetime | date) -> datetime:
        """A moment on the clock of the series."""
        return _wall(moment, self.lead.piece, self.zone)

    def _of(self, entry: PieceEntry) -> datetime:
        return self.wall(entry.piece.replaces or entry.piece.start)

    @property
    def is_first(self) -> bool:
        """Whether none is before it, so that those from it on are all of them."""
        return self.master is None or (self.slot is not None and self.slot <= self.wall(self.master.piece.start))

    @property
    def rules_on(self) -> bool:
        """Whether the piece that stands for the happening is one that those after it are like too."""
        return self.mine is not None and self.mine.piece.and_future

    def _written(self, edit: Callable[[PieceEntry], list[Lines]]) -> Event | None:
        text = rewritten(self.sheets, edit, self.entries)
        found = ics.read(text).events if text else ()
        return replace(found[0], id=self.event.id, calendar=self.event.calendar) if found else None

    # One of them.

    def one(self, change: EventChange) -> Event | None:
        """With the one happening changed."""
        if self.mine is None and self.ruler is None:
            raise ValueError(_(CANNOT_READ))

        def edit(entry: PieceEntry) -> list[Lines]:
            if entry is self.mine:
                return self._changed(entry.part.lines, entry.piece, change)
            if self.mine is None and entry is self.ruler:
                return [entry.part.lines, *self._apart(entry, change)]
            return [entry.part.lines]

        return self._written(edit)

    def _apart(self, entry: PieceEntry, change: EventChange) -> list[Lines]:
        """A piece of its own for the happening, like the one that it was told by."""
        assert self.slot is not None
        form = start_form(self.lead.part.lines, self.lead.piece)
        slot = self.slot.date() if form.whole else self.slot
        lines = alone(entry.part.lines, slot, form)
        start: datetime | date = self.at.start.date() if self.at.all_day else self.at.start
        end: datetime | date = self.at.end.date() if self.at.all_day else self.at.end
        lines = timed(lines, entry.piece, start, end, start_form(lines, entry.piece))
        return self._changed(lines, entry.piece, change)

    def _changed(self, lines: Lines, piece: IcsPiece, change: EventChange) -> list[Lines]:
        """One piece with all of a change, and the zone that it needs with it."""
        lines = worded(lines, change)
        before: list[Lines] = []
        if change.start is not None and change.end is not None:
            form = form_after(lines, piece, change.start, self.zone, again=False)
            before = self._zone(form, change.start) if is_whole(piece) and not form.whole else []
            lines = timed(lines, piece, change.start, change.end, form)
        return [*before, stamped(lines, self.now)]

    def _zone(self, form: MomentForm, start: datetime | date, *, again: bool = False) -> list[Lines]:
        if not form.tzid or any(form.tzid.casefold() in sheet.zones() for sheet in self.sheets):
            return []
        lines = zone_lines(form.tzid, start.year, REPEATED_YEARS if again else 1)
        return [lines] if lines else []

    def without(self) -> Event | None:
        """Without the one happening."""
        assert self.slot is not None
        slot = self.slot

        def edit(entry: PieceEntry) -> list[Lines]:
            if entry is self.mine:
                return []
            if entry is self.master:
                form = start_form(entry.part.lines, entry.piece)
                line = form.line("EXDATE", [slot])
                return [stamped(put(entry.part.lines, "EXDATE", line, beside=True), self.now)]
            return [entry.part.lines]

        return self._written(edit)

    # Those before it, and those from it on.

    def before(self) -> Event | None:
        """What was before the happening."""
        assert self.slot is not None
        slot = self.slot

        def edit(entry: PieceEntry) -> list[Lines]:
            if entry is not self.master:
                return [entry.part.lines] if self._of(entry) < slot else []
            piece, lines = entry.piece, entry.part.lines
            form = start_form(lines, piece)
            lines = put(lines, "RRULE", *[f"RRULE:{self._until(rule, slot, form)}" for rule in piece.rules])
            lines = self._dates(lines, piece, form, lambda wall: wall < slot)
            return [stamped(lines, self.now)]

        return self._written(edit)

    def _until(self, rule: str, slot: datetime, form: MomentForm) -> str:
        """A rule that ends before the happening."""
        last = slot - timedelta(days=1 if form.whole else 0, seconds=0 if form.whole else 1)
        read = rules.parsed(rule)
        own = rules.last(read, form.home or self.zone, all_day=form.whole) if read is not None and read.until else None
        if own is not None and own <= last:
            return rule
        if form.whole or form.home is None:
            return ruled.with_end(rule, None, ruled.written_end(last, form))
        # Exactly a second before: where clocks are put on, the second before on the wall may be an hour after.
        before = slot.replace(tzinfo=form.home).astimezone(UTC) - timedelta(seconds=1)
        return ruled.with_end(rule, None, f"{before:%Y%m%dT%H%M%SZ}")

    def _dates(
        self,
        lines: Lines,
        piece: IcsPiece,
        form: MomentForm,
        keeps: Callable[[datetime], bool],
        shift: Shift | None = None,
    ) -> Lines:
        """The extra and excluded dates that ``keeps`` is true of, moved with the series."""
        move = shift or Shift()

        def moved(moment: datetime | date) -> datetime | date:
            if isinstance(moment, datetime) or is_whole(piece):
                at = move(self.wall(moment))
                return at.date() if form.whole else at
            return moment + timedelta(days=move.days)

        more = [(moved(at), own) for at, own in piece.more if keeps(self.wall(at))]
        without = [(moved(at), None) for at in piece.without if keeps(self.wall(at))]
        if shift is not None or len(more) != len(piece.more):
            lines = dated(lines, "RDATE", more, form)
        if shift is not None or len(without) != len(piece.without):
            lines = dated(lines, "EXDATE", without, form)
        return lines

    def parted(self, change: EventChange, uid: str) -> HeldEvents:
        """What was before the happening as it was, and those from it on as an event of their own, changed."""
        assert self.slot is not None
        assert self.master is not None
        slot = self.slot
        ruler = self.ruler or self.master
        move = self._move(change, slot)
        if ruler is not self.master:
            move = replace(move, offset=self._offset(ruler))
        kept = unless_over(self.before(), self.at, self.now)

        def edit(entry: PieceEntry) -> list[Lines]:
            if entry is self.master:
                return self._whole_series(entry, ruler, change, move, uid)
            if self._of(entry) < slot or entry is ruler:
                return []
            return self._following(entry, change, move, uid)

        new = self._written(edit)
        return kept, replace(new, id=type(new.id)(0)) if new is not None else None

    # All of them.

    def all(self, change: EventChange) -> Event | None:
        """With all of it changed."""
        if self.slot is None:
            return self._written(lambda entry: self._single(entry, change))
        move = self._move(change, None)

        def edit(entry: PieceEntry) -> list[Lines]:
            if entry is self.master:
                return self._whole_series(entry, entry, change, move, "")
            return self._following(entry, change, move, "")

        return self._written(edit)

    def _single(self, entry: PieceEntry, change: EventChange) -> list[Lines]:
        """What happens once, and may begin to repeat."""
        *before, lines = self._changed(entry.part.lines, entry.piece, change)
        if change.rule:
            lines = put(lines, "RRULE", f"RRULE:{change.rule}")
        return [*before, lines]

    def _move(self, change: EventChange, since: datetime | None) -> SeriesMove:
        """How far the change moves the happening that it was asked of, and so all of them."""
        old = start_form(self.lead.part.lines, self.lead.piece)
        if change.start is None:
            return SeriesMove(old, old, Shift(), since)
        form = form_after(self.lead.part.lines, self.lead.piece, change.start, self.zone, again=True)
        was = self.wall(self.at.start.date() if self.at.all_day else self.at.start)
        becomes = form.wall(change.start)
        clock = becomes.time() if becomes.time() != was.time() or form.whole != old.whole else None
        return SeriesMove(old, form, Shift((becomes.date() - was.date()).days, clock), since)

    def _whole_series(
        self, entry: PieceEntry, ruler: PieceEntry, change: EventChange, move: SeriesMove, uid: str
    ) -> list[Lines]:
        """The master of a series, or of what follows from a happening on, changed; it is like ``ruler``."""
        piece, form = entry.piece, move.form
        begun = move.since or (self.slot if change.rule == "" else None) or self.wall(piece.start)
        start = move.shift(begun)
        if move.shift.days and piece.rules and not change.rule:
            at = move.since or self.slot or begun
            becomes = ruled.moved(piece.rules[0], at.date(), move.shift(at).date())
            if ruled.is_on(piece.rules[0], self.wall(piece.start), begun, whole=move.old.whole):
                start = ruled.nearest(becomes, start, whole=form.whole)
        if change.rule:
            start = ruled.first_from(change.rule, start, whole=form.whole)
        lines = worded(put(ruler.part.lines, "RECURRENCE-ID"), change)
        if begun != self.wall(piece.start) or change.start is not None or change.rule is not None:
            end = start + self._length(ruler.piece, change, form)
            lines = timed(lines, ruler.piece, *((start.date(), end.date()) if form.whole else (start, end)), form)
        if change.rule is None:
            lines = self._rules(lines, piece, move, start)
            moves = move.shift if move.moves else None
            lines = self._dates(lines, piece, form, lambda wall: move.since is None or wall >= move.since, moves)
        else:
            lines = put(put(put(lines, "RDATE"), "EXDATE"), "EXRULE")
            lines = put(lines, "RRULE", *[f"RRULE:{change.rule}"] * bool(change.rule))
        before = self._zone(form, start, again=True) if form.whole != move.old.whole else []
        return [*before, named(lines, uid, self.now) if uid else stamped(lines, self.now)]

    def _offset(self, ruler: PieceEntry) -> Shift:
        """How far a piece moves the happenings that it rules."""
        was, now = self._of(ruler), self.wall(ruler.piece.start)
        return Shift((now.date() - was.date()).days, now.time() if now.time() != was.time() else None)

    def _length(self, piece: IcsPiece, change: EventChange, form: MomentForm) -> timedelta:
        """How long each lasts, on the clock on the wall."""
        if change.start is not None and change.end is not None:
            asked = form.wall(change.end) - form.wall(change.start)
            was = self.at.end.replace(tzinfo=None) - self.at.start.replace(tzinfo=None)
            if self.at.all_day != form.whole or asked != was:
                return asked
        return self.wall(piece.end) - self.wall(piece.start)

    def _rules(self, lines: Lines, piece: IcsPiece, move: SeriesMove, start: datetime) -> Lines:
        """The lines with the rules of a series that moves, or begins later."""
        if move.since is None and not move.moves:
            return lines
        at = move.since or self.slot or self.wall(piece.start)
        for name, texts in (("RRULE", piece.rules), ("EXRULE", piece.but_not)):
            moved = [self._moved(text, piece, move, at) for text in texts]
            lines = put(lines, name, *[f"{name}:{text}" for text in moved])
            for text, becomes in zip(texts, moved, strict=True):
                whole = move.old.whole
                was_on = ruled.is_on(text, self.wall(piece.start), at, whole=whole)
                if (
                    move.shift.days
                    and was_on
                    and not ruled.is_on(becomes, start, move.shift(at), whole=move.form.whole)
                ):
                    raise ValueError(_(CANNOT_MOVE))
        return lines

    def _moved(self, text: str, piece: IcsPiece, move: SeriesMove, at: datetime) -> str:
        read, becomes = rules.parsed(text), ruled.moved(text, at.date(), move.shift(at).date())
        by_hours = read is not None and bool(read.hours or read.minutes or read.seconds)
        if read is None or not becomes or (by_hours and (move.shift.clock is not None or move.form.whole)):
            raise ValueError(_(CANNOT_MOVE))
        begun = self.wall(piece.start)
        full = rules.filled(read, begun, all_day=move.old.whole)
        if read.count is not None:
            passed = ruled.times_before(full, begun, move.since) if move.since is not None else 0
            if passed is not None:
                return ruled.with_end(becomes, max(1, read.count - passed), "")
        end = ruled.end_of(full, begun, move.old.home or self.zone, all_day=move.old.whole)
        if end is None:
            return ruled.with_end(becomes, None, "")
        # The last day that it is on, for an end between two days would lie on the other side of another hour.
        over = end - timedelta(days=move.shift.clock is not None and end.time() < begun.time())
        return ruled.with_end(becomes, None, ruled.written_end(move.shift(over), move.form))

    def _following(self, entry: PieceEntry, change: EventChange, move: SeriesMove, uid: str) -> list[Lines]:
        """A piece that stands for one happening, as its series is changed: what it has of its own stays."""
        if change.rule is not None and self.master is not None:
            return []  # its series has other days now
        piece, lines, master = entry.piece, entry.part.lines, self.master
        own = entry is self.mine
        if own or master is not None:
            lines = worded(lines, change if own or master is None else alike(change, piece, master.piece))
        slot, form = self._of(entry), move.form
        if move.moves and master is not None:
            at = move.shift(slot)
            line = form.line("RECURRENCE-ID", [at.date() if form.whole else at])
            if piece.and_future:
                line = line.replace("RECURRENCE-ID", "RECURRENCE-ID;RANGE=THISANDFUTURE", 1)
            lines = put(lines, "RECURRENCE-ID", line, after="UID")
        if own and change.start is not None and change.end is not None:
            lines = timed(
                lines, piece, change.start, change.end, form_after(lines, piece, change.start, self.zone, again=True)
            )
        elif change.start is not None and (self.wall(piece.start) == slot or piece.and_future):
            begin = move.asked(self.wall(piece.start))
            end = begin + self._length(piece, change, form)
            if is_whole(piece) == move.old.whole:
                lines = timed(lines, piece, *((begin.date(), end.date()) if form.whole else (begin, end)), form)
        return [named(lines, uid, self.now) if uid else stamped(lines, self.now)]
