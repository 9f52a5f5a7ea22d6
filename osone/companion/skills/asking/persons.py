"""Answers about somebody: who they are, when they wrote, what they want."""

import re
from datetime import datetime

from osone.companion.skills.asking.facts import whole
from osone.companion.skills.asking.pointing import before
from osone.companion.skills.house import House
from osone.companion.skills.intents import LastFrom, WhatWanted, Which, WhoIs
from osone.companion.skills.telling import Answer, called, cut
from osone.mail import evidence
from osone.mail.snippet import own_words
from osone.queries.asking import KnownPerson
from osone.queries.conversation import Message
from osone.text.catalogue import N_, _, plural
from osone.text.dates import came_said
from osone.text.lines import short
from osone.text.markdown import plain

QUOTED = 240
"""Letters that are quoted of a message."""
NOBODY = N_("I know nobody called “{name}”: there is no mail from or to them here.")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


async def known(house: House, name: str, other: int = 0) -> tuple[KnownPerson, ...] | Answer:
    """Whom a name means, the likeliest first, without as many as are not meant; or that there is no other."""
    found = await house.people(name)
    if not other or not found:
        return found
    by_name: dict[str, list[KnownPerson]] = {}
    for one in found:
        by_name.setdefault(one.address.name.casefold() or one.address.email.casefold(), []).append(one)
    rest = [one for some in list(by_name.values())[other:] for one in some]
    if rest:
        return tuple(rest)
    there = cut(found[0].address.shown)
    return Answer(_("I know only one of that name: {name}.", name=there), "(There is nobody else of that name.)")


async def who_is(asked: WhoIs, house: House) -> Answer:
    """Who somebody is, by their mail and the calendar."""
    now = house.now()
    if not asked.name:
        shown = await before(house, Which())
        if isinstance(shown, Answer):
            return shown
        if shown is None:
            return Answer(_("No message is open. Open one, or tell me the name."), "(No mail was open.)")
        found: tuple[KnownPerson, ...] | Answer = await house.people(shown.row.sender.email)
        if not found:
            sender = shown.row.sender
            return Answer(
                _("**{name}**, {address}.", name=cut(sender.shown), address=cut(sender.email)), "(I told them.)"
            )
    else:
        found = await known(house, asked.name, asked.other)
    if isinstance(found, Answer):
        return found
    if not found:
        return Answer(_(NOBODY, name=cut(asked.name)), "(Nobody of that name was found.)", known=False)
    first = found[0]
    lines = [_person(first, now)]
    coming = [
        one for one in await house.happenings(first.address.name.partition(" ")[0] or asked.name) if one.end > now
    ]
    if coming:
        lines.append(_("Next with that name: {event}.", event=whole(coming[0], now)))
    if others := [one for one in found[1:] if one.address.name != first.address.name]:
        lines.append(
            _(
                "There is also {name}, {address}.",
                name=cut(others[0].address.shown),
                address=cut(others[0].address.email),
            )
        )
    threads = (first.newest.thread,) if first.newest is not None else ()
    return Answer("\n\n".join(lines), "(I told them who that is, by their mail.)", threads)


def _person(one: KnownPerson, now: datetime) -> str:
    text = _("**{name}**, {address}.", name=cut(one.address.shown), address=cut(one.address.email))
    if one.heard:
        text += " " + plural("{count} message from them", "{count} messages from them", one.heard)
        text += plural(", {count} from you.", ", {count} from you.", one.written) if one.written else "."
    elif one.written:
        text += " " + plural("You wrote to them {count} time.", "You wrote to them {count} times.", one.written)
    if one.newest is not None:
        text += " " + _newest(one, now)
    return text


def _newest(one: KnownPerson, now: datetime) -> str:
    assert one.newest is not None
    subject = called(one.newest.subject)
    return _("The newest, {when}: {subject}.", when=came_said(one.newest.date, now), subject=subject)


async def last_from(asked: LastFrom, house: House) -> Answer:
    """When somebody wrote last, or whether they answered."""
    now = house.now()
    found = await known(house, asked.name, asked.other)
    if isinstance(found, Answer):
        return found
    if not found:
        return Answer(_(NOBODY, name=cut(asked.name)), "(Nobody of that name was found.)", known=False)
    first = next((one for one in found if one.newest is not None), found[0])
    name = cut(first.address.shown)
    if first.newest is None:
        text = _("No, {name} hasn't written.", name=name) if asked.answered else _("{name} hasn't written.", name=name)
        return Answer(text, "(They have not written.)")
    threads = (first.newest.thread,)
    if not asked.answered:
        return Answer(_("{name} wrote last {when}: {subject}.", name=name, when=came_said(first.newest.date, now),
                        subject=called(first.newest.subject)), "(I told them when.)", threads)  # fmt: skip
    subject, came = called(first.newest.subject), came_said(first.newest.date, now)
    mine = await house.written_to(first.address)
    if mine is not None and mine.date > first.newest.date:
        wrote = came_said(mine.date, now)
        text = _(
            "No, not since you wrote {when}. Before that: {subject}, {before}.",
            when=wrote,
            subject=subject,
            before=came,
        )
        return Answer(text, "(No answer since.)", threads)
    text = _("Yes, {name} wrote {when}: {subject}.", name=name, when=came, subject=subject)
    return Answer(text, "(Yes, they wrote.)", threads)


async def wanted(asked: WhatWanted, house: House) -> Answer:
    """What somebody wants: the sentences of their newest message that ask, else its first, quoted."""
    now = house.now()
    if asked.name:
        found = await known(house, asked.name, asked.other)
        if isinstance(found, Answer):
            return found
        if not found:
            return Answer(_(NOBODY, name=cut(asked.name)), "(Nobody of that name was found.)", known=False)
        first = next((one for one in found if one.newest is not None), None)
        if first is None or first.newest is None:
            return Answer(
                _("{name} hasn't written to you.", name=cut(found[0].address.shown)), "(They have not written.)"
            )
        letter = await house.message(first.newest.id)
    else:
        meant = await before(house, Which())
        if isinstance(meant, Answer):
            return meant
        letter = meant
    if letter is None:
        return Answer(_("No message is open. Open one, or tell me whose you mean."), "(No mail was open.)")
    return _quoted(letter, now)


def _quoted(letter: Message, now: datetime) -> Answer:
    row = letter.row
    head = _(
        "**{sender}**, {when}: {subject}",
        sender=cut(row.sender.shown), when=came_said(row.date, now), subject=called(row.subject),
    )  # fmt: skip
    note = f"(I quoted message {row.id} to them. Its text is not shown to you.)"
    said = [
        one for part in own_words(letter.text).split("\n\n") for one in _SENTENCE.split(" ".join(part.split())) if one
    ]
    if not said:
        return Answer(f"{head}\n\n" + _("Its text hasn't been downloaded yet."), note, (row.thread,))
    asks = [one for one in said if evidence.asks(one)]
    long = [one for one in said if len(one.split()) > 3]
    chosen = asks[:2] or long[:2] or said[:2]
    quote = short(" ".join(chosen), QUOTED)
    return Answer(f"{head}\n\n> {plain(quote)}", note, (row.thread,))
