"""The folders of an account as the server names them: new, renamed or gone; and what each is for."""

from collections.abc import Mapping, Sequence

from osone.mail.folder_names import SEVERAL
from osone.model.ids import FolderId
from osone.model.mail import Role
from osone.store import astray, folders, messages, outbox, placements, refusals
from osone.store.folders import Known
from osone.store.writing import transaction
from osone.sync.imap import answers, mailboxes
from osone.sync.imap.answers import Selected
from osone.sync.imap.arriving import arrival
from osone.sync.imap.mailboxes import INBOX, Listed
from osone.sync.imap.names import quoted
from osone.sync.imap.opened import Bulk, select
from osone.sync.imap.roles import Decided, decide
from osone.sync.imap.wire import CommandRefusedError
from osone.sync.messages import FolderUnsure, as_told
from osone.text.catalogue import _
from osone.text.numbers import joined

ORDER = (Role.INBOX, Role.SENT, Role.DRAFTS, Role.ARCHIVE, Role.OTHER, Role.ALL, Role.TRASH, Role.JUNK)
SAMPLE = 5
"""Messages by which a folder is known again."""
MOST_TRIED = 200
"""New folders that are looked into for one that is missing."""
LOOKS = 2
"""A folder that the server does not name is gone after so many looks running."""
GONE = "NONEXISTENT"


def list_folders(bulk: Bulk) -> list[FolderId]:
    """Bring the list of folders up to date, and return those with mail in them, the most wanted first.

    A look at all of them begins here.
    """
    core = bulk.files.core
    found = mailboxes.all_mailboxes(bulk.wire)
    bulk.spaces = mailboxes.spaces_of(bulk.wire, found)
    if any(one.path == INBOX for one in found):  # every account has one: a list without it is no list
        _follow(bulk, [one for one in found if one.selectable])
    rows = _by_name(folders.known(core, bulk.account), found)
    decided = decide(
        found,
        bulk.spaces,
        {name: row.role for name, row in rows.items()},
        {name: row.chosen for name, row in rows.items() if row.chosen},
    )
    _ask(bulk, found, decided)
    made_here = {row.role for row in folders.known(core, bulk.account) if row.here_only}
    order: list[tuple[int, str, FolderId]] = []
    for one in found:
        if not one.selectable:
            continue
        role, maybe = decided.role.get(one.name, Role.OTHER), decided.maybe.get(one.name, Role.OTHER)
        row = rows.get(one.name)
        if row is not None and row.wire == one.name and _is_same(row, one, role, maybe) and role not in made_here:
            folder = row.id
        else:
            with transaction(core) as tx:
                folder = folders.put(tx, bulk.account, one.name, one.path, one.delimiter, role, maybe)
        order.append((ORDER.index(role), one.path, folder))
    wanted = [folder for _, _, folder in sorted(order)]
    bulk.look.begin(core, bulk.account, wanted)
    return wanted


def _is_same(row: Known, one: Listed, role: Role, maybe: Role) -> bool:
    """Whether nothing of a folder's row has to be written anew."""
    return (row.path, row.role, row.maybe, row.missed) == (one.path, role, maybe, 0)


def _ask(bulk: Bulk, found: Sequence[Listed], decided: Decided) -> None:
    """Ask the person where several folders would do."""
    for role in sorted(set(decided.maybe.values())):
        names = [one.leaf for one in found if decided.maybe.get(one.name) is role]
        bulk.report(FolderUnsure(bulk.account, role.value, _(SEVERAL[role], folders=joined(names))))


def _by_name(rows: Sequence[Known], found: Sequence[Listed]) -> dict[bytes, Known]:
    """The known folders by the server's names; a profile of before knows them by what is read alone."""
    name_of = {one.path: one.name for one in found}
    named = {row.wire or name_of.get(row.path, b""): row for row in rows}
    return {name: row for name, row in named.items() if name}


