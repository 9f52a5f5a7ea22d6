"""Settings: JSON values by name, in the store so that every process reads the same."""

import json

import apsw

from osone.model.change import Topic
from osone.store.writing import Tx


def get(connection: apsw.Connection, key: str, default: object = None) -> object:
    """A setting's value, or the default."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return json.loads(row[0]) if row else default


def every(connection: apsw.Connection) -> dict[str, object]:
    """All settings."""
    return {str(key): json.loads(value) for key, value in connection.execute("SELECT key, value FROM setting")}


def put(tx: Tx, key: str, value: object) -> None:
    """Keep a setting; None forgets it."""
    if value is None:
        tx.connection.execute("DELETE FROM setting WHERE key = ?", (key,))
    else:
        tx.connection.execute(
            "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, json.dumps(value, ensure_ascii=False)),
        )
    tx.changed(Topic.SETTING)
