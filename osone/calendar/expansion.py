"""The moments that a rule gives between two others: walked from near the window, within a budget of steps."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from osone.calendar.rules import Freq, Rule, Skip
from osone.calendar.work import StepBudget

MOST_COUNTED = 8_000
"""So many steps are walked to find where a rule with a COUNT ends: decades of days, more of months. Where they are not
enough, it goes on without an end."""
_REMEMBERED = 8192
_LAST_YEAR = 9999
_FAR = 1_000_000
_DAY_S = 86_400
_UNIT_S = {Freq.HOURLY: 3600, Freq.MINUTELY: 60, Freq.SECONDLY: 1}

_ends: dict[tuple[Rule, datetime], datetime | None] = {}


def between(rule: Rule, first: datetime, low: datetime, high: datetime, work: StepBudget) -> Iterator[datetime]:
    """The starts of a filled rule from ``low`` to ``high``, both inclusive, in order, none before ``first``.

    All moments are naive, in the event's own clock. COUNT and UNTIL are for the caller. Ends early where ``work`` does.
    """
    low = max(low, first)
    if _impossible(rule):
        return
    if rule.freq is Freq.DAILY and rule.interval < _FAR and not _narrowed(rule, first):
        yield from _each(first, timedelta(days=rule.interval), low, high, work)
        return
    for days, times in _sets(rule, first, low, high, work):
        for moment in _chosen(rule, days, times, low, work):
            if moment > high:
                return
            yield moment


def _each(first: datetime, step: timedelta, low: datetime, high: datetime, work: StepBudget) -> Iterator[datetime]:
    """The starts of a rule that says nothing but how often."""
    moment = first + max(0, -((first - low) // step)) * step
    while moment <= high and work.spend():
        yield moment
        if moment > datetime.max - step:
            return
        moment += step


def counted_end(rule: Rule, first: datetime, work: StepBudget) -> datetime | None:
    """The last start of a filled rule with a COUNT; None where it lies beyond what is ever walked or not known yet.

    What was found once is remembered; where ``work`` does not suffice now, it is looked for at another look.
    """
    if rule.count is None:
        return None
    key = (rule, first)
    if key in _ends:
        return _ends[key]
    if _impossible(rule):
        return first
    unit = _UNIT_S.get(rule.freq, _DAY_S if rule.freq is Freq.DAILY else 0)
    try:
        if unit and not _narrowed(rule, first):
            return first + timedelta(seconds=unit * rule.interval * (rule.count - 1))
        if rule.freq is Freq.WEEKLY and not _narrowed(replace(rule, days=()), first):
            return first + timedelta(days=_nth_of_weeks(rule, first.weekday(), rule.count))
    except OverflowError:
        return None
    left, end, walked, dear = rule.count, first, 0, _weight(rule)
    for days, times in _sets(rule, first, first, datetime.max, None):
        walked += dear
        if walked > MOST_COUNTED:
            return _remember(key, None)
        if not work.spend(dear):
            return None
        size = len(days) * len(times)
        if not size:
            continue
        if size < left and days[0] > first.date() and not rule.positions:
            left, end = left - size, datetime.combine(days[-1], times[-1])
            continue
        for moment in _chosen(rule, days, times, first, None):
            left, end = left - 1, moment
            if not left:
                return _remember(key, end)
    return _remember(key, end)


def _remember(key: tuple[Rule, datetime], end: datetime | None) -> datetime | None:
    if len(_ends) >= _REMEMBERED:
        _ends.clear()
    _ends[key] = end
    return end


def _nth_of_weeks(rule: Rule, weekday: int, count: int) -> int:
    """How many days after the first start, on ``weekday``, a rule of weekdays alone comes for the last time."""
    begun = (weekday - rule.week) % 7
    offsets = sorted({(day - rule.week) % 7 for _nth, day in rule.days})
    before = sum(1 for day in offsets if day < begun)
    weeks, place = divmod(before + count - 1, len(offsets))
    return weeks * 7 * rule.interval + offsets[place] - begun


def _impossible(rule: Rule) -> bool:
    """Whether nothing can ever match: a day that its months lack (30 February), a place beyond the longest set."""
    if rule.month_days and rule.skip is Skip.OMIT:
        longest = max(29 if m == 2 else _days_in_month(1, m) for m in rule.months or (1,))
        if all(abs(day) > longest for day in rule.month_days):
            return True
    if not rule.positions:
        return False
    size = {Freq.YEARLY: 366, Freq.MONTHLY: 31, Freq.WEEKLY: 7}.get(rule.freq, 1)
    if rule.freq not in (Freq.MINUTELY, Freq.SECONDLY):
        size *= max(1, len(rule.minutes))
    if rule.freq not in _UNIT_S:
        size *= max(1, len(rule.hours))
    if rule.freq is not Freq.SECONDLY:
        size *= max(1, len(rule.seconds))
    return all(abs(place) > size for place in rule.positions)


def _narrowed(rule: Rule, first: datetime) -> bool:
    """Whether a part leaves out some of the periods, makes several starts of one, or others than the first one's."""
    own = ((first.hour,), (first.minute,), (first.second,))
    below = {Freq.WEEKLY: 0, Freq.DAILY: 0, Freq.HOURLY: 1, Freq.MINUTELY: 2}.get(rule.freq, 3)
    plain = (*(((),) * below), *own[below:])
    parts = (rule.months, rule.month_days, rule.year_days, rule.weeks, rule.days, rule.positions)
    return (rule.hours, rule.minutes, rule.seconds) != plain or any(parts)


