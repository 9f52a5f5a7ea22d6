"""The folders of an account, brought up to date with what the server names, and what each is for."""

from osone.model.ids import FolderId
from osone.model.mail import Role
from osone.store import folders
from osone.store.writing import transaction
from osone.sync.imap import mailboxes
from osone.sync.imap.bulk import Bulk
from osone.sync.imap.roles import decide

ORDER = (Role.INBOX, Role.SENT, Role.DRAFTS, Role.ARCHIVE, Role.OTHER, Role.ALL, Role.TRASH, Role.JUNK)


def list_folders(bulk: Bulk) -> list[FolderId]:
    """Bring the list of folders up to date, and return those with mail in them, the most wanted first."""
    core = bulk.files.core
    found = mailboxes.all_mailboxes(bulk.wire)
    bulk.spaces = mailboxes.spaces_of(bulk.wire, found)
    name_of = {one.path: one.name for one in found}
    rows = [(row, row.wire or name_of.get(row.path, b"")) for row in folders.known(core, bulk.account)]
    decided = decide(
        found,
        bulk.spaces,
        {name: row.role for row, name in rows if name},
        {name: row.chosen for row, name in rows if name and row.chosen},
    )
    order: list[tuple[int, str, FolderId]] = []
    for one in found:
        if not one.selectable:
            continue
        role, maybe = decided.role.get(one.name, Role.OTHER), decided.maybe.get(one.name, Role.OTHER)
        with transaction(core) as tx:
            folder = folders.put(tx, bulk.account, one.name, one.path, one.delimiter, role, maybe)
        order.append((ORDER.index(role), one.path, folder))
    return [folder for _, _, folder in sorted(order)]
