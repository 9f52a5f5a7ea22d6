"""The moment in a Date field (RFC 5322, sections 3.3 and 4.3), also in the forms that old mailers wrote."""

import re
from datetime import date
from functools import lru_cache

from osone.mail.months import moment_in_words

_DAYS_TO_1970 = date(1970, 1, 1).toordinal()
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: at for at, name in enumerate(_MONTH_NAMES, 1)}
_ZONES = {
    **{"ut": 0, "gmt": 0, "utc": 0, "z": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "met": 60, "cest": 120},
    **{"mest": 120, "eet": 120, "eest": 180, "msk": 180, "ist": 330, "jst": 540, "kst": 540, "hkt": 480, "sgt": 480},
    **{"est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420},
    **{"akst": -540, "akdt": -480, "hst": -600, "nst": -210, "ndt": -150, "ast": -240, "adt": -180, "aest": 600},
    **{"aedt": 660, "nzst": 720, "nzdt": 780},
}
# As RFC 5322 has it and nearly everybody writes it.
_STRICT = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d{1,2} [A-Z][a-z]{2} \d{4}) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d) ([+-]\d{4})"
    r"(?: \([A-Z]{1,5}\))?"
)
_USUAL = re.compile(
    r"\s*(?:[A-Za-z]{2,9}\.?[\s,]+)?(\d{1,2})[\s.-]+([A-Za-z]{3})[A-Za-z]{0,6}[\s.,-]+(\d{2,5})[\s,]+"
    r"(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?(?:[.,]\d{1,9})?(?:\s*([AaPp])\.?[Mm]\b\.?)?"
    r"\s*\(?(?:(?:GMT|UTC)?([+-])(\d{1,2}):?(\d\d)?(?!\d)|([A-Za-z]{1,5})\b)?"
)
_ASCTIME = re.compile(
    r"\s*(?:[A-Za-z]{3,9},?\s+)?([A-Za-z]{3})[a-z]{0,6}\.?\s+(\d{1,2}),?\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s+"
    r"(?:([A-Za-z]{1,5})\s+|([+-]\d{4})\s+)?(\d{4})(?:\s+([+-]\d{4}|[A-Za-z]{1,5})\b)?"
)
_ISO = re.compile(
    r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}):(\d\d)(?::(\d\d))?(?:[.,]\d{1,9})?)?"
    r"\s*(?:([+-])(\d\d):?(\d\d)|([A-Za-z]{1,5})\b)?"
)
_COMMENT = re.compile(r"\([^()]*\)")


def moment(value: str) -> int | None:
    """Unix seconds (UTC) of a Date field's value; None where it names no moment that exists."""
    strict = _STRICT.fullmatch(value)
    if strict is not None:
        day, hour, minute, second, zone = strict.groups()
        begun = _midnight(day)
        if begun is not None:
            return begun + int(hour) * 3600 + int(minute) * 60 + int(second) - _east(zone)
    value = value[:200]
    found = _forgiving(value)
    return found if found is not None or not value else _in_words(value)


@lru_cache(maxsize=512)
def _midnight(day: str) -> int | None:
    number, month, year = day.split(" ")
    at = _MONTHS.get(month.lower())
    return None if at is None else _seconds((int(year), at, int(number)), (0, 0, 0), 0)


@lru_cache(maxsize=128)
def _east(zone: str) -> int:
    return _zone(zone[0], zone[1:3], zone[3:], None) * 60


def _forgiving(value: str) -> int | None:
    usual = _USUAL.match(value)
    if usual is None and "(" in value:
        value = _COMMENT.sub(" ", value)
        usual = _USUAL.match(value)
    if usual is not None:
        day, month, year, hour, minute, second, half, sign, zone_hour, zone_minute, zone = usual.groups()
        number = _MONTHS.get(month.lower())
        if number is None:
            return None
        return _seconds(
            (_full_year(year), number, int(day)),
            (_whole_hour(int(hour), half), int(minute), int(second or 0)),
            _zone(sign, zone_hour, zone_minute, zone),
        )
    asctime = _ASCTIME.match(value)
    if asctime is not None:
        month, day, hour, minute, second, zone, offset, year, behind = asctime.groups()
        number = _MONTHS.get(month.lower())
        offset = offset or (behind if behind and behind[0] in "+-" else None)
        zone = zone or (behind if behind and behind[0] not in "+-" else None)
        minutes = _zone(offset[0], offset[1:3], offset[3:], None) if offset else _zone(None, None, None, zone)
        if number is None:
            return None
        return _seconds((int(year), number, int(day)), (int(hour), int(minute), int(second or 0)), minutes)
    iso = _ISO.match(value)
    if iso is not None:
        year, month, day, hour, minute, second, sign, zone_hour, zone_minute, zone = iso.groups()
        return _seconds(
            (int(year), int(month), int(day)),
            (int(hour or 0), int(minute or 0), int(second or 0)),
            _zone(sign, zone_hour, zone_minute, zone),
        )
    return None


def _in_words(value: str) -> int | None:
    """The same where its month has the name of another language."""
    found = moment_in_words(value)
    if found is None:
        return None
    day, time, east = found
    return _seconds((day.year, day.month, day.day), time, east)


def _full_year(text: str) -> int:
    # RFC 5322, section 4.3: two digits below 50 are of this century, three digits count from 1900.
    year = int(text)
    if len(text) == 2:
        return year + (2000 if year < 50 else 1900)
    return year + 1900 if len(text) == 3 else year


def _whole_hour(hour: int, half: str | None) -> int:
    if half is None or not 1 <= hour <= 12:
        return hour
    return hour % 12 + (12 if half in "pP" else 0)


def _zone(sign: str | None, hours: str | None, minutes: str | None, name: str | None) -> int:
    """Minutes east of Greenwich; a zone that nobody knows counts as UTC (RFC 5322, section 4.3)."""
    if sign is not None and hours is not None:
        east = int(hours) * 60 + int(minutes or 0)
        if east > 24 * 60:
            return 0
        return -east if sign == "-" else east
    return _ZONES.get(name.lower(), 0) if name else 0


def _seconds(day: tuple[int, int, int], time: tuple[int, int, int], east: int) -> int | None:
    hour, minute, second = time
    if hour > 24 or minute > 59 or second > 60:
        return None
    try:
        days = date(*day).toordinal() - _DAYS_TO_1970
    except (ValueError, OverflowError):
        return None
    return days * 86400 + hour * 3600 + (minute - east) * 60 + second
