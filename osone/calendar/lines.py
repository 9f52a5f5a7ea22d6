"""Content lines (RFC 5545, section 3.1) read as they come: names, parameters and values, however they were written."""

import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

DATED = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE", "DUE", "COMPLETED"})
MARK = re.compile(r"(BEGIN|END)\s*:\s*([A-Za-z0-9-]+)\s*$", re.IGNORECASE)
"""A line that opens or closes a component."""
_PHYSICAL = re.compile(r"[^\n]*\n|[^\n]+\Z")
_OLD_PHYSICAL = re.compile(r"[^\r]*\r|[^\r]+\Z")
_NAME = re.compile(r"(?:[A-Za-z0-9-]+\.)?([A-Za-z][A-Za-z0-9-]*)\s*(?=[;:])")
_WORDS = re.compile(r"(?:DESCRIPTION|SUMMARY|LOCATION|COMMENT)\s*[;:]", re.IGNORECASE)
_PARAMETER = re.compile(r'\s*;\s*([A-Za-z0-9-]+)\s*(?:=\s*((?:"[^"]*"|[^";:])*))?')
_DATE_LIKE = re.compile(r"\s*\d{4}-?\d\d-?\d\d")
_MOMENT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?", re.IGNORECASE
)
_DURATION = re.compile(
    r"([+-])?P(?:(\d{1,9})W)?(?:(\d{1,9})D)?T?(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?", re.IGNORECASE
)
_ESCAPED = re.compile(r"\\([nN;,:\\\"])")
_MOST_COLONS = 8


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a component."""

    name: str
    """In upper case."""
    parameters: Mapping[str, str]
    """By name in upper case, without quotes."""
    value: str
    line: int
    """The number of its line in the file, from 1."""

    def text(self) -> str:
        """The value as words. What cannot be printed is left out: a terminal would take it for an order."""
        value = self.value
        if self.parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE" or "QUOTED-PRINTABLE" in self.parameters:
            value = _unquoted(value, self.parameters.get("CHARSET", "utf-8"))
        if "\\" not in value and value.isprintable():
            return value.strip()
        value = _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
        return "".join(sign for sign in value if sign in "\n\t" or sign.isprintable()).strip()


@dataclass(frozen=True, slots=True)
class Length:
    """How long something lasts: days on the clock on the wall, then exact time (RFC 5545, section 3.3.6)."""

    days: int
    exact: timedelta


def physical(text: str) -> list[str]:
    """The lines as they stand, each with its end. A line ends with LF or CR LF, or with CR where there is no LF."""
    return (_PHYSICAL if "\n" in text else _OLD_PHYSICAL).findall(text)


def properties(lines: list[str], first: int = 1) -> Iterator[Property]:
    """The properties of a component itself, without those of what lies in it; ``first`` is its line in the file.

    A line that is none (a note with bare line breaks) goes on with the words of the one before.
    """
    depth = 0
    for number, line in _logical(lines, first):
        mark = MARK.match(line) if line[:1] in "BbEe" else None
        if mark is not None:
            depth += 1 if mark[1].upper() == "BEGIN" else -1
        elif depth == 1 and (found := _property(line, number)) is not None:
            yield found


def _logical(lines: list[str], first: int) -> Iterator[tuple[int, str]]:
    """Whole lines, each with the number of its first one; what is none belongs to the note before it."""
    held: list[str] = []
    begun = first
    for number, line in _unfolded(lines, first):
        if held and _goes_on(held):
            held[-1] = held[-1][:-1]
            held.append(line)
        elif held and not (_NAME.match(line) or MARK.match(line)):
            if _WORDS.match(held[0]):
                held += ("\\n", line)
        else:
            if held:
                yield begun, "".join(held)
            held, begun = [line], number
    if held:
        yield begun, "".join(held)


def _unfolded(lines: list[str], first: int) -> Iterator[tuple[int, str]]:
    held: list[str] = []
    begun = first
    for number, raw in enumerate(lines, start=first):
        line = raw.rstrip("\r\n")
        if held and line[:1] in (" ", "\t"):
            held.append(line[1:])
        elif line:
            if held:
                yield begun, "".join(held)
            held, begun = [line], number
    if held:
        yield begun, "".join(held)


def _goes_on(held: list[str]) -> bool:
    """Whether it is quoted-printable with a soft line break, as vCalendar 1.0 folds it."""
    return held[-1].endswith("=") and "QUOTED-PRINTABLE" in held[0][:200].upper()


def _property(line: str, number: int) -> Property | None:
    named = _NAME.match(line)
    if named is None:
        return None
    name, at = named[1].upper(), named.end()
    parameters: dict[str, str] = {}
    while at < len(line) and line[at] != ":":
        match = _PARAMETER.match(line, at)
        if match is None:
            at = line.find(":", at)
            break
        parameters.setdefault(match[1].upper(), (match[2] or "").strip().strip('"'))
        at = match.end()
    if not 0 <= at < len(line):
        return None
    value = line[at + 1 :].strip()
    if name in DATED and not _DATE_LIKE.match(value):
        value = _after_the_zone(value, parameters)
    return Property(name, parameters, value, number)


def _after_the_zone(value: str, parameters: dict[str, str]) -> str:
    """The value where its zone's name holds a colon and should have stood in quotes: ``TZID=GMT+05:30:2026…``."""
    at = -1
    for _ in range(_MOST_COLONS):
        at = value.find(":", at + 1)
        if at < 0:
            break
        if _DATE_LIKE.match(value, at + 1):
            if "TZID" in parameters:
                parameters["TZID"] += f":{value[:at]}"
            return value[at + 1 :]
    return value


def _unquoted(value: str, charset: str) -> str:
    data = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        return data.decode(charset or "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


# ── values ───────────────────────────────────────────────────────────────────────────────────────────────────────


def moment(text: str, *, whole: bool = False) -> datetime | date | None:
    """A date or a time: naive, or with the offset that it names. ``whole`` wants the day of a time.

    Reads ISO 8601 with dashes and colons too; the hour 24 is the next day's midnight, a leap second the one before.
    """
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        on = date(year, month, day)
        if match[4] is None or whole:
            return on
        late = hour == 24 and not minute and not second
        at = datetime.combine(on, time(0 if late else hour, minute, min(second, 59)))
        at += timedelta(days=1) if late else timedelta()
    except (ValueError, OverflowError):
        return None
    zone = match[7]
    if zone is None:
        return at
    if zone in "Zz":
        return at.replace(tzinfo=UTC)
    ahead = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    if ahead >= timedelta(hours=24):
        return at
    return at.replace(tzinfo=timezone(-ahead if zone[0] == "-" else ahead))


def duration(text: str) -> Length | None:
    """A DURATION; one that would be longer than all time, or is none, is None."""
    match = _DURATION.fullmatch(text.strip())
    if match is None or not any(match.groups()[1:]):
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    sign = -1 if match[1] == "-" else 1
    days = min(weeks * 7 + days, 3_000_000)
    exact = min(hours * 3600 + minutes * 60 + seconds, 3_000_000 * 86_400)
    return Length(sign * days, timedelta(seconds=sign * exact))
