"""What is done to what a talk named before: one is done and named, more or less certain ones are shown first."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from osone.companion.skills.house import House
from osone.companion.skills.intents import Act, OpenOne, Verb, Which
from osone.companion.skills.telling import Answer, ProposedDeed, counted
from osone.host.later import later
from osone.mail import spoken as said_as
from osone.model.ids import ThreadId
from osone.model.mail import ThreadRow
from osone.queries.conversation import Message
from osone.text.catalogue import N_, _, plural
from osone.text.dates import until_words
from osone.text.lines import short
from osone.text.markdown import plain

if TYPE_CHECKING:
    from osone.commands import snoozing
else:
    snoozing = later("osone.commands.snoozing")  # where something is put off

T = TypeVar("T", bound=int)
NAMED = 3
"""Conversations or tasks of a set that are named."""
WHICH = N_("I'm not sure which one you mean. Say “the first one” or “all of them”.")
NOT_NAMED = N_("I'm not sure which one you mean. Find it first, or select or open it and press a, then ask me again.")
NOTHING = "(It was not clear which one they meant. Nothing was done.)"
READ = "read"
ASKS = {
    Verb.ARCHIVE: (N_("Archive {mail}?"), N_("Archived: {names}.")),
    Verb.TRASH: (N_("Delete {mail}?"), N_("Deleted: {names}.")),
    Verb.JUNK: (N_("Mark as junk: {mail}?"), N_("Marked as junk: {names}.")),
    Verb.STAR: (N_("Star {mail}?"), N_("Starred: {names}.")),
    Verb.UNSTAR: (N_("Take the star off {mail}?"), N_("Star removed: {names}.")),
    Verb.UNREAD: (N_("Mark as unread: {mail}?"), N_("Marked as unread: {names}.")),
    Verb.SNOOZE: (N_("Snooze {mail} until {when}?"), N_("Snoozed until {when}: {names}.")),
    READ: (N_("Mark as read: {mail}?"), N_("Marked as read: {names}.")),
}
"""What a card asks, and what is said where it was done."""


def picked(named: Sequence[T], last: Sequence[int], which: Which) -> tuple[T, ...] | Answer:
    """Those of what was named that the words point at; or the question which."""
    if not which.places:
        again = tuple(one for one in named if one in last)
        if which.every:
            return again if len(again) > 1 else tuple(named)
        some = again if len(again) == 1 else tuple(named)
        return some if len(some) == 1 else Answer(_(WHICH), NOTHING, unclear=True, which=True)
    found = []
    for place in which.places:
        if abs(place) > len(named):
            said = plural("I named only {number}.", "I named only {number}.", len(named))
            return Answer(f"{said} {_('Nothing was done.')}", NOTHING, unclear=True)
        found.append(named[place - 1 if place > 0 else place])
    return tuple(dict.fromkeys(found))


def _meant(house: House, which: Which) -> tuple[tuple[ThreadId, ...], bool] | Answer:
    """The conversations that are meant, and whether that is beyond doubt."""
    said, chip = house.spoken, house.pointed()
    if which.places or (said.threads and not chip):
        found = picked(said.threads, said.last, which) if said.threads else Answer(_(NOT_NAMED), NOTHING, unclear=True)
        return found if isinstance(found, Answer) else (found, True)
    if chip:
        return chip, not said.threads or said.threads == chip
    if said.other or said.tasks or not house.chosen():
        return Answer(_(NOT_NAMED), NOTHING, unclear=True)
    return house.chosen(), False


async def before(house: House, which: Which) -> Message | Answer | None:
    """The message that the words point at, to be read: it need not be beyond doubt, for nothing is done to it."""
    if not which.places and not house.pointed() and not house.spoken.threads:
        return await house.shown()
    found = _meant(house, which)
    if isinstance(found, Answer):
        return found
    return await house.letter_of(found[0][0])


def _named(rows: Sequence[ThreadRow]) -> str:
    names = [
        _("“{subject}” ({people})", subject=short(row.subject) or _("(no subject)"), people=said_as.people(row.people))
        for row in rows[:NAMED]
    ]
    return and_more(names, len(rows))


def and_more(names: list[str], total: int) -> str:
    """Names, and how many more there are of them."""
    about = ", ".join(names)
    if rest := total - len(names):
        return plural("{names} and {count} more", "{names} and {count} more", rest, names=about)
    return about


async def act(asked: Act, house: House) -> Answer:
    """Do it to what is meant: where one is meant beyond doubt it is done and named, else a card shows it first."""
    if asked.verb in (Verb.UNDO, Verb.REDO):
        return Answer(plain(await house.act(asked.verb, {})), f"(I did {asked.verb}.)")
    if house.spoken.tasks and asked.verb is Verb.TRASH and not house.pointed():
        return await tasks("task.delete", asked.which, house)
    meant = _meant(house, asked.which)
    if isinstance(meant, Answer):
        return meant
    rows = await house.rows(meant[0])
    threads = tuple(row.id for row in rows)
    if not threads:
        return Answer(_("That no longer exists. Nothing was done."), NOTHING, unclear=True)
    arguments: dict[str, object] = {"threads": list(threads)}
    if asked.verb is Verb.UNREAD:
        arguments["on"] = asked.unread
    if asked.verb is Verb.SNOOZE:
        arguments["when"] = asked.when
    asks, done = ASKS[READ if asked.verb is Verb.UNREAD and not asked.unread else asked.verb]
    many = f"{asked.verb} to {counted(len(threads), 'conversation')}"
    names = _named(rows)
    now = house.now()
    when = until_words(snoozing.wakes_at(asked.when, now), now) if asked.verb is Verb.SNOOZE else ""
    if meant[1] and len(threads) == 1:
        await house.act(asked.verb, arguments)
        return Answer(plain(_(done, names=names, when=when)), f"(I did {many}.)", threads, done=True)
    mail = plural("{count} conversation", "{count} conversations", len(threads))
    proposal = ProposedDeed(asked.verb, arguments, _(asks, mail=mail, when=when), f"{names}.")
    note = f"(I asked whether to do {many}; it waits for their yes.)"
    return Answer(_("Nothing is done yet. Look at the card and decide."), note, threads, proposal=proposal)


async def tasks(command: str, which: Which, house: House) -> Answer:
    """Do it to tasks that were named."""
    found = picked(house.spoken.tasks, house.spoken.last, which)
    if isinstance(found, Answer):
        return found
    there = {task.id: task for task in await house.tasks("")}
    kept = [there[number] for number in found if number in there]
    if not kept:
        return Answer(_("That is not on your list any more. Nothing was done."), NOTHING, unclear=True)
    ids = tuple(task.id for task in kept)
    names = and_more([_("“{title}”", title=short(task.title)) for task in kept[:NAMED]], len(kept))
    done = command == "task.done"
    if len(kept) == 1:
        await house.act(command, {"tasks": list(ids)})
        said = _("Done: {names}.", names=names) if done else _("Deleted: {names}.", names=names)
        return Answer(plain(said), f"(I did {command} to one task.)", tasks=ids, done=True)
    if done:
        title = plural("Mark {count} task as done?", "Mark {count} tasks as done?", len(kept))
    else:
        title = plural("Delete {count} task?", "Delete {count} tasks?", len(kept))
    proposal = ProposedDeed(command, {"tasks": list(ids)}, title, f"{names}.")
    note = f"(I asked whether to do {command} to {counted(len(kept), 'task')}; it waits for their yes.)"
    return Answer(_("Nothing is done yet. Look at the card and decide."), note, tasks=ids, proposal=proposal)


async def open_one(asked: OpenOne, house: House) -> Answer:
    """Show what is meant in the window."""
    said = house.spoken
    if said.events and not house.pointed():
        places = picked(range(len(said.events)), said.last, replace(asked.which, every=False))
        if isinstance(places, Answer):
            return places
        one = said.events[places[0]]
        if not house.show_event(one):
            return _no_window()
        return Answer(_("Here it is."), "(I showed them an event.)", events=(one,))
    if said.tasks and not house.pointed():
        chosen = picked(said.tasks, said.last, replace(asked.which, every=False))
        if isinstance(chosen, Answer):
            return chosen
        if not house.show(("task", chosen[0])):
            return _no_window()
        return Answer(_("Here it is."), "(I showed them a task.)", tasks=chosen[:1])
    meant = _meant(house, replace(asked.which, every=False))
    if isinstance(meant, Answer):
        return meant
    rows = await house.rows(meant[0][:1])
    if not rows:
        return Answer(_("That no longer exists. Nothing was done."), NOTHING, unclear=True)
    if not house.show(("thread", rows[0].id)):
        return _no_window()
    return Answer(plain(_("Here is {names}.", names=_named(rows))), "(I opened it for them.)", (rows[0].id,))


def _no_window() -> Answer:
    return Answer(_("I can only show it in the window. Ask me there."), "(There is no window here.)")
