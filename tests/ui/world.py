"""A small world of canned rows for the stage: people who write, things to do, days with events."""

# ruff: noqa: E501  # canned rows read best a line each

import json
import re
from datetime import date, datetime, timedelta

import apsw

from osone.model.calendar import Event
from osone.model.ids import CalendarId, EventId
from osone.model.mail import Box
from osone.store import calendars, events
from osone.store.schema import MIGRATIONS, take
from osone.store.writing import transaction
from tests.ui.stage import NOW, second

NEWSLETTERS: tuple[tuple[float, str, str, str, str, bool, str, str, int], ...] = (
    (0.08, "Marlow Press", "We would like to print your walking notes", "Dear Nora, I read them on the train, all of them, and then I went past my stop and read them again.", "person", True, "asks for a yes by Friday", "11", 1),
    (0.10, "Amira Farouk", "Can you look at the lease before Monday?", "It's the second page that worries me, they changed the notice period and I only saw it this morning.", "person", True, "asks you a question, due tomorrow", "11", 3),
    (0.11, "Pawel, Tess", "Dinner at eight instead?", "Tess's rehearsal runs late again. Eight, same place, and we bring the cake.", "person", True, "moves something in your calendar", "11", 4),
    (2.1, "Dr. Osei's practice", "Please confirm Thursday 9:30", "Reply to this invitation to keep your place.", "invitation", False, "invitation, you are free", "11", 1),
    (3.2, "Charlotte Wren", "Re: the game night", "You said you'd know by Friday. No pressure, though the others have started a spreadsheet.", "person", False, "you promised an answer on Friday", "11", 6),
    (3.4, "Ludmila Konstantinopolskaya-Featherstonehaugh", "The papers, with a subject that is a good deal longer than the line it is shown on", "My lawyer has sent everything over. I hope you are well, and that the garden survived.", "person", False, "", "12", 1),
    (4.1, "Marek Lewin", "Letter to Roberto, second draft", "This one made me cry at my desk, thank you very much.", "person", False, "", "12", 2),
    (4.3, "Grandma's garden club", "Bulbs, and a question about Sunday", "Would you read something? Only two pages, we promise.", "letter", False, "", "13", 1),
    (5.0, "Riverside Library", "Your hold is ready", "Knowing the Known, on the shelf until 29 November.", "notice", False, "", "14", 1),
    (6.0, "Northline Trains", "Your receipt, 14 November", "Thank you for travelling. One adult, one bicycle.", "receipt", False, "", "14", 1),
    (40.0, "The Slow Review", "On doing one thing", "This month: walking, bread, and a long essay about waiting rooms.", "letter", True, "", "13", 1),
)  # fmt: skip

BODY = {
    "pieces": [
        {"kind": "paragraph", "html": "Dear Nora,"},
        {"kind": "paragraph", "html": "I read them on the train, all of them, and then I went past my stop and read them again. My wife is reading them now in the other room; I can hear her laughing at the one about the crooked gate."},
        {"kind": "paragraph", "html": "We print few things and we print them slowly. I would be honoured to make a small book of these, on paper, the way letters ought to be. There is <a href='https://marlow.example'>a page about how we work</a>."},
        {"kind": "list", "html": "<ul><li>sixty pages, stitched</li><li>four hundred copies</li><li>yours stays yours</li></ul>"},
        {"kind": "paragraph", "html": "Could you tell me by Friday whether you would let us?"},
        {"kind": "paragraph", "html": "With admiration,<br>Michael Wadham"},
        {"kind": "quote", "html": "On 14 November Nora wrote:<br>Here are the notes I spoke of. Be kind.", "depth": 1, "folded": True},
    ],
    "files": [["specimen pages.pdf", "application/pdf", 824_000], ["terms.txt", "text/plain", 3_100]],
    "chips": [["user-plus", "first contact", "amber"], ["reply", "answers yours of 14 Nov", "moss"]],
}  # fmt: skip


def empty() -> apsw.Connection:
    """A store in memory with nothing in it."""
    connection = apsw.Connection(":memory:")
    connection.execute("ATTACH ':memory:' AS raw")
    connection.execute("ATTACH ':memory:' AS search")
    for step in MIGRATIONS["core"]:
        take(connection, step)
    for name in ("raw", "search"):
        for script in MIGRATIONS[name]:
            assert isinstance(script, str)
            connection.execute(re.sub(r"(CREATE|DROP) ((?:VIRTUAL )?TABLE) ", rf"\1 \2 {name}.", script))
    connection.execute("INSERT INTO setting VALUES ('person.name', '\"Nora\"'), ('companion.name', '\"Iris\"')")
    connection.execute(
        "INSERT INTO account (id, kind, address, name, settings) VALUES (1, 'imap', 'nora@example.org', 'Nora Lindqvist', '{}'), (2, 'local', '', 'Old letters', '{}')"
    )
    connection.execute(
        "INSERT INTO folder (id, account, path, role, name, low_uid) VALUES (1, 1, 'INBOX', 'inbox', 'Inbox', 1)"
    )
    return connection


