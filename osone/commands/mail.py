"""The verbs of mail."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

import apsw

from osone.commands.context import IN_JUNK, IN_TRASH, MUTED, ON_THREAD, fact, without
from osone.commands.registry import Desk, Done, command
from osone.mail.folder_names import SEVERAL
from osone.model.errors import CommandError
from osone.model.ids import AccountId, FolderId, MessageId, ThreadId
from osone.model.mail import Flag, Role
from osone.store import accounts, effects, folders, listing, messages, muting, snooze
from osone.store.effects import Effect
from osone.store.lines import AWAY
from osone.store.threads import resolve, starred
from osone.text.catalogue import N_, _, plural
from osone.text.numbers import joined

Threads = Annotated[list[ThreadId], "the conversations"]
LONGEST_NAME = 100


def _moved(desk: Desk, threads: Sequence[ThreadId], role: Role, leave: Callable[[Role], bool]) -> list[Effect]:
    """The moves that bring threads to the folder for ``role``, out of the folders that ``leave`` accepts."""
    folders = {f.id: f for f in accounts.folders(desk.connection)}
    targets: dict[int, FolderId] = {}
    found = []
    for thread in threads:
        for message, place, _flags in messages.shown_in(desk.connection, thread):
            here = folders[FolderId(place)]
            if here.role is not role and leave(here.role):
                target = targets.get(here.account) or targets.setdefault(
                    here.account, _folder(desk, here.account, role)
                )
                found.append(effects.move(message, place, target))
    return found


def no_longer(desk: Desk, threads: Sequence[ThreadId]) -> list[Effect]:
    """What ends that these sleep, or stand at the top because they woke."""
    return [
        Effect("message", message, effects.SNOOZED, value, None)
        for thread in threads
        for message, value in snooze.of_thread(desk.connection, thread).items()
    ]


def _folder(desk: Desk, account: int, role: Role) -> FolderId:
    known = accounts.for_purpose(desk.tx, account, role)
    if known is None:
        several = folders.maybe(desk.connection, account, role)
        raise CommandError(
            _(SEVERAL[role], folders=joined(several)),
            remedy=_("Choose which one it is."),
            command="folder.purpose",
        )
    return known


@command("mail.archive", N_("Archive"), keys="e", when=ON_THREAD, leaves=True, icon="archive")
def archive(desk: Desk, threads: Threads) -> Done:
    """Archive: take it out of the inbox and keep it."""
    found = [
        *no_longer(desk, threads),
        *_moved(desk, threads, Role.ARCHIVE, lambda r: r in (Role.INBOX, Role.TRASH, Role.JUNK)),
    ]
    said = plural("Archived {count} conversation", "Archived {count} conversations", desk.counted(threads))
    return Done(said if found or desk.of else _("Already archived."), found)


@command(
    "mail.trash",
    N_("Delete"),
    keys=("#", "Delete"),
    when=ON_THREAD & without(IN_TRASH),
    leaves=True,
    icon="trash",
)
def trash(desk: Desk, threads: Threads) -> Done:
    """Delete: move it to the trash."""
    found = [*no_longer(desk, threads), *_moved(desk, threads, Role.TRASH, lambda _r: True)]
    said = plural("Deleted {count} conversation", "Deleted {count} conversations", desk.counted(threads))
    return Done(said if found or desk.of else _("Already in Trash."), found)


@command("mail.spam", N_("Mark as junk"), keys="!", when=ON_THREAD & without(IN_JUNK), leaves=True, icon="shield-alert")
def spam(desk: Desk, threads: Threads) -> Done:
    """Mark as spam: move it to the junk folder."""
    found = [*no_longer(desk, threads), *_moved(desk, threads, Role.JUNK, lambda r: r is not Role.SENT)]
    said = plural("Marked {count} conversation as junk", "Marked {count} conversations as junk", desk.counted(threads))
    return Done(said if found or desk.of else _("Already in Junk."), found)


@command("mail.not_junk", N_("Not junk"), keys="!", when=ON_THREAD & fact(IN_JUNK), leaves=True, icon="shield-check")
def not_junk(desk: Desk, threads: Threads) -> Done:
    """Not junk: move it from the junk folder to the inbox."""
    found = _moved(desk, threads, Role.INBOX, lambda r: r is Role.JUNK)
    said = plural("Moved {count} conversation to Inbox", "Moved {count} conversations to Inbox", desk.counted(threads))
    return Done(said if found or desk.of else _("Not in Junk."), found)


@command("mail.mute", N_("Mute"), keys="m", when=ON_THREAD & without(MUTED), leaves=True, icon="bell-off")
def mute(desk: Desk, threads: Threads) -> Done:
    """Mute: archive it, and let answers skip the inbox unless they are to the person alone."""
    found = [*no_longer(desk, threads), *_moved(desk, threads, Role.ARCHIVE, lambda r: r is Role.INBOX)]
    for thread in threads:
        here = [message for message, _folder, _flags in messages.shown_in(desk.connection, thread)]
        if here and not muting.of_thread(desk.connection, thread):
            found.append(Effect("message", max(here), effects.MUTED, False, True))
    said = plural("Muted {count} conversation", "Muted {count} conversations", desk.counted(threads))
    return Done(said if found or desk.of else _("Already muted."), found)


@command("mail.unmute", N_("Unmute"), keys="m", when=ON_THREAD & fact(MUTED), icon="bell")
def unmute(desk: Desk, threads: Threads) -> Done:
    """Unmute: let answers come to the inbox again."""
    found = [
        Effect("message", message, effects.MUTED, True, False)
        for thread in threads
        for message in muting.of_thread(desk.connection, thread)
    ]
    said = plural("Unmuted {count} conversation", "Unmuted {count} conversations", desk.counted(threads))
    return Done(said if found or desk.of else _("Not muted."), found)


@command("mail.inbox", N_("Move to Inbox"), when=ON_THREAD, leaves=True, icon="inbox")
def inbox(desk: Desk, threads: Threads) -> Done:
    """Move it back to the inbox."""
    found = [
        *no_longer(desk, threads),
        *_moved(desk, threads, Role.INBOX, lambda r: r not in (Role.SENT, Role.DRAFTS)),
    ]
    said = plural("Moved {count} conversation to Inbox", "Moved {count} conversations to Inbox", desk.counted(threads))
    return Done(said if found or desk.of else _("Already in Inbox."), found)


@command("mail.move", N_("Move to folder"), keys="v", when=ON_THREAD, leaves=True, icon="folder-input")
def move(desk: Desk, threads: Threads, folder: Annotated[str, "the folder's name"]) -> Done:
    """Move it to a folder."""
    every, wanted = accounts.folders(desk.connection), folder.casefold()
    # Of two of an account that are called alike the one is meant that is said whole.
    named = [f for f in every if wanted in (f.whole_name.casefold(), f.path.casefold())]
    named += [f for f in every if wanted == f.name.casefold()]
    if not named:
        raise CommandError(
            _("There is no folder “{folder}”.", folder=folder),
            remedy=_("Choose one from the list."),
            command="mail.move",
        )
    target_of = {f.account: f.id for f in reversed(named)}
    keep = {f.id for f in accounts.folders(desk.connection) if f.role in (Role.SENT, Role.DRAFTS)} | set(
        target_of.values()
    )
    found = no_longer(desk, threads)
    for thread in threads:
        for message, source, _flags in messages.shown_in(desk.connection, thread):
            account, _kind = messages.account_of(desk.connection, message)
            target = target_of.get(AccountId(account))
            if target is not None and source not in keep:
                found.append(effects.move(message, source, target))
    name = named[0].name
    said = plural(
        "Moved {count} conversation to {folder}",
        "Moved {count} conversations to {folder}",
        desk.counted(threads),
        folder=name,
    )
    return Done(said if found or desk.of else _("Already in {folder}.", folder=name), found)


@command("mail.move_new", N_("Move to a new folder"), when=ON_THREAD, leaves=True, icon="folder-plus", offered=False)
def move_new(desk: Desk, threads: Threads, folder: Annotated[str, "the new folder's name"]) -> Done:
    """Make a folder and move it there."""
    name = " ".join(folder.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise CommandError(
            _("A folder can't be called “{folder}”.", folder=name[:40]),
            remedy=_("Choose a shorter name, in letters and digits."),
            command="mail.move",
        )
    held = {messages.account_of(desk.connection, m)[0] for t in threads for m in _places(desk, t)}
    named = (f for f in accounts.folders(desk.connection) if f.name.casefold() == name.casefold())
    for account in held - {f.account for f in named}:
        # It is made here, and on the server with the first move into it.
        accounts.folder(desk.tx, AccountId(account), name, Role.OTHER, name)
    return move(desk, threads, name)


@command("mail.unstar", N_("Remove star"), when=ON_THREAD, icon="star-off", offered=False)
def unstar(desk: Desk, threads: Threads) -> Done:
    """Take the star away."""
    return Done(_without_star(desk.counted(threads)), _unstarred(desk, threads))


def _star_or_not(connection: apsw.Connection, given: Mapping[str, Any]) -> dict[str, object]:
    wanted = [resolve(connection, t) for t in given["threads"]]
    return {"on": not starred(connection, wanted) >= set(wanted)}


@command("mail.star", N_("Add or remove star"), keys="s", when=ON_THREAD, icon="star", decide=_star_or_not)
def star(
    desk: Desk, threads: Threads, on: Annotated[bool | None, "true stars, false takes away; else the other way"] = None
) -> Done:
    """Star it, or take the star away."""
    places = {t: _places(desk, t) for t in threads}
    starred = {t: any(f & Flag.FLAGGED for p in m.values() for f in p.values()) for t, m in places.items() if m}
    if not (on if on is not None else not all(starred.values())):
        return Done(_without_star(desk.counted(threads)), _unstarred(desk, threads), {"on": False})
    away = {f.id for f in accounts.folders(desk.connection) if f.role in AWAY}
    found = []
    for thread, is_starred in starred.items():
        # The newest that is not thrown away: a star in the trash is not seen.
        newest = max(places[thread], key=lambda m: (not away.issuperset(places[thread][m]), m))
        if on is None or not is_starred:
            found += effects.flags(newest, "flagged", places[thread][newest], True)
    said = plural("Starred {count} conversation", "Starred {count} conversations", desk.counted(threads))
    return Done(said, found, {"on": True})


def _without_star(count: int) -> str:
    return plural("Removed the star from {count} conversation", "Removed the star from {count} conversations", count)


def _unstarred(desk: Desk, threads: Sequence[ThreadId]) -> list[Effect]:
    return [
        e for t in threads for m, here in _places(desk, t).items() for e in effects.flags(m, "flagged", here, False)
    ]


def _read_or_not(connection: apsw.Connection, given: Mapping[str, Any]) -> dict[str, object]:
    wanted = [resolve(connection, t) for t in given["threads"]]
    return {"on": not listing.any_unread(connection, wanted)}


@command("mail.unread", N_("Mark as unread / read"), keys="u", when=ON_THREAD, icon="mail", decide=_read_or_not)
def unread(
    desk: Desk, threads: Threads, on: Annotated[bool | None, "true for unread, false for read; else the other"] = None
) -> Done:
    """Mark it as unread, or as read."""
    if not on:
        found = _seen(desk, threads)
        if found or on is False:
            said = plural(
                "Marked {count} conversation as read", "Marked {count} conversations as read", desk.counted(threads)
            )
            return Done(said, found, {"on": False})
    found = []
    for thread in threads:
        places = _places(desk, thread)
        if places and all(f & Flag.SEEN for here in places.values() for f in here.values()):
            found += effects.flags(max(places), "seen", places[max(places)], False)
    said = plural(
        "Marked {count} conversation as unread", "Marked {count} conversations as unread", desk.counted(threads)
    )
    return Done(said, found, {"on": True})


@command("mail.read", N_("Mark as read"), when=ON_THREAD, icon="mail-open", unasked=True, offered=False)
def read(
    desk: Desk,
    threads: Threads,
    mails: Annotated[list[MessageId] | None, "these of their messages alone; else all"] = None,
) -> Done:
    """Mark it as read."""
    return Done("", [e for e in _seen(desk, threads) if mails is None or e.id in mails])


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


@command("mail.want", N_("Load open messages first"), undoable=False, unasked=True, offered=False)
def want(desk: Desk, mails: Annotated[list[MessageId], "the messages"]) -> Done:
    """Fetch the text of messages that are open before all others."""
    messages.want(desk.tx, mails)
    return Done()


@command("mail.import", N_("Import from this computer"), asks=True, mind=False, icon="hard-drive-download")
def bring_in(
    desk: Desk, path: Annotated[str, "a Maildir, an mbox file, a folder of .eml, a Thunderbird profile or an .ics file"]
) -> Done:
    """Import mail or calendars that are on this computer."""
    del desk
    return Done(_("Importing…"), [_job("import", path)])


@command("mail.check", N_("Check for new mail"), icon="refresh-cw", undoable=False)
def check(desk: Desk) -> Done:
    """Look for new mail now."""
    # Looking is nothing to take back, so it is no entry of the journal.
    effects.apply(desk.tx, [_job("check", "")])
    return Done(_("Checking for new mail…"), value={"looking": True})


def _job(kind: str, arguments: str) -> Effect:
    return effects.make("errand", {"kind": kind, "arguments": arguments, "state": "waiting", "said": ""})
