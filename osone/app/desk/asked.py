"""What the palette offers for words that a message asks for: when it leaves, where a link leads, and which to open."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from osone.bridge.screens import Screens
from osone.bridge.writing import links
from osone.commands import writing
from osone.model.errors import CommandError
from osone.text.catalogue import N_, _
from osone.text.dates import clock, day_long, day_name, day_short

Offered = Sequence[tuple[str, str]]
OFTEN = (N_("in one hour"), N_("tomorrow at 8"), N_("monday at 8"))
"""When messages leave that do not leave at once."""
NEAR = timedelta(days=2)


def choices(screens: Screens) -> Mapping[str, Callable[[str], Offered]]:
    """What is offered, by the verb that asks."""

    def linked(words: str) -> Offered:
        return links.offered(words, screens.text.leads_to())

    return {
        "write.later": lambda words: _times(words, screens.now()),
        "link.open": lambda words: screens.linked.offered(words),
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


def said(at: datetime, now: datetime) -> str:
    """``Tomorrow, Tue 1 Dec at 09:00``; what is further off without the word."""
    if at.date() - now.date() < NEAR:
        name = day_name(at.date(), now.date())
        return _("{name}, {day} at {time}", name=name, day=day_short(at.date(), now.date()), time=clock(at))
    return _("{day} at {time}", day=day_long(at.date(), now.date()), time=clock(at))
