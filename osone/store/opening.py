"""Opening one encrypted file of a profile, with what every connection has alike."""

import time
from pathlib import Path

import apsw

PAGES = {"raw": 16 * 1024, "search": 16 * 1024}
"""Bytes of a page of a new file, where what comes is large or written in long runs: fewer to lock up one by one."""
JOURNAL_LIMIT = 64 * 1024 * 1024
LOG_HELD = 1024 * 1024
"""Bytes of a write-ahead log that may stand while something is done that must not need much room."""
BUSY_LOOK_S = 0.0003
BUSY_FOR_S = 10.0


def attach(connection: apsw.Connection, path: Path, name: str, key: bytes) -> None:
    """Attach another encrypted file under a name."""
    connection.execute(f"ATTACH DATABASE ? AS {name} KEY ?", (str(path), f"raw:{key.hex()}"))


def _busy(tries: int) -> bool:
    time.sleep(BUSY_LOOK_S)
    return tries * BUSY_LOOK_S < BUSY_FOR_S


def connect(path: Path, key: bytes, *, readonly: bool = False) -> apsw.Connection:
    """Open a file with its key, making it where it may be written; apsw.Error where it cannot be, or is none."""
    flags = apsw.SQLITE_OPEN_READONLY if readonly else apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    connection = apsw.Connection(str(path), flags=flags)
    # SQLite's own time-out sleeps up to 100 ms between looks; a key must not wait that long.
    connection.set_busy_handler(_busy)
    connection.pragma("key", f"raw:{key.hex()}")
    if not readonly:
        connection.pragma("page_size", PAGES.get(path.stem, 4096))
        connection.pragma("auto_vacuum", 2)
        connection.pragma("journal_mode", "wal")
        connection.pragma("synchronous", 1)
        connection.pragma("wal_autocheckpoint", 0)
        connection.pragma("journal_size_limit", JOURNAL_LIMIT)
        connection.pragma("foreign_keys", False)
    connection.pragma("temp_store", 2)
    connection.pragma("cache_size", -16384)
    connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    return connection


def settle(connection: apsw.Connection, most: int = LOG_HELD) -> None:
    """Move a write-ahead log longer than ``most`` bytes into its file, and give its room back unless it is in use.

    Without it a log grows with all that is written while others write or read: it begins again at its beginning only
    after all of it was moved. Nobody waits for this, and this for nobody.
    """
    log = Path(connection.filename_wal)
    if not log.exists() or log.stat().st_size <= most:
        return
    # This takes no lock that a key waits for. Once all is moved, to empty the log takes a moment.
    held, moved = connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_PASSIVE)
    if held != moved:
        return
    connection.set_busy_handler(None)
    try:
        connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    except (apsw.BusyError, apsw.LockedError):
        pass
    finally:
        connection.set_busy_handler(_busy)
