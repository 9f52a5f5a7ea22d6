"""Ollama: everything this house says to an Ollama server goes through this one file.

The official client carries the wire types; what it lacks is added here: time-outs, ``truncate`` and ``shift``, one set
of runner options on every call (another set would make the server load the model anew), and care with what it would
do by itself: send ``OLLAMA_API_KEY`` to any host, follow redirects and proxies, and open image strings as files.
"""

import asyncio
import json
import time
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, cast

from osone.companion.minds import errors
from osone.companion.minds.pacing import pace_of
from osone.companion.minds.protocol import (
    NOTHING,
    PATIENCE,
    PLAIN,
    Call,
    MindPace,
    MindTimeouts,
    Model,
    Options,
    Piece,
    PromptMessage,
    PromptRole,
    ReplyDone,
    ToolSpec,
    Warmth,
    Words,
)
from osone.companion.minds.pulling import Pulling, Tally, pull_fault
from osone.companion.minds.thoughts import ThoughtFilter
from osone.host import environment
from osone.host.later import later
from osone.model.errors import MindError
from osone.text.catalogue import _

if TYPE_CHECKING:
    import httpx
    import ollama
else:
    httpx, ollama = later("httpx"), later("ollama")  # a third of a second, with the first word to the server

DEFAULT_HOST = "http://127.0.0.1:11434"
KEEP_ALIVE = "30m"
CONTEXT = 8192
"""Tokens; sent as ``num_ctx`` on every call. The server's own default of 4096 would cut longer prompts."""
MEMORY_SIGNS = ("system memory", "out of memory", "cannot allocate", "insufficient memory")
PULL_TRIES = 5
"""How often a download that stands still is asked for again before we say so."""


def host_address(named: str | None = None) -> str:
    """Where Ollama listens: what the settings name, else ``OLLAMA_HOST``, else this machine.

    A server is told to listen on ``0.0.0.0``; nobody can be reached there, so it is read as this machine.
    """
    host = (named or environment.value(environment.OLLAMA) or DEFAULT_HOST).strip().rstrip("/")
    scheme, mark, rest = host.partition("://")
    if not mark:
        scheme, rest = "http", host
    if not rest.rpartition("]")[2].rpartition(":")[1]:
        rest += {"http": ":11434", "https": ":443"}.get(scheme, "")
    if rest.startswith(":"):
        rest = f"127.0.0.1{rest}"
    return f"{scheme}://{rest.replace('0.0.0.0:', '127.0.0.1:').replace('[::]:', '[::1]:')}"


