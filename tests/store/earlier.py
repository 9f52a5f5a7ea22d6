"""A profile as an earlier version left it: its files at an earlier schema, and a card without a uid."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import apsw
import pytest

from osone.store import files, schema
from osone.store.card import CARD, key_check


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