def _follow(bulk: Bulk, found: Sequence[Listed]) -> None:
    """Find out about folders that the server does not name any more: renamed, still there all the same, or gone."""
    core = bulk.files.core
    rows = folders.known(core, bulk.account)
    there, known = {one.name for one in found}, _by_name(rows, found)
    present = {row.id for name, row in known.items() if name in there}
    lost = [row for row in rows if not row.here_only and row.id not in present and _is_gone(bulk, row)]
    fresh = [one for one in found if one.name not in known][:MOST_TRIED]
    seen: dict[bytes, Selected] = {}
    newest: dict[bytes, set[int]] = {}
    # By UIDVALIDITY first: what is numbered alike is known for certain.
    for same in (True, False):
        for row in list(lost):
            new = next((one for one in fresh if _is_it(bulk, row, one, seen, newest, same=same)), None)
            if new is not None:
                lost.remove(row)
                fresh.remove(new)
                with transaction(core) as tx:
                    folders.named(tx, row.id, new.name, new.path, new.leaf)
    for row in lost:
        with transaction(core) as tx:
            times = folders.miss(tx, row.id)
        if times >= LOOKS:
            _take_away(bulk, row)
        else:
            bulk.stale = True


def _is_gone(bulk: Bulk, row: Known) -> bool:
    """Whether the server, asked for a folder that LIST did not name, says that it is not there."""
    if not row.wire:
        return True
    try:
        bulk.wire.call(b"STATUS %b (UIDNEXT)" % quoted(row.wire))
    except CommandRefusedError as error:
        return not error.passing
    return False


def _is_it(
    bulk: Bulk, row: Known, one: Listed, seen: dict[bytes, Selected], newest: dict[bytes, set[int]], *, same: bool
) -> bool:
    """Whether a new folder is one that is missing, by what is in it.

    ``seen`` and ``newest`` keep what the server told of it, so that it is asked once.
    """
    try:
        now = seen[one.name] = seen.get(one.name) or select(bulk.wire, one.name)
        if same is not (now.uidvalidity == row.uidvalidity != 0):
            return False
        if not row.uidnext or not (known := _sample(bulk, row)):
            # With nothing in it there is only its number to know it by.
            return same and not now.total and now.uidnext == row.uidnext
        few, many = sorted((row.total, now.total))
        if not now.total or (not same and 2 * few < many):
            return False
        if same:
            select(bulk.wire, one.name)
            held = _identities(bulk, f"UID FETCH {answers.as_set(list(known))}")
            return bool(held) and all(known.get(uid) == identity for uid, identity in held.items())
        if one.name not in newest:
            select(bulk.wire, one.name)
            first = max(1, now.total - SAMPLE + 1)
            newest[one.name] = set(_identities(bulk, f"FETCH {first}:{now.total}").values())
        # Numbered anew: the newest are the same, and so is about how many there are.
        alike = newest[one.name] & set(known.values())
        return 2 * len(alike) > min(len(newest[one.name]), len(known))
    except CommandRefusedError:
        return False


def _sample(bulk: Bulk, row: Known) -> Mapping[int, int]:
    """The identities of the newest messages that a folder held, by UID."""
    uids = placements.uids(bulk.files.core, row.id)[-SAMPLE:]
    return messages.identities_at(bulk.files.core, row.id, uids)


def _identities(bulk: Bulk, fetch: str) -> dict[int, int]:
    lines = bulk.wire.call(f"{fetch} {bulk.items()}")
    found = [one for one in map(answers.fetched, lines) if one is not None and one.literal is not None]
    return {one.uid: arrival(bulk.account, one).identity for one in found}


def _take_away(bulk: Bulk, row: Known) -> None:
    """Take away a folder that is gone: its places, what was to go into it, and last itself.

    One that is for something, and into which something is to go, is made again by that.
    """
    core, pace = bulk.files.core, bulk.pace
    uids = placements.uids(core, row.id, -(1 << 62))
    for start in range(0, len(uids), pace.rows):
        with transaction(core) as tx:
            placements.remove(tx, row.id, uids[start : start + pace.rows])
        pace.gap()
    with transaction(core, durable=True) as tx:
        astray.sure(tx, row.id)
        astray.give_up(tx, astray.into(core, row.id, outbox.DONE))
        wishes = astray.into(core, row.id, outbox.WAITING)
        if wishes and row.role is not Role.OTHER:
            folders.make_again(tx, row.id)
            return
        outbox.refuse(tx, wishes, f"NO [{GONE}]")
        kept = refusals.keep(tx, bulk.account, wishes, GONE, "")
        folders.forget(tx, row.id)
    for one in kept:
        bulk.report(as_told(one))