class OllamaHost:
    """An Ollama server: which models it has, what they can do, and fetching one more."""

    def __init__(self, host: str | None = None, *, patience: MindTimeouts = PATIENCE) -> None:
        self.address = host_address(host)
        self.patience = patience
        self._client: ollama.AsyncClient | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def shown(self) -> str:
        """The address as a person reads it."""
        return self.address.partition("://")[2]

    def client(self) -> "ollama.AsyncClient":
        """The client, made when first needed: it belongs to the event loop that runs."""
        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            waits = httpx.Timeout(self.patience.answer, connect=self.patience.connect)
            client = ollama.AsyncClient(host=self.address, timeout=waits, follow_redirects=False, trust_env=False)
            client._client.headers.pop("authorization", None)
            self._client, self._loop = client, loop
        return self._client

    async def version(self) -> str:
        """The server's version. The quickest way to ask whether it is there."""
        try:
            answer = await self.client()._client.get("/api/version", timeout=self.patience.connect)
            return str(answer.json().get("version", ""))
        except (httpx.HTTPError, ValueError, AttributeError) as error:
            raise errors.ollama_absent(self.shown) from error

    async def installed(self) -> tuple[Model, ...]:
        """The models on the server's disk, largest first. Those that only point to a cloud are left out."""
        try:
            told: ollama.ListResponse = await self.client().list()
        except (httpx.HTTPError, ConnectionError, ollama.ResponseError, ValueError) as error:
            raise self.translate(error, "") from error
        found = [
            Model(
                name=model.model or "",
                size=int(model.size or 0),
                family=(model.details.family or "") if model.details else "",
                parameters=(model.details.parameter_size or "") if model.details else "",
            )
            for model in told.models
        ]
        local = [model for model in found if model.size > 1_000_000 and not model.name.endswith("-cloud")]
        return tuple(sorted(local, key=lambda model: (-model.size, model.name)))

    async def pull(self, model: str, *, expected: int = 0) -> AsyncGenerator[Pulling, None]:
        """Fetch a model; close the generator to cancel, what came is kept for the next time.

        ``expected`` is the size from our table, in bytes, so that the bar is true from its first step. The shares only
        grow. A download that stands still for ``patience.pull`` seconds, or whose line breaks, is asked for again: it
        goes on where it was.
        """
        tally = Tally(expected)
        standing = 0
        while True:
            before = tally.done
            try:
                async with aclosing(self._pull_once(model, tally)) as steps:
                    async for step in steps:
                        yield step
                        if step.finished:
                            return
                cause: Exception = errors.cut_off(model)
            except (TimeoutError, httpx.TransportError, json.JSONDecodeError) as error:
                if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout) and not tally.done:
                    raise errors.ollama_absent(self.shown) from error
                cause = error
            except ollama.ResponseError as error:
                raise pull_fault(error.error, model) from error
            standing = 0 if tally.done > before else standing + 1
            if standing >= PULL_TRIES:
                raise errors.StallError(
                    _("The download of {model} stalled and couldn't be resumed.", model=model),
                    remedy=_("Check your network, then download it again. It resumes where it stopped."),
                    command=errors.PULL,
                ) from cause
            yield tally.again()

    async def _pull_once(self, model: str, tally: Tally) -> AsyncGenerator[Pulling, None]:
        """One request for the model. TimeoutError where nothing grows for ``patience.pull`` seconds."""
        body = {"model": model, "stream": True}
        stream: AsyncIterator[ollama.ProgressResponse] = await self.client()._request(
            ollama.ProgressResponse, "POST", "/api/pull", json=body, stream=True, timeout=self.patience.pull
        )
        grown = time.monotonic()
        async with aclosing(cast("AsyncGenerator[ollama.ProgressResponse, None]", stream)) as lines:
            async for line in lines:
                told = tally.take(line.status or "", line.digest or "", line.total or 0, line.completed or 0)
                # The server repeats its lines while a part stands still, so silence is when nothing grows.
                if told.grew:
                    grown = time.monotonic()
                elif time.monotonic() - grown > self.patience.pull and not told.checking:
                    raise TimeoutError
                if told.step is not None:
                    yield told.step

    async def close(self) -> None:
        """Let go of the connections."""
        client, self._client = self._client, None
        if client is not None and self._loop is asyncio.get_running_loop():
            await client._client.aclose()

    def translate(self, error: BaseException, model: str, *, begun: bool = False) -> MindError:
        """A fault of the client as one of ours. ``begun`` says that words had come already."""
        name = model or "Ollama"
        if isinstance(error, MindError):
            return error
        if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | ConnectionError):
            return errors.ollama_absent(self.shown)
        if isinstance(error, httpx.TimeoutException):
            return errors.stalled(name, self.patience.answer)
        if isinstance(error, ollama.ResponseError):
            low = error.error.lower()
            if any(sign in low for sign in MEMORY_SIGNS):
                return errors.memory_short(name)
            if "exceed" in low and "context" in low:
                return errors.context_full(name)
            if error.status_code == 404 or ("model" in low and "not found" in low):
                return errors.missing(name)
            if begun:
                return errors.cut_off(name, error.error)
            return errors.refused(name, error.error)
        if begun or isinstance(error, httpx.TransportError | json.JSONDecodeError):
            return errors.cut_off(name)
        return errors.refused(name, str(error))


