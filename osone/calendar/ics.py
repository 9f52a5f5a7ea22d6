"""Reads iCalendar text (RFC 5545) into events and to-dos, keeping every line of them as it came."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from osone.calendar.component import LONGEST_NAME, MOST_OF_ALL, CalendarContext
from osone.calendar.kept import plainly
from osone.calendar.lines import properties
from osone.calendar.pieces import IcsPiece, ended, piece
from osone.calendar.sheets import MOST_ZONES, Component, Sheet, decoded, sheets
from osone.calendar.todos import Todo, chosen, todo
from osone.calendar.zones import spelled
from osone.model.calendar import Event
from osone.model.ids import CalendarId, EventId
from osone.text.catalogue import N_, _, plural
from osone.text.lines import short

MOST_BYTES = 32 * 1024 * 1024
"""A larger file is refused: no person's calendar comes near it."""
MOST_LINES = 500_000
"""Lines of a file; twenty-five for each of twenty thousand events."""
MOST_PIECES = 2_000
"""So many changed happenings of one event are read."""
SPARE = 32 * 1024 * 1024
"""So many letters of zones are copied to the events that name them; further events keep the names alone."""
MOST_UNREAD = 8 * 1024 * 1024
"""So many letters of what cannot be read are kept of a file."""
READING = 2
"""Goes up when components can be read that could not: what was kept of files is read once more then."""
SMALL, KEPT_SMALL = 16_384, 2_048
"""Letters of an event that is kept in memory beside so many others…"""
KEPT_LARGE = 8
"""… and how many larger ones are."""
ANSWERS = frozenset({"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"})
"""What a guest sends to a host (RFC 5546): it never changes what is kept."""
_OTHERS = {
    "VJOURNAL": N_("“{title}” (line {line}) is a journal entry, not an event. It is kept, but not shown."),
    "VFREEBUSY": N_("“{title}” (line {line}) only says when someone is busy. It is kept, but not shown."),
}


@dataclass(frozen=True, slots=True)
class Series:
    """All pieces of one UID: the master (None where only overrides were sent) and its overrides."""

    master: IcsPiece | None
    overrides: tuple[IcsPiece, ...]


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """What a file gave: its events, and a sentence for each thing that could not be read."""

    events: tuple[Event, ...]
    """With id 0: the store gives them theirs."""
    troubles: tuple[str, ...]
    """Each names the event and its line in the file."""
    method: str
    """The METHOD of the (first) calendar in upper case: ``REQUEST``, ``CANCEL``, … or empty."""
    name: str
    """What the file calls itself (X-WR-CALNAME, or NAME by RFC 7986), or empty."""
    unread: tuple[str, ...] = ()
    """Each component that could not be read, as a VCALENDAR of its own, so that it need not be lost."""
    lost: tuple[str, ...] = ()
    """The troubles with what could not be read, all that is said of one event as one."""
    notes: tuple[str, ...] = ()
    """The same of what was read, but for a part of it."""
    todos: tuple[Todo, ...] = ()
    """Its to-dos, one of each id."""


@dataclass(frozen=True, slots=True)
class PieceEntry:
    """A piece that was read, with where it stood."""

    sheet: Sheet
    part: Component
    piece: IcsPiece
    zones: tuple[str, ...]
    """The VTIMEZONEs that it names, as text."""


def read(text: str | bytes) -> CalendarReading:
    """Read the events and to-dos of one or more VCALENDARs. Never fails: what cannot be read becomes a sentence.

    Each event keeps the VCALENDAR that holds it and its overrides: the text unchanged where the file holds only that
    one event, else the same lines with the other events left out. They are in no calendar yet. Of two with one UID the
    newer one counts, wherever in the file they stand.
    """
    if len(text) > MOST_BYTES:
        return CalendarReading((), (_("This calendar file is too large to be read."),), "", "")
    whole = decoded(text) if isinstance(text, bytes) else text.removeprefix("\ufeff")
    if "\n" not in whole:
        whole = whole.replace("\r", "\r\n")  # parts of it will stand beside lines with other ends
    if whole.count("\n") > MOST_LINES:
        return CalendarReading((), (_("This calendar file has too many lines to be read."),), "", "")
    found = [sheet for n, sheet in enumerate(sheets(whole)) if not n or sheet.components]
    troubles: list[str] = []
    spare = [SPARE]
    unread = _Unread(spare)
    groups = _groups(found, troubles, unread)
    twice: list[str] = []
    events = [_event(uid, _chosen(entries, twice), len(groups) == 1, spare) for uid, entries in groups.items()]
    troubles += twice
    if not found:
        troubles.append(_("This is not a calendar file: it holds no VCALENDAR."))
    told = {*unread.told, *twice}
    lost = (*(one for one in troubles if one not in told), *unread.lost)
    notes = (*unread.notes, *twice)
    method = next((said.upper() for sheet in found if (said := sheet.value("METHOD"))), "")
    names = (sheet.value("X-WR-CALNAME") or sheet.value("NAME") for sheet in found)
    name = next((said for said in map(short, names) if said), "")
    todos = () if method in ANSWERS else tuple(chosen(unread.todos))
    return CalendarReading(tuple(events), tuple(troubles), method, name, tuple(unread.parts), lost, notes, todos)


