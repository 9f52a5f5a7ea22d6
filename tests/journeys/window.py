"""The real program on a screen of its own: started as a child, driven by real keys, seen as others see it.

It is watched from outside alone: the store through another connection, the log, the accessibility bus that a screen
reader uses, and pictures of the screen.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

import apsw
import psutil

from osone.accounts.secrets import SystemSecrets
from osone.app.profile import vault
from osone.host.child import command
from osone.store import files, settings
from tests.journeys import screen_reader
from tests.parts.keyring import KeyringSession

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("xdotool", "Xvfb", "dbus-daemon", "gnome-keyring-daemon")
SIZE = "1440x900x24"
PATIENCE_S = 60.0
LOOK_S = 0.05
KEY_MS = 8
ENTRY = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} ", re.MULTILINE)


def missing() -> str:
    """Which part of a journey is not on this machine; empty where all are."""
    lacking = [part for part in PARTS if shutil.which(part) is None]
    lacking += [] if screen_reader.launcher() else ["at-spi-bus-launcher"]
    return f"A journey needs {', '.join(lacking)}." if lacking else ""


class Screen:
    """An X server of its own, with nothing else on it."""

    def __init__(self) -> None:
        self.display = ""
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Screen":
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"],
            pass_fds=(write,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(write)
        with os.fdopen(read) as line:
            self.display = f":{line.readline().strip()}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server.wait()


class Window:
    """One run of the program on a screen: keys go in, the store and the log tell what came of them."""

    def __init__(self, screen: Screen, session: KeyringSession | None, home: Path, profile: Path) -> None:
        self.screen, self.session, self.home, self.profile = screen, session, home, profile
        self.environ: dict[str, str] = {}
        self.process: subprocess.Popen[bytes] | None = None
        self.reader: apsw.Connection | None = None
        self.standard_error = home.parent / "stderr"
        self.access = ""
        """The bus of the screen reader, where it was asked for."""

    def start(self, *words: str, watched: bool = True, **more: str) -> None:
        """Start it with the environment of a person who has just come to this machine, and wait for its window."""
        self.environ = environment(self.screen, self.session, self.home) | more
        if self.access and watched:
            self.environ["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        with self.standard_error.open("ab") as out:
            self.process = subprocess.Popen(
                command("--profile", str(self.profile), *words),
                cwd=ROOT,
                env=self.environ,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        self.until(self.found, "its window is on the screen")
        self.focus()

    def focus(self) -> None:
        """Give its window the keyboard, as a window manager does."""
        self.said("windowfocus", self.found()[-1])

    def found(self) -> list[str]:
        """The X windows of it that are on the screen."""
        return self._xdotool("search", "--onlyvisible", "--name", "OS One").stdout.split()

    def _xdotool(self, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        environ = {"DISPLAY": self.screen.display, "PATH": os.environ["PATH"], "HOME": str(self.home)}
        return subprocess.run(
            ["xdotool", *words], env=environ, input=given, capture_output=True, text=True, check=False, timeout=60
        )

    def said(self, *words: str, given: str = "") -> None:
        """Give xdotool a command that must work."""
        done = self._xdotool(*words, given=given)
        assert done.returncode == 0, f"xdotool {words}: {done.stderr}"

    def press(self, *keys: str) -> None:
        """Press keys, by their X names: ``e``, ``Return``, ``ctrl+k``, ``numbersign``."""
        self.said("key", "--delay", str(KEY_MS), *keys)

    def write(self, words: str) -> None:
        """Write words on the keyboard; they are on no command line."""
        self.said("type", "--delay", str(KEY_MS), "--file", "-", given=words)

    def spoken(self) -> list[str]:
        """What a screen reader finds on the screen, in order: ``role: name``."""
        words = list(screen_reader.showing(self.access))
        assert not [line for line in words if "_QMLTYPE_" in line], "the name of something is not words"
        return words

    def until(self, holds: Callable[[], object], what: str, patience_s: float = PATIENCE_S) -> None:
        """Wait until something holds."""
        ends = time.monotonic() + patience_s
        while not holds():
            if time.monotonic() > ends:
                raise AssertionError(f"it never held that {what}.\n{self.troubles()}\n{self.errors()}\n{self.spoken()}")
            assert self.process is None or self.process.poll() is None, f"it ended by itself: {self.errors()}"
            time.sleep(LOOK_S)

    # The store, through a connection of our own.

    def look(self) -> apsw.Connection:
        """A reading connection, with the key out of the keyring."""
        if self.reader is None:
            held = vault.secrets(SystemSecrets(), self.profile)
            self.reader = files.Store(self.profile, held.store_key(create=False)).reader()
        return self.reader

    def rows(self, query: str, *bound: str | int) -> list[tuple[object, ...]]:
        """What a query finds."""
        return [tuple(row) for row in self.look().execute(query, bound)]

    def number(self, query: str, *bound: str | int) -> int:
        """The one number that a query finds."""
        return int(str(self.rows(query, *bound)[0][0]))

    def setting(self, key: str) -> object:
        """A setting as it is kept."""
        return settings.get(self.look(), key, None)

    # How it fares.

    def errors(self) -> str:
        """What it said on standard error."""
        return self.standard_error.read_text(errors="replace") if self.standard_error.exists() else ""

    def troubles(self) -> list[str]:
        """What the logs hold that is a warning or worse, Qt's among it: each once, with its trace."""
        found: dict[str, str] = {}
        for log in sorted((self.profile / "log").glob("*.log")):
            entries = ENTRY.split(log.read_text("utf-8", errors="replace"))
            for entry in entries:
                level, _space, words = entry.partition(" ")
                if level in ("WARNING", "ERROR", "CRITICAL"):
                    found.setdefault(words.splitlines()[0], f"{log.name}: {entry[:3000]}")
        # Qt's bridge says this where the screen reader asks about what has left the screen meanwhile.
        return [told for words, told in found.items() if "Could not find accessible on path" not in words]

    def family(self) -> list[psutil.Process]:
        """The program and all its children."""
        assert self.process is not None
        top = psutil.Process(self.process.pid)
        return [top, *top.children(recursive=True)]

    def leave(self, patience_s: float = 20.0) -> None:
        """Quit with the keyboard, and see it end cleanly and leave nobody behind."""
        assert self.process is not None
        family = self.family()
        self.press("ctrl+q")
        assert self.process.wait(patience_s) == 0, self.errors()
        _gone, alive = psutil.wait_procs(family, timeout=5)
        assert not alive, alive
        self.process = None
        assert self.errors() == "", self.errors()
        self._drop()

    def kill(self) -> None:
        """End it as a power cut does: the window, at once, and then what it started."""
        if self.process is not None:
            family = self.family() if self.process.poll() is None else []
            for member in family:
                with suppress(psutil.Error):
                    member.send_signal(signal.SIGKILL)
            self.process.wait()
            psutil.wait_procs(family, timeout=5)
            self.process = None
        self._drop()

    def _drop(self) -> None:
        if self.reader is not None:
            self.reader.close()
            self.reader = None


