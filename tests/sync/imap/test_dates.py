"""When a message from a server was written, whatever the server's own clock said of its arrival."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from osone.model.errors import OsOneError
from tests.parts.dovecot import Dovecot
from tests.parts.scripted import NO, OK, Drop, Piece, Scripted
from tests.sync.desk import Desk, desk

HEAD = (
    "From: a@x.example\r\nTo: b@y.example\r\nMessage-ID: <{subject}@x.example>\r\nSubject: {subject}\r\n{more}\r\nx\r\n"
)
WAY = "Received: from a by b\r\n\twith ESMTP id 1;\r\n\tThu, 28 Oct 2004 17:00:38 -0400\r\n"
LONG_WAY = WAY + "".join(f"Received: from r{n} by s{n}; Wed, 27 Oct 2004 17:00:38 -0400\r\n" for n in range(20))


def test_a_message_is_of_the_day_that_it_says_else_of_the_day_it_was_relayed_else_of_its_arrival(
    tmp_path: Path,
) -> None:
    mails = {
        "moved": ("Date: Sat, 14 Mar 2015 09:00:00 +0000\r\n", 0, "2015-03-14"),
        "copied": ("Date: Sat, 14 Mar 2015 09:00:00 +0000\r\n", 315_532_800 + 86_400, "2015-03-14"),
        "undated": (WAY, 1_700_000_000, "2004-10-28"),
        "ahead": (f"Date: Sat, 14 Mar 2015 09:00:00 +0000\r\n{LONG_WAY}", 1_700_000_000, "2004-10-28"),
        "bare": ("", 1_700_000_000, "2023-11-14"),
        "usual": (f"{LONG_WAY}Date: Thu, 28 Oct 2004 16:59:00 -0400\r\n", 1_099_000_838, "2004-10-28"),
    }
    with Dovecot() as server:
        for subject, (more, arrived, _day) in mails.items():
            server.deliver("amy", [HEAD.format(subject=subject, more=more).encode()], received=arrived)
        with desk(tmp_path / "profile", server.port, ca=server.ca) as here:
            here.sync(bodies=True)
            rows = here.mine.core.execute("SELECT subject, date, id >> 8 FROM message").fetchall()
    assert all(date == second for _subject, date, second in rows)
    days = {subject: datetime.fromtimestamp(int(str(date)), UTC).date().isoformat() for subject, date, _ in rows}
    assert days == {subject: day for subject, (_more, _arrived, day) in mails.items()}


AHEAD = f"Date: Sat, 14 Mar 2015 09:00:00 +0000\r\n{WAY}"
"""It says a day long after the last server took it."""
POSTED = "Date: Mon, 2 Nov 2026 09:59:00 +0000\r\n"
"""The scripted server has it since a minute later."""


def mails(more: str, *numbers: int) -> list[bytes]:
    return [HEAD.format(subject=f"s{n}", more=more).encode() for n in numbers]


def day_of(here: Desk, subject: str) -> str:
    [[date]] = here.mine.core.execute("SELECT date FROM message WHERE subject = ?", (subject,)).fetchall()
    return datetime.fromtimestamp(int(str(date)), UTC).date().isoformat()


def asked_the_way(server: Scripted) -> list[str]:
    return [one.partition(" (")[0] for one in server.asked if "(Received)" in one]


def test_only_mail_that_did_not_come_when_it_was_written_is_asked_for_the_way_it_took(tmp_path: Path) -> None:
    with Scripted() as server, desk(tmp_path / "profile", server.port) as here:
        server["INBOX"].put(*mails(POSTED, *range(9)), *mails(AHEAD, 9))
        here.sync()
        assert asked_the_way(server) == ["UID FETCH 10"]
        server["INBOX"].put(*mails(POSTED, 10), *mails(AHEAD, 11))
        here.sync()
        assert asked_the_way(server) == ["UID FETCH 10", "UID FETCH 12"]
        assert [day_of(here, f"s{n}") for n in (8, 9, 10, 11)] == ["2026-11-02", "2004-10-28"] * 2


def test_a_day_to_come_is_not_believed_though_sender_and_server_agree_on_it(tmp_path: Path) -> None:
    ahead = "Date: Mon, 18 Jan 2038 00:00:00 +0000\r\n"
    with Scripted() as server, desk(tmp_path / "profile", server.port) as here:
        server["INBOX"].put(*mails(ahead + WAY, 1), *mails(ahead, 2), when="18-Jan-2038 00:00:00 +0000")
        here.sync()
        assert day_of(here, "s1") == "2004-10-28", "who relayed it knows better"
        assert day_of(here, "s2") == datetime.now(UTC).date().isoformat(), "nothing is known but that it is here"


def test_a_server_that_has_lost_its_clock_is_not_believed_about_when_mail_came(tmp_path: Path) -> None:
    clocks = [" 1-Jan-1970 00:00:00 +0000", " 2-Jan-1980 00:00:00 +0000", "18-Jan-2038 00:00:00 +0000"]
    with Scripted() as server, desk(tmp_path / "profile", server.port) as here:
        for n, clock in enumerate(clocks):
            server["INBOX"].put(*mails("Date: Sat, 14 Mar 2015 09:00:00 +0000\r\n", n), when=clock)
            server["INBOX"].put(*mails(WAY, n + 10), when=clock)
            server["INBOX"].put(*mails("", n + 20), when=clock)
        here.sync()
        today = datetime.now(UTC).date()
        for n in range(len(clocks)):
            assert day_of(here, f"s{n}") == "2015-03-14", "its own date"
            assert day_of(here, f"s{n + 10}") == "2004-10-28", "the day it was relayed"
            assert abs((datetime.fromisoformat(day_of(here, f"s{n + 20}")).date() - today).days) <= 1, "none: today"
        assert here.one("SELECT count(*) FROM message WHERE date <> id >> 8") == 0, "the order of ids is that of days"


def test_a_folder_that_was_copied_to_the_server_is_asked_for_the_way_of_all_its_mail_at_once(tmp_path: Path) -> None:
    with Scripted() as server, desk(tmp_path / "profile", server.port) as here:
        server["INBOX"].put(*mails(AHEAD, *range(1500)))
        here.sync()
        assert {day_of(here, f"s{n}") for n in (0, 700, 900, 1499)} == {"2004-10-28"}
        # Two windows are on their way before the first is understood; what is in them is asked for by its UIDs.
        assert asked_the_way(server) == [
            "UID FETCH 1001:1500",
            "UID FETCH 901:1000",
            "UID FETCH 101:900",
            "UID FETCH 1:100",
        ]


@pytest.mark.parametrize("answer", [(NO,), (OK,), ("* 1 FETCH (UID 1 BODY[HEADER.FIELDS (RECEIVED)]<0> NIL)", OK)])
def test_where_a_server_does_not_say_which_way_mail_took_it_is_of_its_own_date(
    tmp_path: Path, answer: tuple[Piece, ...]
) -> None:
    with Scripted() as server, desk(tmp_path / "profile", server.port) as here:
        server["INBOX"].put(*mails(AHEAD, 0, 1))
        server.when(r"UID FETCH [\d:,]+ \(UID BODY", *answer)
        here.sync()
        assert [day_of(here, f"s{n}") for n in (0, 1)] == ["2015-03-14"] * 2


def test_a_line_that_is_lost_before_the_way_is_told_loses_no_mail(tmp_path: Path) -> None:
    with Scripted() as server, desk(tmp_path / "profile", server.port) as here:
        server["INBOX"].put(*mails(POSTED, 0), *mails(AHEAD, 1))
        server.when(r"UID FETCH [\d:,]+ \(UID BODY", Drop(), times=1)
        with pytest.raises(OsOneError):
            here.sync()
        here.sync()
        assert [day_of(here, f"s{n}") for n in (0, 1)] == ["2026-11-02", "2004-10-28"]