def put_letter(
    connection: apsw.Connection,
    number: int,
    row: tuple[float, str, str, str, str, bool, str, str, int],
    *,
    body: bool = True,
) -> None:
    """One thread with its messages."""
    import zstandard

    days, who, subject, snippet, kind, unread, reason, box, count = row
    for n in range(count):
        at = second(days + (count - 1 - n) * 0.7)
        message = at << 8 | n
        connection.execute(
            "INSERT INTO message VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, 2000, ?, ?, ?, '{}')",
            (message, number, message, at, who if n % 2 == 0 or count < 3 else "Nora Lindqvist", f"{who.split()[0].lower().strip(',')}@example.com",
             json.dumps([[["Nora", "nora@example.org"]], []]), subject, snippet, number % 3 == 0, kind, reason),
        )  # fmt: skip
        connection.execute("INSERT INTO shown VALUES (?, 1, ?)", (message, 0 if unread and n == count - 1 else 1))
        connection.execute(
            "INSERT INTO search.words (rowid, subject, sender, body) VALUES (?, ?, ?, ?)",
            (message, subject, who, snippet),
        )
        if body:
            data = zstandard.compress(json.dumps(BODY).encode())
            connection.execute("INSERT INTO raw.raw (message, size, zstd) VALUES (?, 2000, ?)", (message, data))
    connection.execute(
        "INSERT INTO thread VALUES (?, NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, who, subject, snippet, count, number % 4 == 0, number % 3 == 0, kind, reason),
    )
    for place in (int(box), Box.INBOX):
        connection.execute("INSERT INTO listing VALUES (?, ?, ?, ?)", (int(place), message, number, unread))


def tally(connection: apsw.Connection) -> None:
    """Count all lists."""
    connection.execute("DELETE FROM tally")
    connection.execute("INSERT INTO tally SELECT box, count(*), sum(unread) FROM listing GROUP BY box")


def calendar_of(connection: apsw.Connection, name: str) -> CalendarId:
    """The calendar of this name, made if there is none."""
    with transaction(connection) as tx:
        return calendars.brought(tx, name)


def event(
    connection: apsw.Connection,
    number: int,
    title: str,
    start: datetime,
    hours: float,
    calendar: str,
    where: str = "",
    *,
    tentative: bool = False,
) -> None:
    """One event."""
    ics = "STATUS:TENTATIVE" if tentative else ""
    made = Event(
        EventId(number),
        calendar_of(connection, calendar),
        f"u{number}",
        title,
        where,
        "",
        start,
        start + timedelta(hours=hours),
        "",
        ics,
    )
    columns = events.columns(made)
    names = ", ".join(columns)
    connection.execute(f"INSERT INTO event ({names}) VALUES ({', '.join('?' * len(columns))})", tuple(columns.values()))


def whole(connection: apsw.Connection, number: int, title: str, on: date, days: int, calendar: str) -> None:
    """One event that lasts whole days."""
    held = calendar_of(connection, calendar)
    made = Event(EventId(number), held, f"u{number}", title, "", "", on, on + timedelta(days=days), "", "")
    columns = events.columns(made)
    names = ", ".join(columns)
    connection.execute(f"INSERT INTO event ({names}) VALUES ({', '.join('?' * len(columns))})", tuple(columns.values()))


def lived_in() -> apsw.Connection:
    """A store with a day's worth of everything."""
    connection = empty()
    for number, row in enumerate(NEWSLETTERS, 1):
        put_letter(connection, number, row, body=number != 2)
    tally(connection)
    day = NOW.replace(hour=0, minute=0)
    event(connection, 1, "Standup, the almanac", day + timedelta(hours=10), 0.75, "Work")
    event(connection, 2, "Solicitors, signing", day + timedelta(hours=14), 1.5, "House", "bring the papers")
    event(connection, 3, "Dinner with Pawel", day + timedelta(hours=20), 1.5, "Friends", "Rosa's", tentative=True)
    event(connection, 4, "Choir", day + timedelta(days=1, hours=19), 2, "Friends", "St. Anne's, the side door")
    event(connection, 5, "Dr. Osei", day + timedelta(days=3, hours=9.5), 0.5, "Health", "12 Quay Street")
    event(connection, 6, "Call, printer", day + timedelta(days=3, hours=15), 0.5, "Work")
    event(connection, 7, "Walk to the lighthouse", day + timedelta(days=5, hours=11), 5, "Friends", "bring the blanket")
    event(connection, 8, "Lease with Amira", day + timedelta(days=1, hours=11), 2, "House", "Amira's, kitchen table")
    event(connection, 9, "Lunch, Pawel", day + timedelta(days=2, hours=12.5), 1, "Friends", "Rosa's")
    event(connection, 10, "Proofs", day + timedelta(days=3, hours=14), 2, "Work")
    whole(connection, 11, "Tess visiting", day.date() + timedelta(days=3), 2, "Friends")
    now = int(NOW.timestamp())
    for n, (title, notes, project, priority, due, done) in enumerate(
        (
            ("Write to Marlow Press", "from their mail", "The book", 1, "2026-11-23T10:00:00+00:00", None),
            ("Read page two of the lease for Amira", "asked by Amira, 07:12", "House", 2, "2026-11-22", None),
            ("Papers for the signing", "", "House", 4, "2026-11-23", None),
            ("Answer Charlotte about the game night", "you promised on Tuesday", "", 4, "2026-11-23", None),
            ("Choose twelve letters", "5 of 12", "The book", 4, None, None),
            ("Water the fern", "", "", 4, "2026-11-23", None),
            ("Return the library book", "", "", 4, "2026-11-29", None),
            ("Buy stamps", "", "", 4, None, now - 90_000),
        ),
        1,
    ):
        connection.execute(
            "INSERT INTO task (id, title, notes, project, priority, due, done_at, position, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (n, title, notes, project, priority, due, done, n, now),
        )
    return connection