def environment(screen: Screen | None, session: KeyringSession | None, home: Path) -> dict[str, str]:
    """What a program sees of the world: a home with nothing in it, this screen, this keyring; no mind elsewhere."""
    base: Mapping[str, str] = session.environ if session is not None else {}
    kept = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TZ": "Europe/London"}
    kept |= {name: value for name, value in base.items() if name.startswith(("DBUS", "XDG"))}
    return kept | {
        "HOME": str(home),
        "DISPLAY": screen.display if screen is not None else "",
        "QT_QPA_PLATFORM": "xcb" if screen is not None else "offscreen",
        "QT_QUICK_BACKEND": "software",
        "OSONE_SOUND": "off",
        "OLLAMA_HOST": "127.0.0.1:9",
    }


@contextmanager
def window() -> Iterator[Window]:
    """A screen, a keyring and an empty home, with a window not started yet; all gone at the end."""
    place = Path(tempfile.mkdtemp(prefix="osone-journey-"))
    home = place / "home"
    home.mkdir()
    try:
        with Screen() as screen, KeyringSession() as session, screen_reader.bus(session) as access:
            made = Window(screen, session, home, place / "profile")
            made.access = access
            try:
                yield made
            finally:
                made.kill()
    finally:
        shutil.rmtree(place, ignore_errors=True)
