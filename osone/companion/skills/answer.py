"""Answers in short warm markdown, with facts only from the house."""

import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from osone.commands.chords import key_said
from osone.companion.skills import crisis
from osone.companion.skills.asking import (
    blocking,
    deeds,
    doing,
    drafting,
    facts,
    persons,
    pointing,
    rescheduling,
    ticking,
)
from osone.companion.skills.house import House
from osone.companion.skills.intents import (
    Act,
    AddTask,
    Agenda,
    Between,
    BlockSender,
    CancelEvent,
    CaptureLine,
    DropTask,
    FindMail,
    ForwardTo,
    Free,
    HowMany,
    HowShort,
    Intent,
    InvitationOf,
    LastFrom,
    MoveTask,
    NextUp,
    OfDraft,
    OpenOne,
    OpenTasks,
    Plain,
    Promised,
    ReadMail,
    ReplyTo,
    ReviseNamed,
    SaidDone,
    ShownTime,
    Sweep,
    TickOff,
    TimeIn,
    WhatWanted,
    WhenIs,
    WhoIs,
    WhoWrote,
)
from osone.companion.skills.kind import Weight, gently, written
from osone.companion.skills.telling import (
    Answer,
    called,
    counted,
    cut,
    listed,
    occurrence,
    on_days,
    sought,
    task_line,
    thread_line,
)
from osone.model.errors import OsOneError
from osone.queries.conversation import Message
from osone.queries.day import DaySummary, Needs
from osone.queries.gaps import SAID_IN_TALK, Gap
from osone.queries.search import SearchResult
from osone.text.catalogue import N_, _, digits, plural
from osone.text.dates import clock, greeting, month, weekday
from osone.text.markdown import plain
from osone.text.numbers import first_up, joined

SHOWN = 5
"""Mails in a list."""
READ_LEAST = 1500
"""Characters of a message that are read out at once."""


BEYOND = frozenset(
    {
        Plain.TRANSLATION,
        Plain.SUMS,
        Plain.RECIPE,
        Plain.KNOWLEDGE,
        Plain.CHAT,
        Plain.TOLD,
        Plain.UNCLEAR,
        Plain.PLACES,
        Plain.REPEAT,
    }
)
"""What rules can only decline: a mind, where there is one, may try."""
Answering = Mapping[type, Callable[[Any, House], Awaitable[Answer]]]
ASKED: Answering = {
    NextUp: facts.upcoming, Free: facts.free, Between: facts.between, WhenIs: facts.when_is, WhoWrote: facts.who_wrote,
    HowMany: facts.how_many, WhoIs: persons.who_is, LastFrom: persons.last_from, WhatWanted: persons.wanted,
    Sweep: deeds.sweep, ReplyTo: deeds.reply, ShownTime: deeds.shown_time, CaptureLine: deeds.capture,
    Act: doing.act, OpenOne: pointing.open_one, OpenTasks: ticking.open_tasks, TickOff: ticking.tick_off,
    AddTask: deeds.add_task, MoveTask: doing.move, DropTask: doing.drop, SaidDone: doing.said_done,
    CancelEvent: rescheduling.cancel, ReviseNamed: rescheduling.revise, ForwardTo: doing.forward,
    OfDraft: drafting.draft_wish, BlockSender: blocking.block,
    Promised: doing.promised, InvitationOf: doing.invitation,
    TimeIn: doing.time_in, HowShort: doing.manner,
}  # fmt: skip
"""Who answers questions and wishes with slots."""


async def answer(
    intent: Intent,
    house: House,
    *,
    name: str = "OS One",
    person: str = "",
    times: int = 0,
    weight: Weight = Weight.LIGHT,
) -> Answer:
    """Answer what was recognised, the ``times``-th of its kind in a talk. Errors of the house are said, not raised.

    ``weight`` is how heavy what was said before it was.
    """
    try:
        if (asked := ASKED.get(type(intent))) is not None:
            return await asked(intent, house)
        if isinstance(intent, Agenda):
            return _agenda(intent, await house.day(intent.span.since, intent.span.until), house.now())
        if isinstance(intent, FindMail):
            return _found(intent, await house.find(intent), house.now())
        if isinstance(intent, ReadMail):
            letter = await (
                house.newest(unread=intent.unread) if intent.newest else pointing.before(house, intent.which)
            )
            if isinstance(letter, Answer):
                return letter
            return _letter(intent, letter, await house.gap() if letter is None else None)
        if intent is Plain.NEEDS:
            return _needs(await house.needs(), house.now())
    except OsOneError as error:
        return Answer(plain(error.whole), "(That did not work; I said why.)")
    return _plain(intent, house.now(), name, person, times, weight)


