"""Ways to say a day, a week, a month, or a moment so and so far from now."""
# ruff: noqa: E501 (one line a way to say it)

import re
from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from osone.calendar.grammar import slips
from osone.calendar.grammar.base import (
    ANY_MONTH,
    ANY_WEEKDAY,
    COUNT,
    GRAINS,
    MONTH,
    NTH,
    UNIT,
    WEAK_WEEKDAYS,
    WEEKDAY,
    YEAR,
    Atom,
    GrammarPiece,
    GrammarSetting,
    Pattern,
    made,
    midnight,
    month,
    number,
    opening,
    pattern,
    stretch,
    weekday,
    yearly,
)
from osone.calendar.grammar.base import unit as unit_of

_THIS = r"(?:this|current|the current)"
_NEXT = r"(?:next|the next|following|the following|coming|the coming|upcoming|the upcoming)"
_LAST = r"(?:last|past|previous|the previous|the last|this past)"
_ON = r"(?:(?:on|due|by) )?"


def day(m: re.Match[str], when: date | None, *, weak: bool = False, again: str = "") -> Atom:
    """The piece for one day; where there is no such day, the piece that says so."""
    if when is None:
        return Atom(m.start(), m.end(), GrammarPiece.DAY, never=True)
    return Atom(m.start(), m.end(), GrammarPiece.DAY, at=midnight(when), weak=weak, again=again)


def over(m: re.Match[str], first: date, last: date, grain: str, *, weak: bool = False) -> Atom:
    """The piece for several days; ``last`` is exclusive."""
    return Atom(m.start(), m.end(), GrammarPiece.DAY, at=midnight(first), until=midnight(last), grain=grain, weak=weak)


def full_year(text: str) -> int:
    """A year of two or four digits."""
    value = int(text)
    return value if value > 99 else value + (2000 if value < 70 else 1900)


def _offset(days: int) -> timedelta:
    return timedelta(days=days)


