"""The starter mind: a very small model in a child process of ours, there from the first minute on any machine.

It is too small to be talked to: the talk never asks it for words, and tests have it prove the way to such a child.
"""

import asyncio
import json
import os
import secrets
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from osone.companion.minds import errors, processor
from osone.companion.minds.protocol import (
    NOTHING,
    PATIENCE,
    PLAIN,
    MindPace,
    MindTimeouts,
    Options,
    Piece,
    PromptMessage,
    PromptRole,
    ReplyDone,
    ToolSpec,
    Warmth,
    Words,
)
from osone.companion.minds.thoughts import ThoughtFilter
from osone.host import child, parts
from osone.host.later import later
from osone.model.errors import MindError
from osone.text.catalogue import N_, _

if TYPE_CHECKING:
    import httpx
else:
    httpx = later("httpx")

NAME = N_("The built-in model")
CONTEXT = 4096
START_S = 60.0
"""Seconds to load; one is usual, a cold disk takes longer."""


def why_not() -> MindError | None:
    """Why the starter mind cannot run here, or None where it can."""
    if sentence := processor.lacks():
        return errors.AbsentError(
            sentence,
            remedy=_("Choose a model from Ollama. Without one, I can still find, sort and remind."),
            command=errors.CHOOSE,
        )
    if parts.find(parts.MIND) is None:
        return errors.AbsentError(
            _("The built-in model hasn't been downloaded yet."),
            remedy=_("Until it is here, I can still find, sort and remind."),
            command=errors.CHOOSE,
        )
    return None


