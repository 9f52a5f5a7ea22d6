"""The verbs of accounts: what each is called, in which order they stand, and one taken away."""

from typing import TYPE_CHECKING, Annotated

from osone.commands.registry import Desk, Done, command
from osone.host.later import later
from osone.mail.writing import signing
from osone.model.accounts import Account
from osone.model.errors import CommandError
from osone.store import accounts, effects
from osone.store.effects import Effect
from osone.text.catalogue import N_, _, plural
from osone.text.lines import short
from osone.text.numbers import joined

if TYPE_CHECKING:
    from osone.store import removal
    from osone.store.removal import AccountHeld
else:
    removal = later("osone.store.removal")  # once an account goes

LONGEST = 80
"""Letters of a name."""
NAMED = 3
"""So many messages that are not sent yet are named."""
Number = Annotated[int, "the account's number"]


@command("account.label", N_("Rename account"), icon="pencil", mind=False, offered=False)
def label(desk: Desk, account: Number, words: Annotated[str, "what to call it; nothing for its address"]) -> Done:
    """Give an account a name of one's own."""
    one, said = _account(desk, account), " ".join(words.split())[:LONGEST]
    if said == one.label:
        return Done()
    return Done(_("Renamed to {name}", name=said or one.address), [_change(one, "label", one.label, said)])


@command("account.sign", N_("Change signature"), icon="pencil", mind=False, offered=False)
def sign(desk: Desk, account: Number, words: Annotated[str, "its lines; nothing for none"]) -> Done:
    """Give an account a signature: plain text that stands beneath what is written from it."""
    one, said = _account(desk, account), signing.tidied(words)
    if said == one.signature:
        return Done()
    told = _("Signature changed") if said else _("Signature removed")
    return Done(told, [_change(one, "signature", one.signature, said)])


@command("account.move", N_("Move an account up or down"), icon="arrow-up-down", mind=False, offered=False)
def move(desk: Desk, account: Number, steps: Annotated[int, "-1 for up, 1 for down"]) -> Done:
    """Move an account in the order in which accounts stand; the first is the one that messages leave from."""
    every = accounts.every(desk.connection)
    here = next((place for place, one in enumerate(every) if one.id == account), None)
    if here is None or not 0 <= here + steps < len(every):
        return Done()
    every.insert(here + steps, every.pop(here))
    return Done("", [_change(one, "place", one.place, at) for at, one in enumerate(every, 1) if one.place != at])


@command(
    "account.forget", N_("Remove account for good"), icon="trash", asks=True, undoable=False, mind=False, offered=False
)
def forget(desk: Desk, account: Number, sure: Annotated[bool, "no only tells what would go"] = False) -> Done:
    """Take an account and its mail away from this computer; nothing changes on its server."""
    one = _account(desk, account)
    if not sure:
        said = what_goes(one, removal.held(desk.connection, account))
        return Done(_("{what} To go ahead, say it again with sure=yes.", what=said))
    removal.begin(desk.tx, account)
    waiting = {"kind": "remove", "arguments": str(account), "state": "waiting", "said": ""}
    effects.apply(desk.tx, [effects.make("errand", waiting)])
    return Done(_("Removing {name}…", name=one.called))


def what_goes(account: Account, held: "AccountHeld") -> str:
    """What a person loses with an account, and what they do not."""
    local = account.kind == "local"
    parts = [plural("{count} message", "{count} messages", held.messages)]
    parts += [plural("{count} draft", "{count} drafts", held.drafts)] if held.drafts else []
    parts += [] if local else [_("its password")]
    words = [_("This goes from this computer, for good: {what}.", what=joined(parts))]
    if held.unsent:
        named = [_("“{subject}”", subject=short(one or _("(no subject)"))) for one in held.unsent[:NAMED]]
        more = len(held.unsent) - len(named)
        named += [plural("{count} more", "{count} more", more)] if more else []
        words.append(_("Not sent yet, and lost: {what}.", what=joined(named)))
    if held.changes:
        words.append(
            plural(
                "What you did to {count} message hasn't reached the server, and never will.",
                "What you did to {count} messages hasn't reached the server, and never will.",
                held.changes,
            )
        )
    words.append(
        _("It is nowhere else, unless you kept the files you imported.")
        if local
        else _("Your mail stays on the server.")
    )
    return " ".join(words)


def _account(desk: Desk, account: int) -> Account:
    found = next((one for one in accounts.every(desk.connection) if one.id == account), None)
    if found is None:
        raise CommandError(_("There is no such account."))
    return found


def _change(one: Account, field: str, before: object, after: object) -> Effect:
    return Effect("account", one.id, field, before, after)
