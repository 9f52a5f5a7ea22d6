"""The verbs of what can wait: a conversation put off until a time in words."""

from datetime import datetime, time, timedelta
from typing import Annotated

from osone.commands.context import ON_THREAD
from osone.commands.mail import Threads, no_longer
from osone.commands.registry import Desk, Done, command
from osone.commands.writing import leaves_at
from osone.model.errors import CommandError
from osone.store import effects, messages, snooze
from osone.store.effects import Effect
from osone.store.lines import AWAY, LATEST_WAKE
from osone.store.shown import roles
from osone.text.catalogue import N_, _, plural
from osone.text.dates import until_words

LATER_TODAY, TOMORROW = N_("Later today"), N_("Tomorrow morning")
WEEKEND, NEXT_WEEKEND, NEXT_WEEK = N_("This weekend"), N_("Next weekend"), N_("Next week")
ALSO = {
    LATER_TODAY: ("later", "today", "in a bit"), TOMORROW: ("tomorrow",), WEEKEND: ("weekend", "the weekend"),
    NEXT_WEEKEND: ("next weekend",), NEXT_WEEK: ("next week", "monday morning"),
}  # fmt: skip
"""Other words that mean these."""
EVENING, MORNING, SLOW_MORNING = time(18), time(8), time(9)
EARLY, LAST = time(15), time(22)
"""Until when "later today" is the evening, and until when it is today at all."""
IN_A_WHILE = timedelta(hours=3)
SATURDAY = 5


def presets(now: datetime) -> list[tuple[str, datetime]]:
    """When most things are put off until, by name: those that lie ahead, the soonest first."""

    def at(days: int, clock: time) -> datetime:
        return datetime.combine(now.date() + timedelta(days=days), clock, now.tzinfo)

    today = now.weekday()
    found = []
    if now.time() < EARLY:
        found.append((LATER_TODAY, at(0, EVENING)))
    elif now.time() < time(LAST.hour - IN_A_WHILE.seconds // 3600):
        found.append((LATER_TODAY, at(0, time(now.hour + IN_A_WHILE.seconds // 3600))))
    found.append((TOMORROW, at(1, MORNING)))
    if today < SATURDAY:
        found.append((WEEKEND, at(SATURDAY - today, SLOW_MORNING)))
    else:
        found.append((NEXT_WEEKEND, at(SATURDAY + 7 - today, SLOW_MORNING)))
    found.append((NEXT_WEEK, at(7 - today, MORNING)))
    return sorted(found, key=lambda one: one[1])


def wakes_at(words: str, now: datetime) -> datetime:
    """The time that words name, or an instant of ISO 8601. Raises CommandError where they name none that is ahead."""
    said = " ".join(words.lower().split())
    for name, at in presets(now):
        if said in (name.lower(), _(name).lower(), *ALSO[name]):
            return at
    try:
        named = datetime.fromisoformat(words.strip())
    except ValueError:
        named = None
    if named is not None and named.tzinfo is not None and named > now:
        found: datetime | None = named
    else:
        found = leaves_at(words, now)
    if found is None:
        raise CommandError(_("Until when?"), remedy=_("Try “tomorrow”, “friday at 9” or “in two weeks”."))
    if found.timestamp() >= LATEST_WAKE:
        raise CommandError(_("“{words}” is too far ahead.", words=words), remedy=_("Choose an earlier time."))
    return found


@command("mail.snooze", N_("Snooze"), keys="h", when=ON_THREAD, leaves=True, icon="alarm-clock")
def put_off(desk: Desk, threads: Threads, when: Annotated[str, "until when, in words"]) -> Done:
    """Snooze: take it out of the inbox until a time in words. It comes back to the top then, or with an answer."""
    at = wakes_at(when, desk.now)
    value = snooze.asleep(int(at.timestamp()), int(desk.now.timestamp()))
    role = roles(desk.connection)
    found: list[Effect] = []
    for thread in threads:
        found += no_longer(desk, [thread])
        here = [
            message
            for message, folder, _flags in messages.shown_in(desk.connection, thread)
            if role[folder] not in AWAY
        ]
        if here:
            found.append(Effect("message", max(here), effects.SNOOZED, None, value))
    said = plural(
        "Snoozed {count} conversation until {when}",
        "Snoozed {count} conversations until {when}",
        desk.counted(threads),
        when=until_words(at, desk.now),
    )
    return Done(said if found or desk.of else _("It's in Trash or Junk: move it to Inbox first."), found)
