"""Which time zone a TZID means: Olson names, Outlook's names, and what other programs write for them."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

_OFFSET = re.compile(r"\s*(?:UTC|GMT|Z)?\s*([+\-−–])\s*(\d{1,2})(?:[:.]?([0-5]\d))?\s*", re.IGNORECASE)
_SHOWN = re.compile(r"\(\s*(?:UTC|GMT)\s*([+\-−–]\s*\d{1,2}[:.]?\d\d)?\s*\)\s*(.*)", re.IGNORECASE | re.DOTALL)
"""How Outlook shows a zone: ``(UTC+01:00) Amsterdam, Berlin, Bern``."""
_UTC_NAMES = frozenset({"z", "utc", "gmt", "etc/utc", "zulu", "coordinated universal time", "greenwich mean time"})
_SHORT = {
    "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "mdt": "America/Denver", "cst": "America/Chicago",
    "cdt": "America/Chicago", "edt": "America/New_York", "bst": "Europe/London", "cest": "Europe/Berlin",
    "mez": "Europe/Berlin", "mesz": "Europe/Berlin", "eest": "Europe/Helsinki", "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul", "ist": "Asia/Kolkata", "aest": "Australia/Sydney", "aedt": "Australia/Sydney",
    "nzst": "Pacific/Auckland", "nzdt": "Pacific/Auckland", "msk": "Europe/Moscow", "hkt": "Asia/Hong_Kong",
}  # fmt: skip
"""What Olson has no name for, as most of those who write it mean it."""
_LONGEST = 255
_DAYLIGHT = re.compile(r"\b(?:daylight|summer)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_CITIES = re.compile(r"\s*[,/;:&]\s*|\s+and\s+", re.IGNORECASE)


def named(tzid: str) -> tzinfo | None:
    """The zone that an identifier names anywhere in the world, surely or most likely; else None."""
    return sure(tzid) or guessed(tzid)


@lru_cache(maxsize=512)
def spelled(tzid: str) -> str:
    """An identifier without quotes, escapes and what cannot be printed: two that differ in these alone are one."""
    return "".join(sign for sign in tzid if sign.isprintable() and sign not in '\\"').strip()


@lru_cache(maxsize=512)
def sure(tzid: str) -> tzinfo | None:
    """The zone of a name that is known.

    Those are Olson names in any case, with a vendor's prefix too (``/mozilla.org/20050126_1/Europe/Berlin``), and
    Windows names by the CLDR map (``W. Europe Standard Time``).
    """
    text = spelled(tzid)
    if not text or len(text) > _LONGEST:
        return None
    parts = [part for part in text.split("/") if part]
    takes = (len(parts), 3, 2, 1) if text.startswith("/") or "://" in text else (len(parts), 3, 2)
    for take in takes if "/" in text else (1,):
        if take > len(parts):
            continue
        name = "/".join(parts[-take:])
        if name.lower() in _UTC_NAMES:
            return UTC
        if (zone := _olson(name)) is not None:
            return zone
    return _olson(_windows().get(text.lower(), ""))


@lru_cache(maxsize=512)
def guessed(tzid: str) -> tzinfo | None:
    """The zone that other programs mean by a name that is none.

    Those are fixed offsets (``GMT+0200``), names as Outlook shows them, in any language, names with other signs between
    (``US-Eastern``), cities, and the letters on a clock (``PST``).
    """
    text = spelled(tzid)
    if not text or len(text) > _LONGEST:
        return None
    if (offset := _fixed(text)) is not None:
        return offset
    shown = _SHOWN.fullmatch(text)
    if shown is not None:
        ahead = _fixed(shown[1] or "+00:00")
        for name in _likely(shown[2]):
            zone = sure(name)
            if zone is not None and ahead is not None and _ahead(ahead) in (_ahead(zone, 1), _ahead(zone, 7)):
                return zone
        return UTC if ahead is not None and not _ahead(ahead) else ahead
    return next((zone for name in _likely(text) if (zone := sure(name)) is not None), None)


def _likely(text: str) -> Iterator[str]:
    """Names that are known and may be meant."""
    yield text
    plain = _BRACKETS.sub("", text).strip()
    standard = _DAYLIGHT.sub("Standard", plain)
    yield standard
    yield f"{plain} Standard Time"
    if plain.lower().endswith(" time"):
        yield f"{plain[:-5]} Standard Time"
    for sign in "-_ ":
        yield plain.replace(sign, "/", 1).replace(" ", "_")
    yield plain.replace(" ", "_")
    yield _SHORT.get(plain.lower(), "")
    for city in _CITIES.split(plain)[:12]:
        yield _cities().get(city.lower().replace(" ", "_"), "")


def _fixed(text: str) -> tzinfo | None:
    match = _OFFSET.fullmatch(text)
    if match is None:
        return None
    ahead = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if ahead >= timedelta(hours=24):
        return None
    return timezone(ahead if match[1] == "+" else -ahead)


def _ahead(zone: tzinfo, month: int = 1) -> timedelta | None:
    return zone.utcoffset(datetime(2026, month, 1))


@lru_cache(maxsize=1)
def _windows() -> Mapping[str, str]:
    # The table lives in icalendar, which is heavy to load and needed only for Outlook's names.
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return {name.lower(): olson for name, olson in WINDOWS_TO_OLSON.items()}


@lru_cache(maxsize=1)
def _known() -> Mapping[str, str]:
    """Every Olson name by how it is written in small letters."""
    return {name.lower(): name for name in available_timezones()}


@lru_cache(maxsize=1)
def _cities() -> Mapping[str, str]:
    """Olson names by their last part; where two have the same, the one that is not a country's old name."""
    names = sorted(_known().values(), key=lambda name: (name.split("/")[0] in _CONTINENTS, name))
    return {name.rpartition("/")[2].lower(): name for name in names}


_CONTINENTS = frozenset(
    {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
)


def _olson(name: str) -> tzinfo | None:
    if not name:
        return None
    if not _known.cache_info().currsize:
        # Most names are right, and the table takes longer than one of them; once it is there, no disk is asked in vain.
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
    known = _known().get(name.lower())
    if known is None:
        return None
    try:
        return ZoneInfo(known)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