def _weight(rule: Rule) -> int:
    """How many steps it takes to find the days of one period: as many as days are looked at, or half of that."""
    month = len(rule.month_days) or (len(rule.days) if _by_number(rule) else 15)
    if rule.freq is Freq.YEARLY:
        return len(rule.year_days) or len(rule.weeks) * 4 or month * (len(rule.months) or 12)
    return {Freq.MONTHLY: month, Freq.WEEKLY: 8}.get(rule.freq, 1)


def _chosen(
    rule: Rule, days: Sequence[date], times: Sequence[time], low: datetime, work: StepBudget | None
) -> Iterator[datetime]:
    """The moments of one period from ``low`` on: each day with each time, or those that BYSETPOS picks."""
    size = len(days) * len(times)
    if rule.positions:
        wanted = sorted({p - 1 if p > 0 else size + p for p in rule.positions})
        places: Sequence[int] = [p for p in wanted if 0 <= p < size]
    else:
        skipped = sum(1 for day in days if day < low.date())
        places = range(skipped * len(times), size)
    for place in places:
        if work is not None and not work.spend():
            return
        moment = datetime.combine(days[place // len(times)], times[place % len(times)])
        if moment >= low:
            yield moment


def _sets(
    rule: Rule, first: datetime, low: datetime, high: datetime, work: StepBudget | None
) -> Iterator[tuple[Sequence[date], Sequence[time]]]:
    """Period by period the days and the times of day that a rule gives, from the period that holds ``low``."""
    if rule.freq in _UNIT_S:
        yield from _short_sets(rule, first, low, high, work)
        return
    times = [time(h, m, s) for h in rule.hours for m in rule.minutes for s in rule.seconds]
    dear = _weight(rule)
    for days in _day_sets(rule, first.date(), low.date(), high.date()):
        if work is not None and not work.spend(dear):
            return
        yield days, times


# ── days ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _day_sets(rule: Rule, first: date, low: date, high: date) -> Iterator[list[date]]:
    step = rule.interval
    # A day that is put into the next month, or a week over the turn of a year, is not in the period it belongs to.
    spills = rule.skip is not Skip.OMIT or bool(rule.weeks)
    if rule.freq is Freq.YEARLY:
        begun = _year_of_week(first, rule.week)[0] if rule.weeks and _fits(rule, first) else first.year
        year = begun + max(0, (low.year - begun) // step - spills) * step
        while year <= min(high.year + spills, _LAST_YEAR):
            yield _of_year(rule, year)
            year += step
    elif rule.freq is Freq.MONTHLY:
        begun = first.year * 12 + first.month - 1
        month = begun + max(0, (low.year * 12 + low.month - 1 - begun) // step - spills) * step
        while month <= high.year * 12 + high.month - 1:
            yield _of_month(rule, month // 12, month % 12 + 1)
            month += step
    else:
        length = 7 if rule.freq is Freq.WEEKLY else 1
        # Whole weeks, else BYSETPOS would count in half of the first one.
        begun = first.toordinal() - ((first.weekday() - rule.week) % 7 if length == 7 else 0)
        day = begun + max(0, (low.toordinal() - begun) // (length * step)) * length * step
        while day <= high.toordinal():
            some = range(max(day, 1), min(day + length, date.max.toordinal() + 1))
            yield [on for n in some if _fits(rule, on := date.fromordinal(n))]
            day += length * step


def _of_year(rule: Rule, year: int) -> list[date]:
    if rule.year_days:
        length = _days_in_year(year)
        numbers = {n if n > 0 else length + 1 + n for n in rule.year_days}
        begun = date(year, 1, 1).toordinal() - 1
        some = [date.fromordinal(begun + n) for n in sorted(numbers) if 1 <= n <= length]
        return [on for on in some if _fits(rule, on)]
    if rule.weeks:
        begun = _first_week(year, rule.week)
        weeks = (_first_week(year + 1, rule.week) - begun) // 7
        numbers = {n if n > 0 else weeks + 1 + n for n in rule.weeks}
        ordinals = [begun + 7 * n - 7 + day for n in sorted(numbers) if 1 <= n <= weeks for day in range(7)]
        last = date.max.toordinal()
        return [on for n in ordinals if 0 < n <= last and _fits(rule, on := date.fromordinal(n))]
    out: set[date] = set()
    for month in rule.months or range(1, 13):
        out.update(_of_month(rule, year, month))
    return sorted(out)


def _of_month(rule: Rule, year: int, month: int) -> list[date]:
    if rule.months and month not in rule.months:
        return []
    length = _days_in_month(year, month)
    if not rule.month_days:
        some = _nth_days(rule, year, month, length) if _by_number(rule) else range(1, length + 1)
        return [on for n in some if _fits(rule, on := date(year, month, n))]
    out: set[date] = set()
    for n in rule.month_days:
        day = n if n > 0 else length + 1 + n
        if 1 <= day <= length:
            if _fits(rule, on := date(year, month, day)):
                out.add(on)
        elif rule.skip is Skip.BACKWARD and day > length:
            out.add(date(year, month, length))
        elif rule.skip is Skip.FORWARD and day > length and (year, month) != (_LAST_YEAR, 12):
            out.add(date(year + month // 12, month % 12 + 1, 1))
    return sorted(out)


def _by_number(rule: Rule) -> bool:
    """Whether all its weekdays have a number within the month, so that no other day need be looked at."""
    in_month = rule.freq is Freq.MONTHLY or bool(rule.months)
    return in_month and bool(rule.days) and not rule.weeks and all(nth for nth, _weekday in rule.days)


def _nth_days(rule: Rule, year: int, month: int, length: int) -> list[int]:
    first = date(year, month, 1).weekday()
    found: set[int] = set()
    for nth, weekday in rule.days:
        begun = (weekday - first) % 7 + 1
        found.add(begun + 7 * (nth - 1) if nth > 0 else begun + 7 * ((length - begun) // 7 + 1 + nth))
    return sorted(day for day in found if 1 <= day <= length)


def _fits(rule: Rule, on: date) -> bool:
    """Whether a day is one that the parts of a rule name."""
    if rule.months and on.month not in rule.months:
        return False
    if rule.month_days:
        length = _days_in_month(on.year, on.month)
        if on.day not in rule.month_days and on.day - length - 1 not in rule.month_days:
            return False
    if rule.days and not any(wd == on.weekday() and (not nth or _is_nth(rule, on, nth)) for nth, wd in rule.days):
        return False
    if rule.year_days:
        number, length = on.timetuple().tm_yday, _days_in_year(on.year)
        if number not in rule.year_days and number - length - 1 not in rule.year_days:
            return False
    return not rule.weeks or _in_weeks(rule, on)


def _is_nth(rule: Rule, on: date, nth: int) -> bool:
    """Whether it is the nth of its weekday, in its month or in its year."""
    if rule.weeks:  # with weeks, a number says nothing (RFC 5545)
        return True
    if rule.freq is Freq.YEARLY and not rule.months:
        place, length = on.timetuple().tm_yday, _days_in_year(on.year)
    else:
        place, length = on.day, _days_in_month(on.year, on.month)
    return (place - 1) // 7 + 1 == nth if nth > 0 else (length - place) // 7 + 1 == -nth


def _in_weeks(rule: Rule, on: date) -> bool:
    """Whether the number of its week is named, from the front or from the back."""
    year, week = _year_of_week(on, rule.week)
    weeks = (_first_week(year + 1, rule.week) - _first_week(year, rule.week)) // 7
    return week in rule.weeks or week - weeks - 1 in rule.weeks


def _year_of_week(on: date, weekday: int) -> tuple[int, int]:
    """The year that its week counts in, and the week's number; the first is the one with four days of its year."""
    year = on.year + 1
    while on.toordinal() < _first_week(year, weekday):
        year -= 1
    return year, (on.toordinal() - _first_week(year, weekday)) // 7 + 1


def _first_week(year: int, weekday: int) -> int:
    """The ordinal of the day that the first week of a year begins with."""
    fourth = 365 * (year - 1) + (year - 1) // 4 - (year - 1) // 100 + (year - 1) // 400 + 4
    return fourth - ((fourth - 1) % 7 - weekday) % 7


def _days_in_year(year: int) -> int:
    return 366 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 365


def _days_in_month(year: int, month: int) -> int:
    return _days_in_year(year) - 337 if month == 2 else 30 + (month + month // 8) % 2


# ── hours, minutes, seconds ──────────────────────────────────────────────────────────────────────────────────────


def _short_sets(
    rule: Rule, first: datetime, low: datetime, high: datetime, work: StepBudget | None
) -> Iterator[tuple[list[date], list[time]]]:
    unit = _UNIT_S[rule.freq]
    step = unit * rule.interval
    begun = _second(first) // unit * unit
    at = begun + max(0, (_second(low) - begun) // step) * step
    end = _second(high)
    fitting: tuple[int, bool] = (-1, False)
    while at <= end:
        if work is not None and not work.spend(3):
            return
        day, second = divmod(at, _DAY_S)
        if fitting[0] != day:
            fitting = day, _fits(rule, date.fromordinal(day))
        hour, minute = second // 3600, second % 3600 // 60
        beyond = 0
        if not fitting[1]:
            beyond = (day + 1) * _DAY_S
        elif rule.hours and hour not in rule.hours:
            beyond = at // 3600 * 3600 + 3600
        elif unit < 3600 and rule.minutes and minute not in rule.minutes:
            beyond = at // 60 * 60 + 60
        if not beyond:
            if unit == 3600:
                times = [time(hour, m, s) for m in rule.minutes for s in rule.seconds]
            elif unit == 60:
                times = [time(hour, minute, s) for s in rule.seconds]
            else:
                times = [time(hour, minute, second % 60)] if not rule.seconds or second % 60 in rule.seconds else []
            yield [date.fromordinal(day)], times
        elif work is None:
            yield [], []  # a step that whoever counts without a budget must see
        at = max(at + step, begun - (begun - beyond) // step * step)


def _second(moment: datetime) -> int:
    return moment.toordinal() * _DAY_S + moment.hour * 3600 + moment.minute * 60 + moment.second
