"""The real starter mind: it streams, keeps its prefix, stays behind its key, and never outlives us."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator

import httpx
import psutil
import pytest

from osone.companion.minds import errors
from osone.companion.minds.protocol import Options, PromptMessage, PromptRole, ReplyDone, Warmth, Words
from osone.companion.minds.starter import StarterMind, why_not
from osone.companion.prompt import Prompt
from osone.host import paths

HEAD = Prompt("You are Iris, a kind and honest computer program. Answer in one or two short sentences.")


async def reply(mind: StarterMind, prompt: Prompt, limit: int = 10) -> tuple[str, ReplyDone]:
    text = ""
    done: ReplyDone | None = None
    async for piece in mind.talk(prompt.messages(), (), Options(limit=limit, seed=1)):
        if isinstance(piece, Words):
            text += piece.text
        elif isinstance(piece, ReplyDone):
            done = piece
    assert done is not None
    return text, done


async def test_it_answers_keeps_its_prefix_and_ends_when_closed() -> None:
    mind = StarterMind()
    assert why_not() is None
    assert mind.pid is None
    await mind.warm(Warmth(HEAD.messages()))
    first = HEAD.asked("Hello, how are you?")
    text, done = await reply(mind, first)
    assert text.strip()
    assert done.evaluated_tokens < done.prompt_tokens
    _, second = await reply(mind, first.answered(text).asked("Tell me more."))
    assert second.prompt_tokens > done.prompt_tokens
    assert second.evaluated_tokens < 40
    pid = mind.pid
    assert pid is not None
    await mind.close()
    assert mind.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_a_reply_streams_in_pieces_and_can_be_cut_off() -> None:
    mind = StarterMind()
    talk = mind.talk(HEAD.asked("Tell me a long story.").messages(), (), Options(limit=600))
    assert isinstance(await anext(talk), Words)
    assert isinstance(await anext(talk), Words)
    await talk.aclose()
    text, _ = await reply(mind, HEAD.asked("hi"), limit=2)
    assert text
    await mind.close()


async def test_a_talk_too_long_for_it_is_said() -> None:
    mind = StarterMind(context=512)
    with pytest.raises(errors.ContextFullError):
        await reply(mind, HEAD.asked("hello there " * 2000))
    await mind.close()


async def test_a_child_that_is_killed_while_it_talks_breaks_off_and_is_started_again() -> None:
    mind = StarterMind()
    talk = mind.talk((PromptMessage(PromptRole.USER, "Tell me a story."),), (), Options(limit=300))
    assert isinstance(await anext(talk), Words)
    assert mind.pid is not None
    os.kill(mind.pid, signal.SIGKILL)
    with pytest.raises(errors.CutOffError):
        await _drain(talk)
    text, _ = await reply(mind, HEAD.asked("hi"), limit=3)
    assert text
    await mind.close()


async def test_nobody_without_the_key_is_answered() -> None:
    mind = StarterMind()
    await mind.warm()
    child = psutil.Process(mind.pid)
    (door,) = [line.laddr for line in child.net_connections("inet") if line.status == psutil.CONN_LISTEN]
    assert door.ip == "127.0.0.1"
    async with httpx.AsyncClient(base_url=f"http://{door.ip}:{door.port}", trust_env=False) as stranger:
        answer = await stranger.post("/v1/chat/completions", json={"messages": [{"role": "user", "content": "hi"}]})
        assert answer.status_code == 401
    await mind.close()


PARENT = """
import asyncio
from osone.companion.minds.starter import StarterMind
async def main():
    mind = StarterMind()
    await mind.warm()
    print(mind.pid, flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""


async def test_the_child_ends_with_a_parent_that_was_killed() -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PARENT, cwd=paths.ROOT, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL
    )
    assert parent.stdout is not None
    pid = int(await parent.stdout.readline())
    parent.kill()
    await parent.wait()
    assert await asyncio.to_thread(_gone, pid)


async def _drain(pieces: AsyncIterator[object]) -> None:
    async for _ in pieces:
        pass


def _gone(pid: int) -> bool:
    """Whether it ends within ten seconds."""
    ends = time.monotonic() + 10
    while _alive(pid) and time.monotonic() < ends:
        time.sleep(0.02)
    return not _alive(pid)


def _alive(pid: int) -> bool:
    """Whether it runs; one that ended and was not yet collected by init does not."""
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(told.strip()) and not told.startswith("Z")
