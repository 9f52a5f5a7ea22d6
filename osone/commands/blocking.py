"""The verbs that block a sender, and block one no longer. Whom one wrote to oneself is shown first."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import apsw

from osone.commands.context import ON_THREAD
from osone.commands.registry import Desk, Done, Preview, command
from osone.host.later import later
from osone.mail.people import is_me
from osone.model.errors import CommandError
from osone.model.ids import ThreadId
from osone.model.mail import Address
from osone.store import accounts, blocking, effects
from osone.store.threads import resolve
from osone.text.catalogue import N_, _, plural
from osone.text.numbers import joined

if TYPE_CHECKING:
    from osone.mail import addresses
else:
    addresses = later("osone.mail.addresses")  # once one is typed

NAMED = 3
"""So many are named."""
Sure = Annotated[bool, "no only asks where it is somebody whom the person wrote to"]


def _meant(connection: apsw.Connection, threads: Iterable[int], message: int = 0) -> list[Address]:
    """Who is to be blocked: who wrote the message at hand, else of each conversation who wrote last, but oneself."""
    me = accounts.mine(connection)
    found: dict[str, Address] = {}
    for thread in (resolve(connection, one) for one in threads):
        at_hand = blocking.wrote_this(connection, message, thread) if message else None
        some = [at_hand] if at_hand is not None else blocking.wrote(connection, thread)
        other = next((one for one in some if one.email and not is_me(one, me)), None)
        if other is not None:
            found.setdefault(other.email.lower(), other)
    if not found:
        raise CommandError(_("Nobody but you wrote that."))
    return list(found.values())


def _typed(connection: apsw.Connection, words: str) -> Address:
    """The address that words are. Raises CommandError where they are none, or one's own."""
    some = addresses.addresses(words)
    if len(some) != 1 or "@" not in some[0].email.strip("@"):
        raise CommandError(
            _("“{words}” isn't an email address.", words=words[:80]), remedy=_("Type it whole, like ann@example.org.")
        )
    if is_me(some[0], accounts.mine(connection)):
        raise CommandError(_("That's your own address."))
    return some[0]


def _asked(connection: apsw.Connection, some: Sequence[Address]) -> Preview | None:
    """What is shown first: those whom the person wrote to; None where there are none."""
    known = blocking.written_to(connection, [one.email.lower() for one in some])
    who = [one.shown for one in some if one.email.lower() in known]
    if not who:
        return None
    named = [*who[:NAMED], *([plural("{count} more", "{count} more", len(who) - NAMED)] if len(who) > NAMED else [])]
    title = _("Block {name}?", name=joined(named))
    return Preview(title, _("You have written to them. Their new messages would go to Junk."), _("Block"))


def _of_threads(connection: apsw.Connection, given: Mapping[str, Any]) -> Preview | None:
    return _asked(connection, _meant(connection, given["threads"], int(given.get("message") or 0)))


def _of_address(connection: apsw.Connection, given: Mapping[str, Any]) -> Preview | None:
    return _asked(connection, [_typed(connection, str(given["address"]))])


@command("mail.block", N_("Block sender"), keys="Shift+B", when=ON_THREAD, mind=False, icon="ban", shows=_of_threads)
def block(
    desk: Desk,
    threads: Annotated[list[ThreadId], "the conversations"],
    message: Annotated[int, "the message whose sender is meant; 0 for who wrote last"] = 0,
    sure: Sure = False,
) -> Done:
    """Block who wrote it: what comes next from that address goes to junk."""
    return _blocked(desk, _meant(desk.connection, threads, message), sure=sure)


@command("sender.block", N_("Block an address"), mind=False, icon="ban", shows=_of_address)
def block_address(desk: Desk, address: Annotated[str, "an email address"], sure: Sure = False) -> Done:
    """Block an address: what comes next from it goes to junk."""
    return _blocked(desk, [_typed(desk.connection, address)], sure=sure)


@command("sender.unblock", N_("Unblock a sender"), mind=False, icon="circle-check")
def unblock(desk: Desk, address: Annotated[str, "an email address that is blocked"]) -> Done:
    """Unblock an address: what comes next from it goes to the inbox again."""
    found = blocking.of_address(desk.connection, address.strip())
    if found is None:
        raise CommandError(_("{address} isn't blocked.", address=address.strip()[:80]))
    said = _("Unblocked {address}", address=found.email)
    return Done(said, [effects.unmake(desk.connection, "blocked", found.id)])


def _blocked(desk: Desk, some: Sequence[Address], *, sure: bool) -> Done:
    if not sure and (shown := _asked(desk.connection, some)) is not None:
        return Done(_("{what} To go ahead, say it again with sure=yes.", what=f"{shown.title} {shown.body}"))
    known, now = blocking.since(desk.connection), int(desk.now.timestamp())
    fresh = [one for one in some if one.email.lower() not in known]
    if not fresh:
        return Done(_("Already blocked."), idle=True)
    made = [effects.make("blocked", {"email": one.email.lower(), "name": one.name, "since": now}) for one in fresh]
    if len(fresh) == 1:
        said = _("Blocked {address}", address=fresh[0].email)
    else:
        said = plural("Blocked {count} sender", "Blocked {count} senders", len(fresh))
    return Done(said, made, then=_("New messages from there go to Junk."))
