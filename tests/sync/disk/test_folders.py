"""Mail on the disk: Maildir, mbox, .eml, a Thunderbird profile; what cannot be read never stops the rest."""

import os
from pathlib import Path

import pytest

from osone.model.mail import Flag
from osone.sync.disk.folders import recognise
from osone.sync.disk.left import LeftOut
from osone.sync.disk.stores import DiskKind
from osone.sync.disk.thunderbird import calendar_files, thunderbird_profiles
from tests.sync.disk.given import MAIL, MBOX, all_of, maildir, put, told

DELETED = "2 messages were already deleted there."


def test_a_maildir_gives_its_folders_and_flags(tmp_path: Path) -> None:
    box = maildir(tmp_path / "Maildir")
    file = put(box / "cur" / "1.host:2,FRS")
    os.utime(file, (1_700_000_000, 1_700_000_000))
    put(box / "new" / "2.host")
    put(maildir(box / ".Sent.2024") / "cur" / "3.host:2,S")
    put(maildir(box / ".Entw&APw-rfe") / "cur" / "4.host:2,D")
    assert recognise(box) is DiskKind.MAILDIR
    mails = all_of(box)
    assert [(mail.folder_path, mail.flags) for mail in mails] == [
        ("INBOX", Flag.SEEN | Flag.ANSWERED | Flag.FLAGGED),
        ("INBOX", Flag(0)),
        ("Entwürfe", Flag.DRAFT),
        ("Sent/2024", Flag.SEEN),
    ]
    assert (mails[0].raw, mails[0].when) == (MAIL, 1_700_000_000)


def test_maildirs_beside_each_other_are_folders(tmp_path: Path) -> None:
    for name in ("Inbox", "Archive"):
        put(maildir(tmp_path / name) / "cur" / "1:2,")
    assert recognise(tmp_path) is DiskKind.MAILDIR
    assert [mail.folder_path for mail in all_of(tmp_path)] == ["Archive", "Inbox"]


def test_a_mbox_is_unquoted_and_its_status_read(tmp_path: Path) -> None:
    path = put(tmp_path / "Letters", MBOX)
    assert recognise(path) is DiskKind.MBOX
    one, two = all_of(path)
    assert one.raw.endswith(b"\n\nFrom here\n>From there\n")
    assert (one.flags, one.folder_path, one.when) == (Flag.SEEN | Flag.FLAGGED, "Letters", 1795414916)
    assert two.raw.endswith(b"\n\nFrom me to you\n")
    assert two.flags == Flag.SEEN | Flag.ANSWERED


def test_single_files_and_folders_of_them_are_read(tmp_path: Path) -> None:
    put(tmp_path / "letters" / "a.eml")
    put(tmp_path / "letters" / "sub" / "b.eml")
    put(tmp_path / "letters" / "old", MBOX)
    put(tmp_path / "letters" / "sub" / "x.msf", b"an index")
    assert recognise(tmp_path / "letters" / "a.eml") is DiskKind.EML
    assert recognise(tmp_path / "letters") is DiskKind.FOLDER
    assert [mail.folder_path for mail in all_of(tmp_path / "letters")] == ["letters", "old", "old", "sub"]
    assert all_of(tmp_path / "letters" / "a.eml")[0].raw == MAIL


def test_apple_mails_files_lose_their_frame(tmp_path: Path) -> None:
    path = put(tmp_path / "1.emlx", b"%d\n" % len(MAIL) + MAIL + b"<plist/>")
    assert all_of(path)[0].raw == MAIL


def test_a_thunderbird_profile_is_found_and_read(tmp_path: Path) -> None:
    home = tmp_path / "home"
    profile = home / ".thunderbird" / "abc.default-release"
    put(
        home / ".thunderbird" / "profiles.ini",
        b"[Profile0]\nName=default\nIsRelative=1\nPath=abc.default-release\nDefault=1\n[Profile1]\nName=old\nPath=missing\n",
    )
    put(profile / "prefs.js", b"")
    put(profile / "ImapMail" / "imap.x.org" / "INBOX", MBOX)
    put(profile / "ImapMail" / "imap.x.org" / "INBOX.msf", b"From index")
    put(profile / "ImapMail" / "imap.x.org" / "INBOX.sbd" / "Paul", MBOX)
    put(profile / "Mail" / "Local Folders" / "Box" / "cur" / "1.eml")
    put(profile / "Mail" / "Feeds" / "news", MBOX)
    ics = put(profile / "calendar-data" / "home.ics", b"BEGIN:VCALENDAR\n")
    (found,) = thunderbird_profiles(home, platform="linux", appdata="")
    assert (found.name, found.default, found.path) == ("default", True, profile)
    assert recognise(profile) is DiskKind.THUNDERBIRD
    mails, calendars, left = told(profile)
    folders = [mail.folder_path for mail in mails]
    assert (calendars, left) == ([ics], ["Feeds and newsgroups were left out: Mail/Feeds.", DELETED])
    assert folders == ["imap.x.org/INBOX"] * 2 + ["imap.x.org/INBOX/Paul"] * 2 + ["Local Folders/Box"]
    assert calendar_files(profile, LeftOut(profile)) == [ics]
    assert recognise(ics) is DiskKind.ICS


@pytest.mark.parametrize(
    "kept", [b"\xff\xfe\0garbage", b"[Profile0]\nPath=" + b"a" * 5000, b"[Profile0]\nPath=a\0b", b"[Profile0]\nName=%"]
)
def test_a_list_of_profiles_that_is_damaged_names_none_and_nothing_falls(tmp_path: Path, kept: bytes) -> None:
    put(tmp_path / ".thunderbird" / "profiles.ini", kept)
    assert thunderbird_profiles(tmp_path, platform="linux", appdata="") == []


@pytest.mark.parametrize(
    ("platform", "place"), [("darwin", "Library/Thunderbird"), ("win32", "AppData/Roaming/Thunderbird")]
)
def test_profiles_are_found_on_every_system(tmp_path: Path, platform: str, place: str) -> None:
    put(tmp_path / place / "profiles.ini", b"[Install1]\nDefault=Profiles/a\n[Profile0]\nName=a\nPath=Profiles/a\n")
    put(tmp_path / place / "Profiles" / "a" / "prefs.js", b"")
    (tmp_path / place / "Profiles" / "a" / "Mail").mkdir()
    assert [profile.name for profile in thunderbird_profiles(tmp_path, platform=platform, appdata="")] == ["a"]


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    box = maildir(tmp_path / "Maildir")
    (box / "cur" / "1:2,S").symlink_to(tmp_path / "nowhere")
    put(box / "cur" / "2:2,S", b"")
    put(box / "cur" / "3:2,S")
    mails, _calendars, left = told(box)
    assert len(mails) == 1
    assert left == ["1 link was not followed: cur/1:2,S.", "1 file is empty: cur/2:2,S."]
    assert recognise(tmp_path / "nowhere") is None
