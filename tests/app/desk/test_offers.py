"""What the palette offers as a verb's missing word."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import apsw

from osone.app.desk.offers import PaletteChoices
from osone.app.desk.threads import Reader
from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.model.mail import Role
from osone.store import accounts
from tests.store import world as worlds
from tests.store.world import NOW


class AtOnce:
    """A reader that answers in the same breath."""

    def __init__(self, core: apsw.Connection) -> None:
        self.core = core

    def ask(self, question: Callable[[apsw.Connection], Any], took: Callable[[Any], None]) -> None:
        took(question(self.core))


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
