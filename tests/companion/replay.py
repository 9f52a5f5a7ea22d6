"""A tiny HTTP server that replays what a model server did when it failed; for failures alone."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Pause:
    """Silence, in seconds."""

    seconds: float


class Cut:
    """The line breaks here."""


Step = bytes | Pause | type[Cut]


@dataclass
class Asked:
    """What a client sent."""

    path: str
    headers: dict[str, str]
    body: dict[str, object]


@dataclass
class Replay:
    """A running server: where it is, what it was asked, and the answers it has left."""

    host: str
    asked: list[Asked] = field(default_factory=list)


def lines(*objects: dict[str, object]) -> list[Step]:
    """Each object as a line of JSON, as Ollama streams them."""
    return [json.dumps(each).encode() + b"\n" for each in objects]


def words(text: str) -> dict[str, object]:
    """One line of Ollama's chat stream."""
    return {"model": "m", "message": {"role": "assistant", "content": text}, "done": False}


DONE: dict[str, object] = {
    "model": "m", "message": {"role": "assistant", "content": ""}, "done": True, "done_reason": "stop",
    "prompt_eval_count": 5, "eval_count": 2,
}  # fmt: skip


@contextlib.asynccontextmanager
async def replaying(*answers: list[Step], status: int = 200) -> AsyncIterator[Replay]:
    """Serve the answers one after the other; the last is repeated."""
    left = list(answers)
    replay = Replay("")
    running: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        running.add(task)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            replay.asked.append(Asked(head[0].split()[1], headers, json.loads(body) if body else {}))
            writer.write(
                f"HTTP/1.1 {status} X\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n"
                "Connection: close\r\n\r\n".encode()
            )
            for step in left.pop(0) if len(left) > 1 else left[0]:
                if isinstance(step, bytes):
                    writer.write(f"{len(step):x}\r\n".encode() + step + b"\r\n")
                    await writer.drain()
                elif isinstance(step, Pause):
                    await asyncio.sleep(step.seconds)
                else:
                    writer.transport.abort()
                    return
            writer.write(b"0\r\n\r\n")
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            running.discard(task)
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()[:2]
    replay.host = f"http://{host}:{port}"
    try:
        yield replay
    finally:
        server.close()
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await server.wait_closed()
