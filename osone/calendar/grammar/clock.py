"""Ways to say a time of day, a stretch of hours, a part of the day, and how long."""

import re
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from osone.calendar.grammar import slips
from osone.calendar.grammar.base import (
    COUNT,
    MONTH,
    SAID,
    UNIT,
    Atom,
    Clock,
    GrammarPiece,
    GrammarSetting,
    Pattern,
    number,
    pattern,
    stretch,
)
from osone.calendar.grammar.base import unit as unit_of

_AMPM = r"(?:\s*[ap]\.?\s?m\b\.?|\s*p\b|a\b|\s+a\b(?!\s+[a-z]))"
"""The single letter behind a gap may be the article: "5 a day"."""
_PLAIN = r"\d{1,2}(?::\d\d(?::\d\d)?)?"
_ABOUT = r"(?:(?:at|around|about|@|~|by) (?:about |around )?)?"
_END = (
    r"(?=\s*(?:$|[,.;!?)\]]|(?:on|in|with|for|and|or|to|until|till|this|next|that|about|tomorrow|today|tonight"
    r"|sharp)\b))"
)

PARTS: dict[str, tuple[int, int]] = {
    "early morning": (5, 9),
    "morning": (8, 12),
    "lunchtime": (12, 14),
    "lunch": (12, 14),
    "early afternoon": (12, 15),
    "late afternoon": (15, 18),
    "afternoon": (12, 17),
    "early evening": (17, 19),
    "evening": (18, 22),
    "night": (20, 24),
}
PART = "|".join(sorted((part.replace(" ", r"\s+") for part in PARTS), key=len, reverse=True))


def clock(text: str) -> Clock | None:
    """A time as it is written or said: ``9``, ``9:30``, ``21h``, ``3pm``, ``noon``."""
    plain = re.sub(r"\s*-?\s?ish$", "", re.sub(r"\s+", " ", text.strip().lower()))
    if plain in {"noon", "midday", "12 noon"}:
        return Clock(12)
    if plain in {"midnight", "12 midnight"}:
        return Clock(0)
    found = re.fullmatch(r"(\d{1,2})(?:[:. h](\d\d)?)?(?::(\d\d))?\s*(?:o'?clock)?(?:ish)?\s*([ap])?\.?\s?m?\.?", plain)
    if found is None:
        said = re.fullmatch(
            r"([a-z]+)(?: (?![ap]\.?m)(?!o['’]?clock)([a-z]+(?:[ -](?![ap]\.?m)[a-z]+)?))?"
            r"(?: o['’]?clock)?(?: ?([ap])\.?m\.?)?",
            plain,
        )
        if said is None or not 1 <= number(said[1]) <= 12:
            return None
        return _settled(number(said[1]), number(said[2] or ""), 0, said[3], "minute" if said[2] else "hour", True)
    grain = "second" if found[3] else "minute" if found[2] else "hour"
    is_open = "h" not in plain and not plain.startswith("0")
    return _settled(int(found[1]), int(found[2] or 0), int(found[3] or 0), found[4], grain, is_open)


def _settled(hour: int, minute: int, second: int, half: str | None, grain: str, is_open: bool) -> Clock | None:
    # "00:30 am" is meant for what it says, though no such clock has it.
    if minute > 59 or second > 59 or hour > 24 or (half and not (1 <= hour <= 12 or (half == "a" and hour == 0))):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return Clock(hour % 24, minute, second, open=is_open and not half and 1 <= hour <= 12, grain=grain)


def _time(m: re.Match[str], _: GrammarSetting) -> Atom | None:
    at = clock(m["time"])
    return (
        slips.hour(m, "time") if at is None else Atom(m.start(), m.end(), GrammarPiece.CLOCK, clock=at, grain=at.grain)
    )


