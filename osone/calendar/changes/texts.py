"""The lines of an event with some of them changed (RFC 5545): all others stay byte for byte as they came."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timezone, tzinfo

from osone.calendar.ics import PieceEntry
from osone.calendar.lines import MARK, Property, properties
from osone.calendar.sheets import Component, Sheet

OCTETS = 75
"""A line is folded after so many (RFC 5545, section 3.1)."""
_NAME = re.compile(r"(?:[A-Za-z0-9-]+\.)?([A-Za-z][A-Za-z0-9-]*)\s*[;:]")
_SAFE = re.compile(r'[^:;,"]*')
_SOFT = re.compile(r"ENCODING\s*=\s*QUOTED-PRINTABLE|;QUOTED-PRINTABLE", re.IGNORECASE)

Lines = list[str]
"""Lines as they stand, each with its end."""


@dataclass(frozen=True, slots=True)
class MomentForm:
    """How an event writes its moments: on which clock, and with which parameters."""

    home: tzinfo | None
    """The zone whose clock it goes by; None where it floats."""
    whole: bool = False
    """Whether it writes days alone."""
    utc: bool = False
    tzid: str = ""

    @property
    def parameters(self) -> str:
        """What stands between the name and the value."""
        if self.whole:
            return ";VALUE=DATE"
        return f";TZID={self.tzid if _SAFE.fullmatch(self.tzid) else f'{chr(34)}{self.tzid}{chr(34)}'}" * bool(
            self.tzid
        )

    def wall(self, moment: datetime | date) -> datetime:
        """A moment on this clock, without its zone; a day is its midnight."""
        if not isinstance(moment, datetime):
            return datetime.combine(moment, datetime.min.time())
        if moment.tzinfo is None or self.home is None:
            return moment.replace(tzinfo=None)
        return moment.astimezone(UTC).astimezone(self.home).replace(tzinfo=None, fold=0)

    def value(self, moment: datetime | date) -> str:
        """A moment as it is written; one without a zone is on this clock already."""
        at = self.wall(moment)
        if self.whole:
            return f"{at:%Y%m%d}"
        if self.utc and self.home is not None:
            at = at.replace(tzinfo=self.home).astimezone(UTC)
        return f"{at:%Y%m%dT%H%M%S}" + "Z" * self.utc

    def line(self, name: str, moments: Iterable[datetime | date]) -> str:
        """A property of these moments."""
        return f"{name}{self.parameters}:{','.join(self.value(one) for one in moments)}"


def form_of(one: Property | None, value: datetime | date) -> MomentForm:
    """How a property that was read as ``value`` writes its moment; without one, as UTC or floating."""
    if not isinstance(value, datetime):
        return MomentForm(None, whole=True)
    tzid = one.parameters.get("TZID", "") if one is not None else ""
    fixed = isinstance(value.tzinfo, timezone)
    if tzid and not (one is not None and one.value.rstrip()[-1:] in "Zz"):
        return MomentForm(value.tzinfo, tzid=tzid)
    return MomentForm(UTC if fixed else value.tzinfo, utc=fixed)


def first(part: Component | Lines, name: str) -> Property | None:
    """The first property of this name."""
    lines = part if isinstance(part, list) else part.lines
    return next((one for one in properties(lines) if one.name == name), None)


def rewritten(sheets: Sequence[Sheet], edit: Callable[[PieceEntry], list[Lines]], entries: Sequence[PieceEntry]) -> str:
    """The calendars as text, with what ``edit`` makes of each piece in its place; a calendar without any is left out.

    Components that are none of these pieces stay as they are.
    """
    by_part = {id(entry.part): entry for entry in entries}
    texts: list[str] = []
    for sheet in sheets:
        body: list[str] = []
        left = False
        for part in sheet.components:
            entry = by_part.get(id(part))
            if entry is None:
                body += part.lines
                continue
            for lines in edit(entry):
                body += lines
                left = True
        if left:
            texts.append("".join(["BEGIN:VCALENDAR\r\n", *sheet.head, *body, "END:VCALENDAR\r\n"]))
    return "".join(texts)


def put(lines: Lines, name: str, *line: str, after: str = "DTSTART", beside: bool = False) -> Lines:
    """The lines of a component with these in place of all of that name, or ``beside`` them; without any they go.

    Where there was none they go behind ``after``, or else before what lies in the component.
    """
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    new = [part for one in line for part in folded(one, end)]
    out: Lines = []
    done = not new
    spot = -1
    for chunk, kind in chunks(lines):
        if kind == name:
            out += [*(chunk if beside else ()), *(() if done else new)]
            done = True
            continue
        if not done and spot < 0 and kind == "" and out:
            spot = len(out)
        out += chunk
        if not done and kind == after:
            out += new
            done = True
    if not done:
        out[spot:spot] = new
    return out


def text_line(name: str, words: str) -> str:
    """A property of words, escaped (RFC 5545, section 3.3.11)."""
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return f"{name}:" + words.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def folded(line: str, end: str = "\r\n") -> Lines:
    """A line as the physical lines that it takes: none longer than 75 octets, no letter cut in two."""
    out: Lines = []
    held, size = "", 0
    for sign in line:
        octets = len(sign.encode("utf-8", "surrogatepass"))
        if size + octets > OCTETS:
            out.append(held + end)
            held, size = " ", 1
        held, size = held + sign, size + octets
    return [*out, held + end]


def stamped(lines: Lines, now: datetime) -> Lines:
    """The same as it was revised now (RFC 5545, section 3.8.7.2), so that an older copy of it never takes its place."""
    at = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = put(lines, "DTSTAMP", f"DTSTAMP:{at}", after="UID")
    return put(lines, "LAST-MODIFIED", f"LAST-MODIFIED:{at}") if first(lines, "LAST-MODIFIED") is not None else lines


def zone_lines(name: str, year: int, years: int) -> Lines:
    """A zone's winters and summers (VTIMEZONE), for programs that do not know it; nothing for one that nobody knows."""
    # icalendar takes a tenth of a second to load: only who changes whole days to hours pays for it.
    import icalendar

    try:
        made = icalendar.Timezone.from_tzid(name, first_date=date(year - 1, 1, 1), last_date=date(year + years, 12, 31))
    except ValueError:
        return []
    return [f"{line}\r\n" for line in made.to_ical().decode().splitlines()]


def chunks(lines: Lines) -> Iterable[tuple[Lines, str]]:
    """The logical lines, each as it stands and with its name; what lies within, and what opens and closes, has none."""
    held: Lines = []
    kind, depth = "", 0
    for line in lines:
        if held and (line[:1] in (" ", "\t") or _goes_on(held) or not (_NAME.match(line) or MARK.match(line))):
            held.append(line)
            continue
        if held:
            yield held, kind
        mark = MARK.match(line)
        named = _NAME.match(line)
        kind = named[1].upper() if named is not None and mark is None and depth == 1 else ""
        depth += 0 if mark is None else 1 if mark[1].upper() == "BEGIN" else -1
        held = [line]
    if held:
        yield held, kind


def _goes_on(held: Lines) -> bool:
    """Whether a quoted-printable line of vCalendar 1.0 has a soft break at its end."""
    return held[-1].rstrip("\r\n").endswith("=") and _SOFT.search(held[0][:200]) is not None
