"""Events as they are spoken of: moved, renamed, put elsewhere or called off, by name or as the talk named them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from osone.companion.skills.asking import pointing
from osone.companion.skills.asking.facts import when_said, whole
from osone.companion.skills.asking.ticking import MOST
from osone.companion.skills.house import House
from osone.companion.skills.intents import Act, CancelEvent, ReviseNamed, Slot, Verb, Which
from osone.companion.skills.spoken import NamedLast
from osone.companion.skills.telling import Answer, ProposedDeed, listed
from osone.model.calendar import Occurrence
from osone.queries.asking import fold
from osone.text.catalogue import N_, _
from osone.text.lines import short
from osone.text.markdown import plain

HOUR = timedelta(hours=1)
NONE = N_("I see no “{what}” to come in your calendar. Nothing was done.")


async def named(what: str, slot: Slot | None, house: House) -> Occurrence | Answer:
    """The next happening of this name, or at its time; else which ones there are, or that there is none."""
    now = house.now()
    within = None if slot is None else (slot.since, max(slot.until, slot.since + HOUR))
    found = [one for one in await house.happenings(what, within) if one.end > now]
    same = [one for one in found if fold(one.title).strip() == fold(what).strip()]
    found = same or found
    if not found:
        text = _(NONE, what=plain(short(what)))
        return Answer(text, "(There was no event of that name.)", known=False)
    events = list(dict.fromkeys(one.event for one in found))
    if len(events) > 1 and slot is not None:
        first = [one for one in found if one.start == slot.since]
        events = [first[0].event] if len(first) == 1 else events
    if len(events) > 1:
        next_ones = [next(one for one in found if one.event == event) for event in events][:MOST]
        lines = [f"- {whole(one, now)}" for one in next_ones]
        text = listed(_("Which one do you mean? Say “the first one”, its name or its time."), lines)
        return Answer(text, pointing.NOTHING, events=tuple(next_ones), which=True)
    return next(one for one in found if one.event == events[0])


async def act(asked: Act, house: House) -> Answer:
    """Do it to what was named before: an event, where one was told of last, else mail or tasks."""
    if house.spoken.events and asked.verb is Verb.TRASH and not house.pointed():
        return await cancel(CancelEvent("", which=asked.which), house)
    return await pointing.act(asked, house)


def pointed_at(which: Which, house: House) -> Occurrence | Answer:
    """The event among those told of last that the words point at; else the question which."""
    named = house.spoken.events
    if not named:
        return Answer(_("I'm not sure what you mean. Say its name."), pointing.NOTHING, unclear=True)
    found = pointing.picked(range(len(named)), house.spoken.last, which)
    if isinstance(found, Answer):
        return found
    if len(found) != 1:
        return Answer(_("I can only change one event at a time. Nothing was done."), pointing.NOTHING, unclear=True)
    return named[found[0]]


async def changed(one: Occurrence, house: House, asked: Mapping[str, object]) -> Answer:
    """Change an event; of a series this one alone, which what is said back tells."""
    house.spoken = NamedLast(other=True, events=(one,))
    said = await house.act("event.change", {"events": [one.event], **_which(one), **asked})
    # As it is now: what is done to it next is shown with the day that it was moved to.
    there = await house.happenings("")
    now_it_is = next((now for now in there if (now.event, now.slot) == (one.event, one.slot)), one)
    return Answer(plain(said), "(I changed one event.)", events=(now_it_is,), done=True)


async def revise(asked: ReviseNamed, house: House) -> Answer:
    """Give a task another name, or an event another name or place."""
    pointed = asked.which is not None and bool(house.spoken.tasks) and not house.spoken.events
    if asked.which is not None and not (pointed and asked.title):
        found = pointed_at(asked.which, house)
    else:
        if asked.which is not None:
            picked = pointing.picked(house.spoken.tasks, house.spoken.last, asked.which)
            if isinstance(picked, Answer):
                return picked
            alike = [task for task in await house.tasks("") if task.id in picked]
        else:
            tasks = await house.tasks(asked.what) if asked.title else ()
            alike = [task for task in tasks if fold(task.title).strip() == fold(asked.what).strip()] or list(tasks)
        if len(alike) == 1:
            await house.act("task.rename", {"tasks": [alike[0].id], "title": asked.title})
            old, new = plain(short(alike[0].title)), plain(short(asked.title))
            text = _("Renamed “{old}” to “{title}”.", old=old, title=new)
            return Answer(text, "(I renamed one task.)", tasks=(alike[0].id,), done=True)
        if asked.which is not None:
            return Answer(_("I can only rename one at a time. Nothing was done."), pointing.NOTHING, unclear=True)
        found = await named(asked.what, None, house)
    if isinstance(found, Answer):
        return found
    return await changed(found, house, {"title": asked.title} if asked.title else {"where": asked.place})


async def cancel(asked: CancelEvent, house: House) -> Answer:
    """Show which event would go; of a series one alone, unless all of it was named."""
    if asked.which is not None:
        found = pointed_at(asked.which, house)
    else:
        found = await named(asked.what, asked.slot, house)
    if isinstance(found, Answer):
        return found
    about = _on_a_card(found, house.now())
    if found.slot is None:
        title, about = _("Delete it from your calendar?"), f"{about}."
    elif asked.every:
        title, about = _("Delete it with all its times?"), f"{about}."
    else:
        title, about = _("Delete this one?"), _("{event}. It repeats, and the others stay.", event=about)
    which = _which(found) | ({"which": "all"} if asked.every and found.slot is not None else {})
    proposal = ProposedDeed("event.delete", {"events": [found.event], **which}, title, about)
    text = _("Nothing is done yet. Look at the card and decide; z takes it back afterwards.")
    note = "(I asked whether to delete an event; it waits for their yes.)"
    return Answer(text, note, proposal=proposal, events=(found,))


def _on_a_card(one: Occurrence, now: datetime) -> str:
    """An event as the plain words of a card name it."""
    line = _("“{title}”, {when}", title=short(one.title) or _("no title"), when=when_said(one, now))
    return _("{event} ({place})", event=line, place=short(one.location)) if one.location else line


def _which(one: Occurrence) -> dict[str, object]:
    return {"at": one.at, "which": "one"} if one.slot is not None else {}
