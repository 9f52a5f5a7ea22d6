"""A screen reader of our own: it walks a program on the accessibility bus from outside, and hears what it is told."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus, new_method_call  # type: ignore[import-untyped]  # fmt: skip
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]

from tests.parts.keyring import KeyringSession

LAUNCHERS = (Path("/usr/libexec/at-spi-bus-launcher"), Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"))
ACCESSIBLE = "org.a11y.atspi.Accessible"
EVENTS = "org.a11y.atspi.Event.Object"
REGISTRY = "org.a11y.atspi.Registry"
ROOT = "/org/a11y/atspi/accessible/root"
STATES = {"checked": 4, "editable": 7, "focusable": 11, "focused": 12, "selected": 23, "checkable": 41}
"""Bits of ``AtspiStateType`` that are told."""
SHOWING = 25
"""ATSPI_STATE_SHOWING: on the screen, and so is all that it lies in."""
ANSWER_S = 10.0
TRIES, TRY_S = 600, 0.05
QUIET_S = 0.3
"""When nothing was told for so long, all was."""
PATIENCE_S = 30.0


@dataclass(frozen=True)
class Part:
    """One thing in the window, as it is told."""

    role: str
    name: str
    description: str
    states: frozenset[str]
    showing: bool

    def __str__(self) -> str:
        return f"{self.role}: {self.name}"


def launcher() -> Path | None:
    """What starts the bus; None where this machine has none."""
    return next((path for path in LAUNCHERS if path.exists()), None)


@contextmanager
def bus(session: KeyringSession) -> Iterator[str]:
    """The address of the accessibility bus of a session; empty where this machine has none."""
    command = launcher()
    if command is None:
        yield ""
        return
    process = subprocess.Popen(
        [str(command), "--launch-immediately"],
        env=session.environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield _address(session)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _address(session: KeyringSession) -> str:
    with open_dbus_connection(session.address) as line:
        # Until its launcher has started the bus answers at once that it knows nobody of that name.
        for _ in range(TRIES):
            asked = new_method_call(DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress")
            reply = line.send_and_get_reply(asked, timeout=ANSWER_S)
            if reply.header.message_type is MessageType.method_return:
                return str(reply.body[0])
            time.sleep(TRY_S)
    raise RuntimeError("the accessibility bus did not start")


def showing(address: str) -> Iterator[str]:
    """``role: name`` of everything that is on the screen and has a name, in order."""
    return (str(part) for part in parts(address) if part.name)


def parts(address: str) -> list[Part]:
    """Everything that is on the screen, in order."""
    with open_dbus_connection(address) as line:
        return [part for part, _owner, _path in _below(line, REGISTRY, ROOT)]


def document(address: str) -> list[Part]:
    """All of what is open for reading, in order, what lies beyond the edges of the screen too."""
    with open_dbus_connection(address) as line:
        within = next(place for part, *place in _below(line, REGISTRY, ROOT) if part.role == "document")
        return [part for part, _owner, _path in _below(line, *within, hidden=True)]


def _below(line: DBusConnection, owner: str, path: str, *, hidden: bool = False) -> Iterator[tuple[Part, str, str]]:
    for child_owner, child in _ask(line, owner, path, ACCESSIBLE, "GetChildren")[0]:
        part = _part(line, child_owner, child)
        if part.role not in ("application", "frame"):
            if not part.showing and not hidden:
                continue
            yield part, child_owner, child
        yield from _below(line, child_owner, child, hidden=hidden)


def _part(line: DBusConnection, owner: str, path: str) -> Part:
    low, high = _ask(line, owner, path, ACCESSIBLE, "GetState")[0]
    bits = low | high << 32
    return Part(
        str(_ask(line, owner, path, ACCESSIBLE, "GetRoleName")[0]),
        _property(line, owner, path, "Name"),
        _property(line, owner, path, "Description"),
        frozenset(name for name, bit in STATES.items() if bits >> bit & 1),
        bool(bits >> SHOWING & 1),
    )


def _property(line: DBusConnection, owner: str, path: str, name: str) -> str:
    return str(_ask(line, owner, path, "org.freedesktop.DBus.Properties", "Get", "ss", (ACCESSIBLE, name))[0][1])


def _ask(
    line: DBusConnection,
    owner: str,
    path: str,
    interface: str,
    method: str,
    signature: str | None = None,
    body: tuple[object, ...] = (),
) -> tuple:  # type: ignore[type-arg]
    call = new_method_call(DBusAddress(path, owner, interface), method, signature, body)
    reply = line.send_and_get_reply(call, timeout=ANSWER_S)
    if reply.header.message_type is not MessageType.method_return:
        # What was there has gone since its parent was asked.
        gone = {"GetChildren": [], "GetState": (0, 0), "GetRoleName": ""}
        return (gone.get(method, ("s", "")),)
    return tuple(reply.body)


class Ear:
    """Hears what a screen reader is told: what the keyboard comes to, and what is announced."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._told: DBusConnection | None = None
        self._asks: DBusConnection | None = None

    def __enter__(self) -> "Ear":
        self._told, self._asks = open_dbus_connection(self._address), open_dbus_connection(self._address)
        for event in ("object:state-changed:focused", "object:announcement"):
            _ask(self._asks, REGISTRY, "/org/a11y/atspi/registry", REGISTRY, "RegisterEvent", "sas", (event, []))
        rule = MatchRule(type="signal", interface=EVENTS)
        self._told.send_and_get_reply(message_bus.AddMatch(rule), timeout=ANSWER_S)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for line in (self._told, self._asks):
            if line is not None:
                line.close()

    def hears(self) -> list[str]:
        """All that was told since it was asked last: ``role: name`` of where the keyboard is, ``said: words``."""
        found: list[str] = []
        assert self._told is not None
        while True:
            try:
                words = self._words(self._told.receive(timeout=QUIET_S))
            except TimeoutError:
                return found
            if words and words not in found[-1:]:
                found.append(words)

    def _words(self, message: Message) -> str:
        fields = message.header.fields
        member, body = fields.get(HeaderFields.member), message.body
        if member == "Announcement":
            return f"said: {body[3][1]}"
        if member == "StateChanged" and body[0] == "focused" and body[1]:
            assert self._asks is not None
            return str(_part(self._asks, fields[HeaderFields.sender], fields[HeaderFields.path]))
        return ""

    def until(self, wanted: str, do: Callable[[], object], *more: str) -> list[str]:
        """What is told from when something is done until these words are, and ``more`` words too, in any order."""
        self.hears()
        do()
        ends = time.monotonic() + PATIENCE_S
        found: list[str] = []
        while missing := [words for words in (wanted, *more) if not any(words in heard for heard in found)]:
            assert time.monotonic() < ends, f"“{missing[0]}” was never told, only {found}"
            found += self.hears()
        return found
