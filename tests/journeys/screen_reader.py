"""What a screen reader sees of a program: the accessibility bus of a session of our own, walked from outside."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jeepney import DBusAddress, MessageType, new_method_call  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]

from tests.parts.keyring import KeyringSession

LAUNCHERS = (Path("/usr/libexec/at-spi-bus-launcher"), Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"))
ACCESSIBLE = "org.a11y.atspi.Accessible"
SHOWING = 25
"""ATSPI_STATE_SHOWING: on the screen, and so is all that it lies in."""
ANSWER_S = 10.0


@contextmanager
def bus(session: KeyringSession) -> Iterator[str]:
    """The address of the accessibility bus of a session; empty where this machine has none."""
    launcher = next((path for path in LAUNCHERS if path.exists()), None)
    if launcher is None:
        yield ""
        return
    process = subprocess.Popen(
        [str(launcher), "--launch-immediately"],
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
        for _ in range(200):
            asked = new_method_call(DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress")
            reply = line.send_and_get_reply(asked, timeout=ANSWER_S)
            if reply.header.message_type is MessageType.method_return:
                return str(reply.body[0])
    raise RuntimeError("the accessibility bus did not start")


def showing(address: str) -> Iterator[str]:
    """``role: name`` of everything that is on the screen, in order."""
    with open_dbus_connection(address) as line:
        yield from _below(line, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")


def _below(line: DBusConnection, owner: str, path: str) -> Iterator[str]:
    for child_owner, child in _ask(line, owner, path, ACCESSIBLE, "GetChildren")[0]:
        low = _ask(line, child_owner, child, ACCESSIBLE, "GetState")[0][0]
        role = str(_ask(line, child_owner, child, ACCESSIBLE, "GetRoleName")[0])
        if role not in ("application", "frame") and not low >> SHOWING & 1:
            continue
        asked = (ACCESSIBLE, "Name")
        name = _ask(line, child_owner, child, "org.freedesktop.DBus.Properties", "Get", "ss", asked)[0][1]
        if name:
            yield f"{role}: {name}"
        yield from _below(line, child_owner, child)


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
        return ([], "") if method == "GetChildren" else ((0, ("", "")),)
    return tuple(reply.body)
