"""What somebody asked for once: it says what came of it, and one that takes long or cannot be done blocks no other."""

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import apsw
import pytest

from osone.accounts.secrets import KeyringTroubleError, Trouble
from osone.commands import running
from osone.commands.everything import REGISTRY as _VERBS  # noqa: F401
from osone.model.accounts import Account
from osone.model.errors import CommandError
from osone.store import accounts, bodies, erasing, files, forgetting, removal
from osone.store import jobs as rows
from osone.store.files import Store
from osone.store.writing import Tx, transaction
from osone.sync import calendars, jobs
from osone.sync.messages import JobDone, JobFailed, Message, Progress, Report, Work
from osone.sync.working import Files, Pace, open_files
from tests.sync.desk import letter
from tests.sync.disk.given import put

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
TODO = "BEGIN:VTODO\nUID:two@x\nSUMMARY:Pay the fee\nDUE:20261120\nEND:VTODO\n"
EVENT = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:one@x\nDTSTART:20261102T100000Z\nSUMMARY:Tea\nEND:VEVENT\nEND:VCALENDAR\n"


class Parted:
    """Nobody works for any account, and this is what was forgotten."""

    def __init__(self) -> None:
        self.forgotten: list[str] = []
        self.locked = False

    def ended(self, account: int) -> bool:
        return account > 0

    def forget(self, account: Account) -> None:
        if self.locked:
            raise KeyringTroubleError(Trouble.LOCKED)
        self.forgotten.append(account.uid)


@dataclass
class House:
    store: Store
    mine: Files
    parting: Parted = field(default_factory=Parted)
    pace: Pace = field(default_factory=Pace)
    told: list[Message] = field(default_factory=list)

    def ask(self, kind: str, argument: str = "") -> None:
        with transaction(self.mine.core) as tx:
            tx.connection.execute(
                "INSERT INTO errand (kind, arguments, state, said) VALUES (?, ?, 'waiting', '')", (kind, argument)
            )

    def said(self) -> list[str]:
        """What was told of each errand, in the order in which it came."""
        return [
            one.said if isinstance(one, JobDone) else one.sentence
            for one in self.told
            if isinstance(one, JobDone | JobFailed)
        ]

    def run(self, count: int) -> None:
        """Do errands until so many are over."""

        def hear(message: Message) -> None:
            self.told.append(message)
            if len(self.said()) == count:
                self.pace.stop.set()

        jobs.run_all(self.store, self.pace, hear, threading.Event(), {}, self.parting)

    def bring(self, path: Path) -> str:
        return jobs.bring(self.mine, path, Pace(), self.told.append)


def in_vain(house: House, path: Path) -> str:
    """What is said of a path of which nothing came."""
    with pytest.raises(CommandError) as failed:
        house.bring(path)
    return failed.value.whole


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    store = files.open_store(tmp_path / "profile", files.new_key())
    mine = open_files(store)
    yield House(store, mine)
    mine.close()


def test_an_import_says_how_much_came_from_where_and_what_was_left_and_why(house: House, tmp_path: Path) -> None:
    letters = tmp_path / "Letters"
    for number, name in enumerate(("a", "b", "Work/c", "Work/d", "e")):
        put(letters / f"{name}.eml", letter(number))
    put(letters / "photo.jpg", b"\xff\xd8\xff")
    put(letters / "Work" / "f.eml", b"")
    (letters / "linked").symlink_to(tmp_path)
    put(letters / "home.ics", EVENT.encode())
    left = "1 file is empty: Work/f.eml. 1 link was not followed: linked. 1 file is not a message: photo.jpg."
    assert house.bring(letters) == f"Imported 5 messages from Letters (2 folders). Also imported 1 event. {left}"
    assert house.bring(letters) == f"All 5 messages in Letters were already here. {left}"
    assert house.bring(letters / "a.eml") == "The only message in a.eml was already here."
    put(letters / "g.eml", letter(9))
    assert house.bring(letters).startswith("Imported 1 message from Letters (2 folders). 5 were already here. 1 file")
    put(tmp_path / "only" / "word.eml", b"no message")
    assert in_vain(house, tmp_path / "only") == "No messages were found in only. 1 file is not a message: word.eml."


