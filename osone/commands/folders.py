"""The verb by which a person says which folder is for what, where the server and the names don't."""

from collections.abc import Mapping
from typing import Annotated

from osone.commands.registry import Desk, Done, command
from osone.model.errors import CommandError
from osone.model.mail import Folder, Role
from osone.store import accounts, folders
from osone.store.effects import Effect
from osone.text.catalogue import N_, _

PURPOSES: Mapping[Role, str] = {
    Role.SENT: N_("{folder} now holds sent mail"),
    Role.DRAFTS: N_("{folder} now holds drafts"),
    Role.ARCHIVE: N_("{folder} is now the archive"),
    Role.TRASH: N_("{folder} is now the trash"),
    Role.JUNK: N_("{folder} now holds junk mail"),
    Role.OTHER: N_("{folder} is now a folder like any other"),
}
"""What a folder can be said to be for, and what is said then."""


@command("folder.purpose", N_("Choose a folder’s purpose"), icon="folder-cog", mind=False)
def purpose(
    desk: Desk,
    choice: Annotated[str, "archive, sent, drafts, trash, junk or other, then the folder's name or number"],
) -> Done:
    """Say which folder of an account is its archive, its trash, or holds sent mail, drafts or junk."""
    word, _blank, folder = choice.strip().partition(" ")
    role = next((r for r in PURPOSES if r.value == word.casefold()), None)
    if role is None:
        names = ", ".join(r.value for r in PURPOSES)
        raise CommandError(
            _("A folder can't be for “{word}”.", word=word),
            remedy=_("Choose one of: {choices}.", choices=names),
            command="folder.purpose",
        )
    chosen = _found(desk, folder.strip())
    found = [effect for one in chosen for effect in _given(desk, one, role)]
    return Done(_(PURPOSES[role], folder=chosen[0].name), found)


def _found(desk: Desk, said: str) -> list[Folder]:
    """The folder of this number, or those of this name, one an account."""
    every = [f for f in accounts.folders(desk.connection) if f.role is not Role.INBOX]
    found = [f for f in every if said.isdecimal() and f.id == int(said)]
    found = found or [f for f in every if f.path.casefold() == said.casefold()]
    found = found or [f for f in every if f.name.casefold() == said.casefold()]
    if not found:
        raise CommandError(
            _("There is no folder “{folder}”.", folder=said),
            remedy=_("Choose one from the list."),
            command="folder.purpose",
        )
    if len({f.account for f in found}) < len(found):
        raise CommandError(
            _("There are several folders called “{folder}”.", folder=said),
            remedy=_("Choose one from the list."),
            command="folder.purpose",
        )
    return found


def _given(desk: Desk, folder: Folder, role: Role) -> list[Effect]:
    """The differences that give a folder a role, and take it from the one that has it."""
    rows = folders.known(desk.connection, folder.account)
    found: list[Effect] = []
    for row in rows:
        chosen = row.chosen.value if row.chosen else ""
        if row.id == folder.id:
            wanted, said = role, role.value
        elif row.role is role is not Role.OTHER:
            wanted, said = Role.OTHER, "" if row.chosen is role else chosen
        else:
            continue
        found += [
            Effect("folder", row.id, field, before, after)
            for field, before, after in (("chosen", chosen, said), ("role", row.role.value, wanted.value))
            if before != after
        ]
    return found
