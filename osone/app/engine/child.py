"""The engine as the shell's child: started, listened to, started again when it falls, and stopped with the window."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from osone.host.child import LEAVE_S, Child, command
from osone.host.later import later
from osone.store.files import Store

if TYPE_CHECKING:
    import asyncio

    from osone.sync import messages, wakeups
    from osone.sync.messages import Message
else:
    # After the first frame.
    asyncio, messages, wakeups = later("asyncio"), later("osone.sync.messages"), later("osone.sync.wakeups")

LOG = logging.getLogger(__name__)
JOIN_S = 30.0
"""A first start on a slow disk, or one that mends after a crash, takes its time."""
JOIN_LOOK_S = 0.03
SILENT_S = 20.0
"""Without a heartbeat for this long the line is taken for dead."""
OTHER_PROTOCOL = 3
"""What an engine that was started by a shell of another protocol ends with."""

NO_ROOM = 5
"""What an engine ends with that found no room on the disk."""
NOT_OURS = 4
"""What an engine ends with whose store a newer OS One has taken on, or another process holds alone."""


class Life(StrEnum):
    """How the engine is, as the shell sees it."""

    STARTING = "starting"
    UP = "up"
    DOWN = "down"
    """It fell, and is started again."""
    FULL = "full"
    """The disk has no room for it, and it is tried again."""
    UPDATED = "updated"
    """It is newer than this shell, and does its work without being understood."""


@dataclass(slots=True)
class EngineChild:
    """The engine's life as the shell sees it."""

    store: Store
    heard: Callable[[Message], None]
    """Gets what the engine says."""
    lives: Callable[[Life], None]
    """Gets how it is, at every change."""
    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Of accounts, by their uids, where there is no keyring: the engine cannot ask for them itself."""
    vault: str = "system"
    line: wakeups.LocalLine | None = None
    life: Life = Life.STARTING
    handed: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The passwords that the engine has."""
    leaving: bool = False
    child: Child = field(init=False)

    def __post_init__(self) -> None:
        """The engine as a process, where it is ours."""
        self.child = Child(command("engine", "--child", "--profile", str(self.store.folder)), speaks=False)

    async def keep(self) -> None:
        """Run the engine and listen to it until ``leave``; begin again after a fall, ever more patiently.

        Not where the store is no longer ours: another start would meet the same.
        """
        falls = self.child.falls
        while not self.leaving:
            falls.start(time.monotonic())
            ended: int | None = None
            try:
                ended = await self._once()
            except OSError:
                LOG.exception("the engine could not be started")
            if self.leaving or ended == NOT_OURS:
                return
            falls.fall(time.monotonic())
            if self.life is not Life.UPDATED:
                self._lives(Life.FULL if ended == NO_ROOM else Life.DOWN)
            await asyncio.sleep(falls.wait(time.monotonic()))

    def _lives(self, life: Life) -> None:
        self.life = life
        self.lives(life)

    async def _once(self) -> int | None:
        """Start it, or join one that runs, and listen until it is gone; what ours ended with."""
        self.handed = {}
        line = await wakeups.join(self.store.folder)
        process: asyncio.subprocess.Process | None = None
        if line is None:
            first = messages.Start(self.store.key.hex(), messages.PROTOCOL, self.vault, self.passwords)
            self.handed = self.passwords
            process = await self.child.start(messages.encode(first))
            until = time.monotonic() + JOIN_S
            while time.monotonic() < until and not self.leaving:
                line = await wakeups.join(self.store.folder)
                if line is not None or process.returncode is not None:
                    break
                await asyncio.sleep(JOIN_LOOK_S)
        if line is not None:
            self.line = line
            try:
                await self._listen(line)
            finally:
                self.line = None
                line.close()
        if process is not None:
            await self.child.end()
            if process.returncode in (OTHER_PROTOCOL, NOT_OURS):
                self._lives(Life.UPDATED)
            return process.returncode
        return None

    async def _listen(self, line: wakeups.LocalLine) -> None:
        # A clock of this loop's, and no time-out around each line: what is said while no loop is running, as between
        # two runs of it, would find none to set that on.
        loop = asyncio.get_running_loop()
        silence = loop.call_later(SILENT_S, line.close)
        protocol: int | None = None
        try:
            async with contextlib.aclosing(line.news()) as news:
                async for said in news:
                    silence.cancel()
                    if self.leaving:
                        return
                    silence = loop.call_later(SILENT_S, line.close)
                    if protocol is None:
                        protocol = self._meet(line, said)
                    elif said is not None and (protocol == messages.PROTOCOL or isinstance(said, messages.ShowWindow)):
                        self.heard(said)
        except OSError:
            return
        finally:
            silence.cancel()

    def _meet(self, line: wakeups.LocalLine, said: Message | None) -> int:
        """Take the engine's first word, which shows whether it and we understand each other; its protocol."""
        protocol = said.protocol if isinstance(said, messages.Hello) else 0
        if protocol == messages.PROTOCOL:
            self._lives(Life.UP)
            self._hand_over()
        elif protocol < messages.PROTOCOL:
            # Left over from before an update. What it is at is kept in the store, and ours goes on with it.
            line.tell(messages.Stop())
        else:
            self._lives(Life.UPDATED)
        return protocol

    def look(self) -> None:
        """Tell the engine that something was wished or asked for."""
        if self.line is not None and self.life is Life.UP:
            self.line.tell(messages.LookAgain())

    def hand_over(self, passwords: Mapping[str, str]) -> None:
        """Give the engine the passwords of accounts, by their uids, that no keyring keeps."""
        self.passwords = {**self.passwords, **passwords}
        self._hand_over()

    def _hand_over(self) -> None:
        if self.line is not None and self.life is Life.UP:
            fresh = {uid: word for uid, word in self.passwords.items() if self.handed.get(uid) != word}
            self.handed = self.passwords
            if fresh:
                self.line.tell(messages.Passwords(fresh))

    def again(self) -> None:
        """Have the engine try to sign in again now, with what the keyring holds now."""
        if self.line is not None and self.life is Life.UP:
            self.line.tell(messages.Passwords({}))

    def renewed(self, uid: str, secret: str) -> None:
        """The engine has this secret of an account itself, in place of the one that it was given."""
        self.passwords = {**self.passwords, uid: secret}
        self.handed = {**self.handed, uid: secret}

    async def leave(self, patience_s: float = LEAVE_S) -> None:
        """Stop our engine, which has so long for what it is at; one that was running before us is left running."""
        self.leaving = True
        if self.child.pid is not None:
            await self.child.end(patience_s=patience_s)
        elif self.line is not None:
            self.line.close()
