"""What is done only as far as a person may look at it first: a set of mail, an answer, a date; and what is captured."""

from osone.companion.skills.asking.facts import mails, whole
from osone.companion.skills.asking.persons import QUOTED
from osone.companion.skills.asking.pointing import and_more, before
from osone.companion.skills.house import House
from osone.companion.skills.intents import AddTask, CaptureLine, ReplyTo, ShownTime, Sweep, Which
from osone.companion.skills.telling import Answer, ProposedDeed, counted, cut
from osone.model.ids import TaskId, ThreadId
from osone.model.mail import Address
from osone.text.catalogue import N_, _
from osone.text.dates import span
from osone.text.lines import short
from osone.text.markdown import bare, plain
from osone.text.numbers import first_up

NAMED = 3
"""Conversations of a set that are named."""
DOES = {
    "mail.archive": (N_("Archive {mail}?"), N_("Archive")),
    "mail.trash": (N_("Delete {mail}?"), N_("Delete")),
    "mail.spam": (N_("Mark as junk: {mail}?"), N_("Mark as junk")),
    "mail.star": (N_("Star {mail}?"), N_("Star")),
    "mail.unstar": (N_("Take the star off {mail}?"), N_("Remove star")),
    "mail.unread": (N_("Mark as read: {mail}?"), N_("Mark as read")),
}
AS_UNREAD = N_("Mark as unread: {mail}?")


async def capture(asked: CaptureLine, house: House) -> Answer:
    """Keep a line as an event or a task; the verb says the day back."""
    said = await house.act("event.add" if asked.event else "task.add", {"line": asked.line})
    note = "(I added what they said to their calendar or tasks.)"
    new = [number for kind, number in house.made() if kind == "event"]
    one = next((o for o in await house.happenings("") if o.event in new), None) if new else None
    if one is None:
        return Answer(plain(said), note, tasks=made(house), done=True)
    there = () if one.all_day else await house.happenings("", (one.start, one.end))
    busy = [o for o in there if not o.all_day and o.event not in new and o.end > one.start]
    text = plain(said)
    if busy:
        text = f"{text}\n\n{_('Then you have {event}.', event=whole(busy[0], house.now()))}"
    return Answer(text, note, events=(one,), done=True)


async def add_task(asked: AddTask, house: House) -> Answer:
    """Put it on the list; the verb says the day back."""
    said = await house.act("task.add", {"line": asked.words})
    return Answer(plain(said), "(I added what they asked for to their tasks.)", tasks=made(house), done=True)


def made(house: House) -> tuple[TaskId, ...]:
    """The tasks that the last verb made: "it" is one of them now."""
    return tuple(TaskId(number) for kind, number in house.made() if kind == "task")


async def sweep(asked: Sweep, house: House) -> Answer:
    """Show which mail something would be done to, with how much it is: nothing is done before the yes."""
    found = await house.threads(asked.of)
    note = f"(I asked whether to do that to {counted(len(found.threads), 'conversation')}; it waits for their yes.)"
    if not found.threads:
        return Answer(_("There is nothing to do: {mail}.", mail=mails(asked.of, 0)), "(There was none of that.)")
    asks, title = DOES[asked.verb]
    asks, title = (AS_UNREAD, N_("Mark as unread")) if asked.unread else (asks, title)
    count = bare(mails(asked.of, len(found.threads)))
    names = [_("“{subject}”", subject=short(subject) or _("(no subject)")) for subject in found.subjects[:NAMED]]
    about = and_more(names, len(found.threads))
    arguments: dict[str, object] = {"threads": list(found.threads)}
    if asked.unread is not None:
        arguments["on"] = asked.unread
    proposal = ProposedDeed(asked.verb, arguments, _(asks, mail=count), f"{about}.")
    return Answer(
        _("Nothing is done yet. Look at the card and decide; z takes it back afterwards."), note, proposal=proposal
    )


async def reply(asked: ReplyTo, house: House) -> Answer:
    """Open an answer with these words; it is not sent."""
    name = ""
    thread: ThreadId | None = None
    if asked.name:
        found = await house.people(asked.name)
        first = next((one for one in found if one.newest is not None), None)
        if first is None or first.newest is None:
            return await _new_to(asked, found[0].address if found else None, house)
        thread, name = first.newest.thread, cut(first.address.shown)
    else:
        shown = await before(house, asked.which)
        if isinstance(shown, Answer):
            return shown
        if shown is None:
            return Answer(_("No message is open. Open one, or tell me whom to answer."), "(No mail was open.)")
        thread, name = shown.row.thread, cut(shown.row.sender.shown)
    if not await house.begin_reply(thread, asked.words):
        return Answer(_("I can only open a draft in the window. Ask me there."), "(There is no window here.)")
    text = _("Here's your draft to {name}. It isn't sent.", name=name)
    return Answer(text, "(I opened a draft for them; it is not sent.)", (thread,))


async def _new_to(asked: ReplyTo, to: Address | None, house: House) -> Answer:
    """Begin a message to somebody who never wrote; where there is no address, To is left empty, and that is said."""
    if not await house.begin_draft(to, asked.words):
        return Answer(_("I can only open a draft in the window. Ask me there."), "(There is no window here.)")
    if to is None:
        text = _("I have no address for {name}. Here's a draft with To empty. It isn't sent.", name=cut(asked.name))
    else:
        text = _("Here's a new draft to {name}. It isn't sent.", name=cut(to.shown))
    return Answer(text, "(I opened a new draft for them; it is not sent.)")


async def shown_time(asked: ShownTime, house: House) -> Answer:
    """When what the open message is about takes place, quoted; or put on the calendar."""
    now = house.now()
    letter = await before(house, Which())
    if isinstance(letter, Answer):
        return letter
    if letter is None:
        return Answer(_("No message is open. Open one, then ask me again."), "(No mail was open.)")
    note = f"(I told them when message {letter.row.id} is about.)"
    if asked.add:
        said = await house.take(letter.row.thread)
        return Answer(plain(said or _("I find no date in it.")), note, (letter.row.thread,))
    found = await house.plan(letter)
    if found is None:
        return Answer(_("I find no date in it."), "(No date was found in it.)")
    plan = found.planned
    lines = [first_up(span(plan.start, plan.end, now.date(), all_day=plan.all_day, long=True)) + "."]
    if found.words:
        lines.append(f"> {plain(short(found.words, QUOTED))}")
    there = () if plan.all_day else await house.happenings("", (plan.start, plan.end))
    if busy := [one for one in there if not one.all_day]:
        lines.append(_("Then you have {event}.", event=whole(busy[0], now)))
    return Answer("\n\n".join(lines), note, (letter.row.thread,))
