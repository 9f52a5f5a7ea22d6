"""The verbs of mail."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

import apsw

from osone.commands.context import ON_THREAD
from osone.commands.registry import Desk, Done, command
from osone.model.errors import CommandError
from osone.model.ids import AccountId, FolderId, MessageId, ThreadId
from osone.model.mail import Flag, Role
from osone.store import accounts, effects, listing, messages
from osone.store.effects import Effect
from osone.store.lines import AWAY
from osone.store.threads import resolve, starred

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
    if known is None and role is Role.ARCHIVE:
        # Where one folder holds all mail, what leaves the inbox is archived there.
        known = accounts.folder_for(desk.connection, account, Role.ALL)
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


@command("mail.trash", keys=("#", "Delete"), when=ON_THREAD, leaves=True, icon="trash")
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
    return Done(f"Took the star from {plural(len(threads))}", _unstarred(desk, threads))


def _star_or_not(connection: apsw.Connection, given: Mapping[str, Any]) -> dict[str, object]:
    wanted = [resolve(connection, t) for t in given["threads"]]
    return {"on": not starred(connection, wanted) >= set(wanted)}


@command("mail.star", keys="s", when=ON_THREAD, icon="star", decide=_star_or_not)
def star(
    desk: Desk, threads: Threads, on: Annotated[bool | None, "true stars, false takes away; else the other way"] = None
) -> Done:
    """Star it, or take the star away."""
    places = {t: _places(desk, t) for t in threads}
    starred = {t: any(f & Flag.FLAGGED for p in m.values() for f in p.values()) for t, m in places.items() if m}
    if not (on if on is not None else not all(starred.values())):
        return Done(f"Took the star from {plural(len(threads))}", _unstarred(desk, threads), {"on": False})
    away = {f.id for f in accounts.folders(desk.connection) if f.role in AWAY}
    found = []
    for thread, is_starred in starred.items():
        # The newest that is not thrown away: a star in the trash is not seen.
        newest = max(places[thread], key=lambda m: (not away.issuperset(places[thread][m]), m))
        if on is None or not is_starred:
            found += effects.flags(newest, "flagged", places[thread][newest], True)
    return Done(f"Starred {plural(len(threads))}", found, {"on": True})


def _unstarred(desk: Desk, threads: Sequence[ThreadId]) -> list[Effect]:
    return [
        e for t in threads for m, here in _places(desk, t).items() for e in effects.flags(m, "flagged", here, False)
    ]


def _read_or_not(connection: apsw.Connection, given: Mapping[str, Any]) -> dict[str, object]:
    wanted = [resolve(connection, t) for t in given["threads"]]
    return {"on": not listing.any_unread(connection, wanted)}


@command("mail.unread", keys="u", when=ON_THREAD, icon="mail", decide=_read_or_not)
def unread(
    desk: Desk, threads: Threads, on: Annotated[bool | None, "true for unread, false for read; else the other"] = None
) -> Done:
    """Mark it as unread, or as read."""
    if not on:
        found = _seen(desk, threads)
        if found or on is False:
            return Done(f"Marked {plural(len(threads))} as read", found, {"on": False})
    found = []
    for thread in threads:
        places = _places(desk, thread)
        if places and all(f & Flag.SEEN for here in places.values() for f in here.values()):
            found += effects.flags(max(places), "seen", places[max(places)], False)
    return Done(f"Marked {plural(len(threads))} as unread", found, {"on": True})


@command("mail.read", when=ON_THREAD, icon="mail-open", unasked=True, offered=False)
def read(desk: Desk, threads: Threads) -> Done:
    """Mark it as read."""
    return Done("", _seen(desk, threads))


def _places(desk: Desk, thread: ThreadId) -> dict[int, dict[int, int]]:
    """The flags of a thread's messages, by message and folder."""
    found: dict[int, dict[int, int]] = {}
    for message, folder, flags in messages.shown_in(desk.connection, thread):
        found.setdefault(message, {})[folder] = flags
    return found


def _seen(desk: Desk, threads: Sequence[ThreadId]) -> list[Effect]:
    return _flagged(desk, threads, "seen", True)


def _flagged(desk: Desk, threads: Sequence[ThreadId], name: str, after: bool) -> list[Effect]:
    return [e for t in threads for m, here in _places(desk, t).items() for e in effects.flags(m, name, here, after)]


@command("mail.want", undoable=False, unasked=True, offered=False)
def want(desk: Desk, mails: Annotated[list[MessageId], "the messages"]) -> Done:
    """Fetch the text of messages that are open before all others."""
    messages.want(desk.tx, mails)
    return Done()


@command("mail.import", asks=True, icon="hard-drive-download")
def bring_in(
    desk: Desk, path: Annotated[str, "a Maildir, an mbox file, a folder of .eml, a Thunderbird profile or an .ics file"]
) -> Done:
    """Import mail or calendars that are on this computer."""
    del desk
    return Done("The import begins.", [_errand("import", path)])


@command("mail.check", icon="refresh-cw", undoable=False)
def check(desk: Desk) -> Done:
    """Look for new mail now."""
    # Looking is nothing to take back, so it is no entry of the journal.
    effects.apply(desk.tx, [_errand("check", "")])
    return Done("Looking for new mail.", value={"looking": True})


def _errand(kind: str, arguments: str) -> Effect:
    return effects.make("errand", {"kind": kind, "arguments": arguments, "state": "waiting", "said": ""})
