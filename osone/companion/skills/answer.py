"""Answers in short warm markdown, with facts only from the house."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from osone.commands.chords import key_said
from osone.companion.skills import crisis
from osone.companion.skills.house import House
from osone.companion.skills.intents import Act, AddTask, Agenda, FindMail, Intent, Plain, ReadMail, Verb
from osone.model.calendar import Occurrence
from osone.model.errors import OsOneError
from osone.model.ids import ThreadId, seconds_of
from osone.model.mail import ThreadRow
from osone.model.tasks import Task
from osone.queries.conversation import Message
from osone.queries.day import Day, Needs
from osone.queries.search import Found
from osone.text.catalogue import in_words
from osone.text.dates import day_said, greeting
from osone.text.markdown import plain
from osone.text.numbers import first_up

SHOWN = 5
"""Mails in a list."""
READ_LEAST = 1500
"""Characters of a letter that are read out at once."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said, and what else follows from it."""

    text: str
    """Markdown for the person."""
    note: str
    """What the mind is told of it: never a word that others wrote."""
    threads: tuple[ThreadId, ...] = ()
    """Threads that the answer speaks of, in its order, so that the screen can show them."""


async def answer(intent: Intent, house: House, *, name: str = "OS One", person: str = "") -> Answer:
    """Answer what was recognised. Errors of the house are said, not raised."""
    try:
        if isinstance(intent, Agenda):
            return _agenda(intent, await house.day(intent.span.since, intent.span.until), house.now())
        if isinstance(intent, FindMail):
            return _found(intent, await house.find(intent), house.now())
        if isinstance(intent, ReadMail):
            return _letter(intent, await (house.newest(unread=intent.unread) if intent.newest else house.shown()))
        if isinstance(intent, Act):
            return await _act(intent.verb, house)
        if isinstance(intent, AddTask):
            said = await house.act("task.add", {"line": intent.words})
            return Answer(plain(said), "(I added what they asked for to their tasks.)")
        if intent is Plain.NEEDS:
            return _needs(await house.needs(), house.now())
    except OsOneError as error:
        text = " ".join(part for part in (plain(str(error)), plain(error.way_on)) if part)
        return Answer(text, "(That did not work; I said why.)")
    return _plain(intent, house.now(), name, person)


def _agenda(intent: Agenda, day: Day, now: datetime) -> Answer:
    span = intent.span
    events = () if intent.only == "tasks" else day.occurrences
    tasks = () if intent.only == "events" else day.due
    says = _on(span.says, span.since, now.date(), span.days)
    note = f"(I listed {_count(len(events), 'event')} and {_count(len(tasks), 'task')} for {span.says}.)"
    if not events and not tasks:
        what = {"tasks": "Nothing is due", "events": "No meetings", "": "Nothing is planned"}[intent.only]
        return Answer(f"{what} {says}. The time is yours.", note)
    parts = [_count(len(events), "event")] if events else []
    parts += [f"{_count(len(tasks), 'task')} due"] if tasks else []
    lines = [f"**{first_up(says)}**: {' and '.join(parts)}."]
    many = span.days > 1
    lines += [f"- {_occurrence(event, many=many)}" for event in events]
    lines += [f"- {_task(task, now)}" for task in tasks]
    return Answer(lines[0] + "\n\n" + "\n".join(lines[1:]), note)


def _occurrence(event: Occurrence, *, many: bool) -> str:
    day = f"{event.start:%A} {event.start.day} {event.start:%B}, " if many else ""
    hours = "all day" if event.all_day else f"{event.start:%H:%M} to {event.end:%H:%M}"
    place = f" ({plain(event.location)})" if event.location else ""
    maybe = ", not yet certain" if event.tentative else ""
    return f"{day}{hours}: {plain(event.title) or 'no title'}{place}{maybe}"


def _task(task: Task, now: datetime) -> str:
    due = task.due
    if due is None:
        return plain(task.title)
    if isinstance(due, datetime):
        late, due = due < now, due.astimezone(now.tzinfo)
        when = f"{day_said(due.date(), now.date())} {due:%H:%M}"
    else:
        late = due < now.date()
        when = day_said(due, now.date())
    return f"{plain(task.title)}, {'was due' if late else 'due'} {when}"


def _found(query: FindMail, found: Found, now: datetime) -> Answer:
    words = ["unread"] if query.unread else []
    words += ["starred"] if query.starred else []
    what = " ".join([*words, "mail"])
    what += f" from **{plain(query.sender)}**" if query.sender else ""
    what += f" about **{plain(query.about)}**" if query.about else ""
    what += " with attachments" if query.attachments else ""
    what += f" {query.says}" if query.says else ""
    note = f"(I searched their mail and showed {_count(min(found.total, SHOWN), 'conversation')} of {found.total}.)"
    if not found.threads:
        return Answer(f"I found no {what}.", note)
    shown = found.threads[:SHOWN]
    asked = query != FindMail()
    if len(found.threads) == found.total == 1:
        head = f"There is one: {what}." if asked else "There is one conversation."
    elif found.total > len(shown):
        head = f"The newest {len(shown)} of {found.total:,}, {what}:" if asked else f"Your newest {len(shown)}:"
    else:
        head = f"{first_up(what)}, {found.total} in all:"
    lines = [f"- {_thread(thread, now)}" for thread in shown]
    return Answer(head + "\n\n" + "\n".join(lines), note, tuple(thread.id for thread in shown))


