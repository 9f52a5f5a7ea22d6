"""The verbs of mail."""

from collections.abc import Callable, Sequence
from typing import Annotated

from osone.commands.context import ON_THREAD
from osone.commands.registry import Desk, Done, Risk, command
from osone.model.errors import CommandError
from osone.model.ids import AccountId, FolderId, MessageId, ThreadId
from osone.model.mail import Flag, Role
from osone.store import accounts, effects, messages
from osone.store.effects import Effect

Threads = Annotated[list[ThreadId], "the conversations"]
FOLDER_NAMES = {Role.ARCHIVE: "Archive", Role.TRASH: "Trash", Role.JUNK: "Junk", Role.INBOX: "INBOX"}


def plural(count: int, one: str = "conversation") -> str:
    """``1 conversation``, ``3 conversations``."""
    return f"{count:,} {one}" if count == 1 else f"{count:,} {one}s"


def _moved(desk: Desk, threads: Sequence[ThreadId], role: Role, leave: Callable[[Role], bool]) -> list[Effect]:
    """The moves that bring threads to the folder for ``role``, out of the folders that ``leave`` accepts."""
    roles = {f.id: f.role for f in accounts.folders(desk.connection)}
    found = []
    for thread in threads:
        for message, folder, _flags in messages.shown_in(desk.connection, thread):
            if roles.get(FolderId(folder)) is not role and leave(roles.get(FolderId(folder), Role.OTHER)):
                account, _kind = messages.account_of(desk.connection, message)
                found.append(effects.move(message, folder, _folder(desk, account, role)))
    return found


def _folder(desk: Desk, account: int, role: Role) -> FolderId:
    known = accounts.folder_for(desk.connection, account, role)
    # A folder that the account lacks is made here and created on the server with the first move into it.
    name = FOLDER_NAMES[role]
    return known or accounts.folder(desk.tx, AccountId(account), name, role, name)


def _done(what: str, threads: Sequence[ThreadId], found: list[Effect], otherwise: str) -> Done:
    return Done(f"{what} {plural(len(threads))}" if found else otherwise, found)


@command("mail.archive", keys="e", when=ON_THREAD, leaves=True, icon="archive")
def archive(desk: Desk, threads: Threads) -> Done:
    """Archive: take it out of the inbox and keep it."""
    found = _moved(desk, threads, Role.ARCHIVE, lambda r: r in (Role.INBOX, Role.TRASH, Role.JUNK))
    return _done("Archived", threads, found, "It is archived already.")


@command("mail.trash", keys=("#", "Delete"), when=ON_THREAD, leaves=True, icon="trash-2")
def trash(desk: Desk, threads: Threads) -> Done:
    """Delete: move it to the trash."""
    found = _moved(desk, threads, Role.TRASH, lambda _r: True)
    return _done("Deleted", threads, found, "It is in the trash already.")


@command("mail.spam", keys="!", when=ON_THREAD, leaves=True, icon="shield-alert")
def spam(desk: Desk, threads: Threads) -> Done:
    """Mark as spam: move it to the junk folder."""
    found = _moved(desk, threads, Role.JUNK, lambda r: r is not Role.SENT)
    return _done("Marked as spam:", threads, found, "It is in the junk folder already.")


@command("mail.inbox", when=ON_THREAD, leaves=True, icon="inbox")
def inbox(desk: Desk, threads: Threads) -> Done:
    """Move it back to the inbox."""
    found = _moved(desk, threads, Role.INBOX, lambda r: r not in (Role.SENT, Role.DRAFTS))
    return _done("Moved to the inbox:", threads, found, "It is in the inbox already.")


