"""A profile as an older OS One left it, from a text that the code of that time wrote and that never changes again."""

import json
from pathlib import Path

from osone.store import card
from osone.store.files import Store
from tests.store.world import KEY

TEXT = Path(__file__).with_name("version_2.sql")
VERSIONS = {"core": 2, "raw": 1, "search": 2}


def second(folder: Path) -> Path:
    """The second version of ``core``: wishes in every state, a large command half done, entries to undo and redo."""
    folder.mkdir()
    core, _, rest = TEXT.read_text("utf-8").partition("\n-- raw\n")
    raw, _, search = rest.partition("\n-- search\n")
    for (name, version), text in zip(VERSIONS.items(), (core, raw, search), strict=True):
        connection = Store(folder, KEY).writer(name)
        connection.execute(f"BEGIN; {text}; COMMIT")
        connection.pragma("user_version", version)
        connection.pragma("wal_checkpoint", "truncate")
        connection.close()
    (folder / card.CARD).write_text(json.dumps({"check": card.key_check(KEY), "versions": VERSIONS}))
    return folder
