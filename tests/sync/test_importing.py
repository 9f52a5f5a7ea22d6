"""Mail from the disk and bodies from a server are bound to their own message, and a place is given out once."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from osone.model.errors import CommandError
from osone.model.mail import Flag, Role
from osone.queries import search as finding
from osone.store import accounts, bodies, files, messages
from osone.store.writing import transaction
from osone.sync import importing, jobs
from osone.sync.imap import bulk
from osone.sync.importing import FoundMessage
from osone.sync.indexing import index_all
from osone.sync.working import Files, Pace, open_files
from tests.store.world import KEY
from tests.sync.desk import letter

UNBOUND = "SELECT count(*) FROM raw.raw r JOIN message m ON m.id = r.message WHERE r.identity IS NOT m.identity"


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Files]:
    opened = open_files(files.open_store(tmp_path, files.new_key()))
    yield opened
    opened.close()


def bring(mine: Files, *numbers: int) -> None:
    account = importing.account_here(mine, "Here", "me@example.test")
    mails = [FoundMessage(letter(n), Flag.SEEN, "INBOX", Role.INBOX, 1_700_000_000) for n in numbers]
    importing.bring_in(mine, account, mails, Pace(), lambda _what: None)


def ids(mine: Files) -> list[int]:
    return [int(str(i)) for (i,) in mine.core.execute("SELECT id FROM message ORDER BY id").fetchall()]


def test_what_could_not_be_read_of_a_calendar_is_said(mine: Files, tmp_path: Path) -> None:
    whole = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:one@x\nDTSTART:20261102T100000Z\nSUMMARY:Tea\nEND:VEVENT\n"
    for name, end in (("whole", "END:VCALENDAR\n"), ("torn", "BEGIN:VEVENT\nUID:two@x\nDTST")):
        (tmp_path / f"{name}.ics").write_text(whole + end)
    said = jobs.bring(mine, tmp_path / "whole.ics", Pace(), lambda _what: None)
    assert said == "Imported 1 event from whole.ics."
    with pytest.raises(CommandError) as failed:
        jobs.bring(mine, tmp_path / "torn.ics", Pace(), lambda _what: None)
    assert str(failed.value) == (
        "Nothing new came from torn.ics. 2 items could not be read: The calendar file breaks off before its end. What"
        " came before was kept. An event without a title (line 7) has no start that can be read. It is kept, but not"
        " shown."
    )


def test_what_comes_from_the_disk_is_bound_to_its_message(mine: Files) -> None:
    bring(mine, 1, 2, 3)
    assert mine.reader.execute(UNBOUND).get == 0
    assert [messages.raw(mine.reader, i) for i in ids(mine)] == [letter(n) for n in (1, 2, 3)]


def test_a_body_left_under_an_id_by_a_lost_message_is_not_taken_for_the_new_one(mine: Files) -> None:
    bring(mine, 1)
    [lost] = ids(mine)
    # The power took the message out of ``core`` but not its body out of ``raw``; another gets the id.
    mine.core.execute("UPDATE message SET identity = identity + 1, snippet = ''")
    assert messages.raw(mine.reader, lost) is None
    folder: int = mine.core.execute("SELECT id FROM folder").get
    assert [one.message for one in bodies.missing(mine.reader, folder, 1 << 40, 1 << 30, 9)] == [lost]
    assert bodies.left(mine.reader, folder, 1 << 30) == 1
    bulk.keep_bodies(mine, frozenset(), [(lost, letter(2))], Pace())
    assert messages.raw(mine.reader, lost) == letter(2)
    assert messages.plain(mine.reader, lost) == "Some words. 2\n"
    assert mine.reader.execute(UNBOUND).get == 0


def test_a_place_that_was_taken_meanwhile_is_not_given_out_again(mine: Files) -> None:
    account = importing.account_here(mine, "Here", "me@example.test")

    def mails() -> Iterator[FoundMessage]:
        for n in range(importing.BATCH_ALONE):
            yield FoundMessage(letter(n), Flag.SEEN, "INBOX", Role.INBOX, 1_700_000_000)
        # Between two batches another writer puts a mail in the same folder.
        inbox = accounts.folder_for(mine.core, account, Role.INBOX)
        with transaction(mine.core) as tx:
            tx.connection.execute(
                "INSERT INTO placement (folder, uid, message, flags)"
                " SELECT folder, uid + 1, message, 0 FROM placement WHERE folder = ? ORDER BY uid DESC LIMIT 1",
                (inbox,),
            )
        for n in range(3):
            yield FoundMessage(letter(10_000 + n), Flag.SEEN, "INBOX", Role.INBOX, 1_700_000_000)

    importing.bring_in(mine, account, mails(), Pace(), lambda _what: None)
    assert len(ids(mine)) == importing.BATCH_ALONE + 3
    assert mine.core.execute("SELECT count(*) FROM placement").get == importing.BATCH_ALONE + 4
    assert mine.core.execute("SELECT max(uid) FROM placement").get == importing.BATCH_ALONE + 4


def test_large_mails_come_in_smaller_batches(mine: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH_BYTES", len(letter(1)) + 1)
    bring(mine, *range(7))
    assert mine.core.execute("SELECT count(DISTINCT uid) FROM placement").get == 7
    bring(mine, *range(9))  # again, with two more
    assert len(ids(mine)) == 9


def with_files(n: int, *names: str) -> bytes:
    """A message with files of these names."""
    head = f"From: a@example.org\nSubject: Our talk\nMessage-ID: <f{n}@x>\nDate: Tue, 0{n} Jun 2020 10:00:00 +0000\n"
    files = "".join(f'--x\nContent-Type: application/pdf; name="{name}"\n\nx\n' for name in names)
    return f"{head}Content-Type: multipart/mixed; boundary=x\n\n--x\n\nAs we said.\n{files}--x--\n".encode()


def found(mine: Files, words: str) -> int:
    return len(finding.find_words(mine.reader, f"{words} ", 50, today=date(2026, 11, 29)))


def test_a_message_is_found_by_the_names_of_its_files(tmp_path: Path) -> None:
    store = files.open_store(tmp_path / "profile", KEY)
    mine = open_files(store)
    account = importing.account_here(mine, "Here", "me@example.net")
    mails = [with_files(1, "Contract_Kiel-2024.pdf"), with_files(2, "plan.pdf", "lease.txt"), with_files(3)]
    brought = [FoundMessage(raw, Flag(0), "INBOX", Role.INBOX, 0) for raw in mails]
    importing.bring_in(mine, account, brought, Pace(), lambda _what: None)
    index_all(store, Pace(), lambda _what: None, once=True)
    asked = {
        "contract kiel": 1, "filename:contract": 1, "filename:kiel.pdf": 0, "filename:kiel-2024.pdf": 1,
        "file:pdf": 2, "attachment:lease": 1, "filename:talk": 0, "talk": 3, "filename:con*": 1,
        "talk -filename:pdf": 1, 'filename:"plan lease"': 0, "filename:plan OR filename:contract": 2, "kiel talk": 1,
    }  # fmt: skip
    assert {words: found(mine, words) for words in asked} == asked
    # What an earlier OS One read is read again behind everything else.
    with mine.raw:
        mine.raw.execute("UPDATE words SET files = ''")
    with transaction(mine.core) as tx:
        tx.connection.execute("UPDATE reading SET version = version - 1")
    index_all(store, Pace(), lambda _what: None, once=True)
    assert {words: found(mine, words) for words in asked} == asked
    mine.close()


def test_a_head_that_only_the_body_explains_is_mended_when_the_body_comes(mine: Files) -> None:
    bring(mine, 1)
    [message] = ids(mine)
    mine.core.execute("UPDATE message SET subject = 'x', sender_name = 'y'")
    raw = (
        "From: 陳小明 <a@example.org>\nSubject: 會議\nContent-Type: multipart/mixed; boundary=x\n\n"
        "--x\nContent-Type: text/plain; charset=big5\n\n會議\n--x--\n"
    ).encode("big5")
    bulk.keep_bodies(mine, frozenset(), [(message, raw)], Pace())
    assert mine.core.execute("SELECT subject, sender_name FROM message").fetchall() == [("會議", "陳小明")]
    assert mine.core.execute("SELECT subject FROM thread").get == "會議"