class OllamaMind:
    """A model of an Ollama server, as a mind."""

    small = False

    def __init__(
        self,
        model: str,
        host: OllamaHost | None = None,
        *,
        context: int = CONTEXT,
        keep_alive: str = KEEP_ALIVE,
    ) -> None:
        self.model = model
        self.host = host or OllamaHost()
        self.context = context
        self.keep_alive = keep_alive
        self._billions: float | None = None
        self._toolless = False  # learnt from the server's refusal: this model takes no tools

    @property
    def name(self) -> str:
        """Who speaks, for the transcript."""
        return f"ollama/{self.model}"

    def body(self, messages: Sequence[PromptMessage], tools: Sequence[ToolSpec], options: Options) -> dict[str, object]:
        """The whole request. ``num_ctx`` is the one runner option and never differs; the rest is sampling."""
        sampling: dict[str, object] = {
            "num_ctx": self.context,
            "num_predict": options.limit,
            "temperature": options.temperature,
        }
        if options.seed is not None:
            sampling["seed"] = options.seed
        if options.stops:
            sampling["stop"] = list(options.stops)
        body: dict[str, object] = {
            "model": self.model,
            "messages": [_message(message) for message in messages],
            "stream": True,
            "think": False,
            "truncate": False,
            "shift": False,
            "keep_alive": self.keep_alive,
            "options": sampling,
        }
        if options.schema is not None:
            body["format"] = dict(options.schema)
        elif tools and not self._toolless:
            body["tools"] = [
                {
                    "type": "function",
                    "function": {"name": tool.name, "description": tool.summary, "parameters": dict(tool.schema)},
                }
                for tool in tools
            ]
        return body

    async def talk(
        self, messages: Sequence[PromptMessage], tools: Sequence[ToolSpec] = (), options: Options = PLAIN
    ) -> AsyncGenerator[Piece, None]:
        """Reply, piece by piece (``protocol.Mind``). A model that takes no tools is talked to without them."""
        try:
            async with aclosing(self._reply(messages, tools, options)) as pieces:
                async for piece in pieces:
                    yield piece
            return
        except ollama.ResponseError:
            self._toolless = True
        async with aclosing(self._reply(messages, (), options)) as pieces:
            async for piece in pieces:
                yield piece

    async def _reply(
        self, messages: Sequence[PromptMessage], tools: Sequence[ToolSpec], options: Options
    ) -> AsyncGenerator[Piece, None]:
        patience = self.host.patience
        thoughts = ThoughtFilter()
        begun = said = False
        waits = httpx.Timeout(patience.first, connect=patience.connect)
        try:
            stream: AsyncIterator[ollama.ChatResponse] = await self.host.client()._request(
                ollama.ChatResponse,
                "POST",
                "/api/chat",
                json=self.body(messages, tools, options),
                stream=True,
                timeout=waits,
            )
            async with aclosing(cast("AsyncGenerator[ollama.ChatResponse, None]", stream)) as lines:
                while True:
                    wait = patience.between if begun else patience.first
                    try:
                        async with asyncio.timeout(wait):
                            line = await anext(lines)
                    except (TimeoutError, httpx.ReadTimeout) as error:
                        raise errors.stalled(self.model, wait) from error
                    except StopAsyncIteration as error:
                        raise (errors.cut_off if begun else errors.nothing_said)(self.model) from error
                    words = thoughts.feed(line.message.content or "")
                    words += thoughts.end() if line.done else ""
                    if words:
                        begun = said = True
                        yield Words(words)
                    for call in line.message.tool_calls or ():
                        begun = said = True
                        yield Call(call.function.name, dict(call.function.arguments))
                    # Thoughts that we drop are signs of life as well.
                    begun = begun or bool(line.message.content)
                    if line.done:
                        if not said:
                            raise errors.nothing_said(self.model)
                        yield _done(line)
                        return
        except (httpx.HTTPError, ConnectionError, ollama.ResponseError, ValueError) as error:
            if tools and not self._toolless and _wants_no_tools(error):
                raise
            raise self.host.translate(error, self.model, begun=begun) from error

    async def warm(self, warmth: Warmth = NOTHING) -> None:
        """Load the model; with messages, evaluate them too, so that they are known when the first turn comes."""
        await self._evaluate(warmth)

    async def billions(self) -> float:
        """As the server tells it of its models, asked once."""
        if self._billions is None:
            own = (self.model, f"{self.model}:latest")
            found = [one.billions for one in await self.host.installed() if one.name in own]
            self._billions = found[0] if found else 0.0
        return self._billions

    async def pace(self) -> MindPace:
        """How fast it reads here, and whether its template has it read the verbs each turn (``protocol.Mind``)."""
        return await pace_of(self._read, self._rendered)

    async def _read(self, messages: Sequence[PromptMessage]) -> tuple[int, float]:
        told = await self._evaluate(Warmth(tuple(messages)))
        return told.prompt_eval_count or 0, (told.prompt_eval_duration or 0) / 1e9

    async def _rendered(self, messages: Sequence[PromptMessage], verb: ToolSpec) -> str:
        body = self.body(messages, (verb,), Options(limit=1)) | {"_debug_render_only": True, "stream": False}
        try:
            answer = await self.host.client()._client.post("/api/chat", json=body, timeout=self.host.patience.first)
            return str(answer.json()["_debug_info"]["rendered_template"])
        except (httpx.HTTPError, ValueError, KeyError, TypeError):
            return ""

    async def _evaluate(self, warmth: Warmth) -> "ollama.ChatResponse":
        body = self.body(warmth.messages, warmth.tools, Options(limit=1)) | {"stream": False}
        try:
            waits = httpx.Timeout(self.host.patience.first, connect=self.host.patience.connect)
            return await self.host.client()._request(ollama.ChatResponse, "POST", "/api/chat", json=body, timeout=waits)
        except (httpx.HTTPError, ConnectionError, ollama.ResponseError, ValueError) as error:
            if warmth.tools and not self._toolless and _wants_no_tools(error):
                self._toolless = True
                return await self._evaluate(warmth)
            raise self.host.translate(error, self.model) from error

    async def close(self) -> None:
        """Let go of the connections; the server keeps the model for ``keep_alive``."""
        await self.host.close()


def _wants_no_tools(error: Exception) -> bool:
    return isinstance(error, ollama.ResponseError) and "does not support tools" in error.error


def _message(message: PromptMessage) -> dict[str, object]:
    told: dict[str, object] = {"role": str(message.role), "content": message.text}
    if message.calls:
        told["tool_calls"] = [
            {"function": {"name": call.name, "arguments": dict(call.arguments)}} for call in message.calls
        ]
    if message.role is PromptRole.TOOL and message.tool:
        told["tool_name"] = message.tool
    return told


def _done(line: "ollama.ChatResponse") -> ReplyDone:
    return ReplyDone(
        reason=line.done_reason or "stop",
        prompt_tokens=line.prompt_eval_count or 0,
        evaluated_tokens=0,
        prompt_s=(line.prompt_eval_duration or 0) / 1e9,
    )
