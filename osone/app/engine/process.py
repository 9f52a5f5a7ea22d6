"""``osone engine``: the engine's process, as the shell's child or on its own."""

import asyncio
import json
import os
import sys
from pathlib import Path

from osone.accounts.secrets import Secrets
from osone.app.profile import log, vault
from osone.model.errors import SecretError, StoreError
from osone.model.mail import Account
from osone.store import files
from osone.sync import engine

NICE = 5


async def _input() -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    return reader


async def _run(folder: Path, *, child: bool) -> None:
    lines: asyncio.StreamReader | None = None
    held: Secrets | None = None
    given: dict[str, str] = {}
    if child:
        lines = await _input()
        first = json.loads(await lines.readline())
        key = bytes.fromhex(first["key"])
        given = {str(k): str(v) for k, v in first.get("passwords", {}).items()}
        if first.get("vault") == "system":
            held = vault.secrets(vault.open_vault(folder))
    else:
        held = vault.secrets(vault.open_vault(folder, vault.typed(folder)))
        if held.vault.kind == "session":
            raise SecretError(
                "There is no keyring here, so the engine cannot be run on its own.",
                way_on="Start OS One itself, or name a passphrase in OSONE_PASSPHRASE.",
            )
        key = vault.key(held, folder)

    def password(account: Account) -> str | None:
        return given.get(account.address) or (held.password(account.address) if held else None)

    with engine.alone(folder):
        store = files.open_store(folder, key)
        with files.shared(folder):
            await engine.run(store, password, lines)


def main(folder: Path, *, child: bool) -> int:
    """Run the engine until it is asked to stop; 0, or 1 with a sentence on standard error."""
    log.begin(folder, "engine")
    if child and hasattr(os, "nice"):
        # A first sync takes all it can get; the hand in the window comes before it.
        os.nice(NICE)
    try:
        asyncio.run(_run(folder, child=child))
    except (StoreError, SecretError) as error:
        print(f"{error} {error.way_on}".strip(), file=sys.stderr)
        return 1
    return 0
