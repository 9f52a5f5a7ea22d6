"""How what the house knows is told: a line for an event, a task, a conversation, and what an answer is made of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from osone.companion.skills.intents import FindMail
from osone.mail import spoken
from osone.model.calendar import Occurrence
from osone.model.ids import TaskId, ThreadId, seconds_of
from osone.model.mail import ThreadRow
from osone.model.tasks import Task
from osone.text.catalogue import IN_WORDS, SMALL_NUMBERS, _, plural
from osone.text.dates import came_said, clock, clocks, day_long, day_said
from osone.text.lines import short
from osone.text.markdown import plain

SPOKEN = 2
"""Lines of a list that are said aloud."""


@dataclass(frozen=True, slots=True)
class ProposedDeed:
    """Something that is shown before it is done."""

    command: str
    arguments: Mapping[str, object]
    title: str
    """What would happen, with how many it is."""
    about: str
    """Which they are, a few by name."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said, and what else follows from it."""

    text: str
    """Markdown for the person."""
    note: str
    """What the mind is told of it: never a word that others wrote."""
    threads: tuple[ThreadId, ...] = ()
    """Threads that the answer speaks of, in its order, so that the screen can show them."""
    proposal: ProposedDeed | None = None
    """What is done once the person says yes."""
    tasks: tuple[TaskId, ...] = ()
    """Tasks that the answer speaks of, in its order."""
    events: tuple[Occurrence, ...] = ()
    """What on the calendar it speaks of, in its order."""
    done: bool = False
    """Whether something was done that can be taken back."""
    unclear: bool = False
    """Whether it was not clear which one is meant: what was named before still is."""
    which: bool = False
    """Whether it asks which of those that it names is meant."""
    known: bool = True
    """False where the house knows nothing of it: a mind may."""


def aloud(text: str) -> str:
    """As much of an answer as is heard with patience: of a list its first two lines."""
    kept: list[str] = []
    items = 0
    for line in text.split("\n"):
        items += line.startswith("- ")
        if not line.startswith("- ") or items <= SPOKEN:
            kept.append(line)
    if items > SPOKEN:
        kept.append(plural("- and {number} more", "- and {number} more", items - SPOKEN))
    return "\n".join(kept)


def cut(words: str) -> str:
    """A title, name or place that others may have written, as a line of an answer has it: no longer than a line."""
    return plain(short(words))


def listed(heading: str, lines: list[str]) -> str:
    """A heading and a list under it."""
    return heading + "\n\n" + "\n".join(lines)


def occurrence(event: Occurrence, *, many: bool) -> str:
    """Something on the calendar as one line; with its day where there are ``many``."""
    time = _("all day") if event.all_day else clocks(event.start, event.end)
    if many:
        time = _("{day}, {time}", day=day_long(event.start.date()), time=time)
    line = _("{time}: {title}", time=time, title=cut(event.title) or _("no title"))
    if event.location:
        line = _("{event} ({place})", event=line, place=cut(event.location))
    return _("{event}, tentative", event=line) if event.tentative else line


def task_line(one: Task, now: datetime) -> str:
    """A task as one line, with when it is or was due."""
    due, title = one.due, cut(one.title)
    if due is None:
        return title
    if isinstance(due, datetime):
        late, due = due < now, due.astimezone(now.tzinfo)
        when = _("{day} at {time}", day=day_said(due.date(), now.date()), time=clock(due))
    else:
        late = due < now.date()
        when = day_said(due, now.date())
    return (
        _("{task}, was due {when}", task=title, when=when) if late else _("{task}, due {when}", task=title, when=when)
    )


def sought(query: FindMail) -> str:
    """What was looked for, as a noun with all that narrows it."""
    if query.unread and query.starred:
        mail = _("unread starred mail")
    else:
        mail = _("unread mail") if query.unread else _("starred mail") if query.starred else _("mail")
    if query.sender:
        mail = _("{mail} from **{sender}**", mail=mail, sender=cut(query.sender))
    if query.about:
        mail = _("{mail} about **{subject}**", mail=mail, subject=cut(query.about))
    if query.attachments:
        mail = _("{mail} with attachments", mail=mail)
    if query.says and query.until and not query.before:
        return _("{mail} from {days}", mail=mail, days=query.says)
    if query.says:
        mail = _("{mail} since {day}", mail=mail, day=query.says)
    return _("{mail} before {day}", mail=mail, day=query.before) if query.before else mail


def called(subject: str) -> str:
    """A subject within a sentence: one that ends its own sentence stands in quotes."""
    words = cut(subject) or _("no subject")
    return _("“{subject}”", subject=words) if words[-1] in ".?!…," else words


def thread_line(row: ThreadRow, now: datetime) -> str:
    """A conversation as one line, with why it needs the person."""
    line = _(
        "**{people}**: {subject}, {time}",
        people=cut(spoken.people(row.people)),
        subject=called(row.subject),
        time=came_said(seconds_of(row.newest), now),
    )
    return (
        _("{conversation} ({reason})", conversation=line, reason=plain(spoken.reason(row.reason)))
        if row.reason
        else line
    )


def on_days(says: str, since: date, today: date, days: int) -> str:
    """Days within a sentence: ``tomorrow``, ``on Friday``, ``the weekend``."""
    if days == 1:
        return day_said(since, today)
    if re.match(r"(?:\d|next \d|last \d)", says):
        return _("in the {days}", days=says)
    if says.split()[0] in ("week", "weekend", "month", "year"):
        return _("the {days}", days=says)
    return says


def counted(number: int, noun: str) -> str:
    """So many of them for the mind's note, which is English whatever the person reads."""
    words = "no" if number == 0 else SMALL_NUMBERS[number] if number <= IN_WORDS else f"{number:,}"
    return f"{words} {noun}{'' if number == 1 else 's'}"
