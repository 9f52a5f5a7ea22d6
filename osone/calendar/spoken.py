"""Times and repeats as one would say them: "Mon 23 Nov, 12:30 to 13:30", "every two weeks on Tuesday"."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from osone.calendar.periods import WEEK, View, count
from osone.host.later import later
from osone.model.calendar import Occurrence
from osone.text.catalogue import N_, _, plural
from osone.text.dates import DAYS, MONTHS, clock, date_long, date_short, day_long, month, month_short, span
from osone.text.lines import short
from osone.text.numbers import joined, ordinal

if TYPE_CHECKING:
    from osone.calendar import rules
else:
    rules = later("osone.calendar.rules")  # once the words of a series are asked for

_DAYS = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), DAYS, strict=True))
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_PLACES = {
    1: N_("the first {weekday}"), 2: N_("the second {weekday}"), 3: N_("the third {weekday}"),
    4: N_("the fourth {weekday}"), 5: N_("the fifth {weekday}"), -1: N_("the last {weekday}"),
    -2: N_("the last but one {weekday}"),
}  # fmt: skip
_WORKDAYS = {"MO", "TU", "WE", "TH", "FR"}
_OTHERS = frozenset({"BYSETPOS", "BYHOUR", "BYMINUTE", "BYSECOND", "BYWEEKNO", "BYYEARDAY"})
"""Parts of a rule that no short words are true of."""


LONGEST = 240
"""Letters of a name or a place that are shown: no sheet has room for more."""


def title_words(one: Occurrence) -> str:
    """What a happening is called on a screen; some come without a title."""
    return short(one.title, LONGEST) or _("Untitled event")


def place_words(one: Occurrence) -> str:
    """Where it is, on a screen."""
    return short(one.location, LONGEST)


def occurrence_words(one: Occurrence, today: date) -> str:
    """When a happening is, in whole words."""
    return span(one.start, one.end, today, all_day=one.all_day, long=True)


def period_words(view: View, day: date, first: date, today: date) -> str:
    """What is shown, as a heading: ``November 2026``, ``Nov – Dec 2026``, ``Monday 23 November``.

    A day has its year where that is another. A month shows whole weeks, and is called by its own name alone.
    """
    if view is View.DAY:
        return day_long(day, today)
    first = day if view is View.MONTH else first
    last = day if view is View.MONTH else first + timedelta(days=count(view, first) - 1)
    if first.year != last.year:
        return _(
            "{month} {year} – {end_month} {end_year}",
            month=month_short(first), year=first.year, end_month=month_short(last), end_year=last.year,
        )  # fmt: skip
    if first.month != last.month:
        return _("{month} – {end_month} {year}", month=month_short(first), end_month=month_short(last), year=first.year)
    return _("{month} {year}", month=month(first), year=first.year)


def period_note(view: View, day: date, first: date, *, short: bool = False) -> str:
    """What stands beside the heading: the week's number (ISO 8601), from when to when, or that not all is shown."""
    if short:
        return _("more events than can be shown")
    if view is View.MONTH:
        return ""
    if view is View.AGENDA:
        last = first + timedelta(days=count(view, first) - 1)
        return _("{start} to {end}", start=date_short(first), end=date_short(last))
    # A week is numbered by its Thursday, whichever day it begins with.
    on = day if view is View.DAY else next(d for n in range(WEEK) if (d := first + timedelta(days=n)).weekday() == 3)
    return _("week {number}", number=on.isocalendar().week)


def how_often(rule: str) -> str:
    """An RRULE (RFC 5545, section 3.3.10) in words, ``repeats`` where no short words would be true; empty for none."""
    if not rule:
        return ""
    rule = rules.sound(rule)
    parts = {k.upper(): v for k, _, v in (p.partition("=") for p in rule.split(";"))}
    unit = _UNITS.get(parts.get("FREQ", "").upper(), "")
    every = parts.get("INTERVAL", "1")
    if not unit or not every.isdecimal() or _OTHERS & parts.keys():
        return _("repeats")
    number = int(every)
    where = _where(parts, unit)
    if where is None:
        return _("repeats")
    workdays = set(parts.get("BYDAY", "").upper().split(",")) == _WORKDAYS and "BYMONTH" not in parts
    if workdays and number == 1 and unit in ("day", "week"):
        return _until(_("every workday"), parts)
    said = _every(unit, number)
    return _until(_("{every} {when}", every=said, when=where) if where else said, parts)


def _every(unit: str, number: int) -> str:
    if unit == "day":
        return plural("every day", "every {number} days", number)
    if unit == "week":
        return plural("every week", "every {number} weeks", number)
    if unit == "month":
        return plural("every month", "every {number} months", number)
    return plural("every year", "every {number} years", number)


def _where(parts: dict[str, str], unit: str) -> str | None:
    """On which days of its period; None where that cannot be said shortly."""
    said: list[str] = []
    months = parts.get("BYMONTH", "")
    if days := parts.get("BYDAY", "").upper():
        names = [_weekday(day) for day in days.split(",")]
        if not all(names):
            return None
        plain = set(days.split(",")) == _WORKDAYS
        said.append(_("on workdays") if plain else _("on {days}", days=joined(names)))
    if dates := parts.get("BYMONTHDAY", ""):
        numbers = [_monthday(day) for day in dates.split(",")]
        if days or not all(numbers):
            return None
        said.append(_("on {days}", days=joined(numbers)))
    if months:
        if not all(m.isdecimal() and 1 <= int(m) <= 12 for m in months.split(",")):
            return None
        said.append(_("in {months}", months=joined([_(MONTHS[int(m) - 1]) for m in months.split(",")])))
    elif unit == "year" and days and all(len(day) == 2 for day in days.split(",")):
        return None
    return " ".join(said)


def _weekday(day: str) -> str:
    name, place = _DAYS.get(day[-2:], ""), day[:-2]
    if not name or not place:
        return _(name)
    try:
        words = _PLACES.get(int(place), "")
    except ValueError:
        return ""
    return _(words, weekday=_(name))


def _monthday(day: str) -> str:
    if day == "-1":
        return _("the last day")
    return _("the {day}", day=ordinal(int(day))) if day.isdecimal() and 1 <= int(day) <= 31 else ""


def _until(said: str, parts: dict[str, str]) -> str:
    """The same with when it ends, where that is known."""
    if (times := parts.get("COUNT", "")).isdecimal():
        return plural("{rule}, once", "{rule}, {number} times", int(times), rule=said)
    until = parts.get("UNTIL", "")
    try:
        last = date(int(until[:4]), int(until[4:6]), int(until[6:8]))
    except ValueError:
        return said
    return _("{rule}, until {day} {year}", rule=said, day=date_long(last), year=last.year)


def no_end(ends: datetime, begins: datetime | None, today: date) -> str:
    """The sentence that something can't end then, before it ``begins``; without that they are whole days."""
    if begins is not None and ends.date() == begins.date():
        return _("It can't end at {time}, before it begins.", time=clock(ends))
    return _("It can't end on {day}, before it begins.", day=day_long(ends.date(), today))
