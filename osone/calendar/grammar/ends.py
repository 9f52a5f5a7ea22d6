"""What stands beside a time and changes it: the zone of an hour, how often it is, and the day that this ends on."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from osone.calendar.grammar.base import RULE_DAYS, WEEKDAY
from osone.calendar.grammar.meaning import Span, SpanKind

ZONES = {
    "UTC": "UTC", "GMT": "UTC", "Z": "UTC", "BST": "Europe/London", "WET": "Europe/Lisbon", "WEST": "Europe/Lisbon",
    "CET": "Europe/Paris", "CEST": "Europe/Paris", "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin",
    "EET": "Europe/Helsinki", "EEST": "Europe/Helsinki", "MSK": "Europe/Moscow", "EST": "America/New_York",
    "EDT": "America/New_York", "ET": "America/New_York", "CST": "America/Chicago", "CDT": "America/Chicago",
    "CT": "America/Chicago", "MST": "America/Denver", "MDT": "America/Denver", "MT": "America/Denver",
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "PT": "America/Los_Angeles",
    "AKST": "America/Anchorage", "HST": "Pacific/Honolulu", "BRT": "America/Sao_Paulo", "IST": "Asia/Kolkata",
    "SGT": "Asia/Singapore", "HKT": "Asia/Hong_Kong", "JST": "Asia/Tokyo", "KST": "Asia/Seoul",
    "AWST": "Australia/Perth",
    "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland",
}  # fmt: skip
"""What people call a zone, in capitals. The place counts and not the season: in July "PST" is Pacific time."""
_ZONE = re.compile(rf"\s*\(?(?P<zone>{'|'.join(sorted(ZONES, key=len, reverse=True))})\)?(?![\w/-])")
_CITY = re.compile(r"\s+(?:in )?(?P<city>[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)\s+time\b")
_UNTIL = re.compile(r"UNTIL=([0-9]{8})[0-9TZ]*")
_ENDS = re.compile(r"\s*,?\s*(?:and )?(?:until|till|til|up to|through|thru|ending|ends|to)\b", re.IGNORECASE)

_TO = re.compile(r"\s*(?:-|–|—|to|until|till|through|thru)\s*(?:on )?(?:the )?", re.IGNORECASE)
_OF_24 = re.compile(r"\b(?:0\d|1[3-9]|2[0-3])[:.]\d\d")
_EARLY = re.compile(r"\b(?:[1-9]|1[01])[:.]\d\d(?!\s*[ap]\.?m)", re.IGNORECASE)
"""An hour below twelve behind one that counts to 24."""
_NEXT_WEEKDAY = re.compile(rf"{WEEKDAY}(?!\s*,?\s*(?:the )?\d{{1,2}}(?:st|nd|rd|th|\s+[a-z]))", re.IGNORECASE)
"""A weekday without its date: as an end it is the next one after the beginning."""


def zoned(text: str, span: Span, now: datetime, *, dayless: bool) -> Span:
    """The span with its hour moved into the person's zone, where another zone stands behind it.

    ``dayless``: no day was named, so it is the next such hour over there. Left as it is where ``now`` has no zone.
    """
    if now.tzinfo is None or span.at is None or not span.timed:
        return span
    behind = _ZONE.match(text, span.end)
    name = ZONES[behind["zone"]] if behind else ""
    if behind is None and (behind := _CITY.match(text, span.end)):
        name = _cities().get(behind["city"].replace(".", "").casefold(), "")
    if behind is None or not name:
        return span
    there = ZoneInfo(name)
    by = span.at.replace(tzinfo=there).astimezone(now.tzinfo) - span.at
    at, until = span.at + by, span.until + by if span.until is not None else None
    day = timedelta(days=1)
    if dayless and at - day >= now:
        at, until = at - day, until - day if until is not None else None
    return replace(span, end=behind.end(), at=at, until=until)


@cache
def _cities() -> dict[str, str]:
    return {
        name.rpartition("/")[2].replace("_", " ").casefold(): name
        for name in sorted(available_timezones())
        if "/" in name
    }


def reaching(text: str, spans: Sequence[Span]) -> list[Span]:
    """From an hour of one day to an hour of another as one: "fri 22:00 to sun 6:00"; one before it is told as such."""
    out: list[Span] = []
    for span in spans:
        before = out[-1] if out else None
        if before is None or not (_is_moment(before) and _is_moment(span)) or before.vain or before.at is None:
            out.append(span)
            continue
        lead = _TO.match(text, before.end)
        last = span.at
        if lead is None or last is None or lead.end() < span.start:
            out.append(span)
            continue
        if _OF_24.search(text, before.start, before.end) and _EARLY.search(text, span.start, span.end):
            last -= timedelta(hours=12) if last.hour >= 12 else timedelta()  # "22:00 to sun 4:00" is in the night
        if last <= before.at and _NEXT_WEEKDAY.match(text, lead.end()):
            last += timedelta(days=7)
        ends = last if last > before.at else None
        out[-1] = replace(
            before,
            end=span.end,
            kind=SpanKind.RANGE if ends else before.kind,
            until=ends,
            vain=None if ends else last,
        )
    return out


def _is_moment(span: Span) -> bool:
    return span.kind is SpanKind.DATETIME and span.timed and span.until is None and not span.rule


def ended(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans with repeats that end: a day that follows one with "until" is its last, and no time of its own."""
    out: list[Span] = []
    for span in spans:
        before = out[-1] if out else None
        if before is not None and before.rule and "UNTIL" not in before.rule and span.at is not None and not span.rule:
            lead = _ENDS.match(text, before.end)
            if (
                lead is not None
                and lead.start() == before.end
                and text[before.end : span.end].strip()
                and span.start <= lead.end() + 1
            ):
                last = span.until - timedelta(seconds=1) if span.until is not None else span.at
                out[-1] = replace(_until(before, last), end=span.end)
                continue
        out.append(span)
    return out


