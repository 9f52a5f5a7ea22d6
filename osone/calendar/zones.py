"""Which time zone a TZID means: Olson names, Outlook's names, and zones that a file defines itself."""

import re
from collections.abc import Mapping
from datetime import UTC, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_OFFSET = re.compile(r"(?:UTC|GMT)\s*([+-])(\d{1,2})(?::?(\d\d))?", re.IGNORECASE)
_UTC_NAMES = frozenset({"z", "utc", "gmt", "etc/utc", "coordinated universal time"})


@lru_cache(maxsize=512)
def named(tzid: str) -> tzinfo | None:
    """The zone that an identifier names anywhere in the world, or None.

    Understands Olson names, with a vendor's prefix too (``/mozilla.org/20050126_1/Europe/Berlin``), Windows names
    by the CLDR map (``W. Europe Standard Time``), and fixed offsets (``UTC+01:00``).
    """
    text = tzid.strip().strip('"')
    if not text:
        return None
    if text.lower() in _UTC_NAMES:
        return UTC
    parts = [part for part in text.split("/") if part]
    for take in (len(parts), 3, 2) if "/" in text else (1,):
        if take <= len(parts) and (zone := _olson("/".join(parts[-take:]))) is not None:
            return zone
    # The table lives in icalendar, which is heavy to load and needed only for Outlook's names.
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    windows: Mapping[str, str] = WINDOWS_TO_OLSON
    if text in windows:
        return _olson(windows[text])
    lowered = text.lower()
    for name, olson in windows.items():
        if name.lower() == lowered:
            return _olson(olson)
    match = _OFFSET.fullmatch(text)
    if match:
        ahead = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        if ahead < timedelta(hours=24):
            return timezone(ahead if match[1] == "+" else -ahead)
    return None


def _olson(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
