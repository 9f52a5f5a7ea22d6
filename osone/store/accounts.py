"""Accounts and folders as rows."""

import json
import secrets
from collections import Counter
from collections.abc import Mapping
from typing import Any

import apsw

from osone.model.accounts import Account, AccountState, Way
from osone.model.change import Topic
from osone.model.ids import AccountId, FolderId
from osone.model.mail import FOLDER_BASE, Folder, Role
from osone.model.services import Unread, decode
from osone.store import values
from osone.store.folders import maybe, relist
from osone.store.writing import Tx

GOING = "going"
"""The kind of an account that is being taken away: it is in no list, and nobody signs in for it (``removal.py``)."""
FOLDER_NAMES = {Role.ARCHIVE: "Archive", Role.TRASH: "Trash", Role.JUNK: "Junk", Role.INBOX: "INBOX"}
"""What a folder for a purpose is called that an account lacks."""
COLUMNS = "id, uid, kind, address, name, settings, way, former, state, place, label, signature"


def new_uid() -> str:
    """A uid for a new account: 128 random bits."""
    return secrets.token_hex(16)


def add(
    tx: Tx,
    kind: str,
    address: str,
    name: str,
    settings: Mapping[str, object],
    *,
    uid: str = "",
    way: Way = Way.PASSWORD,
) -> AccountId:
    """Keep a new account, with a new uid where none is given. ``settings`` never holds a secret."""
    tx.connection.execute(
        "INSERT INTO account (kind, address, name, settings, uid, way, place)"
        " VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(place), 0) + 1 FROM account))",
        (kind, address, name, json.dumps(settings), uid or new_uid(), way.value),
    )
    account = AccountId(tx.connection.last_insert_rowid())
    tx.changed(Topic.ACCOUNT, [account])
    return account


def change(tx: Tx, account: AccountId, settings: Mapping[str, object], *, way: Way = Way.PASSWORD) -> None:
    """Replace an account's settings and what it signs in with; with these it is yet to be refused."""
    tx.connection.execute(
        "UPDATE account SET settings = ?, way = ?, former = '', state = '' WHERE id = ?",
        (json.dumps(settings), way.value, account),
    )
    tx.changed(Topic.ACCOUNT, [account])


def put_state(tx: Tx, account: AccountId, state: AccountState) -> None:
    """Remember how it stands with an account; nothing is written where it stands so already."""
    tx.connection.execute("UPDATE account SET state = ?1 WHERE id = ?2 AND state <> ?1", (state.value, account))
    if tx.connection.changes():
        tx.changed(Topic.ACCOUNT, [account])


def forget_former(tx: Tx, account: AccountId) -> None:
    """The secret has its own name now: the entry that a version before made is not asked for again."""
    tx.connection.execute("UPDATE account SET former = '' WHERE id = ?", (account,))


def every(connection: apsw.Connection) -> list[Account]:
    """All accounts, in the order in which the person has them."""
    rows = connection.execute(f"SELECT {COLUMNS} FROM account WHERE kind <> ? ORDER BY id", (GOING,))
    return sorted((_account(row) for row in rows), key=lambda account: account.place)


def one(connection: apsw.Connection, account: int) -> Account | None:
    """An account by its id, one that is being taken away too."""
    row = connection.execute(f"SELECT {COLUMNS} FROM account WHERE id = ?", (account,)).fetchone()
    return _account(row) if row else None


def _account(row: tuple[Any, ...]) -> Account:
    i, uid, kind, address, name, settings, way, former, state, place, label, signature = row
    return Account(
        AccountId(i), uid, kind, address, name, json.loads(settings), Way(way), former, AccountState(state), place,
        label, signature,
    )  # fmt: skip


def mine(connection: apsw.Connection) -> frozenset[str]:
    """The person's own addresses, in lower case."""
    rows = connection.execute("SELECT address FROM account WHERE kind <> ?", (GOING,))
    return frozenset(str(address).lower() for (address,) in rows)


def hosts(connection: apsw.Connection) -> frozenset[str]:
    """The hosts of the servers that accounts are reached at, in lower case."""
    reached = [service for account in every(connection) for service in decode(account.settings).values()]
    return frozenset(one.server.host.lower() for one in reached if not isinstance(one, Unread))


