"""Ways to say how often, as the RRULE they mean (RFC 5545), and the names of feast days."""
# ruff: noqa: E501 (one line a way to say it)

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter

from osone.calendar.grammar.base import (
    COUNT,
    MONTH,
    NTH,
    RULE_DAYS,
    UNIT,
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
    pattern,
    weekday,
)
from osone.calendar.grammar.base import unit as unit_of

_FREQ = {"days": "DAILY", "weeks": "WEEKLY", "months": "MONTHLY", "years": "YEARLY", "hours": "HOURLY"}
_WORKDAYS = "BYDAY=MO,TU,WE,TH,FR"
LEAP = 2024
"""A year that has every day there is."""


def _rule(m: re.Match[str], rule: str) -> Atom:
    return Atom(m.start(), m.end(), GrammarPiece.REPEAT, rule=rule)


def _unit(m: re.Match[str], _: GrammarSetting) -> Atom | None:
    unit = unit_of(m["unit"])
    said = (m["n"] or "").lower().strip()
    count = 2 if said in {"other", "second", "2nd"} else number(said) if said else 1
    if unit == "fortnights":
        unit, count = "weeks", count * 2
    if unit == "quarters":
        unit, count = "months", count * 3
    freq = _FREQ.get(unit)
    if freq is None or count < 1:
        return None
    return _rule(m, f"FREQ={freq}" + (f";INTERVAL={count}" if count > 1 else ""))


def _adverb(m: re.Match[str], _: GrammarSetting) -> Atom:
    rules = {
        "d": "FREQ=DAILY",
        "w": "FREQ=WEEKLY",
        "b": "FREQ=WEEKLY;INTERVAL=2",
        "f": "FREQ=WEEKLY;INTERVAL=2",
        "m": "FREQ=MONTHLY",
        "q": "FREQ=MONTHLY;INTERVAL=3",
        "y": "FREQ=YEARLY",
        "a": "FREQ=YEARLY",
    }
    # "the weekly shop" and "daily news" describe a thing: alone, such a word counts only at the end of the line.
    return _rule(m, rules[m["word"][0].lower()])


def _days(m: re.Match[str], _: GrammarSetting) -> Atom | None:
    names = re.findall(WEEKDAY.replace(r"\b", r"s?\b"), m["days"], re.IGNORECASE)
    which = sorted({weekday(name.rstrip(".")) for name in names})
    if not which:
        return None
    step = ";INTERVAL=2" if (m.groupdict().get("other") or "").strip() else ""
    return _rule(m, f"FREQ=WEEKLY{step};BYDAY=" + ",".join(RULE_DAYS[one] for one in which))


def _weekdays(m: re.Match[str], _: GrammarSetting) -> Atom:
    return _rule(m, f"FREQ=WEEKLY;{_WORKDAYS}" if "end" not in m[0].lower() else "FREQ=WEEKLY;BYDAY=SA,SU")


def _of_month(m: re.Match[str], _: GrammarSetting) -> Atom | None:
    said = m["dom"].lower()
    dom = -1 if said.startswith("last") else number(said)
    return _rule(m, f"FREQ=MONTHLY;BYMONTHDAY={dom}") if dom == -1 or 1 <= dom <= 31 else None


def _nth_day(m: re.Match[str], _: GrammarSetting) -> Atom:
    nth = -1 if m["nth"].lower() == "last" else number(m["nth"])
    return _rule(m, f"FREQ=MONTHLY;BYDAY={nth}{RULE_DAYS[weekday(m['day'])]}")


def _of_year(m: re.Match[str], _: GrammarSetting) -> Atom:
    said = m["dom"] or m["dom2"]
    if made(LEAP, month(m["month"]), number(said)) is None:
        return Atom(m.start(), m.end(), GrammarPiece.DAY, never=True)
    return _rule(m, f"FREQ=YEARLY;BYMONTH={month(m['month'])};BYMONTHDAY={number(said)}")


_EACH = r"(?:every|each)"
_SOME = rf"{WEEKDAY.replace(chr(92) + 'b', 's?' + chr(92) + 'b')}"

REPEATS: tuple[Pattern, ...] = (
    pattern("every mon and thu", rf"{_EACH} (?P<other>(?:other|second|2nd) )?(?P<days>{_SOME}(?:(?:\s*,\s*|\s*(?:and|&|\+|/)\s*|\s*,\s*and\s+){_SOME})*)", _days),
    pattern("on mondays", r"(?:on )?(?P<days>(?:mon|tues|wednes|thurs|fri|satur|sun)days(?:(?:\s*,\s*|\s+and\s+)(?:mon|tues|wednes|thurs|fri|satur|sun)days)*)", _days),
    pattern("every weekday", rf"{_EACH} (?:weekday|work ?day|weekend|week-end)|(?:on )?(?:weekdays|workdays)", _weekdays),
    pattern("every 5th of the month", rf"{_EACH} (?:month (?:on )?(?:the )?)(?P<dom>{NTH}|last day)", _of_month),
    pattern("the 1st of every month", rf"(?:on )?(?:the )?(?P<dom>{NTH}|last day) (?:of )?(?:every|each) month", _of_month),
    pattern("every 14th", rf"{_EACH} (?P<dom>\d{{1,2}}(?:st|nd|rd|th)|last day)(?: day)?(?: of (?:the|every|each) month)?(?! (?:day|week|month|year))", _of_month),
    pattern("first monday of every month", rf"(?:on )?(?:the |every )?(?P<nth>{NTH}|last) (?P<day>{WEEKDAY}) (?:of |in )?(?:every|each|the) month(?<=h)", lambda m, s: _nth_day(m, s) if re.search("every|each", m[0], re.IGNORECASE) else None),
    pattern("every 3 may", rf"{_EACH} (?:year (?:on )?(?:the )?)?(?:(?P<dom>{NTH}|\d{{1,2}}) (?:of )?(?P<month>{MONTH})(?P<dom2>))", _of_year),
    pattern("every 2 weeks", rf"{_EACH} (?P<n>(?:other|second|2nd|{COUNT}) )?(?P<unit>{UNIT})", _unit),
    pattern("daily", r"(?P<word>daily|weekly|fortnightly|biweekly|monthly|quarterly|yearly|annually)(?=\s*(?:$|[,.;!?)#]|(?:at|on|from|until|for|starting)\b))", _adverb),
)  # fmt: skip


