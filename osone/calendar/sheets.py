"""iCalendar as text (RFC 5545): the lines of each component, cut out without changing any of them."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MARK = re.compile(r"(BEGIN|END)\s*:\s*([A-Za-z0-9-]+)\s*$", re.IGNORECASE)
"""A line that opens or closes a component."""


@dataclass(slots=True)
class Sheet:
    """One VCALENDAR as text: its own lines, and its components each as they stood."""

    text: str = ""
    head: list[str] = field(default_factory=list)
    components: list[tuple[str, str]] = field(default_factory=list)
    closed: bool = False

    def value(self, name: str) -> str:
        """A property of the calendar itself, or empty."""
        for line in unfolded("".join(self.head)):
            key, _, value = line.partition(":")
            if key.split(";")[0].strip().upper() == name:
                return value.strip()
        return ""

    def groups(self) -> dict[str, list[str]]:
        """The VEVENTs by their UID, in the order of the file."""
        groups: dict[str, list[str]] = {}
        for kind, text in self.components:
            if kind == "VEVENT":
                groups.setdefault(_uid(text), []).append(text)
        return groups

    def zones(self) -> dict[str, str]:
        """The VTIMEZONEs by their TZID, as text."""
        return {_tzid(text): text for kind, text in self.components if kind == "VTIMEZONE"}

    def only(self, parts: Iterable[str]) -> str:
        """A VCALENDAR of these events alone, with the zones they name."""
        wanted = "".join(parts)
        kept = [text for kind, text in self.components if kind == "VTIMEZONE" and _names_zone(text, wanted)]
        return "".join(["BEGIN:VCALENDAR\r\n", *self.head, *kept, wanted, "END:VCALENDAR\r\n"])


def _names_zone(zone: str, events: str) -> bool:
    tzid = _tzid(zone)
    return bool(tzid) and tzid in re.sub(r"\r?\n[ \t]", "", events)


def _tzid(zone: str) -> str:
    for line in unfolded(zone):
        if line.upper().startswith("TZID"):
            return line.partition(":")[2].strip()
    return ""


def sheets(text: str) -> Iterator[Sheet]:
    """Every VCALENDAR of a text, in order; one that breaks off is not ``closed``."""
    sheet: Sheet | None = None
    whole: list[str] = []
    part: list[str] = []
    stack: list[str] = []
    for line in text.splitlines(keepends=True) if "\x0b" not in text else re.split(r"(?<=\n)", text):
        mark = MARK.match(line)
        if mark and mark[1].upper() == "BEGIN" and mark[2].upper() == "VCALENDAR" and not stack:
            if sheet is not None:
                sheet.text = "".join(whole)
                yield sheet
            sheet, whole = Sheet(), [line]
            continue
        if sheet is None:
            continue
        whole.append(line)
        if mark is None:
            (part if stack else sheet.head).append(line)
        elif mark[1].upper() == "BEGIN":
            stack.append(mark[2].upper())
            part.append(line)
        elif not stack:
            if mark[2].upper() == "VCALENDAR":
                sheet.closed = True
                sheet.text = "".join(whole)
                yield sheet
                sheet = None
        elif mark[2].upper() in stack:
            while (closed := stack.pop()) != mark[2].upper():
                part.append(f"END:{closed}\r\n")  # a component that was never closed ends with the one around it
            part.append(line)
            if not stack:
                sheet.components.append((closed, "".join(part)))
                part = []
    if sheet is not None:
        sheet.text = "".join(whole)
        yield sheet


def unfolded(text: str) -> list[str]:
    """The logical lines (RFC 5545, section 3.1)."""
    return re.sub(r"\r?\n[ \t]", "", text).splitlines()


def _uid(text: str) -> str:
    depth = 0
    for line in unfolded(text):
        mark = MARK.match(line)
        if mark:
            depth += 1 if mark[1].upper() == "BEGIN" else -1
        elif depth == 1 and re.match(r"UID\s*[:;]", line, re.IGNORECASE):
            value = line.partition(":")[2].strip()
            if value:
                return value
    return "osone-" + hashlib.sha256(text.encode()).hexdigest()[:24]  # RFC 5545 asks for one; some files have none


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8, or what old Windows programs wrote."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
