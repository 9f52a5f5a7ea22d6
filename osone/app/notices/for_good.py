"""What is deleted for good is shown first: how much of it there is, and that nothing brings it back."""

from collections.abc import Callable, Mapping
from functools import partial

import apsw
from PySide6.QtCore import QObject

from osone.app.desk.dispatcher import Dispatcher
from osone.app.desk.threads import Reader
from osone.app.notices.attached import AttachedFiles
from osone.app.notices.cards import Asking
from osone.bridge.screens import Screens
from osone.commands.erasing import ERASE
from osone.commands.registry import Command, Preview
from osone.commands.talk import FORGET
from osone.model.errors import CommandError
from osone.model.mail import Box
from osone.store import listing
from osone.text.catalogue import N_, _

KEY = "for good"
BOXES: Mapping[str, tuple[Box, str]] = {
    "trash": (Box.TRASH, N_("Trash is empty.")),
    "junk": (Box.JUNK, N_("Junk is empty.")),
}


class ForGood(QObject):
    """Asks before a verb that nothing takes back, and lets the copies of opened files go with their mail."""

    def __init__(
        self, asking: Asking, screens: Screens, reader: Reader, dispatcher: Dispatcher, files: AttachedFiles
    ) -> None:
        super().__init__(asking)
        self._asking, self._screens, self._reader = asking, screens, reader
        self._dispatcher, self._files = dispatcher, files
        dispatcher.confirm = self.confirm
        screens.turns.deleteAsked.connect(lambda turns: dispatcher.asked_for(FORGET, {"turns": list(turns)}))
        dispatcher.gestures["empty"] = lambda place: self._empty(str(place))

    def confirm(self, verb: Command, arguments: Mapping[str, object], go: Callable[[], None]) -> None:
        """Show what a verb would do, and do it at a yes."""
        shows = verb.shows
        if shows is None:
            go()
            return

        def question(connection: apsw.Connection) -> Preview | str | None:
            try:
                return shows(connection, arguments)
            except CommandError as error:
                return error.whole

        def answer(found: Preview | str | None) -> None:
            if isinstance(found, str):
                self._screens.shell.toast(found, told=True)
            elif found is None:
                go()
            else:
                then = partial(self._go, arguments, go)
                self._asking.ask(found.title, found.body, found.yes, then, icon=verb.icon, key=KEY, ready=True)

        self._reader.ask(question, answer)

    def _go(self, arguments: Mapping[str, object], go: Callable[[], None]) -> None:
        threads = arguments.get("threads")
        self._files.forget([t for t in threads if isinstance(t, int)] if isinstance(threads, list) else [])
        go()

    def _empty(self, place: str) -> None:
        """Delete all of the trash, or of the junk: what is there now, and nothing that comes while one decides."""
        box, nothing = BOXES[place]

        def answer(threads: list[int]) -> None:
            if threads:
                self._dispatcher.asked_for(ERASE, {"threads": threads, "place": place, "whole": True})
            else:
                self._screens.shell.toast(_(nothing), told=True)

        self._reader.ask(lambda connection: [thread for _newest, thread in listing.ids(connection, box)], answer)
