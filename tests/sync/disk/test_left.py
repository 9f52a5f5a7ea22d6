"""What is no ordinary file, or no mail, or no mail that can be read: left where it is, and told in words."""

import bz2
import gzip
import lzma
import os
from pathlib import Path

import pytest
import zstandard

from osone.sync.disk import folders, opening
from osone.sync.disk.folders import recognise
from osone.sync.disk.left import NAMED, LeftOut, LeftOutError, Reason
from osone.sync.disk.names import decoded, file_name, folder_name, readable
from osone.sync.disk.opening import contents, start_of, unpacked
from osone.sync.disk.stores import DiskKind, looks_like_mail
from tests.sync.disk.given import MAIL, letter, maildir, put, told

GIANT = 2 * 1024 * 1024 * 1024


def box(tmp_path: Path, **more: bytes) -> Path:
    """A Maildir with a message to be read beside what cannot be."""
    path = maildir(tmp_path / "Maildir")
    put(path / "cur" / "1:2,S", letter("one"))
    for name, content in more.items():
        put(path / "cur" / f"{name}:2,S", content)
    return path


@pytest.mark.parametrize("packed", [gzip.compress, zstandard.compress, bz2.compress, lzma.compress])
def test_what_a_server_packed_is_read_as_it_was(packed: object, tmp_path: Path) -> None:
    whole = letter("two", words="words " * 100_000)
    mails, _, left = told(box(tmp_path, a=packed(whole)))  # type: ignore[operator]
    assert [mail.raw for mail in mails] == [letter("one"), whole]
    assert left == []


@pytest.mark.parametrize(
    "broken",
    [
        gzip.compress(letter("two", words=str(list(range(1000)))))[:-200],
        zstandard.compress(letter("two"))[:9] + b"x" * 99,
        b"Dovecot-LZ4\r\n\x2a\x9b\xc5" + b"x" * 99,
        b"BZh9" + b"x" * 99,
    ],
)
def test_what_cannot_be_unpacked_is_told_and_not_kept_as_a_message_without_a_head(
    broken: bytes, tmp_path: Path
) -> None:
    mails, _, left = told(box(tmp_path, a=broken))
    assert len(mails) == 1
    assert left == ["1 compressed file can't be read: cur/a:2,S."]


def test_what_its_server_encrypted_is_told(tmp_path: Path) -> None:
    _, _, left = told(box(tmp_path, a=b"CRYPTED\x03\x07\x02" + b"x" * 99))
    assert left == ["1 message is encrypted by its server: cur/a:2,S."]