def folder(tx: Tx, account: AccountId, path: str, role: Role, name: str) -> FolderId:
    """The folder of this path, made here if it is new, with its role and name brought up to date."""
    row = tx.connection.execute(
        "SELECT id, role, name, chosen FROM folder WHERE account = ? AND path = ?", (account, path)
    ).fetchone()
    role = Role(row[3]) if row is not None and row[3] else role  # what the person said stands
    if row is not None and (row[1], row[2]) == (role.value, name):
        return FolderId(row[0])
    tx.connection.execute(
        "INSERT INTO folder (account, path, role, name) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (account, path) DO UPDATE SET role = excluded.role, name = excluded.name",
        (account, path, role.value, name),
    )
    (found,) = values.numbers(tx.connection, "SELECT id FROM folder WHERE account = ? AND path = ?", (account, path))
    tx.changed(Topic.FOLDER, [found])
    if row is not None and row[1] != role.value:
        relist(tx, found)
    return FolderId(found)


def folders(connection: apsw.Connection, account: AccountId | None = None) -> list[Folder]:
    """The folders of one account, or of all, by path."""
    rows = connection.execute(
        "SELECT id, account, path, role, name FROM folder WHERE ?1 IS NULL OR account = ?1 ORDER BY account, path",
        (account,),
    )
    return [Folder(FolderId(i), AccountId(a), path, Role(role), name) for i, a, path, role, name in rows]


def going(connection: apsw.Connection) -> frozenset[int]:
    """The folders of accounts that are being taken away: what is nowhere else is in no list any more."""
    query = "SELECT folder.id FROM account JOIN folder ON folder.account = account.id WHERE account.kind = ?"
    return frozenset(values.numbers(connection, query, (GOING,)))


def own_lists(connection: apsw.Connection) -> dict[int, str]:
    """The lists of the person's own folders, each with its name; with its path where two are called alike."""
    own = _own(connection)
    names = Counter(one.name.casefold() for one in own)
    return {FOLDER_BASE + one.id: one.name if names[one.name.casefold()] == 1 else one.path for one in own}


def folder_names(connection: apsw.Connection) -> list[str]:
    """What folders are called that mail can be moved to, by their purpose and name; each name once."""
    gone = going(connection)
    found = sorted(
        (one for one in folders(connection) if one.id not in gone), key=lambda one: (one.role.value, one.whole_name)
    )
    return list(dict.fromkeys(one.whole_name for one in found if one.role is not Role.ALL))


def own_folders(connection: apsw.Connection) -> dict[int, str]:
    """The lists of the person's own folders, each with its whole name, and its account where two have it."""
    own = _own(connection)
    names = Counter(one.whole_name.casefold() for one in own)
    called = {account.id: account.called for account in every(connection)}
    return {
        FOLDER_BASE + one.id: one.whole_name
        if names[one.whole_name.casefold()] == 1
        else f"{one.whole_name}, {called.get(one.account, '')}".rstrip(", ")
        for one in own
    }


def _own(connection: apsw.Connection) -> list[Folder]:
    gone = going(connection)
    return [one for one in folders(connection) if one.role is Role.OTHER and one.id not in gone]


def role_of(connection: apsw.Connection, folder: int) -> Role:
    """What a folder is for; ``OTHER`` where it is no more."""
    found = connection.execute("SELECT role FROM folder WHERE id = ?", (folder,)).fetchone()
    return Role(found[0]) if found else Role.OTHER


def folder_for(connection: apsw.Connection, account: int, role: Role) -> FolderId | None:
    """The account's folder for a purpose, or None where it has none."""
    least = "SELECT min(id) FROM folder WHERE account = ? AND role = ?"
    first = values.number(connection, least, (account, role.value))
    return FolderId(first) if first is not None else None


def for_purpose(tx: Tx, account: int, role: Role) -> FolderId | None:
    """The same, made here where the account has none; None only where the person has to say which it is."""
    known = folder_for(tx.connection, account, role)
    if known is None and role is Role.ARCHIVE:
        # Where one folder holds all mail, what leaves the inbox is archived there.
        known = folder_for(tx.connection, account, Role.ALL)
    if known is None and not maybe(tx.connection, account, role):
        # It is created on the server with the first move into it.
        known = folder(tx, AccountId(account), FOLDER_NAMES[role], role, FOLDER_NAMES[role])
    return known
