"""System libraries: what is missing is found, also under a second name, and asked for once."""

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
    """A machine with only a package database, that knows one package and what that one stands in for."""
    tool = tmp_path / "dpkg-query"
    tool.write_text("#!/bin/sh\nprintf 'ii \\tlibglib2.0-0t64\\tlibglib2.0-0 (= 2.84)\\n'\nprintf 'rc \\txvfb\\t\\n'\n")
    tool.chmod(0o755)
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


def test_where_nothing_is_missing_nothing_is_asked(bare: Path) -> None:
    libraries.bring(("libglib2.0-0",), "Testing")


def test_the_lists_name_packages_that_this_system_can_have() -> None:
    apt = shutil.which("apt-cache")
    if apt is None:
        return  # Not a system with apt: there the lists are not used.
    every = libraries.WINDOWLESS + libraries.WINDOW + libraries.CHILDREN + libraries.REAL_PARTS + libraries.BUNDLE
    present = libraries.installed()
    for name in libraries.missing(every, present):
        told = subprocess.run([apt, "show", name], capture_output=True, text=True, check=False)
        assert told.returncode == 0, name