def series(ics: str, uid: str = "") -> Series:
    """The master and the overrides in an event's text; ``uid`` picks one event where it holds several.

    Raises ``ValueError`` with a sentence for a person where nothing of it can be read. Kept in memory by its text,
    for the same events are asked for again whenever a day is shown.
    """
    return (_series if len(ics) <= SMALL else _large_series)(ics, uid)


@lru_cache(maxsize=KEPT_SMALL)
def _series(ics: str, uid: str) -> Series:
    troubles: list[str] = []
    groups = _groups(list(sheets(ics)), troubles)
    # One without a UID may be known by another name once lines of it are left out.
    chosen = [groups[uid]] if uid in groups else list(groups.values()) if not uid or len(groups) == 1 else []
    entries = [entry for some in chosen for entry in some]
    if not entries:
        raise ValueError(troubles[0] if troubles else _("The calendar holds no event that can be read."))
    return _as_series(_chosen(entries, []))


def entries(ics: str, uid: str) -> tuple[tuple[Sheet, ...], tuple[PieceEntry, ...]]:
    """The calendars of an event's text as they stand, and the pieces of it that count, for who changes their lines."""
    found = tuple(sheets(ics))
    groups = _groups(found, [])
    return found, tuple(_chosen(groups[uid] if uid in groups else [e for some in groups.values() for e in some], []))


_large_series = lru_cache(maxsize=KEPT_LARGE)(_series.__wrapped__)


def merged(kept: Event, came: Event) -> Event | None:
    """What is kept with what came for the same event (RFC 5546, section 2.1.5), None where nothing of that is new.

    That is the newer master, the newer override of each happening, and what calls some or all of it off.
    """
    before, after = ([e for es in _groups(list(sheets(one.ics)), []).values() for e in es] for one in (kept, came))
    after = [entry for entry in after if entry.sheet.value("METHOD").upper() not in ANSWERS]
    old, new = (_as_series(_chosen(entries, [])).master for entries in (before, after))
    if old is not None and new is not None and new.version >= old.version:
        calls_off = any(e.sheet.value("METHOD").upper() == "CANCEL" for e in after if e.piece is new)
        # What was said of happenings that are no more, or came at other times then, counts no longer.
        if calls_off or (new.sequence > old.sequence and (new.start, new.rules) != (old.start, old.rules)):
            before = [e for e in before if e.piece.replaces is None or e.piece.sequence > new.sequence]
    entries = _chosen([*before, *after], [])
    if not entries or _as_series(entries) == series(kept.ics, kept.uid):
        return None
    return _event(kept.uid, entries, False, [SPARE])


# ── which pieces count ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Unread:
    """What of a file is no event: its to-dos, and what could not be read, as long as there is room for it."""

    spare: list[int] = field(default_factory=lambda: [0])
    """So many letters of calendars are kept with their to-dos."""
    todos: list[Todo] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    """What is said of each event among them."""
    notes: list[str] = field(default_factory=list)
    """What is said of each that was read, but for a part of it."""
    told: set[str] = field(default_factory=set)
    """Each sentence of these."""
    beyond: int = 0
    """How many had no room."""
    _room: int = field(default_factory=lambda: MOST_UNREAD)

    def take(self, sheet: Sheet, part: Component, zones: Sequence[str]) -> None:
        """One more of them, with the zones that it names."""
        if self._room > 0:
            text = sheet.only([part], zones)
            self._room -= len(text)
            if self._room >= 0:
                self.parts.append(text)
                return
        self.beyond += 1