@pytest.mark.parametrize("packed", [gzip.compress, zstandard.compress, bz2.compress, lzma.compress])
def test_a_file_that_grows_without_end_is_unpacked_only_so_far(packed: object) -> None:
    bomb = packed(bytes(64 * 1024 * 1024))  # type: ignore[operator]
    assert len(unpacked(bomb, 1000)) <= 1001
    assert len(unpacked(bomb[: len(bomb) // 2], 1000, whole=False)) <= 1001


def test_a_bomb_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MESSAGE_LIMIT", 1000)
    path = put(tmp_path / "a", gzip.compress(bytes(10**6)))
    with pytest.raises(LeftOutError) as left:
        contents(path, 1000)
    assert left.value.reason is Reason.LARGE


def test_neither_a_fifo_nor_a_device_nor_a_link_is_opened(tmp_path: Path) -> None:
    path = box(tmp_path)
    os.mkfifo(path / "cur" / "2:2,S")
    os.mkfifo(path / "pipe")
    os.mkfifo(tmp_path / "alone.eml")
    (path / "cur" / "3:2,S").symlink_to(put(tmp_path / "secret" / "elsewhere", letter("secret")))
    (path / ".Linked").symlink_to(tmp_path / "secret")
    (path / "device").symlink_to("/dev/zero")
    mails, _, left = told(path)
    assert [mail.raw for mail in mails] == [letter("one")]
    assert left == [
        "2 items are not regular files: cur/2:2,S and pipe.",
        "3 links were not followed: cur/3:2,S, .Linked and device.",
    ]
    assert recognise(tmp_path / "alone.eml") is None
    assert recognise(Path("/dev/zero")) is None


def test_a_part_of_a_maildir_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    path = box(tmp_path)
    put(tmp_path / "secret" / "2:2,S", letter("secret"))
    (path / "new").rmdir()
    (path / "new").symlink_to(tmp_path / "secret")
    mails, _, left = told(path)
    assert [mail.raw for mail in mails] == [letter("one")]
    assert left == ["1 link was not followed: new."]


def test_the_folder_that_the_person_named_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "Mail").symlink_to(box(tmp_path))
    assert len(told(tmp_path / "Mail")[0]) == 1


def test_names_that_are_no_utf8_are_read_as_older_systems_wrote_them(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/letters/B\xfccher"
    Path(os.fsdecode(folder)).mkdir(parents=True)
    with open(folder + b"/Stra\xdfe", "wb") as file:  # noqa: PTH123 a name that no Path is made of
        file.write(b"From ann@x.example Mon Jun  1 10:00:00 2020\n" + MAIL)
    with open(folder + b"/Gru\xdf", "wb") as file:  # noqa: PTH123
        file.write(b"nothing of interest")
    mails, _, left = told(tmp_path / "letters")
    assert [mail.folder_path for mail in mails] == ["Bücher/Straße"]
    assert left == ["1 file is not a message: Bücher/Gruß."]
    assert readable(os.fsdecode(b"a\xff\nb")) == "aÿ b"


def test_a_giant_that_holds_nothing_is_left_before_it_is_read(tmp_path: Path) -> None:
    for name in ("a.eml", "b.ics", "c"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(GIANT)
    put(tmp_path / "d.eml", letter("one"))
    mails, calendars, left = told(tmp_path)
    assert [mail.raw for mail in mails] == [letter("one")]
    assert calendars == [tmp_path / "b.ics"]
    assert left == ["1 item is too large: a.eml.", "1 file is not a message: c."]
    assert len(start_of(tmp_path / "c")) == opening.START


def test_a_folder_nested_without_end_is_entered_only_so_far(tmp_path: Path) -> None:
    put(tmp_path.joinpath(*(["x"] * 40), "a.eml"))
    put(tmp_path / "b.eml")
    mails, _, left = told(tmp_path)
    assert len(mails) == 1
    assert left[0].startswith("1 folder is nested too deeply: x/x/")


def test_what_is_no_mail_is_named_and_what_programs_keep_beside_mail_is_not(tmp_path: Path) -> None:
    put(tmp_path / "1", letter("one", "Date: Mon, 01 Jun 2020 10:00:00 +0000"))
    put(tmp_path / ",2", letter("thrown away"))
    put(tmp_path / "photo.jpg", b"\xff\xd8\xff\xe0 a picture")
    put(tmp_path / "word.eml", b"a text that somebody named so\n\nFrom: nobody\n")
    put(tmp_path / "Inbox.msf", b"// <!-- <mdb:mork:z v='1.4'/> -->")
    put(tmp_path / ".mh_sequences", b"unseen: 1")
    put(tmp_path / "empty", b"")
    mails, _, left = told(tmp_path)
    assert len(mails) == 2  # MH's own way of throwing away is a name, and the message is there
    assert left == ["2 files are not messages: photo.jpg and word.eml."]


def test_a_folder_of_very_many_strangers_is_not_looked_through_while_somebody_waits(tmp_path: Path) -> None:
    for at in range(folders.STRANGERS + 2):
        put(tmp_path / f"{at}.jpg", b"\xff\xd8\xff")
    assert recognise(tmp_path) is DiskKind.FOLDER
    mails, _, left = told(tmp_path)
    assert (mails, len(left)) == ([], 1)
    (tmp_path / "0.jpg").unlink()
    (tmp_path / "1.jpg").unlink()
    assert recognise(tmp_path) is None


def test_what_a_large_file_begins_with_is_looked_at_before_it_is_read(tmp_path: Path) -> None:
    zeros = put(tmp_path / "a.eml", bytes(1 << 20))
    with pytest.raises(LeftOutError) as left:
        contents(zeros, wanted=looks_like_mail)
    assert left.value.reason is Reason.NO_MAIL
    whole = letter("large", words="x" * (1 << 20))
    assert contents(put(tmp_path / "b.eml", whole), wanted=looks_like_mail)[0] == whole
    assert contents(put(tmp_path / "c.eml", gzip.compress(whole)), wanted=looks_like_mail)[0] == whole


def test_of_many_only_some_are_named(tmp_path: Path) -> None:
    left = LeftOut(tmp_path)
    for at in range(1000):
        left.add(Reason.EMPTY, tmp_path / str(at))
    left.failed(tmp_path / "x", PermissionError(13, "Permission denied"))
    assert left.sentences() == [
        "1,000 files are empty: 0, 1, 2 and 997 more.",
        "1 item could not be read (Permission denied): x.",
    ]
    assert all(len(names) <= NAMED for names in left.names.values())


def test_folders_are_called_what_their_programs_show() -> None:
    shown = {
        "Inbox.sbd": "Inbox", "Travel.mbox": "Travel", ".Work.directory": "Work", ".Sent.2024": "Sent/2024",
        ".Entw&APw-rfe": "Entwürfe", "B&APw-cher": "Bücher", "R&-D": "R&D", "R&D": "R&D", "Tom &Jerry": "Tom &Jerry",
        "Rates&Fees-": "Rates&Fees-", "Report 2.0": "Report 2.0", "2019": "2019",
    }  # fmt: skip
    assert {name: folder_name(name) for name in shown} == shown
    assert [folder_name(name, in_mbox=True) for name in ("Messages", "Data", "4", "Trip.mbox")] == ["", "", "", "Trip"]
    files = {
        "Inbox": "Inbox",
        "old.mbox": "old",
        "Notes.txt": "Notes.txt",
        "Report 2.0": "Report 2.0",
        ".mbox": ".mbox",
    }
    assert {name: file_name(name) for name in files} == files
    assert decoded("&AOQ-&APY-") == "äö"


def test_a_calendar_is_known_by_what_it_holds_too(tmp_path: Path) -> None:
    assert recognise(put(tmp_path / "export", b"\xef\xbb\xbfBEGIN:VCALENDAR\r\n")) is DiskKind.ICS
