"""Ways to say a day within its month or year: "first tuesday of october", "last day of the month", "end of next week"."""
# ruff: noqa: E501 (one line a way to say it)

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from osone.calendar.grammar.base import (
    MONTH,
    NTH,
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
)
from osone.calendar.grammar.days import day, over


def _edge(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    """End of month, end of next week, end of day."""
    word = re.sub(r"\s+", " ", m[0].lower())
    unit = {"m": "month", "w": "week", "y": "year", "q": "quarter", "d": "day"}[
        m["unit"][0].lower() if m.groupdict().get("unit") else word[-1]
    ]
    step = 1 if m.groupdict().get("which") and "next" in m["which"].lower() else 0
    if unit == "day":
        at = midnight(setting.today + timedelta(days=step)) + timedelta(hours=17)
        return Atom(m.start(), m.end(), GrammarPiece.MOMENT, at=at, grain="hour")
    first = opening(setting.today, unit) + stretch(step, f"{unit}s")
    last = first + stretch(1, f"{unit}s") - timedelta(days=3 if unit == "week" else 1)
    return day(m, last)  # the end of a week is its Friday


def _end_of_month(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    """End of March: the last one that is still to come."""
    which = month(m["month"])
    year = int(m["year"]) if m["year"] else setting.today.year + (which < setting.today.month)
    return day(m, date(year, which, 1) + stretch(1, "months") - timedelta(days=1))


def _nth_in_month(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    today = setting.today
    if m.groupdict().get("month"):
        year = int(m["year"]) if m["year"] else today.year + (month(m["month"]) < today.month)
        first = date(year, month(m["month"]), 1)
    else:
        first = opening(today, "month") + relativedelta(months=1 if "next" in (m["which"] or "").lower() else 0)
    final = first + relativedelta(months=1) - timedelta(days=1)
    last = m["nth"].lower() == "last"
    if m["what"].lower() == "day":
        return day(m, final if last else made(first.year, first.month, number(m["nth"])))
    which = weekday(m["what"])
    if last:
        return day(m, final - timedelta(days=(final.weekday() - which) % 7))
    found = first + timedelta(days=(which - first.weekday()) % 7 + 7 * (number(m["nth"]) - 1))
    return day(m, found if found <= final else None)


def _nth_weekend(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    """A weekend belongs to the month that its Saturday lies in."""
    today = setting.today
    if m["month"]:
        year = int(m["year"]) if m["year"] else today.year + (month(m["month"]) < today.month)
        first = date(year, month(m["month"]), 1)
    else:
        first = opening(today, "month") + relativedelta(months=1 if "next" in m["which"].lower() else 0)
    final = first + relativedelta(months=1) - timedelta(days=1)
    if m["nth"].lower() == "last":
        saturday = final - timedelta(days=(final.weekday() - 5) % 7)
    else:
        saturday = first + timedelta(days=(5 - first.weekday()) % 7 + 7 * (number(m["nth"]) - 1))
    return over(m, saturday, saturday + timedelta(days=2), "day") if saturday <= final else day(m, None)


WITHIN: tuple[Pattern, ...] = (
    pattern(
        "first tuesday of october",
        rf"(?:on )?(?:the )?(?P<nth>{NTH}|last) (?P<what>{WEEKDAY}|day) (?:of|in) (?P<month>{MONTH})(?: (?P<year>{YEAR}))?",
        _nth_in_month,
    ),
    pattern(
        "last friday of the month",
        rf"(?:on )?(?:the )?(?P<nth>{NTH}|last) (?P<what>{WEEKDAY}|day) (?:of|in) (?P<which>the|this|next)(?: month)",
        _nth_in_month,
    ),
    pattern(
        "the last day of the month",
        r"(?:on )?(?:the )?(?P<nth>last) (?P<what>day) (?:of|in) month(?P<which>)",
        _nth_in_month,
    ),
    pattern(
        "first weekend of december",
        rf"(?:on )?(?:the )?(?P<nth>{NTH}|last) (?P<what>week-?end) (?:of|in) (?:(?P<month>{MONTH})(?: (?P<year>{YEAR}))?|(?P<which>the|this|next) month)",
        _nth_weekend,
    ),
    pattern(
        "end of march",
        rf"(?:by |at |until |till )?(?:the )?end of (?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?",
        _end_of_month,
    ),
    pattern(
        "eom",
        r"(?:by |at )?(?:the )?(?:eo[dmwyq]|end of (?:the )?(?:(?P<which>this|next) )?(?P<unit>day|week|month|quarter|year))",
        _edge,
    ),
)