def _groups(found: Iterable[Sheet], troubles: list[str], unread: _Unread | None = None) -> dict[str, list[PieceEntry]]:
    """The events by their UID, in the order of the file; what is none is told, and goes to ``unread``."""
    groups: dict[str, list[PieceEntry]] = {}
    events_alone, unread = unread is None, unread or _Unread()
    left, left_out, room = MOST_ZONES, 0, [MOST_OF_ALL]
    for sheet in found:
        if not sheet.closed:
            troubles.append(_("The calendar file breaks off before its end. What came before was kept."))
        if sheet.cut:
            troubles.append(
                plural(
                    "{count} line of the calendar file is too long. The rest of it was left out.",
                    "{count} lines of the calendar file are too long. The rest of each was left out.",
                    sheet.cut,
                )
            )
        if sheet.beyond:
            troubles.append(
                plural(
                    "The calendar file has too many events. {count} was left out.",
                    "The calendar file has too many events. {count} were left out.",
                    sheet.beyond,
                )
            )
        around = CalendarContext(
            sheet.zones(left), spelled(sheet.value("X-WR-TIMEZONE")), sheet.value("METHOD").upper() == "CANCEL", room
        )
        left -= len(around.zones)
        for part in sheet.components:
            if part.kind == "VEVENT":
                reading = piece(part, around)
                troubles += reading.troubles
                named = tuple(text for tzid, text in around.zones.items() if tzid in reading.zones)
                if reading.troubles:
                    (unread.lost if reading.piece is None else unread.notes).append(" ".join(reading.troubles))
                    unread.told.update(reading.troubles)
                if reading.piece is None:
                    unread.take(sheet, part, named)
                    continue
                if len(groups.get(reading.uid, ())) >= MOST_PIECES:
                    left_out += 1
                else:
                    groups.setdefault(reading.uid, []).append(PieceEntry(sheet, part, reading.piece, named))
            elif events_alone:
                continue
            elif part.kind == "VTODO":
                came = todo(part, sheet, around, unread.spare)
                unread.todos.append(came.todo)
                if came.told:
                    unread.notes.append(came.told)
                    unread.told.add(came.told)
                    troubles.append(came.told)
            elif part.kind in _OTHERS:
                title, zones = "", set[str]()
                for one in properties(part.lines):
                    title = title or (one.text() if one.name == "SUMMARY" else "")
                    zones.add(spelled(one.parameters.get("TZID", "")).casefold())
                title = short(title, LONGEST_NAME) or _("Without a title")
                troubles.append(_(_OTHERS[part.kind], title=title, line=part.line))
                unread.take(sheet, part, [text for tzid, text in around.zones.items() if tzid in zones])
    if unread.beyond:
        troubles.append(
            plural(
                "{count} of what can’t be read was too large to be kept.",
                "{count} of what can’t be read were too large to be kept.",
                unread.beyond,
            )
        )
    if left_out:
        troubles.append(
            plural(
                "{count} change of an event with very many of them was left out.",
                "{count} changes of events with very many of them were left out.",
                left_out,
            )
        )
    return groups


def _chosen(entries: Sequence[PieceEntry], troubles: list[str]) -> list[PieceEntry]:
    """The newest master and the newest override of each happening, in the order they stand in."""
    best: dict[datetime | date | None, PieceEntry] = {}
    for entry in entries:
        there = best.get(entry.piece.replaces)
        if there is not None and entry.piece.version == there.piece.version and entry.piece != there.piece:
            words = {"title": short(entry.piece.title, LONGEST_NAME) or _("Without a title"), "line": entry.part.line}
            troubles.append(_("“{title}” (line {line}) came twice with one id. The later one was kept.", **words))
        if there is None or entry.piece.version >= there.piece.version:
            best[entry.piece.replaces] = entry
    kept = {id(entry) for entry in best.values()}
    return [entry for entry in entries if id(entry) in kept]


def _as_series(entries: Sequence[PieceEntry]) -> Series:
    master = next((entry.piece for entry in entries if entry.piece.replaces is None), None)
    return Series(master, tuple(entry.piece for entry in entries if entry.piece.replaces is not None))


# ── the event that is kept ───────────────────────────────────────────────────────────────────────────────────────


def _event(uid: str, entries: Sequence[PieceEntry], alone: bool, spare: list[int]) -> Event:
    found = _as_series(entries)
    lead = found.master or found.overrides[0]
    earliest, latest = _reach(found)
    return Event(
        id=EventId(0),
        calendar=CalendarId(0),
        uid=uid,
        title=lead.title,
        location=lead.location,
        notes=lead.notes,
        start=lead.start,
        end=lead.end,
        rule=lead.rules[0] if found.master is not None and lead.rules else "",
        ics=_text(entries, alone, spare),
        earliest=earliest,
        latest=latest,
    )


def _reach(found: Series) -> tuple[datetime, datetime]:
    """From when to when it may be on, apart from its rules; what floats is taken as in UTC."""
    moments: list[datetime] = []
    for one in (found.master, *found.overrides):
        if one is None:
            continue
        moments += [_instant(one.start), _instant(one.end)]
        lasts = max(moments[-1] - moments[-2], timedelta())
        for begin, own in one.more:
            moments.append(_instant(begin))
            try:
                moments.append(_instant(ended(begin, own)) if own else _instant(begin) + lasts)
            except OverflowError:
                moments.append(datetime.max.replace(tzinfo=UTC))
    return min(moments), max(moments)


def _instant(moment: datetime | date) -> datetime:
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # a day from the ends of time
        return moment.replace(tzinfo=UTC)


def _text(entries: Sequence[PieceEntry], alone: bool, spare: list[int]) -> str:
    """The lines of these pieces with what their calendars say for them, calendar by calendar."""
    by_sheet: dict[int, tuple[Sheet, list[PieceEntry]]] = {}
    for entry in entries:
        by_sheet.setdefault(id(entry.sheet), (entry.sheet, []))[1].append(entry)
    if alone and len(by_sheet) == 1:
        sheet = entries[0].sheet
        whole = len(entries) == sum(part.kind == "VEVENT" for part in sheet.components)
        if whole and sheet.closed and all(part.closed for part in sheet.components):
            return plainly(sheet.text)
    texts: list[str] = []
    for sheet, some in by_sheet.values():
        defined = list(dict.fromkeys(text for entry in some for text in entry.zones))
        spare[0] -= sum(map(len, defined))
        texts.append(sheet.only([entry.part for entry in some], defined if spare[0] >= 0 else ()))
    return plainly("".join(texts))