def _thread(thread: ThreadRow, now: datetime) -> str:
    when = datetime.fromtimestamp(seconds_of(thread.newest), now.tzinfo)
    reason = f" ({plain(thread.reason)})" if thread.reason else ""
    subject = plain(thread.subject) or "no subject"
    return f"**{plain(thread.people)}**: {subject}, {_time_of(when, now)}{reason}"


def _letter(intent: ReadMail, letter: Message | None) -> Answer:
    if letter is None:
        if not intent.newest:
            return Answer("No mail is open just now. Open one, or ask me for the newest.", "(No mail was open.)")
        some = "unread mail" if intent.unread else "mail"
        return Answer(f"There is no {some} in your inbox.", f"(There was no {some}.)")
    row = letter.row
    head = f"From **{plain(row.sender.shown)}**: {plain(row.subject) or 'no subject'}"
    note = f"(I read message {row.id} to them. Its text is not shown to you.)"
    paragraphs = [part for part in re.split(r"\n\s*\n", letter.text.strip()) if part.strip()]
    if not paragraphs:
        return Answer(f"{head}\n\nIts text has not come yet.", note, (row.thread,))
    shown: list[str] = []
    for part in paragraphs:
        if shown and sum(map(len, shown)) + len(part) > READ_LEAST:
            break
        shown.append(part)
    clipped = len(shown) < len(paragraphs)
    if len(shown) == 1 and len(shown[0]) > 2 * READ_LEAST:
        shown, clipped = [shown[0][: 2 * READ_LEAST].rsplit(" ", 1)[0] + " …"], True
    quote = "\n>\n".join(f"> {plain(part)}" for part in shown)
    more = "\n\nThere is more of it; the whole letter is on its page." if clipped else ""
    return Answer(f"{head}\n\n{quote}{more}", note, (row.thread,))


async def _act(verb: Verb, house: House) -> Answer:
    if verb in (Verb.UNDO, Verb.REDO):
        return Answer(plain(await house.act(verb, {})), f"(I did {verb}.)")
    chosen = house.chosen()
    if not chosen:
        return Answer(
            "I'm not sure which one you mean. Select or open it, and say it again.", "(Nothing was selected.)"
        )
    said = await house.act(verb, {"threads": list(chosen)})
    return Answer(plain(said), f"(I did {verb} to {_count(len(chosen), 'conversation')}.)", chosen)


def _needs(needs: Needs, now: datetime) -> Answer:
    many = f"{_count(len(needs.threads), 'conversation')} and {_count(len(needs.tasks), 'task')}"
    note = f"(I listed {many} that need them.)"
    if not needs.threads and not needs.tasks:
        return Answer("Nobody is waiting for you, and nothing is due. Enjoy it.", note)
    total = len(needs.threads) + len(needs.tasks)
    head = "One thing needs you:" if total == 1 else f"{_count(total, 'thing')} need you:"
    lines = [f"- {_thread(thread, now)}" for thread in needs.threads]
    lines += [f"- {_task(task, now)}" for task in needs.tasks]
    return Answer(head + "\n\n" + "\n".join(lines), note, tuple(thread.id for thread in needs.threads))


def _plain(intent: Intent, now: datetime, name: str, person: str) -> Answer:
    to = f", {plain(person)}" if person else ""
    own = plain(name)
    said = {
        Plain.TIME: f"It's {now:%H:%M}.",
        Plain.DATE: f"It's {now:%A}, {now.day} {now:%B %Y}.",
        Plain.WHO: (
            f"I'm {own}, a program. I live on this computer and keep your mail, calendar and tasks in order. "
            "I'm not a person, and nothing you tell me leaves this machine except to the servers you named."
        ),
        Plain.FEELINGS: (
            "I'm a program, so I don't feel things the way you do, and I won't pretend to. "
            "I am here for the work and for the talk, and I hope there are people near you for the rest."
        ),
        Plain.HELP: HELP.format(palette=key_said("Mod+K")),
        Plain.HELLO: f"{greeting(now.hour, plain(person))}.",
        Plain.HOW_ARE_YOU: "All is running well here, thank you; I'm a program, so that's as good as it gets. And you?",
        Plain.THANKS: f"You're welcome{to}.",
        Plain.GOODBYE: f"{'Good night' if now.hour >= 21 or now.hour < 4 else 'Goodbye'}{to}.",
        Plain.CRISIS: crisis.ANSWER,
    }
    assert isinstance(intent, Plain)
    notes = {Plain.CRISIS: crisis.NOTE, Plain.HELP: "(I listed what I understand.)"}
    return Answer(said[intent], notes.get(intent, said[intent]))


HELP = """Some things you can say:

- **What's on today?** or tomorrow, this week, on Friday
- **What needs me?**
- **Find mail from Paul about the lease since Monday**
- **Read the newest** or **read it**
- **Archive this**, **star it**, **undo**
- **Add task call the dentist tomorrow**

Every key is behind `?`, and `{palette}` finds everything. For the rest, just talk to me."""


def _on(says: str, since: date, today: date, days: int) -> str:
    if days == 1:
        return day_said(since, today)
    if re.match(r"(?:\d|next \d|last \d)", says) or says.split()[0] in ("week", "weekend", "month", "year"):
        return f"the {says}"
    return says


def _time_of(when: datetime, now: datetime) -> str:
    if when.date() == now.date():
        return f"{when:%H:%M}"
    if timedelta(0) <= now.date() - when.date() < timedelta(days=7):
        return f"{when:%A}"
    return f"{when.day} {when:%B}" + (f" {when.year}" if when.year != now.year else "")


def _count(number: int, noun: str) -> str:
    return f"{in_words(number)} {noun}{'' if number == 1 else 's'}"
