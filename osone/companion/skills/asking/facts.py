"""Answers to questions with slots: yes or no first, then what stands there; three lines are enough to be heard."""

from datetime import datetime, timedelta

from osone.companion.skills.house import House
from osone.companion.skills.intents import Between, FindMail, Free, HowMany, NextUp, Slot, WhenIs, WhoWrote
from osone.companion.skills.telling import Answer, called, counted, cut, listed, occurrence, sought, task_line
from osone.model.calendar import Occurrence
from osone.queries.counts import unread_in_inbox
from osone.queries.gaps import SAID_IN_TALK, Gap
from osone.text.catalogue import _, plural
from osone.text.dates import clock, clocks, day_said
from osone.text.markdown import plain
from osone.text.numbers import first_up, joined

SOON = timedelta(hours=2)
"""What comes within this after a moment is told with it."""
LINES = 3
"""Lines of a list that are told."""
GAPS = 3
"""Free spans that are named."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WAKING = (8, 21)
"""Hours of a day in which somebody asks to be free."""


def briefly(heading: str, lines: list[str]) -> str:
    """A heading with the first of its lines, and how many more there are."""
    shown = lines[:LINES]
    if more := len(lines) - len(shown):
        shown.append(plural("and {number} more", "and {number} more", more))
    return listed(heading, [f"- {line}" for line in shown]) if shown else heading


def when_said(one: Occurrence, now: datetime) -> str:
    """When something happens, within a sentence: ``today, 12:30 to 13:30``."""
    day = day_said(one.start.astimezone(now.tzinfo).date(), now.date())
    if one.all_day:
        return _("{day}, all day", day=day)
    return _("{day}, {time}", day=day, time=clocks(one.start, one.end))


def whole(one: Occurrence, now: datetime) -> str:
    """Something on the calendar with its name first: ``**Lunch with Bo**, today, 12:30 to 13:30 (Rosa's)``."""
    line = _("**{title}**, {when}", title=cut(one.title) or _("no title"), when=when_said(one, now))
    if one.location:
        line = _("{event} ({place})", event=line, place=cut(one.location))
    return _("{event}, tentative", event=line) if one.tentative else line


def _said(slot: Slot) -> str:
    return plain(slot.says)


def _timed(found: tuple[Occurrence, ...]) -> list[Occurrence]:
    return [one for one in found if not one.all_day]


async def free(asked: Free, house: House) -> Answer:
    """Whether somebody is free, by what has hours then; what lasts all day is told and stands in nobody's way."""
    slot, now = asked.slot, house.now()
    until = slot.until if slot.until > slot.since else slot.since + SOON
    found = await house.happenings("", (slot.since, until))
    there = _timed(found)
    days = [one for one in found if one.all_day]
    if asked.gaps:
        return _gaps(slot, there, days, now)
    in_the_way = there if slot.until > slot.since else [one for one in there if one.start <= slot.since]
    note = f"(I told them whether they are free then: {'no' if in_the_way else 'yes'}.)"
    many = until - slot.since > DAY
    lines = [occurrence(one, many=many) for one in [*there, *days]]
    spans = _waking(slot, there, now) if slot.until > slot.since and not many else []
    if asked.room and in_the_way and spans:
        return Answer(briefly(_("Yes, {spans}.", spans=_spans(spans)), lines), note)
    text = briefly(_head(asked, in_the_way, there, days), lines)
    if in_the_way and spans and not asked.busy:
        text += "\n\n" + _("Free {spans}.", spans=_spans(spans))
    return Answer(text, note)


def _head(asked: Free, in_the_way: list[Occurrence], there: list[Occurrence], days: list[Occurrence]) -> str:
    when = _said(asked.slot)
    if not there and days and not asked.busy:
        return _("Yes, you're free {when}, but this lasts all day:", when=when)
    if not in_the_way and there:
        time = clock(there[0].start)
        return _("No, not until {time}.", time=time) if asked.busy else _("Yes, until {time}.", time=time)
    if not in_the_way:
        return (
            _("No, nothing stands there {when}.", when=when) if asked.busy else _("Yes, you're free {when}.", when=when)
        )
    things = plural("{number} thing stands there", "{number} things stand there", len(in_the_way))
    if asked.busy:
        return _("Yes, {things} {when}:", things=things, when=when)
    if not asked.slot.timed:
        return _("No, not all of it: {things} {when}.", things=things, when=when)
    return _("No, {things} {when}:", things=things, when=when)


def _waking(slot: Slot, there: list[Occurrence], now: datetime) -> list[tuple[datetime, datetime]]:
    """Free spans of a part of a day, or of the hours of a day in which one is about."""
    since, until = slot.since, slot.until
    if not slot.timed:
        since = since.replace(hour=WAKING[0])
        until = since.replace(hour=WAKING[1])
    return _free_spans(max(since, now), until, there)


def _gaps(slot: Slot, there: list[Occurrence], days: list[Occurrence], now: datetime) -> Answer:
    since, until = slot.since, slot.until
    note = "(I told them when they are free.)"
    if until - since > DAY:
        coming = [since.date() + DAY * n for n in range((until - since).days)]
        busy = {one.start.date() for one in there}
        open_days = [day for day in coming if day not in busy and day >= now.date()]
        lasting = {day: one for one in reversed(days) for day in open_days if one.start.date() <= day < one.end.date()}
        clear = [day_said(day, now.date()) for day in open_days if day not in lasting]
        if not open_days:
            return Answer(_("There is something on every day {when}.", when=_said(slot)), note)
        said = [_("Nothing is planned {days}.", days=joined(clear[: 2 * GAPS]))] if clear else []
        said += [
            _("Only {event} {days}.", event=f"**{cut(title)}**", days=joined(on[: 2 * GAPS]))
            for title in dict.fromkeys(one.title for one in lasting.values())
            if (on := [day_said(day, now.date()) for day, one in sorted(lasting.items()) if one.title == title])
        ]
        return Answer(" ".join(said), note)
    spans = _waking(slot, there, now)
    if not spans:
        return Answer(_("You have no free hour {when}.", when=_said(slot)), note)
    return Answer(first_up(_("{when} you're free {spans}.", when=_said(slot), spans=_spans(spans))), note)


def _free_spans(since: datetime, until: datetime, there: list[Occurrence]) -> list[tuple[datetime, datetime]]:
    spans = []
    at = since
    for one in sorted(there, key=lambda one: one.start):
        if one.start - at >= HOUR / 2:
            spans.append((at, one.start))
        at = max(at, one.end)
    return [*spans, (at, until)] if until - at >= HOUR / 2 else spans


def _spans(spans: list[tuple[datetime, datetime]]) -> str:
    return joined([_("from {start} to {end}", start=clock(start), end=clock(end)) for start, end in spans[:GAPS]])


async def between(asked: Between, house: House) -> Answer:
    """What is on within some hours."""
    slot = asked.slot
    found = await house.happenings("", (slot.since, max(slot.until, slot.since + HOUR)))
    note = f"(I listed {counted(len(found), 'event')} for {slot.says}.)"
    if not found:
        return Answer(_("Nothing is planned {when}.", when=_said(slot)), note)
    things = plural("{number} event", "{number} events", len(found))
    head = _("**{when}**: {what}.", when=first_up(_said(slot)), what=things)
    return Answer(briefly(head, [occurrence(one, many=False) for one in found]), note, events=tuple(found[:LINES]))


async def upcoming(asked: NextUp, house: House) -> Answer:
    """What comes next, or first or last within a time."""
    now, slot = house.now(), asked.slot
    if slot is None:
        found = await house.happenings("")
        running = [one for one in found if not one.all_day and one.start <= now]
        later = [one for one in found if one.start > now]
        note = "(I told them what comes next.)"
        head = [_("Now: {event}.", event=whole(running[0], now))] if running else []
        if later:
            head.append(_("Next: {event}.", event=whole(later[0], now)))
        if not head:
            return Answer(
                _("Nothing more is planned. What's on your list, I can read to you: “what are my tasks?”"), note
            )
        told = (running or later)[:1] if len(head) == 1 else ()
        return Answer("\n\n".join(head), note, events=tuple(told))
    found = tuple(
        one for one in await house.happenings("", (slot.since, slot.until)) if one.end > now or slot.until <= now
    )
    timed = _timed(found) or list(found)
    note = f"(I told them what is {'last' if asked.last else 'first'} {slot.says}.)"
    if not timed:
        return Answer(_("Nothing is planned {when}.", when=_said(slot)), note)
    if asked.last:
        return Answer(_("Last: {event}.", event=whole(max(timed, key=lambda one: one.end), now)), note)
    return Answer(_("First: {event}.", event=whole(timed[0], now)), note)


async def when_is(asked: WhenIs, house: House) -> Answer:
    """When, or where, something of a name is."""
    now, what = house.now(), cut(asked.what)
    within = None if asked.slot is None else (asked.slot.since, max(asked.slot.until, asked.slot.since + HOUR))
    found = await house.happenings(asked.what, within)
    note = f"(I found {counted(len(found), 'event')} of that name and told them when.)"
    if found and asked.where:
        placed = [one for one in found if one.location]
        if not placed:
            return Answer(_("No place is noted for {event}.", event=whole(found[0], now)), note)
        return Answer(_("{event}.", event=whole(placed[0], now)), note, events=(placed[0],))
    if found:
        first = found[0]
        if first.end <= now:
            return Answer(_("It was: {event}. Nothing of that name is to come.", event=whole(first, now)), note)
        same = [one for one in found if one.event != first.event]
        lines = [_("{event}.", event=whole(first, now))]
        lines += [_("Also {event}.", event=whole(one, now)) for one in same[:1]]
        return Answer("\n\n".join(lines), note, events=() if same else (first,))
    tasks = () if asked.where else await house.tasks(asked.what)
    if tasks:
        return Answer(briefly(_("On your list:"), [task_line(one, now) for one in tasks]), note)
    return Answer(
        _("I see no “{what}” in your calendar or on your list.", what=what),
        "(Nothing of that name was found.)",
        known=False,
    )


async def who_wrote(asked: WhoWrote, house: House) -> Answer:
    """Who wrote in these days: people by name, all else as a number."""
    slot = asked.slot
    found = await house.heard(slot.since, slot.until)
    when = _said(slot)
    note = f"(I listed {counted(len(found.people), 'person')[:-1]} who wrote.)"
    others = (
        plural(
            "{count} newsletter or notification came too.",
            "{count} newsletters and notifications came too.",
            found.others,
        )
        if found.others
        else ""
    )
    so_far = _(SAID_IN_TALK[found.gap]) if found.gap is not None else ""
    if not found.people:
        head = _("Nobody so far {when}.", when=when) if so_far else _("Nobody wrote to you {when}.", when=when)
        return Answer(" ".join(part for part in (head, so_far, others) if part), note)
    count = plural(
        "{number} person wrote to you {when}:", "{number} people wrote to you {when}:", len(found.people), when=when
    )
    lines = [
        _("**{sender}**: {subject}", sender=cut(sender.shown), subject=called(row.subject))
        for sender, row in found.people
    ]
    text = briefly(first_up(count), lines)
    more = " ".join(part for part in (so_far, others) if part)
    return Answer(f"{text}\n\n{more}" if more else text, note, tuple(row.id for _sender, row in found.people[:LINES]))


async def how_many(asked: HowMany, house: House) -> Answer:
    """A number, and what it is of."""
    now = house.now()
    if isinstance(asked.of, FindMail):
        number, gap = len((await house.threads(asked.of)).threads), await house.gap()
        what = mails(asked.of, number)
        text = (
            _("{mail} so far. {why}", mail=first_up(what), why=_(SAID_IN_TALK[gap]))
            if gap
            else _("{mail}.", mail=first_up(what))
        )
        return Answer(text, f"(I counted their mail: {number}.)")
    if asked.of == "needs":
        needs = await house.needs()
        total = len(needs.threads) + len(needs.tasks) + needs.more
        text = plural("{number} thing needs you.", "{number} things need you.", total)
        return Answer(first_up(text) + _more(needs.gap), f"(I counted what needs them: {total}.)")
    if asked.of == "events":
        slot = asked.slot
        assert slot is not None
        found = await house.happenings("", (slot.since, max(slot.until, slot.since + HOUR)))
        text = plural("{number} event {when}.", "{number} events {when}.", len(found), when=_said(slot))
        lines = [occurrence(one, many=slot.until - slot.since > DAY) for one in found]
        return Answer(briefly(first_up(text), lines), f"(I counted {counted(len(found), 'event')}.)")
    tasks = await house.tasks("")
    if asked.of == "overdue":
        tasks = tuple(one for one in tasks if (day := one.due_on(now.tzinfo)) is not None and day < now.date())
        text = plural("{number} task is overdue.", "{number} tasks are overdue.", len(tasks))
    elif asked.slot is not None:
        last = asked.slot.until
        tasks = tuple(one for one in tasks if (day := one.due_on(now.tzinfo)) is not None and day < last.date())
        text = plural("{number} task is due by then.", "{number} tasks are due by then.", len(tasks))
    else:
        text = plural("{number} open task.", "{number} open tasks.", len(tasks))
    lines = [task_line(one, now) for one in tasks] if asked.of == "overdue" or asked.slot else []
    return Answer(briefly(first_up(text), lines), f"(I counted {counted(len(tasks), 'task')}.)")


def mails(of: FindMail, number: int) -> str:
    """So many conversations of a set: ``12 unread conversations in your inbox``."""
    plain_set = FindMail(unread=of.unread, sort=of.sort)
    if of != plain_set:
        return plural("{count} conversation: {mail}", "{count} conversations: {mail}", number, mail=sought(of))
    if of.sort == "newsletters":
        return (
            plural("{count} unread newsletter", "{count} unread newsletters", number)
            if of.unread
            else plural("{count} newsletter", "{count} newsletters", number)
        )
    if of.sort == "rest":
        return (
            plural("{count} unread notification or receipt", "{count} unread notifications and receipts", number)
            if of.unread
            else plural("{count} notification or receipt", "{count} notifications and receipts", number)
        )
    if of.unread:
        return unread_in_inbox(number)
    return plural("{count} conversation in your inbox", "{count} conversations in your inbox", number)


def _more(gap: Gap | None) -> str:
    return f" {_(SAID_IN_TALK[gap])}" if gap is not None else ""
