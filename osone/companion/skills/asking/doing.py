"""What is done to something by its name: a task moved, struck or ticked off, an event called off, mail passed on."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from osone.companion.skills.asking import pointing, rescheduling, times
from osone.companion.skills.asking.persons import NOBODY
from osone.companion.skills.asking.pointing import NAMED, before
from osone.companion.skills.asking.ticking import MOST
from osone.companion.skills.house import House
from osone.companion.skills.intents import (
    Act,
    DropTask,
    FindMail,
    ForwardTo,
    HowShort,
    InvitationOf,
    MoveTask,
    Promised,
    SaidDone,
    TimeIn,
    Verb,
    Which,
)
from osone.companion.skills.spoken import NamedLast
from osone.companion.skills.telling import Answer, ProposedDeed, called, cut, listed, task_line, thread_line
from osone.model.ids import ThreadId
from osone.model.mail import Kind
from osone.model.tasks import Task
from osone.queries.asking import fold, words_of
from osone.text.catalogue import N_, _
from osone.text.dates import came_said, clock, day_said
from osone.text.lines import short
from osone.text.markdown import bare, plain
from osone.text.numbers import first_up

NO_TASK = N_("I see no open task “{what}”. Nothing was done.")
QUOTED, PROMISES = 240, 3
"""Letters of a sentence that is quoted, and how many are."""


async def _one(what: str, house: House) -> Task | Answer:
    """The open task of this name; else which ones there are, or that there is none."""
    found = await house.tasks(what)
    found = tuple(task for task in found if fold(task.title).strip() == fold(what).strip()) or found
    if not found:
        return Answer(_(NO_TASK, what=plain(short(what))), "(There was no task of that name.)", known=False)
    house.spoken = NamedLast(tasks=tuple(task.id for task in found[:MOST]))
    if len(found) == 1:
        return found[0]
    lines = [f"- {task_line(task, house.now())}" for task in found[:MOST]]
    ids = tuple(task.id for task in found[:MOST])
    text = listed(_("Which one do you mean? Say “the first one”."), lines)
    return Answer(text, pointing.NOTHING, tasks=ids, which=True)


async def move(asked: MoveTask, house: House) -> Answer:
    """Give a task another day, or an event another time."""
    if asked.which is not None:
        if house.spoken.events and not house.spoken.tasks:
            meant = rescheduling.pointed_at(asked.which, house)
            if isinstance(meant, Answer):
                return meant
            line = f"for {asked.when.removesuffix(' long')}" if times.is_long(asked.when) else asked.when
            return await rescheduling.changed(meant, house, {"line": line})
        if not house.spoken.tasks:
            return Answer(_("I'm not sure what you mean. Say its name."), pointing.NOTHING, unclear=True)
        picked = pointing.picked(house.spoken.tasks, house.spoken.last, asked.which)
        if isinstance(picked, Answer):
            return picked
        there = {task.id: task for task in await house.tasks("")}
        found: Task | Answer | None = there.get(picked[0])
        if found is None or len(picked) != 1:
            return Answer(_("I can only move one at a time. Nothing was done."), pointing.NOTHING, unclear=True)
    else:
        found = await _one(asked.what, house)
        if isinstance(found, Answer) and not found.tasks:
            event = await rescheduling.named(asked.what, None, house)
            if not isinstance(event, Answer):
                return await rescheduling.changed(event, house, {"line": asked.when})
            nothing = _("I see no “{what}” in your calendar or on your list. Nothing was done.", what=cut(asked.what))
            found = event if event.which else replace(found, text=nothing)
    if isinstance(found, Answer):
        return found
    when = times.beside(asked.when, found.due) if asked.which is not None else asked.when
    said = await house.act("task.due", {"tasks": [found.id], "when": when})
    text = _("“{title}”: {what}.", title=short(found.title), what=said)
    return Answer(plain(text), "(I moved one task.)", tasks=(found.id,), done=True)


async def act(asked: Act, house: House) -> Answer:
    """Do it to what the talk named last: what is put off is a task or an event, where one of them was, else mail."""
    named = house.spoken.tasks or house.spoken.events
    if asked.verb is Verb.SNOOZE and named and not house.pointed():
        return await move(MoveTask("", asked.when, asked.which), house)
    return await rescheduling.act(asked, house)


async def drop(asked: DropTask, house: House) -> Answer:
    """Delete a task by its name."""
    found = await _one(asked.what, house)
    return found if isinstance(found, Answer) else await pointing.tasks("task.delete", Which(), house)


async def said_done(asked: SaidDone, house: House) -> Answer:
    """Ask whether what somebody says they did is the task that it sounds like; nothing where it sounds like none."""
    wanted = words_of(asked.of)
    found = await house.tasks(asked.of) if max(map(len, wanted), default=0) > 2 else ()
    alike = [task for task in found if fold(task.title).split()[:1] == [fold(asked.does)]] or list(found)
    if len(alike) != 1:
        return Answer("", "", known=False)
    task = alike[0]
    named = NamedLast(tasks=(task.id,))
    house.spoken = named
    title = _("Mark “{title}” as done?", title=short(task.title))
    proposal = ProposedDeed("task.done", {"tasks": [task.id]}, title, bare(task_line(task, house.now())) + ".")
    text = _("Is that “{title}”? Say yes, and I'll tick it off.", title=plain(short(task.title)))
    note = "(I asked whether a task is done; it waits for their yes.)"
    return Answer(text, note, tasks=(task.id,), proposal=proposal)


async def forward(asked: ForwardTo, house: House) -> Answer:
    """Begin to pass a conversation on; it is not sent."""
    if asked.what:
        found = await house.find(FindMail(about=asked.what))
        if not found.threads:
            return Answer(_("I found no mail about {what}.", what=plain(short(asked.what))), "(There was none.)")
        if len(found.threads) > 1:
            lines = [f"- {thread_line(row, house.now())}" for row in found.threads[:NAMED]]
            ids = tuple(row.id for row in found.threads[:NAMED])
            say = _("Which one do you mean? Say “forward the first one to {name}”.", name=cut(asked.name))
            return Answer(listed(say, lines), pointing.NOTHING, ids, which=True)
        thread = found.threads[0].id
    else:
        shown = await before(house, asked.which or Which())
        if isinstance(shown, Answer):
            return shown
        if shown is None:
            return Answer(_("No message is open. Open one, or tell me which one to forward."), "(No mail was open.)")
        thread = shown.row.thread
    people = await house.people(asked.name)
    to = people[0].address if people else None
    if not await house.begin_draft(to, thread=thread):
        return Answer(_("I can only open a draft in the window. Ask me there."), "(There is no window here.)")
    rows = await house.rows((thread,))
    subject = called(rows[0].subject) if rows else ""
    if to is None:
        text = _("I have no address for {name}. Here's the draft of {subject}, with To empty. It isn't sent.",
                 name=cut(asked.name), subject=subject)  # fmt: skip
    else:
        text = _("Here's your draft to {name}: {subject}. It isn't sent.", name=cut(to.shown), subject=subject)
    return Answer(text, "(I opened a draft that passes mail on; it is not sent.)", (thread,))


async def promised(asked: Promised, house: House) -> Answer:
    """What the person said to somebody that they would do, quoted from what they sent."""
    found = await house.people(asked.name)
    if not found:
        return Answer(_(NOBODY, name=cut(asked.name)), "(Nobody of that name was found.)", known=False)
    name, now = cut(found[0].address.shown), house.now()
    told = await house.promises(found[0].address)
    if not told:
        return Answer(_("I see no promise in what you sent to {name}.", name=name), "(No promise was found.)")
    lines = [f"> {plain(short(one.words, QUOTED))} ({came_said(one.row.date, now)})" for one in told[:PROMISES]]
    threads = tuple(dict.fromkeys(ThreadId(one.row.thread) for one in told[:PROMISES]))
    head = _("You wrote to **{name}**:", name=name)
    return Answer(head + "\n\n" + "\n>\n".join(lines), "(I quoted what they promised.)", threads)


async def invitation(asked: InvitationOf, house: House) -> Answer:
    """Put what somebody invites to on the calendar; a yes is the person's to send."""
    if asked.name:
        found = await house.find(FindMail(sender=asked.name))
        asked_to = [row for row in found.threads if row.kind is Kind.INVITATION]
        if not asked_to:
            text = _("I found no invitation from {name}. Nothing was done.", name=cut(asked.name))
            return Answer(text, "(There was no invitation.)")
        thread = asked_to[0].id
    else:
        shown = await before(house, Which())
        if isinstance(shown, Answer):
            return shown
        if shown is None:
            return Answer(_("No message is open. Open one, then ask me again."), "(No mail was open.)")
        thread = shown.row.thread
    said = await house.take(thread)
    if not said:
        return Answer(_("I find no date in it."), "(No date was found in it.)", (thread,))
    text = _("{done} I can't answer for you: reply to say that you'll come.", done=said)
    return Answer(plain(text), "(I put an invitation on their calendar.)", (thread,), done=True)


async def time_in(asked: TimeIn, house: House) -> Answer:
    """The hour in another place, by the zones that this machine knows."""
    place = plain(short(asked.place))
    if not asked.zone:
        text = _("I don't know which time zone {place} is in. A large city near it I may know.", place=place)
        return Answer(text, "(The place is not known.)", known=False)
    now = house.now()
    there = now.astimezone(ZoneInfo(asked.zone))
    if there.date() == now.date():
        text = _("It's {time} in {place}.", time=clock(there), place=place)
    else:
        day = day_said(there.date(), now.date())
        text = _("It's {time} in {place}, {day}.", time=clock(there), place=place, day=day)
    return Answer(first_up(text), "(I told them the time there.)")


async def manner(asked: HowShort, house: House) -> Answer:
    """Talk less, or more, from now on."""
    await house.act("settings.set", {"key": "companion.talk", "value": asked.manner})
    text = _("I'll keep it short.") if asked.manner == "brief" else _("Gladly, I'll say more.")
    return Answer(text, "(They asked for another length of my answers; it is set.)", done=True)
