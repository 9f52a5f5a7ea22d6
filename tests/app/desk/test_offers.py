"""What the palette offers as a verb's missing word."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import apsw

from osone.app.desk.offers import PaletteChoices
from osone.app.desk.threads import Reader
from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.model.ids import AccountId
from osone.model.mail import Role
from osone.store import accounts
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.store.world import NOW


class AtOnce:
    """A reader that answers in the same breath."""

    def __init__(self, core: apsw.Connection) -> None:
        self.core = core

    def ask(self, question: Callable[[apsw.Connection], Any], took: Callable[[Any], None]) -> None:
        took(question(self.core))


def test_folders_that_are_called_alike_are_told_apart_by_their_paths_and_found_by_what_is_typed(tmp_path: Path) -> None:
    world = worlds.make(tmp_path / "profile")
    with transaction(world.core) as tx:
        for path in ("Work", "Projects/Harbour", "Old/Harbour"):
            accounts.folder(tx, AccountId(world.local), path, Role.OTHER, path.rpartition("/")[2])
    choices = PaletteChoices(cast(Reader, AtOnce(world.core)))

    def offered(words: str) -> list[str]:
        return [title for _box, title in choices.folders(words)]

    assert offered("wo") == ["Go to Work"] == offered("go to work")
    assert sorted(offered("harb")) == ["Go to Old/Harbour", "Go to Projects/Harbour"]
    assert offered("harbour proj") == ["Go to Projects/Harbour"]
    for nothing in ("", "g", "go to", "inbox", "archive", "rowing"):
        assert offered(nothing) == [], nothing
    for command in ("box.folder", "mail.move"):
        shown = [shown for _value, shown in choices(command, "")]
        assert {"Work", "Projects/Harbour", "Old/Harbour"} <= set(shown), "a name alone says too little among them"
    world.close()


def test_every_folder_at_a_server_is_offered_for_every_purpose_but_its_own(tmp_path: Path) -> None:
    world = worlds.make(tmp_path / "profile")
    choices = PaletteChoices(cast(Reader, AtOnce(world.core)))
    house = world.folder(world.imap, "House")
    assert choices("folder.purpose", "trash: house") == [(f"trash {house}", "Trash: House, me@there.example")]
    shown = [words for _value, words in choices("folder.purpose", "")]
    assert "Trash: Trash, me@there.example" not in shown
    assert "No purpose: Trash, me@there.example" in shown
    assert not [words for words in shown if "INBOX" in words or "this.computer" in words]
    ((value, _words),) = choices("folder.purpose", "archive: house")
    running.run(world.core, "folder.purpose", {"choice": value}, by="person", now=NOW, registry=REGISTRY)
    assert accounts.folder_for(world.core, world.imap, Role.ARCHIVE) == house
    world.close()
