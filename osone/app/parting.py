"""The window goes: what was written is kept, what was sent leaves, and what cannot leave is told of before."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from osone.app.desk.background import Loop, WindowStore
from osone.app.engine.child import EngineChild, Life
from osone.app.notices.cards import Asking
from osone.bridge.screens import Screens
from osone.host.child import LEAVE_S
from osone.host.later import later
from osone.model.errors import OsOneError
from osone.store import sending
from osone.text.catalogue import _, plural

if TYPE_CHECKING:
    import asyncio
else:
    asyncio = later("asyncio")  # after the first frame

WRITTEN_S = 2.0
"""What is still being written is waited for so long."""
SENT_S = 75.0
"""An engine that lets messages leave is waited for so long, out of sight; its own patience is shorter."""
KEY = "quit"


class WayOut:
    """The way out of a window."""

    def __init__(
        self,
        screens: Screens,
        asking: Asking,
        store: WindowStore,
        loop: Loop,
        child: EngineChild | None,
        reached: Callable[[], bool],
        over: Callable[[], None],
        close: Callable[[], None],
    ) -> None:
        self._screens, self._asking, self._store, self._loop = screens, asking, store, loop
        self._child, self._reached, self._over, self._close = child, reached, over, close
        self._asked = self._over_it = False
        self._unfinished, self._unsent = "", 0
        """Of what the card says that it would be left undone, and of how many messages that they haven't left."""
        screens.writing.keeping.changed.connect(self._renew)
        screens.writing.changed.connect(self._renew)

    def stays(self) -> bool:
        """The person closes the window: it goes at once, or stays until it is known whether there is something to say.

        A second time it goes in any case.
        """
        if self._over_it or self._asked or not self._doubts():
            self._over()
            return False
        self._asked = True
        self._screens.writing.keep()
        self._loop.start(self._look())
        return True

    def _doubts(self) -> bool:
        """Whether something that was sent may not be able to leave."""
        down = self._child is not None and self._child.life is not Life.UP
        return down or not self._reached() or bool(self._screens.writing.unfinished())

    async def _look(self) -> None:
        if words := self._screens.writing.unfinished():
            self._unfinished = words
            return self._ask(_("Quit now?"), words)
        try:
            # In the writer's turn, behind a message that was sent a moment ago.
            many = await self._store.write(lambda connection: sending.unsent(connection, int(time.time())))
        except OsOneError:
            many = 0
        return self._ask_unsent(many) if many else self._go()

    def _ask_unsent(self, many: int) -> None:
        self._unsent = many
        waits = plural("{count} message hasn't left yet.", "{count} messages haven't left yet.", many)
        leaves = plural(
            "It leaves when you next open OS One and are online.",
            "They leave when you next open OS One and are online.",
            many,
        )
        self._ask(_("Quit now?"), f"{waits} {leaves}")

    def _ask(self, title: str, words: str) -> None:
        self._asking.ask(title, words, _("Quit"), self._go, icon="send", otherwise=self._stay, key=KEY)

    def _stay(self) -> None:
        self._asked, self._unfinished, self._unsent = False, "", 0

    def look_again(self) -> None:
        """The store is different: what the card says hasn't left may have left meanwhile."""
        if self._unsent:
            self._loop.start(self._count_again())

    async def _count_again(self) -> None:
        many = await self._store.read(lambda connection: sending.unsent(connection, int(time.time())))
        if not self._unsent or many == self._unsent:
            return
        if many:
            self._ask_unsent(many)
        else:
            self._over_with_it()

    def _renew(self) -> None:
        """What was written is saved while the card says that it is not: now the card says what is so, or goes."""
        words = self._screens.writing.unfinished()
        if not self._unfinished or words == self._unfinished:
            return
        self._unfinished = words
        if words:
            return self._ask(_("Quit now?"), words)
        return self._over_with_it()

    def _over_with_it(self) -> None:
        """Take the card away: what it asked about is well."""
        self._asking.drop(KEY)
        self._stay()

    def _go(self) -> None:
        self._over_it = True
        self._close()

    async def written(self) -> float:
        """Wait until all that was asked for is written; how long the engine has then for what it is at, in seconds."""
        try:
            async with asyncio.timeout(WRITTEN_S):
                many = await self._store.write(lambda connection: sending.unsent(connection, int(time.time())))
        except (TimeoutError, OsOneError):
            return LEAVE_S
        return SENT_S if many else LEAVE_S
