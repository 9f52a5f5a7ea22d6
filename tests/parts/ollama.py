"""A real Ollama server of our own for tests: the one on PATH, else the one that ``make ollama`` built."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from osone.host import parts

BUILT = Path(__file__).resolve().parents[2] / ".build" / "ollama" / "bin" / "ollama"
MODEL = "osone-small"
TEMPLATE = """{{- if .Tools }}<|im_start|>system
Tools: {{ .Tools }}<|im_end|>
{{ end }}{{- range .Messages }}<|im_start|>{{ .Role }}
{{ .Content }}<|im_end|>
{{ end }}<|im_start|>assistant
"""
"""SmolLM2's own form, naming .Tools so that the server says that the model takes them."""
LATE = """{{- range $at, $_ := .Messages }}<|im_start|>{{ .Role }}
{{ if and $.Tools (eq (len (slice $.Messages $at)) 1) }}Tools: {{ $.Tools }}
{{ end }}{{ .Content }}<|im_end|>
{{ end }}<|im_start|>assistant
"""
"""A form like Llama's own, with the tools in the newest message."""
TOOLLESS = TEMPLATE.partition("{{ end }}")[2]
"""The form of a model that takes no tools."""
CALLER = """{{- if .Tools }}<|im_start|>system
Tools: {{ .Tools }}<|im_end|>
{{ end }}{{- range $at, $_ := .Messages }}{{ $last := eq (len (slice $.Messages $at)) 1 }}<|im_start|>{{ .Role }}
{{ .Content }}{{ range .ToolCalls }}{{ . }}{{ end }}<|im_end|>
{{ if and $last (eq .Role "tool") }}<|im_start|>assistant
It is on your list, and{{ else if $last }}<|im_start|>user
Put milk on my list.<|im_end|>
<|im_start|>assistant
{"name": "task.add", "arguments": {"line": "milk"}}<|im_end|>
<|im_start|>user
Put eggs on my list.<|im_end|>
<|im_start|>assistant
{"name": "task.add", "arguments": {"line": "eggs"}}<|im_end|>
<|im_start|>user
Put milk on my list.<|im_end|>
<|im_start|>assistant
{{ end }}{{ end }}"""
"""A form with an example at its end, so that a very small model asks for a verb too: it chooses badly, yet what it
writes goes the whole way of a call, through the server's own reading of it."""


def binary() -> str | None:
    """The server's program, or None where this machine has none."""
    return shutil.which("ollama") or (str(BUILT) if BUILT.exists() else None)


def available() -> bool:
    """Whether a server can be started with a model in it."""
    return binary() is not None and parts.find(parts.MIND) is not None


@dataclass(frozen=True)
class Server:
    """A running server."""

    program: str
    host: str
    environment: dict[str, str]
    folder: Path
    pid: int

    def run(self, *arguments: str) -> None:
        """Say something to the server by its own command line."""
        told = subprocess.run(
            [self.program, *arguments], env=self.environment, capture_output=True, text=True, check=False, timeout=120
        )
        if told.returncode:
            raise RuntimeError(f"ollama {' '.join(arguments)}: {told.stderr}")

    def create(self, name: str = MODEL, *, template: str = TEMPLATE) -> str:
        """Make a model of the starter mind's weights under this name."""
        gguf = parts.find(parts.MIND)
        assert gguf is not None
        recipe = self.folder / "Modelfile"
        # Of the likeliest words only the first: what is said is the same each time, whatever the house asks for.
        # And one thread: two wait for each other at every layer, and beside other work a word then takes a second.
        recipe.write_text(
            f'FROM {gguf}\nTEMPLATE """{template}"""\n'
            'PARAMETER stop "<|im_end|>"\nPARAMETER top_k 1\nPARAMETER num_thread 1\n'
        )
        self.run("create", name, "-f", str(recipe))
        return name


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """A server with a home and models of its own; ended at the close."""
    program = binary()
    if program is None:
        raise RuntimeError("There is no Ollama; `make ollama` builds one.")
    with tempfile.TemporaryDirectory(prefix="osone-ollama-") as home:
        folder = Path(home)
        host = f"127.0.0.1:{free_port()}"
        environment = {key: value for key, value in os.environ.items() if not key.startswith("OLLAMA_")} | {
            "HOME": home,
            "OLLAMA_HOST": host,
            "OLLAMA_MODELS": str(folder / "models"),
            "OLLAMA_NO_CLOUD": "1",
        }
        with (folder / "log").open("wb") as log:
            child = subprocess.Popen(
                [program, "serve"], env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )
        try:
            _wait(child, host, folder / "log")
            yield Server(program, host, environment, folder, child.pid)
        finally:
            child.terminate()
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _wait(child: "subprocess.Popen[bytes]", host: str, log: Path) -> None:
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"http://{host}/api/version", timeout=1, trust_env=False).status_code == 200:
                return
        if child.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"Ollama did not start: {log.read_text(errors='replace')[-2000:]}")
