"""The verbs of accounts: what each is called, and in which order they stand."""

from typing import Annotated

from osone.commands.registry import Desk, Done, command
from osone.model.accounts import Account
from osone.model.errors import CommandError
from osone.store import accounts
from osone.store.effects import Effect
from osone.text.catalogue import N_, _

LONGEST = 80
"""Letters of a name."""
Number = Annotated[int, "the account's number"]


@command("account.label", N_("Rename account"), icon="pencil", mind=False, offered=False)
def label(desk: Desk, account: Number, words: Annotated[str, "what to call it; nothing for its address"]) -> Done:
    """Give an account a name of one's own."""
    one, said = _account(desk, account), " ".join(words.split())[:LONGEST]
    if said == one.label:
        return Done()
    return Done(_("Renamed to {name}", name=said or one.address), [_change(one, "label", one.label, said)])


@command("account.move", N_("Move an account up or down"), icon="arrow-up-down", mind=False, offered=False)
def move(desk: Desk, account: Number, steps: Annotated[int, "-1 for up, 1 for down"]) -> Done:
    """Move an account in the order in which accounts stand; the first is the one that messages leave from."""
    every = accounts.every(desk.connection)
    here = next((place for place, one in enumerate(every) if one.id == account), None)
    if here is None or not 0 <= here + steps < len(every):
        return Done()
    every.insert(here + steps, every.pop(here))
    return Done("", [_change(one, "place", one.place, at) for at, one in enumerate(every, 1) if one.place != at])


def _account(desk: Desk, account: int) -> Account:
    found = next((one for one in accounts.every(desk.connection) if one.id == account), None)
    if found is None:
        raise CommandError(_("There is no such account."))
    return found


def _change(one: Account, field: str, before: object, after: object) -> Effect:
    return Effect("account", one.id, field, before, after)
