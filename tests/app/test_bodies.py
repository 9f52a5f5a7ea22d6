"""What is said of a mail rests on what the person sent, not on what the mail says; a file is one by its place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from osone.app.bodies import read_message
from osone.bridge.mail.reading import Reading
from osone.bridge.ports import OpenedMessage
from osone.host import here
from osone.model.mail import Flag, MessageRow, Role
from osone.store import files, messages
from osone.sync import importing
from osone.sync.importing import FoundMessage
from osone.sync.working import Files, Pace, open_files
from tests.ui.stage import Acted, Answers

ME = "amy@example.test"


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Files]:
    opened = open_files(files.open_store(tmp_path, bytes(32)))
    yield opened
    opened.close()


def mail(number: int, sender: str, *, answers: int = 0, more: str = "", body: str = "Some words.") -> bytes:
    to = f"In-Reply-To: <{answers}@x.test>\r\n" if answers else ""
    return (
        f"{more}From: {sender}\r\nTo: Amy <{ME}>\r\nSubject: Plan\r\nMessage-ID: <{number}@x.test>\r\n{to}"
        f"Date: Mon, 02 Nov 2026 10:{number:02d}:00 +0000\r\nMIME-Version: 1.0\r\n"
        + (body if body.startswith("Content-") else f"\r\n{body}\r\n")
    ).encode()


def bring(mine: Files, raw: bytes, role: Role = Role.INBOX) -> tuple[MessageRow, OpenedMessage]:
    """Bring a mail in, and open it."""
    account = importing.account_here(mine, "Here", ME)
    one = FoundMessage(raw, Flag.SEEN, role.value, role, 1_793_610_000)
    importing.bring_in(mine, account, [one], Pace(), lambda _what: None)
    newest = int(str(mine.reader.execute("SELECT max(id) FROM message").get))
    [row] = messages.some(mine.reader, [newest])
    return row, read_message(mine.reader, row, raw)


def said(opened: OpenedMessage) -> list[str]:
    return [text for _icon, text, _hue in opened.chips]


def test_an_answer_to_what_was_sent_says_so(mine: Files) -> None:
    bring(mine, mail(1, ME), Role.SENT)
    assert said(bring(mine, mail(2, "Bo <bo@x.test>", answers=1))[1]) == ["answers yours of 2 Nov"]


def test_an_answer_to_a_forged_mail_is_a_first_mail(mine: Files) -> None:
    bring(mine, mail(1, ME))
    assert said(bring(mine, mail(2, "Eve <eve@x.test>", answers=1))[1]) == ["first mail from them"]


def test_a_mail_in_the_persons_own_name_from_outside_says_that(mine: Files) -> None:
    assert "in your name" in said(bring(mine, mail(1, ME))[1])[0]
    assert said(bring(mine, mail(2, ME), Role.SENT)[1]) == []
    assert said(bring(mine, mail(3, ME), Role.DRAFTS)[1]) == []


def test_the_copy_of_what_was_sent_is_no_forgery(mine: Files) -> None:
    bring(mine, mail(1, ME), Role.SENT)
    assert said(bring(mine, mail(1, ME, more="Received: by x.test; Mon, 02 Nov 2026 10:02:00 +0000\r\n"))[1]) == []


def test_only_the_persons_own_server_can_vouch_for_them(mine: Files) -> None:
    for number, (server, verdict, forged) in enumerate(
        [("mx.example.test", "dmarc=pass", False), ("mx.example.test", "dmarc=fail", True),
         ("mx.evil.test2", "dmarc=pass", True)], 1
    ):  # fmt: skip
        opened = bring(mine, mail(number, ME, more=f"Authentication-Results: {server}; spf=pass; {verdict}\r\n"))[1]
        assert bool(said(opened)) is forged, (server, verdict)


def test_two_files_of_one_name_in_a_conversation_are_two(mine: Files) -> None:
    def with_file(words: str) -> str:
        head = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee the file.\r\n--b\r\n"
        return f"{head}Content-Disposition: attachment; filename=contract.txt\r\n\r\n{words}\r\n--b--\r\n"

    lawyers, eves = (
        mail(1, "Law <law@x.test>", body=with_file("theirs")),
        mail(2, "Eve <eve@x.test>", answers=1, body=with_file("hers")),
    )
    first, second = bring(mine, lawyers)[0], bring(mine, eves)[0]
    assert first.thread == second.thread
    reading = Reading()
    reading.begin(Answers(mine.reader), Acted(), here.now, read_message)
    reading.open(first.thread)
    for row in (first, second):
        if str(row.id) not in {r["message"] for r in reading.rows if r["what"] == "block"}:
            reading.toggle(str(row.id))
    keys = [file["key"] for r in reading.rows if r["what"] == "files" for file in r["files"]]  # type: ignore[attr-defined]
    assert [reading.file_of(key) for key in keys] == [(first.id, 1, "contract.txt"), (second.id, 1, "contract.txt")]
    assert reading.file_of("contract.txt") is None
    assert reading.file_of(f"{first.id}/7") is None
