"""Accounts of a profile of the version before: each stands where it did, and goes by its address."""

from pathlib import Path

import apsw
import pytest

from osone.store import accounts, files
from tests.store.earlier import earlier
from tests.store.world import KEY


def rows(core: apsw.Connection) -> None:
    for uid, address in (("u1", "amy@example.test"), ("u2", "amy@work.example")):
        core.execute(
            "INSERT INTO account (kind, address, name, settings, uid, way, state)"
            " VALUES ('imap', ?, 'amy', '{}', ?, 'password', 'sign in')",
            (address, uid),
        )


def test_a_profile_of_the_version_before_opens_with_its_accounts_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier(tmp_path / "profile", KEY, 11, rows, monkeypatch)
    store = files.open_store(tmp_path / "profile", KEY)
    reader = store.reader()
    every = accounts.every(reader)
    reader.close()
    assert [(one.uid, one.place, one.label) for one in every] == [("u1", 1, ""), ("u2", 2, "")]
    assert [one.called for one in every] == ["amy@example.test", "amy@work.example"]
    assert [one.signature for one in every] == ["", ""]
