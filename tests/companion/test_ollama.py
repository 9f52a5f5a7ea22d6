"""A real Ollama server: streaming, the kept prefix, and each way of having no model."""

import asyncio
import os
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import httpx
import pytest

from osone.app.companion.house import RegistryTools
from osone.companion.minds import errors
from osone.companion.minds.ollama import OllamaHost, OllamaMind
from osone.companion.minds.protocol import (
    Call,
    MindPace,
    Options,
    PromptMessage,
    PromptRole,
    ReplyDone,
    ToolSpec,
    Warmth,
    Words,
)
from osone.companion.persona import Persona, system_block
from osone.companion.prompt import Beside, Prompt
from osone.companion.toolbox import taken
from tests.parts import ollama

SYSTEM = Prompt(system_block(Persona("Iris", "Theodore")))
TOOL = ToolSpec("mail.archive", "Take threads out of the inbox.", {"type": "object", "properties": {}})


@pytest.fixture(scope="module")
def server() -> Iterator[ollama.Server]:
    with ollama.serving() as server:
        server.create()
        yield server


@pytest.fixture
async def host(server: ollama.Server) -> AsyncIterator[OllamaHost]:
    host = OllamaHost(server.host)
    yield host
    await host.close()


async def reply(mind: OllamaMind, prompt: Prompt, limit: int = 12) -> tuple[str, ReplyDone]:
    text = ""
    done: ReplyDone | None = None
    async for piece in mind.talk(prompt.messages(), prompt.tools, Options(limit=limit, seed=1)):
        if isinstance(piece, Words):
            text += piece.text
        elif isinstance(piece, ReplyDone):
            done = piece
    assert done is not None
    return text, done


async def test_it_tells_its_version_and_its_models(host: OllamaHost) -> None:
    assert await host.version()
    (model,) = await host.installed()
    assert model.name.startswith(ollama.MODEL)
    assert model.size > 90_000_000


async def test_a_reply_streams_piece_by_piece_and_ends_with_its_counts(host: OllamaHost) -> None:
    mind = OllamaMind(ollama.MODEL, host)
    pieces = [piece async for piece in mind.talk(SYSTEM.asked("hello").messages(), (), Options(limit=8))]
    assert len([piece for piece in pieces if isinstance(piece, Words)]) >= 2
    assert isinstance(pieces[-1], ReplyDone)
    assert pieces[-1].prompt_tokens > 300


async def test_the_second_turn_costs_only_its_own_words(host: OllamaHost) -> None:
    mind = OllamaMind(ollama.MODEL, host)
    cold = Prompt(f"Talk {time.time_ns()}. {SYSTEM.system}").asked("hello", Beside(notes=("It is Monday.",)))
    text, first = await reply(mind, cold)
    _, second = await reply(mind, cold.answered(text).asked("and you?"))
    assert second.prompt_tokens > first.prompt_tokens
    assert second.prompt_s < first.prompt_s / 2


async def test_warming_evaluates_the_head(host: OllamaHost) -> None:
    mind = OllamaMind(ollama.MODEL, host)
    warm = Prompt(f"Warm {time.time_ns()}. {SYSTEM.system}")
    begun = time.monotonic()
    await mind.warm(Warmth(warm.messages()))
    cost = time.monotonic() - begun
    _, first = await reply(mind, warm.asked("hello"))
    assert first.prompt_s < cost / 2


async def test_the_rendered_prompt_of_the_real_template_only_grows(server: ollama.Server, host: OllamaHost) -> None:
    mind = OllamaMind(ollama.MODEL, host)
    prompt = Prompt("You are Iris.", (TOOL,))
    before = ""
    async with httpx.AsyncClient(base_url=f"http://{server.host}", trust_env=False) as client:
        for turn in range(4):
            prompt = prompt.asked(f"question {turn}", Beside(notes=(f"It is {turn} o'clock.",)))
            body = mind.body(prompt.messages(), prompt.tools, Options()) | {"_debug_render_only": True, "stream": False}
            told = (await client.post("/api/chat", json=body, timeout=60)).json()
            text = str(told["_debug_info"]["rendered_template"])
            assert text.startswith(before)
            assert f"question {turn}" in text
            before = text.removesuffix("<|im_start|>assistant\n")
            prompt = prompt.answered(f"answer {turn}")


async def test_a_schema_is_obeyed(host: OllamaHost) -> None:
    schema = {"type": "object", "properties": {"urgent": {"type": "boolean"}}, "required": ["urgent"]}
    mind = OllamaMind(ollama.MODEL, host)
    text = ""
    async for piece in mind.talk(
        (PromptMessage(PromptRole.USER, "Is it urgent?"),),
        (),
        Options(limit=60, temperature=0.0, seed=1, schema=schema),
    ):
        text += piece.text if isinstance(piece, Words) else ""
    assert text.replace(" ", "").replace("\n", "") in ('{"urgent":true}', '{"urgent":false}')


async def test_how_fast_it_reads_is_tried_on_words_that_it_has_never_seen(host: OllamaHost) -> None:
    mind = OllamaMind(ollama.MODEL, host)
    first, second = await mind.pace(), await mind.pace()
    # Had the second try been known already, it would seem to read a hundred times as fast.
    assert 0 < second.tokens < first.tokens * 30
    assert not first.again


