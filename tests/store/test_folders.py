"""Folders as rows: by the server's own names, one that was made here becomes the server's, earlier profiles go on."""

from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from osone.model.mail import Role
from osone.store import effects, files, folders, outbox, placements
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.store.earlier import earlier
from tests.store.world import KEY, World, hold, letter, send, shown_now


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = worlds.make(tmp_path / "profile")
    yield made
    made.close()


def test_a_folder_that_was_made_here_becomes_the_servers_whatever_that_calls_it(world: World) -> None:
    archive, inbox = world.folder(world.imap, "Archive"), world.folder(world.imap, "INBOX")
    with transaction(world.core) as tx:
        [mail] = send(tx, world.imap, inbox, [letter(1, 1)])
        effects.apply(tx, [effects.move(mail, inbox, archive)])
        real = folders.put(tx, world.imap, b"INBOX.Archiv", "INBOX.Archiv", ".", Role.ARCHIVE)
    assert real == archive
    assert placements.mark(world.core, archive).wire == b"INBOX.Archiv"
    assert [wish.value for wish in outbox.of_account(world.core, world.imap, outbox.WAITING)] == [archive]


def test_what_was_to_go_into_it_goes_into_the_one_that_was_known_already(world: World) -> None:
    archive, house, inbox = (world.folder(world.imap, path) for path in ("Archive", "House", "INBOX"))
    with transaction(world.core) as tx:
        folders.put(tx, world.imap, b"House", "House", "/", Role.OTHER)
        [mail] = send(tx, world.imap, inbox, [letter(1, 1)])
        effects.apply(tx, [effects.move(mail, inbox, archive)])
        folders.put(tx, world.imap, b"House", "House", "/", Role.ARCHIVE)
    assert set(shown_now(world.core)[mail]) == {house}
    assert archive not in {row.id for row in folders.known(world.core, world.imap)}
    hold(world.core)


def rows(core: apsw.Connection) -> None:
    core.execute("INSERT INTO account (kind, address, name, settings) VALUES ('imap', 'a@b.example', 'A', '{}')")
    core.execute(
        "INSERT INTO folder (account, path, role, name, uidvalidity, uidnext, total)"
        " VALUES (1, 'Entwürfe', 'drafts', 'Entwürfe', 7, 12, 3)"
    )


def test_a_folder_of_an_earlier_profile_learns_its_own_name_at_the_next_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier(tmp_path / "profile", KEY, 5, rows, monkeypatch)
    core = files.open_store(tmp_path / "profile", KEY).writer()
    [before] = folders.known(core, 1)
    assert (before.wire, before.chosen, before.here_only) == (b"", None, False)
    with transaction(core) as tx:
        folders.put(tx, 1, b"Entw&APw-rfe", "Entwürfe", "/", Role.DRAFTS)
    [after] = folders.known(core, 1)
    assert (after.id, after.wire, after.uidnext) == (before.id, b"Entw&APw-rfe", 12)
    core.close()