@command("mail.move", keys="v", when=ON_THREAD, leaves=True, icon="folder-input")
def move(desk: Desk, threads: Threads, folder: Annotated[str, "the folder's name"]) -> Done:
    """Move it to a folder."""
    named = [
        f for f in accounts.folders(desk.connection) if folder.casefold() in (f.name.casefold(), f.path.casefold())
    ]
    if not named:
        raise CommandError(
            f"There is no folder called “{folder}”.", way_on="Choose one of the list.", command="mail.move"
        )
    target_of = {f.account: f.id for f in reversed(named)}
    keep = {f.id for f in accounts.folders(desk.connection) if f.role in (Role.SENT, Role.DRAFTS)} | set(
        target_of.values()
    )
    found = []
    for thread in threads:
        for message, source, _flags in messages.shown_in(desk.connection, thread):
            account, _kind = messages.account_of(desk.connection, message)
            target = target_of.get(AccountId(account))
            if target is not None and source not in keep:
                found.append(effects.move(message, source, target))
    return _done(f"Moved to {named[0].name}:", threads, found, f"It is in {named[0].name} already.")


@command("mail.unstar", when=ON_THREAD, icon="star-off", offered=False)
def unstar(desk: Desk, threads: Threads) -> Done:
    """Take the star away."""
    found = [
        effects.flag(m, "flagged", True, False) for t in threads for m, f in _flags(desk, t).items() if f & Flag.FLAGGED
    ]
    return Done(f"Took the star from {plural(len(threads))}", found)


@command("mail.star", keys="s", when=ON_THREAD, icon="star")
def star(desk: Desk, threads: Threads) -> Done:
    """Star it, or take the star away."""
    shown = {t: _flags(desk, t) for t in threads}
    found = []
    if all(any(f & Flag.FLAGGED for f in flags.values()) for flags in shown.values() if flags):
        for flags in shown.values():
            found += [effects.flag(m, "flagged", True, False) for m, f in flags.items() if f & Flag.FLAGGED]
        return Done(f"Took the star from {plural(len(threads))}", found)
    for flags in shown.values():
        newest = max(flags, default=None)
        if newest is not None and not flags[newest] & Flag.FLAGGED:
            found.append(effects.flag(newest, "flagged", False, True))
    return Done(f"Starred {plural(len(threads))}", found)


@command("mail.unread", keys="u", when=ON_THREAD, icon="mail")
def unread(desk: Desk, threads: Threads) -> Done:
    """Mark it as unread, or as read."""
    shown = {t: _flags(desk, t) for t in threads}
    found = _seen(shown)
    if found:
        return Done(f"Marked {plural(len(threads))} as read", found)
    for flags in shown.values():
        newest = max(flags, default=None)
        if newest is not None:
            found.append(effects.flag(newest, "seen", True, False))
    return Done(f"Marked {plural(len(threads))} as unread", found)


@command("mail.read", when=ON_THREAD, icon="mail-open", offered=False)
def read(desk: Desk, threads: Threads) -> Done:
    """Mark it as read."""
    return Done("", _seen({t: _flags(desk, t) for t in threads}))


def _flags(desk: Desk, thread: ThreadId) -> dict[int, int]:
    """The flags of a thread's messages by message."""
    flags: dict[int, int] = {}
    for message, _folder_id, here in messages.shown_in(desk.connection, thread):
        flags[message] = flags.get(message, 0) | here
    return flags


def _seen(shown: dict[ThreadId, dict[int, int]]) -> list[Effect]:
    return [
        effects.flag(message, "seen", False, True)
        for flags in shown.values()
        for message, f in flags.items()
        if not f & Flag.SEEN
    ]


@command("mail.want", risk=Risk.READ, offered=False)
def want(desk: Desk, mails: Annotated[list[MessageId], "the messages"]) -> Done:
    """Fetch the text of messages that are open before all others."""
    messages.want(desk.tx, mails)
    return Done()


@command("mail.import", icon="hard-drive-download", risk=Risk.UNDOABLE)
def bring_in(
    desk: Desk, path: Annotated[str, "a Maildir, an mbox file, a folder of .eml, a Thunderbird profile or an .ics file"]
) -> Done:
    """Import mail or calendars that are on this computer."""
    del desk
    return Done("The import begins.", [_errand("import", path)])


@command("mail.check", icon="refresh-cw", risk=Risk.UNDOABLE)
def check(desk: Desk) -> Done:
    """Look for new mail now."""
    del desk
    return Done("Looking for new mail.", [_errand("check", "")])


def _errand(kind: str, arguments: str) -> Effect:
    return effects.make("errand", {"kind": kind, "arguments": arguments, "state": "waiting", "said": ""})
