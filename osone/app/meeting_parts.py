"""What the meeting needs of the house: work on the window's loop, answers kept as settings, a mailbox kept for good."""

import asyncio
import logging
import os
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import TypeVar

import apsw

from osone.accounts.secrets import Secrets
from osone.app.engine_child import EngineChild
from osone.app.talker import WindowStore
from osone.bridge.meeting_mail import HouseImports, HouseMailboxes, NewAccount
from osone.bridge.meeting_ports import Running
from osone.store import accounts
from osone.store.writing import transaction

LOG = logging.getLogger(__name__)
T = TypeVar("T")
PLACE = ("meeting.step", "meeting.done")
CA = "OSONE_CA"
"""Names a file with a certificate authority of one's own, for a mail server at home."""


class Loop:
    """Starts work on the window's loop, and logs what nobody caught (``bridge.meeting_ports.Later``)."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[object, object, None]) -> Running:
        """Begin now; return at once."""
        task = asyncio.get_event_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._over)
        return task

    def _over(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            LOG.error("work in the window failed", exc_info=error)

    async def close(self) -> None:
        """Stop all that still runs."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def aside(work: Callable[[], T], /) -> T:
    """Run what blocks on another thread."""
    return await asyncio.to_thread(work)


class StoreKeeper:
    """Keeps the meeting's answers as settings."""

    def __init__(self, store: WindowStore, later: Loop) -> None:
        self._store, self._later = store, later

    def keep(self, values: Mapping[str, str | bool]) -> None:
        """Write these settings at once."""
        self._later.start(self._write(dict(values)))

    async def _write(self, values: dict[str, str | bool]) -> None:
        # Where the meeting stands is kept last: a fall in between asks a question twice, and never loses an answer.
        for key, value in sorted(values.items(), key=lambda item: item[0] in PLACE):
            await self._store.act("settings.set", {"key": key, "value": value}, "shell")


def mailboxes(store: WindowStore, secrets: Secrets, engine: EngineChild) -> HouseMailboxes:
    """Mail accounts on servers, kept in the store with their passwords in the keyring."""

    async def keep(new: NewAccount) -> None:
        # The password first: an account without one would be refused by its server at once.
        await secrets.soon(lambda vault: vault.put(f"password:{new.address}", new.password))

        def write(connection: apsw.Connection) -> None:
            with transaction(connection) as tx:
                known = [a for a in accounts.every(connection) if a.kind == "imap" and a.address == new.address]
                if known:
                    accounts.change(tx, known[0].id, new.settings)
                else:
                    accounts.add(tx, "imap", new.address, new.address.partition("@")[0], new.settings)

        if secrets.vault.kind == "session":
            engine.hand_over({new.address: new.password})
        await store.write(write)
        engine.look()

    own = os.environ.get(CA)
    return HouseMailboxes(keep, aside, ca=Path(own) if own else None)


def imports(store: WindowStore, sample: Callable[[], Coroutine[object, object, None]]) -> HouseImports:
    """Mail that is on this computer, and the sample world."""

    async def bring(path: Path) -> None:
        await store.act("mail.import", {"path": str(path)}, "person")

    return HouseImports(bring, sample, aside)
