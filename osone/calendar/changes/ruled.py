"""How often an event is on, as its rule says it (RFC 5545), ended sooner or moved to other days with the event."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from osone.calendar import expansion, rules
from osone.calendar.changes.texts import MomentForm
from osone.calendar.rules import WEEKDAYS, Freq, Rule
from osone.calendar.work import StepBudget

STEPS = 40_000
"""So many steps it takes at most to count how often a series was on."""
LEAST_MONTH = 28
SURE_WEEKS = 4
"""So often each weekday is in every month."""
NEAR = timedelta(days=20)
AGAIN_DAYS = 400
"""A rule is looked for its next time so far ahead: a year, and what a leap day adds."""


def with_end(rule: str, count: int | None, until: str) -> str:
    """The rule with this end in place of its own; without either it goes on."""
    kept = [part for part in rule.split(";") if part.partition("=")[0].upper() not in ("COUNT", "UNTIL")]
    kept += [f"COUNT={count}"] if count is not None else [f"UNTIL={until}"] if until else []
    return ";".join(kept)


def times_before(rule: Rule, begun: datetime, at: datetime) -> int | None:
    """How often a filled rule is on before a moment, both on its own clock; None where that is not soon counted."""
    work = StepBudget(STEPS)
    number = sum(1 for _ in expansion.between(rule, begun, begun, at - timedelta(seconds=1), work))
    return None if work.short else number


def end_of(rule: Rule, begun: datetime, home: tzinfo, *, all_day: bool) -> datetime | None:
    """When a filled rule is on for the last time at the latest, on its own clock; None where it goes on for ever."""
    if rule.count is not None:
        return expansion.counted_end(rule, begun, StepBudget(STEPS))
    return rules.last(rule, home, all_day=all_day)


def moved(rule: str, was: date, becomes: date) -> str:
    """The rule of a series that moves as one of its days does; empty where no rule would say that."""
    days = (becomes - was).days
    read = rules.parsed(rule)
    if not days or read is None:
        return rule if read is not None else ""
    if read.year_days or read.weeks or read.positions:
        return ""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    if read.days:
        named = _weekdays(read, days, was, becomes)
        if not named:
            return ""
        parts["BYDAY"] = named
        if read.freq is Freq.WEEKLY and read.interval > 1:
            parts["WKST"] = WEEKDAYS[(read.week + days) % 7]
    if read.month_days:
        if len(read.month_days) == 1 and read.month_days[0] > 0:
            parts["BYMONTHDAY"] = str(becomes.day)
        elif all(1 <= day <= LEAST_MONTH and 1 <= day + days <= LEAST_MONTH for day in read.month_days):
            parts["BYMONTHDAY"] = ",".join(str(day + days) for day in read.month_days)
        else:
            return ""
    if read.months and becomes.month != was.month:
        if len(read.months) > 1:
            return ""
        parts["BYMONTH"] = str(becomes.month)
    return ";".join(f"{key}={value}" for key, value in parts.items())


def _weekdays(rule: Rule, days: int, was: date, becomes: date) -> str:
    if not any(nth for nth, _day in rule.days):
        return ",".join(WEEKDAYS[(day + days) % 7] for _nth, day in rule.days)
    if len(rule.days) > 1 or (rule.freq is Freq.YEARLY and not rule.months):
        return ""
    nth = rule.days[0][0]
    if nth > 0:
        named = (becomes.day - 1) // 7 + 1
    else:
        following = (becomes.replace(day=LEAST_MONTH) + timedelta(days=4)).replace(day=1)
        named = -(((following - becomes).days - 1) // 7 + 1)
    if abs(named) > SURE_WEEKS and named != nth:
        return ""  # a fifth Sunday is not in every month: the series would lose most of its days
    return f"{named}{WEEKDAYS[becomes.weekday()]}"


def written_end(last: datetime, form: MomentForm) -> str:
    """An UNTIL as the start asks for it: a day, a time on the wall, or UTC (RFC 5545, section 3.3.10)."""
    if form.whole:
        return f"{last:%Y%m%d}"
    if form.home is None:
        return f"{last:%Y%m%dT%H%M%S}"
    return f"{last.replace(tzinfo=form.home).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def is_on(rule: str, begun: datetime, at: datetime, *, whole: bool) -> bool:
    """Whether a series that begins at ``begun`` is on at a moment by this rule."""
    read = rules.parsed(rule)
    if read is None:
        return False
    full = rules.filled(read, begun, all_day=whole)
    return at in expansion.between(full, begun, at, at, StepBudget())


def nearest(rule: str, begun: datetime, *, whole: bool) -> datetime:
    """The moment nearest to ``begun`` at which a rule is on: a month begins on another weekday than the last."""
    read = rules.parsed(rule)
    if read is None or is_on(rule, begun, begun, whole=whole):
        return begun
    full = replace(rules.filled(read, begun, all_day=whole), interval=1, count=None, until="")
    low, high = begun - NEAR, begun + NEAR
    found = expansion.between(full, low, low, high, StepBudget())
    return min(found, key=lambda at: abs(at - begun), default=begun)


def first_from(rule: str, begun: datetime, *, whole: bool) -> datetime:
    """The first moment from ``begun`` on at which a rule is on; ``begun`` itself where there is none soon."""
    read = rules.parsed(rule)
    if read is None:
        return begun
    full = rules.filled(read, begun, all_day=whole)
    found = expansion.between(full, begun, begun, begun + timedelta(days=AGAIN_DAYS * read.interval), StepBudget())
    return next(found, begun)