def test_a_calendar_larger_than_any_persons_is_left_unread(house: House, tmp_path: Path) -> None:
    with (tmp_path / "giant.ics").open("wb") as file:
        file.truncate(2 * 1024 * 1024 * 1024)
    said = in_vain(house, tmp_path / "giant.ics")
    assert said == "Nothing new came from giant.ics. 1 item is too large: giant.ics."


def test_a_file_of_which_nothing_could_be_read_is_a_fault_and_not_an_import(house: House, tmp_path: Path) -> None:
    broken = put(tmp_path / "broken.ics", b"These are words.\n")
    house.ask("import", str(broken))
    house.ask("import", str(put(tmp_path / "empty.ics", b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n")))
    house.run(2)
    fault, fine = [one for one in house.told if isinstance(one, JobDone | JobFailed)]
    assert isinstance(fault, JobFailed)
    assert fault.sentence.startswith("Nothing new came from broken.ics. 1 item could not be read: This is not a cal")
    assert isinstance(fine, JobDone), "an empty calendar is whole"


def test_somebody_who_asks_for_new_mail_need_not_wait_for_an_import(house: House, tmp_path: Path) -> None:
    for number in range(40):
        put(tmp_path / "Letters" / f"{number}.eml", letter(number))
    house.pace.watched = True
    house.ask("import", str(tmp_path / "Letters"))
    asked = threading.Event()

    def hear(message: Message) -> None:
        if isinstance(message, Progress) and not asked.is_set():
            asked.set()
            house.ask("check")
        house.told.append(message)
        if len(house.said()) == 2:
            house.pace.stop.set()

    jobs.run_all(house.store, house.pace, hear, threading.Event(), {}, house.parting)
    assert house.said() == ["Checked for new mail.", "Imported 40 messages from Letters."]
    assert [one.of for one in house.told if isinstance(one, JobDone)] == ["check", "import"]


def test_what_cannot_be_imported_keeps_nothing_else_from_being_done(house: House, tmp_path: Path) -> None:
    put(tmp_path / "a.eml", letter(1))
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path / ("x" * 300), Path("/dev/zero"), tmp_path / "a\0b", tmp_path / "a.eml"):
        house.ask("import", str(path))
    house.run(5)
    assert house.said()[-1] == "Imported 1 message from a.eml."
    assert [type(one) for one in house.told if isinstance(one, JobDone | JobFailed)] == [JobFailed] * 4 + [JobDone]


def test_an_account_is_taken_away_with_its_mail_and_what_it_signed_in_with(house: House, tmp_path: Path) -> None:
    house.bring(put(tmp_path / "a.eml", letter(1)))
    [one] = accounts.every(house.mine.core)
    with transaction(house.mine.core) as tx:
        removal.begin(tx, one.id)
    house.ask("remove", str(one.id))
    house.ask("remove", str(one.id))
    house.run(2)
    assert house.said() == ["here@this.computer was removed from this computer.", ""]
    assert house.parting.forgotten == [one.uid]
    for table in ("account", "folder", "message", "raw.raw", "raw.words"):
        assert house.mine.reader.execute(f"SELECT count(*) FROM {table}").get == 0, table


def test_a_keyring_that_is_locked_keeps_no_account_here_and_is_told_of(house: House, tmp_path: Path) -> None:
    house.bring(put(tmp_path / "a.eml", letter(1)))
    [one] = accounts.every(house.mine.core)
    house.parting.locked = True
    with transaction(house.mine.core) as tx:
        removal.begin(tx, one.id)
    house.ask("remove", str(one.id))
    house.run(1)
    assert "Its password is still in the keyring:" in house.said()[0]
    assert house.mine.core.execute("SELECT count(*) FROM account").get == 0


def test_a_disk_too_full_to_write_that_one_failed_ends_nothing_and_it_is_told_once(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "TROUBLE_S", 0.01)
    full = ["doing", "failed", "failed"]
    write = rows.put

    def put_or_not(tx: Tx, job: int, state: str, said: str) -> None:
        if state in full:
            full.remove(state)
            raise apsw.FullError("database or disk is full")
        write(tx, job, state, said)

    monkeypatch.setattr(rows, "put", put_or_not)
    house.ask("import", str(tmp_path / "nothing"))
    house.ask("check")
    house.run(2)
    assert not full
    assert len([words for words in house.said() if "nothing" in words]) == 1
    assert rows.outcome(house.mine.core, 1)[0] == "failed"
    assert house.said()[-1] == "Checked for new mail."


def going(house: House, tmp_path: Path) -> int:
    """An account with mail that somebody asked to have taken away."""
    house.bring(put(tmp_path / "a.eml", letter(1)))
    [one] = accounts.every(house.mine.core)
    with transaction(house.mine.core) as tx:
        removal.begin(tx, one.id)
    house.ask("remove", str(one.id))
    return one.id


def left(house: House) -> int:
    return sum(
        int(house.mine.reader.execute(f"SELECT count(*) FROM {table}").get)
        for table in ("account", "folder", "message", "raw.raw", "raw.words")
    )


def room(house: House) -> list[bool]:
    """What was told of the disk's room, as it changed."""
    return [not one.left for one in house.told if isinstance(one, Progress) and one.work is Work.ROOM]


def full_so_often(monkeypatch: pytest.MonkeyPatch, where: ModuleType, name: str, times: int) -> None:
    """What the disk does not take so many times."""
    work, tried = getattr(where, name), 0

    def work_or_not(*arguments: object) -> object:
        nonlocal tried
        tried += 1
        if tried <= times:
            raise apsw.FullError("database or disk is full")
        return work(*arguments)

    monkeypatch.setattr(where, name, work_or_not)


@pytest.mark.parametrize(("where", "name"), [(erasing, "erase"), (bodies, "sweep"), (forgetting, "copy_core")])
def test_a_removal_that_finds_no_room_says_so_once_and_ends_when_there_is_without_a_restart(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: ModuleType, name: str
) -> None:
    monkeypatch.setattr(jobs, "TROUBLE_S", 0.01)
    full_so_often(monkeypatch, where, name, 4)
    going(house, tmp_path)
    house.ask("check")
    house.run(3)
    *first, gone = house.said()
    assert sorted(first) == [
        "Checked for new mail.",
        "The disk is full, so an account couldn't be removed whole yet. OS One goes on once there is room.",
    ]
    assert gone.endswith("was removed from this computer.")
    assert left(house) == 0
    assert not room(house)[0]
    assert room(house)[-1]


def test_a_removal_goes_on_with_the_next_start_whatever_became_of_it(house: House, tmp_path: Path) -> None:
    going(house, tmp_path)
    with transaction(house.mine.core) as tx:
        rows.put(tx, 1, rows.FAILED, "as a version before wrote where the disk was full")
    house.run(1)
    assert house.said() == ["here@this.computer was removed from this computer."]
    assert left(house) == 0
    assert rows.following(house.mine.core) is None


def test_a_removal_is_tried_ever_more_patiently(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    put_off = jobs._put_off

    def noted(
        store: Store, errand: int, error: Exception, before: jobs.FurtherTry | None, report: Report
    ) -> jobs.FurtherTry:
        waits.append(put_off(store, errand, error, before, report).wait)
        return jobs.FurtherTry(0, waits[-1])

    monkeypatch.setattr(jobs, "_put_off", noted)
    full_so_often(monkeypatch, erasing, "erase", 12)
    going(house, tmp_path)
    house.run(2)
    assert waits == [5, 10, 20, 40, 60, 60]


def asked(house: House, path: Path) -> None:
    """A person asks for an import, and it is done."""
    running.run(house.mine.core, "mail.import", {"path": str(path)}, by="person", now=NOW)
    house.pace.stop.clear()
    house.run(len(house.said()) + 1)


def undone(house: House, verb: str = "undo") -> str:
    return running.run(house.mine.core, verb, {}, by="person", now=NOW).said


def held(house: House) -> list[str]:
    """The titles of all events and tasks that are here."""
    rows = house.mine.core.execute("SELECT title FROM event UNION ALL SELECT title FROM task")
    return [str(title) for (title,) in rows]


def test_an_import_of_a_calendar_is_taken_back_and_done_again_as_one(house: House, tmp_path: Path) -> None:
    both = EVENT.replace("BEGIN:VEVENT", f"{TODO}BEGIN:VEVENT")
    home = put(tmp_path / "home.ics", both.encode())
    asked(house, home)
    assert house.said() == ["Imported 1 event and 1 task from home.ics."]
    assert held(house) == ["Tea", "Pay the fee"]
    assert undone(house) == "Undone: imported 1 event and 1 task from home.ics"
    assert held(house) == []
    assert undone(house, "redo") == "Redone: imported 1 event and 1 task from home.ics"
    assert held(house) == ["Tea", "Pay the fee"]
    asked(house, home)
    assert house.said()[-1] == "Nothing new came from home.ics."
    house.mine.core.execute("UPDATE task SET title = 'Pay it'")
    said = undone(house)
    assert said == (
        "Undone: imported 1 event and 1 task from home.ics. 1 change was left alone: something newer came since."
    ), "and an import of which nothing came is nothing to be taken back"
    assert held(house) == ["Pay it"]


def test_of_an_import_of_mail_the_calendar_is_taken_back_and_it_is_said_that_the_rest_stays(
    house: House, tmp_path: Path
) -> None:
    put(tmp_path / "Letters" / "home.ics", EVENT.encode())
    put(tmp_path / "Letters" / "a.eml", letter(1))
    asked(house, tmp_path / "Letters")
    assert house.said() == ["Imported 1 message from Letters. Also imported 1 event."]
    assert undone(house) == "Undone: imported 1 event from Letters. Anything else that came stays."
    assert held(house) == []
    asked(house, tmp_path / "Letters" / "a.eml")
    assert undone(house) == "What was imported stays. Delete what you don't want to keep."


def test_many_events_are_taken_back_in_pieces(house: House, tmp_path: Path) -> None:
    body = EVENT.removeprefix("BEGIN:VCALENDAR\n").removesuffix("END:VCALENDAR\n")
    some = "".join(body.replace("one@x", f"{n}@x") for n in range(300))
    asked(house, put(tmp_path / "home.ics", f"BEGIN:VCALENDAR\n{some}END:VCALENDAR\n".encode()))
    assert undone(house) == "Undoing: imported 300 events from home.ics"
    while running.go_on(house.mine.core, now=NOW):
        assert house.mine.core.execute("SELECT count(*) FROM errand").get == 1
    assert held(house) == []


def test_what_is_larger_than_the_journal_keeps_stays_and_it_is_said(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendars, "MOST_TAKEN_BACK", 10)
    asked(house, put(tmp_path / "home.ics", EVENT.encode()))
    assert undone(house) == "What was imported stays. Delete what you don't want to keep."
    assert held(house) == ["Tea"]


def test_an_import_that_is_taken_back_while_it_goes_on_ends_there(house: House, tmp_path: Path) -> None:
    body = EVENT.removeprefix("BEGIN:VCALENDAR\n").removesuffix("END:VCALENDAR\n")
    some = "".join(body.replace("one@x", f"{n}@x") for n in range(120))
    home = put(tmp_path / "home.ics", f"BEGIN:VCALENDAR\n{some}END:VCALENDAR\n".encode())
    said: list[str] = []

    class Watched(Pace):
        def gap(self) -> None:
            if not said:
                assert held(house), "some of it came"
                said.append(undone(house))

    house.pace = Watched(watched=True)
    asked(house, home)
    assert said == ["Importing stopped. What had come into your calendar and tasks is gone again."]
    assert held(house) == []
    assert house.mine.core.execute("SELECT state FROM errand").get == rows.STOPPED
