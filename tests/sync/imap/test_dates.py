"""When a message from a server was written, whatever the server's own clock said of its arrival."""

from datetime import UTC, datetime
from pathlib import Path

from tests.parts.dovecot import Dovecot
from tests.sync.desk import desk

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
