"""The local line: who joins hears how things stand, and each guest what it understands."""

import asyncio
import json
from contextlib import aclosing
from pathlib import Path

from osone.sync import messages, wakeups
from osone.sync.messages import AccountStanding, Message, Progress, Standing, Work


async def read(line: wakeups.LocalLine, count: int) -> list[Message | None]:
    found: list[Message | None] = []
    async with asyncio.timeout(10), aclosing(line.news()) as news:
        async for said in news:
            found.append(said)
            if len(found) == count:
                break
    return found


async def test_who_joins_is_greeted_and_told_how_each_account_stands(tmp_path: Path) -> None:
    hub = wakeups.Hub(tmp_path, lambda _said: None, lambda _yes: None)
    offline, quiet = AccountStanding(1, Standing.OFFLINE, "No network."), AccountStanding(2, Standing.QUIET)
    mending = Progress(Work.MENDING, 3, 9)
    async with hub.open():
        for said in (offline, AccountStanding(2, Standing.SYNCING), quiet, mending, messages.WakeUp(7)):
            hub.tell(said)
        line = await wakeups.join(tmp_path)
        assert line is not None
        assert await read(line, 4) == [messages.Hello(messages.PROTOCOL), offline, quiet, mending]
        line.close()


async def test_a_guest_of_another_protocol_shares_only_what_every_protocol_has(tmp_path: Path) -> None:
    heard: list[Message] = []
    hub = wakeups.Hub(tmp_path, heard.append, lambda _yes: None)
    hub.tell(AccountStanding(1, Standing.OFFLINE, "No network."))
    async with hub.open():
        address = json.loads((tmp_path / wakeups.ADDRESS).read_text("utf-8"))
        # As a window said it before messages had kinds.
        reader, writer = await asyncio.open_connection("127.0.0.1", address["port"])
        writer.write(json.dumps({"token": address["token"]}).encode() + b"\n")
        line = wakeups.LocalLine(reader, writer)
        assert await read(line, 1) == [messages.Hello(messages.PROTOCOL)]
        hub.tell(messages.WakeUp(7))
        hub.tell(messages.ShowWindow("raise"))
        assert await read(line, 1) == [messages.ShowWindow("raise")]
        line.tell(messages.Passwords({"amy@example.test": "x"}))
        line.tell(messages.Stop())
        async with asyncio.timeout(10):
            while not heard:  # noqa: ASYNC110 what is heard has no event
                await asyncio.sleep(0.01)
        assert heard == [messages.Stop()]
        line.close()


def test_an_engine_from_before_messages_had_kinds_understands_stop_and_raise() -> None:
    assert json.loads(messages.encode(messages.Stop()))["stop"] is True
    assert json.loads(messages.encode(messages.ShowWindow("raise")))["window"] == "raise"
