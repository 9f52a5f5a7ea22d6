"""A session bus with a gnome-keyring of its own: the real Secret Service, for this test process or a child."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import secretstorage
from jeepney import DBusAddress, new_method_call  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]

from osone.accounts.secrets import Secrets
from osone.model.accounts import Account

_BUS = "DBUS_SESSION_BUS_ADDRESS"
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


def keep(secrets: Secrets, account: Account, word: str) -> None:
    """Keep what an account signs in with, under its own name."""
    secrets.wait(lambda vault: vault.put(secrets.name_of(account), word))


def found() -> bool:
    """Whether the parts are on this machine."""
    return shutil.which("dbus-daemon") is not None and shutil.which("gnome-keyring-daemon") is not None


class KeyringSession:
    """A running bus, with an unlocked keyring behind it unless ``service=False``; about half a second.

    While it is entered, this process's environment names its bus; ``environ`` is the environment for a child. Nothing
    touches the person's own keyring: it has its own home.
    """

    def __init__(self, password: str = "keyring password", *, service: bool = True) -> None:
        self._password, self._service = password, service
        self.folder = Path(tempfile.mkdtemp(prefix="osone-keyring-"))
        self.folder.chmod(0o700)
        self.address = ""
        self._bus: subprocess.Popen[bytes] | None = None
        self._daemon: subprocess.Popen[bytes] | None = None
        self._before: dict[str, str | None] = {}

    @property
    def environ(self) -> dict[str, str]:
        """The environment for a child that is to use this keyring."""
        kept = {name: value for name, value in os.environ.items() if name not in _DISPLAYS}
        return kept | self._own()

    def start(self) -> None:
        """Start the bus and the keyring, and return once it is unlocked."""
        read, write = os.pipe()
        with (self.folder / "log").open("ab") as out:
            self._bus = subprocess.Popen(
                ["dbus-daemon", "--nofork", f"--print-address={write}", f"--config-file={self._config()}"],
                pass_fds=(write,),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=self.environ,
                start_new_session=True,
            )
        os.close(write)
        with os.fdopen(read) as line:
            self.address = line.readline().strip()
        if self._service:
            self._start_service()

    def _start_service(self) -> None:
        with (self.folder / "log").open("ab") as out:
            self._daemon = subprocess.Popen(
                ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=out,
                env=self.environ,
                start_new_session=True,
            )
        assert self._daemon.stdin is not None
        self._daemon.stdin.write(self._password.encode())
        self._daemon.stdin.close()
        deadline = time.monotonic() + 10
        while not self._unlocked():
            if time.monotonic() > deadline or self._daemon.poll() is not None:
                self.stop()
                raise RuntimeError("gnome-keyring did not start")
            time.sleep(0.02)

    def _unlocked(self) -> bool:
        with open_dbus_connection(self.address) as bus:
            if not _owned(bus, "org.freedesktop.secrets"):
                return False
            return not secretstorage.get_default_collection(bus).is_locked()

    def lock(self) -> None:
        """Lock the keyring, as leaving the machine does."""
        with open_dbus_connection(self.address) as bus:
            secretstorage.get_default_collection(bus).lock()

    def freeze(self) -> None:
        """Let the keyring stop answering, as one does that waits at a prompt."""
        assert self._daemon is not None
        self._daemon.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it answer again."""
        assert self._daemon is not None
        self._daemon.send_signal(signal.SIGCONT)

    def files(self) -> dict[Path, bytes]:
        """All that the keyring keeps on disk."""
        return {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}

    def stop(self) -> None:
        """End both, and remove what they kept."""
        for process in (self._daemon, self._bus):
            if process is not None:
                process.kill()
                process.wait()
        self._daemon = self._bus = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> "KeyringSession":
        self.start()
        self._before = _put_environment({**dict.fromkeys(_DISPLAYS), **self._own()})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _put_environment(self._before)
        self.stop()

    def _own(self) -> dict[str, str]:
        place = str(self.folder)
        return {_BUS: self.address, "XDG_DATA_HOME": place, "XDG_RUNTIME_DIR": place, "XDG_CACHE_HOME": place}

    def _config(self) -> Path:
        """A bus that starts no service by itself: where we started no keyring there is none."""
        path = self.folder / "bus.conf"
        path.write_text(f"""<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={self.folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
""")
        return path


@contextmanager
def no_bus() -> Iterator[None]:
    """A process without any session bus, as on a bare server."""
    with tempfile.TemporaryDirectory() as empty:
        before = _put_environment({_BUS: None, "XDG_RUNTIME_DIR": empty, **dict.fromkeys(_DISPLAYS)})
        try:
            yield
        finally:
            _put_environment(before)


def run_inside(command: Sequence[str], *, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Run a child (a pytest session, say) inside a bus and keyring of its own, and give what it said."""
    with KeyringSession() as session:
        return subprocess.run(
            list(command),
            env=session.environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
        )


def _owned(bus: DBusConnection, name: str) -> bool:
    driver = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    return bool(bus.send_and_get_reply(new_method_call(driver, "NameHasOwner", "s", (name,))).body[0])


def _put_environment(values: Mapping[str, str | None]) -> dict[str, str | None]:
    before = {name: os.environ.get(name) for name in values}
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    return before
