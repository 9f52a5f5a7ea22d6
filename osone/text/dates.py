"""Days, months and hours as people read and say them: one set of names, one way to write each."""

from datetime import date, datetime, timedelta

from osone.text.catalogue import N_, _, in_context

DAYS = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"))
MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_MORNING, _NOON, _EVENING = 4, 12, 18
EVENING = timedelta(hours=12)
"""What lasts shorter than this ends in the same night, and not on another day."""


def weekday(day: date) -> str:
    """``Monday``."""
    return _(DAYS[day.weekday()])


def weekday_short(day: date) -> str:
    """``Mon``."""
    return (
        in_context("short", "Mon"), in_context("short", "Tue"), in_context("short", "Wed"), in_context("short", "Thu"),
        in_context("short", "Fri"), in_context("short", "Sat"), in_context("short", "Sun"),
    )[day.weekday()]  # fmt: skip


def month(day: date) -> str:
    """``November``."""
    return _(MONTHS[day.month - 1])


def month_short(day: date) -> str:
    """``Nov``."""
    return (
        in_context("short", "Jan"), in_context("short", "Feb"), in_context("short", "Mar"), in_context("short", "Apr"),
        in_context("short", "May"), in_context("short", "Jun"), in_context("short", "Jul"), in_context("short", "Aug"),
        in_context("short", "Sep"), in_context("short", "Oct"), in_context("short", "Nov"), in_context("short", "Dec"),
    )[day.month - 1]  # fmt: skip


def clock(at: datetime) -> str:
    """``07:40``; with its zone where an autumn night has that hour twice: ``02:30 CEST``."""
    if at.tzinfo is not None:
        first, second = (at.replace(fold=fold).utcoffset() for fold in (0, 1))
        if first is not None and second is not None and first > second:
            return _("{time} {zone}", time=f"{at:%H:%M}", zone=at.tzname())
    return f"{at:%H:%M}"


def clocks(start: datetime, end: datetime) -> str:
    """``12:30 to 13:30``."""
    return _("{start} to {end}", start=clock(start), end=clock(end))


def date_short(day: date, today: date | None = None) -> str:
    """``14 Nov``; seen from ``today`` with its year where that is another."""
    if today is None or day.year == today.year:
        return _("{day} {month}", day=day.day, month=month_short(day))
    return _("{day} {month} {year}", day=day.day, month=month_short(day), year=day.year)


def date_long(day: date, today: date | None = None) -> str:
    """``14 November``; seen from ``today`` with its year where that is another."""
    if today is None or day.year == today.year:
        return _("{day} {month}", day=day.day, month=month(day))
    return _("{day} {month} {year}", day=day.day, month=month(day), year=day.year)


def day_short(day: date, today: date | None = None) -> str:
    """``Mon 23 Nov``."""
    return _("{weekday} {date}", weekday=weekday_short(day), date=date_short(day, today))


def day_long(day: date, today: date | None = None) -> str:
    """``Monday 23 November``."""
    return _("{weekday} {date}", weekday=weekday(day), date=date_long(day, today))


def day_and_clock(day: str, at: datetime) -> str:
    """A day that has its words already, and the hour: ``yesterday, 07:40``."""
    return _("{day}, {time}", day=day, time=clock(at))


def came_short(second: int, now: datetime) -> str:
    """When something came (a Unix time), as short as is clear: ``07:40``, ``Sat``, ``14 Nov``, ``14 Nov 2024``."""
    at = datetime.fromtimestamp(second, now.tzinfo)
    days = (now.date() - at.date()).days
    if days == 0:
        return f"{at:%H:%M}"
    return weekday_short(at) if 0 < days < 7 else date_short(at, now.date())


def came_long(second: int, now: datetime) -> str:
    """When something came, for reading: ``07:40``, ``yesterday, 18:02``, ``Saturday, 18:02``, ``14 May, 09:10``."""
    at = datetime.fromtimestamp(second, now.tzinfo)
    days = (now.date() - at.date()).days
    if days == 0:
        return clock(at)
    if days == 1:
        return _("yesterday, {time}", time=clock(at))
    return day_and_clock(weekday(at) if 0 < days < 7 else date_long(at, now.date()), at)


def came_said(second: int, now: datetime) -> str:
    """When something came, within a sentence: ``07:40``, ``yesterday``, ``Saturday``, ``14 May``, ``14 May 2024``."""
    at = datetime.fromtimestamp(second, now.tzinfo)
    days = (now.date() - at.date()).days
    if days == 0:
        return clock(at)
    if days == 1:
        return _("yesterday")
    return weekday(at) if 0 < days < 7 else date_long(at, now.date())