def _until(span: Span, last: datetime) -> Span:
    """A repeat that ends on that day; one that would end before it begins has no end."""
    if span.at is not None and last.date() < span.at.date():
        return replace(span, vain=last)
    return replace(span, rule=f"{span.rule};UNTIL={last_day(last, timed=span.timed)}")


def ended_apart(text: str, spans: Sequence[Span]) -> list[Span]:
    """The same where words stand between them: "every tuesday choir until march". Both then are of the repeat."""
    at = next((n for n, span in enumerate(spans) if span.rule and "UNTIL" not in span.rule), -1)
    if at < 0:
        return list(spans)
    out = list(spans)
    for n, span in enumerate(spans[at + 1 :], start=at + 1):
        lead = _ENDS.match(text, span.start) or _ENDS.search(text, spans[n - 1].end, span.start)
        if span.at is None or span.rule or span.timed or lead is None or text[lead.end() : span.start].strip():
            continue
        last = span.until - timedelta(seconds=1) if span.until is not None else span.at
        out[at] = _until(spans[at], last)
        out[n] = replace(out[at], start=min(lead.start(), span.start), end=span.end)
        break
    return out


def recurring(spans: Sequence[Span]) -> list[Span]:
    """A first time and how often, said apart, as one: "wed 10:00 every week" is each week from that Wednesday on.

    Left as they are where there is more than one of either, or where the first time is no day or hour, or is on none of
    the weekdays that are named.
    """
    often = [span for span in spans if span.rule]
    first = [span for span in spans if span.at is not None and not span.rule]
    if len(often) != 1 or not first or any(one.at != first[0].at for one in first):
        return list(spans)
    named, when = often[0], max(first, key=lambda one: (one.timed, one.until is not None))
    if named.timed and named.at is not None and when.at is not None and not when.timed and when.until is None:
        by = when.at.date() - named.at.date()  # the hour is said with how often: "on the 3rd, monthly at 5pm"
        when = replace(named, at=named.at + by, until=named.until + by if named.until is not None else None)
    elif named.timed:
        return list(spans)
    if when.at is None or not (when.timed or when.grain == "day") or not _may_begin(named.rule, when.at):
        return list(spans)
    rule = _UNTIL.sub(lambda until: f"UNTIL={last_day(_noon(until[1], when), timed=when.timed)}", named.rule)
    return [
        replace(when, start=one.start, end=one.end, rule=rule) if one is named or one in first else one for one in spans
    ]


def _may_begin(rule: str, at: datetime) -> bool:
    """Whether a rule says only how often, or names weekdays of which this day is one."""
    said = dict(part.split("=", 1) for part in rule.split(";"))
    days = said.pop("BYDAY", "")
    if any(name.startswith("BY") for name in said) or said["FREQ"] == "HOURLY":
        return False
    return not days or RULE_DAYS[at.weekday()] in days.split(",")


def _noon(day: str, when: Span) -> datetime:
    return datetime.strptime(f"{day[:8]}12", "%Y%m%d%H").replace(tzinfo=when.at.tzinfo if when.at else None)


def last_day(at: datetime, *, timed: bool) -> str:
    """The value of UNTIL for a repeat whose last day is this: a date, or in UTC for hours (RFC 5545, 3.3.10)."""
    if not timed:
        return f"{at:%Y%m%d}"
    end = datetime.combine(at.date(), time(23, 59, 59), at.tzinfo)
    return f"{end.astimezone(UTC):%Y%m%dT%H%M%SZ}" if at.tzinfo is not None else f"{end:%Y%m%dT%H%M%S}"