def _agenda(intent: Agenda, day: DaySummary, now: datetime) -> Answer:
    span = intent.span
    events = () if intent.only == "tasks" else day.occurrences
    tasks = () if intent.only == "events" else day.due
    says = on_days(span.says, span.since, now.date(), span.days)
    note = f"(I listed {counted(len(events), 'event')} and {counted(len(tasks), 'task')} for {span.says}.)"
    if not events and not tasks:
        nothing = {
            "tasks": N_("Nothing is due {when}. The time is yours."),
            "events": N_("You have no meetings {when}. The time is yours."),
        }.get(intent.only, N_("Nothing is planned {when}. The time is yours."))
        return Answer(_(nothing, when=says), note)
    what = [plural("{number} event", "{number} events", len(events))] if events else []
    what += [plural("{number} task due", "{number} tasks due", len(tasks))] if tasks else []
    heading = _("**{when}**: {what}.", when=first_up(says), what=joined(what))
    lines = [f"- {occurrence(event, many=span.days > 1)}" for event in events]
    lines += [f"- {task_line(one, now)}" for one in tasks]
    return Answer(listed(heading, lines), note, tasks=tuple(one.id for one in tasks), events=tuple(events))


def _found(query: FindMail, found: SearchResult, now: datetime) -> Answer:
    note = f"(I searched their mail and showed {counted(min(found.total, SHOWN), 'conversation')} of {found.total}.)"
    what = sought(query)
    so_far = found.gap is not None
    if not found.threads and found.gap is not None:
        return Answer(_("I found no {mail} so far. {why}", mail=what, why=_(SAID_IN_TALK[found.gap])), note)
    if not found.threads:
        return Answer(_("I found no {mail}.", mail=what), note)
    shown = found.threads[:SHOWN]
    asked = query != FindMail()
    if len(found.threads) == found.total == 1:
        heading = _("There is one: {mail}.", mail=what) if asked else _("You have one conversation.")
        heading = _("One so far: {mail}.", mail=what) if so_far else heading
    elif found.total <= len(shown) and so_far:
        heading = _("{mail}, {total} so far:", mail=first_up(what), total=digits(found.total))
    elif found.total <= len(shown):
        heading = _("{mail}, {total} in all:", mail=first_up(what), total=digits(found.total))
    elif asked and (so_far or found.more):
        heading = _(
            "{mail}, the newest {shown} of at least {total}:",
            mail=first_up(what), shown=SHOWN, total=digits(found.total),
        )  # fmt: skip
    elif asked:
        heading = _(
            "{mail}, the newest {shown} of {total}:", mail=first_up(what), shown=SHOWN, total=digits(found.total)
        )
    else:
        heading = _("Your newest {shown}:", shown=SHOWN)
    lines = [f"- {thread_line(row, now)}" for row in shown]
    return Answer(listed(heading, lines), note, tuple(thread.id for thread in shown))


def _letter(intent: ReadMail, letter: Message | None, gap: Gap | None) -> Answer:
    if letter is None and not intent.newest:
        return Answer(_("No message is open. Open one, or ask me for the newest."), "(No mail was open.)")
    if letter is None and gap is not None:
        why = _(SAID_IN_TALK[gap])
        said = _("No unread mail so far. {why}", why=why) if intent.unread else _("No mail so far. {why}", why=why)
        return Answer(said, "(There was none so far; some of their mail has not been read yet.)")
    if letter is None and intent.unread:
        return Answer(_("There is no unread mail in your inbox."), "(There was no unread mail.)")
    if letter is None:
        return Answer(_("Your inbox is empty."), "(There was no mail.)")
    row = letter.row
    subject = called(row.subject)
    heading = _("From **{sender}**: {subject}", sender=cut(row.sender.shown), subject=subject)
    note = f"(I read message {row.id} to them. Its text is not shown to you.)"
    paragraphs = [part for part in re.split(r"\n\s*\n", letter.text.strip()) if part.strip()]
    if not paragraphs:
        missing = _("Its text hasn't been downloaded yet.")
        return Answer(f"{heading}\n\n{missing}", note, (row.thread,))
    shown: list[str] = []
    for part in paragraphs:
        if shown and sum(map(len, shown)) + len(part) > READ_LEAST:
            break
        shown.append(part)
    clipped = len(shown) < len(paragraphs)
    if len(shown) == 1 and len(shown[0]) > 2 * READ_LEAST:
        shown, clipped = [shown[0][: 2 * READ_LEAST].rsplit(" ", 1)[0] + " …"], True
    quote = "\n>\n".join(f"> {plain(part)}" for part in shown)
    more = [_("There is more. Open the message to read all of it.")] if clipped else []
    return Answer("\n\n".join([heading, quote, *more]), note, (row.thread,))


