"""A keyring of our own on a bare machine: it opens, it remembers, and a wrong passphrase does not hang."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SESSION = Path(__file__).resolve().parents[2] / "packaging" / "session.py"
KEEP = "import keyring; keyring.set_password('osone-test', 'person', 'kept')"
ASK = "import keyring; print(keyring.get_password('osone-test', 'person'))"
WHICH = "import keyring; print(type(keyring.get_keyring()).__module__)"


def bare(home: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run Python on a machine without a bus, a keyring or a terminal."""
    tools = os.environ["PATH"]
    return subprocess.run(
        [sys.executable, SESSION, sys.executable, "-c", code],
        env={"HOME": str(home), "PATH": tools, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_secret_is_there_again_the_next_time(tmp_path: Path) -> None:
    first = bare(tmp_path, KEEP)
    assert first.returncode == 0, first.stderr
    assert "OS One brings its own" in first.stdout
    assert bare(tmp_path, ASK).stdout == "kept\n"


def test_what_opens_it_can_be_read_by_nobody_else(tmp_path: Path) -> None:
    bare(tmp_path, KEEP)
    folder = tmp_path / ".local" / "share" / "osone-keyring"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "passphrase").stat().st_mode & 0o777 == 0o600
    for path in folder.rglob("*"):
        assert not path.is_file() or b"kept" not in path.read_bytes()


def test_a_wrong_passphrase_leaves_no_keyring_that_would_wait_for_a_prompt(tmp_path: Path) -> None:
    bare(tmp_path, KEEP)
    (tmp_path / ".local" / "share" / "osone-keyring" / "passphrase").write_text("another")
    told = bare(tmp_path, WHICH)
    assert "did not open" in told.stdout
    assert "for this session only" in told.stdout
    assert told.stdout.endswith("keyring.backends.fail\n")


def test_the_status_of_the_command_is_passed_on(tmp_path: Path) -> None:
    assert bare(tmp_path, "raise SystemExit(7)").returncode == 7


def test_without_the_tools_the_command_runs_and_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    told = bare(tmp_path, "print('ran')")
    assert told.stdout == "No keyring could be brought: OS One will keep its key for this session only.\nran\n"


def test_the_tools_are_here() -> None:
    # make test installs them: were they missing, the tests above would prove nothing.
    assert shutil.which("gnome-keyring-daemon")
    assert shutil.which("dbus-run-session")