def day_name(day: date, today: date) -> str:
    """A day as a heading: ``Today``, ``Tomorrow``, ``Thursday``, ``Monday 7 December``."""
    days = (day - today).days
    near = {0: N_("Today"), 1: N_("Tomorrow"), -1: N_("Yesterday")}.get(days)
    if near:
        return _(near)
    return weekday(day) if 0 < days < 7 else day_long(day, today)


def day_said(day: date, today: date) -> str:
    """A day within a sentence: ``today``, ``tomorrow``, ``on Thursday``, ``on Monday 7 December``."""
    days = (day - today).days
    near = {0: N_("today"), 1: N_("tomorrow"), -1: N_("yesterday")}.get(days)
    if near:
        return _(near)
    return _("on {day}", day=weekday(day) if 0 < days < 7 else day_long(day, today))


def until_words(at: datetime, now: datetime) -> str:
    """An instant that is ahead, behind "until": ``18:00``, ``tomorrow, 08:00``, ``Friday, 08:00``, ``4 May, 09:00``."""
    days = (at.date() - now.date()).days
    if days == 0:
        return clock(at)
    if days == 1:
        return _("tomorrow, {time}", time=clock(at))
    return day_and_clock(weekday(at) if 0 < days < 7 else date_long(at, now.date()), at)


def until_short(second: int, now: datetime) -> str:
    """The same of a Unix time, as short as is clear: ``18:00``, ``tomorrow 08:00``, ``Sat 09:00``, ``14 May``."""
    at = datetime.fromtimestamp(second, now.tzinfo)
    days = (at.date() - now.date()).days
    if days <= 0:
        return clock(at)
    if days == 1:
        return _("tomorrow {time}", time=clock(at))
    return f"{weekday_short(at)} {clock(at)}" if days < 7 else date_short(at, now.date())


def due_words(due: date | datetime | None, now: datetime) -> str:
    """When something is due, within a sentence: ``today``, ``on Friday, 14:00``; empty where it is not."""
    if isinstance(due, datetime):
        local = due.astimezone(now.tzinfo)
        return day_and_clock(day_said(local.date(), now.date()), local)
    return day_said(due, now.date()) if due is not None else ""


def due_short(due: date | datetime, now: datetime) -> tuple[str, bool]:
    """A due date in few words, and whether it is past."""
    if isinstance(due, datetime):
        due = due.astimezone(now.tzinfo)
        day, time, past = due.date(), clock(due), due < now
    else:
        day, time, past = due, "", due < now.date()
    days = (day - now.date()).days
    if days == 0:
        return time or _("today"), past
    if days == 1:
        return _("tomorrow {time}", time=time) if time else _("tomorrow"), past
    if days == -1:
        return _("yesterday {time}", time=time) if time else _("yesterday"), past
    words = weekday_short(day) if 0 < days < 7 else date_short(day, now.date())
    if past:
        return _("{day} {time}", day=words, time=time) if time else words, past
    return _("by {day} {time}", day=words, time=time) if time else _("by {day}", day=words), past


def due_under_today(due: date | datetime | None, now: datetime) -> tuple[str, bool]:
    """The same under a heading that says today: the day itself is not said again, the hour and what is late are."""
    if due is None or (not isinstance(due, datetime) and due == now.date()):
        return "", False
    return due_short(due, now)


def span(start: datetime, end: datetime, today: date, *, all_day: bool = False, long: bool = False) -> str:
    """From when to when: ``Mon 23 Nov, 12:30 to 13:30``, ``Thu 19 to Fri 20 Nov``, ``Thu 19 Nov``.

    ``end`` is exclusive; of what lasts all day it is the midnight after the last day.
    """
    words = day_long if long else day_short
    first = start.date()
    if all_day:
        last = (end - timedelta(days=1)).date() if end > start else first
        if last <= first:
            return words(first, today)
        opening = words(first, today)
        if (first.year, first.month) == (last.year, last.month):
            name = weekday(first) if long else weekday_short(first)
            opening = _("{weekday} {date}", weekday=name, date=first.day)
        return _("{start} to {end}", start=opening, end=words(last, today))
    if end <= start:
        return day_and_clock(words(first, today), start)
    # Until after midnight is still the same evening.
    near = end.date() == first or end - start < EVENING
    until = clock(end) if near else day_and_clock(words(end.date(), today), end)
    return _("{start} to {end}", start=day_and_clock(words(first, today), start), end=until)


def greeting(hour: int, name: str = "") -> str:
    """What one says at this hour (0 to 23), to somebody of that name where it is known; no full stop."""
    if hour < _MORNING:
        return _("Still up, {name}", name=name) if name else _("Still up")
    if hour < _NOON:
        return _("Good morning, {name}", name=name) if name else _("Good morning")
    if hour < _EVENING:
        return _("Good afternoon, {name}", name=name) if name else _("Good afternoon")
    return _("Good evening, {name}", name=name) if name else _("Good evening")
