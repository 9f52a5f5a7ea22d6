"""What a line is heard as, in a title and a few letters of when."""

from datetime import datetime
from zoneinfo import ZoneInfo

from osone.queries.line import EVENT, understand

NOW = datetime(2026, 11, 18, 10, 15, tzinfo=ZoneInfo("Europe/London"))
"""A Wednesday."""


def heard(line: str) -> tuple[str, str]:
    """Its title, and its day, with the hour where one is asked for, and until when where it says so."""
    said = understand(line, NOW)
    if said.kind == EVENT and said.event is not None:
        found = said.event
        end = f" to {found.end:%H:%M}" if found.ended and not found.all_day else ""
        return found.title, f"{found.start:%m-%d}" + ("" if found.all_day else f" {found.start:%H:%M}{end}")
    due = said.task.due
    return said.task.title, "" if due is None else f"{due:%m-%d %H:%M}" if isinstance(due, datetime) else f"{due:%m-%d}"
