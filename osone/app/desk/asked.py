"""What the palette offers for words that a verb asks for: a day, a time, where a link leads."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from osone.bridge.calendar.local_days import in_english
from osone.bridge.screens import Screens
from osone.bridge.window.palette import TIMES
from osone.bridge.writing import links
from osone.bridge.writing.reminding import NEVER
from osone.calendar.periods import EARLIEST, LATEST
from osone.commands import snoozing, writing
from osone.host.later import later
from osone.model.errors import CommandError
from osone.text.catalogue import N_, _
from osone.text.dates import clock, day_long, day_name, day_short, span
from osone.text.lines import short
from osone.text.numbers import first_up

if TYPE_CHECKING:
    from osone.calendar.grammar import words as grammar
    from osone.queries import line as lines
else:
    # Large tables of words, for a line that is typed.
    grammar, lines = later("osone.calendar.grammar.words"), later("osone.queries.line")

Offered = Sequence[tuple[str, str]]
OFTEN = (N_("in one hour"), N_("tomorrow at 8"), N_("monday at 8"))
"""When messages leave that do not leave at once."""
REMINDED = (N_("in 1 day"), N_("in 3 days"), N_("in 1 week"), N_("in 2 weeks"))
"""When one is reminded of a message that nobody answers."""
DAYS_OFTEN = (N_("today"), N_("tomorrow"), N_("monday"), N_("in one week"))
"""When tasks are often due."""
NO_DAY = " "
"""What the verb of a task's day takes for none."""
LONGEST = 60
"""Letters of a title in the palette."""
NEAR = timedelta(days=2)


def choices(screens: Screens) -> Mapping[str, Callable[[str], Offered]]:
    """What is offered, by the verb that asks."""

    def linked(words: str) -> Offered:
        return links.offered(words, screens.text.leads_to())

    return {
        "mail.snooze": lambda words: _wakes(words, screens.now()),
        "write.remind": lambda words: _reminders(words, screens.now(), screens.reminding.words),
        "write.later": lambda words: _times(words, screens.now()),
        "task.due": lambda words: _due(words, screens.now()),
        "go.date": lambda words: _shown(words, screens.now()),
        "event.add": lambda words: _planned(words, screens.now()),
        "link.open": lambda words: screens.linked.offered(words),
        "write.take_out": lambda words: screens.enclosures.offered(words),
        "write.link": linked,
        "write.link_words": linked,
    }


def remark(screens: Screens, command: str, words: str) -> str:
    """What is to be said of the words that are typed for a verb: that there is no such day; mostly nothing."""
    now = screens.now()
    if command == "event.add":
        return lines.understand(words, now).remark(event=True)
    if command == "task.add":
        return lines.slip(words, now)
    if command not in TIMES:
        return ""
    at = _day_of(words, now) if command == "go.date" else None
    if at is not None and not EARLIEST <= at.date() <= LATEST:
        return _("The calendar goes from {first} to {last}.", first=EARLIEST.year, last=LATEST.year)
    never = lines.understand(words, now).never
    return _("There is no “{words}”.", words=never) if never else ""


def _due(words: str, now: datetime) -> Offered:
    """The day that is meant; of nothing typed, some that are often meant, and none."""
    found: dict[str, str] = {}
    for one in [words] if words.strip() else DAYS_OFTEN:
        due = lines.as_task(f"x {one}", now).due
        if due is not None:
            found.setdefault(said(due, now) if isinstance(due, datetime) else said_day(due, now), one)
    often = [(one, shown) for shown, one in found.items()]
    return often if words.strip() else [*often, (NO_DAY, _("No date"))]


def _shown(words: str, now: datetime) -> Offered:
    """The day that the calendar would show."""
    at = _day_of(words, now) if words.strip() else None
    return [(words, said_day(at.date(), now))] if at is not None and EARLIEST <= at.date() <= LATEST else []


def _day_of(words: str, now: datetime) -> datetime | None:
    return next((one.at for one in grammar.find(in_english(words), now) if one.at is not None), None)


def _planned(words: str, now: datetime) -> Offered:
    """The event that would be added."""
    event = lines.understand(words, now).event if words.strip() else None
    if event is None:
        return []
    when = span(event.start, event.end, now.date(), all_day=event.all_day)
    return [(words, _("{title}, {when}", title=short(event.title, LONGEST), when=when))]


def _times(words: str, now: datetime) -> Offered:
    """The time that is meant, as it was understood; of nothing typed, some that are often meant."""
    found = []
    for one in [words] if words.strip() else OFTEN:
        try:
            at = writing.leaves_at(one, now)
        except CommandError:
            continue
        if at is not None:
            found.append((one, said(at, now)))
    return found


def _wakes(words: str, now: datetime) -> Offered:
    """The named times that begin with what was typed, and what else that means; of nothing typed, all of them."""
    typed = words.casefold().split()
    named = [(_(name), at) for name, at in snoozing.presets(now)]
    found = [
        (at.isoformat(), _name_and_time(name, at, now))
        for name, at in named
        if all(any(word.startswith(one) for word in name.casefold().split()) for one in typed)
    ]
    if typed:
        try:
            at = snoozing.wakes_at(words, now)
        except CommandError:
            return found
        found = [(value, shown) for value, shown in found if value != at.isoformat()]
        meant = next((_name_and_time(name, when, now) for name, when in named if when == at), said(at, now))
        found.insert(0, (at.isoformat(), meant))
    return found


def _reminders(words: str, now: datetime, kept: str) -> Offered:
    """When one is reminded, as it was understood; and no longer, where one is to be."""
    found = []
    for one in [words] if words.strip() else REMINDED:
        try:
            at = writing.leaves_at(one, now)
        except CommandError:
            continue
        if at is not None:
            shown = said(at, now)
            found.append((one, _("{words}: {time}", words=first_up(_(one)), time=shown) if one in REMINDED else shown))
    return [*found, (NEVER, _("No reminder"))] if kept and not words.strip() else found


def _name_and_time(name: str, at: datetime, now: datetime) -> str:
    """``This weekend, Sat 5 Dec at 09:00``; of today the time alone."""
    if at.date() == now.date():
        return _("{name} at {time}", name=name, time=clock(at))
    return _("{name}, {day} at {time}", name=name, day=day_short(at.date(), now.date()), time=clock(at))


def said(at: datetime, now: datetime) -> str:
    """``Tomorrow, Tue 1 Dec at 09:00``; what is further off without the word."""
    return _("{day} at {time}", day=said_day(at.date(), now), time=clock(at))


def said_day(day: date, now: datetime) -> str:
    """``Tomorrow, Tue 1 Dec``; what is further off without the word."""
    if timedelta() <= day - now.date() < NEAR:
        return _("{name}, {day}", name=day_name(day, now.date()), day=day_short(day, now.date()))
    return day_long(day, now.date())
