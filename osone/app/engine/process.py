"""``osone engine``: the engine's process, as the shell's child or on its own."""

import asyncio
import os
import sys
import time
from pathlib import Path

import apsw

from osone.accounts.secrets import Secrets, SystemSecrets
from osone.app.engine.child import NO_ROOM, NOT_OURS, OTHER_PROTOCOL
from osone.app.profile import language, log, vault
from osone.model.accounts import Account
from osone.model.errors import SecretError, StoreError, UpdatedError
from osone.store import files, opening, settings, troubles
from osone.store.files import InUseError, NewerStoreError
from osone.sync import engine, messages
from osone.text.catalogue import _

NICE = 5
ASKED_S = 3.0
"""A keyring that gave nothing is not asked again within so many seconds."""
CODES = {UpdatedError: OTHER_PROTOCOL, NewerStoreError: NOT_OURS, InUseError: NOT_OURS}
"""What it ends with where it would be of no use to start it again."""


async def _input() -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    return reader


async def _run(folder: Path, *, child: bool) -> None:
    lines: asyncio.StreamReader | None = None
    held: Secrets | None = None
    given: dict[str, str] = {}  # of accounts, by their uids
    if child:
        lines = await _input()
        first = messages.decode(await lines.readline())
        if not isinstance(first, messages.Start) or first.protocol != messages.PROTOCOL:
            raise UpdatedError
        key = bytes.fromhex(first.key)
        given = dict(first.passwords)
        if first.vault == "system":
            # Not probed: it is asked where an account signs in, and what it says is told there.
            held = vault.secrets(SystemSecrets(), folder)
    else:
        held = vault.secrets(vault.open_vault(folder, vault.typed(folder)), folder)
        if held.vault.kind == "session":
            raise SecretError(
                _("This computer has no keyring, so the engine can't run on its own."),
                remedy=_("Start OS One itself, or set a passphrase in OSONE_PASSPHRASE."),
            )
        key = vault.key(held, folder)

    last: list[tuple[float, SecretError]] = []
    """When the keyring gave nothing the last time, and why: of several lines that ask at once, one is enough."""

    def secret(account: Account) -> str | None:
        if account.uid in given or held is None:
            return given.get(account.uid)
        if last and time.monotonic() - last[-1][0] < ASKED_S:
            raise last[-1][1]
        try:
            return held.secret(account)
        except SecretError as error:
            last[:] = [(time.monotonic(), error)]
            raise

    def keep(account: Account, word: str) -> None:
        assert held is not None
        held.keep_secret(account, word)

    def drop(account: Account) -> None:
        assert held is not None
        held.forget_secrets(account.uid)

    with engine.alone(folder):
        store = files.open_store(folder, key)
        reader = store.reader()
        language.follow(settings.every(reader))
        reader.close()
        if troubles.short(folder):
            # What stands in the logs may be all the room that there is.
            for name in files.FILES:
                writer = store.writer(name)
                opening.settle(writer, 0)
                writer.close()
        with files.shared(folder):
            await engine.run(
                store, secret, lines, keep=None if held is None else keep, drop=None if held is None else drop
            )


def main(folder: Path, *, child: bool) -> int:
    """Run the engine until it is asked to stop.

    0; or with a sentence on standard error 1, or what ``CODES`` says.
    """
    log.begin(folder, "engine")
    language.begin()
    if child and hasattr(os, "nice"):
        # A first sync takes all it can get; the hand in the window comes before it.
        os.nice(NICE)

    def full(error: Exception) -> bool:
        return troubles.is_full(error.__cause__ if isinstance(error.__cause__, Exception) else error, folder)

    try:
        asyncio.run(_run(folder, child=child))
    except (StoreError, SecretError) as error:
        print(error.whole, file=sys.stderr)
        return next((code for kind, code in CODES.items() if isinstance(error, kind)), NO_ROOM if full(error) else 1)
    except (apsw.Error, OSError) as error:
        if not full(error):
            raise
        print(
            _("The disk is full, so OS One can't bring in or send mail. It goes on once there is room."),
            file=sys.stderr,
        )
        return NO_ROOM
    return 0