def _weak_time(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    atom = _time(m, setting)
    if atom is None or atom.never:
        return None
    return Atom(m.start(), m.end(), GrammarPiece.CLOCK, clock=atom.clock, grain=atom.grain, weak=True)


def _past(m: re.Match[str], _: GrammarSetting) -> Atom | None:
    at = clock(m["time"])
    if at is None:
        return None
    word = re.sub(r"\s+(?:minutes|mins)$", "", m["by"].strip().lower()).removeprefix("a ")
    by = {"quarter": 15, "half": 30}.get(word) or number(word)
    total = at.hour * 60 + (by if m["side"].lower() in {"past", "after", "half"} else -by)
    done = Clock(total // 60 % 24, total % 60, open=at.open, grain="minute")
    return Atom(m.start(), m.end(), GrammarPiece.CLOCK, clock=done, grain="minute")


def _half(m: re.Match[str], _: GrammarSetting) -> Atom | None:
    at = clock(m["time"])
    if at is None:
        return None
    return Atom(
        m.start(), m.end(), GrammarPiece.CLOCK, clock=Clock(at.hour, 30, open=at.open, grain="minute"), grain="minute"
    )


def hours(m: re.Match[str], _: GrammarSetting) -> Atom | None:
    """From ``a`` to ``b`` as hours, each in the half of the day that fits the other."""
    begin, end = clock(m["a"]), clock(m["b"])
    if begin is None or end is None:
        return slips.hour(m, "b" if begin is not None else "a")
    if begin.open and not end.open:
        later = begin.hour % 12 + 12
        fits = end.hour >= 12 and (later, begin.minute) < (end.hour, end.minute)
        begin = Clock(
            later if fits else begin.hour % 12 if end.hour < 12 else begin.hour, begin.minute, grain=begin.grain
        )
    elif end.open and not begin.open:
        # The half of the day that comes first: "9am-5" ends in the afternoon, "22-6" in the morning after.
        halves = [Clock(hour, end.minute, grain=end.grain) for hour in (end.hour % 12, end.hour % 12 + 12)]
        end = min(halves, key=lambda half: _minutes(begin, half))
    return Atom(m.start(), m.end(), GrammarPiece.HOURS, clock=begin, to=end, grain="minute")


def _minutes(begin: Clock, end: Clock) -> int:
    """From one hour to the next time it is the other."""
    return (end.hour * 60 + end.minute - begin.hour * 60 - begin.minute - 1) % (24 * 60) + 1


def _part(m: re.Match[str], _: GrammarSetting) -> Atom:
    begin, end = PARTS[re.sub(r"\s+", " ", m["part"].lower())]
    weak = m.groupdict().get("lead") is None
    return Atom(m.start(), m.end(), GrammarPiece.PART, clock=Clock(begin), to=Clock(end), grain="hour", weak=weak)


def length(m: re.Match[str], _: GrammarSetting) -> Atom | None:
    """How long: ``n`` of ``unit``, with ``half`` or minutes ``m``; weak without its "for"."""
    said = m["n"].lower()
    unit = unit_of(m["unit"])
    half = m.groupdict().get("half") is not None
    if re.fullmatch(r"(?:a )?half(?: an?)?", re.sub(r"\s+", " ", said)):
        whole_half = {"hours": timedelta(minutes=30), "days": timedelta(hours=12)}.get(unit)
        return (
            None
            if whole_half is None
            else Atom(m.start(), m.end(), GrammarPiece.LENGTH, length=whole_half, weak=m["for"] is None)
        )
    whole: timedelta | relativedelta
    if "." in said:
        if unit not in {"hours", "minutes", "days", "weeks"}:
            return None
        whole = timedelta(**{unit: float(said)})
    else:
        whole = stretch(number(said), unit)
        if half and unit == "hours":
            whole = whole + timedelta(minutes=30)
        if m.groupdict().get("m"):
            whole = whole + timedelta(minutes=int(m["m"]))
    return Atom(m.start(), m.end(), GrammarPiece.LENGTH, length=whole, weak=m["for"] is None)


_OCLOCK = rf"(?:{_PLAIN}|{SAID})"
_ANY = rf"(?:\d{{1,2}}(?:[:.]\d\d(?::\d\d)?|h(?:\d\d)?)?{_AMPM}?|noon|midday|midnight)"
_SURE = rf"(?:\d{{1,2}}(?:(?:[:.]\d\d)?(?:ish)?{_AMPM}|:\d\d(?::\d\d)?{_AMPM}?|h(?:\d\d)?)|noon|midday|midnight)"
_NO_DATE = rf"(?!\s*(?:st|nd|rd|th)\b)(?!\s+(?:of )?{MONTH})"
_TO = r"\s*(?:-|–|—|to|until|untill|till|til)\s*"
_FOR = r"(?P<for>(?:for|lasting|during) (?:about )?)?"

CLOCKS: tuple[Pattern, ...] = (
    pattern("3-5pm", rf"(?:(?:from|between|around) )?(?P<a>{_ANY}){_TO}(?P<b>{_SURE})", hours),
    pattern("9:30 to 11", rf"(?:(?:from|between|around) )?(?P<a>{_SURE}){_TO}(?P<b>{_ANY}){_NO_DATE}", hours),
    pattern("from 9 to 11", rf"(?:from|at) (?P<a>{_ANY}){_TO}(?P<b>{_ANY}){_END}", hours),
    pattern("between 9 and 11", rf"between (?P<a>{_ANY}) (?:and|-) (?P<b>{_ANY}){_END}", hours),
    pattern("at 3pm", rf"{_ABOUT}(?P<time>{_SURE})", _time),
    pattern("3 o'clock", rf"{_ABOUT}(?P<time>{_OCLOCK} o['’]?clock(?:{_AMPM})?)", _time),
    pattern("half past 3", rf"{_ABOUT}(?P<by>half) (?P<side>past) (?P<time>{_OCLOCK}{_AMPM}?)", _past),
    pattern("half three", rf"{_ABOUT}half (?P<time>{SAID}{_AMPM}?)", _half),
    pattern(
        "a quarter to 4",
        rf"(?:for )?{_ABOUT}(?P<by>(?:a )?quarter|(?:5|10|20|25|five|ten|twenty|twenty[ -]five)|{COUNT} min(?:ute)?s)"
        rf" (?P<side>past|after|to|before)"
        rf" (?P<time>{_OCLOCK}h?{_AMPM}?|noon|midnight)",
        _past,
    ),
    pattern("at three am", rf"{_ABOUT}(?P<time>{SAID}(?: {SAID})? [ap]\.?m\.?)", _time),
    pattern("at 9", rf"(?:at|@) (?:about |around )?(?P<time>\d{{1,2}}[. ][0-5]\d|{_PLAIN}){_END}", _time),
    pattern("at nine thirty", rf"(?:at|@) (?:about |around )?(?P<time>{SAID}(?: {SAID})?){_END}", _time),
    pattern("around 7", rf"(?:around|about|by) (?P<time>{_PLAIN}|{SAID})", _weak_time),
    pattern("9.30", rf"(?P<time>\d{{1,2}}\.[0-5]\d{_AMPM}?)", _weak_time),
    pattern("9", rf"(?P<time>\d{{1,2}}|{SAID})", _weak_time),
)

PART_WORDS: tuple[Pattern, ...] = (
    pattern("in the morning", rf"(?P<lead>in the |at |during the )(?P<part>{PART})", _part),
    pattern("morning", rf"(?P<part>{PART})", _part),
)

LENGTHS: tuple[Pattern, ...] = (
    pattern("for 1h30", rf"{_FOR}(?P<n>\d{{1,2}})(?P<unit>h)(?P<m>[0-5]\d)?(?:m|min)?", length),
    pattern("for 45m", r"(?P<for>for )(?P<n>\d{1,3})(?P<unit>min|m(?=\b)|h|d)", lambda m, _: _short(m)),
    pattern("for half an hour", rf"{_FOR}(?P<n>(?:a )?half(?: an?)?) (?P<unit>hour|day)", length),
    pattern(
        "for 2 hours", rf"{_FOR}(?P<n>\d+(?:\.\d+)?|{COUNT})\s*-?\s*(?P<unit>{UNIT})(?P<half> and a half)?", length
    ),
    pattern("for 2 and a half hours", rf"{_FOR}(?P<n>{COUNT})(?P<half> and (?:a|an) half) (?P<unit>hours?)", length),
)


def _short(m: re.Match[str]) -> Atom:
    length = timedelta(**{{"h": "hours", "d": "days"}.get(m["unit"].lower(), "minutes"): int(m["n"])})
    return Atom(m.start(), m.end(), GrammarPiece.LENGTH, length=length)
