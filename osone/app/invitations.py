"""Invitations and calendar files in words: the card in an open message, the card of an opened file, and why."""

from collections.abc import Mapping
from datetime import datetime

import apsw

from osone.bridge.ports import TAKE, OpenedInvitation
from osone.calendar import spoken
from osone.commands.chords import key_said
from osone.model.mail import Address
from osone.queries import invited
from osone.queries.invited import CalendarStanding, Invited
from osone.store import messages
from osone.text.catalogue import N_, _, plural
from osone.text.dates import clocks, span
from osone.text.lines import short

ANSWERS: Mapping[str, tuple[str, str, str]] = {
    "ACCEPTED": ("accepted", N_("Accept"), "Shift+Y"),
    "TENTATIVE": ("tentative", N_("Maybe"), "Shift+M"),
    "DECLINED": ("declined", N_("Decline"), "Shift+N"),
}
"""What can be answered, by PARTSTAT: the verb's value, its words, and its key."""
ANSWERED: Mapping[str, str] = {
    "ACCEPTED": N_("In your calendar. You accepted."),
    "TENTATIVE": N_("In your calendar. You answered maybe."),
    "DECLINED": N_("In your calendar. You declined."),
}
TOLD: Mapping[str, str] = {
    "ACCEPTED": N_("You accepted."),
    "TENTATIVE": N_("You answered maybe."),
    "DECLINED": N_("You declined."),
}
"""The same where it is in no calendar."""
STATES: Mapping[CalendarStanding, str] = {
    CalendarStanding.NEW: "",
    CalendarStanding.KEPT: N_("In your calendar."),
    CalendarStanding.CHANGED: N_("This is an update. Your calendar still has the earlier version."),
    CalendarStanding.OLDER: N_("Your calendar has a newer version of this."),
}
CALLED_OFF: Mapping[CalendarStanding, str] = {
    CalendarStanding.NEW: N_("It isn't in your calendar."),
    CalendarStanding.KEPT: N_("It's gone from your calendar."),
    CalendarStanding.CHANGED: N_("It's still in your calendar."),
    CalendarStanding.OLDER: N_("Your calendar has a newer version of this."),
}
TAKES: Mapping[CalendarStanding, str] = {
    CalendarStanding.NEW: N_("Add to calendar"),
    CalendarStanding.CHANGED: N_("Update calendar"),
}


def card(asked: Invited, sender: Address, now: datetime) -> OpenedInvitation:
    """What a message asks to, for reading."""
    title = asked.title or _("Untitled event")
    lines = [("clock", when(asked, now))]
    if asked.event.location:
        lines.append(("map-pin", short(asked.event.location, invited.LONGEST_NAME)))
    lines.append(("user", _host(asked, sender)))
    over = asked.called_off or asked.standing is CalendarStanding.OLDER or asked.answer == "DECLINED"
    if not over and (clash := _clash(asked)):
        lines.append(clash)
    acts: list[tuple[str, str, str]] = []
    if asked.answerable:
        acts += [
            (value, _(words), key_said(key)) for stat, (value, words, key) in ANSWERS.items() if stat != asked.answer
        ]
    if (take := takes(asked)) and not (asked.answerable and asked.standing is CalendarStanding.NEW):
        acts.insert(0, (TAKE, take, key_said("i")))
    elif take:
        acts.append((TAKE, take, key_said("i")))
    return OpenedInvitation(
        _("Called off: {title}", title=title) if asked.called_off else title,
        tuple(lines),
        state(asked, now),
        "rose" if asked.called_off else "dusk",
        tuple(acts),
    )


def takes(asked: Invited) -> str:
    """What putting it on the calendar is called, or taking it off; empty where there is nothing to do."""
    if asked.called_off:
        return _("Remove from calendar") if asked.standing is CalendarStanding.CHANGED else ""
    found = TAKES.get(asked.standing, "")
    return _(found) if found else ""


def when(asked: Invited, now: datetime) -> str:
    """When it is, in the person's zone, and how often."""
    said = span(asked.start, asked.end, now.date(), all_day=asked.all_day)
    often = spoken.how_often(asked.event.rule)
    return _("{when}, {repeats}", when=said, repeats=often) if often else said


def state(asked: Invited, now: datetime) -> str:
    """How it stands to the calendar; empty for what is new."""
    if asked.called_off:
        return _(CALLED_OFF[asked.standing])
    if asked.standing is CalendarStanding.CHANGED and asked.kept is not None:
        start, end, all_day = asked.kept
        if (start, end) != (asked.start, asked.end):
            before = span(start, end, now.date(), all_day=all_day)
            return _("This is an update. Your calendar still has {when}.", when=before)
    if asked.standing is CalendarStanding.KEPT and asked.answer in ANSWERED:
        return _(ANSWERED[asked.answer])
    if asked.standing is CalendarStanding.NEW and asked.answer in TOLD:
        return _(TOLD[asked.answer])
    words = STATES[asked.standing]
    return _(words) if words else ""


def _host(asked: Invited, sender: Address) -> str:
    """Who asks; with the address where that is not who wrote the message."""
    if not asked.host or asked.host.lower() == sender.email.lower():
        return _("From {host}", host=short(asked.host_name or sender.shown, invited.LONGEST_NAME))
    if asked.host_name:
        return _("From {host} ({address})", host=asked.host_name, address=asked.host)
    return _("From {host}", host=asked.host)


def _clash(asked: Invited) -> tuple[str, str] | None:
    if asked.clashes:
        one = asked.clashes[0]
        found = _("You also have {title}, {time}", title=short(one.title), time=clocks(one.start, one.end))
        return "circle-alert", found
    return None if asked.all_day else ("check", _("Nothing else is on then"))


def file_words(asked: Invited, now: datetime) -> tuple[str, str]:
    """What a calendar file holds, as the title and the text of a card."""
    if asked.many > 1:
        first = asked.title or _("Untitled event")
        lines = [_("The first is {title}, {when}.", title=first, when=when(asked, now))]
        title = plural("A calendar with {count} event", "A calendar with {count} events", asked.many)
        return title, " ".join(lines)
    found = card(asked, Address("", asked.host), now)
    words = [said for icon, said in found.lines if icon != "user" or asked.host]
    return found.title, "\n".join([*words, *([found.state] if found.state else [])])


def why(asked: Invited, sender: Address, now: datetime) -> str:
    """Why a conversation with an invitation is before the person."""
    host = asked.host_name or asked.host or sender.shown
    told = {"host": host, "title": asked.title or _("Untitled event"), "when": when(asked, now)}
    if asked.called_off:
        return _("{host} calls off “{title}”, {when}.", **told)
    said = _("{host} invites you to “{title}”, {when}.", **told)
    stands = state(asked, now) or _("It isn't in your calendar yet.")
    return f"{said} {stands}"


def why_of(connection: apsw.Connection, thread: int, now: datetime) -> str:
    """The same of a conversation; empty where nothing in it that can be read invites to anything."""
    found = invited.of_thread(connection, thread, now.tzinfo)
    rows = messages.some(connection, [found.message]) if found is not None else []
    return why(found, rows[0].sender, now) if found is not None and rows else ""
