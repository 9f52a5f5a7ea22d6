"""Thunderbird's profiles and folders: told by what they hold, wherever its preferences keep them."""

import json
from pathlib import Path

import pytest

from osone.model.mail import Flag
from osone.sync.disk.folders import recognise
from osone.sync.disk.stores import DiskKind
from osone.sync.disk.thunderbird import is_profile
from tests.sync.disk.given import all_of, letter, put, told

HEAD = "From - Mon Jun 01 10:00:00 2020\nX-Mozilla-Status: 0001\nX-Mozilla-Status2: 00000000\n"


def box(subject: str) -> bytes:
    return HEAD.encode() + letter(subject) + b"\n"


def prefs(profile: Path, **servers: dict[str, str]) -> Path:
    """A profile whose preferences name these servers."""
    lines = [
        f'user_pref("mail.server.{server}.{name.replace("_", "-")}", {json.dumps(value)});'
        for server, said in servers.items()
        for name, value in said.items()
    ]
    put(profile / "prefs.js", "\n".join(["// Mozilla User Preferences", *lines, ""]).encode())
    return profile


def folders(path: Path) -> dict[str, int]:
    """How many messages each folder holds."""
    found: dict[str, int] = {}
    for mail in all_of(path):
        found[mail.folder_path] = found.get(mail.folder_path, 0) + 1
    return found


@pytest.mark.parametrize(
    "name", ["Notes.txt", "server.log", "web.html", "old.dat", "a.json", "Report 2.0", "x.mbox.bak", ".hidden", "1"]
)
def test_a_folder_may_have_any_name(name: str, tmp_path: Path) -> None:
    profile = prefs(tmp_path / "profile")
    put(profile / "Mail" / "Local Folders" / name, box("one"))
    put(profile / "Mail" / "Local Folders" / f"{name}.msf", b"// an index")
    assert folders(profile) == {f"Local Folders/{name}": 1}


def test_a_server_may_be_called_as_feeds_are_and_feeds_are_told_by_what_the_preferences_say(tmp_path: Path) -> None:
    profile = prefs(
        tmp_path / "profile",
        server1={"type": "pop3", "directory_rel": "[ProfD]Mail/feedshop.example.org", "name": "The shop"},
        server2={"type": "rss", "directory_rel": "[ProfD]Mail/Blogs", "name": "Blogs"},
        server3={"type": "pop3", "directory_rel": "[ProfD]Mail/Feeds", "name": "Feeds & Co"},
    )
    put(profile / "Mail" / "feedshop.example.org" / "Inbox", box("one"))
    put(profile / "Mail" / "Blogs" / "News", box("two"))
    put(profile / "Mail" / "Feeds" / "Inbox", box("three"))
    mails, _, left = told(profile)
    assert [mail.folder_path for mail in mails] == ["The shop/Inbox", "Feeds & Co/Inbox"]
    assert left == ["Feeds and newsgroups were left out: Mail/Blogs."]


def test_mail_outside_the_profile_is_found_where_the_preferences_say(tmp_path: Path) -> None:
    outside = tmp_path / "disk" / "Mail of Ann"
    put(outside / "Inbox", box("one"))
    put(outside / "Inbox.sbd" / "Family", box("two"))
    profile = prefs(
        tmp_path / "profile",
        server1={"type": "none", "directory": str(outside), "directory_rel": "[ProfD]../nowhere", "name": "Ann"},
        server2={"type": "pop3", "directory": str(tmp_path / "gone"), "name": "Gone"},
        server3={"type": "pop3", "directory_rel": "[ProfD]../disk/Beside", "name": "Ann"},
    )
    put(tmp_path / "disk" / "Beside" / "Inbox", box("three"))
    assert is_profile(profile)
    assert recognise(profile) is DiskKind.THUNDERBIRD
    mails, _, left = told(profile)
    assert [mail.folder_path for mail in mails] == [
        "Ann (Mail of Ann)/Inbox", "Ann (Mail of Ann)/Inbox/Family", "Ann (Beside)/Inbox",
    ]  # fmt: skip
    assert left == [f"1 folder that Thunderbird names is not there: {tmp_path / 'gone'}."]


