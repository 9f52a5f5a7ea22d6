"""The starter mind's own process: a small model behind an OpenAI-style server on loopback (``osone mind``).

The parent writes one line of JSON (``gguf``, ``context``, ``threads``, ``key``) and reads one line: ``address``, or
``error``. The process ends when its stdin ends, and with its parent where the system can promise that.
"""

import ctypes
import importlib
import json
import os
import signal
import sys
from pathlib import Path

from osone.model.values import whole

PR_SET_PDEATHSIG = 1
"""Of prctl(2)."""


def end_with_parent() -> None:
    """Ask the kernel to end us with our parent, where it is Linux: EOF of stdin comes late if stdin was inherited."""
    if sys.platform == "linux":
        parent = os.getppid()
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(0)


def serve(order: dict[str, object]) -> str:
    """Load the model and open the server; its address. Takes about a second."""
    # Heavy, without types, and wanted in this process alone.
    xllamacpp = importlib.import_module("xllamacpp")

    params = xllamacpp.CommonParams()
    params.model.path = str(order["gguf"])
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [str(order["key"])]
    params.n_ctx = whole(order["context"])
    params.n_parallel = 1
    params.cpuparams.n_threads = whole(order["threads"])
    params.n_gpu_layers = 0
    params.ctx_shift = False
    params.verbosity = -1
    params.ui = False
    server = xllamacpp.Server(params)
    KEPT.append(server)
    address = str(server.listening_address)
    return address if address.startswith("http") else f"http://{address}"


KEPT: list[object] = []
"""Keeps the server from being collected."""


def main() -> int:
    """Serve until stdin ends."""
    end_with_parent()
    # What the library prints must not come between the parent and its one line.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    line = sys.stdin.readline()
    if not line:
        return 0
    order = json.loads(line)
    try:
        if not Path(str(order["gguf"])).is_file():
            raise FileNotFoundError(f"{order['gguf']} is not there")
        answer = {"address": serve(order)}
    except (ImportError, OSError, RuntimeError, ValueError, MemoryError) as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), file=out, flush=True)
    if "error" in answer:
        return 1
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    while sys.stdin.readline():
        pass
    # The server's own threads would be waited for, and a reply may be running: nothing here needs a tidy end.
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
