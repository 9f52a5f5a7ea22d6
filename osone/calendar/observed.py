"""A time zone that a file describes itself (VTIMEZONE, RFC 5545, section 3.6.5)."""

import re
from bisect import bisect_right
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from osone.calendar import expansion, rules, zones
from osone.calendar.lines import MARK, Property, moment, physical, properties
from osone.calendar.rules import Freq
from osone.calendar.work import StepBudget

FROM, UNTIL = datetime(1950, 1, 1), datetime(2150, 1, 1)
"""Between these its changes are worked out."""
MOST = 250
"""So many changes of one kind are read: one a year."""
LONGEST = 32_768
"""Letters of a zone that are read: a real one with all of its history has fewer."""
_STEPS = 4_000
"""So many steps its rules may take; two changes a year take a thousand, or three where they are found day by day."""
_OFFSET = re.compile(r"([+-]?)(\d\d):?(\d\d):?(\d\d)?")


class OffsetChange(NamedTuple):
    """A moment from which on another offset holds."""

    at: datetime
    """On the clock on the wall as it was before."""
    before: timedelta
    after: timedelta
    name: str


class Observed(tzinfo):
    """The offsets that follow each other, as a file says."""

    def __init__(self, changes: list[OffsetChange]) -> None:
        self._before = changes[0].before
        self._changes = changes
        self._instants = [one.at - one.before for one in changes]
        # A time that comes twice is before the change where it is meant first, and after it where it is meant second.
        self._walls = tuple(
            [at + pick(one.before, one.after) for at, one in zip(self._instants, changes, strict=True)]
            for pick in (max, min)
        )

    def utcoffset(self, dt: datetime | None, /) -> timedelta:
        """The offset at a time on the wall."""
        return self._offset(bisect_right(self._walls[dt.fold], dt.replace(tzinfo=None, fold=0)) if dt else 0)

    def dst(self, dt: datetime | None, /) -> None:
        """Not known: the file tells winter from summer by name only."""

    def tzname(self, dt: datetime | None, /) -> str:
        """The name that the file gives to the offset, or the offset."""
        at = bisect_right(self._walls[dt.fold], dt.replace(tzinfo=None, fold=0)) if dt else 0
        return (self._changes[at - 1].name if at else "") or timezone(self._offset(at)).tzname(None)

    def fromutc(self, dt: datetime, /) -> datetime:
        """The time on the wall at an instant."""
        instant = dt.replace(tzinfo=None)
        at = bisect_right(self._instants, instant)
        wall = instant + self._offset(at)
        again = at > 0 and instant - self._instants[at - 1] < self._changes[at - 1].before - self._changes[at - 1].after
        return wall.replace(tzinfo=self, fold=1 if again else 0)

    def _offset(self, passed: int) -> timedelta:
        return self._changes[passed - 1].after if passed else self._before


@lru_cache(maxsize=512)
def zone(text: str) -> tzinfo | None:
    """The zone that a VTIMEZONE describes: by the name it hints at, else by its own rules; None where it has none."""
    if len(text) > LONGEST:
        return None
    lines = physical(text)
    for hint in properties(lines):
        if hint.name in ("X-LIC-LOCATION", "X-MICROSOFT-CDO-TZID"):
            known = zones.sure(hint.text())
            if known is not None:
                return known
    work = StepBudget(_STEPS)
    changes: list[OffsetChange] = []
    for part in _parts(lines):
        changes += _changes(part, work)
    changes.sort(key=lambda one: one.at - one.before)
    return Observed(changes) if changes else None


def _parts(lines: list[str]) -> list[list[Property]]:
    """The STANDARD and DAYLIGHT parts."""
    found: list[list[Property]] = []
    begun: int | None = None
    for number, line in enumerate(lines):
        mark = MARK.match(line)
        if mark is None or mark[2].upper() not in ("STANDARD", "DAYLIGHT"):
            continue
        if mark[1].upper() == "BEGIN":
            begun = number
        elif begun is not None:
            found.append(list(properties(lines[begun : number + 1])))
            begun = None
    return found


def _changes(part: list[Property], work: StepBudget) -> list[OffsetChange]:
    first: datetime | None = None
    before = after = None
    name = rule = ""
    more: list[datetime] = []
    for one in part:
        if one.name == "DTSTART":
            first = _naive(moment(one.value))
        elif one.name == "TZOFFSETFROM":
            before = _offset(one.value)
        elif one.name == "TZOFFSETTO":
            after = _offset(one.value)
        elif one.name == "TZNAME":
            name = one.text()[:20]
        elif one.name == "RRULE":
            rule = one.value
        elif one.name == "RDATE":
            more += [at for text in one.value.split(",")[:400] if (at := _naive(moment(text))) is not None]
    if after is None:
        return []
    before = after if before is None else before
    first = first or FROM
    starts = {first, *more}
    read = rules.parsed(rule) if rule else None
    if read is not None and read.freq is Freq.YEARLY:  # no clock is changed more often by a rule
        full = rules.filled(read, first, all_day=False)
        ends = [rules.last(full, timezone(before), all_day=False), expansion.counted_end(full, first, work), UNTIL]
        found = expansion.between(full, first, FROM, min(end for end in ends if end is not None), work)
        starts.update(islice(found, MOST))
    # A zone of another planet would leave no room for its times.
    return [OffsetChange(max(at, FROM - timedelta(days=800)), before, after, name) for at in starts if at < UNTIL]


def _naive(found: datetime | date | None) -> datetime | None:
    return found.replace(tzinfo=None) if isinstance(found, datetime) else None


def _offset(text: str) -> timedelta | None:
    match = _OFFSET.fullmatch(text.strip())
    if match is None:
        return None
    ahead = timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=int(match[4] or 0))
    if ahead >= timedelta(hours=24):
        return None
    return -ahead if match[1] == "-" else ahead
