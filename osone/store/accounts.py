"""Accounts and folders as rows."""

import json

import apsw

from osone.model.change import Topic
from osone.model.ids import AccountId, FolderId
from osone.model.mail import Account, Folder, Role
from osone.store.shown import refresh_threads
from osone.store.writing import Tx


def add(tx: Tx, kind: str, address: str, name: str, settings: dict[str, object]) -> AccountId:
    """Keep a new account. ``settings`` never holds a secret."""
    tx.connection.execute(
        "INSERT INTO account (kind, address, name, settings) VALUES (?, ?, ?, ?)",
        (kind, address, name, json.dumps(settings)),
    )
    account = AccountId(tx.connection.last_insert_rowid())
    tx.changed(Topic.ACCOUNT, [account])
    return account


def change(tx: Tx, account: AccountId, settings: dict[str, object]) -> None:
    """Replace an account's settings."""
    tx.connection.execute("UPDATE account SET settings = ? WHERE id = ?", (json.dumps(settings), account))
    tx.changed(Topic.ACCOUNT, [account])


def every(connection: apsw.Connection) -> list[Account]:
    """All accounts, in the order they were added."""
    rows = connection.execute("SELECT id, kind, address, name, settings FROM account ORDER BY id")
    return [Account(AccountId(i), kind, address, name, json.loads(s)) for i, kind, address, name, s in rows]


def mine(connection: apsw.Connection) -> frozenset[str]:
    """The person's own addresses, in lower case."""
    return frozenset(str(a).lower() for (a,) in connection.execute("SELECT address FROM account"))


def folder(tx: Tx, account: AccountId, path: str, role: Role, name: str) -> FolderId:
    """The folder of this path, made if it is new, with its role and name brought up to date."""
    row = tx.connection.execute(
        "SELECT id, role, name FROM folder WHERE account = ? AND path = ?", (account, path)
    ).fetchone()
    if row is not None and (row[1], row[2]) == (role.value, name):
        return FolderId(row[0])
    tx.connection.execute(
        "INSERT INTO folder (account, path, role, name) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (account, path) DO UPDATE SET role = excluded.role, name = excluded.name",
        (account, path, role.value, name),
    )
    found = tx.connection.execute("SELECT id FROM folder WHERE account = ? AND path = ?", (account, path)).get
    tx.changed(Topic.FOLDER, [int(str(found))])
    if row is not None and row[1] != role.value:
        _relist(tx, FolderId(int(str(found))))
    return FolderId(int(str(found)))


def _relist(tx: Tx, folder: int) -> None:
    """Bring the threads of a folder whose purpose changed into the lists where they belong now."""
    threads = tx.connection.execute(
        "SELECT DISTINCT m.thread FROM message m WHERE m.id IN"
        " (SELECT message FROM placement WHERE folder = ?1 UNION SELECT message FROM outbox WHERE value = ?1)",
        (folder,),
    )
    refresh_threads(tx, [int(str(t)) for (t,) in threads.fetchall()])


def folders(connection: apsw.Connection, account: AccountId | None = None) -> list[Folder]:
    """The folders of one account, or of all, by path."""
    rows = connection.execute(
        "SELECT id, account, path, role, name FROM folder WHERE ?1 IS NULL OR account = ?1 ORDER BY account, path",
        (account,),
    )
    return [Folder(FolderId(i), AccountId(a), path, Role(role), name) for i, a, path, role, name in rows]


def folder_for(connection: apsw.Connection, account: int, role: Role) -> FolderId | None:
    """The account's folder for a purpose, or None where it has none."""
    first = connection.execute("SELECT min(id) FROM folder WHERE account = ? AND role = ?", (account, role.value)).get
    return FolderId(int(str(first))) if first is not None else None
