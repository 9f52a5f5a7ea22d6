"""Ways to say a moment so and so far from now, and a stretch that begins or ends now."""
# ruff: noqa: E501 (one line a way to say it)

import re
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta

from osone.calendar.grammar.base import (
    COUNT,
    GRAINS,
    UNIT,
    Atom,
    GrammarPiece,
    GrammarSetting,
    Pattern,
    midnight,
    number,
    opening,
    pattern,
    stretch,
)
from osone.calendar.grammar.base import unit as unit_of
from osone.calendar.grammar.days import over


def _away(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    said = re.sub(r"\s+", " ", (m["n"] or "a").lower())
    unit = unit_of(m["unit"])
    if m["n"] is None and unit != "fortnights":
        return None
    step = -1 if m.groupdict().get("ago") else 1
    if said in {"half an", "half a", "1/2", "1/4", "3/4"}:
        minutes = {"1/4": 15, "3/4": 45}.get(said, 30)
        if unit != "hours":
            return None
        return Atom(
            m.start(), m.end(), GrammarPiece.MOMENT, at=setting.now + step * timedelta(minutes=minutes), grain="minute"
        )
    by = stretch(step * number(said), unit)
    if m.groupdict().get("half"):
        if unit != "hours":
            return None
        by = by + timedelta(minutes=30 * step)
    return _moved(m, setting.now, by, unit)


def _in_hours(m: re.Match[str], setting: GrammarSetting) -> Atom:
    at = setting.now + timedelta(hours=int(m["h"]), minutes=int(m["m"]))
    return Atom(m.start(), m.end(), GrammarPiece.MOMENT, at=at, grain="minute")


def _moved(m: re.Match[str], start: datetime, by: relativedelta, unit: str) -> Atom:
    """The moment so far away; whole days where the unit is a day or longer."""
    at = start + by
    if unit in {"seconds", "minutes", "hours"}:
        return Atom(m.start(), m.end(), GrammarPiece.MOMENT, at=at, grain="minute")
    return Atom(m.start(), m.end(), GrammarPiece.DAY, at=midnight(at.date()), grain="day")


def _next_few(m: re.Match[str], setting: GrammarSetting) -> Atom | None:
    unit = unit_of(m["unit"])
    back = m["which"].lower() in {"last", "past", "previous"}
    grain = GRAINS[unit]
    count = stretch(number(m["n"]), unit)
    if grain in {"second", "minute", "hour"}:
        low, high = (setting.now - count, setting.now) if back else (setting.now, setting.now + count)
        return Atom(m.start(), m.end(), GrammarPiece.STRETCH, at=low, until=high, grain=grain)
    if setting.asked:
        today, tomorrow = setting.today, setting.today + timedelta(days=1)
        return over(m, today - count, tomorrow, grain) if back else over(m, today, today + count, grain)
    here = opening(setting.today, "day" if grain == "day" else grain)
    begin = here if back else here + stretch(1, f"{grain}s")
    return over(m, begin - count, begin, grain) if back else over(m, begin, begin + count, grain)


def _now(m: re.Match[str], setting: GrammarSetting) -> Atom:
    return Atom(m.start(), m.end(), GrammarPiece.MOMENT, at=setting.now.replace(microsecond=0), grain="second")


def _tonight(m: re.Match[str], setting: GrammarSetting) -> Atom:
    at = midnight(setting.today - timedelta(days=m[0].lower().startswith("last")))
    return Atom(
        m.start(), m.end(), GrammarPiece.DAY, at=at + timedelta(hours=18), until=at + timedelta(hours=24), grain="hour"
    )


AWAY: tuple[Pattern, ...] = (
    pattern("tonight", r"tonight|this evening(?=\s*$)|last night", _tonight),
    pattern(
        "next 3 days", rf"(?:the )?(?P<which>next|last|past|previous|coming) (?P<n>{COUNT}) (?P<unit>{UNIT})", _next_few
    ),
    pattern(
        "in 2 weeks",
        rf"in (?:about |another )?(?P<n>half an?|1/2|1/4|3/4|{COUNT})(?: more)?(?P<half> and an? half)?\s*(?P<unit>{UNIT}|h)(?:['’]s? time)?",
        _away,
    ),
    pattern(
        "in 1h30",
        r"in (?:about )?(?P<h>\d{1,2})\s*(?:h|hr|hrs|hours?)\s*(?:and )?(?P<m>[0-5]?\d)\s*(?:m|mins?|minutes)?",
        _in_hours,
    ),
    pattern(
        "2 weeks from now", rf"(?:(?P<n>half an|{COUNT}) )?(?P<unit>{UNIT}) (?:from now|from today|hence|later)", _away
    ),
    pattern("2 weeks ago", rf"(?P<n>half an|{COUNT}) (?P<unit>{UNIT}) (?P<ago>ago|earlier|back)", _away),
    pattern("right now", r"right now|just now|at the moment|asap", _now),
    pattern("now", r"now(?=\s*$)", _now),
)
