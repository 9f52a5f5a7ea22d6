"""A recurrence rule (RFC 5545, section 3.3.10; RFC 7529 for SKIP) as a value: what counts of it, and what does not."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo
from enum import StrEnum
from functools import lru_cache

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?\d{1,18}")
"""With more digits it is none that a rule could mean, and reading it would take longer with each of them."""
_UNTIL = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?")
_OLD = re.compile(r"(D|W|MP|MD|YM|YD)(\d{1,9})((?: [^#\s]+)*?)(?: #(\d{1,9})| (\d{8}T\d{6}Z?))?")
"""How vCalendar 1.0 wrote a rule: ``W1 MO WE #10``."""
_OLD_UNITS = {"D": "DAILY", "W": "WEEKLY", "MP": "MONTHLY", "MD": "MONTHLY", "YM": "YEARLY", "YD": "YEARLY"}


class Freq(StrEnum):
    """How long the periods are that a rule counts."""

    YEARLY = "YEARLY"
    MONTHLY = "MONTHLY"
    WEEKLY = "WEEKLY"
    DAILY = "DAILY"
    HOURLY = "HOURLY"
    MINUTELY = "MINUTELY"
    SECONDLY = "SECONDLY"


class Skip(StrEnum):
    """What becomes of a day that its month does not have."""

    OMIT = "OMIT"
    BACKWARD = "BACKWARD"
    FORWARD = "FORWARD"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule says. An empty tuple is a part that is not there."""

    freq: Freq
    interval: int = 1
    count: int | None = None
    until: str = ""
    """As it is written: ``last`` reads it."""
    week: int = 0
    """The day that a week begins with, 0 for Monday."""
    positions: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    days: tuple[tuple[int, int], ...] = ()
    """Each with which one of its month or year it is, 0 for every one, and the weekday, 0 for Monday."""
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    skip: Skip = Skip.OMIT
    aside: tuple[str, ...] = ()
    """Parts that mean nothing, as they are written: they are taken as if they were not there."""


@lru_cache(maxsize=4096)
def parsed(text: str) -> Rule | None:
    """The rule that a text means; None where it names no frequency, or counts in another calendar than ours.

    A part that is out of its range or no number is left aside; parts with names of their own (``X-…``) are ignored.
    """
    parts = _parts(text)
    aside: list[str] = []
    if parts.get("FREQ") not in Freq.__members__ or parts.get("RSCALE", "GREGORIAN") != "GREGORIAN":
        return None
    freq = Freq(parts["FREQ"])

    def numbers(key: str, least: int, most: int, *, signed: bool = False) -> tuple[int, ...]:
        def fits(one: str) -> bool:
            if not _NUMBER.fullmatch(one):
                return False
            return least <= int(one) <= most or (signed and least <= -int(one) <= most)

        return tuple(sorted({int(one) for one in _sound(key, parts, fits, aside)}))

    def above_zero(key: str) -> int | None:
        found = _sound(key, parts, lambda one: bool(_NUMBER.fullmatch(one)) and int(one) > 0, aside)
        return int(found[0]) if found else None

    days: set[tuple[int, int]] = set()
    for one in _sound("BYDAY", parts, _is_weekday, aside):
        match = _DAY.fullmatch(one)
        if match is not None:
            nth = int(match[1] or 0) if freq in (Freq.MONTHLY, Freq.YEARLY) else 0
            days.add((nth, WEEKDAYS.index(match[2])))
    until = _sound("UNTIL", parts, lambda one: _moment(one) is not None, aside)
    week, skip = parts.get("WKST", ""), parts.get("SKIP", "")
    return Rule(
        freq=freq,
        interval=above_zero("INTERVAL") or 1,
        count=above_zero("COUNT"),
        until=until[0] if until else "",
        week=WEEKDAYS.index(week) if week in WEEKDAYS else 0,
        positions=numbers("BYSETPOS", 1, 366, signed=True),
        months=numbers("BYMONTH", 1, 12),
        month_days=numbers("BYMONTHDAY", 1, 31, signed=True),
        year_days=numbers("BYYEARDAY", 1, 366, signed=True),
        weeks=numbers("BYWEEKNO", 1, 53, signed=True),
        days=tuple(sorted(days)),
        hours=numbers("BYHOUR", 0, 23),
        minutes=numbers("BYMINUTE", 0, 59),
        seconds=numbers("BYSECOND", 0, 59),
        skip=Skip(skip) if skip in Skip.__members__ and "RSCALE" in parts else Skip.OMIT,
        aside=tuple(aside),
    )


def sound(text: str) -> str:
    """The rule without what means nothing, in its own order; empty where ``parsed`` gives None."""
    rule = parsed(text)
    if rule is None:
        return ""
    kept: list[str] = []
    for key, value in _parts(text).items():
        good = [one for one in value.split(",") if f"{key}={one[:20]}" not in rule.aside]
        if good and not key.startswith("X-"):
            kept.append(f"{key}={','.join(good)}")
    return ";".join(kept)


def filled(rule: Rule, first: datetime, *, all_day: bool) -> Rule:
    """The rule with what it takes from its first start written out, so that it may be begun anywhere."""
    days, month_days, months, weeks = rule.days, rule.month_days, rule.months, rule.weeks
    if rule.freq is Freq.WEEKLY and not days:
        days = ((0, first.weekday()),)
    elif rule.freq is Freq.MONTHLY and not (days or month_days or rule.year_days or weeks):
        month_days = (first.day,)
    elif rule.freq is Freq.YEARLY and not (days or month_days or rule.year_days):
        if weeks:
            days = ((0, first.weekday()),)
        else:
            month_days, months = (first.day,), months or (first.month,)
    hours, minutes, seconds = ((), (), ()) if all_day else (rule.hours, rule.minutes, rule.seconds)
    below = list(Freq).index(rule.freq)
    return replace(
        rule,
        days=days,
        month_days=month_days,
        months=months,
        hours=hours or (() if below >= list(Freq).index(Freq.HOURLY) else (first.hour,)),
        minutes=minutes or (() if below >= list(Freq).index(Freq.MINUTELY) else (first.minute,)),
        seconds=seconds or (() if below >= list(Freq).index(Freq.SECONDLY) else (first.second,)),
    )


def last(rule: Rule, home: tzinfo, *, all_day: bool) -> datetime | None:
    """UNTIL in the event's own clock: it may be a date, or UTC where the event has a zone. None where there is none."""
    found = _moment(rule.until)
    if found is None:
        return None
    moment, utc = found
    if all_day or "T" not in rule.until:
        return datetime.combine(moment, time.max)
    try:
        return moment.replace(tzinfo=UTC).astimezone(home).replace(tzinfo=None) if utc else moment
    except OverflowError:
        return moment