class StarterMind:
    """SmolLM2-135M-Instruct behind a loopback server that only we hold the key of."""

    name = "starter"
    small = True

    def __init__(
        self,
        gguf: Path | None = None,
        *,
        context: int = CONTEXT,
        threads: int | None = None,
        patience: MindTimeouts = PATIENCE,
        command: Sequence[str] | None = None,
    ) -> None:
        self.context = context
        self.patience = patience
        self._gguf = gguf
        self._threads = threads or max(1, min(4, os.cpu_count() or 1))
        own = child.command("mind", module="osone.companion.minds.starter_child")
        self._child = child.Child(command or own)
        self._cause: MindError | None = None
        """Why it fell the last time."""
        self._client: httpx.AsyncClient | None = None
        self._starting = asyncio.Lock()

    @property
    def pid(self) -> int | None:
        """The child's process id while it runs."""
        return self._child.pid

    async def _ready(self) -> "httpx.AsyncClient":
        """A client to the running child; it is started where it is not there, or no longer."""
        async with self._starting:
            if self._client is not None and self.pid is not None:
                return self._client
            await self._hang_up()
            gguf = self._gguf or parts.find(parts.MIND)
            if gguf is None or processor.lacks():
                raise why_not() or _unable(_("The built-in model's file is missing."))
            key = secrets.token_urlsafe(24)
            order = {"gguf": str(gguf), "context": self.context, "threads": self._threads, "key": key}
            try:
                process = await self._child.start(json.dumps(order).encode() + b"\n")
            except child.RestingError as error:
                raise self._cause or _unable(
                    _("The built-in model keeps crashing, so it is resting for a moment.")
                ) from error
            except OSError as error:
                raise _unable(_("The built-in model couldn't be started: {error}.", error=error)) from error
            told = await self._answer(process)
            if "address" not in told:
                await self._end()
                self._cause = _unstarted(str(told.get("error", "")))
                raise self._cause
            self._cause = None
            self._client = httpx.AsyncClient(
                base_url=str(told["address"]),
                headers={"Authorization": f"Bearer {key}"},
                timeout=httpx.Timeout(self.patience.first, connect=self.patience.connect),
                trust_env=False,
            )
            return self._client

    async def _answer(self, process: asyncio.subprocess.Process) -> Mapping[str, Any]:
        """The child's one line: where it listens, or why it does not."""
        assert process.stdout is not None
        try:
            async with asyncio.timeout(START_S):
                line = await process.stdout.readline()
            told = json.loads(line) if line else {}
        except TimeoutError as error:
            await self._end()
            raise errors.stalled(_(NAME), START_S) from error
        except (OSError, ValueError) as error:
            return {"error": str(error)}
        return told if isinstance(told, dict) else {}

    def body(self, messages: Sequence[PromptMessage], options: Options) -> dict[str, object]:
        """The whole request, in the form of OpenAI's chat completions."""
        body: dict[str, object] = {
            "messages": [
                {"role": str(message.role), "content": message.text}
                for message in messages
                if message.role is not PromptRole.TOOL
            ],
            "stream": True,
            "stream_options": {"include_usage": True},
            "cache_prompt": True,
            "max_tokens": options.limit,
            "temperature": options.temperature,
            "repeat_penalty": 1.1,
        }
        if options.seed is not None:
            body["seed"] = options.seed
        if options.stops:
            body["stop"] = list(options.stops)
        if options.schema is not None:
            body["response_format"] = {"type": "json_schema", "json_schema": {"schema": dict(options.schema)}}
        return body

    async def talk(
        self, messages: Sequence[PromptMessage], tools: Sequence[ToolSpec] = (), options: Options = PLAIN
    ) -> AsyncGenerator[Piece, None]:
        """Reply, piece by piece; tools are not offered to it. See :class:`osone.companion.minds.protocol.Mind`.

        A child that has died is started again; where that happens before the first word, nobody notices.
        """
        said = False
        for last in (False, True):
            try:
                async with aclosing(self._talk_once(messages, options)) as pieces:
                    async for piece in pieces:
                        said = True
                        yield piece
                return
            except errors.CutOffError:
                await self.close()
                if said or last:
                    raise

    async def _talk_once(self, messages: Sequence[PromptMessage], options: Options) -> AsyncGenerator[Piece, None]:
        client = await self._ready()
        thoughts = ThoughtFilter()
        said = False
        reason = ""
        usage: dict[str, Any] = {}
        timings: dict[str, Any] = {}
        try:
            async with client.stream("POST", "/v1/chat/completions", json=self.body(messages, options)) as answer:
                if answer.status_code != 200:
                    await answer.aread()
                    raise _refusal(answer)
                async with aclosing(_events(answer, self.patience)) as events:
                    async for event in events:
                        if "error" in event:
                            raise errors.cut_off(_(NAME), str(event["error"].get("message", "")))
                        usage, timings = event.get("usage") or usage, event.get("timings") or timings
                        for choice in event.get("choices") or ():
                            reason = choice.get("finish_reason") or reason
                            words = thoughts.feed(choice.get("delta", {}).get("content") or "")
                            if words:
                                said = True
                                yield Words(words)
        except (httpx.HTTPError, ValueError, AttributeError) as error:
            raise errors.cut_off(_(NAME)) from error
        if rest := thoughts.end():
            said = True
            yield Words(rest)
        if not reason:
            raise errors.cut_off(_(NAME)) if said else errors.nothing_said(_(NAME))
        if not said:
            raise errors.nothing_said(_(NAME))
        yield ReplyDone(
            reason=reason,
            prompt_tokens=int(usage.get("prompt_tokens", 0)),
            evaluated_tokens=int(timings.get("prompt_n", 0)),
            prompt_s=float(timings.get("prompt_ms", 0.0)) / 1000,
        )

    async def warm(self, warmth: Warmth = NOTHING) -> None:
        """Start the child; with messages, evaluate them, so that they are known when the first turn comes."""
        client = await self._ready()
        if not warmth.messages:
            return
        body = self.body(warmth.messages, Options(limit=1)) | {"stream": False}
        del body["stream_options"]
        try:
            answer = await client.post("/v1/chat/completions", json=body)
        except httpx.HTTPError as error:
            raise errors.cut_off(_(NAME)) from error
        if answer.status_code != 200:
            raise _refusal(answer)

    async def billions(self) -> float:
        """SmolLM2-135M."""
        return 0.135

    async def pace(self) -> MindPace:
        """Not taken: it is given no verbs to read."""
        return MindPace()

    async def close(self) -> None:
        """End the child."""
        async with self._starting:
            await self._end()

    async def _end(self) -> None:
        await self._hang_up()
        await self._child.end()

    async def _hang_up(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()


async def _events(answer: "httpx.Response", patience: MindTimeouts) -> AsyncGenerator[dict[str, Any], None]:
    """The server-sent events of a reply, each a JSON object. MindError where it falls silent."""
    lines = answer.aiter_lines()
    wait = patience.first
    async with aclosing(lines):  # type: ignore[type-var]  # httpx calls an async generator an AsyncIterator
        while True:
            try:
                async with asyncio.timeout(wait):
                    line = await anext(lines)
            except TimeoutError as error:
                raise errors.stalled(_(NAME), wait) from error
            except StopAsyncIteration:
                return
            if not line.startswith("data:"):
                continue
            data = line.removeprefix("data:").strip()
            if data == "[DONE]":
                return
            event = json.loads(data)
            if event.get("choices") and event["choices"][0].get("delta", {}).get("content"):
                wait = patience.between
            yield event


def _unable(sentence: str) -> MindError:
    return errors.MindRefusedError(sentence, remedy=_("Ask again, or choose another model."), command=errors.CHOOSE)


def _unstarted(cause: str) -> MindError:
    """Why the child ended before it listened, from what it said."""
    if "MemoryError" in cause:
        return errors.memory_short(_("the built-in model"))
    if not cause:
        return _unable(_("The built-in model stopped as soon as it started."))
    return _unable(_("The built-in model couldn't be started: {error}.", error=cause.rstrip(".")))


def _refusal(answer: "httpx.Response") -> MindError:
    try:
        told = answer.json().get("error", {})
        kind, cause = str(told.get("type", "")), str(told.get("message", ""))
    except (ValueError, AttributeError):
        kind, cause = "", answer.text[:200]
    if kind == "exceed_context_size_error":
        return errors.context_full(_("the built-in model"))
    return errors.refused(_(NAME), cause)