# ── feast days ───────────────────────────────────────────────────────────────────────────────────────────────────


def _nth(of_month: int, which: int, n: int) -> Callable[[int], date]:
    def find(year: int) -> date:
        if n < 0:
            after = date(year + of_month // 12, of_month % 12 + 1, 1) - timedelta(days=1)
            return after - timedelta(days=(after.weekday() - which) % 7)
        first = date(year, of_month, 1)
        return first + timedelta(days=(which - first.weekday()) % 7 + 7 * (n - 1))

    return find


def _fixed(of_month: int, dom: int) -> Callable[[int], date]:
    return lambda year: date(year, of_month, dom)


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


def _black_friday(year: int) -> date:
    return _nth(11, 3, 4)(year) + timedelta(days=1)


FEASTS: tuple[tuple[str, Callable[[int], date]], ...] = (
    (r"(?:christmas|xmas)(?: day)?(?! (?:eve|party|dinner|card|cards|tree|market|carol|carols|present|presents))", _fixed(12, 25)),
    (r"(?:christmas|xmas) eve", _fixed(12, 24)),
    (r"boxing day", _fixed(12, 26)),
    (r"new year['’]?s eve|silvester", _fixed(12, 31)),
    (r"new year['’]?s(?: day)?(?! eve)|new year(?=\s*$)", _fixed(1, 1)),
    (r"epiphany", _fixed(1, 6)),
    (r"valentine['’]?s?(?:['’]s)? day", _fixed(2, 14)),
    (r"(?:st\.?|saint) (?:patrick|paddy)['’]?s day", _fixed(3, 17)),
    (r"earth day", _fixed(4, 22)),
    (r"(?:international )?workers['’]? day|labou?r day \(may\)|may day", _fixed(5, 1)),
    (r"midsummer(?:['’]?s eve)?", lambda year: next(date(year, 6, d) for d in range(19, 26) if date(year, 6, d).weekday() == 4)),
    (r"independence day", _fixed(7, 4)),
    (r"halloween", _fixed(10, 31)),
    (r"all saints['’]? day", _fixed(11, 1)),
    (r"st\.? martin['’]?s day|martinmas", _fixed(11, 11)),
    (r"st\.? lucia['’]?s? day|santa lucia", _fixed(12, 13)),
    (r"mlk(?: jr\.?)? day|martin luther king(?:['’]?s)?(?: jr\.?)? day|civil rights day", _nth(1, 0, 3)),
    (r"memorial day", _nth(5, 0, -1)),
    (r"mother['’]?s['’]? day", _nth(5, 6, 2)),
    (r"father['’]?s['’]? day", _nth(6, 6, 3)),
    (r"labor day", _nth(9, 0, 1)),
    (r"columbus day", _nth(10, 0, 2)),
    (r"veterans['’]? day|armistice day", _fixed(11, 11)),
    (r"thanksgiving(?: day)?", _nth(11, 3, 4)),
    (r"black friday", _black_friday),
    (r"cyber monday", lambda year: _black_friday(year) + timedelta(days=3)),
    (r"mardi gras|shrove tuesday|pancake day", _from_easter(-47)),
    (r"ash wednesday", _from_easter(-46)),
    (r"palm sunday", _from_easter(-7)),
    (r"maundy thursday|covenant thu(?:rsday)?", _from_easter(-3)),
    (r"good friday", _from_easter(-2)),
    (r"easter(?: sunday)?(?! (?:mon|egg|bunny))", _from_easter(0)),
    (r"easter mon(?:day)?", _from_easter(1)),
    (r"ascension(?: day)?", _from_easter(39)),
    (r"pentecost|whit sunday|white sunday", _from_easter(49)),
)  # fmt: skip


def _feast(find: Callable[[int], date]) -> Callable[[re.Match[str], GrammarSetting], Atom | None]:
    def make(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
        today, near = setting.today, setting.today.year
        lead = (m["lead"] or "").lower()
        if m["year"]:
            at = find(int(m["year"]))
        elif m["of"]:
            at = find(near + {"l": -1, "t": 0, "n": 1}[m["of"].lower()[0]])
        elif "last" in lead or "previous" in lead or (setting.prefer == "past" and not lead):
            at = max(one for year in (near - 1, near) if (one := find(year)) < today)
        else:
            at = min(one for year in (near, near + 1, near + 2) if (one := find(year)) >= today)
        return Atom(m.start(), m.end(), GrammarPiece.DAY, at=midnight(at))

    return make


FEAST_DAYS: tuple[Pattern, ...] = tuple(
    pattern(
        names,
        rf"(?:on |by |until )?(?P<lead>(?:this|next|last|previous|following|coming) )?(?:{names})"
        rf"(?:,? (?:of |in )?(?P<year>{YEAR})| (?:of )?(?P<of>last|this|next) year)?",
        _feast(find),
    )
    for names, find in FEASTS
)