def _parts(text: str) -> dict[str, str]:
    text = "".join(sign if sign.isprintable() else " " for sign in text.upper())
    if "FREQ" not in text and (old := _OLD.fullmatch(" ".join(text.split()))):
        text = _from_old(old)
    parts: dict[str, str] = {}
    for part in text.replace(" ", "").split(";"):
        key, _, value = part.partition("=")
        if value and key not in parts:
            parts[key] = value
    return parts


def _sound(key: str, parts: dict[str, str], fits: Callable[[str], bool], aside: list[str]) -> list[str]:
    """The values of a part that mean something; the others are added to what is left aside."""
    good: list[str] = []
    for one in parts[key].split(",") if key in parts else ():
        if fits(one):
            good.append(one)
        else:
            aside.append(f"{key}={one[:20]}")
    return good


def _is_weekday(text: str) -> bool:
    match = _DAY.fullmatch(text)
    return match is not None and (match[1] is None or 1 <= abs(int(match[1])) <= 53)


def _moment(text: str) -> tuple[datetime, bool] | None:
    """A date or a time, and whether it is in UTC."""
    match = _UNTIL.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        on = date(year, month, day)
    except ValueError:
        return None
    if hour > 23 or minute > 59:
        return datetime.combine(on, time.max), False
    return datetime.combine(on, time(hour, minute, min(second, 59))), match[7] is not None


def _from_old(old: re.Match[str]) -> str:
    """A rule of vCalendar 1.0 as RFC 5545 writes it; there, one without an end comes twice."""
    kind, every, words, times, until = old.groups()
    parts = [f"FREQ={_OLD_UNITS[kind]}", f"INTERVAL={every}"]
    listed = words.split()
    if kind == "W":
        parts += [f"BYDAY={','.join(listed)}"] if listed else []
    elif kind == "MP":
        nth = "1"
        days: list[str] = []
        for word in listed:
            if word[:-1].isdecimal() and word[-1] in "+-":
                nth = word[:-1] if word[-1] == "+" else f"-{word[:-1]}"
            else:
                days.append(nth + word)
        parts += [f"BYDAY={','.join(days)}"] if days else []
    elif kind in ("MD", "YM", "YD"):
        key = {"MD": "BYMONTHDAY", "YM": "BYMONTH", "YD": "BYYEARDAY"}[kind]
        days = [f"-{w[:-1]}" if w.endswith("-") else "-1" if w == "LD" else w.rstrip("+") for w in listed]
        parts += [f"{key}={','.join(days)}"] if days else []
    if until:
        parts.append(f"UNTIL={until}")
    elif times != "0":
        parts.append(f"COUNT={times or 2}")
    return ";".join(parts)