def test_folders_of_a_server_are_called_as_the_server_calls_them(tmp_path: Path) -> None:
    profile = prefs(tmp_path / "profile")
    server = profile / "ImapMail" / "imap.example.org"
    put(server / "INBOX", box("one"))
    put(server / "INBOX.sbd" / "B&APw-cher", box("two"))
    put(server / "INBOX.mozmsgs" / "1.wdseml", letter("three"))
    put(server / "Entw&APw-rfe", box("four"))
    names = ("Entwürfe", "INBOX", "INBOX/Bücher")
    assert folders(profile) == {f"imap.example.org/{name}": 1 for name in names}


def test_a_store_of_single_files_has_its_flags_in_them(tmp_path: Path) -> None:
    profile = prefs(tmp_path / "profile")
    cur = profile / "Mail" / "pop.example.org" / "Inbox" / "cur"
    for status in ("0000", "0001", "0005", "0009"):
        put(cur / f"{status}.eml", letter(status, f"X-Mozilla-Status: {status}", "X-Mozilla-Status2: 00000000"))
    put(cur / "old.eml", letter("old"))
    put(profile / "Mail" / "pop.example.org" / "Inbox.sbd" / "Sub" / "cur" / "1.eml", letter("sub"))
    mails, _, left = told(profile)
    assert [(mail.folder_path, mail.flags) for mail in mails] == [
        ("pop.example.org/Inbox", Flag(0)),
        ("pop.example.org/Inbox", Flag.SEEN),
        ("pop.example.org/Inbox", Flag.SEEN | Flag.FLAGGED),
        ("pop.example.org/Inbox", Flag.SEEN),
        ("pop.example.org/Inbox/Sub", Flag.SEEN),
    ]
    assert left == ["1 message was already deleted there."]


def test_thunderbirds_folders_are_read_without_its_profile(tmp_path: Path) -> None:
    local = tmp_path / "Local Folders"
    put(local / "Inbox", box("one"))
    put(local / "Inbox.sbd" / "Family", box("two"))
    put(local / "Inbox.sbd" / "Family.sbd" / "2019", b"\n\n" + box("three"))
    put(local / "Trash", b"")
    assert recognise(local) is DiskKind.FOLDER
    assert folders(local) == {"Inbox": 1, "Inbox/Family": 1, "Inbox/Family/2019": 1}


@pytest.mark.parametrize("chosen", ["Mail", "Mail/Travel.mbox"])
def test_apple_mails_folders_lose_their_frames(chosen: str, tmp_path: Path) -> None:
    travel = tmp_path / "Mail" / "Travel.mbox"
    put(travel / "mbox", box("one"))
    put(travel / "table_of_contents", b"\0\1")
    apart = travel / "7A0B5E5C-9F5D-4B0A-8C1E-0123456789AB" / "Data" / "1" / "Messages"
    raw = letter("two")
    flags = b"<plist><dict><key>flags</key>\n<integer>%d</integer></dict></plist>"
    put(apart / "1.emlx", b"%d\n" % len(raw) + raw + flags % 0b10101)
    put(apart / "2.emlx", b"%d\n" % len(raw) + raw + flags % 0b11)
    mails, _, left = told(tmp_path / chosen)
    assert {mail.folder_path for mail in mails} == {"Travel"}
    assert sorted(mail.flags for mail in mails) == [Flag.SEEN, Flag.SEEN | Flag.ANSWERED | Flag.FLAGGED]
    assert left == ["1 message was already deleted there."]


@pytest.mark.parametrize("said", ['"\\', '"[ProfD]\\u0000");', '"/nowhere\\x");', '"[ProfD]");' * 9999, "5);"])
def test_damaged_preferences_name_nothing_and_nothing_falls(said: str, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    put(profile / "prefs.js", f'user_pref("mail.server.server1.directory", {said}'.encode() + b"\xff\xfe\0")
    put(profile / "Mail" / "Local Folders" / "Inbox", box("one"))
    assert "Local Folders/Inbox" in {mail.folder_path for mail in told(profile)[0]}
