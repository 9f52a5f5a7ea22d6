"""Files that were left out of a draft: kept apart from its words, forgotten in time, and none in earlier profiles."""

import json
from pathlib import Path

import apsw
import pytest

from osone.model.drafts import Stage, file_key
from osone.store import drafts, files
from tests.store.earlier import earlier
from tests.store.world import KEY

COLUMNS = dict.fromkeys(drafts.NAMES, "") | {
    "account": 1, "sender": json.dumps(["Amy", "amy@x.org"]), "recipients": "{}", "blocks": "[]", "answers": None,
    "quotes": 1, "subject": "The plan", "changed": 7,
}  # fmt: skip


def rows(core: apsw.Connection) -> None:
    """A draft, with what this version of the table has."""
    there = {column[1] for column in core.execute("PRAGMA table_info (draft)")}
    given = {name: value for name, value in COLUMNS.items() if name in there}
    core.execute(
        f"INSERT INTO draft ({', '.join(given)}) VALUES ({', '.join('?' * len(given))})", tuple(given.values())
    )


def test_a_profile_of_the_version_before_opens_with_its_drafts_and_nothing_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier(tmp_path / "profile", KEY, 14, rows, monkeypatch)
    reader = files.open_store(tmp_path / "profile", KEY).reader()
    [draft] = drafts.every(reader, *Stage)
    reader.close()
    assert (draft.subject, draft.left_out) == ("The plan", frozenset())


def test_a_file_that_was_left_out_is_forgotten_once_nothing_can_bring_it_back(tmp_path: Path) -> None:
    core = files.open_store(tmp_path / "profile", KEY).writer()
    rows(core)
    gone, stays = (drafts.enclose(core, 1, name, "text/plain", [b"x"]) for name in ("gone.txt", "stays.txt"))
    kept, left_out = drafts.without(core, 1, file_key(gone.id))
    assert kept == "[]"
    core.execute("UPDATE draft SET left_out = ?", (left_out,))
    draft = drafts.one(core, 1)
    assert draft is not None
    assert [one.name for one in draft.files] == ["stays.txt"]
    drafts.sweep(core)
    assert [one.id for one in drafts.enclosed(core, 1)] == [stays.id]
    assert b"".join(drafts.pieces_of(core, gone.id)) == b""
    core.close()
