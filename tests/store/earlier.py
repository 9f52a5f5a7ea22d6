"""A profile as an earlier version left it: its files at an earlier schema, and a card without a uid."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import apsw
import pytest

from osone.store import files, schema
from osone.store.card import CARD, key_check
from osone.store.files import Store
from tests.store.world import KEY

SECOND = {"core": 2, "raw": 1, "search": 2}


def earlier(
    folder: Path, key: bytes, core: int, rows: Callable[[apsw.Connection], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Make a profile whose ``core`` is at an earlier step, with these rows in it."""
    steps: Mapping[str, tuple[schema.Step, ...]] = {**schema.MIGRATIONS, "core": schema.MIGRATIONS["core"][:core]}
    with monkeypatch.context() as then:
        then.setattr(files, "MIGRATIONS", steps)
        store = files.open_store(folder, key)
    connection = store.writer()
    rows(connection)
    connection.close()
    for place in (folder, folder / "copies"):
        (place / CARD).unlink()
    versions = {name: len(done) for name, done in steps.items()}
    (folder / CARD).write_text(json.dumps({"check": key_check(key), "versions": versions}, indent=1))


def second(folder: Path) -> Path:
    """What the code of the second version of ``core`` wrote, from a text that never changes again.

    Wishes in every state, a large command half done, and entries to take back and to do again.
    """
    folder.mkdir()
    core, _, rest = Path(__file__).with_name("version_2.sql").read_text("utf-8").partition("\n-- raw\n")
    raw, _, search = rest.partition("\n-- search\n")
    for (name, version), text in zip(SECOND.items(), (core, raw, search), strict=True):
        connection = Store(folder, KEY).writer(name)
        connection.execute(f"BEGIN; {text}; COMMIT")
        connection.pragma("user_version", version)
        connection.pragma("wal_checkpoint", "truncate")
        connection.close()
    (folder / CARD).write_text(json.dumps({"check": key_check(KEY), "versions": SECOND}))
    return folder
