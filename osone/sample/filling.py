"""Filling a profile with the sample world, the same way in as mail from the disk."""

from datetime import datetime

import apsw

from osone.model.ids import AccountId
from osone.model.mail import Role
from osone.model.tasks import Task
from osone.sample import contents
from osone.store import accounts, effects, events, tasks
from osone.store.files import Store
from osone.store.writing import transaction
from osone.sync import calendars, importing, indexing
from osone.sync.importing import FoundMessage
from osone.sync.working import Pace, open_files

NAME = "The sample world"
FOLDERS = {
    Role.INBOX: "INBOX", Role.SENT: "Sent", Role.ARCHIVE: "Archive", Role.DRAFTS: "Drafts", Role.TRASH: "Trash",
    Role.JUNK: "Junk",
}  # fmt: skip


def fill(store: Store, now: datetime) -> None:
    """Bring the sample's mail, calendar and tasks into a store and make them searchable."""
    files = open_files(store)
    try:
        account = importing.account_here(files, NAME, contents.ME.email)
        mails = (
            FoundMessage(raw, flags, FOLDERS.get(role, role.value), role, at)
            for raw, flags, role, at in contents.mails(now)
        )
        _folders(files.core, account)
        importing.bring_in(files, account, mails, Pace(), lambda _what: None)
        if next(events.within(files.core, 0, 1 << 40), None) is None:
            for text in contents.events(now):
                calendars.bring_events(files, text, "", [])
            with transaction(files.core) as tx:
                effects.apply(tx, [effects.make("task", _columns(task)) for task in contents.tasks(now)])
    finally:
        files.close()
    indexing.index_all(store, Pace(), lambda _what: None, once=True)


def _folders(connection: apsw.Connection, account: AccountId) -> None:
    with transaction(connection) as tx:
        for role, path in FOLDERS.items():
            accounts.folder(tx, account, path, role, "Inbox" if role is Role.INBOX else path)


def _columns(task: Task) -> dict[str, object]:
    return {
        "title": task.title, "notes": task.notes, "project": task.project, "priority": task.priority,
        "due": tasks.due_text(task.due), "done_at": task.done_at, "position": task.position, "created": task.created,
    }  # fmt: skip
