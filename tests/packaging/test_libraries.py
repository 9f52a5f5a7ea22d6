"""System libraries: what is missing is found, also under a second name, and asked for once."""

import fcntl
import shutil
import subprocess
from pathlib import Path

import libraries
import pytest


def test_a_library_under_its_second_name_is_not_missed() -> None:
    assert libraries.missing(("binutils", "dpkg-dev|dpkg"), {"dpkg", "binutils"}) == []
    assert libraries.missing(("dpkg-dev|dpkg",), set()) == ["dpkg-dev"]


def test_what_is_missing_is_named_once_and_in_order() -> None:
    assert libraries.missing(("xvfb", "dbus", "xvfb"), {"xauth"}) == ["xvfb", "dbus"]


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with only a package database, that knows one package and what that one stands in for.

    Whoever asks to be root is refused, and noted in the file ``asked``.
    """
    database = "printf 'ii \\tlibglib2.0-0t64\\tlibglib2.0-0 (= 2.84)\\n'\nprintf 'rc \\txvfb\\t\\n'\n"
    for name, does in (("dpkg-query", database), ("sudo", f"echo $* >> {tmp_path}/asked\nexit 1\n")):
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    return tmp_path


def test_a_removed_package_whose_settings_stayed_is_missing(bare: Path) -> None:
    assert libraries.installed() == {"libglib2.0-0t64", "libglib2.0-0"}


def test_a_person_who_may_not_install_is_given_the_one_line(bare: Path) -> None:
    with pytest.raises(libraries.MissingError) as told:
        libraries.bring(("libglib2.0-0", "xvfb", "dovecot-imapd"), "Testing")
    line = "apt-get update && apt-get install -y --no-install-recommends xvfb dovecot-imapd"
    assert line in str(told.value)
    assert "libglib" not in str(told.value)
    assert (bare / "asked").exists()


def test_where_nothing_is_missing_nothing_is_asked(bare: Path) -> None:
    libraries.bring(("libglib2.0-0",), "Testing")
    assert not (bare / "asked").exists()


def test_whoever_installs_meanwhile_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if shutil.which("apt-get") is None:
        return  # Not a system with apt: there nothing is installed.
    folders = {"Dir::State::Lists": "lists", "Dir::Cache": "cache", "Dir::State::status": "status"}
    own = [f'{key} "{tmp_path / name}";\n' for key, name in folders.items()]
    (tmp_path / "apt.conf").write_text(
        "".join([*own, 'Dir::Etc::SourceList "/dev/null";\nDir::Etc::SourceParts "-";\n'])
    )
    (tmp_path / "status").touch()
    (tmp_path / "lists" / "partial").mkdir(parents=True)
    monkeypatch.setenv("APT_CONFIG", str(tmp_path / "apt.conf"))
    with (tmp_path / "lists" / "lock").open("w") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        # Who is told that the lock is held waits; here the other one ends meanwhile.
        monkeypatch.setattr("time.sleep", lambda _: lock.close())
        told = libraries.apt([], "update")
    assert told.returncode == 0, told.stdout
    assert "waits for it" in capsys.readouterr().out


def test_a_lock_that_stays_held_is_told_at_last(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "LOCKED_S", 0)
    monkeypatch.setattr(libraries, "LOOK_AGAIN_S", 0)
    for name, does in (("env", 'shift 2; exec "$@"\n'), ("apt-get", f"echo '{libraries.LOCK} /x'\nexit 100\n")):
        (bare / name).write_text(f"#!/bin/sh\n{does}")
        (bare / name).chmod(0o755)
    assert libraries.LOCK in libraries.apt([], "update").stdout


def test_the_lists_name_packages_that_this_system_can_have() -> None:
    apt = shutil.which("apt-cache")
    if apt is None:
        return  # Not a system with apt: there the lists are not used.
    every = (
        libraries.WINDOWLESS
        + libraries.WINDOW
        + libraries.LETTERS
        + libraries.CHILDREN
        + libraries.REAL_PARTS
        + libraries.BUNDLE
    )
    present = libraries.installed()
    for name in libraries.missing(every, present):
        told = subprocess.run([apt, "show", name], capture_output=True, text=True, check=False)
        assert told.returncode == 0, name
