"""The files by which a desktop knows the program agree with each other and with the program."""

import configparser
import re
from pathlib import Path

import deb
import defusedxml.ElementTree
import smoke

import osone
from osone.app import window

LINUX = Path(__file__).resolve().parents[2] / "packaging" / "linux"


def test_the_version_is_the_same_everywhere() -> None:
    assert smoke.version() == osone.__version__
    page = defusedxml.ElementTree.parse(LINUX / "org.osone.OSOne.metainfo.xml")
    release = page.find("releases/release")
    assert release is not None
    assert release.get("version") == osone.__version__
    installer = (LINUX.parent / "windows" / "osone.iss").read_text()
    assert f"AppVersion={osone.__version__}\n" in installer


def test_the_desktop_file_the_page_and_the_icon_bear_one_name() -> None:
    desktop = configparser.RawConfigParser()
    desktop.optionxform = str  # type: ignore[assignment,method-assign]
    desktop.read(LINUX / "org.osone.OSOne.desktop")
    entry = desktop["Desktop Entry"]
    assert (LINUX / f"{entry['Icon']}.svg").exists()
    page = defusedxml.ElementTree.parse(LINUX / "org.osone.OSOne.metainfo.xml")
    assert page.findtext("launchable") == "org.osone.OSOne.desktop"
    assert page.findtext("id") == entry["Icon"]


def test_the_window_bears_the_name_of_its_desktop_file() -> None:
    assert (LINUX / f"{window.DESKTOP_FILE}.desktop").exists()


def test_the_package_names_what_the_program_needs() -> None:
    text = deb.control("amd64", 1000)
    assert text.endswith("\n")
    assert f"Version: {osone.__version__}\n" in text
    assert "libglib2.0-0 | libglib2.0-0t64" in text
    assert " ca-certificates," in text, "without it no server is trusted"
    assert re.search(r"^Depends: libc6 \(>= 2\.34\), .*libgl1, .*libxcb-cursor0", text, re.MULTILINE)


def test_the_desktop_hands_email_links_to_the_program() -> None:
    desktop = configparser.RawConfigParser()
    desktop.optionxform = str  # type: ignore[assignment,method-assign]
    desktop.read(LINUX / "org.osone.OSOne.desktop")
    entry = desktop["Desktop Entry"]
    assert entry["MimeType"] == "x-scheme-handler/mailto;"
    assert entry["Exec"] == "osone %u"
