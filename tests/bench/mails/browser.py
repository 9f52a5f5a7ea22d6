"""A headless Chromium that reads pages which it is handed: no network, no scripts, nothing kept."""

import base64
import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 800, 1200
"""CSS pixels of the window: as wide as ``osone.mail.css`` takes one on a desk to be."""
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions", "--mute-audio"),
    *("--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-pipe"),
)
PLACE = "http://part.invalid/"
PATIENCE_S = 20


class Browser:
    """One page of it, through its debugging protocol: a JSON message each way, parted by a zero."""

    def __init__(self, heard: int, said: int) -> None:
        self._heard = os.fdopen(heard, "rb", buffering=0)
        self._said = os.fdopen(said, "wb", buffering=0)
        self._rest = b""
        self._number = 0
        self._session = ""
        self._served: tuple[bytes, str] = (b"", "")
        self._loaded = False
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._ask("Page.enable")
        self._ask("Emulation.setScriptExecutionDisabled", value=True)
        self._ask("Emulation.setDeviceMetricsOverride", width=WIDTH, height=HEIGHT, deviceScaleFactor=1, mobile=False)
        self._ask("Fetch.enable", patterns=[{"urlPattern": "*"}])

    def read(self, page: bytes, charset: str, script: str) -> Any:
        """What a script of ours finds in a page, that comes as ``text/html`` in the charset which its mail names."""
        self._served = (page, f"text/html; charset={charset}" if charset else "text/html")
        self._loaded = False
        self._ask("Page.navigate", url=PLACE)
        while not self._loaded:
            self._handle(self._receive())
        found = self._ask("Runtime.evaluate", expression=script, returnByValue=True)
        return found["result"].get("value")

    def _ask(self, method: str, **given: Any) -> Mapping[str, Any]:
        number = self._tell(method, **given)
        while True:
            answer = self._receive()
            if answer.get("id") == number:
                if "error" in answer:
                    raise OSError(f"{method}: {answer['error']}")
                found: Mapping[str, Any] = answer["result"]
                return found
            self._handle(answer)

    def _tell(self, method: str, **given: Any) -> int:
        self._number += 1
        asked = {"id": self._number, "method": method, "params": given}
        if self._session:
            asked["sessionId"] = self._session
        self._said.write(json.dumps(asked).encode() + b"\0")
        return self._number

    def _receive(self) -> Mapping[str, Any]:
        while b"\0" not in self._rest:
            more = self._heard.read(1 << 16)
            if not more:
                raise OSError("the browser has gone")
            self._rest += more
        one, _, self._rest = self._rest.partition(b"\0")
        message: Mapping[str, Any] = json.loads(one)
        return message

    def _handle(self, message: Mapping[str, Any]) -> None:
        """What the browser says by itself: it wants a page, or has one."""
        method, given = message.get("method"), message.get("params", {})
        if method == "Fetch.requestPaused":
            if given["request"]["url"] == PLACE and given.get("resourceType") == "Document":
                page, kind = self._served
                self._tell(
                    "Fetch.fulfillRequest",
                    requestId=given["requestId"],
                    responseCode=200,
                    responseHeaders=[{"name": "Content-Type", "value": kind}],
                    body=base64.b64encode(page).decode(),
                )
            else:
                self._tell("Fetch.failRequest", requestId=given["requestId"], errorReason="BlockedByClient")
        elif method == "Page.loadEventFired":
            self._loaded = True


@contextmanager
def browser(program: str, folder: Path) -> Iterator[Browser]:
    """A browser for the time of a reading, that keeps what it keeps in a folder."""
    to_it, said = os.pipe()
    heard, from_it = os.pipe()
    # It hears on 3 and speaks on 4.
    shell = f'exec "$0" "$@" 3<&{to_it} 4>&{from_it}'
    with subprocess.Popen(
        ["/bin/bash", "-c", shell, program, *FLAGS, f"--user-data-dir={folder}"],
        pass_fds=(to_it, from_it),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(to_it)
        os.close(from_it)
        try:
            yield Browser(heard, said)
        finally:
            process.terminate()
            process.wait(PATIENCE_S)