async def test_a_form_that_has_the_verbs_read_with_every_turn_is_known(server: ollama.Server, host: OllamaHost) -> None:
    name = await asyncio.to_thread(server.create, "osone-late", template=ollama.LATE)
    assert (await OllamaMind(name, host).pace()).again
    toolless = await asyncio.to_thread(server.create, "osone-toolless", template=ollama.TOOLLESS)
    pace = await OllamaMind(toolless, host).pace()
    assert pace.tokens > 0
    assert not pace.again


async def test_a_call_goes_the_whole_way_through_the_server_s_own_reading(
    server: ollama.Server, host: OllamaHost
) -> None:
    verbs = RegistryTools(None, frozenset).specs()  # type: ignore[arg-type]
    name = await asyncio.to_thread(server.create, "osone-caller", template=ollama.CALLER)
    mind = OllamaMind(name, host)
    prompt = Prompt(SYSTEM.system, taken(verbs, MindPace())).asked("The milk is all gone.")
    pieces = [piece async for piece in mind.talk(prompt.messages(), prompt.tools, Options(limit=60))]
    assert pieces[:-1] == [Call("task.add", {"line": "milk"})]
    told = prompt.answered("", (Call("task.add", {"line": "milk"}),)).told("task.add", "Added “milk”")
    text, _ = await reply(mind, told)
    assert text


async def test_the_verbs_are_read_once_and_not_with_every_turn(host: OllamaHost) -> None:
    verbs = RegistryTools(None, frozenset).specs()  # type: ignore[arg-type]
    mind = OllamaMind(ollama.MODEL, host)
    head = Prompt(f"Verbs {time.time_ns()}. {SYSTEM.system}", tuple(verbs))
    _, bare = await reply(mind, replace(head, tools=()).asked("hello"), limit=2)
    begun = time.monotonic()
    await mind.warm(Warmth(head.messages(), head.tools))
    cost = time.monotonic() - begun
    text, first = await reply(mind, head.asked("hello"), limit=2)
    _, second = await reply(mind, head.asked("hello").answered(text).asked("and you?"), limit=2)
    assert first.prompt_tokens > bare.prompt_tokens * 3, "most of what it is given are verbs"
    assert first.prompt_s + second.prompt_s < cost / 2, "and they are read before the first turn"


async def test_a_reply_that_is_cut_off_frees_the_mind_at_once(host: OllamaHost) -> None:
    mind = OllamaMind(ollama.MODEL, host)
    talk = mind.talk(SYSTEM.asked("Count to one thousand.").messages(), (), Options(limit=2000))
    await anext(talk)
    await talk.aclose()
    text, _ = await reply(mind, SYSTEM.asked("hello"), limit=2)
    assert text


async def test_a_talk_longer_than_the_model_holds_is_said(host: OllamaHost) -> None:
    mind = OllamaMind(ollama.MODEL, host, context=1024)
    with pytest.raises(errors.ContextFullError, match="too long"):
        await reply(mind, Prompt("s").asked("hello there " * 2000))


async def test_a_model_that_is_missing_is_said_with_the_verb_that_fetches_it(host: OllamaHost) -> None:
    with pytest.raises(errors.MissingModelError) as caught:
        await reply(OllamaMind("no-such-model", host), SYSTEM.asked("hello"))
    assert caught.value.command == errors.PULL
    with pytest.raises(errors.MissingModelError):
        await OllamaMind("no-such-model", host).warm()


async def test_a_pull_that_cannot_be_had_ends_with_a_sentence(host: OllamaHost) -> None:
    with pytest.raises((errors.MissingModelError, errors.MindRefusedError)) as caught:
        await _drain(host.pull("osone-no-such-model-anywhere"))
    assert caught.value.remedy


async def test_a_model_removed_while_it_talks_ends_the_talk_with_a_sentence(
    server: ollama.Server, host: OllamaHost
) -> None:
    name = await asyncio.to_thread(server.create, "osone-soon-gone")
    mind = OllamaMind(name, host)
    prompt = SYSTEM.asked("Count to one hundred.")
    text = ""
    async for piece in mind.talk(prompt.messages(), (), Options(limit=40)):
        if not text:
            await asyncio.to_thread(server.run, "rm", name)
        text += piece.text if isinstance(piece, Words) else ""
    assert text  # what had begun was finished from memory
    with pytest.raises(errors.MissingModelError, match="doesn't have"):
        await reply(mind, prompt.answered(text).asked("go on"))


async def test_a_runner_that_is_killed_while_it_talks_breaks_off_and_comes_back(
    server: ollama.Server, host: OllamaHost
) -> None:
    mind = OllamaMind(ollama.MODEL, host)
    talk = mind.talk(SYSTEM.asked("Count to one hundred.").messages(), (), Options(limit=400))
    assert isinstance(await anext(talk), Words)
    await asyncio.to_thread(_end_runner, server)
    with pytest.raises(errors.CutOffError):
        await _drain(talk)
    text, _ = await reply(mind, SYSTEM.asked("hello"), limit=2)
    assert text


async def _drain(pieces: AsyncIterator[object]) -> None:
    async for _ in pieces:
        pass


def _end_runner(server: ollama.Server) -> None:
    """Kill the runner that this server started for the model, as a lack of memory would."""
    told = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True)
    for line in told.stdout.splitlines()[1:]:
        pid, parent = map(int, line.split())
        if parent == server.pid:
            os.kill(pid, 9)