def _needs(needs: Needs, now: datetime) -> Answer:
    many = f"{counted(len(needs.threads), 'conversation')} and {counted(len(needs.tasks), 'task')}"
    note = f"(I listed {many} that need them.)"
    if needs.gap is not None:
        note = f"{note[:-1]} Some of their mail has not been read yet.)"
    if not needs.threads and not needs.tasks:
        if needs.gap is not None:
            return Answer(_("Nothing so far. {why}", why=_(SAID_IN_TALK[needs.gap])), note)
        return Answer(_("Nothing in your inbox needs you, and nothing is due. Enjoy it."), note)
    total = len(needs.threads) + len(needs.tasks) + needs.more
    heading = first_up(plural("{number} thing needs you:", "{number} things need you:", total))
    lines = [f"- {thread_line(row, now)}" for row in needs.threads]
    lines += [f"- {task_line(one, now)}" for one in needs.tasks]
    if needs.more:
        lines.append("- " + plural("and {number} more", "and {number} more", needs.more))
    return Answer(listed(heading, lines), note, tuple(thread.id for thread in needs.threads))


def _plain(intent: Intent, now: datetime, name: str, person: str, times: int, weight: Weight) -> Answer:
    assert isinstance(intent, Plain)
    said = gently(intent, written(intent, times) or _said(intent, now, plain(name), plain(person)), weight)
    notes = {Plain.CRISIS: crisis.NOTE, Plain.DANGER: crisis.NOTE, Plain.HELP: "(I listed what I understand.)"}
    return Answer(said, notes.get(intent, said), known=intent not in BEYOND)


def _said(intent: Plain, now: datetime, own: str, person: str) -> str:
    match intent:
        case Plain.TIME:
            return _("It's {time}.", time=clock(now))
        case Plain.DATE:
            day = weekday(now)
            return _("It's {weekday}, {day} {month} {year}.", weekday=day, day=now.day, month=month(now), year=now.year)
        case Plain.WHO:
            return _(WHO, name=own)
        case Plain.HELP:
            return _(HELP, palette=key_said("Mod+K"))
        case Plain.HELLO:
            return _("{greeting}.", greeting=greeting(now.hour, person))
        case Plain.THANKS:
            return _("You're welcome, {name}.", name=person) if person else _("You're welcome.")
        case Plain.GOODNIGHT:
            return _("Good night, {name}.", name=person) if person else _("Good night.")
        case Plain.GOODBYE:
            return _("Goodbye, {name}.", name=person) if person else _("Goodbye.")
    return _(ALWAYS[intent])


WHO = N_(
    "I'm {name}, a program. I live on this computer and keep your mail, calendar and tasks in order. "
    "I'm not a person, and what you tell me doesn't leave this computer. I only contact the servers you added."
)
HELP = N_("""Some things you can say:

- **What's on today?** or tomorrow, this week, on Friday
- **What needs me?**
- **Find mail from Paul about the lease since Monday**
- **Read the newest** or **read it**
- **Archive this**, **star it**, **undo**
- **Add task call the dentist tomorrow**

Press `?` to see every shortcut, or `{palette}` to search all commands. For the rest, just talk to me.""")
ALWAYS = {
    Plain.FEELINGS: N_(
        "I'm a program, so I don't feel things the way you do, and I won't pretend to. "
        "I'm here for the work and for a talk, and I hope there are people near you for the rest."
    ),
    Plain.HOW_ARE_YOU: N_("All is running well here, thank you. I'm a program, so that's as good as it gets. And you?"),
    Plain.CRISIS: crisis.ANSWER,
    Plain.DANGER: crisis.IN_DANGER,
}
"""What is answered whatever the hour and whoever asks."""
