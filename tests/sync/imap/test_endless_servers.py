"""Servers that lie about numbers, or talk without end: what they cost is bounded, and mail is read all the same."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from osone.accounts import connect
from osone.host.patience import Patience, grown
from osone.model.errors import NetworkError
from osone.model.mail import Role
from osone.store import withheld
from osone.store.files import Store
from osone.sync import serving
from osone.sync.imap import answers, bulk, opened, wire
from osone.sync.imap.answers import Selected
from osone.sync.imap.wire import EndlessError, WireLine
from osone.sync.messages import FolderRefused, Standing
from osone.sync.working import Files, open_files
from tests.parts.scripted import OK, Asked, Drop, Endless, Piece, Raw, Scripted, until
from tests.sync.desk import desk, letter, told, working
from tests.sync.imap.test_odd_servers import inbox

LETTERS = [letter(n) for n in range(6)]
HUGE = str(1 << 64)
DIGITS = "9" * 5_000


def test_a_set_is_counted_before_it_is_spread() -> None:
    assert answers.uid_set(b"3,5:7", 4) == [3, 5, 6, 7]
    assert answers.uid_set(b"3,5:7", 3) == []
    assert answers.uid_set(b"1:4294967295", 1000) == []
    assert answers.uid_set(b"4294967296", 1000) == []
    assert answers.uid_set(DIGITS.encode(), 1000) == []
    assert answers.uid_set(b"1," * 100_000, 1000) == []
    moved = [WireLine(b"* OK [COPYUID 7 4:6 10:12] Done", ())]
    assert answers.copied(moved, 7, [4, 5, 6]) == {4: 10, 5: 11, 6: 12}
    assert answers.copied(moved, 7, [4, 5]) == {}
    assert answers.copied([WireLine(b"* OK [COPYUID 7 1:3 10:12] Done", ())], 7, [4, 5, 6]) == {}


def test_numbers_that_nobody_can_keep_are_kept_within_reach() -> None:
    lines = [
        WireLine(f"* OK [UIDVALIDITY {HUGE}] x".encode(), ()),
        WireLine(f"* OK [UIDNEXT {HUGE}] x".encode(), ()),
        WireLine(f"* OK [HIGHESTMODSEQ {HUGE}] x".encode(), ()),
        WireLine(f"* {DIGITS} EXISTS".encode(), ()),
    ]
    now = answers.selected(lines)
    assert 0 < now.uidvalidity < 1 << 63
    assert now == Selected(now.uidvalidity, 1 << 32, 0, 0)
    assert answers.selected([WireLine(f"* OK [UIDVALIDITY {DIGITS}] x".encode(), ())]).uidvalidity == 0


def row(uid: str, size: str = "99", when: str = " 2-Nov-2026 10:00:00 +0000") -> bytes:
    basics = f'UID {uid} FLAGS () INTERNALDATE "{when}" RFC822.SIZE {size}'
    return f"* 5 FETCH ({basics} BODY[HEADER.FIELDS (DATE)] {{}})".encode()


@pytest.mark.parametrize("uid", ["0", str(1 << 32), HUGE, DIGITS])
def test_a_row_whose_number_is_none_is_no_row(uid: str) -> None:
    assert answers.fetched(WireLine(row(uid), (b"",))) is None


@pytest.mark.parametrize("size", [HUGE, DIGITS, str(1 << 63)])
def test_a_size_that_is_none_costs_no_row(size: str) -> None:
    found = answers.fetched(WireLine(row("5", size), (b"",)))
    assert found is not None
    assert found.size <= answers.LARGEST_SIZE


@pytest.mark.parametrize(
    "when", [" 1-Jan-0000 00:00:00 +0000", "99-Foo-9999 99:99:99 +9999", " 1-Jan-0001 00:00:00 +0000"]
)
def test_a_date_that_is_none_costs_no_row(when: str) -> None:
    assert answers.fetched(WireLine(row("5", when=when), (b"",))) is not None


def test_rows_that_make_no_sense_are_passed_over_and_told(tmp_path: Path) -> None:
    def odd(asked: Asked) -> list[bytes]:
        changes = {b"UID 2 ": b"UID " + HUGE.encode() + b" ", b"UID 3 ": b"UID 3 "}
        lines = asked.honest()
        for old, new in changes.items():
            lines = [line.replace(old, new, 1) for line in lines]
        return [
            line.replace(b" 2-Nov-2026", b" 1-Jan-0000", 1).replace(b"SIZE ", b"SIZE " + HUGE.encode(), 1)
            if b"UID 3 " in line
            else line
            for line in lines
        ]

    with Scripted({"INBOX": LETTERS}) as server, desk(tmp_path / "p", server.port) as here:
        server.when("UID FETCH", odd)
        here.sync()
        assert inbox(here) == len(LETTERS) - 1
        assert any(isinstance(said, FolderRefused) and "nonsense" in said.sentence for said in here.told)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("LIST", Endless('* LIST () "/" "f#"')),
        ("UID FETCH", Endless("* # FETCH (FLAGS ())")),
        ("UID FETCH", Endless("* 1 FETCH (UID # FLAGS () BODY[HEADER.FIELDS (DATE)] {2}\r\nab)")),
        ("CAPABILITY", Endless("* OK [ALERT] #")),
        ("EXAMINE", Endless("* # EXISTS")),
        ("EXAMINE", Raw(b"* OK " + b"x" * (wire.MAX_LINE + 1))),
        ("LIST", Raw(b"* LIST " + b"{3}\r\nabc" * 1000 + b"\r\n")),
        ("LIST", Raw(b"* LIST () {" + DIGITS.encode() + b"}\r\n")),
        ("LIST", Raw(b"* LIST () {999999999999}\r\n")),
    ],
)
def test_whoever_talks_without_end_is_hung_up_on(tmp_path: Path, question: str, answer: Piece) -> None:
    with Scripted({"INBOX": LETTERS}) as server, desk(tmp_path / "p", server.port) as here:
        server.when(question, answer)
        with pytest.raises(NetworkError):
            here.sync()
        server.rules.clear()
        here.sync()
        assert inbox(here) == len(LETTERS)


def test_a_search_without_end_is_hung_up_on(tmp_path: Path) -> None:
    with Scripted({"INBOX": LETTERS}) as server, desk(tmp_path / "p", server.port) as here:
        here.sync()
        server["INBOX"].take(1)
        server.when("UID SEARCH", Endless("* SEARCH 1 2 3"))
        with pytest.raises(EndlessError):
            here.sync()
        assert inbox(here) == len(LETTERS)


@pytest.mark.parametrize("over", [0, 1])
def test_a_body_is_kept_up_to_its_bound_and_no_byte_over_it(tmp_path: Path, over: int) -> None:
    large = letter(50, words="x" * 5_000)

    def small(asked: Asked) -> list[bytes]:
        return [line.replace(b"SIZE %d " % len(large), b"SIZE 9 ") for line in asked.honest()]

    with Scripted({"INBOX": [*LETTERS, large]}) as server, desk(tmp_path / "p", server.port) as here:
        server.when("UID FETCH .*SIZE", small)
        here.sync()
        with here.line() as line:
            folder = here.folder(Role.INBOX)
            opened.enter(line, folder)
            every = here.mine.core.execute("SELECT uid, message FROM placement WHERE folder = ?", (folder,))
            bulk.bring(line, folder, dict(every), largest=len(large) - over)
        assert here.mine.reader.execute("SELECT count(*) FROM raw.raw").get == len(LETTERS) + 1 - over
        words = here.mine.core.execute("SELECT words FROM withheld").fetchall()
        assert words == [(withheld.TOO_LARGE,)] * over


def test_a_server_that_calls_for_nothing_is_looked_at_ever_less_often(tmp_path: Path) -> None:
    with Scripted({"INBOX": LETTERS}) as server, desk(tmp_path / "p", server.port) as here:
        server.when("IDLE", "+ idling", "* 6 EXISTS", OK)
        with working(here):
            until(lambda: server.count("IDLE") > 10, "called")
            time.sleep(1)
            before = len(server.asked)
            time.sleep(1.5)
            assert len(server.asked) - before < 40
            server["INBOX"].put(letter(60))
            until(lambda: inbox(here) == len(LETTERS) + 1, "new mail all the same")


def test_a_flood_after_idle_is_hung_up_on(tmp_path: Path) -> None:
    with Scripted({"INBOX": LETTERS}) as server, desk(tmp_path / "p", server.port) as here:
        server.when("IDLE", "+ idling", Endless("* # EXISTS"), times=1)
        with working(here):
            until(lambda: server.count("IDLE") > 1, "hung up, and listened to again")
            server["INBOX"].put(letter(62))
            until(lambda: inbox(here) == len(LETTERS) + 1, "new mail")


@pytest.mark.parametrize("uidnext", [(1 << 32) - 1, 1 << 32, 1 << 70])
def test_a_next_number_at_the_end_of_all_is_no_walk(tmp_path: Path, uidnext: int) -> None:
    with Scripted({"INBOX": LETTERS}) as server, desk(tmp_path / "p", server.port) as here:
        server.when(
            "EXAMINE",
            lambda asked: [
                line if b"UIDNEXT" not in line else b"* OK [UIDNEXT %d] Next" % uidnext for line in asked.honest()
            ],
        )
        here.sync()
        assert inbox(here) == len(LETTERS)
        server["INBOX"].put(letter(61))
        here.sync()
        assert inbox(here) == len(LETTERS) + 1
        assert len(server.asked) < 40


def test_waiting_grows_up_to_its_bound_and_never_overflows() -> None:
    assert [grown(1, 60, n) for n in (0, 1, 2, 10, 1_024, 10**9)] == [1, 2, 4, 60, 60, 60]
    patience = Patience(1, 60, free=2)
    waits = [patience.next() for _ in range(5_000)]
    assert waits[:2] == [0, 0]
    assert all(0.6 < wait <= 60 for wait in waits[2:])
    assert waits[-1] > 40
    patience.well()
    assert patience.next() == 0


def test_after_thousands_of_tries_in_vain_it_is_still_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "Patience", _hurried(Patience))
    closed = "* BYE Not today"
    with (
        Scripted({"INBOX": LETTERS}, greeting=closed) as server,
        desk(tmp_path / "p", server.port) as here,
        working(here),
    ):
        until(lambda: server.connections > 30, "tried on and on")
        server.greeting = "* OK Welcome"
        until(lambda: inbox(here) == len(LETTERS), "in the end")


def _hurried(real: Callable[..., Patience]) -> Callable[..., Patience]:
    """Patience that has been tried for weeks already, and waits no longer than a moment."""
    return lambda first, longest, free=0: real(first * 1e-9, 0.01, free, 5_000)


def test_a_thread_that_ends_unasked_begins_again_and_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    falls = [True] * 3

    def opened(store: Store) -> Files:
        if falls and falls.pop():
            raise OverflowError("too many tries")
        return open_files(store)

    monkeypatch.setattr(serving, "open_files", opened)
    with Scripted({"INBOX": LETTERS}) as server, desk(tmp_path / "p", server.port) as here, working(here):
        until(lambda: inbox(here) == len(LETTERS), "mail all the same")
        assert "went wrong" in told(here, Standing.OFFLINE).sentence


def test_a_server_that_drips_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "SLOW_S", 0.3)
    with Scripted({"INBOX": LETTERS}) as server, desk(tmp_path / "p", server.port) as here:
        server.when("LIST", Raw(b"* LIST () " + b" " * 1_000, every=0.02), Drop())
        with pytest.raises(NetworkError, match="stopped answering"):
            here.sync()
