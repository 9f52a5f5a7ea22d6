"""What the palette offers for words that a verb asks for: when something leaves or wakes, where a link leads."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from osone.bridge.screens import Screens
from osone.bridge.writing import links
from osone.bridge.writing.reminding import NEVER
from osone.commands import snoozing, writing
from osone.model.errors import CommandError
from osone.text.catalogue import N_, _
from osone.text.dates import clock, day_long, day_name, day_short
from osone.text.numbers import first_up

Offered = Sequence[tuple[str, str]]
OFTEN = (N_("in one hour"), N_("tomorrow at 8"), N_("monday at 8"))
"""When messages leave that do not leave at once."""
REMINDED = (N_("in 1 day"), N_("in 3 days"), N_("in 1 week"), N_("in 2 weeks"))
"""When one is reminded of a message that nobody answers."""
NEAR = timedelta(days=2)


def choices(screens: Screens) -> Mapping[str, Callable[[str], Offered]]:
    """What is offered, by the verb that asks."""

    def linked(words: str) -> Offered:
        return links.offered(words, screens.text.leads_to())

    return {
        "mail.snooze": lambda words: _wakes(words, screens.now()),
        "write.remind": lambda words: _reminders(words, screens.now(), screens.reminding.words),
        "write.later": lambda words: _times(words, screens.now()),
        "link.open": lambda words: screens.linked.offered(words),
        "write.take_out": lambda words: screens.enclosures.offered(words),
        "write.link": linked,
        "write.link_words": linked,
    }


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
    if at.date() - now.date() < NEAR:
        name = day_name(at.date(), now.date())
        return _("{name}, {day} at {time}", name=name, day=day_short(at.date(), now.date()), time=clock(at))
    return _("{day} at {time}", day=day_long(at.date(), now.date()), time=clock(at))