def _near(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    word = re.sub(r"\s+", " ", m[0].lower())
    step = {"day after tomorrow": 2, "day before yesterday": -2, "tom": 1, "yes": -1, "tmr": 1, "tmw": 1}
    for start, days in step.items():
        if word.removeprefix("the ").startswith(start):
            return day(m, setting.today + _offset(days))
    return day(m, setting.today)


def _weekday(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    which = weekday(m["day"])
    weak = m["day"].lower().rstrip(".") in WEAK_WEEKDAYS and not m["on"] and not m["day"].endswith(".")
    if setting.prefer == "past":
        return day(m, setting.today - _offset((setting.today.weekday() - which - 1) % 7 + 1), weak=weak, again="week")
    return day(m, setting.today + _offset((which - setting.today.weekday() - 1) % 7 + 1), weak=weak, again="week")


def _this_weekday(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    if setting.prefer == "past":
        return day(m, setting.today - _offset((setting.today.weekday() - weekday(m["day"])) % 7))
    return day(m, setting.today + _offset((weekday(m["day"]) - setting.today.weekday()) % 7), again="week")


def _next_weekday(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    return day(m, opening(setting.today, "week") + _offset(7 + weekday(m["day"])), again="week")


def _coming_weekday(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    return day(m, setting.today + _offset((weekday(m["day"]) - setting.today.weekday() - 1) % 7 + 1), again="week")


def _last_weekday(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    return day(m, setting.today - _offset((setting.today.weekday() - weekday(m["day"]) - 1) % 7 + 1))


def _weekday_of_week(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    weeks = {"n": 1, "f": 1, "c": 1, "u": 1, "t": 0, "l": -1, "p": -1}[m["which"].lower().removeprefix("the ")[0]]
    return day(m, opening(setting.today, "week") + _offset(7 * weeks + weekday(m["day"])))


def _weekdays_on(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    first = setting.today + _offset((weekday(m["day"]) - setting.today.weekday() - 1) % 7 + 1)
    count = number(m["n"]) if m.groupdict().get("n") else 2 if m.groupdict().get("after") else 1
    return day(m, first + _offset(7 * (count - 1 + (1 if m.groupdict().get("week") else 0))))


def _weekdays(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    """From one day of the week to another; the second is the one after the first."""
    if m["which"]:
        weeks = {"n": 1, "f": 1, "c": 1, "u": 1, "t": 0}[m["which"].lower().removeprefix("the ")[0]]
        first = opening(setting.today, "week") + _offset(7 * weeks + weekday(m["a"]))
    else:
        first = setting.today + _offset((weekday(m["a"]) - setting.today.weekday() - 1) % 7 + 1)
        if setting.prefer == "past":
            first -= _offset(7)
    days = (weekday(m["b"]) - weekday(m["a"])) % 7
    return over(m, first, first + _offset(days + 1), "day") if days else None


def _month_day(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    dom, which = number(m["dom"]), month(m["month"])
    if not 1 <= dom <= 31:
        return day(m, None) if slips.beyond(m, dom) else None
    if m.groupdict().get("year"):
        return day(m, made(full_year(m["year"]), which, dom))
    found = yearly(setting, which, dom)
    name = m.groupdict().get("wd")
    if name and found is not None and found.weekday() != weekday(name):
        near = setting.today.year
        fitting = [made(year, which, dom) for year in (near, near + 1, near - 1, *range(near + 2, near + 6))]
        found = next((one for one in fitting if one is not None and one.weekday() == weekday(name)), found)
    return day(m, found, again="year")


def _month_days(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    which, a, b = month(m["month"]), number(m["a"]), number(m["b"])
    if not (1 <= a <= 31 and 1 <= b <= 31):
        return None
    first = made(int(m["year"]), which, a) if m["year"] else yearly(setting, which, a)
    last = made(first.year, which, b) if first is not None else None
    if first is None or last is None:
        return day(m, None)
    if last < first:
        return replace(day(m, first), vain=midnight(last))
    return over(m, first, last + _offset(1), "day")


def _day_of(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    """A bare day of the month: the next one, or the last."""
    dom = number(m["dom"])
    if not 1 <= dom <= 31:
        return day(m, None) if slips.beyond(m, dom) else None
    name = m.groupdict().get("wd")
    step = -1 if setting.prefer == "past" else 1
    if name and not m.groupdict().get("the") and m["dom"].isdigit() and dom <= 12:
        # "thursday 11" is an hour, but where that Thursday is the 11th.
        near = setting.today + _offset((weekday(name) - setting.today.weekday() - 1) % 7 + 1)
        return day(m, near) if near.day == dom else None
    first = opening(setting.today, "month")
    for months in range(0, 24 * step, step):
        there = first + relativedelta(months=months)
        found = made(there.year, there.month, dom)
        ahead = found is not None and (found >= setting.today if step > 0 else found <= setting.today)
        if found is not None and ahead and (not name or found.weekday() == weekday(name)):
            return day(m, found)
    return None


def _bare_nth(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    """The 26th without its article counts beside an hour alone."""
    found = _day_of(m, setting)
    return None if found is None else replace(found, weak=True)


def _day_of_which(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    word = m["which"].lower().removeprefix("the ")
    # "coming" and "current" begin alike.
    months = 0 if word == "current" else {"n": 1, "t": 0, "c": 1, "u": 1, "f": 1, "l": -1, "p": -1}[word[0]]
    there = opening(setting.today, "month") + relativedelta(months=months)
    return day(m, made(there.year, there.month, number(m["dom"])))


def _numeric(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    first, second = int(m["a"]), int(m["b"])
    dotted = m["sep"].strip() == "."
    which, dom = (second, first) if first > 12 or (dotted and second <= 12) else (first, second)
    if m[0] == "24/7":
        return None
    if not (1 <= which <= 12 and 1 <= dom <= 31):
        return day(m, None) if slips.meant(m) else None
    if m.groupdict().get("year"):
        found = made(full_year(m["year"]), which, dom)
        return day(m, found) if found is not None or slips.meant(m) else None
    fraction = (first, second) in {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 8), (9, 11), (50, 50)}
    weak = m["sep"].strip() != "/" or fraction
    there = yearly(setting, which, dom)
    return day(m, there, weak=weak, again="year") if there is not None or slips.meant(m) else None


def _iso(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    found = _joined_up(m, setting)
    return found or (day(m, None) if re.search("[-/]", m[0]) else None)


def _joined_up(m: re.Match[str], _: GrammarSetting) -> Atom | None:
    which = m["month"]
    there = made(int(m["year"]), int(which) if which.isdigit() else month(which), int(m["dom"]))
    return day(m, there) if there is not None else None


def _month(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    which = month(m["month"])
    lead = (m.groupdict().get("lead") or "").lower().split()
    today = setting.today
    year = today.year
    if m.groupdict().get("year"):
        year = full_year(m["year"])
    elif "last" in lead or (setting.prefer == "past" and "this" not in lead):
        year -= which >= today.month if "last" in lead else which > today.month
    elif "this" in lead and setting.asked:
        year = today.year
    elif which < today.month or ("next" in lead and which == today.month):
        year += 1
    first = date(year, which, 1)
    weak = not lead and not m.groupdict().get("year")
    return over(m, first, first + relativedelta(months=1), "month", weak=weak)


def _period(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    grain = GRAINS[unit_of(m["unit"])]
    if grain in {"second", "minute", "hour"}:
        return None
    word = re.sub(r"^the ", "", m["which"].lower())
    step = (
        0
        if (word[0] == "t" and "past" not in word) or word.startswith("current")
        else -1
        if word[0] in "lp" or "past" in word
        else 1
    )
    first = opening(setting.today, grain) + stretch(step, f"{grain}s")
    return over(m, first, first + stretch(1, f"{grain}s"), grain)


def _year(m: re.Match[str], _: GrammarSetting) -> Atom:
    first = date(int(m["year"]), 1, 1)
    return over(m, first, first.replace(year=first.year + 1), "year")


def _weekend(m: re.Match[str], setting: GrammarSetting) -> Atom:
    saturday = opening(setting.today, "week") + _offset(5)
    word = (m["which"] or "").lower()
    over_already = "coming" in word and saturday <= setting.today
    saturday += _offset(7 if "next" in word or over_already else -7 if "last" in word or "past" in word else 0)
    return over(m, saturday, saturday + _offset(2), "day")


_DASH = r"\s*(?:-|–|to|till|until|through)\s*(?:the )?"
_Y = rf"(?:(?:\s*,\s*|\s+(?:of\s+)?)(?P<year>{YEAR}))?"
_WD = rf"(?:(?:on )?(?P<wd>{WEEKDAY})\s*[,-]?\s*)?"
_DOM = rf"(?:{NTH}|\d{{1,2}})"

DAYS: tuple[Pattern, ...] = (
    pattern("2026-11-14", rf"{_ON}(?P<year>{YEAR})[-/ ](?P<month>\d{{1,2}}|{MONTH})[-/ ](?P<dom>\d{{1,2}})", _iso),
    pattern("20261114", r"(?P<year>20\d\d)(?P<month>[01]\d)(?P<dom>[0-3]\d)", _joined_up),
    pattern("14-Nov-2026", rf"{_ON}(?P<dom>\d{{1,2}})[-/](?P<month>{MONTH})[-/](?P<year>{YEAR})", _iso),
    pattern("Nov-14-2026", rf"{_ON}(?P<month>{MONTH})[-/](?P<dom>\d{{1,2}})[-/](?P<year>{YEAR})", _iso),
    pattern("11/14/2026", r"(?:on )?(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)", _numeric),
    pattern("11/14", r"(?:on )?(?P<a>\d{1,2})(?P<sep>\s?[/-]\s?|\.)(?P<b>\d{1,2})", _numeric),
    # As German and its neighbours write it, where the hour follows.
    pattern(
        "14.11. 9:30",
        r"(?:on )?(?P<a>\d{1,2})(?P<sep>\.)(?P<b>\d{1,2})\.(?=,?\s+(?:at |@\s?)?\d{1,2}[:.]\d\d)",
        _numeric,
    ),
    pattern(
        "fri 14 nov",
        rf"{_ON}{_WD}(?:the )?(?P<dom>{_DOM})(?:\.(?=\s))?\s*(?:day )?(?:of )?(?P<month>{ANY_MONTH}){_Y}",
        _month_day,
    ),
    pattern(
        "fri, nov 14", rf"{_ON}{_WD}(?P<month>{ANY_MONTH})(?:\s+|[/-])?(?:the )?(?P<dom>{_DOM})(?![:h]){_Y}", _month_day
    ),
    pattern("jul 18, fri", rf"(?P<month>{MONTH}) (?P<dom>{_DOM})\s*,?\s*(?P<wd>{WEEKDAY}){_Y}", _month_day),
    pattern(
        "13 to 15 july",
        rf"(?:from |between )?(?:the )?(?P<a>{_DOM}){_DASH}(?P<b>{_DOM}) (?:of )?(?P<month>{MONTH}){_Y}",
        _month_days,
    ),
    pattern(
        "july 13-15",
        rf"(?<!\d\s)(?:from )?(?P<month>{MONTH}) (?:the )?(?P<a>{_DOM}){_DASH}(?P<b>{_DOM})(?![:h]){_Y}",
        _month_days,
    ),
    pattern(
        "the 20th of next month",
        rf"{_ON}(?:the )?(?P<dom>{_DOM})(?: day)?(?: of| in)? (?P<which>{_NEXT}|{_THIS}|{_LAST}) month",
        _day_of_which,
    ),
    pattern(
        "friday the 14th",
        rf"{_ON}(?P<wd>{WEEKDAY})\s*,? (?P<the>the )?(?P<dom>{NTH}|[12]\d|3[01])(?![:/.h-]\d)(?!\s*[ap]\.?m)",
        _day_of,
    ),
    pattern(
        "26th",
        rf"(?P<dom>\d{{1,2}}(?:st|nd|rd|th))(?! (?:century|floor|time|edition|row|street|avenue))(?! (?:of )?{MONTH})",
        _bare_nth,
    ),
    pattern(
        "the 14th",
        rf"(?:on |by |due |until |till )?the (?P<dom>\d{{1,2}}(?:st|nd|rd|th))(?! (?:century|floor|time|edition|row))(?! (?:of )?{MONTH})",
        _day_of,
    ),
    pattern(
        "on 14th",
        rf"(?:on|by|due) (?P<dom>\d{{1,2}}(?:st|nd|rd|th))(?! (?:floor|street|avenue))(?! (?:of )?{MONTH})",
        _day_of,
    ),
    pattern("the day after tomorrow", r"(?:the )?day after tomorrow|(?:the )?day before yesterday", _near),
    pattern("this afternoon", r"this(?= (?:(?:early|late) )?(?:morning|afternoon|evening)\b)", _near),
    pattern("tomorrow", r"today|tomorrow|tomorow|tommorow|tmrw|tmrow|tmr|tmw|yesterday", _near),
    pattern(
        "monday next week",
        rf"(?:on )?(?P<day>{WEEKDAY}) (?:of )?(?P<which>{_NEXT}|{_THIS}|{_LAST}) week",
        _weekday_of_week,
    ),
    pattern(
        "next week monday",
        rf"(?P<which>{_NEXT}|{_THIS}|{_LAST}) week\s*-?\s*(?:on )?(?P<day>{WEEKDAY})",
        _weekday_of_week,
    ),
    pattern("friday after next", rf"(?P<day>{WEEKDAY})(?P<after> after next)", _weekdays_on),
    pattern("a week on friday", rf"(?P<week>a week (?:on|from) )(?P<day>{WEEKDAY})", _weekdays_on),
    pattern(
        "two fridays from now",
        rf"(?P<n>{COUNT}) (?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)days?) from now",
        _weekdays_on,
    ),
    pattern(
        "mon-wed next week",
        rf"(?:from )?(?P<a>{WEEKDAY})\s*(?:-|–|—|to|till|until|through|thru)\s*(?P<b>{WEEKDAY})(?: (?:of )?(?P<which>{_NEXT}|{_THIS}) week)?",
        _weekdays,
    ),
    pattern("this monday", rf"(?:on |by )?this (?:coming |upcoming )?(?P<day>{WEEKDAY})", _this_weekday),
    pattern("coming monday", rf"(?:on |by )?(?:the )?(?:coming|upcoming) (?P<day>{WEEKDAY})", _coming_weekday),
    pattern("next monday", rf"(?:on |by )?(?:next|the following) (?P<day>{ANY_WEEKDAY})", _next_weekday),
    pattern("last monday", rf"(?:on )?(?:last|this past|past|previous|the previous) (?P<day>{WEEKDAY})", _last_weekday),
    pattern("monday", rf"(?P<on>(?:on|by|due|until|till|before|after|since) )?(?P<day>{ANY_WEEKDAY})", _weekday),
    pattern("friday week", rf"(?:on |by )?(?P<day>{WEEKDAY})(?P<week> week)(?! of\b)", _weekdays_on),
    pattern(
        "this weekend",
        r"(?:(?P<which>this|next|(?:the )?last|the|at the|over the|on the|(?:this |the )?past|(?:the )?(?:up)?coming) )?(?:week-?end|wkend)",
        _weekend,
    ),
    pattern(
        "next month",
        rf"(?P<which>{_NEXT}|{_THIS}|{_LAST}) (?P<unit>{UNIT}|qtr)",
        lambda m, s: _period(m, s) if m["unit"] != "qtr" else None,
    ),
    pattern(
        "in may",
        rf"(?P<lead>(?:in|by|until|till|since|before|after|next|last|this|during|early|late|mid)[ -](?:(?:next|last|this) )?)(?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?",
        _month,
    ),
    pattern("may 2026", rf"(?P<month>{MONTH}),? (?P<year>{YEAR})", _month),
    pattern(
        "november", r"(?P<month>january|february|april|june|july|august|september|october|november|december)", _month
    ),
    pattern(
        "in 2026",
        rf"(?:in|since|during|by) (?P<year>{YEAR})(?: a\.?d\.?)?(?! (?:people|words|pages|copies|days))",
        _year,
    ),
)
